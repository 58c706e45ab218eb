/** What becomes of a file that UploadThing's client brought: looked at, cleaned, stored, recorded. */
import "server-only";
import { fileTypeFromBuffer } from "file-type";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { videoType } from "@/lib/media/inspect-video";
import { isImageType, type StoredMedia, type UploadAnswer } from "@/lib/media/limits";
import { RefusedFile } from "@/lib/media/refusal";
import { adminToken, createAdminClient } from "@/lib/supabase/admin";
import type { BucketName } from "@/lib/uploads/limits";
import { uploadLimits } from "@/lib/uploads/limits";
import {
  discard,
  headOf,
  type Stored,
  storeImage,
  storeVideo,
  tooLarge,
} from "@/lib/uploads/store";

/** Whose file it is and what for, as the route's middleware decided before it moved. */
export type Purpose = {
  userId: string;
  companyId: string | null;
  bucket: BucketName;
  usage: NonNullable<Stored["record"]["usage"]>;
  kind: "picture" | "film";
  title: string;
};

export type Source = { size: number; read: () => AsyncIterable<Uint8Array> };

/**
 * Stores and records the file; a file that is not what it should be comes back as a sentence, since
 * UploadThing's callbacks cannot fail in words.
 */
export async function keepUpload(source: Source, purpose: Purpose): Promise<UploadAnswer> {
  try {
    const stored = await store(source, purpose);
    return { status: "stored", picture: await putOnRecord(stored, purpose) };
  } catch (error) {
    if (error instanceof RefusedFile) return { status: "refused", message: error.message };
    if (error instanceof AppError && error.status < 500) {
      return { status: "refused", message: error.message };
    }
    throw error;
  }
}

/** With the secret key: whoever uploads showed a signed address, which the middleware gave them. */
const uploaderOf = ({ userId }: Purpose) => ({ userId, token: adminToken() });

async function store({ size, read }: Source, purpose: Purpose): Promise<Stored> {
  const { bucket, title, kind } = purpose;
  const user = uploaderOf(purpose);
  const head = await headOf(read());
  if (kind === "film") {
    const type = await videoType(head);
    if (!type) throw new RefusedFile("This file is not an MP4, MOV or WebM film.");
    return storeVideo(user, { bucket, title }, { size, type, read });
  }
  if (!isImageType((await fileTypeFromBuffer(head))?.mime ?? "")) {
    throw new RefusedFile("This file is not a JPEG, PNG or WebP picture.");
  }
  const { imageBytes } = uploadLimits();
  if (size > imageBytes) throw tooLarge("Pictures", imageBytes);
  const chunks: Uint8Array[] = [];
  for await (const chunk of read()) chunks.push(chunk);
  return storeImage(user, { bucket, title }, Buffer.concat(chunks));
}

async function putOnRecord(stored: Stored, purpose: Purpose): Promise<StoredMedia> {
  const { data, error } = await createAdminClient()
    .from("media_assets")
    .insert({
      ...stored.record,
      user_id: purpose.userId,
      company_id: purpose.companyId,
      usage: purpose.usage,
    })
    .select("id, url, alt, width, height, blur_data_url")
    .single();
  if (!error) return data;
  await discard(uploaderOf(purpose), stored.place);
  throw fromPostgrest(error);
}
