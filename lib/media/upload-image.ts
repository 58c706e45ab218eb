import { type ImagePurpose, imageProblem, type StoredPicture } from "@/lib/media/limits";
import type { UploadRouter } from "@/lib/media/uploadthing/routes";

/** What is wrong with the file or its place, in a sentence for the person who chose it. */
export class UploadError extends Error {
  override name = "UploadError";
}

export type UploadOptions = {
  companyId: string;
  purpose: ImagePurpose;
  /** What the picture belongs to; becomes part of its path. */
  title: string;
  /** A UUID. The same one again goes on where the last attempt ended. */
  attempt: string;
  /** 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/** Codes whose sentence is ours, written for people; all others tell of the connection. */
const inOurWords: readonly string[] = ["FORBIDDEN", "BAD_REQUEST", "NOT_FOUND", "TOO_LARGE"];

/**
 * Brings a file from the browser to its place on record, with UploadThing's client (loaded when it
 * is first needed): permission from our router, then the bytes.
 *
 * @throws {UploadError} with what to tell the person; anything else was the connection, or was
 *   called off, and may be tried again with the same `attempt`
 */
export async function uploadImage(
  file: File,
  { companyId, purpose, title, attempt, onProgress, signal }: UploadOptions,
): Promise<StoredPicture> {
  const problem = imageProblem(file);
  if (problem) throw new UploadError(problem);

  const { genUploader } = await import("uploadthing/client");
  const { uploadFiles } = genUploader<UploadRouter>({ package: "travel-buddy" });
  const [done] = await uploadFiles(purpose, {
    files: [file],
    input: { companyId, title, attempt },
    signal,
    onUploadProgress: ({ loaded }) => onProgress(Math.min(loaded / file.size, 1)),
  }).catch((error: unknown) => {
    const { code, message } = error as { code?: string; message?: string };
    throw message && code && inOurWords.includes(code) ? new UploadError(message) : error;
  });
  signal.throwIfAborted();
  const answer = done?.serverData;
  if (answer?.status === "refused") throw new UploadError(answer.message);
  if (answer?.status !== "stored") throw new Error("the upload was not answered");
  return answer.picture;
}
