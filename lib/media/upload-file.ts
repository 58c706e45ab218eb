import { fileProblem, type StoredMedia, type UploadPurpose } from "@/lib/media/limits";

/** What is wrong with the file or its place, in a sentence for the person who chose it. */
export class UploadError extends Error {
  override name = "UploadError";
}

/** What a file is for and where it belongs; becomes part of its path. */
export type UploadTarget = {
  purpose: UploadPurpose;
  /** Absent for one's own portrait. */
  companyId?: string;
  /** Absent while the experience is being written for the first time. */
  experienceId?: string;
  title: string;
};

export type UploadOptions = {
  target: UploadTarget;
  /** A UUID. The same one again goes on where the last attempt ended. */
  attempt: string;
  /** 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
};

/** Codes whose sentence is ours, written for people; all others tell of the connection. */
const inOurWords: readonly string[] = ["FORBIDDEN", "BAD_REQUEST", "NOT_FOUND", "TOO_LARGE"];

type Underway = Awaited<ReturnType<typeof begin>>;

/** Uploads that were paused: the same signed address goes on, with UploadThing's cloud, too. */
const paused = new WeakMap<File, Underway>();

/** Permission from our router; the bytes move as soon as it is there. */
async function begin(file: File, { target, attempt, ...options }: UploadOptions) {
  const { createUpload } = await import("@/lib/media/uploadthing/client");
  const { purpose, ...place } = target;
  const report = { progress: options.onProgress };
  const upload = await createUpload(purpose, {
    files: [file],
    input: { ...place, attempt } as { companyId: string; title: string; attempt: string },
    onUploadProgress: ({ loaded }) => report.progress(Math.min(loaded / file.size, 1)),
  });
  return { ...upload, report };
}

/**
 * Brings a file from the browser to its place on record, with UploadThing's client (loaded when it
 * is first needed). Calling it off pauses it: the same file and attempt go on where it was.
 *
 * @throws {UploadError} with what to tell the person; anything else was the connection, or was
 *   called off, and may be tried again with the same `attempt`
 */
export async function uploadFile(file: File, options: UploadOptions): Promise<StoredMedia> {
  const problem = fileProblem(options.target.purpose, file);
  if (problem) throw new UploadError(problem);
  const { signal } = options;
  try {
    const known = paused.get(file);
    paused.delete(file);
    const upload = known ?? (await begin(file, options));
    upload.report.progress = options.onProgress;
    if (known && !signal.aborted) upload.resumeUpload(file);
    const done = await orCalledOff(upload.done(file), signal, () => {
      if (!known || !signal.aborted) upload.pauseUpload(file);
      paused.set(file, upload);
    });
    const answer = done.serverData;
    if (answer?.status === "refused") throw new UploadError(answer.message);
    if (answer?.status !== "stored") throw new Error("the upload was not answered");
    return answer.picture;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw message && code && inOurWords.includes(code) ? new UploadError(message) : error;
  }
}

/** What the promise brings, unless the signal is first. */
function orCalledOff<T>(promise: Promise<T>, signal: AbortSignal, stop: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const calledOff = () => {
      stop();
      reject(signal.reason);
    };
    if (signal.aborted) calledOff();
    else signal.addEventListener("abort", calledOff, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", calledOff));
  });
}
