import { AuthError } from "./errors.ts";
import { beginFlow, type Challenge } from "./flows.ts";
import { sendMail } from "./mail.ts";
import { createCode, storeCode } from "./one-time-tokens.ts";
import type { AuthService, Tx } from "./service.ts";
import type { User } from "./users.ts";

/** How the person comes back from the mail. */
export type Delivery = { redirectTo: string; challenge: Challenge | null };

/**
 * Each of these wants the user's row locked (`findUser(…, { lock: true })`): two requests at once
 * would both find the last mail old enough.
 */

/** Sign-up or invitation: proves a new account's address. */
export async function mailConfirmation(
  auth: AuthService,
  tx: Tx,
  user: User,
  action: "signup" | "invite",
  delivery: Delivery,
): Promise<void> {
  if (action === "signup") requirePause(auth, user.confirmation_sent_at);
  const code = await prepare(
    auth,
    tx,
    user,
    action === "invite" ? "invite" : "email/signup",
    delivery,
  );
  await storeCode(tx, user.id, "confirmation_token", user.email ?? "", code.hash);
  await tx`
    update auth.users set confirmation_token = ${code.hash}, confirmation_sent_at = now(),
      invited_at = case when ${action === "invite"} then now() else invited_at end
    where id = ${user.id}`;
  await sendMail(auth, tx, { action, user, redirectTo: delivery.redirectTo, code });
}

/** Password recovery or magic link: signs in someone whose account exists. */
export async function mailRecovery(
  auth: AuthService,
  tx: Tx,
  user: User,
  action: "recovery" | "magiclink",
  delivery: Delivery,
): Promise<void> {
  requirePause(auth, user.recovery_sent_at);
  const code = await prepare(auth, tx, user, action, delivery);
  await storeCode(tx, user.id, "recovery_token", user.email ?? "", code.hash);
  await tx`
    update auth.users set recovery_token = ${code.hash}, recovery_sent_at = now()
     where id = ${user.id}`;
  await sendMail(auth, tx, { action, user, redirectTo: delivery.redirectTo, code });
}

/** E-mail change: to the new address, and to the present one when both must agree. */
export async function mailEmailChange(
  auth: AuthService,
  tx: Tx,
  user: User,
  email: string,
  delivery: Delivery,
): Promise<void> {
  requirePause(auth, user.email_change_sent_at);
  const { otp_length: length, double_confirm_changes: double } = auth.config.auth.email;
  const usesPkce = delivery.challenge !== null;
  const change = { email, code: createCode(email, length, usesPkce) };
  const code = double && user.email ? createCode(user.email, length, usesPkce) : null;
  if (delivery.challenge) await beginFlow(tx, user.id, "email_change", delivery.challenge);
  await storeCode(tx, user.id, "email_change_token_new", email, change.code.hash);
  await tx`
    delete from auth.one_time_tokens
     where user_id = ${user.id} and token_type = 'email_change_token_current'`;
  if (code) {
    await storeCode(tx, user.id, "email_change_token_current", user.email ?? "", code.hash);
  }
  await tx`
    update auth.users set
      email_change = ${email}, email_change_token_new = ${change.code.hash},
      email_change_token_current = ${code?.hash ?? ""}, email_change_sent_at = now(),
      email_change_confirm_status = 0
    where id = ${user.id}`;
  const { redirectTo } = delivery;
  await sendMail(auth, tx, { action: "email_change", user, redirectTo, code, change });
}

/** The nonce that a password change asks for after a day. */
export async function mailReauthentication(auth: AuthService, tx: Tx, user: User): Promise<void> {
  requirePause(auth, user.reauthentication_sent_at);
  const code = createCode(user.email ?? "", auth.config.auth.email.otp_length);
  await storeCode(tx, user.id, "reauthentication_token", user.email ?? "", code.hash);
  await tx`
    update auth.users set reauthentication_token = ${code.hash}, reauthentication_sent_at = now()
     where id = ${user.id}`;
  const redirectTo = auth.config.auth.site_url;
  await sendMail(auth, tx, { action: "reauthentication", user, redirectTo, code });
}

async function prepare(
  auth: AuthService,
  tx: Tx,
  user: User,
  method: Parameters<typeof beginFlow>[2],
  { challenge }: Delivery,
) {
  if (challenge) await beginFlow(tx, user.id, method, challenge);
  return createCode(user.email ?? "", auth.config.auth.email.otp_length, challenge !== null);
}

/** `auth.email.max_frequency`: one mail of a kind to one person within it. */
function requirePause(auth: AuthService, sentAt: User["recovery_sent_at"]): void {
  if (!sentAt) return;
  const pause = auth.config.auth.email.max_frequency * 1000;
  const left = Math.ceil((new Date(sentAt).getTime() + pause - Date.now()) / 1000);
  if (left <= 0) return;
  throw new AuthError(
    429,
    "over_email_send_rate_limit",
    `For security purposes, you can only request this after ${left} seconds.`,
    { retryAfter: left },
  );
}
