/**
 * The Redis that several instances of the app share (`REDIS_URL`): rate limits and ended sessions.
 * Nothing here is worth failing a request for: whoever uses it goes on with what this process
 * knows while Redis is away.
 */
import { Redis } from "ioredis";
import { describeError, log } from "@/lib/api/log";
import { processWide } from "@/lib/api/process-wide";
import { env } from "@/lib/env";

export type { Redis };

/** A slow Redis must not make every request slow. */
const COMMAND_TIMEOUT_MS = 500;
const CONNECT_TIMEOUT_MS = 2_000;
const LONGEST_PAUSE_MS = 5_000;

/** A connection that comes back by itself and never keeps a command waiting for it. */
export function connectRedis(url: string): Redis {
  const client = new Redis(url, {
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(times * 200, LONGEST_PAUSE_MS),
  });
  // One line when it goes away, not one for each attempt to come back.
  let told = false;
  client.on("error", (error) => {
    if (!told) log.error({ error: describeError(error) }, "redis is away");
    told = true;
  });
  client.on("ready", () => {
    if (told) log.info({}, "redis is back");
    told = false;
  });
  return client;
}

/** This process's connection; null without `REDIS_URL`. Made on first use. */
export const sharedRedis = (): Redis | null =>
  processWide("redis", () => (env.redisUrl ? connectRedis(env.redisUrl) : null));
