/** Reading a JSON body: its type, its size, its syntax. */
import { AppError } from "@/lib/api/errors";

export type Body = Pick<Request, "headers" | "body">;

/** The contract's limit for everything that is not a file. */
export const MAX_BODY_BYTES = 1_000_000;

/** And for updates of stories and channels. */
export const LARGE_BODY_BYTES = 4_500_000;

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * The parsed body.
 *
 * @throws {AppError} `unsupported_media_type`, `payload_too_large`, or `bad_request` when it is not
 *   JSON
 */
export async function readJson(
  { headers, body }: Body,
  maxBytes = MAX_BODY_BYTES,
): Promise<unknown> {
  const type = headers.get("content-type");
  if (type !== null && !JSON_TYPE.test(type)) {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  const text = await readText(headers, body, maxBytes);
  if (text.trim() === "") throw new AppError("bad_request", "Send a JSON object.");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad_request", "The body is not valid JSON.", { cause });
  }
}

/**
 * The text of a body.
 *
 * @throws {AppError} `payload_too_large`, or `bad_request` when it is not UTF-8
 */
export async function readText(
  headers: Headers,
  body: Request["body"],
  maxBytes: number,
): Promise<string> {
  if (Number(headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  if (!body) return "";

  // The announced length may be missing or a lie: count what arrives.
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new AppError("bad_request", "The body is not valid UTF-8.", { cause });
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError("payload_too_large", `The body may be at most ${maxBytes / 1_000_000} MB.`);
}
