/** What may be uploaded through the API, and where to. */
import "server-only";
import { env } from "@/lib/env";

/** Buckets clients may name, with what a record of theirs is for and whether they take films. */
export const buckets = {
  story: { usage: "story", films: true },
  destination: { usage: "gallery", films: true },
  experience: { usage: "gallery", films: true },
  attraction: { usage: "gallery", films: true },
  challenge: { usage: null, films: false },
  profile: { usage: "profile", films: false },
  company: { usage: null, films: false },
} as const satisfies Record<string, { usage: string | null; films: boolean }>;

export type BucketName = keyof typeof buckets;
export const bucketNames = Object.keys(buckets) as [BucketName, ...BucketName[]];

/** Where the parts of unfinished uploads wait. No client names it. */
export const PARTS_BUCKET = "uploads";

/** Pictures in one call. */
export const MAX_IMAGES = 10;

/** What the deployment allows, in bytes. */
export const uploadLimits = () => env.uploads;

/** A body that carries so many bytes as base64, with some room for the words around them. */
export const base64Bytes = (bytes: number) => Math.ceil((bytes * 4) / 3) + 10_000;
