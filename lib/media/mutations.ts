import "server-only";
import { AppError, fromPostgrest, internalError } from "@/lib/api/errors";
import {
  type ImagePurpose,
  type ImageType,
  imagePurposes,
  imageTypes,
  isImageType,
  MAX_IMAGE_BYTES,
  type StoredPicture,
} from "@/lib/media/limits";
import { LINK_SECONDS } from "@/lib/media/links";
import { prepareImage } from "@/lib/media/prepare-image";
import { RefusedFile } from "@/lib/media/refusal";
import type { Supabase } from "@/lib/supabase/types";
import { suggestSlug } from "@/lib/text/slug";

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
  const original = Buffer.from(await file.arrayBuffer());
  const picture = await prepareImage(original).catch((error: unknown) => {
    if (!(error instanceof RefusedFile)) throw error;
    return refuse(new AppError("unsupported_media_type", error.message));
  });
  if (!isImageType(picture.mimeType)) {
    return refuse(
      new AppError("unsupported_media_type", "This file is not a JPEG, PNG or WebP picture."),
    );
  }
  if (!picture.bytes.equals(original)) {
    // Turned upright and without the place where it was taken; under a name of its own, because a
    // stored file never changes.
    const path = upload.path.replace(/\.(?=[^.]*$)/, "-c.");
    const { error } = await storage.upload(path, picture.bytes, {
      contentType: picture.mimeType,
      cacheControl: "31536000",
    });
    await storage.remove([upload.path]);
    if (error) throw internalError(error);
    upload = { ...upload, path };
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
      mime_type: picture.mimeType,
      size_bytes: picture.bytes.length,
      width: picture.width,
      height: picture.height,
      blur_data_url: picture.blurDataUrl,
    })
    .select("id, url, alt, width, height")
    .single();
  // Recorded before: the same upload finished twice. The file belongs to that record and stays.
  if (error?.code === "23505") throw fromPostgrest(error);
  if (error) return refuse(fromPostgrest(error));
  return data;
}
