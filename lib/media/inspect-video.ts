import "server-only";
import { fileTypeFromBuffer } from "file-type";
import { readElement } from "@/lib/media/ebml";
import { RefusedFile } from "@/lib/media/refusal";

/** What a film may be, with the ending its file gets. */
export const storedVideoTypes = {
  "video/mp4": "mp4",
  "video/quicktime": "mov",
  "video/webm": "webm",
} as const;
export type StoredVideoType = keyof typeof storedVideoTypes;

/** As much of a file's beginning as its type needs. */
export const HEAD_BYTES = 64 * 1024;

/** The type of a film by its first bytes; null when it is none we take. */
export async function videoType(head: Uint8Array): Promise<StoredVideoType | null> {
  const type = (await fileTypeFromBuffer(head))?.mime ?? "";
  if (type === "video/x-m4v") return "video/mp4";
  return Object.hasOwn(storedVideoTypes, type) ? (type as StoredVideoType) : null;
}

/**
 * Passes a film on as it comes and throws at its end when it is not built as its type is built: cut
 * off, without content, or with something else behind it.
 *
 * @throws {RefusedFile}
 */
export async function* checkedVideo(
  content: AsyncIterable<Uint8Array>,
  type: StoredVideoType,
): AsyncGenerator<Uint8Array> {
  const walker = type === "video/webm" ? new WebmWalker() : new BoxWalker();
  // The last bytes are held back: once they are passed on, the receiver has a whole file.
  let last: Uint8Array | undefined;
  for await (const chunk of content) {
    walker.push(chunk);
    if (last) yield last;
    last = chunk;
  }
  walker.end();
  if (last) yield last;
}

const damaged = () => new RefusedFile("This film is damaged or not complete.");

/** Walks a sequence of headers with bodies to skip, whatever way the bytes are cut into chunks. */
abstract class Walker {
  #header: Buffer = Buffer.alloc(0);
  #skip = 0;
  #rest = false;

  /** Reads a header: how long it is and how much follows it. Null: more bytes are needed. */
  protected abstract read(header: Buffer): { header: number; body: number } | null;
  protected abstract finish(incomplete: boolean): void;

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && !this.#rest) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, chunk.length - at);
        this.#skip -= step;
        at += step;
        continue;
      }
      const known = this.#header.length;
      const header = Buffer.concat([this.#header, chunk.subarray(at, at + 32 - known)]);
      const found = this.read(header);
      if (!found) {
        if (header.length >= 32) throw damaged();
        this.#header = header;
        return;
      }
      // What of the header came with this chunk.
      at += found.header - known;
      this.#header = Buffer.alloc(0);
      if (found.body === Number.POSITIVE_INFINITY) this.#rest = true;
      else this.#skip = found.body;
    }
  }

  end(): void {
    // Some recorders close a file with a few zeros.
    const padding = this.#header.every((byte) => byte === 0);
    this.finish(this.#skip > 0 || !padding);
  }
}

/** MP4 and QuickTime: boxes of size, four letters and body, up to the very end. */
class BoxWalker extends Walker {
  readonly #seen = new Set<string>();

  protected read(header: Buffer) {
    if (header.length < 8) return null;
    const size = header.readUInt32BE(0);
    const kind = header.toString("latin1", 4, 8);
    if (!/^[\x20-\x7e\xa9]{4}$/.test(kind)) throw damaged();
    if (this.#seen.size === 0 && !["ftyp", "moov", "mdat", "wide", "free", "skip"].includes(kind)) {
      throw damaged();
    }
    this.#seen.add(kind);
    if (size === 0) return { header: 8, body: Number.POSITIVE_INFINITY };
    if (size === 1) {
      if (header.length < 16) return null;
      const large = Number(header.readBigUInt64BE(8));
      if (large < 16 || !Number.isSafeInteger(large)) throw damaged();
      return { header: 16, body: large - 16 };
    }
    if (size < 8) throw damaged();
    return { header: 8, body: size - 8 };
  }

  protected finish(incomplete: boolean) {
    if (incomplete || !this.#seen.has("moov") || !this.#seen.has("mdat")) throw damaged();
  }
}

/** WebM: an EBML head, then one segment; a live recording does not know its length. */
class WebmWalker extends Walker {
  #segment = false;

  protected read(header: Buffer) {
    const element = readElement(header, 0);
    if (element === undefined) throw damaged();
    if (!element) return null;
    const isHead = element.id === 0x1a45dfa3;
    const isSegment = element.id === 0x18538067;
    // Padding (Void) may stand between and behind.
    if (!isHead && !isSegment && element.id !== 0xec) throw damaged();
    this.#segment ||= isSegment;
    return { header: element.header, body: element.size };
  }

  protected finish(incomplete: boolean) {
    if (incomplete || !this.#segment) throw damaged();
  }
}
