import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusal, type StorageFixture, startStorage } from "./fixture.ts";

let fixture: StorageFixture;
beforeAll(async () => {
  fixture = await startStorage();
}, 60_000);
afterAll(() => fixture.stop());

describe("buckets", () => {
  it("are created, read, changed and deleted", async () => {
    const { admin } = fixture;
    const created = await admin.storage.createBucket("travel", {
      public: true,
      fileSizeLimit: "1MB",
      allowedMimeTypes: ["image/*", "text/plain"],
    });
    expect(created).toEqual({ data: { name: "travel" }, error: null });

    const { data } = await admin.storage.getBucket("travel");
    expect(data).toMatchObject({
      id: "travel",
      name: "travel",
      public: true,
      file_size_limit: 1_000_000,
      allowed_mime_types: ["image/*", "text/plain"],
      type: "STANDARD",
      owner: null,
    });
    expect(data?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

    const changed = await admin.storage.updateBucket("travel", {
      public: false,
      fileSizeLimit: null,
    });
    expect(changed.data).toEqual({ message: "Successfully updated" });
    // What an update does not mention stays.
    expect((await admin.storage.getBucket("travel")).data).toMatchObject({
      public: false,
      file_size_limit: null,
      allowed_mime_types: ["image/*", "text/plain"],
    });

    expect((await admin.storage.deleteBucket("travel")).data).toEqual({
      message: "Successfully deleted",
    });
    expect(refusal((await admin.storage.getBucket("travel")).error)).toEqual({
      statusCode: "404",
      status: 400,
      message: "Bucket not found",
    });
  });

  it("made in SQL are seen by the API", async () => {
    const { data } = await fixture.admin.storage.listBuckets();
    expect(data?.map(({ id }) => id)).toEqual(["dropbox", "private", "public", "shelf"]);
  });

  it("are listed in pages, by search and in order", async () => {
    const ids = async (options: object) =>
      (await fixture.admin.storage.listBuckets(options)).data?.map(({ id }) => id);
    expect(await ids({ sortColumn: "name", sortOrder: "desc", limit: 2 })).toEqual([
      "shelf",
      "public",
    ]);
    expect(await ids({ limit: 2, offset: 2 })).toEqual(["public", "shelf"]);
    expect(await ids({ search: "P" })).toEqual(["dropbox", "private", "public"]);
    expect((await fixture.request("/bucket?limit=x")).status).toBe(400);
  });

  it("refuse what is not sound", async () => {
    const { admin } = fixture;
    const create = async (id: string, options: object = {}) =>
      refusal((await admin.storage.createBucket(id, { public: false, ...options })).error);

    expect(await create("public")).toEqual({
      statusCode: "409",
      status: 400,
      message: "The resource already exists",
    });
    expect(await create("a/b")).toMatchObject({ message: "Bucket name invalid" });
    expect(await create("x1", { fileSizeLimit: "1 elephant" })).toMatchObject({
      message: "Invalid file size format, hint: use 20GB / 20MB / 30KB / 3B",
    });
    // The global limit of this backend is 5 MiB.
    expect(await create("x2", { fileSizeLimit: "6MB" })).toMatchObject({ statusCode: "413" });
    expect(await create("x3", { allowedMimeTypes: ["what?"] })).toMatchObject({
      statusCode: "415",
      message: "mime type what? is not supported",
    });
    expect(refusal((await admin.storage.updateBucket("none", { public: true })).error)).toEqual({
      statusCode: "404",
      status: 400,
      message: "Bucket not found",
    });
    expect(refusal((await admin.storage.deleteBucket("none")).error).statusCode).toBe("404");
    expect(refusal((await admin.storage.emptyBucket("none")).error).statusCode).toBe("404");
    const notJson = await fixture.request("/bucket", { method: "POST", body: "{" });
    expect(notJson.status).toBe(400);
  });

  it("with objects are emptied before they can go", async () => {
    const { admin, filesOnDisk } = fixture;
    await admin.storage.createBucket("full");
    const before = (await filesOnDisk()).objects.length;
    for (const name of ["a", "b/c", "b/d/e"]) await admin.storage.from("full").upload(name, name);
    expect((await filesOnDisk()).objects.length).toBe(before + 3);

    expect(refusal((await admin.storage.deleteBucket("full")).error)).toEqual({
      statusCode: "409",
      status: 400,
      message: "The bucket you tried to delete is not empty",
    });
    expect((await admin.storage.emptyBucket("full")).data).toEqual({
      message: "Successfully emptied",
    });
    expect((await filesOnDisk()).objects.length).toBe(before);
    expect((await admin.storage.deleteBucket("full")).error).toBeNull();
  });

  it("belong to nobody but the service unless a policy says so", async () => {
    const { owner, anon, admin } = fixture;
    for (const client of [owner, anon]) {
      expect(refusal((await client.storage.createBucket("mine")).error)).toEqual({
        statusCode: "403",
        status: 400,
        message: "new row violates row-level security policy",
      });
      const { error } = await client.storage.updateBucket("shelf", { public: true });
      expect(refusal(error).statusCode).toBe("404");
      expect(refusal((await client.storage.deleteBucket("dropbox")).error).statusCode).toBe("404");
      expect(refusal((await client.storage.emptyBucket("dropbox")).error).statusCode).toBe("404");
    }
    expect((await anon.storage.listBuckets()).data).toEqual([]);
    expect((await owner.storage.listBuckets()).data?.map(({ id }) => id)).toEqual(["shelf"]);

    await admin.storage.from("shelf").upload("book.txt", "words");
    expect(refusal((await owner.storage.emptyBucket("shelf")).error)).toEqual({
      statusCode: "403",
      status: 400,
      message: "Cannot delete: book.txt, you may have SELECT but not DELETE permissions",
    });
    expect((await admin.storage.from("shelf").exists("book.txt")).data).toBe(true);
  });
});
