import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Context } from "hono";
import type { ObjectRow } from "./database.ts";
import { errors } from "./errors.ts";
import type { ObjectFiles } from "./files.ts";

/** Types a browser shows without ever running anything of it. */
const PASSIVE =
  /^(?:image\/(?!svg)[\w.+-]+|(?:audio|video|font)\/[\w.+-]+|text\/(?:plain|csv)|application\/(?:pdf|json|zip|octet-stream))(?:\s*;|$)/i;

/** Small files skip the machinery of a stream. */
const ONE_READ_BYTES = 256 * 1024;

type Options = {
  /** When the link stops working, in seconds since 1970. */
  expires?: number;
};

/**
 * Answers a download or its HEAD: conditions, ranges, disposition. `find` is asked again when the
 * file is gone, because the object may have been replaced between row and file.
 */
export async function serveObject(
  c: Context,
  files: Pick<ObjectFiles, "open">,
  find: () => Promise<ObjectRow>,
  options: Options = {},
): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const row = await find();
    const handle = await files.open(row);
    if (handle) return respond(c, row, handle, options);
    if (attempt === 3) return missingFile();
  }
}

function missingFile(): Response {
  return Response.json(
    { statusCode: "404", error: "Not found", message: "The resource was not found" },
    { status: 400, headers: { "cache-control": "no-store" } },
  );
}

async function respond(
  c: Context,
  row: ObjectRow,
  handle: FileHandle,
  options: Options,
): Promise<Response> {
  let streaming = false;
  try {
    const { size } = await handle.stat();
    const headers = headersOf(c, row, options);
    if (isUnchanged(c, row)) return new Response(null, { status: 304, headers });

    const range = isRangeCurrent(c, row) ? parseRange(c.req.header("range"), size) : null;
    if (range === "unsatisfiable") {
      const refusal = errors.invalidRange().toResponse();
      refusal.headers.set("content-range", `bytes */${size}`);
      return refusal;
    }
    const start = range?.start ?? 0;
    const end = range?.end ?? size - 1;
    const length = end - start + 1;
    headers.set("content-length", String(length));
    if (range) headers.set("content-range", `bytes ${start}-${end}/${size}`);
    const status = range ? 206 : 200;

    if (c.req.method === "HEAD") return new Response(null, { status, headers });
    if (length <= ONE_READ_BYTES) {
      return new Response(await readExactly(handle, start, length), { status, headers });
    }
    // The stream closes the file, also when the client goes away.
    const stream = handle.createReadStream({ start, end });
    streaming = true;
    return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers });
  } finally {
    if (!streaming) await handle.close();
  }
}

async function readExactly(handle: FileHandle, start: number, length: number) {
  const buffer = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled);
    if (bytesRead === 0) throw errors.internal(new Error("File shorter than its size"));
    filled += bytesRead;
  }
  return buffer;
}

const etagOf = (row: ObjectRow) => row.metadata?.eTag ?? `"${row.version}"`;
const modifiedOf = (row: ObjectRow) => new Date(row.metadata?.lastModified ?? row.updated_at);

function headersOf(c: Context, row: ObjectRow, options: Options): Headers {
  const type = row.metadata?.mimetype ?? "application/octet-stream";
  const headers = new Headers({
    "accept-ranges": "bytes",
    // As upstream: a stored page is shown as text, not run.
    "content-type": type.includes("text/html") ? "text/plain" : type,
    "cache-control": row.metadata?.cacheControl ?? "no-cache",
    etag: etagOf(row),
    "last-modified": modifiedOf(row).toUTCString(),
  });
  if (!PASSIVE.test(type)) {
    // Styles stay allowed, an SVG picture would lose its look without them.
    headers.set(
      "content-security-policy",
      "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    );
    headers.set("x-content-type-options", "nosniff");
  }
  const encoding = row.metadata?.contentEncoding;
  if (encoding) headers.set("content-encoding", encoding);
  if (options.expires) headers.set("expires", new Date(options.expires * 1000).toUTCString());
  const download = c.req.query("download");
  if (download !== undefined) headers.set("content-disposition", disposition(download));
  return headers;
}

function disposition(download: string): string {
  if (download === "") return "attachment;";
  const name = encodeURIComponent(download);
  return `attachment; filename=${name}; filename*=UTF-8''${name};`;
}

const withoutWeakness = (etag: string) => etag.trim().replace(/^W\//, "");

function isUnchanged(c: Context, row: ObjectRow): boolean {
  const noneMatch = c.req.header("if-none-match");
  // An entity tag, when given, outweighs the date (RFC 9110).
  if (noneMatch !== undefined) {
    const tags = noneMatch.split(",").map(withoutWeakness);
    return tags.includes("*") || tags.includes(etagOf(row));
  }
  const since = Date.parse(c.req.header("if-modified-since") ?? "");
  return !Number.isNaN(since) && Math.floor(modifiedOf(row).getTime() / 1000) * 1000 <= since;
}

/** A range of an older version would be glued to bytes of this one: then all of it is sent. */
function isRangeCurrent(c: Context, row: ObjectRow): boolean {
  const condition = c.req.header("if-range");
  if (condition === undefined) return true;
  if (condition.includes('"')) return condition.trim() === etagOf(row);
  return Date.parse(condition) >= Math.floor(modifiedOf(row).getTime() / 1000) * 1000;
}

type Range = { start: number; end: number };

/** Null: no range, or one to ignore (several at once, another unit), so all of it is sent. */
export function parseRange(header: string | undefined, size: number) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (!match || (first === "" && last === "")) return null;

  const range: Range =
    first === ""
      ? { start: Math.max(size - Number(last), 0), end: size - 1 }
      : { start: Number(first), end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
  if (first !== "" && last !== "" && Number(last) < Number(first)) return null;
  if (range.start >= size || (first === "" && Number(last) === 0)) return "unsatisfiable";
  return range;
}
