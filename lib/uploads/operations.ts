/** `storage`: pictures and films, whole, in parts, or straight to the storage. */
import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { timestamp, uuid } from "@/lib/api/schemas";
import { finishDirect, openDirect } from "@/lib/uploads/direct";
import { base64Bytes, MAX_IMAGES, uploadLimits } from "@/lib/uploads/limits";
import {
  chunkBody,
  chunkBodyForm,
  completeBody,
  completeForm,
  directBody,
  directCompleteBody,
  imageBody,
  imageForm,
  imagesBody,
  imagesForm,
  initializeBody,
  initializeForm,
  partBody,
  partForm,
  resumableBody,
  resumableForm,
  videoBody,
  videoForm,
} from "@/lib/uploads/schemas";
import { addPart, finishSession, openSession, sessionState } from "@/lib/uploads/sessions";
import { uploadImage, uploadVideo } from "@/lib/uploads/store";

/** A picture of one pixel, and a film of nothing: the smallest that are what they say. */
const ONE_PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWPgrooBAAF1AOISc7yVAAAAAElFTkSuQmCC";
const SHORTEST_FILM = Buffer.concat([
  Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1"),
  Buffer.from("\0\0\0\x08moov\0\0\0\x08mdat", "latin1"),
]).toString("base64");

const uploaded = z.object({
  success: z.literal(true),
  signedUrl: z.string(),
  filePath: z.string(),
  media_id: z.string(),
  message: z.string(),
});

const IMAGE_WORDS =
  "JPEG, PNG, WebP, GIF or AVIF, whatever name or type it is sent under, of at most 4.5 MB. It is turned upright, and where it was taken is removed. The link lasts a year; `media_id` is what `…_id` fields elsewhere take.";
const VIDEO_WORDS =
  "MP4, MOV or WebM of at most 50 MB, stored byte for byte but for where it was taken, which is removed. The link lasts a year; `media_id` is what `…_id` fields elsewhere take.";

/** One upload of a picture stands behind two addresses. */
const image = (id: string) =>
  operation({
    id,
    summary: "Upload a picture.",
    description: IMAGE_WORDS,
    access: "user",
    role: "any user",
    limits: ["upload"],
    body: imageBody,
    jsonFiles: ["imageBase64"],
    form: imageForm,
    maxBodyBytes: () => base64Bytes(uploadLimits().imageBytes),
    success: { status: 200, schema: uploaded },
    example: {
      as: "traveller",
      body: { imageBase64: ONE_PIXEL, bucket: "profile", title: "Lan in Hội An" },
    },
    async handle({ db, user, body: { file, ...target } }) {
      const { mediaId, signedUrl, filePath } = await uploadImage(db, user, target, file);
      return {
        success: true as const,
        signedUrl,
        filePath,
        media_id: mediaId,
        message: "The picture is uploaded.",
      };
    },
  });

const video = (id: string) =>
  operation({
    id,
    summary: "Upload a film.",
    description: `${VIDEO_WORDS} Over a bad network, upload in parts.`,
    access: "user",
    role: "any user",
    limits: ["upload"],
    body: videoBody,
    jsonFiles: ["videoBase64"],
    form: videoForm,
    maxBodyBytes: () => base64Bytes(uploadLimits().videoBytes),
    success: { status: 200, schema: uploaded },
    example: {
      as: "traveller",
      body: { videoBase64: SHORTEST_FILM, bucket: "story", title: "Lanterns" },
    },
    async handle({ db, user, body: { file, ...target } }) {
      const { mediaId, signedUrl, filePath } = await uploadVideo(db, user, target, file);
      return {
        success: true as const,
        signedUrl,
        filePath,
        media_id: mediaId,
        message: "The film is uploaded.",
      };
    },
  });

const outcome = z.object({
  filename: z.string(),
  success: z.boolean(),
  media_id: z.string().optional(),
  signedUrl: z.string().optional(),
  filePath: z.string().optional(),
  error: z.string().optional(),
});

const images = operation({
  id: "storage.upload-images.create",
  summary: "Upload several pictures.",
  description: `At most ${MAX_IMAGES}, each like a single one. \`results\` tells about each in its place; one that is refused does not keep the others away. \`signedUrls\` are those of the stored ones, and \`success\` says whether all are.`,
  access: "user",
  role: "any user",
  limits: ["upload"],
  body: imagesBody,
  jsonFiles: ["imagesBase64"],
  form: imagesForm,
  maxBodyBytes: () => base64Bytes(uploadLimits().imageBytes * MAX_IMAGES),
  success: {
    status: 200,
    schema: z.object({
      success: z.boolean(),
      signedUrls: z.array(z.string()),
      message: z.string(),
      results: z.array(outcome),
    }),
  },
  example: {
    as: "traveller",
    body: { imagesBase64: [ONE_PIXEL, ONE_PIXEL], bucket: "story", title: "Lanterns" },
  },
  async handle({ db, user, body: { files, ...target } }) {
    const results: z.input<typeof outcome>[] = [];
    // One after the other: decoding many large pictures at once would need memory for all.
    for (const [index, file] of files.entries()) {
      const filename = file?.name || `image-${index + 1}`;
      try {
        if (!file?.size) throw new AppError("bad_request", "Not a picture in base64.");
        const { mediaId, signedUrl, filePath } = await uploadImage(db, user, target, file);
        results.push({ filename, success: true, media_id: mediaId, signedUrl, filePath });
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        results.push({ filename, success: false, error: error.message });
      }
    }
    const signedUrls = results.flatMap(({ signedUrl }) => (signedUrl ? [signedUrl] : []));
    const all = signedUrls.length === results.length;
    return {
      success: all,
      signedUrls,
      message: all
        ? "All pictures are uploaded."
        : `${signedUrls.length} of ${results.length} pictures are uploaded.`,
      results,
    };
  },
});

// In parts: the two steps of installed clients ----------------------------------------------------

const initialize = operation({
  id: "storage.upload-image.initialize.create",
  summary: "Begin an upload in parts.",
  description:
    "Then send each part to `/storage/upload-image/resumable`, in any order; a part has at most 5 MiB. A day after the last part the upload expires. New clients better use `/storage/uploads`.",
  access: "user",
  role: "any user",
  limits: ["upload"],
  body: initializeBody,
  form: initializeForm,
  success: { status: 200, schema: z.object({ uploadId: z.string() }) },
  example: {
    as: "traveller",
    body: { fileName: "lanterns.mp4", totalParts: 4, mimeType: "video/mp4" },
  },
  async handle({ db, body: { mimeType, ...session } }) {
    return { uploadId: await openSession(db, { ...session, mimeType: mimeType ?? null }) };
  },
});

const part = operation({
  id: "storage.upload-image.resumable.create",
  summary: "Send a part of an upload.",
  description:
    "The part that completes the upload is answered with the link and the path. Sending a part again is harmless, also after a lost answer: it answers the same.",
  access: "user",
  role: "owner of the upload session",
  limits: ["upload-part"],
  body: partBody,
  jsonFiles: ["chunk"],
  form: partForm,
  maxBodyBytes: () => base64Bytes(uploadLimits().chunkBytes),
  idempotency: false,
  failures: ["not_found", "conflict"],
  success: {
    status: 200,
    schema: z.object({
      message: z.string(),
      signedUrl: z.string().optional(),
      filePath: z.string().optional(),
      media_id: z.string().optional(),
    }),
  },
  example: {
    as: "traveller",
    body: { uploadId: exampleIds.upload, partNumber: "1", chunk: ONE_PIXEL },
  },
  async handle({ db, user, body: { uploadId, partNumber, chunk } }) {
    const { received, total } = await addPart(db, user, uploadId, partNumber, chunk);
    if (received === total) {
      const done = await finishSession(db, user, uploadId, { bucket: "story" });
      if (!done.missing) {
        const { signedUrl, filePath, mediaId } = done;
        return { message: "The file is uploaded.", signedUrl, filePath, media_id: mediaId };
      }
    }
    return { message: `${received} of ${total} parts are uploaded.` };
  },
});

const state = operation({
  id: "storage.upload-image.resumable.get",
  summary: "See which parts of an upload have arrived.",
  description: "For going on after the app was closed. Parts count from 1, chunks from 0.",
  access: "user",
  role: "owner of the upload session",
  query: { upload_id: uuid },
  failures: ["not_found"],
  success: {
    status: 200,
    schema: z.object({
      upload_id: z.string(),
      total: z.number(),
      received_parts: z.array(z.number()),
      missing_parts: z.array(z.number()),
      completed: z.boolean(),
      expires_at: timestamp,
    }),
  },
  example: { as: "traveller", query: { upload_id: exampleIds.upload } },
  async handle({ db, query }) {
    const { id, total, received, missing, completed, expiresAt } = await sessionState(
      db,
      query.upload_id,
    );
    return {
      upload_id: id,
      total,
      received_parts: received,
      missing_parts: missing,
      completed,
      expires_at: expiresAt,
    };
  },
});

// In parts: the three steps of the seed -----------------------------------------------------------

const resumableInitialize = operation({
  id: "storage.upload-image.resumable.initialize",
  summary: "Begin an upload in chunks.",
  description:
    "Then send every chunk, in any order, and complete it. A day after the last chunk the upload expires. New clients better use `/storage/uploads`.",
  access: "user",
  role: "any user",
  limits: ["upload"],
  body: resumableBody,
  form: resumableForm,
  success: {
    status: 200,
    schema: z.object({
      upload_id: z.string(),
      total_chunks: z.int(),
      chunk_size: z.int(),
    }),
  },
  example: { as: "traveller", body: { filename: "lanterns.mp4", file_size: 12_000_000 } },
  async handle({ db, body: { filename, file_size, chunk_size } }) {
    const { chunkBytes, imageBytes, videoBytes } = uploadLimits();
    if (chunk_size !== undefined && chunk_size > chunkBytes) {
      throw tooMuch("chunk_size", `A chunk may have at most ${chunkBytes} bytes.`);
    }
    const most = Math.max(imageBytes, videoBytes);
    if (file_size > most) throw tooMuch("file_size", `Files may have at most ${most} bytes.`);
    const size = Math.min(chunk_size ?? chunkBytes, file_size);
    const total = Math.ceil(file_size / size);
    if (total > 10_000) throw tooMuch("chunk_size", "A file may have at most 10000 chunks.");
    const id = await openSession(db, {
      fileName: filename,
      mimeType: null,
      totalParts: total,
      fileSize: file_size,
      chunkSize: size,
    });
    return { upload_id: id, total_chunks: total, chunk_size: size };
  },
});

const chunk = operation({
  id: "storage.upload-image.resumable.chunk",
  summary: "Send a chunk of an upload.",
  description: "Sending a chunk again is harmless and does not count twice.",
  access: "user",
  role: "owner of the upload session",
  limits: ["upload-part"],
  body: chunkBody,
  jsonFiles: ["chunk"],
  form: chunkBodyForm,
  maxBodyBytes: () => base64Bytes(uploadLimits().chunkBytes),
  idempotency: false,
  failures: ["not_found", "conflict"],
  success: {
    status: 200,
    schema: z.object({ chunk_index: z.int(), uploaded: z.int(), total: z.int() }),
  },
  example: {
    as: "traveller",
    body: { upload_id: exampleIds.upload, chunk_index: 0, chunk: ONE_PIXEL },
  },
  async handle({ db, user, body: { upload_id, chunk_index, chunk: sent } }) {
    const names = { part: "chunk_index", first: 0 };
    const { received, total } = await addPart(db, user, upload_id, chunk_index + 1, sent, names);
    return { chunk_index, uploaded: received, total };
  },
});

const complete = operation({
  id: "storage.upload-image.resumable.complete",
  summary: "Complete an upload in chunks.",
  description:
    "Puts the chunks together. While some are missing it answers 400 and names them. Asked again it answers the same.",
  access: "user",
  role: "owner of the upload session",
  limits: ["upload"],
  body: completeBody,
  form: completeForm,
  idempotency: false,
  failures: ["not_found", "conflict"],
  success: {
    status: 200,
    schema: z.object({
      success: z.literal(true),
      path: z.string(),
      signedUrl: z.string(),
      media_id: z.string(),
    }),
  },
  example: {
    as: "traveller",
    body: { upload_id: exampleIds.finishedUpload, bucket: "story", title: "Lanterns" },
  },
  async handle({ db, user, body: { upload_id, bucket, title } }) {
    const done = await finishSession(db, user, upload_id, { bucket, title });
    if (done.missing) {
      const indexes = done.missing.map((number) => number - 1);
      const named = indexes.slice(0, 50).join(", ") + (indexes.length > 50 ? ", …" : "");
      const message =
        indexes.length === 1
          ? `1 chunk is still missing: ${named}.`
          : `${indexes.length} chunks are still missing: ${named}.`;
      throw new AppError("bad_request", message, { fields: { chunks: [message] } });
    }
    const { filePath, signedUrl, mediaId } = done;
    return { success: true as const, path: filePath, signedUrl, media_id: mediaId };
  },
});

// Straight to the storage -------------------------------------------------------------------------

const open = operation({
  id: "storage.uploads.create",
  summary: "Get a place for a resumable upload (tus).",
  description: [
    "The preferred way for new clients. Upload to `upload_url` with any tus client, for instance tus-js-client:",
    "headers `apikey` and `Authorization: Bearer <access token>`; metadata `bucketName: bucket`, `objectName: object_name`, `contentType: content_type`, `cacheControl: cache_control`; chunks of exactly `chunk_size` bytes.",
    "It goes on where it was after a dropped connection, for a day. Then call `/storage/uploads/complete`: until then the file is on no record and will be removed.",
  ].join(" "),
  access: "user",
  role: "any user",
  limits: ["upload"],
  body: directBody,
  success: {
    status: 200,
    schema: z.object({
      upload_url: z.string(),
      bucket: z.string(),
      object_name: z.string(),
      content_type: z.string(),
      cache_control: z.string(),
      chunk_size: z.int(),
      expires_in: z.int().describe("Seconds."),
      apikey: z.string().describe("The project's public key."),
    }),
  },
  example: {
    as: "traveller",
    body: { bucket: "story", title: "Lanterns", mime_type: "video/mp4", file_size: 12_000_000 },
  },
  async handle({ user, body: { bucket, title, mime_type, file_size } }) {
    return openDirect(user, { bucket, title, type: mime_type, size: file_size });
  },
});

const finish = operation({
  id: "storage.uploads.complete.create",
  summary: "Record what was uploaded to the storage.",
  description:
    "Looks at the bytes: what is not the picture or film it was announced as is removed and answered with 400. A picture with metadata, or a film that says where it was taken, is stored anew without, so use the answered path. Asked again it answers the same.",
  access: "user",
  role: "whoever uploaded it",
  limits: ["upload"],
  body: directCompleteBody,
  idempotency: false,
  failures: ["not_found"],
  success: { status: 200, schema: uploaded },
  example: {
    as: "traveller",
    body: { bucket: "story", object_name: exampleIds.uploadedPath },
  },
  async handle({ db, user, body: { bucket, object_name } }) {
    const done = await finishDirect(db, user, { bucket, path: object_name });
    return {
      success: true as const,
      signedUrl: done.signedUrl,
      filePath: done.filePath,
      media_id: done.mediaId,
      message: "The file is uploaded.",
    };
  },
});

function tooMuch(field: string, message: string): AppError {
  return new AppError("bad_request", message, { fields: { [field]: [message] } });
}

export const uploadImageOnce: Resource = {
  address: "storage/upload_image",
  post: image("storage.upload_image"),
};
export const uploadVideoOnce: Resource = {
  address: "storage/upload_video",
  post: video("storage.upload_video"),
};
export const uploadImageResource: Resource = {
  address: "storage/upload-image",
  post: image("storage.upload-image.create"),
};
export const uploadVideoResource: Resource = {
  address: "storage/upload-video",
  post: video("storage.upload-video.create"),
};
export const uploadImages: Resource = { address: "storage/upload-images", post: images };
export const uploadInitialize: Resource = {
  address: "storage/upload-image/initialize",
  post: initialize,
};
export const uploadResumable: Resource = {
  address: "storage/upload-image/resumable",
  one: state,
  post: part,
};
export const resumableStart: Resource = {
  address: "storage/upload-image/resumable/initialize",
  post: resumableInitialize,
};
export const resumableChunk: Resource = {
  address: "storage/upload-image/resumable/chunk",
  post: chunk,
};
export const resumableComplete: Resource = {
  address: "storage/upload-image/resumable/complete",
  post: complete,
};
export const uploads: Resource = { address: "storage/uploads", post: open };
export const uploadsComplete: Resource = { address: "storage/uploads/complete", post: finish };

export const storageResources: readonly Resource[] = [
  uploadImageOnce,
  uploadImageResource,
  uploadImages,
  uploadVideoOnce,
  uploadVideoResource,
  uploadInitialize,
  uploadResumable,
  resumableStart,
  resumableChunk,
  resumableComplete,
  uploads,
  uploadsComplete,
];
