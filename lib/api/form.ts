/**
 * Reading `multipart/form-data`. Nothing large is held in memory: a file beyond a few megabytes
 * waits on disk until the operation is done with it.
 */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { type Body, dropRest } from "@/lib/api/body";
import { AppError } from "@/lib/api/errors";
import { FileSink, type SaidOfFile, type SentFile } from "@/lib/api/sent-file";

/** What a form may hold. */
export type FormLimits = {
  /** Fields that are files; `many` makes the value a list. */
  files: Readonly<Record<string, "one" | "many">>;
  maxFiles: number;
  maxFileBytes: number;
};

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

  const reader = body.getReader();
  const source = Readable.from(chunksOf(reader));
  const open = new Set<BusboyFileStream>();
  let refusal: AppError | undefined;
  const refuse = (error: AppError) => {
    if (refusal) return;
    refusal = error;
    source.destroy(error);
    for (const stream of open) stream.destroy(error);
  };
  const tooLarge = (name: string) =>
    fieldError(name, `A file may have at most ${megabytes(limits.maxFileBytes)}.`);
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
    open.add(stream);
    // At once: the rest of it need not arrive.
    stream.on("limit", () => refuse(tooLarge(name)));
    const receiving = receive(stream, { name: fileName ?? "", claimedType: claimedType || null });
    arriving.push(
      receiving.then(
        (file) => {
          received.push(file);
          if (file.size > limits.maxFileBytes) refuse(tooLarge(name));
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
    void dropRest(reader);
    await dispose();
    throw error;
  }
  return { values, dispose };
}

/** Not the stream's own iterator, which would cancel the body when it is left. */
async function* chunksOf(reader: ReadableStreamDefaultReader<Uint8Array>) {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function receive(stream: BusboyFileStream, said: SaidOfFile): Promise<SentFile> {
  const sink = new FileSink();
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) await sink.write(chunk);
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return sink.end(said);
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
