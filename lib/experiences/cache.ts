import "server-only";
import { revalidateTag } from "next/cache";

/** On everything anonymous readers see of experiences. */
export const PUBLIC_EXPERIENCES = "public-experiences";

/**
 * Throws away the public reads. Called by every write that may show in them, from route handlers
 * and server actions; the next reader waits for fresh data instead of seeing the old.
 */
export function revalidatePublicExperiences(): void {
  revalidateTag(PUBLIC_EXPERIENCES, { expire: 0 });
}
