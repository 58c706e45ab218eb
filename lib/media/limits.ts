/** What may be uploaded. Said by the file picker, checked before the upload and again after it. */

/** Pictures every browser shows. */
const imageTypes: readonly string[] = ["image/jpeg", "image/png", "image/webp"];

/** 4.5 MB, as the API has always had it. */
export const MAX_IMAGE_BYTES = 4_500_000;

/** More than any gallery needs; keeps one experience from filling a disk. */
export const MAX_PHOTOS = 24;

export const MAX_ALT_LENGTH = 300;

/** For `accept` of a file input. */
export const imageAccept = imageTypes.join(",");

export const isImageType = (type: string): boolean => imageTypes.includes(type);

/** Why a file is refused, in a sentence that names it; null when it may go. */
export function imageProblem(file: { name: string; type: string; size: number }): string | null {
  if (!isImageType(file.type)) {
    return `“${file.name}” is not a JPEG, PNG or WebP picture.`;
  }
  if (file.size === 0) return `“${file.name}” is empty.`;
  if (file.size > MAX_IMAGE_BYTES) {
    const megabytes = (file.size / 1_000_000).toFixed(1);
    return `“${file.name}” has ${megabytes} MB. Pictures may have up to 4.5 MB.`;
  }
  return null;
}

/** What a picture is for: the name of its upload route (lib/media/uploadthing/routes.ts). */
export type ImagePurpose = "gallery" | "logo" | "banner";

/** What came of an upload: stored, or why not in a sentence. */
export type UploadAnswer =
  | { status: "stored"; picture: StoredPicture }
  | { status: "refused"; message: string };

/** A stored picture as the dashboard handles it. */
export type StoredPicture = {
  id: string;
  url: string;
  alt: string | null;
  width: number | null;
  height: number | null;
};
