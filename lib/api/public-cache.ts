/**
 * The cache of what anybody may read, signed in or not. Entries are made by functions that begin
 * with "use cache", always as nobody, and hold finished bodies (`prepare`): nothing is parsed or
 * serialized on the way out.
 */
import "server-only";
import { cacheLife, cacheTag, revalidateTag } from "next/cache";
import { forgetRecentAnswers } from "@/lib/api/recent-answers";

/** What public reads are about; a write names what it touches. */
export type PublicTag = "experiences" | "stories";

/** Writes elsewhere (another instance, SQL) show after a minute at the latest. */
const LIFE = { stale: 0, revalidate: 60, expire: 300 };

const tagName = (tag: PublicTag) => `public-${tag}`;

/** To be called first in a "use cache" function: how long it lives and which writes end it. */
export function cachePublicly(...tags: PublicTag[]): void {
  cacheTag(...tags.map(tagName));
  cacheLife(LIFE);
}

/**
 * Throws away the public reads about these. Called by every write that may show in them, from route
 * handlers and server actions; the next reader waits for fresh data instead of seeing the old.
 */
export function revalidatePublic(...tags: PublicTag[]): void {
  for (const tag of tags) revalidateTag(tagName(tag), { expire: 0 });
  forgetRecentAnswers();
}
