/** Uploads as clients send them: base64 in JSON, or a form. Both say the same. */
import "server-only";
import { z } from "zod";
import type { FormLimits } from "@/lib/api/form";
import { requiredText, uuid } from "@/lib/api/schemas";
import { SentFile } from "@/lib/api/sent-file";
import { type DirectType, directTypes } from "@/lib/uploads/direct";
import { bucketNames, MAX_IMAGES, uploadLimits } from "@/lib/uploads/limits";

const bucket = z
  .enum(bucketNames, { error: "There is no such bucket." })
  .describe("Where the file goes.");
const title = requiredText(255).describe("A word or two; becomes a part of the path.");
const target = { bucket, title };

/** A file that came as base64 (`jsonFiles` of the operation): decoded by now, null where it was none. */
const base64 = (what: string) =>
  z
    .custom<SentFile>((file) => file instanceof SentFile && file.size > 0, { error: "Not base64." })
    .meta({ type: "string" })
    .describe(`${what} as base64, with or without \`data:…;base64,\` in front.`);

/** A file of a form. */
const sentFile = z
  .custom<SentFile>((value) => value instanceof SentFile, { error: "Send a file." })
  .meta({ type: "string", format: "binary" });

type Single = { file: SentFile; bucket: z.output<typeof bucket>; title: string };

export const imageBody = z
  .strictObject({ imageBase64: base64("The picture"), ...target })
  .transform(({ imageBase64: file, ...rest }): Single => ({ file, ...rest }));
export const videoBody = z
  .strictObject({ videoBase64: base64("The film"), ...target })
  .transform(({ videoBase64: file, ...rest }): Single => ({ file, ...rest }));
const singleForm = z.strictObject({ file: sentFile, ...target });

const oneFile = (maxFileBytes: number): FormLimits => ({
  files: { file: "one" },
  maxFiles: 1,
  maxFileBytes,
});
export const imageForm = {
  schema: singleForm,
  limits: () => oneFile(uploadLimits().imageBytes),
};
export const videoForm = {
  schema: singleForm,
  limits: () => oneFile(uploadLimits().videoBytes),
};

/** Not base64 is a failure of that picture alone. */
const images = z
  .array(
    z
      .custom<SentFile | null>((file) => file === null || file instanceof SentFile, {
        error: "Not base64.",
      })
      .meta({ type: "string" }),
  )
  .min(1, "Send at least one picture.")
  .max(MAX_IMAGES, `At most ${MAX_IMAGES} pictures.`);

type Several = {
  files: (SentFile | null)[];
  bucket: z.output<typeof bucket>;
  title: string;
};
export const imagesBody = z
  .strictObject({ imagesBase64: images.describe("The pictures as base64."), ...target })
  .transform(({ imagesBase64, ...rest }): Several => ({ files: imagesBase64, ...rest }));

export const sentFiles = z.array(sentFile).optional();
export const imagesForm = {
  schema: z
    .strictObject({ files: sentFiles, "files[]": sentFiles, ...target })
    .transform(
      ({ files = [], "files[]": more = [], ...rest }): Several => ({
        files: [...files, ...more],
        ...rest,
      }),
    )
    .refine(({ files }) => files.length > 0, { path: ["files"], error: "Send at least one." }),
  limits: (): FormLimits => ({
    files: { files: "many", "files[]": "many" },
    maxFiles: MAX_IMAGES,
    // One that is too large is refused by itself, so it may arrive; only not without end.
    maxFileBytes: uploadLimits().imageBytes * 4,
  }),
};

// Parts -------------------------------------------------------------------------------------------

/** A whole number, as such or as text: forms know texts alone. */
export const whole = (min: number, max: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,15}$/, "Not a whole number.")
        .transform(Number),
    ])
    .pipe(z.int().min(min, `At least ${min}.`).max(max, `At most ${max}.`));

const MAX_PARTS = 10_000;

/** Only for people to recognise it; the path is ours. Pages and programs are refused by name. */
const fileName = requiredText(255)
  .regex(/^[^/\\]+$/, "Not the name of a file.")
  .refine(
    (name) =>
      !/\./.test(name) || /\.(?:jpe?g|jfif|png|webp|gif|avif|mp4|m4v|mov|qt|webm)$/i.test(name),
    "Pictures (JPEG, PNG, WebP, GIF, AVIF) and films (MP4, MOV, WebM) only.",
  );

/** Browsers do not always know; then they send nothing. */
const wishedType = z
  .string()
  .max(100)
  .trim()
  .toLowerCase()
  .transform((type) => type.split(";")[0] ?? "")
  .refine(
    (type) => type === "" || /^(?:image|video)\/(?!svg)[a-z0-9.+-]+$/.test(type),
    "Pictures and films only.",
  )
  .transform((type) => type || null)
  .nullable()
  .optional();

const initializeShape = {
  fileName,
  totalParts: whole(1, MAX_PARTS),
  mimeType: wishedType,
};
export const initializeBody = z.strictObject(initializeShape);

const withoutFiles = (): FormLimits => ({ files: {}, maxFiles: 0, maxFileBytes: 0 });
export const initializeForm = { schema: initializeBody, limits: withoutFiles };

const chunkForm = (): FormLimits => ({
  files: { chunk: "one" },
  maxFiles: 1,
  maxFileBytes: uploadLimits().chunkBytes,
});
const partShape = { uploadId: uuid, partNumber: whole(1, MAX_PARTS).describe("From 1.") };
export const partBody = z.strictObject({ ...partShape, chunk: base64("The part") });
export const partForm = {
  schema: z.strictObject({ ...partShape, chunk: sentFile }),
  limits: chunkForm,
};

export const resumableBody = z.strictObject({
  filename: fileName,
  file_size: whole(1, Number.MAX_SAFE_INTEGER).describe("Bytes."),
  chunk_size: whole(1, Number.MAX_SAFE_INTEGER)
    .optional()
    .describe("Bytes of every chunk but the last; 5 MiB by default, and at most."),
});
export const resumableForm = { schema: resumableBody, limits: withoutFiles };

const chunkShape = {
  upload_id: uuid,
  chunk_index: whole(0, MAX_PARTS - 1).describe("From 0."),
};
export const chunkBody = z.strictObject({ ...chunkShape, chunk: base64("The chunk") });
export const chunkBodyForm = {
  schema: z.strictObject({ ...chunkShape, chunk: sentFile }),
  limits: chunkForm,
};

export const completeBody = z.strictObject({ upload_id: uuid, ...target });
export const completeForm = { schema: completeBody, limits: withoutFiles };

// Straight to the storage -------------------------------------------------------------------------

export const directBody = z.strictObject({
  ...target,
  mime_type: z.enum(Object.keys(directTypes) as [DirectType, ...DirectType[]], {
    error: "Pictures (JPEG, PNG, WebP, GIF, AVIF) and films (MP4, MOV, WebM) only.",
  }),
  file_size: z.int().min(1, "At least 1."),
});
export const directCompleteBody = z.strictObject({
  bucket,
  object_name: requiredText(300).describe("As it was handed out."),
});
