/** Whose account it is that a provider speaks of. */

import { requireSignUpsEnabled } from "./accounts.ts";
import { AuthError, emailExists } from "./errors.ts";
import { mailConfirmation } from "./mailings.ts";
import type { ExternalProfile } from "./providers.ts";
import { type AuthService, json, type Tx } from "./service.ts";
import {
  confirmEmail,
  findUser,
  insertUser,
  isBanned,
  isConfirmed,
  mergeMetadata,
  requireUserRow,
  type User,
} from "./users.ts";

/** `refusal` is returned, not thrown: the account and the mail that led to it must be committed. */
export type Outcome = { user: User; refusal?: undefined } | { refusal: AuthError };

/**
 * The account behind a profile: the one this identity belongs to, else the one with the same
 * address when the provider has verified it, else a new one. An address nobody verified neither
 * links nor opens anything.
 */
export async function accountFor(
  auth: AuthService,
  tx: Tx,
  provider: string,
  profile: ExternalProfile,
  redirectTo: string,
): Promise<Outcome> {
  const optional = auth.config.auth.external[provider]?.email_optional;
  if (!profile.email && !optional) {
    throw new AuthError(
      500,
      "unexpected_failure",
      "Error getting user email from external provider",
    );
  }
  const user =
    (await knownIdentity(tx, provider, profile)) ??
    (await sameAddress(tx, provider, profile)) ??
    (await newAccount(auth, tx, provider, profile));
  if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");
  if (profile.email && !isConfirmed(user)) {
    const proven = profile.emailVerified && user.email === profile.email;
    if (!proven && auth.config.auth.email.enable_confirmations) {
      await mailConfirmation(auth, tx, user, "signup", { redirectTo, challenge: null });
      return { refusal: needsVerification(provider) };
    }
    await confirmEmail(tx, user.id);
  }
  return { user: await requireUserRow(tx, user.id) };
}

const needsVerification = (provider: string) =>
  new AuthError(
    422,
    "provider_email_needs_verification",
    `Unverified email with ${provider}. A confirmation email has been sent to your ${provider} email`,
  );

async function knownIdentity(tx: Tx, provider: string, { subject, data }: ExternalProfile) {
  const [identity] = await tx`
    update auth.identities
       set identity_data = ${json(tx, data)}, last_sign_in_at = now(), updated_at = now()
     where provider = ${provider} and provider_id = ${subject} returning user_id`;
  if (!identity) return null;
  const user = await findUser(tx, { id: identity.user_id }, { lock: true });
  if (user) await noteProvider(tx, user, provider, data);
  return user;
}

async function sameAddress(tx: Tx, provider: string, profile: ExternalProfile) {
  const { email, emailVerified } = profile;
  const user = email && (await findUser(tx, { email }, { lock: true }));
  if (!user) return null;
  // Whoever says so unverified may be anybody; that the address is taken is not told.
  if (!emailVerified) throw needsVerification(provider);
  if (!isConfirmed(user)) await forgetUnproven(tx, user);
  await insertIdentity(tx, user.id, provider, profile);
  await noteProvider(tx, user, provider, profile.data);
  return user;
}

/**
 * An account nobody confirmed may have been made by somebody else, in wait for the owner of the
 * address: its password, metadata and other ways in are theirs.
 */
async function forgetUnproven(tx: Tx, user: User): Promise<void> {
  await tx`
    update auth.users set encrypted_password = '', raw_user_meta_data = '{}', confirmation_token = '',
      raw_app_meta_data = '{}', updated_at = now()
    where id = ${user.id}`;
  await tx`delete from auth.identities where user_id = ${user.id}`;
  await tx`delete from auth.one_time_tokens where user_id = ${user.id}`;
  await tx`delete from auth.sessions where user_id = ${user.id}`;
  user.raw_user_meta_data = {};
  user.raw_app_meta_data = {};
}

async function newAccount(
  auth: AuthService,
  tx: Tx,
  provider: string,
  profile: ExternalProfile,
): Promise<User> {
  requireSignUpsEnabled(auth);
  const id = await insertUser(tx, {
    email: profile.email,
    appMetadata: { provider, providers: [provider] },
    userMetadata: profile.data,
  });
  await insertIdentity(tx, id, provider, profile);
  return requireUserRow(tx, id);
}

async function insertIdentity(
  tx: Tx,
  userId: string,
  provider: string,
  { subject, data }: ExternalProfile,
): Promise<void> {
  await tx`
    insert into auth.identities (
      provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at
    ) values (${subject}, ${userId}, ${json(tx, data)}, ${provider}, now(), now(), now())`;
}

/** Keeps `providers` and the provider's picture of the person up to date. */
async function noteProvider(
  tx: Tx,
  user: User,
  provider: string,
  data: Record<string, unknown>,
): Promise<void> {
  const known = user.raw_app_meta_data?.providers;
  const providers = [...new Set([...(Array.isArray(known) ? known : []), provider])];
  const app = { provider, ...user.raw_app_meta_data, providers };
  // The account's address is its own; the provider's may be another.
  const { email: _, email_verified: __, ...about } = data;
  await tx`
    update auth.users set raw_app_meta_data = ${json(tx, app)},
      raw_user_meta_data = ${json(tx, mergeMetadata(user.raw_user_meta_data, about))},
      updated_at = now()
    where id = ${user.id}`;
}

/** Adds an identity to the account of somebody who is signed in. */
export async function linkIdentity(
  tx: Tx,
  userId: string,
  provider: string,
  profile: ExternalProfile,
): Promise<User> {
  const user = await findUser(tx, { id: userId }, { lock: true });
  if (!user) throw new AuthError(403, "user_not_found", "User not found");
  if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");
  const [taken] = await tx`
    select user_id from auth.identities
     where provider = ${provider} and provider_id = ${profile.subject}`;
  if (taken) {
    throw new AuthError(
      422,
      "identity_already_exists",
      taken.user_id === userId
        ? "Identity is already linked"
        : "Identity is already linked to another user",
    );
  }
  if (!user.email && profile.email && (await findUser(tx, { email: profile.email }))) {
    throw emailExists();
  }
  await insertIdentity(tx, userId, provider, profile);
  await noteProvider(tx, user, provider, profile.data);
  return requireUserRow(tx, userId);
}
