import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { bucketOf, objectOf, readBody, type StorageService } from "./service.ts";

const expiresIn = z.coerce
  .number({ error: "must be integer" })
  .int("must be integer")
  .min(1, "must be >= 1");
const single = z.object({ expiresIn });
const batch = z.object({
  expiresIn,
  paths: z.array(z.string()).min(1, "must NOT have fewer than 1 items"),
});

/** `/object/sign`: links that let anybody read an object the caller may read. */
export function linkRoutes({ database, links }: StorageService): Hono<GatewayEnv> {
  const app = new Hono<GatewayEnv>();

  const sign = async (path: string, seconds: number) =>
    `/object/sign/${path}?token=${await links.signDownload(path, seconds)}`;

  app.post("/:bucket/:name{.+}", async (c) => {
    const { bucket, name, path } = objectOf(c);
    const { expiresIn } = await readBody(c, single);
    await database.requireObject(c.get("caller"), "storage.object.sign", bucket, name);
    return c.json({ signedURL: await sign(path, expiresIn) });
  });

  app.post("/:bucket", async (c) => {
    const bucket = bucketOf(c);
    const { expiresIn, paths } = await readBody(c, batch);
    const rows = await database.as(
      c.get("caller"),
      "storage.object.sign_many",
      (transaction) => transaction<{ name: string }[]>`
        select name from storage.objects where bucket_id = ${bucket} and name = any(${paths})`,
    );
    const readable = new Set(rows.map(({ name }) => name));
    const answers = paths.map(async (path) =>
      readable.has(path)
        ? { error: null, path, signedURL: await sign(`${bucket}/${path}`, expiresIn) }
        : {
            error: "Either the object does not exist or you do not have access to it",
            path,
            signedURL: null,
          },
    );
    return c.json(await Promise.all(answers));
  });
  return app;
}
