/**
 * Rate limits as data. Counted in Redis where `REDIS_URL` names one, so that several instances
 * count together; in this process's memory otherwise, and while Redis is away.
 */
import { createHash } from "node:crypto";
import {
  BurstyRateLimiter,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";
import { AppError } from "@/lib/api/errors";
import { processWide } from "@/lib/api/process-wide";
import { type Redis, sharedRedis } from "@/lib/api/redis";
import { env } from "@/lib/env";

type Limit = {
  points: number;
  seconds: number;
  /** Extra requests admitted when the first budget is spent. */
  burst?: { points: number; seconds: number };
};

export const limits = {
  /** Every request of one caller: 10 a second, bursts of 20. */
  overall: { points: 10, seconds: 1, burst: { points: 20, seconds: 10 } },
  /** Making companies, per user. */
  "company-creation": { points: 10, seconds: 60 },
  /** Sign-in and sign-up, per address; a hotel's guests share one. */
  auth: { points: 20, seconds: 60 },
  /** Attempts on one account, from wherever. */
  account: { points: 10, seconds: 300 },
  /** Codes tried for one account: six digits are few. */
  "account-code": { points: 10, seconds: 900 },
  /** Mails that anybody may have sent to one address: recovery, links, confirmations. */
  "account-mail": { points: 5, seconds: 900 },
  /** Files sent to us, per user. */
  upload: { points: 30, seconds: 60 },
  /** Parts of files, per user: a film has many. */
  "upload-part": { points: 240, seconds: 60 },
  /** Having mails sent, per user; one call reaches up to 50 people. */
  mail: { points: 10, seconds: 60 },
  "mail-day": { points: 100, seconds: 86_400 },
  /** Texts a model writes cost money: per user and minute, and per user and day. */
  ai: { points: 10, seconds: 60 },
  "ai-day": { points: 200, seconds: 86_400 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

/** What `RateLimit` headers tell about the budget a request drew on. */
export type Budget = {
  name: LimitName;
  limit: number;
  window: number;
  left: number;
  reset: number;
};

function createCounter(redis: Redis | null, name: string, points: number, duration: number) {
  const options = { keyPrefix: `tb:limit:${name}`, points, duration };
  const memory = new RateLimiterMemory(options);
  if (!redis) return memory;
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: memory,
  });
}

function createLimiter(redis: Redis | null, name: string, limit: Limit) {
  const steady = createCounter(redis, name, limit.points, limit.seconds);
  if (!limit.burst) return steady;
  const { points, seconds } = limit.burst;
  return new BurstyRateLimiter(steady, createCounter(redis, `${name}-burst`, points, seconds));
}

/** @param enforce false: requests are counted and told of their budget, but none is refused */
export function createRateLimits(redis: Redis | null = null, enforce = true) {
  const limiters = new Map(
    Object.entries(limits).map(([name, limit]) => [name, createLimiter(redis, name, limit)]),
  );

  return {
    /**
     * Takes one request from a budget.
     *
     * @throws {AppError} `too_many_requests` with `Retry-After` when nothing is left
     */
    async consume(name: LimitName, key: string): Promise<Budget> {
      const limit: Limit = limits[name];
      const state = await limiters
        .get(name)
        ?.consume(name.startsWith("account") ? digest(key.toLowerCase()) : key)
        .catch((reason: unknown) => {
          if (!(reason instanceof RateLimiterRes)) throw reason;
          if (enforce) throw exhausted(name, limit, reason);
          return reason;
        });
      return budget(name, limit, state?.remainingPoints ?? limit.points, state?.msBeforeNext ?? 0);
    },
  };
}

/** Addresses of people do not leave this process. */
const digest = (text: string) => createHash("sha256").update(text).digest("base64url");

/** The budgets this process draws on. Made on first use: a build knows no environment. */
export const rateLimits = {
  consume: (name: LimitName, key: string): Promise<Budget> =>
    processWide("rate-limits", () =>
      createRateLimits(sharedRedis(), env.rateLimits === "on"),
    ).consume(name, key),
};

/**
 * Takes one request from a budget in the middle of something, unless limits are switched off.
 *
 * @throws {AppError} `too_many_requests`
 */
export async function drawOn(name: LimitName, key: string): Promise<void> {
  if (env.rateLimits !== "off") await rateLimits.consume(name, key);
}

function budget(name: LimitName, limit: Limit, left: number, waitMs: number): Budget {
  return {
    name,
    limit: limit.points,
    window: limit.seconds,
    left: Math.max(0, left),
    reset: Math.ceil(Math.max(0, waitMs) / 1000),
  };
}

function exhausted(name: LimitName, limit: Limit, state: RateLimiterRes): AppError {
  const wait = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  return new AppError("too_many_requests", `Too many requests. Try again in ${seconds(wait)}.`, {
    headers: {
      "retry-after": String(wait),
      ...budgetHeaders(budget(name, limit, 0, state.msBeforeNext)),
    },
  });
}

const seconds = (count: number) => (count === 1 ? "a second" : `${count} seconds`);

/** `RateLimit` and `RateLimit-Policy`, as the IETF draft writes them. */
export function budgetHeaders({ name, limit, window, left, reset }: Budget) {
  return {
    "ratelimit-policy": `"${name}";q=${limit};w=${window}`,
    ratelimit: `"${name}";r=${left};t=${reset}`,
  };
}
