/**
 * Answers on their way. A page that is reloaded goes on reading where the answer is; one that is
 * closed ends it: without a reader for a few seconds the model is stopped.
 *
 * They live in the memory of the process that makes them. Another instance does not find them, and
 * the page then shows what is stored once the answer is complete.
 */
import { processWide } from "@/lib/api/process-wide";

/** How long an answer goes on without a reader: a reload takes less. */
const GRACE_MS = 8_000;

type Live = {
  userId: string;
  chunks: Uint8Array[];
  done: boolean;
  readers: number;
  wake: Set<() => void>;
  stop: () => void;
  timer: ReturnType<typeof setTimeout> | undefined;
};

const live = processWide("live-answers", () => new Map<string, Live>());

/** Begins to keep an answer and reads it to its end; `stop` ends the model. */
export function keepLive(
  threadId: string,
  userId: string,
  source: ReadableStream<Uint8Array>,
  stop: () => void,
): ReadableStream<Uint8Array> {
  // One answer at a time in a conversation.
  live.get(threadId)?.stop();
  const entry: Live = {
    userId,
    chunks: [],
    done: false,
    readers: 0,
    wake: new Set(),
    stop,
    timer: undefined,
  };
  live.set(threadId, entry);
  void (async () => {
    try {
      for await (const chunk of source) {
        entry.chunks.push(chunk);
        for (const wake of entry.wake) wake();
      }
    } catch {
      // The stream itself told its readers.
    } finally {
      entry.done = true;
      clearTimeout(entry.timer);
      for (const wake of entry.wake) wake();
      if (live.get(threadId) === entry) live.delete(threadId);
    }
  })();
  return reader(entry);
}

/** The answer from its beginning; null when none is being made for this person. */
export function resumeLive(threadId: string, userId: string): ReadableStream<Uint8Array> | null {
  const entry = live.get(threadId);
  return entry && entry.userId === userId ? reader(entry) : null;
}

/** Whether there was something to stop. */
export function stopLive(threadId: string, userId: string): boolean {
  const entry = live.get(threadId);
  if (!entry || entry.userId !== userId) return false;
  entry.stop();
  return true;
}

function reader(entry: Live): ReadableStream<Uint8Array> {
  let next = 0;
  let wake = () => {};
  entry.readers += 1;
  clearTimeout(entry.timer);
  const leave = () => {
    entry.wake.delete(wake);
    entry.readers -= 1;
    if (entry.readers === 0 && !entry.done) entry.timer = setTimeout(entry.stop, GRACE_MS);
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (next >= entry.chunks.length && !entry.done) {
          await new Promise<void>((resume) => {
            entry.wake.delete(wake);
            wake = resume;
            entry.wake.add(wake);
          });
        }
        const chunk = entry.chunks[next];
        if (chunk) {
          next += 1;
          controller.enqueue(chunk);
        } else {
          leave();
          controller.close();
        }
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  );
}
