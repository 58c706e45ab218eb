/**
 * The finished public answers of the last second, in this process's memory. The shared cache behind
 * them ("use cache") decodes an entry for every reader, which costs more than all the rest of a
 * request; many readers of one second share one decoding here.
 */
import { LRUCache } from "lru-cache";
import { isPrepared, type PreparedBody } from "@/lib/api/operation";
import { processWide } from "@/lib/api/process-wide";

/** Other processes' writes show this much later than in the shared cache. */
const TTL_MS = 1_000;
const MAX_BYTES = 64_000_000;

const state = processWide("recent-answers", () => ({
  answers: new LRUCache<string, PreparedBody>({
    ttl: TTL_MS,
    maxSize: MAX_BYTES,
    sizeCalculation: ({ body }) => body.length + 1,
  }),
  /** Counts the writes: an answer that was begun before one must not be kept after it. */
  writes: 0,
}));

/** The answer kept under the key, or else the one that `make` finds, kept when it may be. */
export async function recentAnswer(key: string, make: () => Promise<unknown>): Promise<unknown> {
  const kept = state.answers.get(key);
  if (kept) return kept;
  const { writes } = state;
  const made = await make();
  if (!isForEverybody(made) || writes !== state.writes) return made;
  const bytes = { ...made, body: Buffer.from(made.body) };
  state.answers.set(key, bytes);
  return bytes;
}

/** The answer kept under the key, if there is one. */
export const keptRecently = (key: string): PreparedBody | undefined => state.answers.get(key);

/** Forgets all of them: whatever was written, the next reader sees it. */
export function forgetRecentAnswers(): void {
  state.writes += 1;
  state.answers.clear();
}

/** One with headers of its own depends on more than the address. */
const isForEverybody = (made: unknown): made is PreparedBody =>
  isPrepared(made) && made.headers === undefined && made.contentType === undefined;
