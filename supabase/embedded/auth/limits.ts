import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { EmbeddedConfig } from "../config.ts";
import { AuthError } from "./errors.ts";
import type { Client } from "./request.ts";

/** Windows as hosted: five minutes per address, an hour for mails and anonymous accounts. */
const FIVE_MINUTES = 300;
const HOUR = 3600;

export type Limits = {
  signIn(client: Client): Promise<void>;
  anonymous(client: Client): Promise<void>;
  refresh(client: Client): Promise<void>;
  verify(client: Client): Promise<void>;
  /** Shared by all mails of the project. */
  email(): Promise<void>;
};

/** Counters in memory, sized by `[auth.rate_limit]` of config.toml. */
export function createLimits(config: EmbeddedConfig["auth"]["rate_limit"]): Limits {
  const perClient = (points: number, duration: number) => {
    const limiter = new RateLimiterMemory({ points, duration });
    return (client: Client) =>
      spend(
        limiter,
        client.ip ?? "unknown",
        "over_request_rate_limit",
        "Request rate limit reached",
      );
  };
  const mails = new RateLimiterMemory({ points: config.email_sent, duration: HOUR });
  return {
    signIn: perClient(config.sign_in_sign_ups, FIVE_MINUTES),
    anonymous: perClient(config.anonymous_users, HOUR),
    refresh: perClient(config.token_refresh, FIVE_MINUTES),
    verify: perClient(config.token_verifications, FIVE_MINUTES),
    email: () => spend(mails, "all", "over_email_send_rate_limit", "email rate limit exceeded"),
  };
}

async function spend(limiter: RateLimiterMemory, key: string, code: string, message: string) {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new AuthError(429, code, message, {
      retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
    });
  }
}
