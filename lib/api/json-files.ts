/**
 * Reading a JSON body some of whose fields are files in base64. A film of 50 MB is 67 MB of text:
 * such a field is decoded while it arrives and goes the way of a form's file; the rest of the body
 * is small and parsed like any other.
 */
import { randomUUID } from "node:crypto";
import { type Body, MAX_BODY_BYTES, parseJson, readChunks, requireJson } from "@/lib/api/body";
import { AppError } from "@/lib/api/errors";
import { FileSink, type SentFile } from "@/lib/api/sent-file";

/**
 * The parsed body. Where one of `fields` is a text, or a list of texts, each is a `SentFile`, or null
 * when it is not base64. Call `dispose` when the request is done.
 *
 * @throws {AppError} as `readJson` does
 */
export async function readJsonFiles(
  body: Body,
  fields: readonly string[],
  maxBytes = MAX_BODY_BYTES,
): Promise<{ values: unknown; dispose: () => Promise<void> }> {
  requireJson(body.headers);
  const sieve = new FileSieve(new Set(fields));
  try {
    for await (const chunk of readChunks(body, maxBytes)) {
      await sieve.push(chunk);
      if (sieve.restBytes > MAX_BODY_BYTES) {
        throw new AppError("payload_too_large", "The body holds too much besides the files.");
      }
    }
    return { values: sieve.values(fields), dispose: () => sieve.dispose() };
  } catch (error) {
    await sieve.dispose();
    throw error;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const code = (letter: string) => letter.charCodeAt(0);
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = ["{", "}", "[", "]"].map(code);
const [COMMA, COLON] = [",", ":"].map(code);

/** A string that is no file; its letters where it is a key. */
type OpenString = { key: Buffer[] | null; escaped: boolean };

/** Takes files out of JSON as it comes; in their places stand marks nobody else knows. */
class FileSieve {
  readonly #fields: ReadonlySet<string>;
  readonly #mark = randomUUID();
  readonly #files: (SentFile | null)[] = [];
  readonly #rest: Buffer[] = [];
  restBytes = 0;

  /** The containers around the present position; no deeper than matters here. */
  #depth = 0;
  #inTopObject = false;
  #list = false;
  #expectsKey = false;
  #key = "";
  #string: OpenString | undefined;
  #file: Base64File | undefined;

  constructor(fields: ReadonlySet<string>) {
    this.#fields = fields;
  }

  async push(chunk: Buffer): Promise<void> {
    let kept = 0;
    let at = 0;
    while (at < chunk.length) {
      if (this.#file) {
        at = await this.#inFile(this.#file, chunk, at);
        kept = at;
        continue;
      }
      const byte = chunk[at] as number;
      at++;
      if (this.#string) {
        this.#inString(this.#string, byte);
      } else if (byte === QUOTE) {
        if (this.#startsFile()) {
          this.#keep(chunk.subarray(kept, at - 1));
          kept = at;
          this.#file = new Base64File();
        } else {
          const isKey = this.#inTopObject && this.#depth === 1 && this.#expectsKey;
          this.#string = { key: isKey ? [] : null, escaped: false };
        }
      } else this.#between(byte);
    }
    if (!this.#file) this.#keep(chunk.subarray(kept));
  }

  /** What stands in strings that are no files: only a key is of interest. */
  #inString(string: OpenString, byte: number): void {
    if (!string.escaped && byte === QUOTE) {
      if (string.key) this.#key = Buffer.concat(string.key).toString("utf8");
      this.#string = undefined;
      return;
    }
    // No field of ours is written with escapes or is this long.
    if (string.key && string.key.length < 100) string.key.push(Buffer.of(byte));
    string.escaped = !string.escaped && byte === BACKSLASH;
  }

  #between(byte: number): void {
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (this.#depth === 0) {
        this.#inTopObject = byte === OPEN_OBJECT;
        this.#expectsKey = this.#inTopObject;
      }
      if (this.#depth === 1) this.#list = byte === OPEN_LIST;
      this.#depth++;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      this.#depth--;
    } else if (this.#depth === 1) {
      if (byte === COLON) this.#expectsKey = false;
      else if (byte === COMMA) this.#expectsKey = this.#inTopObject;
    }
  }

  #startsFile(): boolean {
    if (!this.#inTopObject || this.#expectsKey || !this.#fields.has(this.#key)) return false;
    return this.#depth === 1 || (this.#depth === 2 && this.#list);
  }

  async #inFile(file: Base64File, chunk: Buffer, from: number): Promise<number> {
    const end = chunk.indexOf(QUOTE, from);
    const to = end < 0 ? chunk.length : end;
    await file.write(chunk.subarray(from, to));
    if (end < 0 || file.isEscaped) return end < 0 ? to : to + 1;
    this.#file = undefined;
    this.#files.push(await file.end());
    this.#keep(Buffer.from(`"${this.#mark}:${this.#files.length - 1}"`));
    return to + 1;
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#rest.push(bytes);
    this.restBytes += bytes.length;
  }

  /** The whole body, with the files in their places. */
  values(fields: readonly string[]): unknown {
    // A file that has not ended leaves a text behind that is no JSON either.
    const values = parseJson(Buffer.concat(this.#rest));
    if (typeof values !== "object" || values === null || Array.isArray(values)) return values;
    const named = values as Record<string, unknown>;
    for (const field of fields) {
      if (!Object.hasOwn(named, field)) continue;
      const value = named[field];
      named[field] = Array.isArray(value)
        ? value.map((item) => this.#fileOf(item))
        : this.#fileOf(value);
    }
    return named;
  }

  #fileOf(value: unknown): unknown {
    if (typeof value !== "string") return value;
    const [mark, index] = value.split(":");
    // A key that was written with escapes: nobody does.
    return mark === this.#mark ? (this.#files[Number(index)] ?? null) : null;
  }

  async dispose(): Promise<void> {
    await this.#file?.abort();
    await Promise.all(this.#files.map((file) => file?.dispose()));
  }
}

const HEAD = /^data:([^;,]{0,100})(?:;[^,]{0,200})?,/;
const MAX_HEAD = 310;

const NOT_BASE64 = -1;
const SPACE = -2;
const PADDING = -3;
/** What a byte stands for, in both alphabets of base64. */
const VALUES = new Int8Array(256).fill(NOT_BASE64);
for (const [index, letter] of [
  ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
].entries()) {
  VALUES[code(letter)] = index;
}
VALUES[code("-")] = 62;
VALUES[code("_")] = 63;
VALUES[code("=")] = PADDING;
for (const space of " \t\r\n") VALUES[code(space)] = SPACE;
/** After a backslash JSON may write a slash or the end of a line; nothing else is in base64. */
const ESCAPED = new Map([
  [code("/"), 63],
  ...["n", "r", "t"].map((letter) => [code(letter), SPACE] as const),
]);

/**
 * Base64, with or without the head of a data URL, decoded as it comes: byte by byte, since texts of
 * this length would fill the memory faster than it is swept.
 */
class Base64File {
  readonly #sink = new FileSink();
  /** The beginning, until it is known whether it is a head. */
  #head: Buffer | undefined = Buffer.alloc(0);
  #claimedType: string | null = null;
  /** Used again for each chunk: the sink is done with it, or has a copy. */
  #out = Buffer.alloc(0);
  #bits = 0;
  #letters = 0;
  #padding = 0;
  #escaped = false;
  #broken = false;

  /** Whether a quotation mark now would be part of an escape. */
  get isEscaped(): boolean {
    const escaped = this.#escaped;
    if (escaped) this.#broken = true;
    this.#escaped = false;
    return escaped;
  }

  async write(bytes: Buffer): Promise<void> {
    if (!this.#head) return this.#decode(bytes);
    this.#head = Buffer.concat([this.#head, bytes]);
    const start = this.#head.toString("latin1", 0, MAX_HEAD);
    const mayBeHead = "data:".startsWith(start.slice(0, 5));
    if (mayBeHead && !start.includes(",") && start.length < MAX_HEAD) return;
    await this.#readHead(this.#head);
  }

  async #readHead(beginning: Buffer): Promise<void> {
    this.#head = undefined;
    const text = beginning.toString("latin1", 0, MAX_HEAD);
    const [head = "", type = null] = HEAD.exec(text) ?? [];
    this.#claimedType = type?.replaceAll("\\/", "/") ?? null;
    await this.#decode(beginning.subarray(head.length));
  }

  async #decode(bytes: Buffer): Promise<void> {
    const most = Math.ceil((bytes.length * 3) / 4) + 3;
    if (this.#out.length < most) this.#out = Buffer.allocUnsafe(most);
    const out = this.#out;
    let length = 0;
    // In variables: a hundred million bytes pass here.
    let [bits, letters, padding, escaped] = [
      this.#bits,
      this.#letters,
      this.#padding,
      this.#escaped,
    ];
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      let value = VALUES[byte] as number;
      const wasEscaped = escaped;
      escaped = false;
      if (wasEscaped) value = ESCAPED.get(byte) ?? NOT_BASE64;
      if (value >= 0 && padding === 0) {
        bits = (bits << 6) | value;
        letters++;
        if (letters < 4) continue;
        out[length++] = bits >> 16;
        out[length++] = bits >> 8;
        out[length++] = bits;
        bits = 0;
        letters = 0;
      } else if (byte === BACKSLASH && !wasEscaped) escaped = true;
      else if (value === PADDING && padding < 2) padding++;
      else if (value !== SPACE) this.#broken = true;
    }
    [this.#bits, this.#letters, this.#padding, this.#escaped] = [bits, letters, padding, escaped];
    if (length > 0 && !this.#broken) await this.#sink.write(out.subarray(0, length));
  }

  /** Null: not base64. */
  async end(): Promise<SentFile | null> {
    if (this.#head) await this.#readHead(this.#head);
    if (this.#broken) {
      await this.abort();
      return null;
    }
    // Two letters more are a byte, three are two.
    const left = Buffer.alloc(4);
    left.writeUInt32BE((this.#bits << (6 * (4 - this.#letters))) >>> 0);
    const more = left.subarray(1, Math.max(1, this.#letters));
    if (more.length > 0) await this.#sink.write(more);
    return this.#sink.end({ name: "", claimedType: this.#claimedType });
  }

  abort(): Promise<void> {
    return this.#sink.abort();
  }
}
