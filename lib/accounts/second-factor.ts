/** The second factor: codes of an authenticator app (TOTP). */
import "server-only";
import type { Session, User } from "@supabase/supabase-js";
import {
  isRecoveryCode,
  replaceRecoveryCodes,
  spendRecoveryCode,
} from "@/lib/accounts/recovery-codes";
import { createSessionClient } from "@/lib/accounts/session-client";
import { listSessions } from "@/lib/accounts/sessions";
import { AppError, fromAuth } from "@/lib/api/errors";
import { endSessions, type Identity } from "@/lib/api/identity";
import { drawOn } from "@/lib/api/rate-limit";
import { createBearerDb } from "@/lib/supabase/bearer";
import type { Supabase } from "@/lib/supabase/types";

/** The ids of the factors somebody has to show. */
export function verifiedFactors(user: User): string[] {
  return (user.factors ?? [])
    .filter(({ factor_type, status }) => factor_type === "totp" && status === "verified")
    .map(({ id }) => id);
}

/**
 * Lifts the client's session with a code of one of the factors, and answers the session it is now.
 * A recovery code lifts nothing: it takes the factors away, and the session needs none any more.
 *
 * @throws {AppError} `bad_request` for a wrong code, `too_many_requests` after ten tries
 */
export async function showSecondFactor(
  client: Supabase,
  user: User,
  code: string,
  factorIds = verifiedFactors(user),
): Promise<Session> {
  await drawOn("account-code", user.id);
  if (isRecoveryCode(code)) return dropFactors(client, code);
  let refusal: AppError | undefined;
  for (const factorId of factorIds) {
    const { error } = await client.auth.mfa.challengeAndVerify({ factorId, code });
    if (!error) {
      const { data } = await client.auth.getSession();
      if (data.session) return data.session;
    } else refusal = fromAuth(error);
  }
  throw refusal ?? new AppError("not_found", "There is no such second factor.");
}

async function dropFactors(client: Supabase, code: string): Promise<Session> {
  const { session } = (await client.auth.getSession()).data;
  if (session && (await spendRecoveryCode(session.access_token, code))) return session;
  throw new AppError("bad_request", "This recovery code is wrong or was used before.", {
    fields: { code: ["Wrong, or used before."] },
  });
}

/**
 * What a sign-in needs besides the first factor. Gives the session as it may be handed out; without
 * the code of whoever has a second factor, the session ends here.
 */
export async function requireSecondFactor(
  client: Supabase,
  session: Session,
  code: string | null | undefined,
): Promise<Session> {
  if (!verifiedFactors(session.user).length) return session;
  try {
    if (code) return await showSecondFactor(client, session.user, code);
    throw new AppError("second_factor_required", "Enter the code of your authenticator app.", {
      fields: { code: ["Required."] },
    });
  } catch (error) {
    await client.auth.signOut({ scope: "local" });
    throw error;
  }
}

export type Factor = { id: string; name: string; verified: boolean; created_at: string };

/** The factors of the caller, those of an unfinished enrolment included. */
export async function listFactors(accessToken: string): Promise<Factor[]> {
  const client = await createSessionClient(accessToken);
  const { data, error } = await client.auth.mfa.listFactors();
  if (error) throw fromAuth(error);
  return data.all
    .filter(({ factor_type }) => factor_type === "totp")
    .map(({ id, friendly_name, status, created_at }) => ({
      id,
      name: friendly_name ?? "",
      verified: status === "verified",
      created_at,
    }));
}

export type Enrolment = { id: string; secret: string; uri: string; qr_code: string };

/** Begins an enrolment; it counts once a code was shown. An unfinished one of the name gives way. */
export async function enrollFactor(accessToken: string, name: string): Promise<Enrolment> {
  const client = await createSessionClient(accessToken);
  const { data: known, error: unknown } = await client.auth.mfa.listFactors();
  if (unknown) throw fromAuth(unknown);
  for (const factor of known.all) {
    if (factor.status === "verified" || factor.friendly_name !== name) continue;
    await client.auth.mfa.unenroll({ factorId: factor.id });
  }
  const { data, error } = await client.auth.mfa.enroll({ factorType: "totp", friendlyName: name });
  if (error) throw fromAuth(error);
  const { secret, uri, qr_code } = data.totp;
  return { id: data.id, secret, uri, qr_code };
}

/** Removes a factor. The session stays; others that rest on the factor fall back by themselves. */
export async function removeFactor(accessToken: string, id: string): Promise<void> {
  const client = await createSessionClient(accessToken);
  const { error } = await client.auth.mfa.unenroll({ factorId: id });
  if (error) throw fromAuth(error);
}

/**
 * Shows a code in a session that exists: finishes an enrolment, or lifts the session. The person's
 * sessions that never showed one end, in the auth server and, when it was set up just now, with
 * their access tokens.
 *
 * @param recoveryCodes whether to make new ones
 */
export async function verifyFactor(
  user: Identity,
  given: { code: string; factorId?: string | undefined; recoveryCodes?: boolean | undefined },
): Promise<{ session: Session; recoveryCodes?: string[] }> {
  const { code, factorId, recoveryCodes = false } = given;
  const client = await createSessionClient(user.token);
  const { data, error } = await client.auth.getUser();
  if (error) throw fromAuth(error);
  const known = verifiedFactors(data.user);
  // Whoever has a factor and has not shown it sees no sessions, and sets up nothing, either.
  const mayLook = user.aal === "aal2" || !known.length;
  const before = mayLook ? await listSessions(createBearerDb(user.token)) : [];
  const session = await showSecondFactor(client, data.user, code, factorId ? [factorId] : known);
  await endSessions(
    before.filter((one) => !one.is_current && !one.second_factor).map(({ id }) => id),
  );
  return recoveryCodes
    ? { session, recoveryCodes: await replaceRecoveryCodes(user.userId) }
    : { session };
}
