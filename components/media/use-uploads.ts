"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { fileProblem, type StoredMedia } from "@/lib/media/limits";
import { UploadError, type UploadTarget, uploadFile } from "@/lib/media/upload-file";

export type Upload = {
  key: string;
  file: File;
  target: UploadTarget;
  /** What it takes the place of, by whatever the field calls it. */
  replaces?: string | undefined;
  /** Address of the file in this browser, for the preview. */
  preview: string;
  /** 0 to 1. */
  progress: number;
  /** What went wrong; it can be tried again or put away. */
  error: string | null;
  /** `paused` by hand; `lost` without a connection, goes on by itself when there is one. */
  waiting: "paused" | "lost" | null;
};

export type UploadControls = {
  cancel: (upload: Upload) => void;
  pause: (upload: Upload) => void;
  /** Tries again, or goes on. */
  retry: (upload: Upload) => void;
};

type UseUploads = {
  target: UploadTarget;
  /** How large a film may be here. */
  maxFilmBytes?: number;
  /** A file has arrived and is on record. */
  onStored: (media: StoredMedia, upload: Upload) => void;
};

type Adding = {
  /** How many files there may be more. */
  room: number;
  /** What is different for the first of the files. */
  first?: Partial<UploadTarget>;
  replaces?: string;
};

/** More at a time only makes each of them slower. */
const AT_A_TIME = 3;

/**
 * The uploads of one field: several at once, each with its progress, its failure and its way to be
 * paused or called off. Whatever stopped one, it goes on where it was: a file keeps its attempt.
 * Leaving the page calls off what is under way.
 */
export function useUploads({ target, maxFilmBytes, onStored }: UseUploads) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  /** Files that cannot be uploaded at all, in sentences. */
  const [refusals, setRefusals] = useState<string[]>([]);
  const controllers = useRef(new Map<string, AbortController>());
  const queue = useRef<Upload[]>([]);
  const running = useRef(0);
  // The running uploads outlive the render that started them.
  const latest = useRef({ target, maxFilmBytes, onStored });
  useEffect(() => {
    latest.current = { target, maxFilmBytes, onStored };
  });

  const patch = useCallback((key: string, change: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }, []);

  const drop = useCallback((upload: Pick<Upload, "key" | "preview">) => {
    URL.revokeObjectURL(upload.preview);
    controllers.current.delete(upload.key);
    setUploads((all) => all.filter(({ key }) => key !== upload.key));
  }, []);

  const next = useCallback(() => {
    while (running.current < AT_A_TIME) {
      const upload = queue.current.shift();
      if (!upload) return;
      running.current += 1;
      const controller = new AbortController();
      controllers.current.set(upload.key, controller);
      uploadFile(upload.file, {
        target: upload.target,
        attempt: upload.key,
        signal: controller.signal,
        onProgress: (progress) => {
          if (!controller.signal.aborted) patch(upload.key, { progress });
        },
      })
        .then((media) => {
          drop(upload);
          latest.current.onStored(media, upload);
        })
        .catch((error: unknown) => {
          if (controller.signal.aborted) return;
          if (error instanceof UploadError) patch(upload.key, { error: error.message });
          else if (!navigator.onLine) patch(upload.key, { waiting: "lost" });
          else {
            patch(upload.key, {
              error: `“${upload.file.name}” did not get through. Please try again.`,
            });
          }
        })
        .finally(() => {
          running.current -= 1;
          next();
        });
    }
  }, [patch, drop]);

  const add = useCallback(
    (files: Iterable<File>, { room, first, replaces }: Adding) => {
      const problems: string[] = [];
      const accepted: Upload[] = [];
      for (const file of files) {
        const target = { ...latest.current.target, ...(accepted.length === 0 ? first : undefined) };
        const problem =
          fileProblem(target.purpose, file, latest.current.maxFilmBytes) ??
          (accepted.length >= room ? `There is no room left for “${file.name}”.` : null);
        if (problem) problems.push(problem);
        else {
          accepted.push({
            key: crypto.randomUUID(),
            file,
            target,
            replaces,
            preview: URL.createObjectURL(file),
            progress: 0,
            error: null,
            waiting: null,
          });
        }
      }
      setRefusals(problems);
      if (accepted.length === 0) return;
      setUploads((all) => [...all, ...accepted]);
      queue.current.push(...accepted);
      next();
    },
    [next],
  );

  const cancel = useCallback(
    (upload: Upload) => {
      controllers.current.get(upload.key)?.abort();
      queue.current = queue.current.filter(({ key }) => key !== upload.key);
      drop(upload);
    },
    [drop],
  );

  const retry = useCallback(
    (upload: Upload) => {
      patch(upload.key, { error: null, waiting: null });
      queue.current.push(upload);
      next();
    },
    [patch, next],
  );

  const pause = useCallback(
    (upload: Upload) => {
      controllers.current.get(upload.key)?.abort();
      queue.current = queue.current.filter(({ key }) => key !== upload.key);
      patch(upload.key, { waiting: "paused" });
    },
    [patch],
  );

  useEffect(() => {
    const goOn = () => {
      for (const upload of uploads) if (upload.waiting === "lost") retry(upload);
    };
    // The connection may have come back before this was listening.
    if (navigator.onLine) goOn();
    addEventListener("online", goOn);
    return () => removeEventListener("online", goOn);
  }, [uploads, retry]);

  useEffect(() => {
    const map = controllers.current;
    return () => {
      queue.current = [];
      for (const controller of map.values()) controller.abort();
    };
  }, []);

  const busy = uploads.some(({ error }) => error === null);
  const controls: UploadControls = { cancel, pause, retry };
  return { uploads, refusals, busy, add, controls };
}
