import { Hono } from "hono";
import type { GatewayEnv } from "../context.ts";
import type { Bucket, ObjectRow } from "./database.ts";
import { errors } from "./errors.ts";
import { objectOf, type StorageContext, type StorageService, subjectOf } from "./service.ts";
import { readUpload, type UploadBody } from "./upload-body.ts";
import type { Target } from "./uploads.ts";

/** Hosted projects keep signed upload links open for two hours. */
const UPLOAD_LINK_SECONDS = 2 * 60 * 60;

/** `/object`: uploads by the caller, and by whoever holds a signed upload link. */
export function uploadRoutes(service: StorageService): Hono<GatewayEnv> {
  const { database, uploads, links } = service;
  const app = new Hono<GatewayEnv>();

  const upload = async (c: StorageContext, operation: string, upsert: boolean) => {
    const { bucket: id, name, path } = objectOf(c);
    const bucket = await database.requireBucket(id);
    const target: Target = { bucket: id, name, owner: subjectOf(c), upsert };
    const row = await receiveUpload(service, c.req.raw, bucket, target, (body) =>
      uploads.authorize(c.get("caller"), operation, target, body),
    );
    return c.json({ Id: row.id, Key: path });
  };

  app.post("/upload/sign/:bucket/:name{.+}", async (c) => {
    const { bucket, name, path } = objectOf(c);
    const target = { bucket, name, owner: subjectOf(c), upsert: isUpsert(c) };
    await uploads.authorize(c.get("caller"), "storage.object.sign_upload_url", target);
    const grant = { url: path, owner: target.owner, upsert: target.upsert };
    const token = await links.signUpload(grant, UPLOAD_LINK_SECONDS);
    return c.json({ url: `/object/upload/sign/${path}?token=${token}`, token });
  });

  app.put("/upload/sign/:bucket/:name{.+}", async (c) => {
    const { bucket: id, name, path } = objectOf(c);
    const { owner, upsert } = await links.verifyUpload(c.req.query("token") ?? "", path);
    const bucket = await database.requireBucket(id);
    const target: Target = { bucket: id, name, owner, upsert };
    // Whoever asked for the link was authorized; only whether the name is still free is open.
    await receiveUpload(service, c.req.raw, bucket, target, async () => {
      if (!upsert && (await uploads.exists(target))) throw errors.keyAlreadyExists();
    });
    return c.json({ Key: path });
  });

  app.post("/:bucket/:name{.+}", (c) => upload(c, "storage.object.upload", isUpsert(c)));
  app.put("/:bucket/:name{.+}", (c) => upload(c, "storage.object.upload_update", true));

  return app;
}

const isUpsert = (c: StorageContext) => c.req.header("x-upsert") === "true";

/** Takes an upload from its first header to its committed row; on refusal no byte stays. */
async function receiveUpload(
  { uploads, files }: StorageService,
  request: Request,
  bucket: Bucket,
  target: Target,
  authorize: (body: UploadBody) => Promise<void>,
): Promise<ObjectRow> {
  const body = await readUpload(request);
  try {
    await authorize(body);
    const limit = uploads.admit(bucket, target.name, body.contentType);
    if ((body.announcedSize ?? 0) > limit) throw errors.tooLarge();

    const received = await files.receive(body.content, limit);
    try {
      await body.complete();
    } catch (error) {
      await files.discard(received);
      throw error;
    }
    const metadata = {
      eTag: `"${received.md5}"`,
      size: received.size,
      mimetype: body.contentType,
      cacheControl: body.cacheControl,
      lastModified: new Date().toISOString(),
      contentLength: received.size,
      httpStatusCode: 200,
      ...(body.contentEncoding ? { contentEncoding: body.contentEncoding } : {}),
    };
    return await uploads.commit(
      "storage.object.upload",
      target,
      received,
      metadata,
      body.userMetadata,
    );
  } catch (error) {
    body.abandon();
    throw error;
  }
}
