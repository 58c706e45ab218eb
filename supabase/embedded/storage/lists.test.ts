import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusal, type StorageFixture, startStorage } from "./fixture.ts";

// In the order of their upload.
const NAMES = [
  "b.txt",
  "a/2.txt",
  "A.txt",
  "a/1.txt",
  "a-1.txt",
  "a/sub/x.txt",
  "a/sub/deep/y.txt",
  "c/only.txt",
  "under_score.txt",
  "underXscore.txt",
  "a.txt",
];

let fixture: StorageFixture;
beforeAll(async () => {
  fixture = await startStorage();
  for (const name of NAMES) await fixture.admin.storage.from("private").upload(name, name);
  await fixture.admin.storage.from("private").update("b.txt", "newer");
}, 60_000);
afterAll(() => fixture.stop());

const files = (bucket = "private") => fixture.admin.storage.from(bucket);

describe("list", () => {
  const list = async (...parameters: Parameters<ReturnType<typeof files>["list"]>) =>
    (await files().list(...parameters)).data?.map(({ name }) => name);

  it("shows one folder: files, and folders without an id", async () => {
    const { data } = await files().list("a");
    expect(data).toEqual([
      {
        name: "1.txt",
        id: expect.any(String),
        created_at: expect.stringMatching(/^\d{4}-.*Z$/),
        updated_at: expect.stringMatching(/Z$/),
        last_accessed_at: expect.stringMatching(/Z$/),
        metadata: {
          eTag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
          size: 7,
          contentLength: 7,
          httpStatusCode: 200,
          cacheControl: "max-age=3600",
          mimetype: "text/plain;charset=UTF-8",
          lastModified: expect.any(String),
        },
      },
      expect.objectContaining({ name: "2.txt" }),
      {
        name: "sub",
        id: null,
        created_at: null,
        updated_at: null,
        last_accessed_at: null,
        metadata: null,
      },
    ]);
    expect(await list("a/")).toEqual(["1.txt", "2.txt", "sub"]);
    expect(await list("a/sub")).toEqual(["deep", "x.txt"]);
    expect(await list("nowhere")).toEqual([]);
    expect((await files("none").list()).data).toEqual([]);
  });

  it("sorts by name whatever the case, or by time with folders first", async () => {
    const all = ["a-1.txt", "A.txt", "a.txt", "a", "b.txt", "c", "under_score.txt"];
    expect(await list()).toEqual([...all, "underXscore.txt"]);
    expect(await list("a", { sortBy: { column: "name", order: "desc" } })).toEqual([
      "sub",
      "2.txt",
      "1.txt",
    ]);
    const byTime = (column: string, order: string) => list("", { sortBy: { column, order } });
    const created = ["b.txt", "A.txt", "a-1.txt", "under_score.txt", "underXscore.txt", "a.txt"];
    expect(await byTime("created_at", "asc")).toEqual(["a", "c", ...created]);
    expect(await byTime("created_at", "desc")).toEqual(["c", "a", ...created.toReversed()]);
    expect((await byTime("updated_at", "desc"))?.slice(2, 4)).toEqual(["b.txt", "a.txt"]);
  });

  it("searches by the beginning, in any case, taking nothing as a wildcard", async () => {
    expect(await list("", { search: "UNDER_" })).toEqual(["under_score.txt"]);
    expect(await list("", { search: "%" })).toEqual([]);
    expect(await list("a", { search: "S" })).toEqual(["sub"]);
    expect(await list("", { search: "a/s" })).toEqual(["a/sub"]);
    expect(await list("", { search: "score" })).toEqual([]);
  });

  it("pages by limit and offset", async () => {
    const all = await list();
    const pages = [];
    for (let offset = 0; offset < 9; offset += 3) pages.push(await list("", { limit: 3, offset }));
    expect(pages.flat()).toEqual(all);
    expect(pages.map((page) => page?.length)).toEqual([3, 3, 2]);
  });

  it("refuses senseless options", async () => {
    expect(refusal((await files().list("", { limit: 0 })).error)).toMatchObject({
      statusCode: "400",
      message: "body/limit must be >= 1",
    });
    const order = await files().list("", { sortBy: { column: "name; drop", order: "asc" } });
    expect(refusal(order.error).statusCode).toBe("400");
    expect(refusal((await files("größe").list()).error).message).toBe("Bucket name invalid");
  });
});

describe("list v2", () => {
  type Options = NonNullable<Parameters<ReturnType<typeof files>["listV2"]>[0]>;

  /** Follows the cursors to the end. */
  const pages = async (options: Options) => {
    const folders: string[] = [];
    const objects: string[] = [];
    let cursor: string | undefined;
    let count = 0;
    do {
      const { data, error } = await files().listV2({ ...options, cursor });
      expect(error).toBeNull();
      folders.push(...(data?.folders ?? []).map(({ name }) => name));
      objects.push(...(data?.objects ?? []).map(({ name }) => name));
      expect(data?.hasNext).toBe(data?.nextCursor !== undefined);
      cursor = data?.nextCursor;
      count++;
    } while (cursor);
    return { folders, objects, count };
  };
  const sorted = NAMES.toSorted();
  const top = sorted.filter((name) => !name.includes("/"));

  it("goes through everything flat", async () => {
    for (const limit of [1, 4, 100]) {
      const { objects, folders, count } = await pages({ limit });
      expect(objects).toEqual(sorted);
      expect(folders).toEqual([]);
      expect(count).toBe(Math.ceil(NAMES.length / limit));
    }
    const desc = await pages({ limit: 3, sortBy: { column: "name", order: "desc" } });
    expect(desc.objects).toEqual(sorted.toReversed());
  });

  it("goes through one level with a delimiter", async () => {
    for (const limit of [1, 3, 100]) {
      const { objects, folders, count } = await pages({ limit, with_delimiter: true });
      expect(objects).toEqual(top);
      expect(folders).toEqual(["a/", "c/"]);
      expect(count).toBe(Math.ceil((top.length + 2) / limit));
    }
    const below = await pages({ prefix: "a/", with_delimiter: true });
    expect(below).toMatchObject({ folders: ["a/sub/"], objects: ["a/1.txt", "a/2.txt"] });
    const partial = await pages({ prefix: "a", with_delimiter: true });
    expect(partial).toMatchObject({ folders: ["a/"], objects: ["a-1.txt", "a.txt"] });
    expect((await pages({ prefix: "under_" })).objects).toEqual(["under_score.txt"]);
  });

  it("tells key and name of what it finds", async () => {
    const { data } = await files().listV2({ prefix: "a/", with_delimiter: true });
    expect(data?.folders[0]).toMatchObject({ key: "sub", name: "a/sub/" });
    expect(data?.objects[0]).toMatchObject({
      key: "1.txt",
      name: "a/1.txt",
      id: expect.any(String),
      metadata: { size: 7 },
    });
  });

  it("sorts by time", async () => {
    const created = await pages({ limit: 2, sortBy: { column: "created_at", order: "asc" } });
    expect(created.objects).toEqual(NAMES);
    const updated = await pages({ limit: 4, sortBy: { column: "updated_at", order: "desc" } });
    expect(updated.objects).toEqual(["b.txt", ...NAMES.slice(1).toReversed()]);
    const level = await pages({
      limit: 2,
      with_delimiter: true,
      sortBy: { column: "created_at", order: "desc" },
    });
    expect(level.folders).toEqual(["c/", "a/"]);
    expect(level.objects).toEqual(NAMES.filter((name) => !name.includes("/")).toReversed());
  });

  it("refuses a cursor it did not give", async () => {
    for (const cursor of ["nonsense", Buffer.from('{"name":"a","at":"x"}').toString("base64url")]) {
      const sortBy = { column: "created_at", order: "asc" } as const;
      expect(refusal((await files().listV2({ cursor, sortBy })).error).statusCode).toBe("400");
    }
  });
});
