import { randomBytes, randomUUID } from "node:crypto";
import { type Assurance, createAccessToken } from "./access-token.ts";
import { AuthError } from "./errors.ts";
import type { Client } from "./request.ts";
import type { AuthService, Tx } from "./service.ts";
import { findUser, INSTANCE_ID, isBanned, requireUserRow, toUserJson, type User } from "./users.ts";

/** What a successful sign-in answers. */
export type SessionJson = {
  access_token: string;
  token_type: "bearer";
  expires_in: number;
  expires_at: number;
  refresh_token: string;
  user: Record<string, unknown>;
};

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** Opaque, twelve characters of base32, as upstream's: sixty bits. */
const newRefreshToken = () =>
  [...randomBytes(12)].map((byte) => ALPHABET.charAt(byte & 31)).join("");

/** Signs a user in: session, refresh token and method in one statement. */
export async function startSession(
  auth: AuthService,
  tx: Tx,
  userId: string,
  method: string,
  client: Client,
): Promise<SessionJson> {
  const sessionId = randomUUID();
  const refreshToken = newRefreshToken();
  await tx`
    with session as (
      insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
      values (${sessionId}, ${userId}, now(), now(), 'aal1', ${client.userAgent}, ${client.ip})
    ), refresh as (
      insert into auth.refresh_tokens (
        instance_id, token, user_id, revoked, created_at, updated_at, session_id
      ) values (${INSTANCE_ID}, ${refreshToken}, ${userId}, false, now(), now(), ${sessionId})
    ), claim as (
      insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
      values (${randomUUID()}, ${sessionId}, now(), now(), ${method})
    )
    update auth.users set last_sign_in_at = now() where id = ${userId}`;
  const user = await requireUserRow(tx, userId);
  return toSession(auth, tx, user, sessionId, refreshToken, method);
}

/** The answer for a session whose rows are written. */
export async function toSession(
  auth: AuthService,
  tx: Tx,
  user: User,
  sessionId: string,
  refreshToken: string,
  method: string,
): Promise<SessionJson> {
  const assurance = await readAssurance(tx, sessionId);
  const access = await createAccessToken(auth, tx, user, assurance, method);
  return {
    access_token: access.token,
    token_type: "bearer",
    expires_in: access.expiresIn,
    expires_at: access.expiresAt,
    refresh_token: refreshToken,
    user: toUserJson(user),
  };
}

async function readAssurance(tx: Tx, sessionId: string): Promise<Assurance> {
  const rows = await tx<{ aal: Assurance["level"]; method: string; timestamp: number }[]>`
    select coalesce(s.aal::text, 'aal1') as aal, c.authentication_method as method,
           floor(extract(epoch from c.updated_at))::int as timestamp
      from auth.sessions s join auth.mfa_amr_claims c on c.session_id = s.id
     where s.id = ${sessionId} order by c.updated_at desc`;
  return {
    sessionId,
    level: rows[0]?.aal ?? "aal1",
    methods: rows.map(({ method, timestamp }) => ({ method, timestamp })),
  };
}

type Refresh = SessionJson | AuthError;

/**
 * Rotates a refresh token. The session's row is locked, so that of two requests with one token the
 * second finds the child of the first and answers with it. A token older than the parent of the
 * live one has been copied: past the reuse interval the whole family is revoked, and stays so
 * (upstream would let its members pass for another interval). The refusal is returned, not thrown,
 * because the revocation must be committed.
 */
export async function refreshSession(
  auth: AuthService,
  tx: Tx,
  token: string,
  client: Client,
): Promise<Refresh> {
  const { enable_refresh_token_rotation: rotates, refresh_token_reuse_interval: interval } =
    auth.config.auth;
  // Two statements: only one that begins with the lock held sees what its last holder wrote.
  const [locked] = await tx`
    select id from auth.sessions
     where id = (select session_id from auth.refresh_tokens where token = ${token}) for update`;
  const [row] = await tx`
    select s.id as session_id, s.user_id, t.revoked,
           s.not_after is not null and s.not_after < now() as expired,
           t.updated_at > now() - make_interval(secs => ${interval}) as fresh
      from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id
     where t.token = ${token} and s.id = ${locked?.id ?? null}`;
  const user = row && (await findUser(tx, { id: row.user_id }));
  if (!row || !user) return refused("refresh_token_not_found", "Refresh Token Not Found");
  if (isBanned(user)) return refused("user_banned", "User Banned");
  if (row.expired) return refused("session_expired", "Session Expired");

  let next = token;
  if (row.revoked) {
    const [live] = await tx`
      select token, parent from auth.refresh_tokens
       where session_id = ${row.session_id} and not revoked order by id desc limit 1`;
    if (live && live.parent === token) {
      // The client never stored the answer: give it the same one again.
      next = live.token;
    } else if (live && row.fresh) {
      next = await rotate(tx, row.session_id, user.id, live.token);
    } else {
      if (rotates) await revokeFamily(tx, row.session_id);
      return refused("refresh_token_already_used", "Already Used");
    }
  } else if (rotates) {
    next = await rotate(tx, row.session_id, user.id, token);
  }
  await tx`
    update auth.sessions set refreshed_at = now() at time zone 'utc', updated_at = now(),
      user_agent = ${client.userAgent}, ip = ${client.ip}
    where id = ${row.session_id}`;
  return toSession(auth, tx, user, row.session_id, next, "token_refresh");
}

const refused = (code: string, reason: string) =>
  new AuthError(400, code, `Invalid Refresh Token: ${reason}`);

/** Revokes one token and gives its successor. */
export async function rotate(
  tx: Tx,
  sessionId: string,
  userId: string,
  parent: string,
): Promise<string> {
  const token = newRefreshToken();
  await tx`
    with spent as (
      update auth.refresh_tokens set revoked = true, updated_at = now() where token = ${parent}
    )
    insert into auth.refresh_tokens (
      instance_id, token, user_id, revoked, created_at, updated_at, parent, session_id
    ) values (${INSTANCE_ID}, ${token}, ${userId}, false, now(), now(), ${parent}, ${sessionId})`;
  return token;
}

async function revokeFamily(tx: Tx, sessionId: string): Promise<void> {
  await tx`
    update auth.refresh_tokens set revoked = true, updated_at = now()
     where session_id = ${sessionId} and not revoked`;
}

export type SignOutScope = "global" | "local" | "others";

/** Ends sessions; their refresh tokens go with them. */
export async function endSessions(
  tx: Tx,
  userId: string,
  scope: SignOutScope,
  sessionId?: string,
): Promise<void> {
  const which =
    scope === "global"
      ? tx``
      : scope === "local"
        ? tx`and id = ${sessionId ?? null}`
        : tx`and id <> ${sessionId ?? null}`;
  await tx`delete from auth.sessions where user_id = ${userId} ${which}`;
}
