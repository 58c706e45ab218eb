/** The numbers WebM is built of: how long each is shows in the zeros it starts with. */

type Numbered = { length: number; value: number };

/** Longer than any number is: not one. */
const NONE = 9;
const lengthAt = (first: number | undefined) => (first ? Math.clz32(first) - 23 : NONE);

/** The name of an element. Null: more bytes are needed; undefined: this is none. */
function idAt(bytes: Buffer, at: number): Numbered | null | undefined {
  if (bytes.length <= at) return null;
  const length = lengthAt(bytes[at]);
  if (length > 4) return undefined;
  return bytes.length < at + length ? null : { length, value: bytes.readUIntBE(at, length) };
}

/** How much an element holds; infinite where the recording did not know. */
function sizeAt(bytes: Buffer, at: number): Numbered | null | undefined {
  if (bytes.length <= at) return null;
  const length = lengthAt(bytes[at]);
  if (length > 8) return undefined;
  if (bytes.length < at + length) return null;
  let value = (bytes[at] ?? 0) & (0xff >> length);
  let ones = value === 0xff >> length;
  for (const byte of bytes.subarray(at + 1, at + length)) {
    value = value * 256 + byte;
    ones &&= byte === 0xff;
  }
  return { length, value: ones ? Number.POSITIVE_INFINITY : value };
}

/**
 * The element that begins at a position: its name, the size of what it holds, and how long the two
 * of them are. Null: more bytes are needed; undefined: nothing begins here.
 */
export function readElement(
  bytes: Buffer,
  at: number,
): { id: number; size: number; header: number } | null | undefined {
  const id = idAt(bytes, at);
  if (!id) return id;
  const size = sizeAt(bytes, at + id.length);
  if (!size) return size;
  return { id: id.value, size: size.value, header: id.length + size.length };
}
