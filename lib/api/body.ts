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
  requireJson(headers);
  return parseText(await readText({ headers, body }, maxBytes));
}

/** @throws {AppError} `unsupported_media_type` */
export function requireJson(headers: Headers): void {
  const type = headers.get("content-type");
  if (type !== null && !JSON_TYPE.test(type)) {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
}

/** @throws {AppError} `bad_request` when it is not JSON */
export const parseJson = (bytes: Buffer): unknown => parseText(decode(bytes));

function parseText(text: string): unknown {
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
export async function readText(body: Body, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of readChunks(body, maxBytes)) chunks.push(chunk);
  return decode(Buffer.concat(chunks));
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("bad_request", "The body is not valid UTF-8.", { cause });
  }
}

/**
 * A body as it arrives.
 *
 * @throws {AppError} `payload_too_large`
 */
export async function* readChunks(
  { headers, body }: Body,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  if (Number(headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  if (!body) return;
  const reader = body.getReader();
  let ended = false;
  try {
    // The announced length may be missing or a lie: count what arrives.
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      size += value.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  } finally {
    if (!ended) void dropRest(reader);
  }
}

/**
 * Reads what is still coming of a body that was refused. To cancel it would close the connection on
 * a client that is still sending and has not read why.
 */
export async function dropRest(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // The client has gone.
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError("payload_too_large", `The body may be at most ${maxBytes / 1_000_000} MB.`);
}
