/** What may be uploaded. Said by the file picker, checked before the upload and again after it. */

/** Pictures every browser shows. */
const imageTypes: readonly string[] = ["image/jpeg", "image/png", "image/webp"];
const filmTypes: readonly string[] = ["video/mp4", "video/quicktime", "video/webm"];

/** 4.5 MB, as the API has always had it. */
export const MAX_IMAGE_BYTES = 4_500_000;

/** More than any gallery needs; keeps one experience from filling a disk. */
export const MAX_PHOTOS = 24;

export const MAX_ALT_LENGTH = 300;

export const isImageType = (type: string): boolean => imageTypes.includes(type);

/** What a file is for: the name of its upload route (lib/media/uploadthing/routes.ts). */
export type UploadPurpose = "experiencePhoto" | "gallery" | "video" | "logo" | "banner" | "avatar";

/** For `accept` of a file input. */
export const acceptOf = (purpose: UploadPurpose): string =>
  (purpose === "video" ? filmTypes : imageTypes).join(",");

type Named = { name: string; type: string; size: number };

/** "4.5 MB": whole numbers without a digit behind the point. */
export const inMegabytes = (bytes: number): string =>
  `${Number((bytes / 1_000_000).toFixed(1))} MB`;

/** Why a file is refused, in a sentence that names it; null when it may go. */
export function imageProblem(file: Named): string | null {
  if (!isImageType(file.type)) {
    return `“${file.name}” is not a JPEG, PNG or WebP picture.`;
  }
  return sizeProblem(file, MAX_IMAGE_BYTES, "Pictures");
}

/** The same for a film; how large one may be, the deployment says. */
export function filmProblem(file: Named, limit: number): string | null {
  if (!filmTypes.includes(file.type)) return `“${file.name}” is not an MP4, MOV or WebM film.`;
  return sizeProblem(file, limit, "Films");
}

function sizeProblem({ name, size }: Named, limit: number, what: string): string | null {
  if (size === 0) return `“${name}” is empty.`;
  if (size <= limit) return null;
  return `“${name}” has ${(size / 1_000_000).toFixed(1)} MB. ${what} may have up to ${inMegabytes(limit)}.`;
}

/** Why a file may not go where it is meant to; without a limit the server alone says how large. */
export const fileProblem = (
  purpose: UploadPurpose,
  file: Named,
  limit = Number.POSITIVE_INFINITY,
): string | null => (purpose === "video" ? filmProblem(file, limit) : imageProblem(file));

/** What came of an upload: stored, or why not in a sentence. */
export type UploadAnswer =
  | { status: "stored"; picture: StoredMedia }
  | { status: "refused"; message: string };

/** A stored picture or film as the dashboard handles it. */
export type StoredMedia = {
  id: string;
  url: string;
  /** Null: nobody has said yet; empty: it is decoration. */
  alt: string | null;
  width: number | null;
  height: number | null;
  /** What is shown until the picture is there; a film has none. */
  blur_data_url: string | null;
};
