import { setTimeout as wait } from "node:timers/promises";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesOf, refusal, type StorageFixture, someBytes, startStorage } from "./fixture.ts";

const CONTENT = someBytes(5000);

let fixture: StorageFixture;
beforeAll(async () => {
  fixture = await startStorage();
  await fixture.admin.storage
    .from("private")
    .upload("a folder/photo.png", new Blob([CONTENT], { type: "image/png" }));
}, 60_000);
afterAll(() => fixture.stop());

const files = () => fixture.admin.storage.from("private");
const bodyOf = async (response: Response) => [response.status, await response.json()];
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";

/** The link with another token. */
const withToken = (link: string, token: string) => {
  const url = new URL(link);
  url.searchParams.set("token", token);
  return url;
};

describe("download links", () => {
  it("let anybody read that object until they expire", async () => {
    const { data } = await files().createSignedUrl("a folder/photo.png", 600);
    expect(data?.signedUrl).toContain(
      "/storage/v1/object/sign/private/a%20folder/photo.png?token=",
    );
    const response = await fetch(data?.signedUrl ?? "");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.headers.get("cache-control")).toBe("max-age=3600");
    const expires = Date.parse(response.headers.get("expires") ?? "") - Date.now();
    expect(expires).toBeGreaterThan(590_000);
    expect(expires).toBeLessThanOrEqual(600_000);
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), CONTENT)).toBe(0);

    const part = await fetch(data?.signedUrl ?? "", { headers: { range: "bytes=0-9" } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
    expect((await fetch(data?.signedUrl ?? "", { method: "HEAD" })).status).toBe(200);
  });

  it("can be made to be saved", async () => {
    const disposition = async (download: string | true) => {
      const { data } = await files().createSignedUrl("a folder/photo.png", 60, { download });
      return (await fetch(data?.signedUrl ?? "")).headers.get("content-disposition");
    };
    expect(await disposition(true)).toBe("attachment;");
    expect(await disposition("x.png")).toBe("attachment; filename=x.png; filename*=UTF-8''x.png;");
  });

  it("expire with upstream's body", async () => {
    const { data } = await files().createSignedUrl("a folder/photo.png", 1);
    await wait(2100);
    expect(await bodyOf(await fetch(data?.signedUrl ?? ""))).toEqual([
      400,
      {
        statusCode: "400",
        error: "InvalidJWT",
        code: "InvalidJWT",
        message: '"exp" claim timestamp check failed',
      },
    ]);
  });

  it("are worth nothing when forged or used elsewhere", async () => {
    await files().upload("other.png", "other");
    const { data } = await files().createSignedUrl("a folder/photo.png", 60);
    const link = data?.signedUrl ?? "";
    const elsewhere = link.replace("a%20folder/photo.png", "other.png");
    expect(await bodyOf(await fetch(elsewhere))).toEqual([
      400,
      {
        statusCode: "400",
        error: "InvalidSignature",
        code: "InvalidSignature",
        message: "Invalid signature",
      },
    ]);

    const claims = { url: "private/other.png", exp: Math.floor(Date.now() / 1000) + 60 };
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .sign(new TextEncoder().encode(fixture.backend.publishableKey));
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${forged.split(".")[1]}.`;
    const session = (await fixture.signIn("33333333-3333-4333-8333-333333333333")).storage;
    expect(session).toBeDefined();
    for (const token of [forged, unsigned, "nonsense", ""]) {
      const [status, body] = await bodyOf(await fetch(withToken(elsewhere, token)));
      expect([status, body]).toMatchObject([400, { code: "InvalidJWT", statusCode: "400" }]);
    }
    expect((await bodyOf(await fetch(elsewhere.split("?")[0] ?? "")))[0]).toBe(400);
  });

  it("are not given for what is not there, or for no time", async () => {
    expect(refusal((await files().createSignedUrl("none.png", 60)).error)).toEqual({
      statusCode: "404",
      status: 400,
      message: "Object not found",
    });
    expect(refusal((await files().createSignedUrl("other.png", 0)).error)).toEqual({
      statusCode: "400",
      status: 400,
      message: "body/expiresIn must be >= 1",
    });
    expect(refusal((await files().createSignedUrl("other.png", 1.5)).error).statusCode).toBe("400");
  });

  it("come in batches, with an error for each missing file", async () => {
    const names = ["a folder/photo.png", "none.png", "other.png"];
    const { data, error } = await files().createSignedUrls(names, 60);
    expect(error).toBeNull();
    expect(data?.map(({ path, error }) => [path, error])).toEqual([
      ["a folder/photo.png", null],
      ["none.png", "Either the object does not exist or you do not have access to it"],
      ["other.png", null],
    ]);
    expect(data?.[1]?.signedUrl).toBeNull();
    const statuses = await Promise.all(
      [data?.[0], data?.[2]].map(async (link) => (await fetch(link?.signedUrl ?? "")).status),
    );
    expect(statuses).toEqual([200, 200]);
    expect(refusal((await files().createSignedUrls([], 60)).error).statusCode).toBe("400");
  });

  it("of a removed object find nothing", async () => {
    await files().upload("brief.png", "x");
    const { data } = await files().createSignedUrl("brief.png", 60);
    await files().remove(["brief.png"]);
    expect(await bodyOf(await fetch(data?.signedUrl ?? ""))).toMatchObject([
      400,
      { statusCode: "404", code: "NoSuchKey" },
    ]);
  });
});

describe("upload links", () => {
  it("let anybody write that object, once", async () => {
    const { data } = await files().createSignedUploadUrl("up/1.png");
    expect(data).toMatchObject({ path: "up/1.png", token: tokenOf(data?.signedUrl ?? "") });
    const send = (content: string) =>
      fixture.anon.storage
        .from("private")
        .uploadToSignedUrl("up/1.png", data?.token ?? "", new Blob([content]));
    expect(await send("first")).toEqual({
      data: { path: "up/1.png", fullPath: "private/up/1.png" },
      error: null,
    });
    expect(refusal((await send("second")).error)).toEqual({
      statusCode: "409",
      status: 400,
      message: "The resource already exists",
    });
    expect(await (await files().download("up/1.png")).data?.text()).toBe("first");
  });

  it("take bare bytes without any key, as a browser's XHR sends them", async () => {
    const { data } = await files().createSignedUploadUrl("up/bare.png");
    const response = await fetch(data?.signedUrl ?? "", {
      method: "PUT",
      body: CONTENT,
      headers: { "content-type": "image/png" },
    });
    expect(await bodyOf(response)).toEqual([200, { Key: "private/up/bare.png" }]);
    const stored = await bytesOf((await files().download("up/bare.png")).data);
    expect(Buffer.compare(stored, CONTENT)).toBe(0);
    expect((await files().info("up/bare.png")).data?.contentType).toBe("image/png");
  });

  it("replace only when they were asked for with upsert", async () => {
    await files().upload("up/again.txt", "old");
    const plain = await files().createSignedUploadUrl("up/again.txt");
    expect(refusal(plain.error).statusCode).toBe("409");
    const { data } = await files().createSignedUploadUrl("up/again.txt", { upsert: true });
    const { error } = await fixture.anon.storage
      .from("private")
      .uploadToSignedUrl("up/again.txt", data?.token ?? "", "new");
    expect(error).toBeNull();
    expect(await (await files().download("up/again.txt")).data?.text()).toBe("new");
  });

  it("cannot be stretched by the holder's own upsert flag", async () => {
    const { data } = await files().createSignedUploadUrl("up/flag.txt");
    await files().upload("up/flag.txt", "kept");
    const { error } = await fixture.anon.storage
      .from("private")
      .uploadToSignedUrl("up/flag.txt", data?.token ?? "", "new", { upsert: true });
    expect(refusal(error).statusCode).toBe("409");
    expect(await (await files().download("up/flag.txt")).data?.text()).toBe("kept");
  });

  it("make whoever asked for them the owner", async () => {
    const { owner, anon, sql } = fixture;
    const name = "11111111-1111-4111-8111-111111111111/mine.txt";
    const { data } = await owner.storage.from("private").createSignedUploadUrl(name);
    await anon.storage.from("private").uploadToSignedUrl(name, data?.token ?? "", "x");
    const [row] = await sql`select owner, owner_id from storage.objects where name = ${name}`;
    expect(row).toEqual({
      owner: "11111111-1111-4111-8111-111111111111",
      owner_id: "11111111-1111-4111-8111-111111111111",
    });
  });

  it("are of no use for reading, nor download links for writing", async () => {
    const read = await files().createSignedUrl("other.png", 60);
    const write = await files().createSignedUploadUrl("other.png", { upsert: true });
    const { data } = await fixture.anon.storage
      .from("private")
      .uploadToSignedUrl("other.png", tokenOf(read.data?.signedUrl ?? ""), "overwritten");
    expect(data).toBeNull();
    const wrong = withToken(read.data?.signedUrl ?? "", write.data?.token ?? "");
    expect(await bodyOf(await fetch(wrong))).toMatchObject([400, { code: "InvalidJWT" }]);
    expect(await (await files().download("other.png")).data?.text()).toBe("other");
  });

  it("hold to the bucket's limits and to their object", async () => {
    const { admin, anon } = fixture;
    await admin.storage.createBucket("tiny", {
      public: false,
      fileSizeLimit: "10B",
      allowedMimeTypes: ["image/png"],
    });
    const { data } = await admin.storage.from("tiny").createSignedUploadUrl("x");
    const send = async (name: string, content: string, type: string) =>
      refusal(
        (
          await anon.storage
            .from("tiny")
            .uploadToSignedUrl(name, data?.token ?? "", new Blob([content], { type }))
        ).error,
      ).statusCode;
    expect(await send("x", "far too much of it", "image/png")).toBe("413");
    expect(await send("x", "x", "text/html")).toBe("415");
    expect(await send("y", "x", "image/png")).toBe("400");
    expect((await admin.storage.from("tiny").list()).data).toEqual([]);
  });
});
