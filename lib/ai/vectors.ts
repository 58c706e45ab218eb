/**
 * Vectors of texts, for the search by meaning: those of documents are made in the background, that of
 * a question when it is asked. Without an embedding model, or without pgvector in the database, there
 * are none, and the search goes by words.
 */
import "server-only";
import { embed, embedMany } from "ai";
import { LRUCache } from "lru-cache";
import { models } from "@/lib/ai/models";
import { beginUse } from "@/lib/ai/usage";
import { describeError, log } from "@/lib/api/log";
import { processWide } from "@/lib/api/process-wide";
import { env } from "@/lib/env";
// Documents of every company are embedded, and the vectors are nobody's to write.
import { createAdminClient } from "@/lib/supabase/admin";

/** What the table holds. */
const DIMENSIONS = 1536;
/** A question that waits longer for its vector is answered by words. */
const PATIENCE_MS = 1_500;
/** How long a database that cannot is not asked again. */
const BELIEVED_MS = 10 * 60_000;
const BATCH = 64;
/** Batches of one round: the next one goes on. */
const BATCHES = 20;
const MINUTE = 60_000;

const state = processWide("vectors", () => ({
  questions: new LRUCache<string, string>({ max: 1_000, ttl: 60 * 60_000 }),
  possible: { value: false, until: 0 },
  timer: undefined as NodeJS.Timeout | undefined,
}));

/** As the database reads a vector; shorter ones are filled up, longer ones do not fit. */
export function asVector(embedding: readonly number[]): string {
  if (embedding.length > DIMENSIONS) {
    throw new Error(
      `The embedding model makes ${embedding.length} dimensions, at most ${DIMENSIONS} fit.`,
    );
  }
  return `[${[...embedding, ...Array<number>(DIMENSIONS - embedding.length).fill(0)].join(",")}]`;
}

async function possible(): Promise<boolean> {
  if (state.possible.until > Date.now()) return state.possible.value;
  const { data, error } = await createAdminClient().rpc("has_search_vectors");
  if (error) throw error;
  state.possible = { value: data, until: Date.now() + BELIEVED_MS };
  return data;
}

/** The vector of a question and the model it is by; null: search by words. Never throws. */
export async function questionVector(
  question: string,
): Promise<{ vector: string; model: string } | null> {
  const { embedding } = models();
  if (!embedding) return null;
  try {
    if (!(await possible())) return null;
    const key = `${embedding.name} ${question}`;
    let vector = state.questions.get(key);
    if (!vector) {
      const made = await embed({
        model: embedding.model,
        value: question,
        maxRetries: 0,
        abortSignal: AbortSignal.timeout(PATIENCE_MS),
      });
      vector = asVector(made.embedding);
      state.questions.set(key, vector);
    }
    return { vector, model: embedding.name };
  } catch (error) {
    log.error({ error: describeError(error) }, "question without a vector");
    return null;
  }
}

/** Gives documents that have none their vectors; answers how many. */
export async function embedDocuments(): Promise<number> {
  const { embedding } = models();
  let kept = 0;
  try {
    if (!embedding || !(await possible())) return 0;
    const admin = createAdminClient();
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const { data, error } = await admin.rpc("search_vectors_missing", {
        p_model: embedding.name,
        p_limit: BATCH,
      });
      if (error) throw error;
      if (!data.length) break;
      const use = await beginUse(null, "embedding");
      const made = await embedMany({
        model: embedding.model,
        values: data.map(({ content }) => content),
        maxRetries: 1,
        abortSignal: AbortSignal.timeout(env.ai.timeoutMs),
      }).catch(async (error: unknown) => {
        await use.finish("failed");
        throw error;
      });
      await use.finish("answered", { inputTokens: made.usage.tokens });
      const stored = await admin.rpc("keep_search_vectors", {
        p_model: embedding.name,
        p_ids: data.map(({ id }) => id),
        p_contents: data.map(({ content }) => content),
        p_vectors: made.embeddings.map(asVector),
      });
      if (stored.error) throw stored.error;
      kept += stored.data;
      // What changed meanwhile is missing again; with nothing else to do that is for the next round.
      if (!stored.data) break;
    }
  } catch (error) {
    log.error({ error: describeError(error) }, "documents without vectors");
  }
  return kept;
}

/** Every minute from now on, one round at a time. The process may end all the same. */
export function startVectorTimer(): void {
  if (state.timer || !models().embedding) return;
  const next = () => {
    state.timer = setTimeout(() => embedDocuments().finally(next), MINUTE).unref();
  };
  next();
}
