import { errors, invalidHeaderValue, invalidKey, invalidMimeType } from "./errors.ts";

// What S3 calls safe, and what it lists as needing care: the same set as upstream.
const SAFE_KEY = /^[\w/!\-.*'() &$@=;:+,?]+$/;
const SAFE_BUCKET = /^[\w!\-.*'() &$@=;:+,?]{1,63}$/;
const MAX_KEY_BYTES = 1024;

/**
 * Throws unless this may name an object. Upstream leaves `.` and `..` to the URL parser; here they
 * are refused, so that a name never means another file to whoever resolves it as a path.
 */
export function requireKey(key: string): void {
  const relative = key.split("/").some((segment) => segment === "." || segment === "..");
  if (!SAFE_KEY.test(key) || relative || key.length > MAX_KEY_BYTES) throw invalidKey(key);
}

/** Throws unless this may name a bucket. */
export function requireBucketName(name: string): void {
  if (!SAFE_BUCKET.test(name) || name.trim() !== name) throw errors.invalidBucketName();
}

const UNITS: Record<string, number> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** Bytes in a bucket's `file_size_limit`: a number or a string such as "1MB", which is decimal. */
export function parseSizeLimit(limit: number | string, globalLimit: number): number {
  let bytes = limit;
  if (typeof bytes === "string") {
    const match = /^(\d+(?:\.\d+)?)(b|kb|mb|gb)$/i.exec(bytes);
    if (!match) throw errors.invalidSizeLimit();
    bytes = Math.round(Number(match[1]) * (UNITS[(match[2] ?? "").toLowerCase()] ?? 1));
  }
  if (!Number.isInteger(bytes) || bytes < 0) throw errors.invalidSizeLimit();
  if (bytes > globalLimit) throw errors.tooLarge();
  return bytes;
}

const ALLOWABLE_TYPE = /^(?:[\w.+-]+\/[\w.+-]+(?:;\s*charset=[\w-]+)?|[\w.+-]+\/\*|\*|\*\/\*)$/;

/** Throws unless every entry may stand in a bucket's `allowed_mime_types`. */
export function requireMimeTypes(types: string[]): void {
  for (const type of types) {
    if (type.length > 1000 || !ALLOWABLE_TYPE.test(type)) throw invalidMimeType(type);
  }
}

/**
 * Throws unless the bucket takes this type. Parameters count: `text/plain` does not admit
 * `text/plain;charset=UTF-8`, while `text/*` does (upstream).
 */
export function requireAllowedType(type: string, allowed: string[] | null): void {
  if (!allowed || allowed.length === 0) return;
  const [kind, subtype] = type.split("/");
  if (!kind || !subtype) throw invalidMimeType(type);
  const admitted = allowed.some((entry) => {
    const [allowedKind, allowedSubtype] = entry.split("/");
    return (
      allowedKind === "*" ||
      (allowedKind === kind && (allowedSubtype === "*" || allowedSubtype === subtype))
    );
  });
  if (!admitted) throw invalidMimeType(type);
}

/** Throws unless every value can go back out as a header; a form may hold line breaks. */
export function requireHeaderValues(values: (string | undefined)[]): void {
  const unsafe = values.find((value) => value && /[^\t\x20-\x7e\x80-\xff]/.test(value));
  if (unsafe) throw invalidHeaderValue(unsafe);
}

/** Dashboards keep an empty folder alive with this file: always empty, of any type. */
export const isFolderPlaceholder = (key: string) => key.endsWith(".emptyFolderPlaceholder");
