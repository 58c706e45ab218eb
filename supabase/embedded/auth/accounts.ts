import { AuthError, emailExists, phoneExists } from "./errors.ts";
import type { FlowMethod } from "./flows.ts";
import { type Delivery, mailConfirmation } from "./mailings.ts";
import { type AuthService, isTaken, json, type Tx, transact } from "./service.ts";
import {
  confirmEmail,
  findUser,
  insertEmailIdentity,
  insertUser,
  isConfirmed,
  type Metadata,
  requireUserRow,
  type User,
} from "./users.ts";

export const EMAIL_PROVIDER = { provider: "email", providers: ["email"] };

type SignUp = { email: string; passwordHash: string; data: Metadata };

/** `existing`: the address is taken and confirmed; nothing was changed. */
type SignUpResult = { kind: "new" | "existing"; user: User };

/**
 * Creates an account, or mails again to one that never confirmed. An unconfirmed account is not
 * touched otherwise: nobody has proven that the address is theirs.
 */
export async function signUpWithEmail(
  auth: AuthService,
  signUp: SignUp,
  delivery: Delivery,
): Promise<SignUpResult> {
  const attempt = () =>
    transact(auth, "Database error saving new user", (tx) =>
      signUpOnce(auth, tx, signUp, delivery),
    );
  try {
    return await attempt();
  } catch (error) {
    // Somebody saved the address between our look and our insert: now it is found.
    if (!isTaken(error)) throw error;
    return attempt();
  }
}

async function signUpOnce(
  auth: AuthService,
  tx: Tx,
  signUp: SignUp,
  delivery: Delivery,
): Promise<SignUpResult> {
  const existing = await findUser(tx, { email: signUp.email }, { lock: true });
  if (existing && isConfirmed(existing)) return { kind: "existing", user: existing };
  const id = existing?.id ?? (await createEmailUser(tx, signUp));
  if (auth.config.auth.email.enable_confirmations) {
    const user = existing ?? (await requireUserRow(tx, id));
    await mailConfirmation(auth, tx, user, "signup", delivery);
  } else {
    await confirmEmail(tx, id);
  }
  return { kind: "new", user: await requireUserRow(tx, id) };
}

async function createEmailUser(tx: Tx, { email, passwordHash, data }: SignUp): Promise<string> {
  const id = await insertUser(tx, {
    email,
    passwordHash,
    appMetadata: EMAIL_PROVIDER,
    userMetadata: data,
  });
  const identity = await insertEmailIdentity(tx, id, email, data);
  // Upstream lets the identity's data become the user's; triggers have seen the caller's own.
  await tx`update auth.users set raw_user_meta_data = ${json(tx, identity)} where id = ${id}`;
  return id;
}

/** Another account took the address or number between the look and the write. */
export async function refuseTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isTaken(error)) throw emailExists();
    if (isTaken(error, "phone")) throw phoneExists();
    throw error;
  }
}

/** Sign-ups that the project does not want. */
export function requireSignUpsEnabled(auth: AuthService): void {
  if (auth.config.auth.enable_signup) return;
  throw new AuthError(422, "signup_disabled", "Signups not allowed for this instance");
}

type EmailChange = "applied" | "waiting";

/**
 * One address has agreed to a change. With double confirmation the first only counts; the second
 * (or the only one) makes the change.
 */
export async function acceptEmailChange(
  auth: AuthService,
  tx: Tx,
  user: User,
  used: "new" | "current",
): Promise<EmailChange> {
  const double = auth.config.auth.email.double_confirm_changes && Boolean(user.email);
  if (double && user.email_change_confirm_status === 0) {
    await tx`
      update auth.users set email_change_confirm_status = 1,
        email_change_token_new = case when ${used === "new"} then '' else email_change_token_new end,
        email_change_token_current =
          case when ${used === "current"} then '' else email_change_token_current end
      where id = ${user.id}`;
    return "waiting";
  }
  await applyEmailChange(tx, user, user.email_change ?? "");
  return "applied";
}

/** Gives the user a proven new address. An anonymous user becomes a permanent one by it. */
export async function applyEmailChange(tx: Tx, user: User, email: string): Promise<void> {
  await tx`
    update auth.users set
      email = ${email}, email_change = '', email_change_token_new = '',
      email_change_token_current = '', email_change_confirm_status = 0,
      email_confirmed_at = coalesce(email_confirmed_at, now()), is_anonymous = false,
      raw_user_meta_data = case when raw_user_meta_data ? 'email'
        then raw_user_meta_data || jsonb_build_object('email', ${email}::text)
        else raw_user_meta_data end,
      updated_at = now()
    where id = ${user.id}`;
  await tx`delete from auth.one_time_tokens where user_id = ${user.id}`;
  const [identity] = await tx`
    update auth.identities set
      identity_data = identity_data || jsonb_build_object('email', ${email}::text, 'email_verified', true),
      updated_at = now()
    where user_id = ${user.id} and provider = 'email' returning id`;
  if (identity) return;
  await insertEmailIdentity(tx, user.id, email, {}, true);
  await tx`
    update auth.users set raw_app_meta_data =
      coalesce(raw_app_meta_data, '{}') || ${json(tx, EMAIL_PROVIDER)}
    where id = ${user.id} and not coalesce(raw_app_meta_data, '{}') ? 'provider'`;
}

/** The flow a mailed link of this type belongs to. */
export const FLOW_OF_TYPE: Record<string, FlowMethod> = {
  signup: "email/signup",
  invite: "invite",
  magiclink: "magiclink",
  recovery: "recovery",
  email_change: "email_change",
};
