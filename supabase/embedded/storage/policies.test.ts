import { once } from "node:events";
import { connect } from "node:net";
import type { SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OWNER, refusal, STRANGER, type StorageFixture, startStorage } from "./fixture.ts";

const FILE = `${OWNER}/photo.txt`;
const NOT_FOUND = { statusCode: "404", status: 400, message: "Object not found" };
const FORBIDDEN = {
  statusCode: "403",
  status: 400,
  message: "new row violates row-level security policy",
};

let fixture: StorageFixture;
beforeAll(async () => {
  fixture = await startStorage();
}, 60_000);
afterAll(() => fixture.stop());

const files = (client: SupabaseClient, bucket = "private") => client.storage.from(bucket);
const others = () => [
  ["a stranger", fixture.stranger] as const,
  ["nobody in particular", fixture.anon] as const,
];
const content = async () =>
  (await files(fixture.admin).download(FILE)).data?.text().catch(() => null);

beforeEach(async () => {
  await files(fixture.admin).upload(FILE, "original", { upsert: true });
});

describe("the owner of a folder", () => {
  it("writes, reads, lists, signs, copies, moves and removes in it", async () => {
    const mine = files(fixture.owner);
    const { data, error } = await mine.upload(`${OWNER}/new.txt`, "new");
    expect(error).toBeNull();
    const [row] = await fixture.sql`
      select owner, owner_id from storage.objects where id = ${data?.id ?? ""}`;
    expect(row).toEqual({ owner: OWNER, owner_id: OWNER });

    expect((await mine.upload(`${OWNER}/new.txt`, "newer", { upsert: true })).error).toBeNull();
    expect((await mine.update(`${OWNER}/new.txt`, "newest")).error).toBeNull();
    expect(await (await mine.download(`${OWNER}/new.txt`)).data?.text()).toBe("newest");
    expect((await mine.info(`${OWNER}/new.txt`)).data?.size).toBe(6);
    expect((await mine.list(OWNER)).data?.map(({ name }) => name)).toEqual([
      "new.txt",
      "photo.txt",
    ]);
    expect((await mine.listV2({ prefix: `${OWNER}/` })).data?.objects).toHaveLength(2);
    expect((await mine.createSignedUrl(FILE, 60)).error).toBeNull();
    expect((await mine.createSignedUploadUrl(`${OWNER}/later.txt`)).error).toBeNull();
    expect((await mine.copy(FILE, `${OWNER}/copy.txt`)).error).toBeNull();
    expect((await mine.move(`${OWNER}/copy.txt`, `${OWNER}/moved.txt`)).error).toBeNull();
    const removed = await mine.remove([`${OWNER}/moved.txt`, `${OWNER}/new.txt`]);
    expect(removed.data).toHaveLength(2);
  });

  it("cannot leave the folder", async () => {
    const mine = files(fixture.owner);
    const outside = `${STRANGER}/planted.txt`;
    expect(refusal((await mine.upload(outside, "x")).error)).toEqual(FORBIDDEN);
    expect(refusal((await mine.upload(outside, "x", { upsert: true })).error)).toEqual(FORBIDDEN);
    expect(refusal((await mine.copy(FILE, outside)).error)).toEqual(FORBIDDEN);
    expect(refusal((await mine.move(FILE, outside)).error)).toEqual(FORBIDDEN);
    const shelf = await mine.move(FILE, FILE, { destinationBucket: "shelf" });
    expect(refusal(shelf.error)).toEqual(FORBIDDEN);
    expect(refusal((await mine.createSignedUploadUrl(outside)).error)).toEqual(FORBIDDEN);
    expect(await content()).toBe("original");
  });

  it("is told nothing on an expired token", async () => {
    const late = await fixture.signIn(OWNER, -60);
    const { error } = await files(late).download(FILE);
    expect(refusal(error)).toMatchObject({
      statusCode: "403",
      status: 400,
      message: '"exp" claim timestamp check failed',
    });
  });
});

describe("everybody else", () => {
  it("sees nothing of it", async () => {
    for (const [who, client] of others()) {
      const theirs = files(client);
      expect(refusal((await theirs.download(FILE)).error), who).toEqual(NOT_FOUND);
      expect(refusal((await theirs.info(FILE)).error), who).toEqual(NOT_FOUND);
      expect((await theirs.exists(FILE)).data, who).toBe(false);
      expect((await theirs.list(OWNER)).data, who).toEqual([]);
      expect((await theirs.listV2()).data?.objects, who).toEqual([]);
      expect(refusal((await theirs.createSignedUrl(FILE, 60)).error), who).toEqual(NOT_FOUND);
      const batch = (await theirs.createSignedUrls([FILE], 60)).data;
      expect(batch?.[0], who).toMatchObject({ signedUrl: null, error: expect.any(String) });
    }
  });

  it("changes nothing of it", async () => {
    for (const [who, client] of others()) {
      const theirs = files(client);
      expect(refusal((await theirs.upload(`${OWNER}/x`, "x")).error), who).toEqual(FORBIDDEN);
      expect(refusal((await theirs.update(FILE, "x")).error), who).toEqual(FORBIDDEN);
      const upsert = await theirs.upload(FILE, "x", { upsert: true });
      expect(refusal(upsert.error), who).toEqual(FORBIDDEN);
      expect(refusal((await theirs.createSignedUploadUrl(FILE)).error), who).toEqual(FORBIDDEN);
      expect(refusal((await theirs.move(FILE, `${STRANGER}/x`)).error), who).toEqual(NOT_FOUND);
      expect(refusal((await theirs.copy(FILE, `${STRANGER}/x`)).error), who).toEqual(NOT_FOUND);
      expect((await theirs.remove([FILE])).data, who).toEqual([]);
    }
    expect(await content()).toBe("original");
    expect((await fixture.filesOnDisk()).incoming).toEqual([]);
  });

  it("is refused before a byte is taken", async () => {
    const { filesOnDisk, backend } = fixture;
    const before = await filesOnDisk();
    const { hostname, port } = new URL(backend.url);
    const socket = connect(Number(port), hostname);
    const head = [
      `POST /storage/v1/object/private/${FILE}.new HTTP/1.1`,
      `host: ${hostname}`,
      `apikey: ${backend.publishableKey}`,
      "content-type: text/plain",
      "content-length: 100000",
    ];
    // The rest of the body never comes: only an answer that does not wait for it can arrive.
    socket.write(`${head.join("\r\n")}\r\n\r\nthe first bytes`);
    const [answer] = await once(socket, "data");
    socket.destroy();
    expect(String(answer)).toContain('"statusCode":"403","error":"Unauthorized"');
    expect(await filesOnDisk()).toEqual(before);
  });
});

describe("single rights", () => {
  it("an insert policy alone is enough to drop a file, and for nothing more", async () => {
    const box = files(fixture.anon, "dropbox");
    expect((await box.upload("letter.txt", "hello")).error).toBeNull();
    expect(refusal((await box.upload("letter.txt", "again")).error).statusCode).toBe("409");
    const upsert = await box.upload("letter.txt", "again", { upsert: true });
    expect(refusal(upsert.error)).toEqual(FORBIDDEN);
    expect(refusal((await box.download("letter.txt")).error)).toEqual(NOT_FOUND);
    expect((await box.list()).data).toEqual([]);
    expect((await box.remove(["letter.txt"])).data).toEqual([]);
  });

  it("a select policy alone lets one read and link, not change", async () => {
    await files(fixture.admin, "shelf").upload("book.txt", "words", { upsert: true });
    const shelf = files(fixture.stranger, "shelf");
    expect(await (await shelf.download("book.txt")).data?.text()).toBe("words");
    expect((await shelf.createSignedUrl("book.txt", 60)).error).toBeNull();
    expect(refusal((await shelf.update("book.txt", "x")).error)).toEqual(FORBIDDEN);
    expect(refusal((await shelf.move("book.txt", "x")).error)).toEqual(NOT_FOUND);
    expect((await shelf.remove(["book.txt"])).data).toEqual([]);
    expect(await (await shelf.download("book.txt")).data?.text()).toBe("words");
  });

  it("policies may ask which operation is under way", async () => {
    await fixture.sql.unsafe(`create policy "catalogue: list only" on storage.objects for select
      to anon using (bucket_id = 'shelf' and storage.operation() = 'storage.object.list')`);
    await files(fixture.admin, "shelf").upload("book.txt", "words", { upsert: true });
    const shelf = files(fixture.anon, "shelf");
    expect((await shelf.list()).data).toHaveLength(1);
    expect(refusal((await shelf.download("book.txt")).error)).toEqual(NOT_FOUND);
  });

  it("many callers at once never see each other's files", async () => {
    const ids = Array.from(
      { length: 40 },
      (_, index) => `44444444-4444-4444-8444-${String(index).padStart(12, "0")}`,
    );
    const seen = await Promise.all(
      ids.map(async (id) => {
        const theirs = files(await fixture.signIn(id));
        await theirs.upload(`${id}/note.txt`, id);
        const { data } = await theirs.listV2();
        return data?.objects.map(({ name }) => name);
      }),
    );
    expect(seen).toEqual(ids.map((id) => [`${id}/note.txt`]));
  });
});
