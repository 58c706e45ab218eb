import "server-only";
import type { User } from "@supabase/supabase-js";
import { getNewAddress } from "@/lib/accounts/new-address";
import { countRecoveryCodes } from "@/lib/accounts/recovery-codes";
import type { SignedIn } from "@/lib/accounts/session";
import { type LiveSession, listSessions } from "@/lib/accounts/sessions";
import { fromAuth } from "@/lib/api/errors";
import { type MailLanguage, mailLanguage } from "@/lib/email/templates/context";
import { oneOf } from "@/lib/supabase/results";
import { createServerSessionClient } from "@/lib/supabase/server";

export type Factor = { id: string; name: string; createdAt: string };

/** The account behind the session, as the auth server has it now. */
async function getAuthUser({ user }: SignedIn): Promise<User> {
  const { auth } = await createServerSessionClient();
  const { data, error } = await auth.getUser(user.token);
  if (error) throw fromAuth(error);
  return data.user;
}

function factorsOf({ factors = [] }: User): Factor[] {
  return factors
    .filter(({ status, factor_type }) => status === "verified" && factor_type === "totp")
    .map(({ id, friendly_name, created_at }) => ({
      id,
      name: friendly_name || "Authenticator app",
      createdAt: created_at,
    }));
}

/** The authenticator apps that are asked for at sign-in. */
export async function listMyFactors(caller: SignedIn): Promise<Factor[]> {
  return factorsOf(await getAuthUser(caller));
}

export type Account = {
  firstName: string;
  lastName: string;
  /** Null: no business profile. */
  businessName: string | null;
  language: MailLanguage;
  avatar: { id: string; url: string; blur_data_url: string | null } | null;
  email: string;
  /** Asked for and not yet confirmed by both mailboxes. */
  newEmail: string | null;
  factors: Factor[];
  /** How many are left. */
  recoveryCodes: number;
  sessions: LiveSession[];
};

/** What the account page shows. */
export async function getAccount(caller: SignedIn): Promise<Account> {
  const { user, db } = caller;
  const [auth, asked, sessions, recoveryCodes, traveller, business] = await Promise.all([
    getAuthUser(caller),
    getNewAddress(user.userId),
    listSessions(db),
    countRecoveryCodes(db),
    db
      .from("userprofiles")
      .select("firstname,lastname,language,avatar:media_assets(id,url,blur_data_url)")
      .eq("userid", user.userId)
      .maybeSingle(),
    db.from("businessprofiles").select("businessname").eq("businessid", user.userId).maybeSingle(),
  ]);
  const profile = oneOf(traveller);
  return {
    firstName: profile?.firstname ?? "",
    lastName: profile?.lastname ?? "",
    businessName: oneOf(business)?.businessname ?? null,
    language: mailLanguage(profile?.language),
    avatar: profile?.avatar ?? null,
    email: auth.email ?? "",
    newEmail: auth.new_email || (asked === auth.email ? null : asked),
    factors: factorsOf(auth),
    recoveryCodes,
    sessions,
  };
}
