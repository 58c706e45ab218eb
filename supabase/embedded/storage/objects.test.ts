import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesOf, refusal, type StorageFixture, someBytes, startStorage } from "./fixture.ts";

let fixture: StorageFixture;
beforeAll(async () => {
  fixture = await startStorage();
}, 60_000);
afterAll(() => fixture.stop());

const files = (bucket = "private") => fixture.admin.storage.from(bucket);
const textOf = async (name: string, bucket?: string) =>
  new TextDecoder().decode(await bytesOf((await files(bucket).download(name)).data));

describe("moving", () => {
  it("keeps id, bytes and description, within and across buckets", async () => {
    const { data } = await files().upload("move/a.txt", "moved", { metadata: { a: 1 } });
    const moved = await files().move("move/a.txt", "move/deep/b.txt");
    expect(moved).toEqual({
      data: { message: "Successfully moved", Id: data?.id, Key: "move/deep/b.txt" },
      error: null,
    });
    expect((await files().exists("move/a.txt")).data).toBe(false);
    expect(await textOf("move/deep/b.txt")).toBe("moved");

    await files().move("move/deep/b.txt", "c.txt", { destinationBucket: "shelf" });
    expect(await textOf("c.txt", "shelf")).toBe("moved");
    const info = (await files("shelf").info("c.txt")).data;
    expect(info).toMatchObject({ id: data?.id, metadata: { a: 1 }, bucketId: "shelf" });
    expect((await files("shelf").move("c.txt", "c.txt")).error).toBeNull();
  });

  it("is refused without source, onto another object, or to nowhere", async () => {
    await files().upload("move/x.txt", "x");
    await files().upload("move/y.txt", "y");
    expect(refusal((await files().move("move/none", "move/z")).error)).toEqual({
      statusCode: "404",
      status: 400,
      message: "Object not found",
    });
    expect(refusal((await files().move("move/x.txt", "move/y.txt")).error)).toEqual({
      statusCode: "409",
      status: 400,
      message: "The resource already exists",
    });
    const nowhere = await files().move("move/x.txt", "x", { destinationBucket: "none" });
    expect(refusal(nowhere.error)).toMatchObject({ statusCode: "404" });
    expect(refusal((await files().move("move/x.txt", "ü")).error).message).toBe("Invalid key: ü");
    expect([await textOf("move/x.txt"), await textOf("move/y.txt")]).toEqual(["x", "y"]);
  });

  it("waits for an upload to either name", async () => {
    for (const name of ["wait/from", "wait/to"]) {
      await files().upload("wait/from", "x", { upsert: true });
      await files().remove(["wait/to"]);
      let moved = false;
      let move: Promise<unknown> = Promise.resolve();
      await fixture.sql.begin(async (transaction) => {
        // The lock that uploads take.
        await transaction`
          select pg_advisory_xact_lock(hashtextextended(${`private/${name}`}, 0))`;
        move = files()
          .move("wait/from", "wait/to")
          .then(() => {
            moved = true;
          });
        await wait(300);
        expect(moved, name).toBe(false);
      });
      await move;
      expect(await textOf("wait/to")).toBe("x");
    }
  });

  it("while the old name is written again loses neither file", async () => {
    for (let round = 0; round < 10; round++) {
      await files().upload("swap/from", `old ${round}`, { upsert: true });
      await files().remove(["swap/to"]);
      const [moved, written] = await Promise.all([
        files().move("swap/from", "swap/to"),
        files().upload("swap/from", `new ${round}`, { upsert: true }),
      ]);
      expect([moved.error, written.error]).toEqual([null, null]);
      // Either the new bytes moved along, or they were written to the name just left.
      const to = await textOf("swap/to");
      const from = (await files().exists("swap/from")).data ? await textOf("swap/from") : null;
      expect([`old ${round}|new ${round}`, `new ${round}|null`]).toContain(`${to}|${from}`);
    }
  });
});

describe("copying", () => {
  it("makes an object of its own, within and across buckets", async () => {
    const content = someBytes(70_000);
    await files().upload("copy/a.bin", new Blob([content], { type: "image/png" }), {
      metadata: { tag: "x" },
      cacheControl: "77",
    });
    const before = (await fixture.filesOnDisk()).objects.length;
    expect((await files().copy("copy/a.bin", "copy/b.bin")).data).toEqual({
      path: "private/copy/b.bin",
    });
    const far = await files().copy("copy/a.bin", "b.bin", { destinationBucket: "shelf" });
    expect(far.data).toEqual({ path: "shelf/b.bin" });
    expect((await fixture.filesOnDisk()).objects.length).toBe(before + 2);

    const [source, copy] = [await files().info("copy/a.bin"), await files("shelf").info("b.bin")];
    expect(copy.data?.id).not.toBe(source.data?.id);
    expect(copy.data).toMatchObject({
      size: 70_000,
      contentType: "image/png",
      cacheControl: "max-age=77",
      metadata: { tag: "x" },
      etag: source.data?.etag,
    });

    await files().remove(["copy/a.bin"]);
    const left = await bytesOf((await files("shelf").download("b.bin")).data);
    expect(Buffer.compare(left, content)).toBe(0);
  });

  it("can give the copy another description", async () => {
    await files().upload("copy/d.txt", "words", { metadata: { old: true } });
    await files().copy("copy/d.txt", "copy/e.txt", {
      copyMetadata: false,
      metadata: { mimetype: "text/markdown", cacheControl: "no-store" },
    });
    expect((await files().info("copy/e.txt")).data).toMatchObject({
      contentType: "text/markdown",
      cacheControl: "no-store",
      metadata: null,
      size: 5,
    });
  });

  it("is refused without source, onto another object, or to nowhere", async () => {
    await files().upload("copy/x.txt", "x");
    await files().upload("copy/y.txt", "y");
    expect(refusal((await files().copy("copy/none", "copy/z")).error).statusCode).toBe("404");
    expect(refusal((await files().copy("copy/x.txt", "copy/y.txt")).error).statusCode).toBe("409");
    const nowhere = await files().copy("copy/x.txt", "x", { destinationBucket: "none" });
    expect(refusal(nowhere.error).statusCode).toBe("404");
    expect(await textOf("copy/y.txt")).toBe("y");
    expect((await fixture.filesOnDisk()).incoming).toEqual([]);
  });
});

describe("removing", () => {
  it("takes many, answers their rows and frees the disk", async () => {
    const before = (await fixture.filesOnDisk()).objects.length;
    for (const name of ["r/1", "r/2", "r/3"]) await files().upload(name, name);
    const { data } = await files().remove(["r/1", "r/3", "r/none"]);
    expect(data?.map(({ name }) => name).sort()).toEqual(["r/1", "r/3"]);
    expect(data?.[0]).toMatchObject({ bucket_id: "private", metadata: { size: 3 } });
    expect((await files().exists("r/2")).data).toBe(true);
    expect((await fixture.filesOnDisk()).objects.length).toBe(before + 1);
    expect((await files().remove(["r/none"])).data).toEqual([]);
    expect(refusal((await files().remove([])).error).statusCode).toBe("400");
  });

  it("takes one version only when asked for it", async () => {
    await files().upload("r/versioned", "x");
    const version = (await files().info("r/versioned")).data?.version ?? "";
    const other = { path: "r/versioned", versionId: "another" };
    expect((await files().remove([other])).data).toEqual([]);
    const { data } = await files().remove([{ path: "r/versioned", versionId: version }]);
    expect(data).toHaveLength(1);
  });

  it("takes one by its address", async () => {
    await files().upload("r/one", "x");
    const remove = () => fixture.request("/object/private/r/one", { method: "DELETE" });
    expect(await (await remove()).json()).toEqual({ message: "Successfully deleted" });
    expect(await (await remove()).json()).toMatchObject({ code: "NoSuchKey", statusCode: "404" });
  });

  it("works only through the API", async () => {
    await files().upload("r/kept", "x");
    await expect(fixture.sql`delete from storage.objects`).rejects.toThrow(
      "Direct deletion from storage tables is not allowed",
    );
  });
});

describe("information", () => {
  it("has what upstream tells", async () => {
    const { data: upload } = await files().upload("i.txt", "words", { metadata: { a: [1, null] } });
    const { data } = await files().info("i.txt");
    expect(data).toEqual({
      id: upload?.id,
      name: "i.txt",
      bucketId: "private",
      version: expect.any(String),
      size: 5,
      contentType: "text/plain;charset=UTF-8",
      cacheControl: "max-age=3600",
      contentEncoding: null,
      etag: expect.stringMatching(/^".{32}"$/),
      metadata: { a: [1, null] },
      lastModified: expect.stringMatching(/Z$/),
      createdAt: expect.stringMatching(/Z$/),
    });
    for (const path of ["info/authenticated/private/i.txt", "info/private/i.txt"]) {
      expect((await fixture.request(`/object/${path}`)).status).toBe(200);
    }
  });

  it("says whether an object exists", async () => {
    expect((await files().exists("i.txt")).data).toBe(true);
    expect((await files().exists("none.txt")).data).toBe(false);
    // storage-js tells a missing bucket from a missing object by the error's code.
    await expect(files("none").exists("i.txt")).rejects.toThrow("Bucket not found");
  });
});
