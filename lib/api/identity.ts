/**
 * Who is calling. Access tokens are verified here, without a call to the auth server: with the
 * project's shared secret (HS256) or its published keys (JWKS, fetched once and kept).
 */
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { endedSessions } from "@/lib/api/ended-sessions";
import { processWide } from "@/lib/api/process-wide";
import { env } from "@/lib/env";

export type Identity = {
  userId: string;
  email: string | null;
  sessionId: string | null;
  /** Whether this session has shown a second factor (`aal2`). */
  aal: "aal1" | "aal2";
  /** Unix seconds: when somebody last proved who they are in this session; 0 when it does not say. */
  provenAt: number;
  /** The access token itself, for clients that act as this user. */
  token: string;
  /** Unix seconds. */
  expiresAt: number;
};

/** Only what Supabase issues; "none" and mixing up kinds of keys are out of the question. */
const SYMMETRIC = ["HS256"];
const ASYMMETRIC = ["ES256", "RS256", "EdDSA"];

/** Difference of clocks between us and the auth server that is forgiven. */
const CLOCK_TOLERANCE_SECONDS = 5;

const claimsSchema = z.object({
  sub: z.uuid(),
  exp: z.number(),
  role: z.literal("authenticated"),
  email: z.string().optional(),
  session_id: z.string().optional(),
  aal: z.string().optional(),
  amr: z.array(z.object({ timestamp: z.number() })).catch([]),
});

type Verifier = (token: string) => Promise<JWTPayload>;

export type VerifierOptions = { supabaseUrl: string; jwtSecret?: string | undefined };

/** Throws an error of jose's when the token is not good. */
export function createVerifier({ supabaseUrl, jwtSecret }: VerifierOptions): Verifier {
  const issuer = `${supabaseUrl}/auth/v1`;
  const common = {
    issuer,
    audience: "authenticated",
    requiredClaims: ["exp", "sub"],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  };
  const secret = jwtSecret ? new TextEncoder().encode(jwtSecret) : null;
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), {
    timeoutDuration: 5_000,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
  });

  return async (token) => {
    // The header only chooses between two closed lists; each key accepts its own kind alone.
    const shared = secret && isShared(token);
    const { payload } = shared
      ? await jwtVerify(token, secret, { ...common, algorithms: SYMMETRIC })
      : await jwtVerify(token, keys, { ...common, algorithms: ASYMMETRIC });
    return payload;
  };
}

/** Whether the token says it is signed with the shared secret. Parsed, not believed. */
function isShared(token: string): boolean {
  try {
    const header: unknown = JSON.parse(
      Buffer.from(token.split(".", 1)[0] ?? "", "base64url").toString("utf8"),
    );
    return (header as { alg?: unknown } | null)?.alg === "HS256";
  } catch {
    return false;
  }
}

/** Access tokens are about 1 KB; longer ones are not worth the arithmetic. */
const MAX_TOKEN_LENGTH = 8_192;

/**
 * Verified tokens, so that a busy caller costs one signature check a minute. A key withdrawn from
 * the JWKS counts at the latest after this time.
 */
const CACHE_MS = 60_000;
const CACHE_SIZE = 2_000;
const verified = processWide(
  "verified-tokens",
  () => new Map<string, { identity: Identity; until: number }>(),
);

let verifier: Verifier | undefined;

/**
 * The owner of an access token; null when it is malformed, forged, expired, of another project or
 * of a session that was signed out. Other failures (the keys cannot be fetched) are thrown.
 */
export async function verifyAccessToken(token: string): Promise<Identity | null> {
  if (token.length > MAX_TOKEN_LENGTH) return null;

  const now = Date.now();
  const cached = verified.get(token);
  if (cached && cached.until > now) return notEnded(cached.identity);
  verified.delete(token);

  verifier ??= createVerifier({ supabaseUrl: env.supabaseUrl, jwtSecret: env.supabaseJwtSecret });
  let payload: JWTPayload;
  try {
    payload = await verifier(token);
  } catch (error) {
    if (isTokenError(error)) return null;
    throw error;
  }

  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return null;
  const identity: Identity = {
    userId: claims.data.sub,
    email: claims.data.email || null,
    sessionId: claims.data.session_id ?? null,
    aal: claims.data.aal === "aal2" ? "aal2" : "aal1",
    provenAt: Math.max(0, ...claims.data.amr.map(({ timestamp }) => timestamp)),
    token,
    expiresAt: claims.data.exp,
  };
  if (verified.size >= CACHE_SIZE) {
    const oldest = verified.keys().next().value;
    if (oldest !== undefined) verified.delete(oldest);
  }
  verified.set(token, { identity, until: Math.min(now + CACHE_MS, identity.expiresAt * 1000) });
  return notEnded(identity);
}

async function notEnded(identity: Identity): Promise<Identity | null> {
  const { sessionId } = identity;
  return sessionId && (await endedSessions().has(sessionId)) ? null : identity;
}

/** Refuses the access tokens of a session that has just been signed out. */
export async function endSession({ sessionId, expiresAt }: Identity): Promise<void> {
  if (sessionId) await endedSessions().end(sessionId, expiresAt + CLOCK_TOLERANCE_SECONDS);
}

/** No access token of hosted Supabase lives longer. */
const MAX_TOKEN_SECONDS = 604_800;

/** Refuses the access tokens of sessions that ended, whose tokens nobody has at hand. */
export async function endSessions(sessionIds: readonly string[]): Promise<void> {
  const until = Math.floor(Date.now() / 1000) + MAX_TOKEN_SECONDS;
  await Promise.all(sessionIds.map((id) => endedSessions().end(id, until)));
}

/** Errors that speak about the token, as opposed to our ability to check it. */
function isTokenError(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout) return false;
  if (error instanceof errors.JWKSInvalid) return false;
  if (error instanceof errors.JOSEError) return error.code !== "ERR_JOSE_GENERIC";
  return false;
}

/**
 * The token of `Authorization: Bearer …`. Undefined without the header; null when it is something
 * else, which is refused rather than ignored.
 */
export function bearerToken(header: string | null): string | null | undefined {
  if (header === null) return undefined;
  return /^Bearer +([A-Za-z0-9_.~+/=-]+) *$/i.exec(header)?.[1] ?? null;
}
