import { Hono } from "hono";
import { z } from "zod";
import type { Caller, GatewayEnv } from "../context.ts";
import { BUCKET_COLUMNS, ownerOf } from "./database.ts";
import { accessDenied, errors, invalidBody, StorageError } from "./errors.ts";
import type { FileRef } from "./files.ts";
import { parseSizeLimit, requireBucketName, requireMimeTypes } from "./limits.ts";
import { bucketOf, readBody, type StorageService, subjectOf } from "./service.ts";

const settings = z.object({
  public: z.boolean().optional(),
  file_size_limit: z.union([z.number(), z.string()]).nullish(),
  allowed_mime_types: z.array(z.string()).nullish(),
});
const creation = settings.extend({
  id: z.string().optional(),
  name: z.string({ error: "must have required property 'name'" }),
  type: z.literal("STANDARD", { error: "must be equal to constant" }).optional(),
});

const SORT_COLUMNS = ["id", "name", "created_at", "updated_at"];
const EMPTY_BATCH = 1000;

/** `/bucket`: buckets made, listed, changed, emptied and removed, as row-level security admits. */
export function bucketRoutes(service: StorageService): Hono<GatewayEnv> {
  const { database, globalLimit } = service;
  const app = new Hono<GatewayEnv>();

  const sizeLimit = (value: number | string | null | undefined) =>
    value == null ? value : parseSizeLimit(value, globalLimit);
  const mimeTypes = (value: string[] | null | undefined) => {
    const types = value?.filter((type) => type !== "");
    if (types) requireMimeTypes(types);
    return value === null ? null : types;
  };

  app.post("/", async (c) => {
    const body = await readBody(c, creation);
    const id = body.id || body.name;
    requireBucketName(body.name);
    requireBucketName(id);
    const limit = sizeLimit(body.file_size_limit) ?? null;
    const types = mimeTypes(body.allowed_mime_types) ?? null;
    const { owner, owner_id } = ownerOf(subjectOf(c));
    try {
      await database.as(
        c.get("caller"),
        "storage.bucket.create",
        (transaction) => transaction`
          insert into storage.buckets
            (id, name, owner, owner_id, public, file_size_limit, allowed_mime_types)
          values (${id}, ${body.name}, ${owner}, ${owner_id}, ${body.public ?? false},
            ${limit}, ${types})`,
      );
    } catch (error) {
      const isTaken = error instanceof StorageError && error.details.code === "KeyAlreadyExists";
      throw isTaken ? errors.bucketAlreadyExists(error) : error;
    }
    return c.json({ name: body.name });
  });

  app.get("/", async (c) => {
    const { limit, offset, search, sortColumn, sortOrder } = c.req.query();
    const column = SORT_COLUMNS.includes(sortColumn ?? "") ? sortColumn : "id";
    const order = sortOrder === "desc" ? "desc" : "asc";
    const rows = await database.as(
      c.get("caller"),
      "storage.bucket.list",
      (transaction) => transaction`
        select ${transaction.unsafe(BUCKET_COLUMNS)} from storage.buckets
        where ${search ?? ""} = '' or position(lower(${search ?? ""}) in lower(name)) > 0
        order by ${transaction.unsafe(`${column} ${order}`)}
        limit ${wholeNumber("limit", limit)} offset ${wholeNumber("offset", offset) ?? 0}`,
    );
    return c.json(rows);
  });

  app.get("/:bucket", async (c) => {
    const id = c.req.param("bucket");
    const [row] = await database.as(
      c.get("caller"),
      "storage.bucket.get",
      (transaction) => transaction`
        select ${transaction.unsafe(BUCKET_COLUMNS)} from storage.buckets where id = ${id}`,
    );
    if (!row) throw errors.noSuchBucket();
    return c.json(row);
  });

  app.put("/:bucket", async (c) => {
    const id = bucketOf(c);
    const body = await readBody(c, settings);
    const limit = sizeLimit(body.file_size_limit);
    const types = mimeTypes(body.allowed_mime_types);
    // What is absent stays, what is null is cleared.
    const { count } = await database.as(
      c.get("caller"),
      "storage.bucket.update",
      (transaction) => transaction`
        update storage.buckets set
          public = coalesce(${body.public ?? null}, public),
          file_size_limit =
            case when ${limit === undefined} then file_size_limit else ${limit ?? null} end,
          allowed_mime_types =
            case when ${types === undefined} then allowed_mime_types else ${types ?? null} end,
          updated_at = now()
        where id = ${id}`,
    );
    if (count === 0) throw errors.noSuchBucket();
    return c.json({ message: "Successfully updated" });
  });

  app.post("/:bucket/empty", async (c) => {
    await emptyBucket(service, c.get("caller"), bucketOf(c));
    return c.json({ message: "Successfully emptied" });
  });

  app.delete("/:bucket", async (c) => {
    const id = bucketOf(c);
    await database.requireBucket(id);
    const hasObjects = await database.asService(
      "storage.bucket.delete",
      async (transaction) =>
        (await transaction`select 1 from storage.objects where bucket_id = ${id} limit 1`).count >
        0,
    );
    if (hasObjects) throw errors.bucketNotEmpty();
    const { count } = await database.as(
      c.get("caller"),
      "storage.bucket.delete",
      (transaction) => transaction`delete from storage.buckets where id = ${id}`,
    );
    if (count === 0) throw errors.noSuchBucket();
    return c.json({ message: "Successfully deleted" });
  });

  return app;
}

function wholeNumber(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  if (!/^\d{1,9}$/.test(value)) throw invalidBody(`querystring/${name} must be integer`);
  return Number(value);
}

/** Removes what the caller sees in a bucket; refuses when some of it is not theirs to remove. */
async function emptyBucket({ database, files }: StorageService, caller: Caller, id: string) {
  const operation = "storage.bucket.empty";
  const [visible] = await database.as(
    caller,
    operation,
    (transaction) => transaction`select 1 from storage.buckets where id = ${id}`,
  );
  if (!visible) throw errors.noSuchBucket();

  for (;;) {
    const removed = await database.as(caller, operation, async (transaction) => {
      const seen = await transaction<{ id: string; name: string }[]>`
        select id, name from storage.objects where bucket_id = ${id} limit ${EMPTY_BATCH}`;
      const removed = await transaction<FileRef[]>`
        delete from storage.objects
        where id = any(${seen.map((row) => row.id)}) returning id, version`;
      const gone = new Set(removed.map((row) => row.id));
      const kept = seen.filter((row) => !gone.has(row.id)).map((row) => row.name);
      if (kept.length > 0) {
        throw accessDenied(
          `Cannot delete: ${kept.join(" ,")}, you may have SELECT but not DELETE permissions`,
        );
      }
      return removed;
    });
    if (removed.length === 0) return;
    await files.remove(removed);
  }
}
