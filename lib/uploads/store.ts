/** From a file somebody sent to a stored one with its record. Either both are there or neither. */
import "server-only";
import { Readable } from "node:stream";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { megabytes } from "@/lib/api/form";
import type { Identity } from "@/lib/api/identity";
import { describeError, log } from "@/lib/api/log";
import type { SentFile } from "@/lib/api/sent-file";
import { findLocation, overwrite } from "@/lib/media/film-location";
import {
  checkedVideo,
  HEAD_BYTES,
  type StoredVideoType,
  storedVideoTypes,
  videoType,
} from "@/lib/media/inspect-video";
import { LINK_SECONDS } from "@/lib/media/links";
import { prepareImage, storedImageTypes } from "@/lib/media/prepare-image";
import { RefusedFile } from "@/lib/media/refusal";
import type { Database, Db } from "@/lib/supabase/types";
import { suggestSlug } from "@/lib/text/slug";
import { type Place, putFile, removeFiles, signedLink } from "@/lib/uploads/files";
import { type BucketName, buckets, uploadLimits } from "@/lib/uploads/limits";

export type Uploader = Pick<Identity, "userId" | "token">;
type MediaRow = Database["public"]["Tables"]["media_assets"]["Insert"];

/** A stored file before it has its record. */
export type Stored = {
  place: Place;
  record: Pick<
    MediaRow,
    | "bucket"
    | "storage_path"
    | "url"
    | "usage"
    | "mime_type"
    | "size_bytes"
    | "width"
    | "height"
    | "blur_data_url"
  > & { bucket: string; storage_path: string; url: string };
};

export type Recorded = { mediaId: string; signedUrl: string; filePath: string };

/**
 * A new name: the uploader's folder, a word about the thing, and letters nobody can guess or meet by
 * chance. Nothing of it is the client's to choose but the word.
 */
export function newPath(userId: string, title: string, ending: string): string {
  const folder = suggestSlug(title, 60) || "untitled";
  return `${userId}/${folder}/${crypto.randomUUID().replaceAll("-", "")}.${ending}`;
}

/** Stores a picture, cleaned. @throws {RefusedFile | AppError} */
export async function storeImage(
  user: Uploader,
  { bucket, title }: { bucket: BucketName; title: string },
  bytes: Buffer,
): Promise<Stored> {
  const limit = uploadLimits().imageBytes;
  if (bytes.length > limit) throw tooLarge("Pictures", limit);
  const { bytes: clean, mimeType, width, height, blurDataUrl } = await prepareImage(bytes);
  const place = { bucket, path: newPath(user.userId, title, storedImageTypes[mimeType]) };
  return put(user, place, clean, {
    usage: buckets[bucket].usage,
    mime_type: mimeType,
    size_bytes: clean.length,
    width,
    height,
    blur_data_url: blurDataUrl,
  });
}

/**
 * Stores a film, byte for byte but for where it was taken, from a source that can be read more than
 * once.
 *
 * @throws {RefusedFile | AppError}
 */
export async function storeVideo(
  user: Uploader,
  { bucket, title }: { bucket: BucketName; title: string },
  {
    size,
    type,
    read,
  }: { size: number; type: StoredVideoType; read: () => AsyncIterable<Uint8Array> },
): Promise<Stored> {
  const limit = uploadLimits().videoBytes;
  if (size > limit) throw tooLarge("Films", limit);
  if (!buckets[bucket].films) {
    throw new AppError("bad_request", "Check the bucket.", {
      fields: { bucket: ["This bucket takes pictures only."] },
    });
  }
  const place = { bucket, path: newPath(user.userId, title, storedVideoTypes[type]) };
  const patches = await findLocation(read(), type);
  let refusal: unknown;
  const content = Readable.from(checkedVideo(overwrite(read(), patches), type)).on(
    "error",
    (error) => {
      refusal = error;
    },
  );
  const usage = buckets[bucket].usage;
  return put(user, place, content, { usage, mime_type: type, size_bytes: size }).catch((error) => {
    // The storage saw a broken connection; we know why it broke.
    throw refusal ?? error;
  });
}

async function put(
  user: Uploader,
  place: Place,
  content: Buffer | Readable,
  record: Omit<Stored["record"], "bucket" | "storage_path" | "url">,
): Promise<Stored> {
  const isNew = await putFile(user.token, place, content, {
    size: record.size_bytes ?? 0,
    type: record.mime_type ?? "",
  });
  // Names are random: only a request the storage saw twice gets here.
  if (!isNew) throw new AppError("conflict", "This file is stored already.");
  try {
    const url = await signedLink(user.token, place, LINK_SECONDS);
    return { place, record: { ...record, bucket: place.bucket, storage_path: place.path, url } };
  } catch (error) {
    await discard(user, place);
    throw error;
  }
}

/** Puts a stored file on record; without a record the file goes again. */
export async function record(db: Db, user: Uploader, stored: Stored): Promise<Recorded> {
  const { data, error } = await db
    .from("media_assets")
    .insert({ user_id: user.userId, ...stored.record })
    .select("id")
    .single();
  if (error) {
    await discard(user, stored.place);
    throw fromPostgrest(error);
  }
  return { mediaId: data.id, signedUrl: stored.record.url, filePath: stored.place.path };
}

/** Takes a stored file away again. What stays all the same, the command for orphans finds. */
export async function discard(user: Uploader, { bucket, path }: Place): Promise<void> {
  await removeFiles(user.token, bucket, [path]).catch((error: unknown) => {
    log.error({ bucket, path, error: describeError(error) }, "file left behind");
  });
}

/** An uploaded picture, stored and on record. @throws {AppError} */
export async function uploadImage(
  db: Db,
  user: Uploader,
  target: { bucket: BucketName; title: string },
  file: SentFile,
): Promise<Recorded> {
  refuseOtherKind(file, "image");
  const limit = uploadLimits().imageBytes;
  if (file.size > limit) throw asBadRequest(tooLarge("Pictures", limit));
  const stored = await storeImage(user, target, await file.bytes()).catch((error) => {
    throw asBadRequest(error);
  });
  return record(db, user, stored);
}

/** An uploaded film, stored and on record. @throws {AppError} */
export async function uploadVideo(
  db: Db,
  user: Uploader,
  target: { bucket: BucketName; title: string },
  file: SentFile,
): Promise<Recorded> {
  refuseOtherKind(file, "video");
  const type = await videoType(await headOf(file.read()));
  if (!type) throw asBadRequest(new RefusedFile("This file is not an MP4, MOV or WebM film."));
  const source = { size: file.size, type, read: () => file.read() };
  const stored = await storeVideo(user, target, source).catch((error) => {
    throw asBadRequest(error);
  });
  return record(db, user, stored);
}

/** The first bytes, as many as telling the type needs. */
export async function headOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

const KINDS: Record<"image" | "video", { endings: RegExp; words: string }> = {
  image: { endings: /^(?:jpe?g|jfif|png|webp|gif|avif|hei[cf]|bmp|tiff?)$/i, words: "a picture" },
  video: { endings: /^(?:mp4|m4v|mov|qt|webm)$/i, words: "a film" },
};

/**
 * Whoever sends a page or a program under the name of a picture means trouble, whatever its bytes
 * are. A picture under another picture's ending is just somebody's phone.
 */
function refuseOtherKind({ name, claimedType }: SentFile, kind: "image" | "video"): void {
  const { endings, words } = KINDS[kind];
  const ending = /\.([^.]{1,20})$/.exec(name)?.[1];
  if (ending && !endings.test(ending)) {
    throw asBadRequest(new RefusedFile(`“${name.slice(0, 100)}” is not named like ${words}.`));
  }
  const said = claimedType?.toLowerCase() ?? "";
  if (said && !said.startsWith(`${kind}/`) && said !== "application/octet-stream") {
    throw asBadRequest(new RefusedFile(`“${said.slice(0, 100)}” is not the type of ${words}.`));
  }
  if (said.startsWith("image/svg")) {
    throw asBadRequest(new RefusedFile("Drawings (SVG) are not taken. Send a picture."));
  }
}

export const tooLarge = (what: string, limit: number) =>
  new RefusedFile(`${what} may have at most ${megabytes(limit)}.`);

/** A refused file is bad input, in the words of the refusal. */
export function asBadRequest(error: unknown, field = "file"): unknown {
  if (!(error instanceof RefusedFile)) return error;
  return new AppError("bad_request", error.message, {
    fields: { [field]: [error.message] },
    cause: error,
  });
}
