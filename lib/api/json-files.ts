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
    await file.write(chunk.toString("latin1", from, to));
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

/** Base64, with or without the head of a data URL, decoded as it comes. */
class Base64File {
  readonly #sink = new FileSink();
  /** What has arrived and is not decoded: the head, or fewer letters than four. */
  #waiting = "";
  #headRead = false;
  #claimedType: string | null = null;
  #padded = false;
  #broken = false;
  /** Whether the last letter was a backslash. */
  #escaped = false;

  /** Whether a quotation mark now would be part of an escape. */
  get isEscaped(): boolean {
    const escaped = this.#escaped;
    if (escaped) this.#broken = true;
    this.#escaped = false;
    return escaped;
  }

  async write(text: string): Promise<void> {
    this.#waiting += this.#unescaped(text);
    if (!this.#headRead) {
      const isHead = "data:".startsWith(this.#waiting.slice(0, 5));
      if (isHead && !this.#waiting.includes(",") && this.#waiting.length < MAX_HEAD) return;
      this.#readHead();
    }
    await this.#decode(false);
  }

  #readHead(): void {
    const [head = "", claimedType = null] = HEAD.exec(this.#waiting) ?? [];
    this.#waiting = this.#waiting.slice(head.length);
    this.#claimedType = claimedType;
    this.#headRead = true;
  }

  /** JSON may write a slash or the end of a line with a backslash; nothing else is in base64. */
  #unescaped(text: string): string {
    if (!this.#escaped && !text.includes("\\")) return text;
    const whole = this.#escaped ? `\\${text}` : text;
    this.#escaped = /(?:^|[^\\])(?:\\\\)*\\$/.test(whole);
    return (this.#escaped ? whole.slice(0, -1) : whole).replace(
      /\\([\s\S])/g,
      (_, after: string) => {
        this.#broken ||= !/[/nrt]/.test(after);
        return after === "/" ? "/" : "";
      },
    );
  }

  async #decode(last: boolean): Promise<void> {
    const letters = this.#waiting.replace(/\s+/g, "");
    const whole = last ? letters.length : letters.length - (letters.length % 4);
    this.#waiting = letters.slice(whole);
    if (whole === 0 || this.#broken) return;
    const now = letters.slice(0, whole);
    this.#broken = this.#padded || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(now);
    this.#padded = now.endsWith("=");
    if (!this.#broken) await this.#sink.write(Buffer.from(now, "base64"));
  }

  /** Null: not base64. */
  async end(): Promise<SentFile | null> {
    if (!this.#headRead) this.#readHead();
    await this.#decode(true);
    if (this.#broken) {
      await this.abort();
      return null;
    }
    return this.#sink.end({ name: "", claimedType: this.#claimedType });
  }

  abort(): Promise<void> {
    return this.#sink.abort();
  }
}
