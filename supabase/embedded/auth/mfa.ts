import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { AuthError, userNotFound, validationFailed } from "./errors.ts";
import { clientOf, readBody, requireAdmin, requireUser, type SignedIn, text } from "./request.ts";
import { type AuthContext, type AuthService, iso, type Tx, transact } from "./service.ts";
import { rotate, type SessionJson, toSession } from "./sessions.ts";
import { createSecret, describeSecret, totpMatches } from "./totp.ts";
import { findUser, type Metadata, requireUserRow } from "./users.ts";

/** A challenge waits five minutes for its code. */
const CHALLENGE_SECONDS = 300;

const enrolment = z.object({ friendly_name: text, factor_type: text, issuer: text });
const proof = z.object({ challenge_id: text, code: text });

type Factor = { id: string; friendly_name: string | null; status: string; secret: string | null };

/** Second factors by authenticator app (TOTP): a session that used one is at `aal2`. */
export function mfaRoutes(auth: AuthService): Hono<GatewayEnv> {
  return new Hono<GatewayEnv>()
    .post("/factors", async (c) => c.json(await enroll(c, auth)))
    .post("/factors/:id/challenge", async (c) => c.json(await challenge(c, auth)))
    .post("/factors/:id/verify", async (c) => c.json(await verify(c, auth)))
    .delete("/factors/:id", async (c) => {
      const who = await requireMember(c, auth);
      const id = uuidParam(c, "id");
      await transact(auth, "Database error deleting factor", async (tx) => {
        const factor = await requireFactor(tx, who.user.id, id);
        if (factor.status === "verified" && who.session.aal !== "aal2") {
          throw new AuthError(422, "insufficient_aal", "AAL2 required to unenroll verified factor");
        }
        await removeFactor(tx, factor.id);
      });
      return c.json({ id });
    })
    .get("/admin/users/:user/factors", async (c) => {
      requireAdmin(c);
      const user = await findUser(auth.sql, { id: uuidParam(c, "user") });
      if (!user) throw userNotFound();
      return c.json(user.factors ?? []);
    })
    .delete("/admin/users/:user/factors/:id", async (c) => {
      requireAdmin(c);
      const userId = uuidParam(c, "user");
      const factor = await transact(auth, "Database error deleting factor", async (tx) => {
        const { secret, ...shown } = await requireFactor(tx, userId, uuidParam(c, "id"));
        await removeFactor(tx, shown.id);
        return shown;
      });
      return c.json(factor);
    });
}

async function requireMember(c: AuthContext, auth: AuthService): Promise<SignedIn> {
  const who = await requireUser(c, auth);
  if (!who.user.is_anonymous) return who;
  throw new AuthError(
    403,
    "no_authorization",
    "Anonymous user not allowed to perform these actions",
  );
}

function uuidParam(c: AuthContext, name: "id" | "user"): string {
  const id = z.uuid().safeParse(c.req.param(name));
  if (id.success) return id.data;
  throw validationFailed(`${name === "id" ? "factor_id" : "user_id"} must be an UUID`);
}

async function requireFactor(tx: Tx, userId: string, id: string): Promise<Factor> {
  const [factor] = await tx<Factor[]>`
    select id, friendly_name, status, secret from auth.mfa_factors
     where id = ${id} and user_id = ${userId} and factor_type = 'totp' for update`;
  if (!factor) throw new AuthError(404, "mfa_factor_not_found", "Factor not found");
  return factor;
}

async function enroll(c: AuthContext, auth: AuthService): Promise<Metadata> {
  const who = await requireMember(c, auth);
  const input = await readBody(c, enrolment);
  const { mfa, site_url: site } = auth.config.auth;
  if (input.factor_type !== "totp") throw validationFailed("factor_type needs to be totp");
  if (!mfa.totp.enroll_enabled) {
    throw new AuthError(422, "mfa_totp_enroll_not_enabled", "MFA enroll is disabled for TOTP");
  }
  const name = input.friendly_name ?? "";
  const id = randomUUID();
  const secret = createSecret();
  await transact(auth, "Database error enrolling factor", async (tx) => {
    // Enrolments that nobody finished in time make room, as upstream.
    await tx`
      delete from auth.mfa_factors where user_id = ${who.user.id} and status = 'unverified'
        and created_at < now() - make_interval(secs => ${CHALLENGE_SECONDS})`;
    const user = await findUser(tx, { id: who.user.id }, { lock: true });
    const factors = user?.factors ?? [];
    if (factors.some((factor) => factor.friendly_name === name)) {
      throw new AuthError(
        422,
        "mfa_factor_name_conflict",
        `A factor with the friendly name "${name}" for this user already exists`,
      );
    }
    if (factors.length >= mfa.max_enrolled_factors) {
      throw new AuthError(
        422,
        "too_many_enrolled_mfa_factors",
        "Maximum number of verified factors reached, unenroll to continue",
      );
    }
    if (factors.some(({ status }) => status === "verified") && who.session.aal !== "aal2") {
      throw new AuthError(403, "insufficient_aal", "AAL2 required to enroll a new factor");
    }
    await tx`
      insert into auth.mfa_factors (
        id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret
      ) values (${id}, ${who.user.id}, ${name}, 'totp', 'unverified', now(), now(), ${secret})`;
  });
  const issuer = input.issuer || new URL(site).host;
  const totp = describeSecret(secret, issuer, who.user.email ?? "");
  return { id, type: "totp", friendly_name: name, totp };
}

async function challenge(c: AuthContext, auth: AuthService): Promise<Metadata> {
  const client = clientOf(c);
  await auth.limits.verify(client);
  const who = await requireMember(c, auth);
  const factor = uuidParam(c, "id");
  const id = randomUUID();
  await transact(auth, "Database error creating challenge", async (tx) => {
    await requireFactor(tx, who.user.id, factor);
    await tx`
      insert into auth.mfa_challenges (id, factor_id, created_at, ip_address)
      values (${id}, ${factor}, now(), ${client.ip ?? "0.0.0.0"})`;
    // Unique in the table, hence the clock and not the transaction's time.
    await tx`
      update auth.mfa_factors set last_challenged_at = clock_timestamp() where id = ${factor}`;
  });
  const expires = Math.floor(Date.now() / 1000) + CHALLENGE_SECONDS;
  return { id, type: "totp", expires_at: expires };
}

/** A right code lifts this session to aal2 and ends those that never showed the factor. */
async function verify(c: AuthContext, auth: AuthService): Promise<SessionJson> {
  const client = clientOf(c);
  await auth.limits.verify(client);
  const who = await requireMember(c, auth);
  const id = uuidParam(c, "id");
  const input = await readBody(c, proof);
  if (!auth.config.auth.mfa.totp.verify_enabled) {
    throw new AuthError(
      422,
      "mfa_totp_verify_not_enabled",
      "MFA verification is disabled for TOTP",
    );
  }
  const challengeId = z.uuid().safeParse(input.challenge_id);
  return transact(auth, "Database error verifying factor", async (tx) => {
    const factor = await requireFactor(tx, who.user.id, id);
    // Enrolled just as another was finished: proving one's own app would stand for proving theirs.
    const enrolled = who.user.factors?.some(({ status }) => status === "verified");
    if (factor.status !== "verified" && enrolled && who.session.aal !== "aal2") {
      throw new AuthError(403, "insufficient_aal", "AAL2 required to enroll a new factor");
    }
    await requireChallenge(tx, factor.id, challengeId.data ?? null);
    const code = input.code ?? "";
    if (!totpMatches(factor.secret ?? "", code)) {
      throw new AuthError(422, "mfa_verification_failed", "Invalid TOTP code entered");
    }
    await useUp(tx, factor.id, challengeId.data ?? null, code);
    await tx`
      update auth.mfa_factors set status = 'verified', updated_at = now() where id = ${factor.id}`;
    await tx`
      delete from auth.mfa_factors where user_id = ${who.user.id} and status = 'unverified'`;
    const refreshToken = await raiseSession(tx, who, factor.id);
    const user = await requireUserRow(tx, who.user.id);
    return toSession(auth, tx, user, who.session.id, refreshToken, "mfa/totp");
  });
}

/** A code is good for a minute and a half, and once: somebody may have looked over a shoulder. */
const CODE_SECONDS = 90;

/** The factor's row is locked, so of two requests with one code the second finds the first. */
async function useUp(tx: Tx, factor: string, challenge: string | null, code: string) {
  const [used] = await tx`
    select id from auth.mfa_challenges
     where factor_id = ${factor} and otp_code = ${code}
       and verified_at > now() - make_interval(secs => ${CODE_SECONDS})`;
  if (used) {
    throw new AuthError(422, "mfa_verification_rejected", "The code has been used");
  }
  await tx`
    update auth.mfa_challenges set verified_at = now(), otp_code = ${code} where id = ${challenge}`;
}

async function requireChallenge(tx: Tx, factor: string, challenge: string | null): Promise<void> {
  const [row] = await tx`
    select verified_at, created_at < now() - make_interval(secs => ${CHALLENGE_SECONDS}) as expired
      from auth.mfa_challenges where id = ${challenge} and factor_id = ${factor}`;
  if (!row) {
    throw new AuthError(
      422,
      "mfa_factor_not_found",
      "MFA factor with the provided challenge ID not found",
    );
  }
  if (iso(row.verified_at)) {
    throw new AuthError(422, "mfa_verification_rejected", "The challenge has been used");
  }
  if (row.expired) {
    throw new AuthError(
      422,
      "mfa_challenge_expired",
      `MFA challenge ${challenge} has expired, verify against another challenge or create a new challenge.`,
    );
  }
}

async function raiseSession(tx: Tx, { user, session }: SignedIn, factor: string): Promise<string> {
  await tx`
    update auth.sessions set aal = 'aal2', factor_id = ${factor}, updated_at = now()
     where id = ${session.id}`;
  await tx`
    insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
    values (${randomUUID()}, ${session.id}, now(), now(), 'totp')
    on conflict (session_id, authentication_method) do update set updated_at = now()`;
  await tx`delete from auth.sessions where user_id = ${user.id} and aal = 'aal1'`;
  const [live] = await tx`
    select token from auth.refresh_tokens
     where session_id = ${session.id} and not revoked order by id desc limit 1`;
  return rotate(tx, session.id, user.id, live?.token ?? "");
}

/** Sessions raised by the factor fall back with it. */
async function removeFactor(tx: Tx, id: string): Promise<void> {
  await tx`
    delete from auth.mfa_amr_claims
     where authentication_method = 'totp'
       and session_id in (select id from auth.sessions where factor_id = ${id})`;
  await tx`
    update auth.sessions set aal = 'aal1', factor_id = null, updated_at = now()
     where factor_id = ${id}`;
  await tx`delete from auth.mfa_factors where id = ${id}`;
}
