/** Signing up, in and out. */
import "server-only";
import type { Session, User } from "@supabase/supabase-js";
import type { z } from "zod";
import { evenOut } from "@/lib/accounts/even-answer";
import { requireGoodPassword } from "@/lib/accounts/password-policy";
import type { businessSignUp, credentials, travellerSignUp } from "@/lib/accounts/schemas";
import { requireSecondFactor } from "@/lib/accounts/second-factor";
import { AppError, fromAuth, fromPostgrest } from "@/lib/api/errors";
import { endSession, type Identity } from "@/lib/api/identity";
import { createAnonClient } from "@/lib/supabase/anon";
import { createBearerDb } from "@/lib/supabase/bearer";
import type { Db, Supabase } from "@/lib/supabase/types";

/**
 * Signs in with a password and, for whoever has a second factor, its code. The session stays on
 * `client`: give it one of its own per request (`createAnonClient`).
 */
export async function signIn(
  client: Supabase,
  { email, password, code }: z.output<typeof credentials>,
): Promise<Session> {
  const asked = performance.now();
  const { data, error } = await client.auth.signInWithPassword({ email, password });
  if (error) {
    await evenOut(asked);
    throw fromAuth(error);
  }
  return requireSecondFactor(client, data.session, code);
}

/** A new account; the session is null when the address must be confirmed first. */
export type SignedUp = { user: User; session: Session | null };

/** The database makes the traveller's profile in the same transaction as the account. */
export function signUpTraveller(
  client: Supabase,
  { email, password, firstName, lastName, phone }: z.output<typeof travellerSignUp>,
): Promise<SignedUp> {
  return signUp(client, email, password, { first_name: firstName, last_name: lastName, phone });
}

/** As above, with business profile and default channel. */
export async function signUpBusiness(
  client: Supabase,
  input: z.output<typeof businessSignUp>,
): Promise<SignedUp> {
  const { email, password, businessName, userName, phone, description } = input;
  if (businessName && (await isBusinessNameTaken(client, businessName))) {
    const message = "A business with this name already exists.";
    throw new AppError("conflict", message, { fields: { businessName: [message] } });
  }
  return signUp(client, email, password, {
    account: "business",
    business_name: businessName,
    username: userName,
    phone,
    description,
  });
}

export async function isBusinessNameTaken(client: Db, name: string): Promise<boolean> {
  const { data, error } = await client.rpc("is_business_name_taken", { p_name: name });
  if (error) throw fromPostgrest(error);
  return data;
}

async function signUp(
  client: Supabase,
  email: string,
  password: string,
  metadata: Record<string, string | null | undefined>,
): Promise<SignedUp> {
  const { first_name, last_name, business_name, username } = metadata;
  await requireGoodPassword(password, [email, first_name, last_name, business_name, username]);
  const given = Object.fromEntries(Object.entries(metadata).filter(([, value]) => value));
  const { data, error } = await client.auth.signUp({ email, password, options: { data: given } });
  if (error) throw fromAuth(error);
  if (!data.user) throw new AppError("bad_request", "The account could not be created.");
  return { user: data.user, session: data.session };
}

/** What business login answers beside the session. */
export type BusinessIds = { businessid: string; userid: string; channel_id: string };

/**
 * The ids of a business person, with the traveller's profile and the default channel made where an
 * older account lacks them. Null: the account has no business profile.
 */
export async function ensureBusinessCompanions(accessToken: string): Promise<BusinessIds | null> {
  const { data, error } = await createBearerDb(accessToken).rpc(
    "ensure_traveller_profile_and_channel",
  );
  if (error) throw fromPostgrest(error);
  return data[0] ?? null;
}

/**
 * Ends the session an access token belongs to: its refresh token dies in the auth server, and the
 * access token is not accepted any more.
 */
export async function signOut(identity: Identity): Promise<void> {
  const { error } = await createAnonClient().auth.admin.signOut(identity.token, "local");
  // A session that is gone already is what was asked for.
  if (error && !["session_not_found", "user_not_found"].includes(error.code ?? "")) {
    if (![401, 403, 404].includes(error.status ?? 0)) throw fromAuth(error);
  }
  await endSession(identity);
}
