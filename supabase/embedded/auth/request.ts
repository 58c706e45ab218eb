import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import { z } from "zod";
import type { Claims } from "../context.ts";
import { AuthError, validationFailed } from "./errors.ts";
import type { AuthContext, AuthService } from "./service.ts";
import { findUser, type User } from "./users.ts";

/** Where a request came from, kept with its session. */
export type Client = { ip: string | null; userAgent: string | null };

/** A signed-in caller whose session still exists. */
export type SignedIn = {
  user: User;
  claims: Claims;
  session: { id: string; createdAt: Date; aal: string };
};

export const text = z.string().nullish();
export const metadata = z.record(z.string(), z.unknown()).nullish();
export const pkce = { code_challenge: text, code_challenge_method: text };

/** The body, with unknown members dropped as upstream drops them. */
export async function readBody<S extends z.ZodType>(
  c: AuthContext,
  schema: S,
): Promise<z.output<S>> {
  const raw = await c.req.text();
  let value: unknown;
  try {
    value = raw.trim() === "" ? {} : JSON.parse(raw);
  } catch {
    throw new AuthError(400, "bad_json", "Could not parse request body as JSON");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AuthError(
      400,
      "bad_json",
      `Could not parse request body: ${issue?.path.join(".") || "body"}: ${issue?.message ?? "invalid"}`,
    );
  }
  return parsed.data;
}

const EMAIL =
  /^[^\s@<>()[\]\\,;:"]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** The address in the form it is stored. */
export function requireEmail(value: string | null | undefined): string {
  if (!value) throw validationFailed("An email address is required");
  if (value.length > 255) throw validationFailed("An email address is too long");
  const email = value.trim().toLowerCase();
  if (!EMAIL.test(email)) {
    throw validationFailed("Unable to validate email address: invalid format");
  }
  return email;
}

/** E.164 without the plus, as it is stored; null when none is given. */
export function readPhone(value: string | null | undefined): string | null {
  if (!value) return null;
  const phone = value.trim().replace(/^\+/, "");
  if (/^[1-9]\d{1,14}$/.test(phone)) return phone;
  throw validationFailed("Invalid phone number format (E.164 required)");
}

/**
 * The peer's address. A server that signs people in on their behalf forwards theirs in
 * `sb-forwarded-for`, believed only with the secret key, as hosted does.
 */
export function clientOf(c: AuthContext): Client {
  const trusted = c.get("caller")?.role === "service_role";
  const forwarded = trusted ? c.req.header("sb-forwarded-for")?.split(",")[0]?.trim() : undefined;
  return {
    ip: forwarded && isIP(forwarded) ? forwarded : peerAddress(c),
    userAgent: c.req.header("user-agent") ?? null,
  };
}

function peerAddress(c: AuthContext): string | null {
  try {
    return getConnInfo(c).remote.address ?? null;
  } catch {
    return null; // no socket behind the request: called in process
  }
}

/** Who asks, proven by a bearer token whose session has not been signed out. */
export async function requireUser(c: AuthContext, auth: AuthService): Promise<SignedIn> {
  const token = /^bearer (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (!token) {
    throw new AuthError(401, "no_authorization", "This endpoint requires a valid Bearer token");
  }
  const claims = await auth.tokens.verify(token).catch((cause: unknown) => {
    throw new AuthError(
      403,
      "bad_jwt",
      `invalid JWT: unable to parse or verify signature, ${cause instanceof Error ? cause.message : "invalid"}`,
      { cause },
    );
  });
  const { sub, session_id: sessionId } = claims;
  if (!sub) throw new AuthError(403, "bad_jwt", "invalid claim: missing sub claim");
  const user = z.uuid().safeParse(sub).success ? await findUser(auth.sql, { id: sub }) : null;
  if (!user) {
    throw new AuthError(403, "user_not_found", "User from sub claim in JWT does not exist");
  }
  const [session] = z.uuid().safeParse(sessionId).success
    ? await auth.sql`
        select id, created_at, aal from auth.sessions where id = ${sessionId ?? ""} and user_id = ${user.id}`
    : [];
  if (!session) {
    throw new AuthError(
      403,
      "session_not_found",
      "Session from session_id claim in JWT does not exist",
    );
  }
  const { id, created_at: createdAt, aal } = session;
  return { user, claims, session: { id, createdAt: new Date(createdAt), aal: aal ?? "aal1" } };
}

/** Only the secret key opens `/admin` and `/invite`. */
export function requireAdmin(c: AuthContext): void {
  const role = c.get("caller")?.role;
  if (role === "service_role") return;
  if (!c.req.header("authorization") && !role) {
    throw new AuthError(401, "no_authorization", "This endpoint requires a valid Bearer token");
  }
  throw new AuthError(403, "not_admin", "User not allowed");
}
