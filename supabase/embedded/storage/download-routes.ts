import { Hono } from "hono";
import type { GatewayEnv } from "../context.ts";
import type { ObjectRow } from "./database.ts";
import { serveObject } from "./download.ts";
import { errors } from "./errors.ts";
import { objectOf, type StorageContext, type StorageService } from "./service.ts";

/** `/object`: downloads and information, public, by link, and as the caller. GET answers HEAD too. */
export function downloadRoutes(service: StorageService): Hono<GatewayEnv> {
  const { database, files, links } = service;
  const app = new Hono<GatewayEnv>();

  /** Whatever is in a public bucket may be read by its address; other buckets do not exist here. */
  const findPublic = async (c: StorageContext) => {
    const { bucket, name } = objectOf(c);
    if (!(await database.findBucket(bucket))?.public) throw errors.noSuchBucket();
    return database.requireOpenObject(bucket, name);
  };

  const findAsCaller = async (c: StorageContext, operation: "get" | "info") => {
    const { bucket, name } = objectOf(c);
    const { public: isPublic } = await database.requireBucket(bucket);
    if (isPublic) return database.requireOpenObject(bucket, name);
    const full = `storage.object.${operation}_authenticated`;
    return database.requireObject(c.get("caller"), full, bucket, name);
  };

  app.get("/public/:bucket/:name{.+}", (c) => serveObject(c, files, () => findPublic(c)));
  app.get("/authenticated/:bucket/:name{.+}", (c) =>
    serveObject(c, files, () => findAsCaller(c, "get")),
  );

  app.get("/sign/:bucket/:name{.+}", async (c) => {
    const { bucket, name, path } = objectOf(c);
    const { exp } = await links.verifyDownload(c.req.query("token") ?? "", path);
    const find = () => database.requireOpenObject(bucket, name);
    return serveObject(c, files, find, { expires: exp });
  });

  app.get("/info/public/:bucket/:name{.+}", async (c) => c.json(infoOf(await findPublic(c))));
  app.get("/info/authenticated/:bucket/:name{.+}", async (c) =>
    c.json(infoOf(await findAsCaller(c, "info"))),
  );
  app.get("/info/:bucket/:name{.+}", async (c) => c.json(infoOf(await findAsCaller(c, "info"))));

  app.get("/:bucket/:name{.+}", (c) => serveObject(c, files, () => findAsCaller(c, "get")));
  return app;
}

function infoOf(row: ObjectRow) {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    bucket_id: row.bucket_id,
    size: row.metadata?.size ?? null,
    content_type: row.metadata?.mimetype ?? null,
    cache_control: row.metadata?.cacheControl ?? null,
    content_encoding: row.metadata?.contentEncoding ?? null,
    etag: row.metadata?.eTag ?? null,
    metadata: row.user_metadata,
    last_modified: row.updated_at,
    created_at: row.created_at,
  };
}
