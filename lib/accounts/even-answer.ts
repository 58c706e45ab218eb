import "server-only";

/**
 * An auth server may compare a password only for addresses that have an account, which takes a tenth
 * of a second on a small machine, or compare it with hashes of different cost. What is refused is
 * answered no earlier than this after it was asked, so that a stopwatch tells less of which have one.
 */
const REFUSED_AFTER_MS = 400;

/** Waits until a refusal may be answered. `since`: `performance.now()` when it was asked. */
export async function evenOut(since: number): Promise<void> {
  const left = since + REFUSED_AFTER_MS - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
