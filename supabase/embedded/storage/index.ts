import { Hono } from "hono";
import type { Embedded, GatewayEnv } from "../context.ts";
import { bucketRoutes } from "./buckets.ts";
import { StorageDatabase } from "./database.ts";
import { downloadRoutes } from "./download-routes.ts";
import { handleError } from "./errors.ts";
import { ObjectFiles } from "./files.ts";
import { linkRoutes } from "./link-routes.ts";
import { LinkSigner } from "./links.ts";
import { listRoutes } from "./list-routes.ts";
import { objectRoutes } from "./object-routes.ts";
import { ResumableFiles } from "./resumable-files.ts";
import { resumableRoutes } from "./resumable-routes.ts";
import type { StorageService } from "./service.ts";
import { uploadRoutes } from "./upload-routes.ts";
import { Uploads } from "./uploads.ts";

/** The Storage API, to be mounted at /storage/v1 behind the gateway. */
export function createStorage(embedded: Embedded): Hono<GatewayEnv> {
  const database = new StorageDatabase(embedded);
  const files = new ObjectFiles(embedded.dataDir);
  const globalLimit = embedded.config.storage.file_size_limit;
  const service: StorageService = {
    database,
    files,
    globalLimit,
    uploads: new Uploads(database, files, globalLimit),
    links: new LinkSigner(embedded.keys),
  };
  // In the background: nothing waits for it, and a failure only leaves files for the next start.
  files
    .sweep(Date.now(), (versions) => database.liveVersions(versions))
    .catch((error: Error) =>
      embedded.log({ level: "warn", service: "storage", message: `Sweep: ${error.message}` }),
    );

  const app = new Hono<GatewayEnv>();
  app.onError(handleError);
  app.route("/bucket", bucketRoutes(service));
  // The first match answers: fixed words come before `/:bucket/…`.
  app.route("/object", listRoutes(service));
  app.route("/object/sign", linkRoutes(service));
  app.route("/object", downloadRoutes(service));
  app.route("/object", objectRoutes(service));
  app.route("/object", uploadRoutes(service));
  const resumable = new ResumableFiles(embedded.dataDir);
  app.route("/upload/resumable", resumableRoutes(service, resumable, embedded.publicUrl));
  return app;
}
