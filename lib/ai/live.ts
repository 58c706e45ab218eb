/**
 * Answers on their way. A page that is reloaded goes on reading where the answer is; one that is
 * closed ends it: without a reader for a few seconds the model is stopped.
 *
 * They live in the memory of the process that makes them. With Redis they are copied there as they
 * come, so that a reload that meets another instance reads on and can stop them as well. Without
 * it, or while it is away, another instance does not find them, and the page shows what is stored
 * once the answer is complete.
 */
import { describeError, log } from "@/lib/api/log";
import { processWide } from "@/lib/api/process-wide";
import { type Redis, sharedRedis } from "@/lib/api/redis";

/** How long an answer goes on without a reader: a reload takes less. */
const GRACE_MS = 8_000;
/** How often the process that makes an answer asks Redis what others want of it. */
const CONTROL_MS = 500;
/** How often a reader elsewhere looks for more. */
const LOOK_MS = 100;
/** What Redis keeps of an answer whose process died, and of one that is complete. */
const KEPT_S = 15;
/** For how long a reader elsewhere counts as one after it was last heard of. */
const READER_S = 3;

const currentKey = (threadId: string) => `tb:live:${threadId}`;
const chunksKey = (run: string) => `tb:live-chunks:${run}`;
const stopKey = (run: string) => `tb:live-stop:${run}`;
const readerKey = (run: string) => `tb:live-reader:${run}`;

/** Takes the answer of a conversation away, unless a newer one has begun. */
const FORGET =
  "if redis.call('hget', KEYS[1], 'run') == ARGV[1] then return redis.call('del', KEYS[1]) end";

type Live = {
  userId: string;
  run: string;
  chunks: Uint8Array[];
  done: boolean;
  readers: number;
  /** Until when somebody reads it at another instance, as far as is known. */
  readElsewhere: number;
  wake: Set<() => void>;
  stop: () => void;
  timer: ReturnType<typeof setTimeout> | undefined;
};

export type LiveAnswers = {
  /** Begins to keep an answer and reads it to its end; `stop` ends the model. */
  keep(
    threadId: string,
    userId: string,
    source: ReadableStream<Uint8Array>,
    stop: () => void,
  ): ReadableStream<Uint8Array>;
  /** The answer from its beginning; null when none is being made for this person. */
  resume(threadId: string, userId: string): Promise<ReadableStream<Uint8Array> | null>;
  /** Whether there was something to stop. */
  stop(threadId: string, userId: string): Promise<boolean>;
};

/** Those of one process, shared with its siblings through Redis. */
export function createLiveAnswers(redis: Redis | null): LiveAnswers {
  const live = new Map<string, Live>();
  const ready = () => (redis?.status === "ready" ? redis : null);

  /** What is being made elsewhere in a conversation of this person's. */
  async function elsewhere(threadId: string, userId: string): Promise<string | null> {
    const current = await ready()
      ?.hgetall(currentKey(threadId))
      .catch(() => null);
    return current?.user === userId ? (current.run ?? null) : null;
  }

  return {
    keep(threadId, userId, source, stop) {
      // One answer at a time in a conversation.
      live.get(threadId)?.stop();
      const entry: Live = {
        userId,
        run: crypto.randomUUID(),
        chunks: [],
        done: false,
        readers: 0,
        readElsewhere: 0,
        wake: new Set(),
        stop,
        timer: undefined,
      };
      live.set(threadId, entry);
      const shared = ready() ? share(ready() as Redis, threadId, entry) : null;
      void (async () => {
        try {
          for await (const chunk of source) {
            entry.chunks.push(chunk);
            shared?.add(chunk);
            for (const wake of entry.wake) wake();
          }
        } catch {
          // The stream itself told its readers.
        } finally {
          entry.done = true;
          clearTimeout(entry.timer);
          shared?.end();
          for (const wake of entry.wake) wake();
          if (live.get(threadId) === entry) live.delete(threadId);
        }
      })();
      return reader(entry);
    },

    async resume(threadId, userId) {
      const entry = live.get(threadId);
      if (entry) return entry.userId === userId ? reader(entry) : null;
      const run = await elsewhere(threadId, userId);
      return run && redis ? readerElsewhere(redis, run) : null;
    },

    async stop(threadId, userId) {
      const entry = live.get(threadId);
      if (entry) {
        if (entry.userId !== userId) return false;
        entry.stop();
        return true;
      }
      const run = await elsewhere(threadId, userId);
      if (!run || !redis) return false;
      return redis.set(stopKey(run), "1", "EX", 60).then(
        () => true,
        () => false,
      );
    },
  };
}

/** Those of this process and its siblings. */
export const liveAnswers = (): LiveAnswers =>
  processWide("live-answers", () => createLiveAnswers(sharedRedis()));

/** Copies an answer to Redis while it is made, and does what its readers elsewhere want. */
function share(redis: Redis, threadId: string, entry: Live) {
  const { run, userId } = entry;
  const decoder = new TextDecoder();
  let open = true;
  const give = (work: Promise<unknown>) => {
    work.catch((error: unknown) => {
      if (!open) return;
      // A copy with a hole is worse than none; readers elsewhere find what is stored in the end.
      open = false;
      log.error({ error: describeError(error) }, "an answer is no longer shared");
      redis.del(chunksKey(run), currentKey(threadId)).catch(() => {});
    });
  };
  give(
    (async () => {
      const before = await redis.hget(currentKey(threadId), "run");
      if (before) await redis.set(stopKey(before), "1", "EX", 60);
      await redis
        .multi()
        // Something is there from the beginning: what is not there any more has died.
        .xadd(chunksKey(run), "*", "begin", "1")
        .expire(chunksKey(run), KEPT_S)
        .hset(currentKey(threadId), { user: userId, run })
        .expire(currentKey(threadId), KEPT_S)
        .exec();
    })(),
  );
  const look = async () => {
    const [stop, reads] = await redis.mget(stopKey(run), readerKey(run));
    if (stop) entry.stop();
    if (reads) entry.readElsewhere = Date.now() + READER_S * 1000;
    // Of a process that dies nothing stays.
    await redis.multi().expire(chunksKey(run), KEPT_S).expire(currentKey(threadId), KEPT_S).exec();
  };
  const control = setInterval(() => {
    // One look that fails is made up for by the next.
    if (open) look().catch(() => {});
  }, CONTROL_MS);
  control.unref();
  return {
    add(chunk: Uint8Array) {
      const text = decoder.decode(chunk, { stream: true });
      if (open && text) give(redis.xadd(chunksKey(run), "*", "text", text));
    },
    end() {
      clearInterval(control);
      if (!open) return;
      give(
        redis
          .multi()
          .xadd(chunksKey(run), "*", "end", "1")
          .expire(chunksKey(run), KEPT_S)
          .eval(FORGET, 1, currentKey(threadId), run)
          .exec(),
      );
    },
  };
}

/** An answer that another instance makes, from its beginning. */
function readerElsewhere(redis: Redis, run: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = "-";
  let gone = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (!gone) {
          await redis.set(readerKey(run), "1", "EX", READER_S);
          const entries = await redis.xrange(chunksKey(run), after, "+", "COUNT", 200);
          for (const [id, [field, value = ""]] of entries) {
            after = `(${id}`;
            if (field === "end") return controller.close();
            if (field === "text") controller.enqueue(encoder.encode(value));
          }
          if (entries.some(([, [field]]) => field === "text")) return;
          // Its process died, or it was complete a while ago.
          if (!(await redis.exists(chunksKey(run)))) return controller.close();
          await new Promise((resume) => setTimeout(resume, LOOK_MS));
        }
      },
      cancel() {
        gone = true;
      },
    },
    { highWaterMark: 0 },
  );
}

function reader(entry: Live): ReadableStream<Uint8Array> {
  let next = 0;
  let wake = () => {};
  entry.readers += 1;
  clearTimeout(entry.timer);
  const endUnlessRead = () => {
    const left = entry.readElsewhere - Date.now();
    if (left <= 0) entry.stop();
    else entry.timer = setTimeout(endUnlessRead, left + CONTROL_MS);
  };
  const leave = () => {
    entry.wake.delete(wake);
    entry.readers -= 1;
    if (entry.readers === 0 && !entry.done) entry.timer = setTimeout(endUnlessRead, GRACE_MS);
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
