import { open } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ObjectRow } from "./database.ts";
import { parseRange, serveObject } from "./download.ts";
import type { FileRef, ObjectFiles } from "./files.ts";
import { bytesOf, refusal, type StorageFixture, someBytes, startStorage } from "./fixture.ts";

const SMALL = someBytes(10_000, 7);
const LARGE = someBytes(1_000_000, 8);

let fixture: StorageFixture;
beforeAll(async () => {
  fixture = await startStorage();
  const upload = (
    bucket: string,
    name: string,
    content: Uint8Array<ArrayBuffer> | string,
    type: string,
  ) =>
    fixture.admin.storage
      .from(bucket)
      .upload(name, new Blob([content], { type }), { cacheControl: "600" });
  await upload("private", "small.png", SMALL, "image/png");
  await upload("private", "large.mp4", LARGE, "video/mp4");
  await upload("private", "empty.txt", "", "text/plain");
  await upload("public", "a b/small.png", SMALL, "image/png");
  await upload("public", "page.html", "<script>alert(1)</script>", "text/html");
  await upload("public", "drawing.svg", "<svg onload='alert(1)'/>", "image/svg+xml");
  await upload("public", "odd", "<script>alert(1)</script>", "odd/type");
}, 60_000);
afterAll(() => fixture.stop());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fixture.request(`/object/${path}`, { method, headers });
const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe("a download", () => {
  it("carries the bytes and what was said about them", async () => {
    const response = await get("authenticated/private/small.png");
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "10000",
      "accept-ranges": "bytes",
      "cache-control": "max-age=600",
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      "last-modified": expect.stringMatching(/GMT$/),
    });
    expect(response.headers.has("content-security-policy")).toBe(false);
    expect(response.headers.has("content-disposition")).toBe(false);
    expect(Buffer.compare(await bytes(response), SMALL)).toBe(0);
  });

  it("works by storage-js as blob and as stream", async () => {
    const files = fixture.admin.storage.from("private");
    const { data } = await files.download("large.mp4");
    expect(data?.type).toBe("video/mp4");
    expect(Buffer.compare(await bytesOf(data), LARGE)).toBe(0);
    const { data: stream } = await files.download("large.mp4").asStream();
    expect(Buffer.compare(await bytes(new Response(stream)), LARGE)).toBe(0);
  });

  it("of what does not exist is refused in upstream's words", async () => {
    const { admin } = fixture;
    expect(refusal((await admin.storage.from("private").download("none.png")).error)).toEqual({
      statusCode: "404",
      status: 400,
      message: "Object not found",
    });
    expect(refusal((await admin.storage.from("none").download("none.png")).error)).toEqual({
      statusCode: "404",
      status: 400,
      message: "Bucket not found",
    });
  });

  it("of a row whose file is gone says so and is not cached", async () => {
    await fixture.sql`
      insert into storage.objects (bucket_id, name, version)
      values ('private', 'ghost', '../../../keys.json')`;
    const response = await get("private/ghost");
    expect(response.status).toBe(400);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({ statusCode: "404", error: "Not found" });
  });

  it("can be asked to be saved, under a name", async () => {
    const disposition = async (query: string) =>
      (await get(`private/small.png?${query}`)).headers.get("content-disposition");
    expect(await disposition("download")).toBe("attachment;");
    expect(await disposition("download=Ph%E1%BB%9F%20b%C3%B2.png")).toBe(
      "attachment; filename=Ph%E1%BB%9F%20b%C3%B2.png; filename*=UTF-8''Ph%E1%BB%9F%20b%C3%B2.png;",
    );
    expect(await disposition("download=%0d%0aset-cookie:x")).not.toContain("\n");
  });

  it("keeps the encoding of compressed uploads", async () => {
    const { gzipSync } = await import("node:zlib");
    const files = fixture.admin.storage.from("private");
    const options = { contentType: "text/plain", contentEncoding: "gzip", upsert: true };
    for (const body of [gzipSync("squeezed"), new Blob([gzipSync("squeezed")])]) {
      await files.upload("squeezed.txt", body, options);
      expect((await files.info("squeezed.txt")).data?.contentEncoding).toBe("gzip");
      expect(await (await get("private/squeezed.txt")).text()).toBe("squeezed");
    }
  });
});

describe("HEAD", () => {
  it("answers like GET without the bytes", async () => {
    for (const path of [
      "private/large.mp4",
      "authenticated/private/large.mp4",
      "public/public/page.html",
    ]) {
      const [head, whole] = await Promise.all([get(path, {}, "HEAD"), get(path)]);
      await whole.arrayBuffer();
      expect(head.status).toBe(200);
      expect(await head.text()).toBe("");
      for (const name of ["content-length", "content-type", "etag", "last-modified"]) {
        expect(head.headers.get(name)).toBe(whole.headers.get(name));
      }
    }
    expect((await get("private/none", {}, "HEAD")).status).toBe(400);
  });
});

describe("ranges", () => {
  it.each([
    ["bytes=0-99", 0, 99],
    ["bytes=100-", 100, 999_999],
    ["bytes=-5", 999_995, 999_999],
    ["bytes=999999-2000000", 999_999, 999_999],
    ["bytes=300000-900000", 300_000, 900_000],
  ])("%s", async (range, start, end) => {
    const response = await get("private/large.mp4", { range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${start}-${end}/1000000`);
    expect(response.headers.get("content-length")).toBe(String(end - start + 1));
    expect(Buffer.compare(await bytes(response), LARGE.subarray(start, end + 1))).toBe(0);
  });

  it.each(["bytes=1000000-", "bytes=2000000-3000000", "bytes=-0"])("%s is 416", async (range) => {
    const response = await get("private/large.mp4", { range });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe("bytes */1000000");
    expect(await response.json()).toMatchObject({ statusCode: "416", code: "InvalidRange" });
  });

  it.each(["bytes=0-1,4-5", "items=0-1", "bytes=x-", "bytes=5-1", "bytes=-"])(
    "%s is ignored",
    async (range) => {
      const response = await get("private/small.png", { range });
      expect(response.status).toBe(200);
      expect((await bytes(response)).length).toBe(10_000);
    },
  );

  it("of another version is ignored (If-Range)", async () => {
    const { headers } = await get("private/small.png", {}, "HEAD");
    const ask = async (condition: string) => {
      const response = await get("private/small.png", {
        range: "bytes=0-1",
        "if-range": condition,
      });
      await response.arrayBuffer();
      return response.status;
    };
    expect(await ask(headers.get("etag") ?? "")).toBe(206);
    expect(await ask('"another"')).toBe(200);
    expect(await ask(headers.get("last-modified") ?? "")).toBe(206);
    expect(await ask(new Date(0).toUTCString())).toBe(200);
  });

  it("of an empty file cannot be had", async () => {
    expect((await get("private/empty.txt", { range: "bytes=0-" })).status).toBe(416);
    expect((await get("private/empty.txt")).headers.get("content-length")).toBe("0");
    expect(parseRange(undefined, 0)).toBeNull();
  });
});

describe("conditions", () => {
  it("answer 304 for what the client has", async () => {
    const { headers } = await get("private/small.png", {}, "HEAD");
    const etag = headers.get("etag") ?? "";
    const modified = headers.get("last-modified") ?? "";
    const status = async (conditions: Record<string, string>) => {
      const response = await get("private/small.png", conditions);
      const body = await response.arrayBuffer();
      if (response.status === 304) {
        expect(body.byteLength).toBe(0);
        expect(response.headers.get("etag")).toBe(etag);
      }
      return response.status;
    };
    expect(await status({ "if-none-match": etag })).toBe(304);
    expect(await status({ "if-none-match": `"x", W/${etag}` })).toBe(304);
    expect(await status({ "if-none-match": "*" })).toBe(304);
    expect(await status({ "if-none-match": '"x"' })).toBe(200);
    expect(await status({ "if-modified-since": modified })).toBe(304);
    expect(await status({ "if-modified-since": new Date(0).toUTCString() })).toBe(200);
    expect(await status({ "if-modified-since": "yesterday" })).toBe(200);
    // The tag outweighs the date.
    expect(await status({ "if-none-match": '"x"', "if-modified-since": modified })).toBe(200);
  });

  it("notice a replaced file", async () => {
    const files = fixture.admin.storage.from("private");
    await files.upload("changing.txt", "one");
    const { headers } = await get("private/changing.txt", {}, "HEAD");
    await files.update("changing.txt", "two");
    const response = await get("private/changing.txt", {
      "if-none-match": headers.get("etag") ?? "",
    });
    expect([response.status, await response.text()]).toEqual([200, "two"]);
  });
});

describe("a replacement between row and file", () => {
  it("is served in its new version", async () => {
    const [current] = await fixture.sql<ObjectRow[]>`
      select * from storage.objects where name = 'small.png' and bucket_id = 'private'`;
    if (!current) throw new Error("Not uploaded");
    const stale = { ...current, version: "00000000-0000-4000-8000-000000000000" };
    const rows = [stale, stale, current];
    // Only reads: the folder belongs to the running backend.
    const directory = join(fixture.backend.dataDir, "storage", "objects");
    const files = {
      open: ({ id, version }: FileRef) =>
        open(join(directory, `${id}.${version}`)).catch(() => null),
    } as Pick<ObjectFiles, "open">;
    const app = new Hono();
    app.get("/", (c) => serveObject(c, files, async () => rows.shift() ?? stale));

    const response = await app.request("/");
    expect(response.status).toBe(200);
    expect(Buffer.compare(await bytes(response), SMALL)).toBe(0);
    expect(await (await app.request("/")).json()).toMatchObject({ statusCode: "404" });
  });
});

describe("public buckets", () => {
  it("are read by address, without any key", async () => {
    const { data } = fixture.anon.storage.from("public").getPublicUrl("a b/small.png");
    const response = await fetch(data.publicUrl);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("max-age=600");
    expect(Buffer.compare(await bytes(response), SMALL)).toBe(0);

    const saved = fixture.anon.storage
      .from("public")
      .getPublicUrl("a b/small.png", { download: "photo.png" });
    const disposition = (await fetch(saved.data.publicUrl)).headers.get("content-disposition");
    expect(disposition).toContain("filename=photo.png");
  });

  it("are read by every caller, and others are not there", async () => {
    const { anon, backend } = fixture;
    expect((await anon.storage.from("public").download("page.html")).error).toBeNull();
    expect((await anon.storage.from("public").info("page.html")).error).toBeNull();
    expect((await anon.storage.from("public").exists("page.html")).data).toBe(true);

    for (const path of ["private/small.png", "none/small.png"]) {
      const response = await fetch(`${backend.url}/storage/v1/object/public/${path}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ statusCode: "404", error: "Bucket not found" });
    }
    const about = await fetch(`${backend.url}/storage/v1/object/info/public/public/page.html`);
    expect(await about.json()).toMatchObject({ name: "page.html", content_type: "text/html" });
    const info = await get("info/public/private/small.png");
    expect(await info.json()).toMatchObject({ code: "NoSuchBucket" });
    const missing = await fetch(`${backend.url}/storage/v1/object/public/public/none`);
    expect(await missing.json()).toMatchObject({ statusCode: "404", error: "not_found" });
  });
});

describe("active content", () => {
  it.each(["page.html", "drawing.svg", "odd"])("%s cannot run", async (name) => {
    const { data } = await fixture.admin.storage.from("public").createSignedUrl(name, 60);
    const links = [
      fixture.anon.storage.from("public").getPublicUrl(name).data.publicUrl,
      data?.signedUrl ?? "",
    ];
    for (const link of links) {
      const { headers } = await fetch(link);
      expect(headers.get("content-type")).not.toContain("html");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy.split("; ")).toEqual(expect.arrayContaining(["sandbox", "default-src 'none'"]));
      expect(policy).not.toContain("script");
    }
  });
});
