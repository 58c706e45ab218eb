/**
 * Mails that let somebody in again, and what they may then change. Whether an address has an
 * account is nobody's business: the answer is the same, takes as long, and is given before the auth
 * server is asked.
 */
import "server-only";
import type { Session, User } from "@supabase/supabase-js";
import { after } from "next/server";
import { requireGoodPassword } from "@/lib/accounts/password-policy";
import { showSecondFactor, verifiedFactors } from "@/lib/accounts/second-factor";
import { createSessionClient } from "@/lib/accounts/session-client";
import { listSessions } from "@/lib/accounts/sessions";
import { AppError, fromAuth } from "@/lib/api/errors";
import { endSessions, type Identity } from "@/lib/api/identity";
import { describeError, log } from "@/lib/api/log";
import { deliverSoon } from "@/lib/email/deliver";
import { createAnonClient } from "@/lib/supabase/anon";
import { createBearerDb } from "@/lib/supabase/bearer";
import type { Supabase } from "@/lib/supabase/types";

type Asked = { error: { code?: string | undefined; status?: number | undefined } | null };

/** What the auth server answers for addresses without an account, or with one it just wrote to. */
const EXPECTED = new Set(["otp_disabled", "user_not_found", "over_email_send_rate_limit"]);

function askQuietly(ask: (client: Supabase) => Promise<Asked>): void {
  after(async () => {
    const { error } = await ask(createAnonClient());
    if (error && !EXPECTED.has(error.code ?? "")) {
      log.error({ error: describeError(error) }, "an auth mail was not sent");
    }
  });
}

/** Mails a link and a code to choose a new password. */
export function mailRecovery(email: string, redirectTo: string): void {
  askQuietly(({ auth }) => auth.resetPasswordForEmail(email, { redirectTo }));
}

/** Mails a link and a code to sign in; makes no account. */
export function mailMagicLink(email: string, emailRedirectTo: string): void {
  askQuietly(({ auth }) =>
    auth.signInWithOtp({ email, options: { shouldCreateUser: false, emailRedirectTo } }),
  );
}

/** Mails the confirmation of a new account once more. */
export function mailConfirmation(email: string, emailRedirectTo: string): void {
  askQuietly(({ auth }) => auth.resend({ type: "signup", email, options: { emailRedirectTo } }));
}

/** `recovery`: of a forgotten password. `email`: of a magic link or of a new account. */
export type CodeType = "recovery" | "email";

/**
 * Opens a session with a mailed code.
 *
 * @param code of the second factor; without it the session of whoever has one opens no business
 */
export async function signInWithCode(
  client: Supabase,
  given: { email: string; token: string; type: CodeType; code?: string | null | undefined },
): Promise<Session> {
  const { email, token, type, code } = given;
  const { data, error } = await client.auth.verifyOtp({ email, token, type });
  if (error) throw fromAuth(error);
  if (!data.session) throw new AppError("bad_request", "The code is wrong or has expired.");
  const { session } = data;
  return code && verifiedFactors(session.user).length
    ? showSecondFactor(client, session.user, code)
    : session;
}

/** For so long after proving who they are somebody may change what their account rests on. */
const RECENT_SECONDS = 1_800;

/** Refuses a session that proved long ago who it is: its token may have been found lying about. */
export function requireRecentProof({ provenAt }: Identity): void {
  if (Date.now() / 1000 - provenAt <= RECENT_SECONDS) return;
  throw new AppError(
    "forbidden",
    "Sign in again or ask for a code by mail; then you can change it for half an hour.",
  );
}

/**
 * Sets the caller's password and ends their other sessions, access tokens included.
 *
 * @throws {AppError} `forbidden` for a session that is not fresh, `second_factor_required`,
 *   `bad_request` for a password nobody should have
 */
export async function setPassword(
  user: Identity,
  { password, code }: { password: string; code?: string | null | undefined },
): Promise<void> {
  requireRecentProof(user);
  await requireGoodPassword(password, [user.email]);
  const client = await createSessionClient(user.token);
  const token = await lifted(client, user, code);
  const others = (await listSessions(createBearerDb(token))).filter(
    ({ is_current }) => !is_current,
  );
  const { error } = await client.auth.updateUser({ password });
  if (error) throw fromAuth(error);
  await endSessions(others.map(({ id }) => id));
  // A timer sends the notice otherwise, a minute later.
  deliverSoon();
}

/** The access token to go on with: of a session that has shown the second factor, if there is one. */
async function lifted(client: Supabase, user: Identity, code: string | null | undefined) {
  if (!code || user.aal === "aal2") return user.token;
  const { data, error } = await client.auth.getUser();
  if (error) throw fromAuth(error);
  if (!verifiedFactors(data.user).length) return user.token;
  return (await showSecondFactor(client, data.user, code)).access_token;
}

/**
 * Asks both mailboxes whether the account may move to a new address, and answers the account as it
 * is meanwhile. An address that is somebody else's is answered like any other.
 */
export async function changeEmail(
  user: Identity,
  { email, redirectTo }: { email: string; redirectTo: string },
): Promise<Pick<User, "email">> {
  const client = await createSessionClient(user.token);
  const { data, error } = await client.auth.updateUser({ email }, { emailRedirectTo: redirectTo });
  if (error?.code === "email_exists") return { email: user.email ?? "" };
  if (error) throw fromAuth(error);
  return { email: data.user.email ?? "" };
}
