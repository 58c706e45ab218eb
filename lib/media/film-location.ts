/**
 * Where a film was taken, found and overwritten. Cameras and phones write it beside the film: the
 * boxes that hold it become empty boxes (`free`, in WebM `Void`) of the same size, so every other
 * byte and every offset stays as it is and nothing is encoded anew. A film without a place comes out
 * byte for byte as it went in.
 */
import "server-only";
import { readElement } from "@/lib/media/ebml";
import type { StoredVideoType } from "@/lib/media/inspect-video";
import { RefusedFile } from "@/lib/media/refusal";

/** Bytes to write over a film's own, from a position on; a number: so many zeros. */
export type Patch = { at: number; bytes: Buffer | number };

const lengthOf = ({ bytes }: Patch) => (typeof bytes === "number" ? bytes : bytes.length);

/** An index of this size describes hours; a larger one is no film and is not held in memory. */
const MAX_INDEX_BYTES = 16 * 1024 * 1024;
const MAX_PATCHES = 100_000;

/**
 * What has to be overwritten so that the film no longer says where it was taken; in order, none
 * over another. Empty for most films. A film that is not built as it should be is not judged here.
 *
 * @throws {RefusedFile} when its index is too large to look into
 */
export async function findLocation(
  content: AsyncIterable<Uint8Array>,
  type: StoredVideoType,
): Promise<Patch[]> {
  const source = new Source(content);
  try {
    const found = type === "video/webm" ? await inWebm(source) : await inBoxes(source);
    return inOrder(found);
  } finally {
    await source.close();
  }
}

/** The film with the patches in it. */
export async function* overwrite(
  content: AsyncIterable<Uint8Array>,
  patches: readonly Patch[],
): AsyncGenerator<Uint8Array> {
  let position = 0;
  let next = 0;
  for await (const chunk of content) {
    const end = position + chunk.length;
    let changed: Buffer | undefined;
    for (let index = next; index < patches.length; index++) {
      const patch = patches[index] as Patch;
      if (patch.at >= end) break;
      const from = Math.max(patch.at, position);
      const to = Math.min(patch.at + lengthOf(patch), end);
      changed ??= Buffer.from(chunk);
      if (typeof patch.bytes === "number") changed.fill(0, from - position, to - position);
      else patch.bytes.copy(changed, from - position, from - patch.at, to - patch.at);
      if (patch.at + lengthOf(patch) <= end) next = index + 1;
    }
    yield changed ?? chunk;
    position = end;
  }
}

function inOrder(patches: Patch[]): Patch[] {
  if (patches.length > MAX_PATCHES) throw tooLarge();
  const ordered: Patch[] = [];
  let end = 0;
  for (const patch of patches.sort((one, other) => one.at - other.at)) {
    const over = Math.max(0, end - patch.at);
    const left = lengthOf(patch) - over;
    if (left <= 0) continue;
    const { bytes } = patch;
    ordered.push({
      at: patch.at + over,
      bytes: typeof bytes === "number" ? left : bytes.subarray(over),
    });
    end = patch.at + over + left;
  }
  return ordered;
}

const tooLarge = () => new RefusedFile("The index of this film is too large.");

/** A stream that is read piece by piece, and skipped where nothing is of interest. */
class Source {
  position = 0;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = Buffer.alloc(0);

  constructor(content: AsyncIterable<Uint8Array>) {
    this.#chunks = content[Symbol.asyncIterator]();
  }

  async #fill(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#chunks.next();
      if (done) return false;
      this.#rest = value;
    }
    return true;
  }

  #use(count: number): Uint8Array {
    const used = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(used.length);
    this.position += used.length;
    return used;
  }

  /** So many bytes, or as many as are left. */
  async take(count: number): Promise<Buffer> {
    const taken: Uint8Array[] = [];
    let missing = count;
    while (missing > 0 && (await this.#fill())) {
      const used = this.#use(missing);
      taken.push(used);
      missing -= used.length;
    }
    return Buffer.concat(taken);
  }

  async skip(count: number): Promise<void> {
    let missing = count;
    while (missing > 0 && (await this.#fill())) missing -= this.#use(missing).length;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}

// MP4 and QuickTime -------------------------------------------------------------------------------

type Box = { kind: string; at: number; header: number; body: Buffer };

/** The boxes inside a box; what is left at the end is padding. */
function boxesOf(bytes: Buffer, at: number): Box[] {
  const boxes: Box[] = [];
  let start = 0;
  while (start + 8 <= bytes.length) {
    let size = bytes.readUInt32BE(start);
    let header = 8;
    if (size === 0) size = bytes.length - start;
    if (size === 1 && start + 16 <= bytes.length) {
      size = Number(bytes.readBigUInt64BE(start + 8));
      header = 16;
    }
    if (size < header || start + size > bytes.length) break;
    boxes.push({
      kind: bytes.toString("latin1", start + 4, start + 8),
      at: at + start,
      header,
      body: bytes.subarray(start + header, start + size),
    });
    start += size;
  }
  return boxes;
}

const inside = ({ at, header, body }: Box, skip = 0) =>
  boxesOf(body.subarray(skip), at + header + skip);

/** The box stays where it is, and holds nothing. */
const emptied = ({ at, header, body }: Box): Patch[] => [
  { at: at + 4, bytes: Buffer.from("free") },
  { at: at + header, bytes: body.length },
];

async function inBoxes(source: Source): Promise<Patch[]> {
  const patches: Patch[] = [];
  for (;;) {
    const at = source.position;
    let head = await source.take(8);
    if (head.length < 8) return patches;
    const kind = head.toString("latin1", 4, 8);
    let size = head.readUInt32BE(0);
    if (size === 1) {
      head = Buffer.concat([head, await source.take(8)]);
      if (head.length < 16) return patches;
      size = Number(head.readBigUInt64BE(8));
    }
    const toEnd = size === 0;
    if (!toEnd && size < head.length) return patches;
    const length = toEnd ? MAX_INDEX_BYTES + 1 : size - head.length;
    if (!["moov", "udta", "meta", "uuid"].includes(kind)) {
      if (toEnd) return patches;
      await source.skip(length);
      continue;
    }
    if (length > MAX_INDEX_BYTES && !toEnd) throw tooLarge();
    const body = await source.take(length);
    if (body.length > MAX_INDEX_BYTES) throw tooLarge();
    patches.push(...inBox({ kind, at, header: head.length, body }));
  }
}

/** In `moov` and in the tracks, user data and metadata it holds. */
function inBox(box: Box): Patch[] {
  switch (box.kind) {
    case "moov":
      return inside(box).flatMap(inBox);
    case "trak":
      return inTrack(box);
    case "udta":
      return inside(box).flatMap(inUserData);
    case "meta":
      return inMetadata(box);
    case "uuid":
      return saysWhere(box.body) ? emptied(box) : [];
    // Where dashboard cameras list theirs.
    case "gps ":
      return emptied(box);
    default:
      return [];
  }
}

/** How XMP and the cameras' own formats name a place. */
const PLACE =
  /GPS|ISO6709|[Ll]atitude|photoshop:(?:City|State|Country)|Iptc4xmp(?:Core|Ext):Location/;
/** And EXIF, by a number, in either byte order. */
const EXIF_PLACE = ["\x88\x25", "\x25\x88"];

function saysWhere(bytes: Buffer): boolean {
  const exif = bytes.indexOf("Exif\0\0", 0, "latin1");
  if (exif >= 0 && EXIF_PLACE.some((mark) => bytes.includes(mark, exif, "latin1"))) return true;
  return PLACE.test(bytes.toString("latin1"));
}

/** Texts for people: their titles may well speak of a GPS. */
const TEXTS = new Set([
  ...["titl", "dscp", "cprt", "perf", "auth", "gnre", "albm", "yrrc", "name", "kywd", "clsf"],
]);

function inUserData(box: Box): Patch[] {
  if (box.kind === "meta") return inMetadata(box);
  if (["\xa9xyz", "loci", "gps "].includes(box.kind)) return emptied(box);
  if (box.kind.startsWith("\xa9") || TEXTS.has(box.kind)) return [];
  return saysWhere(box.body) ? emptied(box) : [];
}

const PLACE_KEY = /location|gps|iso6709|latitude|longitude|altitude/i;

/** Metadata by keys (QuickTime), by four letters (iTunes), or as XML. */
function inMetadata(box: Box): Patch[] {
  // In MP4 a version stands first, in QuickTime it does not.
  const parts = inside(box, box.body.toString("latin1", 4, 8) === "hdlr" ? 0 : 4);
  const keys = parts.find(({ kind }) => kind === "keys");
  const names = keys ? keyNames(keys.body) : [];
  return parts.flatMap((part) => {
    if (part.kind === "ilst") return inside(part).flatMap((item) => inItem(item, names));
    if (part.kind === "xml " || part.kind === "uuid")
      return saysWhere(part.body) ? emptied(part) : [];
    return [];
  });
}

function inItem(item: Box, names: readonly string[]): Patch[] {
  const index = Buffer.from(item.kind, "latin1").readUInt32BE(0);
  const [value] = inside(item).filter(({ kind }) => kind === "data");
  // A name of its own stands before the value.
  const own =
    item.kind === "----" ? item.body.toString("latin1", 0, value ? value.at - item.at : 0) : "";
  const isPlace =
    item.kind === "\xa9xyz" || PLACE_KEY.test(names[index - 1] ?? "") || PLACE_KEY.test(own);
  return isPlace ? emptied(item) : [];
}

function keyNames(body: Buffer): string[] {
  const names: string[] = [];
  let at = 8;
  while (at + 8 <= body.length) {
    const size = body.readUInt32BE(at);
    if (size < 8 || at + size > body.length) break;
    names.push(body.toString("latin1", at + 8, at + size));
    at += size;
  }
  return names;
}

/** Sample formats that record the place all along: GoPro, Street View cameras, DJI, Sony. */
const PLACE_FORMATS = new Set(["gpmd", "camm", "djmd", "dbgi", "rtmd"]);

function inTrack(track: Box): Patch[] {
  const find = (from: Box | undefined, kind: string) =>
    from && inside(from).find((box) => box.kind === kind);
  const table = find(find(find(track, "mdia"), "minf"), "stbl");
  const formats = find(table, "stsd");
  const isPlace =
    formats !== undefined &&
    inside(formats, 8).some(
      ({ kind, body }) =>
        PLACE_FORMATS.has(kind) || (kind === "mebx" && PLACE_KEY.test(body.toString("latin1"))),
    );
  if (isPlace && table) return [...emptied(track), ...samplesOf(table)];
  return inside(track)
    .filter(({ kind }) => kind !== "trak")
    .flatMap(inBox);
}

/** Where a track's samples lie, chunk by chunk; what they hold becomes zeros. */
function samplesOf(table: Box): Patch[] {
  const boxes = new Map(inside(table).map((box) => [box.kind, box.body]));
  const [sizes, groups] = [boxes.get("stsz"), boxes.get("stsc")];
  const wide = boxes.get("co64");
  const offsets = wide ?? boxes.get("stco");
  if (!sizes || !groups || !offsets || sizes.length < 12) return [];
  const each = sizes.readUInt32BE(4);
  const step = wide ? 8 : 4;
  const patches: Patch[] = [];
  let group = 8;
  let sample = 0;
  for (let chunk = 1, at = 8; at + step <= offsets.length; chunk++, at += step) {
    if (patches.length > MAX_PATCHES) throw tooLarge();
    while (group + 16 <= groups.length && groups.readUInt32BE(group + 12) <= chunk) group += 12;
    const count = group + 8 <= groups.length ? groups.readUInt32BE(group + 4) : 0;
    let length = each * count;
    if (each === 0) {
      for (let index = sample; index < sample + count; index++) {
        if (12 + index * 4 + 4 > sizes.length) break;
        length += sizes.readUInt32BE(12 + index * 4);
      }
    }
    sample += count;
    const start = wide ? Number(offsets.readBigUInt64BE(at)) : offsets.readUInt32BE(at);
    if (length > 0 && Number.isSafeInteger(start + length))
      patches.push({ at: start, bytes: length });
  }
  return patches;
}

// WebM --------------------------------------------------------------------------------------------

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TAGS = 0x1254c367;
const TAG = 0x7373;
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const CHECKSUM = 0xbf;

async function inWebm(source: Source): Promise<Patch[]> {
  const patches: Patch[] = [];
  for (;;) {
    const at = source.position;
    const head = await takeElement(source);
    if (!head) return patches;
    const { id, size, header } = head;
    // Live recordings do not know how long these are; what is in them comes next.
    if (id === SEGMENT || (id === CLUSTER && size === Number.POSITIVE_INFINITY)) continue;
    if (size === Number.POSITIVE_INFINITY) return patches;
    if (id !== TAGS) {
      await source.skip(size);
      continue;
    }
    if (size > MAX_INDEX_BYTES) throw tooLarge();
    patches.push(...inTags(await source.take(size), at + header));
  }
}

type Element = { id: number; size: number; header: number };

async function takeElement(source: Source): Promise<Element | null> {
  let head = Buffer.alloc(0);
  while (head.length < 12) {
    const more = await source.take(1);
    if (more.length === 0) return null;
    head = Buffer.concat([head, more]);
    const element = readElement(head, 0);
    if (element !== null) return element ?? null;
  }
  return null;
}

function elementsOf(bytes: Buffer): (Element & { at: number; body: Buffer })[] {
  const elements: (Element & { at: number; body: Buffer })[] = [];
  let at = 0;
  while (at < bytes.length) {
    const element = readElement(bytes, at);
    const end = element ? at + element.header + element.size : Number.POSITIVE_INFINITY;
    if (!element || end > bytes.length) break;
    elements.push({ ...element, at, body: bytes.subarray(at + element.header, end) });
    at = end;
  }
  return elements;
}

function inTags(tags: Buffer, base: number): Patch[] {
  const patches: Patch[] = [];
  for (const tag of elementsOf(tags)) {
    if (tag.id !== TAG) continue;
    const start = base + tag.at + tag.header;
    for (const simple of elementsOf(tag.body)) {
      if (simple.id !== SIMPLE_TAG) continue;
      const name = elementsOf(simple.body).find(({ id }) => id === TAG_NAME);
      if (!name || !PLACE_KEY.test(name.body.toString("latin1"))) continue;
      patches.push(voided(start + simple.at, simple.header + simple.size));
    }
  }
  // A checksum over all of them would be wrong now.
  const [first] = elementsOf(tags);
  if (patches.length > 0 && first?.id === CHECKSUM) {
    patches.push(voided(base, first.header + first.size));
  }
  return patches;
}

/** An empty element of this length, header and all. */
function voided(at: number, length: number): Patch {
  const bytes = Buffer.alloc(length);
  bytes[0] = 0xec;
  if (length < 9) bytes[1] = 0x80 | (length - 2);
  else {
    bytes[1] = 0x01;
    bytes.writeUIntBE(length - 9, 3, 6);
  }
  return { at, bytes };
}
