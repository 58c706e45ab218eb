/** Which web pages may read our answers. The mobile app sends no Origin and needs none of this. */

const ALLOWED_HEADERS =
  "Authorization, Content-Type, Accept, x-requested-with, x-client-id, x-request-id, If-None-Match, Idempotency-Key";
const ALLOWED_METHODS = "GET, POST, PUT, DELETE, OPTIONS";
const EXPOSED_HEADERS =
  "x-request-id, RateLimit, RateLimit-Policy, Retry-After, ETag, Idempotency-Replayed";
const MAX_AGE_SECONDS = "86400";

/** Headers for one answer. An origin that is not on the list gets none and its browser refuses. */
export function corsHeaders(
  origin: string | null,
  allowedOrigins: readonly string[],
): Record<string, string> {
  if (!origin || !allowedOrigins.includes(origin)) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": EXPOSED_HEADERS,
  };
}

/** The further headers of an answer to OPTIONS. */
export function preflightHeaders(
  origin: string | null,
  allowedOrigins: readonly string[],
): Record<string, string> {
  if (!origin || !allowedOrigins.includes(origin)) return {};
  return {
    "access-control-allow-methods": ALLOWED_METHODS,
    "access-control-allow-headers": ALLOWED_HEADERS,
    "access-control-max-age": MAX_AGE_SECONDS,
  };
}

/**
 * Whether a request that authenticates by cookie comes from our own pages. Browsers always send
 * Origin with a method that changes something, and `sec-fetch-site` with all of them.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin";
  if (origin === new URL(appUrl).origin) return true;
  try {
    return new URL(origin).host === headers.get("host");
  } catch {
    return false;
  }
}
