import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { OBJECT_COLUMNS, type ObjectRow, ownerOf } from "./database.ts";
import { errors } from "./errors.ts";
import { requireBucketName, requireKey } from "./limits.ts";
import {
  bucketOf,
  objectOf,
  readBody,
  type StorageContext,
  type StorageService,
  subjectOf,
} from "./service.ts";
import { parseMetadata } from "./upload-body.ts";
import { lockNames } from "./uploads.ts";

const transfer = z.object({
  bucketId: z.string(),
  sourceKey: z.string(),
  destinationBucket: z.string().nullish(),
  destinationKey: z.string(),
});
const copying = transfer.extend({
  copyMetadata: z.boolean().default(true),
  metadata: z
    .object({
      cacheControl: z.string().optional(),
      mimetype: z.string().optional(),
      contentEncoding: z.string().optional(),
    })
    .nullish(),
});
const removal = z.object({
  prefixes: z
    .array(z.union([z.string(), z.object({ path: z.string(), versionId: z.string() })]))
    .min(1, "must NOT have fewer than 1 items"),
});

/** `/object`: moving, copying and removing, as row-level security admits. */
export function objectRoutes(service: StorageService): Hono<GatewayEnv> {
  const app = new Hono<GatewayEnv>();
  app.post("/move", (c) => move(service, c));
  app.post("/copy", (c) => copy(service, c));

  app.delete("/:bucket", async (c) => {
    const bucket = bucketOf(c);
    const { prefixes } = await readBody(c, removal);
    const wanted = prefixes.map((entry) =>
      typeof entry === "string" ? { path: entry, versionId: null } : entry,
    );
    return c.json(await remove(service, c, "storage.object.delete_many", bucket, wanted));
  });

  app.delete("/:bucket/:name{.+}", async (c) => {
    const { bucket, name } = objectOf(c);
    const wanted = [{ path: name, versionId: null }];
    const removed = await remove(service, c, "storage.object.delete", bucket, wanted);
    if (removed.length === 0) throw errors.noSuchKey();
    return c.json({ message: "Successfully deleted" });
  });
  return app;
}

async function readTransfer<Schema extends typeof transfer>(c: StorageContext, schema: Schema) {
  const body = await readBody(c, schema);
  const to = { bucket: body.destinationBucket || body.bucketId, name: body.destinationKey };
  requireBucketName(body.bucketId);
  requireBucketName(to.bucket);
  requireKey(to.name);
  return { from: { bucket: body.bucketId, name: body.sourceKey }, to, body };
}

/** Files are named by id: only the row moves. */
async function move({ database }: StorageService, c: StorageContext): Promise<Response> {
  const { from, to } = await readTransfer(c, transfer);
  const { owner, owner_id } = ownerOf(subjectOf(c));
  const id = await database.as(c.get("caller"), "storage.object.move", async (transaction) => {
    // Both ends, or an upload to the old name would take this file for the one it replaces.
    await lockNames(transaction, [from, to]);
    const [moved] = await transaction<{ id: string }[]>`
      update storage.objects set
        bucket_id = ${to.bucket}, name = ${to.name},
        owner = coalesce(${owner}, owner), owner_id = coalesce(${owner_id}, owner_id)
      where bucket_id = ${from.bucket} and name = ${from.name}
      returning id`;
    if (!moved) throw errors.noSuchKey();
    return moved.id;
  });
  return c.json({ message: "Successfully moved", Id: id, Key: to.name });
}

async function copy(service: StorageService, c: StorageContext): Promise<Response> {
  const { database, files, uploads } = service;
  const operation = "storage.object.copy";
  const { from, to, body } = await readTransfer(c, copying);
  const target = {
    ...to,
    owner: subjectOf(c),
    upsert: c.req.header("x-upsert") === "true",
  };
  const source = await database.requireObject(c.get("caller"), operation, from.bucket, from.name);
  await uploads.authorize(c.get("caller"), operation, target, {
    contentType: source.metadata?.mimetype,
  });

  const duplicate = await files.duplicate(source);
  if (!duplicate) throw errors.noSuchKey();
  const override = body.copyMetadata ? {} : (body.metadata ?? {});
  const header = c.req.header("x-metadata");
  const userMetadata = body.copyMetadata
    ? source.user_metadata
    : parseMetadata(header && Buffer.from(header, "base64").toString("utf8"));
  const metadata = { ...source.metadata, ...override, lastModified: new Date().toISOString() };
  const row = await uploads.commit(operation, target, duplicate, metadata, userMetadata);
  return c.json({ Id: row.id, Key: `${to.bucket}/${to.name}`, ...row });
}

type Wanted = { path: string; versionId: string | null };

/** Removes what row-level security lets the caller remove; the rest is silently left, as upstream. */
async function remove(
  { database, files }: StorageService,
  c: StorageContext,
  operation: string,
  bucket: string,
  wanted: Wanted[],
): Promise<ObjectRow[]> {
  const removed = await database.as(
    c.get("caller"),
    operation,
    (transaction) => transaction<ObjectRow[]>`
      delete from storage.objects o
      using jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb)
        as wanted ("path" text, "versionId" text)
      where o.bucket_id = ${bucket} and o.name = wanted."path"
        and (wanted."versionId" is null or o.version = wanted."versionId")
      returning ${transaction.unsafe(OBJECT_COLUMNS)}`,
  );
  // After the commit: a file without a row is swept, a row without a file is a lie.
  await files.remove(removed);
  return removed;
}
