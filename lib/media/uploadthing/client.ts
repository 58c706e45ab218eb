/** UploadThing's client for our file router. Heavy: import it when a file is about to move. */
import { generateReactHelpers } from "@uploadthing/react";
import type { UploadRouter } from "@/lib/media/uploadthing/routes";

/**
 * `createUpload` moves one file and can pause it. `useUploadThing` is left out: it knows one
 * progress for all files and no pause.
 */
export const { createUpload } = generateReactHelpers<UploadRouter>();
