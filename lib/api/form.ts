/**
 * Reading `multipart/form-data`. Nothing large is held in memory: a file beyond a few megabytes
 * waits on disk until the operation is done with it.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import type { Body } from "@/lib/api/body";
import { AppError } from "@/lib/api/errors";

/** One file as it was sent: its bytes, and what the sender says of them. */
export class SentFile {
  readonly name: string;
  /** The type the sender named; not to be believed. */
  readonly claimedType: string | null;
  readonly size: number;
  readonly sha256: string;
  readonly #place: Buffer | { path: string };

  constructor(
    place: Buffer | { path: string },
    said: { name: string; claimedType: string | null },
    measured?: { size: number; sha256: string },
  ) {
    this.#place = place;
    this.name = said.name;
    this.claimedType = said.claimedType;
    this.size = measured?.size ?? (Buffer.isBuffer(place) ? place.length : 0);
    this.sha256 =
      measured?.sha256 ??
      createHash("sha256")
        .update(Buffer.isBuffer(place) ? place : "")
        .digest("hex");
  }

  /** The whole of it; only for what is known to be small. */
  async bytes(): Promise<Buffer> {
    return Buffer.isBuffer(this.#place) ? this.#place : Buffer.concat(await this.read().toArray());
  }

  read(): Readable {
    return Buffer.isBuffer(this.#place)
      ? Readable.from([this.#place])
      : createReadStream(this.#place.path);
  }

  async dispose(): Promise<void> {
    if (!Buffer.isBuffer(this.#place)) await rm(this.#place.path, { force: true });
  }

  /** What makes two requests the same request. */
  toJSON() {
    const { name, claimedType, size, sha256 } = this;
    return { name, claimedType, size, sha256 };
  }
}

/** What a form may hold. */
export type FormLimits = {
  /** Fields that are files; `many` makes the value a list. */
  files: Readonly<Record<string, "one" | "many">>;
  maxFiles: number;
  maxFileBytes: number;
};

/** Up to here a file stays in memory. */
const IN_MEMORY_BYTES = 6 * 1024 * 1024;
const MAX_FIELD_BYTES = 10_000;
const MAX_FIELDS = 20;

export const isForm = (headers: Headers) =>
  /^multipart\/form-data\s*(;|$)/i.test(headers.get("content-type") ?? "");

/**
 * The fields of a form; files as `SentFile`. Call `dispose` when the request is done.
 *
 * @throws {AppError} `bad_request` when it is no form, breaks off, holds a file too many or one that
 *   is too large
 */
export async function readForm(
  { headers, body }: Body,
  limits: FormLimits,
): Promise<{ values: Record<string, unknown>; dispose: () => Promise<void> }> {
  const values: Record<string, unknown> = Object.create(null);
  const received: SentFile[] = [];
  const dispose = async () => {
    await Promise.all(received.map((file) => file.dispose()));
  };
  if (!body) throw notAForm();

  let parser: BusboyInstance;
  try {
    parser = new Busboy({
      headers: { "content-type": headers.get("content-type") ?? "" },
      limits: {
        files: limits.maxFiles + 1,
        fields: MAX_FIELDS,
        parts: MAX_FIELDS + limits.maxFiles + 1,
        fieldSize: MAX_FIELD_BYTES,
        fieldNameSize: 100,
        fileSize: limits.maxFileBytes + 1,
      },
    });
  } catch (cause) {
    throw notAForm(cause);
  }

  const source = Readable.fromWeb(body as NodeReadableStream<Uint8Array>);
  let refusal: AppError | undefined;
  const refuse = (error: AppError) => {
    refusal ??= error;
    source.destroy(error);
  };
  const arriving: Promise<void>[] = [];

  parser.on("field", (name, value, _nameCut, cut) => {
    if (cut) refuse(fieldError(name, "Too long."));
    else if (name in values) refuse(fieldError(name, "Given twice."));
    else values[name] = value;
  });
  parser.on("file", (name, stream, fileName, _encoding, claimedType) => {
    const kind = Object.hasOwn(limits.files, name) ? limits.files[name] : undefined;
    if (!kind) {
      stream.resume();
      refuse(fieldError(name, "Unknown field."));
      return;
    }
    if (arriving.length >= limits.maxFiles) {
      stream.resume();
      refuse(fieldError(name, `At most ${limits.maxFiles} files.`));
      return;
    }
    if (kind === "one" && name in values) {
      stream.resume();
      refuse(fieldError(name, "Given twice."));
      return;
    }
    // Keeps the order in which they were sent.
    const place = arriving.length;
    if (kind === "one") values[name] = undefined;
    else values[name] ??= [];
    const receiving = receive(stream, { name: fileName ?? "", claimedType: claimedType || null });
    arriving.push(
      receiving.then(
        (file) => {
          received.push(file);
          if (file.size > limits.maxFileBytes) {
            refuse(fieldError(name, `A file may have at most ${megabytes(limits.maxFileBytes)}.`));
          }
          if (kind === "one") values[name] = file;
          else (values[name] as SentFile[])[place] = file;
        },
        (cause) => refuse(incomplete(cause)),
      ),
    );
  });

  try {
    await pipeline(source, parser).catch((cause) => refuse(incomplete(cause)));
    await Promise.all(arriving);
    if (refusal) throw refusal;
  } catch (error) {
    await dispose();
    throw error;
  }
  return { values, dispose };
}

/** Takes one file; small ones into memory, others to disk. */
async function receive(
  stream: BusboyFileStream,
  said: { name: string; claimedType: string | null },
): Promise<SentFile> {
  const hash = createHash("sha256");
  let size = 0;
  let chunks: Buffer[] = [];
  let disk: { path: string; handle: FileHandle } | undefined;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      hash.update(chunk);
      if (disk) await disk.handle.writeFile(chunk);
      else chunks.push(chunk);
      if (!disk && size > IN_MEMORY_BYTES) {
        const path = join(tmpdir(), `travel-buddy-${randomUUID()}`);
        disk = { path, handle: await open(path, "wx", 0o600) };
        await disk.handle.writeFile(Buffer.concat(chunks));
        chunks = [];
      }
    }
  } catch (error) {
    await disk?.handle.close();
    if (disk) await rm(disk.path, { force: true });
    throw error;
  }
  await disk?.handle.close();
  const measured = { size, sha256: hash.digest("hex") };
  return new SentFile(disk ? { path: disk.path } : Buffer.concat(chunks), said, measured);
}

/** "4.5 MB", as people read it. */
export const megabytes = (bytes: number) =>
  `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;

function fieldError(name: string, message: string): AppError {
  const field = name.slice(0, 60);
  return new AppError("bad_request", `Check the ${field}.`, { fields: { [field]: [message] } });
}

const notAForm = (cause?: unknown) =>
  new AppError("bad_request", "The body is not a valid form.", { cause });

const incomplete = (cause: unknown) =>
  cause instanceof AppError
    ? cause
    : new AppError("bad_request", "The form ended before all of it arrived.", { cause });
