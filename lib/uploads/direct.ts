/**
 * Uploads that go straight to the storage, in the resumable protocol it speaks (tus): the way for
 * new clients. We hand out the name; when the bytes are there, we look at them and put them on
 * record. What is never finished belongs to no record, and the command for orphans removes it.
 */
import "server-only";
import { Readable } from "node:stream";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { env } from "@/lib/env";
import { findLocation, overwrite } from "@/lib/media/film-location";
import {
  checkedVideo,
  type StoredVideoType,
  storedVideoTypes,
  videoType,
} from "@/lib/media/inspect-video";
import { LINK_SECONDS } from "@/lib/media/links";
import { prepareImage, type StoredImageType, storedImageTypes } from "@/lib/media/prepare-image";
import { RefusedFile } from "@/lib/media/refusal";
import type { Db } from "@/lib/supabase/types";
import { putFile, readFile, removeFiles, signedLink } from "@/lib/uploads/files";
import { type BucketName, buckets, uploadLimits } from "@/lib/uploads/limits";
import {
  asBadRequest,
  discard,
  headOf,
  newPath,
  type Recorded,
  type Stored,
  tooLarge,
  type Uploader,
} from "@/lib/uploads/store";

export const directTypes = { ...storedImageTypes, ...storedVideoTypes };
export type DirectType = StoredImageType | StoredVideoType;

/** What hosted Storage asks clients to send at a time. */
const CHUNK_BYTES = 6 * 1024 * 1024;
const LIFETIME_SECONDS = 24 * 60 * 60;

export type Ticket = {
  upload_url: string;
  bucket: string;
  object_name: string;
  content_type: string;
  cache_control: string;
  chunk_size: number;
  expires_in: number;
  apikey: string;
};

/** Where a file of this type and size may go. @throws {AppError} `bad_request` */
export function openDirect(
  user: Uploader,
  wish: { bucket: BucketName; title: string; type: DirectType; size: number },
): Ticket {
  const { imageBytes, videoBytes } = uploadLimits();
  const isFilm = Object.hasOwn(storedVideoTypes, wish.type);
  if (isFilm && !buckets[wish.bucket].films) {
    throw new AppError("bad_request", "Check the bucket.", {
      fields: { bucket: ["This bucket takes pictures only."] },
    });
  }
  const limit = isFilm ? videoBytes : imageBytes;
  if (wish.size > limit) {
    throw asBadRequest(tooLarge(isFilm ? "Films" : "Pictures", limit), "file_size");
  }
  return {
    upload_url: `${env.supabaseUrl}/storage/v1/upload/resumable`,
    bucket: wish.bucket,
    object_name: newPath(user.userId, wish.title, directTypes[wish.type]),
    content_type: wish.type,
    cache_control: "31536000",
    chunk_size: CHUNK_BYTES,
    expires_in: LIFETIME_SECONDS,
    apikey: env.supabasePublishableKey,
  };
}

type Place = { bucket: BucketName; path: string };
type Content = Omit<Stored["record"], "bucket" | "storage_path">;

/** `user/title/hash.ending`, as `openDirect` makes them. */
const OBJECT_NAME = /^[0-9a-f-]{36}\/[a-z0-9-]{1,60}\/[0-9a-f]{32}\.[a-z0-9]{2,4}$/;

/** A cleaned file gets a name of its own, which follows from the one that was handed out. */
const cleanedName = (path: string) => path.replace(/\.(?=[^.]*$)/, "-c.");

/**
 * Looks at what arrived and records it; asked again it answers the same.
 *
 * @throws {AppError} `not_found` when nothing arrived there, or somewhere that is not the caller's;
 *   `bad_request` when it is no picture or film: then it is removed
 */
export async function finishDirect(
  db: Db,
  user: Uploader,
  { bucket, path }: { bucket: BucketName; path: string },
): Promise<Recorded> {
  const nothing = () => new AppError("not_found", "Nothing has arrived under this name.");
  if (!OBJECT_NAME.test(path) || !path.startsWith(`${user.userId}/`)) throw nothing();
  const known = await findRecord(db, bucket, [path, cleanedName(path)]);
  if (known) return known;

  const place = { bucket, path };
  const sent = await readFile(user.token, place);
  if (!sent) throw nothing();
  try {
    const { imageBytes, videoBytes } = uploadLimits();
    if (sent.size > Math.max(imageBytes, videoBytes)) throw tooLarge("Files", videoBytes);
    const head = sent.type.startsWith("video/") ? await headOf(sent.content) : null;
    if (!head) return await finishImage(db, user, place, sent);
    const type = await videoType(head);
    if (type !== sent.type) throw new RefusedFile(`This file is not what it says: ${sent.type}.`);
    return await finishFilm(db, user, place, { size: sent.size, type: type as StoredVideoType });
  } catch (error) {
    if (error instanceof RefusedFile) await discard(user, place);
    throw asBadRequest(error);
  } finally {
    sent.content.destroy();
  }
}

async function finishFilm(
  db: Db,
  user: Uploader,
  place: Place,
  { size, type }: { size: number; type: StoredVideoType },
): Promise<Recorded> {
  const read = async () => {
    const file = await readFile(user.token, place);
    if (!file) throw new AppError("not_found", "Nothing has arrived under this name.");
    return file.content;
  };
  const patches = await findLocation(await read(), type);
  const target = patches.length === 0 ? place : { ...place, path: cleanedName(place.path) };
  const checked = checkedVideo(overwrite(await read(), patches), type);
  if (target === place) {
    // Read to its end and kept nowhere.
    for await (const _ of checked);
  } else {
    let refusal: unknown;
    const content = Readable.from(checked).on("error", (error) => {
      refusal = error;
    });
    await putFile(user.token, target, content, { size, type }).catch((error) => {
      throw refusal ?? error;
    });
  }
  return finishAs(db, user, place, target, { mime_type: type, size_bytes: size });
}

async function finishImage(
  db: Db,
  user: Uploader,
  place: Place,
  sent: NonNullable<Awaited<ReturnType<typeof readFile>>>,
): Promise<Recorded> {
  const { imageBytes } = uploadLimits();
  if (sent.size > imageBytes) throw tooLarge("Pictures", imageBytes);
  const original = Buffer.concat(await sent.content.toArray());
  const { bytes, mimeType, width, height, blurDataUrl } = await prepareImage(original);
  if (mimeType !== sent.type) {
    throw new RefusedFile(`This file is not what it says: ${sent.type}.`);
  }
  const target = bytes.equals(original) ? place : { ...place, path: cleanedName(place.path) };
  if (target !== place) {
    await putFile(user.token, target, bytes, { size: bytes.length, type: mimeType });
  }
  return finishAs(db, user, place, target, {
    mime_type: mimeType,
    size_bytes: bytes.length,
    width,
    height,
    blur_data_url: blurDataUrl,
  });
}

/** Records the file; where it was cleaned, the original goes. */
async function finishAs(
  db: Db,
  user: Uploader,
  place: Place,
  target: Place,
  content: Omit<Content, "url" | "usage">,
): Promise<Recorded> {
  const url = await signedLink(user.token, target, LINK_SECONDS);
  const done = await recordOnce(db, user, target, {
    ...content,
    url,
    usage: buckets[place.bucket].usage,
  });
  // The original knows where it was taken.
  if (target !== place) await removeFiles(user.token, place.bucket, [place.path]);
  return done;
}

async function recordOnce(
  db: Db,
  user: Uploader,
  place: Place,
  content: Content,
): Promise<Recorded> {
  const { data, error } = await db
    .from("media_assets")
    .insert({
      user_id: user.userId,
      ...content,
      bucket: place.bucket,
      storage_path: place.path,
    })
    .select("id")
    .single();
  if (!error) return { mediaId: data.id, signedUrl: content.url, filePath: place.path };
  // Somebody finished it at the same time.
  const known = error.code === "23505" && (await findRecord(db, place.bucket, [place.path]));
  if (known) return known;
  throw fromPostgrest(error);
}

async function findRecord(db: Db, bucket: string, paths: string[]): Promise<Recorded | null> {
  const { data, error } = await db
    .from("media_assets")
    .select("id, url, storage_path")
    .eq("bucket", bucket)
    .in("storage_path", paths)
    .limit(1)
    .maybeSingle();
  if (error) throw fromPostgrest(error);
  return data ? { mediaId: data.id, signedUrl: data.url, filePath: data.storage_path ?? "" } : null;
}
