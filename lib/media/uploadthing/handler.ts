/** UploadThing's route handler, and the ingest behind it where it is our own. */
import "server-only";
import { NextRequest } from "next/server";
import { createRouteHandler } from "uploadthing/next";
import { env } from "@/lib/env";
import { ingestToken, ingestUrl, usesCloud } from "@/lib/media/uploadthing/config";
import { answerIngest } from "@/lib/media/uploadthing/ingest";
import { uploadRouter } from "@/lib/media/uploadthing/routes";
import { paths } from "@/lib/paths";

type Handler = ReturnType<typeof createRouteHandler>;
let handler: Handler | undefined;

/** Made with the first request: while building there is no environment. */
function routeHandler(): Handler {
  handler ??= createRouteHandler({
    router: uploadRouter,
    config: {
      callbackUrl: env.appUrl + paths.uploadthing(),
      // Signed addresses are no business of a log.
      logLevel: "Error",
      logFormat: "json",
      ...(usesCloud()
        ? { token: env.uploadthing.token as string }
        : { token: ingestToken(), ingestUrl: ingestUrl(), isDev: false, fetch: fetchOwn }),
    },
  });
  return handler;
}

/** What the router says to our ingest stays in this process, whatever our address outside is. */
const fetchOwn = (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
  const sent = new Request(url, init);
  const name = sent.url.slice(ingestUrl().length + 1).split("?")[0] ?? "";
  return ingest(sent, name);
};

/** One request of the ingest's: by the key of a file, or one of its two addresses for the router. */
export const ingest = (request: Request, name: string): Promise<Response> =>
  answerIngest(request, name, (callback) => routeHandler().POST(new NextRequest(callback)));

export const GET = (request: NextRequest): Promise<Response> => routeHandler().GET(request);
export const POST = (request: NextRequest): Promise<Response> => routeHandler().POST(request);
