import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { Metadata, Server, type Upload } from "@tus/server";
import { Hono } from "hono";
import type { Caller, GatewayEnv } from "../context.ts";
import { errors, fromDatabase, invalidBody, StorageError } from "./errors.ts";
import { requireBucketName, requireHeaderValues, requireKey } from "./limits.ts";
import { isFinished, type ResumableFiles } from "./resumable-files.ts";
import { type StorageContext, type StorageService, subjectOf } from "./service.ts";
import { parseMetadata } from "./upload-body.ts";
import type { Description, Target } from "./uploads.ts";

const PATH = "/storage/v1/upload/resumable";
const SIGNED_PATH = `${PATH}/sign`;
const HOUR_MS = 60 * 60 * 1000;

/** Who a request of the protocol speaks for: the caller, or what a signed link granted. */
type Speaker =
  | { caller: Caller; owner: string | null; upsert: boolean; signed?: undefined }
  | { signed: string };

/**
 * `/upload/resumable`: the tus protocol as hosted Storage speaks it. The first request names bucket,
 * object and type in `Upload-Metadata`; row-level security decides before the first byte, at each
 * further request and at the end, when the object appears.
 */
export function resumableRoutes(
  service: StorageService,
  files: ResumableFiles,
  publicUrl: string,
): Hono<GatewayEnv> {
  const { database, uploads, links } = service;
  // The protocol's hooks see the request alone.
  const speakers = new WeakMap<Request, Speaker>();
  const finishing = new Map<string, Promise<void>>();

  /** What the request may do with this object; throws when that is nothing. */
  const admit = async (request: Request, metadata: Upload["metadata"]) => {
    const speaker = speakers.get(request);
    if (!speaker) throw errors.internal();
    const { bucketName, objectName } = metadata ?? {};
    const { contentType, cacheControl } = metadata ?? {};
    if (!bucketName || !objectName) throw invalidBody("bucketName and objectName are required");
    requireBucketName(bucketName);
    requireKey(objectName);
    const bucket = await database.requireBucket(bucketName);
    const description: Description = {
      contentType: contentType || "application/octet-stream",
      cacheControl: cacheControl ? `max-age=${cacheControl}` : "no-cache",
      contentEncoding: null,
      userMetadata: parseMetadata(metadata?.metadata ?? undefined),
    };
    requireHeaderValues([description.contentType, description.cacheControl]);

    const place = { bucket: bucketName, name: objectName };
    let target: Target;
    if (speaker.signed === undefined) {
      target = { ...place, owner: speaker.owner, upsert: speaker.upsert };
      await uploads.authorize(speaker.caller, "storage.tus.upload.part", target, description);
    } else {
      const grant = await links.verifyUpload(speaker.signed, `${bucketName}/${objectName}`);
      target = { ...place, owner: grant.owner, upsert: grant.upsert };
      if (!target.upsert && (await uploads.exists(target))) throw errors.keyAlreadyExists();
    }
    return {
      target,
      description,
      limit: uploads.admit(bucket, objectName, description.contentType),
    };
  };

  /** Turns a complete upload into its object, once, however often it is asked for. */
  const finish = async (request: Request, upload: Upload): Promise<void> => {
    const running = finishing.get(upload.id);
    if (running) return running;
    const work = (async () => {
      const known = await files.getUpload(upload.id);
      if (isFinished(known)) return;
      try {
        const { target, description, limit } = await admit(request, known.metadata);
        const size = known.offset;
        if (size > limit) throw errors.tooLarge();
        const { path } = await files.completed(known.id);
        const hash = createHash("md5");
        for await (const chunk of createReadStream(path)) hash.update(chunk);
        const metadata = {
          eTag: `"${hash.digest("hex")}"`,
          size,
          mimetype: description.contentType,
          cacheControl: description.cacheControl,
          lastModified: new Date().toISOString(),
          contentLength: size,
          httpStatusCode: 200,
        };
        await uploads.commit(
          "storage.tus.upload.part",
          target,
          { path },
          metadata,
          description.userMetadata,
        );
        await files.finish(known);
      } catch (error) {
        const refused = fromDatabase(error);
        // No longer allowed: the bytes have nowhere to go. Anything else may be tried again.
        if (refused instanceof StorageError && refused.details.status < 500) {
          await files.forget(known.id);
        }
        throw error;
      }
    })().finally(() => finishing.delete(upload.id));
    finishing.set(upload.id, work);
    return work;
  };

  const server = new Server({
    path: PATH,
    datastore: files,
    disableTerminationForFinishedUploads: true,
    namingFunction: () => randomUUID(),
    generateUrl: (request, { id }) => {
      const isSigned = speakers.get(request as Request)?.signed !== undefined;
      return `${publicUrl}${isSigned ? SIGNED_PATH : PATH}/${id}`;
    },
    getFileIdFromRequest: (_request, last) => last,
    maxSize: async (request, id) => {
      const header = request.headers.get("upload-metadata");
      const metadata =
        request.method === "POST"
          ? header && Metadata.parse(header)
          : id && (await files.getUpload(id)).metadata;
      const bucket = metadata ? await database.findBucket(metadata.bucketName ?? "") : null;
      return Math.min(bucket?.file_size_limit ?? service.globalLimit, service.globalLimit);
    },
    onUploadCreate: async (request, upload) => {
      await admit(request as Request, upload.metadata);
      return {};
    },
    onIncomingRequest: async (request, id) => {
      if (request.method === "POST") return;
      const upload = await files.getUpload(id);
      if (isFinished(upload)) return;
      await admit(request as Request, upload.metadata);
      // Complete, but the server died before the object was there.
      if (upload.size === upload.offset) await finish(request as Request, upload);
    },
    onUploadFinish: async (request, upload) => {
      await finish(request as Request, upload);
      return {};
    },
    onResponseError: (_request, error) => {
      const known = fromDatabase(error);
      if (known instanceof StorageError) {
        if (known.details.status >= 500) report(known);
        return { status_code: known.details.status, body: known.message };
      }
      if (error instanceof Error && !("status_code" in error)) {
        report(error);
        return { status_code: 500, body: "Internal server error" };
      }
      return undefined;
    },
  });

  const sweep = () =>
    files.deleteExpired().catch((error: Error) => {
      process.stderr.write(`storage: clearing unfinished uploads: ${error.stack}\n`);
    });
  void sweep();
  setInterval(sweep, HOUR_MS).unref();

  const app = new Hono<GatewayEnv>();
  const handle = (c: StorageContext, speaker: Speaker) => {
    // What has arrived so far is nobody's to read.
    if (c.req.raw.method === "GET") return c.notFound();
    speakers.set(c.req.raw, speaker);
    return server.handleWeb(c.req.raw);
  };
  // Hono looks for HEAD under GET.
  const methods = ["GET", "POST", "PATCH", "DELETE", "OPTIONS"];
  for (const path of ["/sign", "/sign/:id"]) {
    app.on(methods, path, (c) => handle(c, { signed: c.req.header("x-signature") ?? "" }));
  }
  for (const path of ["/", "/:id"]) {
    app.on(methods, path, (c) =>
      handle(c, {
        caller: c.get("caller"),
        owner: subjectOf(c),
        upsert: c.req.header("x-upsert") === "true",
      }),
    );
  }
  return app;
}

function report(error: Error) {
  const cause = error.cause instanceof Error ? error.cause : error;
  process.stderr.write(`storage: ${cause.stack}\n`);
}
