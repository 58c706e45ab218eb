/**
 * Sessions that were signed out. Their access tokens would be good until they expire; here they
 * stop at once, in this process and, with Redis, in all of them.
 */
import { describeError, log } from "@/lib/api/log";
import { processWide } from "@/lib/api/process-wide";
import { type Redis, sharedRedis } from "@/lib/api/redis";

const keyOf = (sessionId: string) => `tb:ended:${sessionId}`;
const now = () => Date.now() / 1000;

export type EndedSessions = {
  /** @param until Unix seconds: when the last access token of the session expires */
  end(sessionId: string, until: number): Promise<void>;
  has(sessionId: string): Promise<boolean>;
};

export function createEndedSessions(redis: Redis | null): EndedSessions {
  const known = new Map<string, number>();
  return {
    async end(sessionId, until) {
      for (const [id, gone] of known) if (gone < now()) known.delete(id);
      known.set(sessionId, until);
      const seconds = Math.max(1, Math.ceil(until - now()));
      await redis?.set(keyOf(sessionId), "1", "EX", seconds).catch((error: unknown) => {
        log.error({ error: describeError(error) }, "an ended session could not be shared");
      });
    },
    async has(sessionId) {
      if (known.has(sessionId)) return true;
      if (redis?.status !== "ready") return false;
      return (await redis.exists(keyOf(sessionId)).catch(() => 0)) > 0;
    },
  };
}

/** Those of this process and its siblings. */
export const endedSessions = (): EndedSessions =>
  processWide("ended-sessions", () => createEndedSessions(sharedRedis()));
