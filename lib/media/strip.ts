/**
 * Takes everything out of a picture that is not the picture, without touching a pixel: EXIF and XMP
 * (where it was taken, with which camera), comments, previews, and whatever stands behind its end.
 */

export type Stripped = {
  bytes: Buffer;
  /** What was taken out, for whoever wants to look into it. */
  removed: Buffer[];
};

/** Null: not built as this type of picture is built, or a type that is not taken apart here. */
export function strip(bytes: Buffer, type: string): Stripped | null {
  switch (type) {
    case "image/jpeg":
      return stripJpeg(bytes);
    case "image/png":
      return stripPng(bytes);
    case "image/webp":
      return stripWebp(bytes);
    default:
      return null;
  }
}

/** Collects what stays and what goes; unchanged bytes are not copied. */
class Sieve {
  readonly #bytes: Buffer;
  readonly #kept: Buffer[] = [];
  readonly removed: Buffer[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  keep(from: number, to: number) {
    this.#kept.push(this.#bytes.subarray(from, to));
  }

  drop(from: number, to: number) {
    if (to > from) this.removed.push(this.#bytes.subarray(from, to));
  }

  result(): Stripped {
    const unchanged = this.removed.length === 0;
    return { bytes: unchanged ? this.#bytes : Buffer.concat(this.#kept), removed: this.removed };
  }
}

const startsWith = (bytes: Buffer, at: number, text: string) =>
  bytes.subarray(at, at + text.length).toString("latin1") === text;

/** JFIF, the colour profile and Adobe's colour mark are needed to show it; no other APPn is. */
function keepsJpegSegment(marker: number, bytes: Buffer, at: number): boolean {
  if (marker === 0xe0) return startsWith(bytes, at, "JFIF\0");
  if (marker === 0xe2) return startsWith(bytes, at, "ICC_PROFILE\0");
  if (marker === 0xee) return startsWith(bytes, at, "Adobe");
  return !(marker >= 0xe0 && marker <= 0xef) && marker !== 0xfe;
}

function stripJpeg(bytes: Buffer): Stripped | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const sieve = new Sieve(bytes);
  sieve.keep(0, 2);
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    let code = at + 1;
    while (bytes[code] === 0xff) code++;
    const marker = bytes[code] ?? 0;
    if (marker === 0xd9) {
      sieve.keep(at, code + 1);
      sieve.drop(code + 1, bytes.length);
      return sieve.result();
    }
    if (code + 2 >= bytes.length) return null;
    let end = code + 1 + bytes.readUInt16BE(code + 1);
    if (end > bytes.length || end < code + 3) return null;
    if (marker === 0xda) {
      // Compressed data: up to the next marker that is neither a stuffed byte nor a restart.
      end = bytes.indexOf(0xff, end);
      while (end >= 0) {
        const next = bytes[end + 1];
        if (next === undefined) return null;
        if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) break;
        end = bytes.indexOf(0xff, end + (next === 0xff ? 1 : 2));
      }
      if (end < 0) return null;
      sieve.keep(at, end);
    } else if (keepsJpegSegment(marker, bytes, code + 3)) sieve.keep(at, end);
    else sieve.drop(at, end);
    at = end;
  }
  return null;
}

const PNG_KEPT = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT"],
  ...["bKGD", "pHYs", "acTL", "fcTL", "fdAT"],
]);

function stripPng(bytes: Buffer): Stripped | null {
  if (!startsWith(bytes, 0, "\x89PNG\r\n\x1a\n")) return null;
  const sieve = new Sieve(bytes);
  sieve.keep(0, 8);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const kind = bytes.toString("latin1", at + 4, at + 8);
    if (PNG_KEPT.has(kind)) sieve.keep(at, end);
    else sieve.drop(at, end);
    at = end;
    if (kind === "IEND") {
      sieve.drop(at, bytes.length);
      return sieve.result();
    }
  }
  return null;
}

const WEBP_KEPT = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);
const WEBP_METADATA_FLAGS = 0b1100;

function stripWebp(bytes: Buffer): Stripped | null {
  if (!startsWith(bytes, 0, "RIFF") || !startsWith(bytes, 8, "WEBP")) return null;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return null;
  const sieve = new Sieve(bytes);
  sieve.keep(0, 12);
  let at = 12;
  let header: number | undefined;
  let kept = 12;
  while (at + 8 <= end) {
    const size = bytes.readUInt32LE(at + 4);
    const next = at + 8 + size + (size % 2);
    if (next > end) return null;
    const kind = bytes.toString("latin1", at, at + 4);
    if (WEBP_KEPT.has(kind)) {
      if (kind === "VP8X") header = kept + 8;
      sieve.keep(at, next);
      kept += next - at;
    } else sieve.drop(at, next);
    at = next;
  }
  sieve.drop(at, bytes.length);
  const result = sieve.result();
  if (result.removed.length) {
    result.bytes.writeUInt32LE(result.bytes.length - 8, 4);
    if (header !== undefined) {
      result.bytes[header] = (result.bytes[header] ?? 0) & ~WEBP_METADATA_FLAGS;
    }
  }
  return result;
}
