import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { errors, StorageError } from "./errors.ts";
import type { Description } from "./uploads.ts";

/** What a client sends as an upload: the bytes still to be read, and what it says about them. */
export type UploadBody = Description & {
  content: AsyncIterable<Uint8Array>;
  /** The size the client announced for the bytes themselves; null: not known beforehand. */
  announcedSize: number | null;
  /** Settles once the request is complete; rejects when it broke off. */
  complete(): Promise<void>;
  /** Lets go of what was not read; the server discards the rest of the request. */
  abandon(): void;
};

const MAX_FIELD_BYTES = 1024 * 1024;

/** Reads an upload request: multipart with one file (browsers), or the bare bytes. */
export function readUpload(request: Request): Promise<UploadBody> {
  const contentType = request.headers.get("content-type") ?? "";
  return contentType.startsWith("multipart/form-data")
    ? readForm(request, contentType)
    : Promise.resolve(readBare(request));
}

function readBare(request: Request): UploadBody {
  const { headers } = request;
  const length = headers.get("content-length");

  async function* read(): AsyncGenerator<Uint8Array> {
    if (!request.body) return;
    try {
      // Fails when the connection ends before Content-Length bytes came.
      yield* request.body as NodeReadableStream<Uint8Array>;
    } catch (error) {
      throw errors.incompleteBody(error);
    }
  }

  return {
    content: read(),
    announcedSize: length === null ? null : Number(length),
    contentType: headers.get("content-type") || "application/octet-stream",
    cacheControl: headers.get("cache-control") ?? "no-cache",
    contentEncoding: encodingOf(headers.get("content-encoding")),
    userMetadata: parseMetadata(fromBase64(headers.get("x-metadata"))),
    complete: async () => {},
    abandon: () => {},
  };
}

async function readForm(request: Request, contentType: string): Promise<UploadBody> {
  if (!request.body) throw errors.noContent();
  const fields = new Map<string, string>();
  let parser: BusboyInstance;
  try {
    parser = new Busboy({
      headers: { "content-type": contentType },
      limits: { files: 1, fields: 10, fieldSize: MAX_FIELD_BYTES },
    });
  } catch (error) {
    throw errors.noContent(error);
  }

  const source = Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>);
  let file: BusboyFileStream | undefined;
  const found = new Promise<{ stream: BusboyFileStream; type: string }>((resolve, reject) => {
    parser.on("field", (name, value, _nameTruncated, truncated) => {
      if (truncated) reject(metadataTooLarge());
      fields.set(name, value);
    });
    // Fields before the file describe it; storage-js sends them in that order.
    parser.on("file", (_field, stream, _name, _encoding, type) => {
      file = stream;
      resolve({ stream, type });
    });
    parser.on("finish", () => reject(errors.noContent()));
  });

  const finished = pipeline(source, parser);
  finished.catch((error) => {
    // The parser alone would leave its reader waiting for ever.
    file?.destroy(errors.incompleteBody(error));
  });
  const { stream, type } = await Promise.race([
    found,
    finished.then(
      () => found,
      (error) => Promise.reject(errors.noContent(error)),
    ),
  ]).catch((error) => {
    source.destroy();
    throw error;
  });
  // Whoever reads the stream gets its error; without a reader it must not end the process.
  stream.on("error", () => {});

  const cacheSeconds = fields.get("cacheControl");
  return {
    content: stream,
    announcedSize: null,
    contentType: fields.get("contentType") || type || "application/octet-stream",
    cacheControl: cacheSeconds ? `max-age=${cacheSeconds}` : "no-cache",
    contentEncoding: encodingOf(fields.get("contentEncoding")),
    userMetadata: parseMetadata(fields.get("metadata") ?? fields.get("userMetadata")),
    complete: () =>
      finished.then(
        () => {},
        (error) => Promise.reject(errors.incompleteBody(error)),
      ),
    abandon: () => void source.destroy(),
  };
}

const metadataTooLarge = () =>
  new StorageError({
    code: "EntityTooLarge",
    status: 413,
    error: "Payload too large",
    message: "The user_metadata exceeded the maximum allowed size",
  });

/** Only plain tokens go back out as a header. */
function encodingOf(value: string | null | undefined): string | null {
  return value && /^[\w-]+(?:\s*,\s*[\w-]+)*$/.test(value) ? value : null;
}

const fromBase64 = (value: string | null) =>
  value === null ? undefined : Buffer.from(value, "base64").toString("utf8");

/** Null also for what is not a JSON object: upstream stores the file all the same. */
export function parseMetadata(text: string | undefined): Record<string, unknown> | null {
  if (!text) return null;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
