import type { Context } from "hono";
import type { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import type { StorageDatabase } from "./database.ts";
import { invalidBody } from "./errors.ts";
import type { ObjectFiles } from "./files.ts";
import { requireBucketName, requireKey } from "./limits.ts";
import type { LinkSigner } from "./links.ts";
import type { Uploads } from "./uploads.ts";

/** What the route modules work with. */
export type StorageService = {
  database: StorageDatabase;
  files: ObjectFiles;
  uploads: Uploads;
  links: LinkSigner;
  /** No bucket may allow more bytes per file than this. */
  globalLimit: number;
};

export type StorageContext = Context<GatewayEnv>;

/** The object an address names, decoded and checked. */
export function objectOf(c: StorageContext): { bucket: string; name: string; path: string } {
  const bucket = c.req.param("bucket") ?? "";
  const name = c.req.param("name") ?? "";
  requireBucketName(bucket);
  requireKey(name);
  return { bucket, name, path: `${bucket}/${name}` };
}

/** The bucket an address names, decoded and checked. */
export function bucketOf(c: StorageContext): string {
  const bucket = c.req.param("bucket") ?? "";
  requireBucketName(bucket);
  return bucket;
}

/** Who becomes the owner of what this request writes; null for the service itself. */
export const subjectOf = (c: StorageContext) => c.get("caller").claims?.sub ?? null;

/** The JSON body, or a refusal that says what is wrong where. */
export async function readBody<Schema extends z.ZodType>(
  c: StorageContext,
  schema: Schema,
): Promise<z.output<Schema>> {
  const body: unknown = await c.req.json().catch(() => {
    throw invalidBody("Body is not valid JSON");
  });
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw invalidBody(`${["body", ...(issue?.path ?? [])].join("/")} ${issue?.message}`);
}
