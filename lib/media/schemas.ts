/** Files as clients speak of them. Safe in client components. */
import { z } from "zod";
import { requiredText, text } from "@/lib/api/schemas";

/** A link that must lead somewhere; http(s) only, because it ends up in `src`. */
export const fileLink = requiredText(4000)
  .regex(/^\S+$/, "Not a link.")
  .pipe(z.url({ protocol: /^https?$/, error: "Not a link." }));

/** An uploaded file: its link, or the link with its place in the storage. */
const uploadedFile = z.union(
  [
    fileLink.transform((url) => ({ url })),
    z
      .strictObject({ url: fileLink, path: text(1000).nullable().optional() })
      .transform(({ url, path }) => (path ? { url, path } : { url })),
  ],
  "Not a link to a file.",
);

export const uploadedFiles = z.array(uploadedFile).max(50, "At most 50 files.");
export type UploadedFile = z.output<typeof uploadedFile>;

const usage = z.enum([
  "avatar",
  "story",
  "comment",
  "thumbnail",
  "iconic_photo",
  "primary_video",
  "banner",
  "profile",
  "logo",
  "gallery",
]);

const mimeType = text(100)
  .trim()
  .toLowerCase()
  .regex(/^[a-z]+\/[a-z0-9.+-]+$/, "Not a media type.");

const mimeTypeOf = (given: unknown) =>
  typeof given === "string" ? (mimeType.safeParse(given.split(";")[0]).data ?? null) : null;

/** What registers an uploaded file. The owner is whoever asks. */
export const newMediaAsset = z
  .strictObject({
    signedUrl: fileLink,
    usage: usage.nullable().optional(),
    mime_type: mimeType.nullable().optional(),
    // The web sends what the browser says of a file, at times nothing or a type with parameters. It
    // never had an effect, so it may not fail.
    mimeType: z.unknown().optional().describe("The same as `mime_type`, where it is a media type."),
  })
  .transform(({ signedUrl, usage, mime_type, mimeType: said }) => ({
    url: signedUrl,
    usage: usage ?? null,
    mime_type: mime_type ?? mimeTypeOf(said),
  }));
export type NewMediaAsset = z.output<typeof newMediaAsset>;

/** A file inside an answer. */
export const mediaLink = z.object({ url: z.string() });
