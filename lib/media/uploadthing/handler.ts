/** UploadThing's route handler, and the ingest behind it where it is our own. */
import "server-only";
import { NextRequest } from "next/server";
import { createRouteHandler } from "uploadthing/next";
import { env } from "@/lib/env";
import { ingestToken, ingestUrl, pageOrigin, usesCloud } from "@/lib/media/uploadthing/config";
import { answerIngest } from "@/lib/media/uploadthing/ingest";
import { uploadRouter } from "@/lib/media/uploadthing/routes";
import { paths } from "@/lib/paths";

type Handler = ReturnType<typeof createRouteHandler>;
/** By the origin of the pages it answers; there are as many as we have. */
const handlers = new Map<string, Handler>();

/** Made with the first request: while building there is no environment. */
function routeHandler(headers: Headers): Handler {
  const origin = pageOrigin(headers);
  const known = handlers.get(origin);
  if (known) return known;
  const ingest = ingestUrl(origin);
  const made = createRouteHandler({
    router: uploadRouter,
    config: {
      callbackUrl: env.appUrl + paths.uploadthing(),
      // Signed addresses are no business of a log.
      logLevel: "Error",
      logFormat: "json",
      ...(usesCloud()
        ? { token: env.uploadthing.token as string }
        : {
            token: ingestToken(),
            ingestUrl: ingest,
            isDev: false,
            fetch: (url, init) => fetchOwn(ingest, new Request(url, init)),
          }),
    },
  });
  handlers.set(origin, made);
  return made;
}

/** What the router says to our ingest stays in this process, whatever our address outside is. */
const fetchOwn = (address: string, sent: Request): Promise<Response> =>
  ingest(sent, sent.url.slice(address.length + 1).split("?")[0] ?? "");

/** One request of the ingest's: by the key of a file, or one of its two addresses for the router. */
export const ingest = (request: Request, name: string): Promise<Response> =>
  answerIngest(request, name, (callback) =>
    routeHandler(callback.headers).POST(new NextRequest(callback)),
  );

export const GET = (request: NextRequest): Promise<Response> =>
  routeHandler(request.headers).GET(request);
export const POST = (request: NextRequest): Promise<Response> =>
  routeHandler(request.headers).POST(request);
