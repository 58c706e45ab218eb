import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesOf, refusal, type StorageFixture, someBytes, startStorage } from "./fixture.ts";

const MIB = 1024 * 1024;

let fixture: StorageFixture;
beforeAll(async () => {
  fixture = await startStorage();
  const { admin } = fixture;
  await admin.storage.createBucket("small", { public: false, fileSizeLimit: "1KB" });
  await admin.storage.createBucket("pictures", {
    public: false,
    allowedMimeTypes: ["image/*", "application/pdf"],
  });
}, 60_000);
afterAll(() => fixture.stop());

const bucket = (id = "private") => fixture.admin.storage.from(id);
const stored = async (name: string, id?: string) => bytesOf((await bucket(id).download(name)).data);

describe("every kind of body arrives byte for byte", () => {
  const bytes = someBytes(300_007);
  const form = () => {
    const data = new FormData();
    data.append("file", new Blob([bytes], { type: "image/webp" }), "picture.webp");
    return data;
  };
  const bodies: [name: string, body: () => Parameters<ReturnType<typeof bucket>["upload"]>[1]][] = [
    ["Blob", () => new Blob([bytes], { type: "image/webp" })],
    ["File", () => new File([bytes], "x.webp", { type: "image/webp" })],
    ["FormData", form],
    ["Buffer", () => Buffer.from(bytes)],
    ["ArrayBuffer", () => bytes.buffer],
    ["web stream", () => new Blob([bytes]).stream()],
    ["Node stream", () => Readable.from([bytes.subarray(0, 5), bytes.subarray(5)])],
  ];

  it.each(bodies)("%s", async (kind, body) => {
    const name = `bodies/${kind}.webp`;
    const { data, error } = await bucket().upload(name, body(), { contentType: "image/webp" });
    expect(error).toBeNull();
    expect(data).toEqual({ id: expect.any(String), path: name, fullPath: `private/${name}` });
    expect(Buffer.compare(await stored(name), bytes)).toBe(0);
    const { data: info } = await bucket().info(name);
    expect(info).toMatchObject({ size: bytes.length, contentType: "image/webp", id: data?.id });
  });

  it.each([0, 1, 64 * 1024, 256 * 1024, 256 * 1024 + 1, 3 * MIB])("%i bytes", async (size) => {
    const content = someBytes(size, size + 1);
    for (const body of [new Blob([content]), Buffer.from(content)]) {
      const { error } = await bucket().upload("sized.bin", body, { upsert: true });
      expect(error).toBeNull();
      expect(Buffer.compare(await stored("sized.bin"), content)).toBe(0);
    }
  });

  it("text, with its charset", async () => {
    await bucket().upload("note.txt", "Phở ở Sài Gòn");
    expect(new TextDecoder().decode(await stored("note.txt"))).toBe("Phở ở Sài Gòn");
    expect((await bucket().info("note.txt")).data?.contentType).toBe("text/plain;charset=UTF-8");
  });

  it("keeps what the uploader says about the file", async () => {
    const options = {
      metadata: { place: "Huế", seats: 4 },
      cacheControl: "60",
      upsert: true,
    };
    for (const body of [new Blob(["x"], { type: "image/png" }), Buffer.from("x")]) {
      await bucket().upload("described.png", body, { ...options, contentType: "image/png" });
      const { data } = await bucket().info("described.png");
      expect(data).toMatchObject({
        metadata: { place: "Huế", seats: 4 },
        cacheControl: "max-age=60",
        contentType: "image/png",
        contentEncoding: null,
      });
    }
  });
});

describe("replacing", () => {
  it("needs upsert, and keeps the object's id", async () => {
    const first = await bucket().upload("twice.txt", "first");
    const again = await bucket().upload("twice.txt", "second");
    expect(refusal(again.error)).toEqual({
      statusCode: "409",
      status: 400,
      message: "The resource already exists",
    });
    expect(new TextDecoder().decode(await stored("twice.txt"))).toBe("first");

    const before = (await fixture.filesOnDisk()).objects.length;
    const upsert = await bucket().upload("twice.txt", "third", { upsert: true });
    expect(upsert.data?.id).toBe(first.data?.id);
    const update = await bucket().update("twice.txt", "fourth");
    expect(update.data?.id).toBe(first.data?.id);
    expect(new TextDecoder().decode(await stored("twice.txt"))).toBe("fourth");
    expect((await fixture.filesOnDisk()).objects.length).toBe(before);
  });
});

describe("limits", () => {
  it("of the bucket's size hold for every kind of body", async () => {
    const tooMuch = someBytes(1001);
    const before = await fixture.filesOnDisk();
    const bodies = [
      new Blob([tooMuch]),
      Buffer.from(tooMuch),
      new Blob([tooMuch]).stream(), // no Content-Length: counted while it arrives
    ];
    for (const body of bodies) {
      expect(refusal((await bucket("small").upload("big", body)).error)).toEqual({
        statusCode: "413",
        status: 400,
        message: "The object exceeded the maximum allowed size",
      });
    }
    expect((await bucket("small").list()).data).toEqual([]);
    expect(await fixture.filesOnDisk()).toEqual(before);
    expect((await bucket("small").upload("fits", new Blob([someBytes(1000)]))).error).toBeNull();
  });

  it("of the whole backend hold where the bucket has none", async () => {
    const tooMuch = someBytes(5 * MIB + 1);
    for (const body of [new Blob([tooMuch]), Buffer.from(tooMuch), new Blob([tooMuch]).stream()]) {
      expect(refusal((await bucket().upload("huge", body)).error).statusCode).toBe("413");
    }
    expect((await bucket().upload("just.bin", tooMuch.subarray(1))).error).toBeNull();
    expect((await fixture.filesOnDisk()).incoming).toEqual([]);
  });

  it("of the type hold, wildcards included", async () => {
    const upload = (type: string) =>
      bucket("pictures").upload(randomUUID(), new Blob(["x"], { type }));
    expect((await upload("image/png")).error).toBeNull();
    expect((await upload("application/pdf")).error).toBeNull();
    expect(refusal((await upload("text/html")).error)).toEqual({
      statusCode: "415",
      status: 400,
      message: "mime type text/html is not supported",
    });
    expect(refusal((await upload("application/zip")).error).statusCode).toBe("415");
  });

  it("let the placeholder of an empty folder through", async () => {
    const placeholder = await bucket("pictures").upload(
      "new/.emptyFolderPlaceholder",
      new Blob([]),
    );
    expect(placeholder.error).toBeNull();
    const filled = await bucket("pictures").upload("b/.emptyFolderPlaceholder", new Blob(["x"]));
    expect(refusal(filled.error).statusCode).toBe("413");
  });
});

describe("refusals", () => {
  it("say when bucket or name are wrong", async () => {
    expect(refusal((await bucket("none").upload("a", "b")).error)).toEqual({
      statusCode: "404",
      status: 400,
      message: "Bucket not found",
    });
    expect(refusal((await bucket().upload("größe.png", "b")).error)).toEqual({
      statusCode: "400",
      status: 400,
      message: "Invalid key: größe.png",
    });
  });

  it.each(["..%2f..%2fkeys.json", "%2e%2e%2fkeys.json", "a%2f..%2f..%2fb", "a%5c..%5cb", "x%00y"])(
    "never let %s out of the storage folder",
    async (path) => {
      const put = await fixture.request(`/object/private/${path}`, { method: "POST", body: "x" });
      expect(await put.json()).toMatchObject({ code: "InvalidKey" });
      const read = await fixture.request(`/object/private/${path}`);
      expect(await read.json()).toMatchObject({ code: "InvalidKey" });
    },
  );

  it("answer a form without a file, and a broken one", async () => {
    const empty = new FormData();
    empty.append("cacheControl", "60");
    const init = { method: "POST", body: empty };
    const answer = await fixture.request("/object/private/form", init);
    expect(await answer.json()).toMatchObject({ message: "No content provided" });

    const broken = await fixture.request("/object/private/form", {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=X" },
      body: '--X\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\nhalf of',
    });
    expect(broken.status).toBe(400);
    expect((await bucket().exists("form")).data).toBe(false);
    expect((await fixture.filesOnDisk()).incoming).toEqual([]);
  });

  it("leave nothing of an upload that broke off", async () => {
    const { backend, filesOnDisk } = fixture;
    const before = await filesOnDisk();
    const { hostname, port } = new URL(backend.url);
    for (const type of ["image/png", "multipart/form-data; boundary=X"]) {
      const socket = connect(Number(port), hostname);
      await once(socket, "connect");
      const head = [
        "POST /storage/v1/object/private/broken.png HTTP/1.1",
        `host: ${hostname}`,
        `apikey: ${backend.secretKey}`,
        `content-type: ${type}`,
        "content-length: 100000",
      ];
      const part = 'content-disposition: form-data; name=""; filename="f"';
      socket.write(`${head.join("\r\n")}\r\n\r\n--X\r\n${part}\r\n\r\n${"x".repeat(50_000)}`);
      await expect.poll(async () => (await filesOnDisk()).incoming.length).toBe(1);
      socket.destroy();
      await expect.poll(async () => (await filesOnDisk()).incoming.length).toBe(0);
    }
    await wait(50);
    expect((await bucket().exists("broken.png")).data).toBe(false);
    expect(await filesOnDisk()).toEqual(before);
  });

  it("leave no file when the row is refused at the last moment", async () => {
    const { sql, filesOnDisk } = fixture;
    // Passes the check before the upload (no size yet) and fails the final row.
    await sql.unsafe(`alter table storage.objects add constraint no_thirteen
      check (coalesce((metadata ->> 'size')::int, 0) <> 13)`);
    const before = await filesOnDisk();
    const { error } = await bucket().upload("unlucky", someBytes(13));
    expect(refusal(error)).toMatchObject({ statusCode: "500", status: 500 });
    expect(await filesOnDisk()).toEqual(before);
    await sql.unsafe("alter table storage.objects drop constraint no_thirteen");
  });

  it("leave no file when the commit itself fails", async () => {
    const { sql, filesOnDisk } = fixture;
    await bucket().upload("kept.txt", "old");
    await sql.unsafe(`
      create function public.refuse() returns trigger language plpgsql as $$
        begin raise exception 'too late'; end $$;
      create constraint trigger refuse after insert or update on storage.objects
        deferrable initially deferred for each row
        when (new.name in ('late.txt', 'kept.txt')) execute function public.refuse()`);
    const before = await filesOnDisk();
    expect(refusal((await bucket().upload("late.txt", "x")).error).statusCode).toBe("500");
    expect(refusal((await bucket().update("kept.txt", "new")).error).statusCode).toBe("500");
    expect(await filesOnDisk()).toEqual(before);
    expect(new TextDecoder().decode(await stored("kept.txt"))).toBe("old");
    await sql.unsafe("drop trigger refuse on storage.objects");
  });
});

describe("what comes back out as a header", () => {
  it.each(["cacheControl", "contentType"])("may not break it: %s", async (field) => {
    const form = new FormData();
    form.append(field, "image/png\r\nset-cookie: a=b");
    form.append("", new Blob(["x"], { type: "image/png" }));
    const init = { method: "POST", body: form };
    const answer = await fixture.request("/object/private/split.png", init);
    expect(await answer.json()).toMatchObject({ statusCode: "400", error: "invalid_header_char" });
    expect((await bucket().exists("split.png")).data).toBe(false);
    expect((await fixture.filesOnDisk()).incoming).toEqual([]);
  });
});

describe("many at once", () => {
  it("thirty parallel uploads all arrive", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `parallel/${index}.bin`);
    const results = await Promise.all(
      names.map((name, index) => bucket().upload(name, someBytes(50_000 + index, index + 1))),
    );
    expect(results.map(({ error }) => error).filter(Boolean)).toEqual([]);
    const contents = await Promise.all(names.map((name) => stored(name)));
    contents.forEach((content, index) => {
      expect(Buffer.compare(content, someBytes(50_000 + index, index + 1))).toBe(0);
    });
  });

  it("of two uploads to one new name exactly one wins", async () => {
    const before = (await fixture.filesOnDisk()).objects.length;
    const results = await Promise.all(
      [1, 2, 3, 4].map((seed) => bucket().upload("race.bin", someBytes(100_000, seed))),
    );
    const refused = results.flatMap(({ error }) => (error ? [refusal(error).statusCode] : []));
    expect(refused).toEqual(["409", "409", "409"]);
    const winner = results.findIndex(({ error }) => error === null) + 1;
    expect(Buffer.compare(await stored("race.bin"), someBytes(100_000, winner))).toBe(0);
    expect((await fixture.filesOnDisk()).objects.length).toBe(before + 1);
  });

  it("of two replacements one is kept whole, the other leaves no file", async () => {
    const before = (await fixture.filesOnDisk()).objects.length;
    const seeds = [1, 2, 3, 4, 5, 6];
    const results = await Promise.all(
      seeds.map((seed) =>
        bucket().upload("upserts.bin", someBytes(100_000, seed), { upsert: true }),
      ),
    );
    expect(results.every(({ error }) => error === null)).toBe(true);
    const kept = await stored("upserts.bin");
    expect(seeds.some((seed) => Buffer.compare(kept, someBytes(100_000, seed)) === 0)).toBe(true);
    expect((await fixture.filesOnDisk()).objects.length).toBe(before + 1);
  });

  it("a reader during replacements always gets one whole version", async () => {
    await bucket().upload("busy.bin", someBytes(400_000, 1), { upsert: true });
    const versions = [1, 2].map((seed) => Buffer.from(someBytes(400_000, seed)));
    let done = false;
    const writing = (async () => {
      for (let round = 0; round < 15; round++) {
        await bucket().upload("busy.bin", versions[round % 2] ?? "", { upsert: true });
      }
      done = true;
    })();
    let reads = 0;
    while (!done) {
      const { data, error } = await bucket().download("busy.bin");
      expect(error).toBeNull();
      const content = await bytesOf(data);
      expect(versions.some((version) => version.compare(content) === 0)).toBe(true);
      reads++;
    }
    await writing;
    expect(reads).toBeGreaterThan(3);
  });
});
