import "server-only";
import { AppError, fromPostgrest, internalError } from "@/lib/api/errors";
import { inspectImage } from "@/lib/media/inspect";
import {
  type ImagePurpose,
  type ImageType,
  imagePurposes,
  imageTypes,
  MAX_IMAGE_BYTES,
  type StoredPicture,
} from "@/lib/media/limits";
import type { Supabase } from "@/lib/supabase/types";
import { suggestSlug } from "@/lib/text/slug";

/** Signed links live as long as the API has always promised. */
export const LINK_SECONDS = 31_536_000;

export type UploadTicket = { url: string; path: string };

/**
 * Permission for one upload straight to Storage. The path is ours: the uploader's folder, a word
 * about the thing, and a name nobody can guess or meet by chance.
 */
export async function openUpload(
  db: Supabase,
  userId: string,
  { purpose, title, type }: { purpose: ImagePurpose; title: string; type: ImageType },
): Promise<UploadTicket> {
  const name = crypto.randomUUID().replaceAll("-", "");
  const folder = suggestSlug(title, 60) || "untitled";
  const path = `${userId}/${folder}/${name}.${imageTypes[type]}`;
  const { data, error } = await db.storage
    .from(imagePurposes[purpose].bucket)
    .createSignedUploadUrl(path);
  if (error) throw internalError(error);
  return { url: data.signedUrl, path };
}

/**
 * Records an uploaded picture once its bytes prove to be one; otherwise it is removed again.
 *
 * @throws {AppError} `not_found` without the file, `unsupported_media_type`, `payload_too_large`
 */
export async function recordUpload(
  db: Supabase,
  userId: string,
  upload: { companyId: string; purpose: ImagePurpose; path: string },
): Promise<StoredPicture> {
  const { bucket, usage } = imagePurposes[upload.purpose];
  const storage = db.storage.from(bucket);
  const refuse = async (error: AppError): Promise<never> => {
    await storage.remove([upload.path]);
    throw error;
  };

  const { data: file } = await storage.download(upload.path);
  if (!file) throw new AppError("not_found", "The upload did not arrive. Please try again.");
  if (file.size > MAX_IMAGE_BYTES) {
    return refuse(new AppError("payload_too_large", "Pictures may have up to 4.5 MB."));
  }
  const inspected = await inspectImage(new Uint8Array(await file.arrayBuffer()));
  if (!inspected) {
    return refuse(
      new AppError("unsupported_media_type", "This file is not a JPEG, PNG or WebP picture."),
    );
  }

  const { data: link, error: linkError } = await storage.createSignedUrl(upload.path, LINK_SECONDS);
  if (linkError) return refuse(internalError(linkError));

  const { data, error } = await db
    .from("media_assets")
    .insert({
      user_id: userId,
      company_id: upload.companyId,
      bucket,
      storage_path: upload.path,
      url: link.signedUrl,
      usage,
      mime_type: inspected.mimeType,
      size_bytes: file.size,
      width: inspected.width,
      height: inspected.height,
    })
    .select("id, url, alt, width, height")
    .single();
  // Recorded before: the same upload finished twice. The file belongs to that record and stays.
  if (error?.code === "23505") throw fromPostgrest(error);
  if (error) return refuse(fromPostgrest(error));
  return data;
}
