/**
 * Files of the Storage, as one caller: the policies there decide. Bytes come and go as streams, of a
 * known length and past Next's own fetch, so that nothing is collected in memory on the way.
 */
import "server-only";
import type { Readable } from "node:stream";
import { Agent, request } from "undici";
import { AppError, internalError } from "@/lib/api/errors";
import { processWide } from "@/lib/api/process-wide";
import { env } from "@/lib/env";

const agent = processWide("storage-agent", () => new Agent());

export type Place = { bucket: string; path: string };

/** Content never changes under a name, so whoever may see it may keep it. */
const CACHE_SECONDS = 31_536_000;

const address = ({ bucket, path }: Place, kind = "") =>
  `${env.supabaseUrl}/storage/v1/object${kind}/${bucket}/${path.split("/").map(encodeURIComponent).join("/")}`;

const headersOf = (token: string) => ({
  // The gateway takes a secret key only where it is the API key, too.
  apikey: token.startsWith("sb_secret_") ? token : env.supabasePublishableKey,
  authorization: `Bearer ${token}`,
});

type Failure = { statusCode?: string; message?: string };

/**
 * Stores bytes under a new name.
 *
 * @returns false when there is a file of this name already: it is never replaced
 * @throws {AppError}
 */
export async function putFile(
  token: string,
  place: Place,
  content: Buffer | Readable,
  { size, type }: { size: number; type: string },
): Promise<boolean> {
  const answer = await request(address(place), {
    method: "POST",
    dispatcher: agent,
    headers: {
      ...headersOf(token),
      "content-type": type,
      "content-length": String(size),
      "cache-control": `max-age=${CACHE_SECONDS}`,
      "x-upsert": "false",
    },
    body: content,
    // A large film may take its time.
    headersTimeout: 600_000,
    bodyTimeout: 600_000,
  });
  if (answer.statusCode < 300) {
    await answer.body.dump();
    return true;
  }
  const failure = (await answer.body.json().catch(() => ({}))) as Failure;
  switch (Number(failure.statusCode ?? answer.statusCode)) {
    case 409:
      return false;
    case 403:
      throw new AppError("forbidden", "You may not store a file here.", { cause: failure });
    case 413:
      throw new AppError("bad_request", "The file is too large for the storage.", {
        cause: failure,
      });
    case 415:
      throw new AppError("bad_request", "This bucket does not take files of this type.", {
        cause: failure,
      });
    default:
      throw internalError(new Error(`Storage: ${failure.message}`, { cause: failure }));
  }
}

/** The bytes of a file; null when there is none the caller may see. */
export async function readFile(
  token: string,
  place: Place,
): Promise<{ content: Readable; type: string; size: number } | null> {
  const answer = await request(address(place, "/authenticated"), {
    dispatcher: agent,
    headers: headersOf(token),
  });
  if (answer.statusCode === 200) {
    return {
      content: answer.body,
      type: String(answer.headers["content-type"] ?? ""),
      size: Number(answer.headers["content-length"]),
    };
  }
  const text = await answer.body.text();
  if (answer.statusCode < 500) return null;
  throw internalError(new Error(`Storage: ${text.slice(0, 500)}`));
}

/** Removes files; those that are gone already are no failure. */
export async function removeFiles(token: string, bucket: string, paths: readonly string[]) {
  if (paths.length === 0) return;
  const answer = await request(`${env.supabaseUrl}/storage/v1/object/${bucket}`, {
    method: "DELETE",
    dispatcher: agent,
    headers: { ...headersOf(token), "content-type": "application/json" },
    body: JSON.stringify({ prefixes: paths }),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw internalError(new Error(`Storage: ${text.slice(0, 500)}`));
}

/** A link that opens the file for whoever has it. */
export async function signedLink(token: string, place: Place, seconds: number): Promise<string> {
  const answer = await request(address(place, "/sign"), {
    method: "POST",
    dispatcher: agent,
    headers: { ...headersOf(token), "content-type": "application/json" },
    body: JSON.stringify({ expiresIn: seconds }),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw internalError(new Error(`Storage: ${text.slice(0, 500)}`));
  const { signedURL } = JSON.parse(text) as { signedURL: string };
  return `${env.supabaseUrl}/storage/v1${signedURL}`;
}
