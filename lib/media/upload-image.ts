import { idle } from "@/lib/api/action-state";
import { finishUpload, requestUpload } from "@/lib/media/actions";
import { type ImagePurpose, type ImageType, imageProblem, type StoredPicture } from "./limits";

/** What went wrong, in a sentence for the person who chose the file. */
export class UploadError extends Error {
  override name = "UploadError";
}

export type UploadOptions = {
  companyId: string;
  purpose: ImagePurpose;
  /** What the picture belongs to; becomes part of its path. */
  title: string;
  /** 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/**
 * Brings a file from the browser to Storage: permission from us, the bytes straight to Storage,
 * then the record from us. With XMLHttpRequest, since fetch cannot tell how far an upload is.
 *
 * @throws {UploadError} with what to tell the person; an `AbortError` when it was called off
 */
export async function uploadImage(
  file: File,
  { companyId, purpose, title, onProgress, signal }: UploadOptions,
): Promise<StoredPicture> {
  const problem = imageProblem(file);
  if (problem) throw new UploadError(problem);

  const ticket = await requestUpload(idle, {
    companyId,
    purpose,
    title,
    type: file.type as ImageType,
    size: file.size,
  });
  if (ticket.status !== "success") throw new UploadError(ticket.message ?? "Please try again.");
  signal.throwIfAborted();

  await put(ticket.data.url, file, onProgress, signal);

  const recorded = await finishUpload(idle, { companyId, purpose, path: ticket.data.path });
  if (recorded.status !== "success") throw new UploadError(recorded.message ?? "Please try again.");
  signal.throwIfAborted();
  return recorded.data;
}

function put(
  url: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener("abort", stop, { once: true });
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      onProgress(total > 0 ? loaded / total : 0);
    });
    request.addEventListener("loadend", () => {
      signal.removeEventListener("abort", stop);
      if (signal.aborted) reject(signal.reason);
      else if (request.status >= 200 && request.status < 300) resolve();
      else if (request.status === 413) {
        reject(new UploadError(`“${file.name}” is too large for the storage.`));
      } else if (request.status === 415) {
        reject(new UploadError(`“${file.name}” is not a kind of picture the storage takes.`));
      } else reject(new UploadError(`“${file.name}” did not get through. Please try again.`));
    });
    request.open("PUT", url);
    request.setRequestHeader("content-type", file.type);
    request.setRequestHeader("cache-control", "max-age=3600");
    request.send(file);
  });
}
