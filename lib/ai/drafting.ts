/** Drafts: structured texts by a model, whole or while they are written, noted like every use. */
import "server-only";
import { Output, streamText } from "ai";
import type { z } from "zod";
import { changes, type DraftEvent } from "@/lib/ai/draft-events";
import { models } from "@/lib/ai/models";
import type { Use } from "@/lib/ai/usage";
import { AppError } from "@/lib/api/errors";
import { acceptsEvents, eventStream } from "@/lib/api/events";
import { describeError, log } from "@/lib/api/log";
import type { StreamedBody } from "@/lib/api/operation";
import { env } from "@/lib/env";

export type Drafting<T, R = T> = {
  /** By which the built-in model knows what is wanted. */
  name: string;
  schema: z.ZodType<T>;
  instructions: string;
  /** What the model works with, as JSON: material, nobody's instruction. */
  facts: object;
  /** About how long the whole becomes. */
  words: number;
  /** Makes of what a model wrote what may be stored: models keep to no limit. */
  within: (draft: T) => R;
  use: Use;
  /** For people, when it fails. */
  failed: string;
};

/** The draft as events; the last is `done` or `error`. */
export async function* draftEvents<T, R>(
  { name, schema, instructions, facts, words, within, use, failed }: Drafting<T, R>,
  signal: AbortSignal,
): AsyncGenerator<DraftEvent<R>> {
  let said = 0;
  try {
    const result = streamText({
      model: models().text,
      instructions,
      prompt: JSON.stringify(facts),
      output: Output.object({ name, schema }),
      maxOutputTokens: Math.min(6000, words * 6 + 800),
      maxRetries: 1,
      timeout: { totalMs: env.ai.timeoutMs, chunkMs: Math.min(env.ai.timeoutMs, 20_000) },
      abortSignal: signal,
      onChunk: ({ chunk }) => {
        if (chunk.type === "text-delta") said += chunk.text.length;
      },
      // Reported below, once.
      onError: () => {},
    });
    // Whoever does not wait for it must not be told of it by the process.
    const ended = Promise.allSettled([result.output, result.usage]);
    let shown: Record<string, unknown> = {};
    for await (const partial of result.partialOutputStream) {
      const next = { ...(partial as Record<string, unknown>) };
      yield* changes(shown, next);
      shown = next;
    }
    const [output, usage] = await ended;
    if (output.status === "rejected") throw output.reason;
    await use.finish("answered", usage.status === "fulfilled" ? usage.value : {});
    yield { type: "done", data: within(output.value as T) };
  } catch (error) {
    if (!signal.aborted) {
      log.error({ error: describeError(error) }, `${name} not drafted`);
      await use.finish("failed");
    }
    yield { type: "error", error: failed, code: "internal" };
  } finally {
    // Left before its end: the reader went away. Four letters a token, as a budget counts them.
    await use.finish("stopped", { outputTokens: Math.ceil(said / 4) });
  }
}

/**
 * The whole draft, or, for who asked for events, the draft while it is written.
 *
 * @throws {AppError} `internal` when the model failed
 */
export async function answerDraft<T, R>(
  drafting: Drafting<T, R>,
  request: Request,
): Promise<{ data: R } | StreamedBody> {
  if (acceptsEvents(request)) {
    const stop = new AbortController();
    const events = draftEvents(drafting, AbortSignal.any([request.signal, stop.signal]));
    return { streamed: true, events: eventStream(events, () => stop.abort()) };
  }
  for await (const event of draftEvents(drafting, request.signal)) {
    if (event.type === "done") return { data: event.data };
    if (event.type === "error") throw new AppError("internal", event.error);
  }
  throw new AppError("internal", drafting.failed);
}
