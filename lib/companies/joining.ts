/** The other end of an invitation: reading it, accepting it, opening an account by it. */
import "server-only";
import { requireGoodPassword } from "@/lib/accounts/password-policy";
import { noteDashboardSignIn } from "@/lib/accounts/sign-ins";
import { fromAuth, fromPostgrest } from "@/lib/api/errors";
import { isOwnLink } from "@/lib/api/own-link";
import type {
  InvitationAnswer,
  InvitationEnd,
  InvitationLetter,
  InvitationRefusal,
} from "@/lib/companies/invitation-link";
import { hashOfToken } from "@/lib/companies/invitations";
import { getCompany } from "@/lib/companies/queries";
import type { MemberRole } from "@/lib/companies/roles";
import { deliverSoon } from "@/lib/email/deliver";
import { createAdminClient } from "@/lib/supabase/admin";
import { createAnonClient } from "@/lib/supabase/anon";
import { createBearerClient } from "@/lib/supabase/bearer";
import { firstOf, oneOf } from "@/lib/supabase/results";
import { createServerSessionClient } from "@/lib/supabase/server";
import type { Db } from "@/lib/supabase/types";

type Read = {
  state: "pending" | "accepted" | "revoked" | "expired";
  company_name: string;
  logo_url: string | null;
  role: MemberRole | null;
  inviter: string | null;
  note: string | null;
  email: string | null;
  has_account: boolean | null;
  expires_at: string;
};

const ends: Record<string, InvitationEnd> = {
  accepted: "used",
  revoked: "withdrawn",
  expired: "expired",
};

/** What an invitation says, for whoever holds its link. */
export async function readInvitation(token: string): Promise<InvitationLetter> {
  const found = firstOf<Read>(
    await createAnonClient().rpc("invitation_by_token", { p_token_hash: hashOfToken(token) }),
  );
  if (!found) return { state: "unknown" };
  const { company_name: company, logo_url: logoUrl, inviter } = found;
  if (found.state === "pending" && found.role && found.email) {
    return {
      state: "pending",
      company,
      logoUrl,
      role: found.role,
      inviter,
      note: found.note,
      email: found.email,
      hasAccount: found.has_account ?? true,
      expiresAt: found.expires_at,
    };
  }
  const state = ends[found.state];
  return state && state !== "unknown" ? { state, company, logoUrl, inviter } : { state: "unknown" };
}

/** The hints of `accept_invitation`. */
const refusals: Record<string, InvitationRefusal> = { ...ends, other_address: "other_address" };

/** Makes the caller a member of the company an invitation is for, or answers why not. */
export async function acceptInvitation(db: Db, token: string): Promise<InvitationAnswer> {
  const accepted = await db.rpc("accept_invitation", { p_token: token });
  const refusal = refusals[accepted.error?.hint ?? ""];
  if (refusal) return { outcome: refusal };
  if (accepted.error) throw fromPostgrest(accepted.error);

  const joined = accepted.data[0];
  if (!joined) return { outcome: "unknown" };
  // The inviter is told by mail.
  deliverSoon();
  const [company, next] = await Promise.all([
    getCompany(db, joined.company_id),
    redirectOf(token).catch(() => null),
  ]);
  return {
    outcome: "joined",
    company: { id: joined.company_id, name: company?.name ?? "the company" },
    next,
  };
}

/**
 * Where the inviter wants the person to go on. Checked again: what may call us can have changed.
 * The admin client: invitations are readable for admins of their company only.
 */
async function redirectOf(token: string): Promise<string | null> {
  const found = oneOf(
    await createAdminClient()
      .from("company_invitations")
      .select("redirect_link")
      .eq("token_hash", hashOfToken(token))
      .maybeSingle(),
  );
  return found?.redirect_link && isOwnLink(found.redirect_link) ? found.redirect_link : null;
}

export type NewPerson = { token: string; name: string; password: string; language: string };

/**
 * Opens an account for the address an invitation was sent to, signs it in and joins. The link
 * reached that mailbox, so the address counts as confirmed. When it was cut off after the account,
 * asking again with the same password goes on from there; an account made here that could not join
 * is taken away again.
 *
 * The admin client: accounts with a confirmed address are the server's to make.
 *
 * @throws {AppError} `bad_request` for a bad password
 */
export async function joinAsNewPerson({
  token,
  name,
  password,
  language,
}: NewPerson): Promise<InvitationAnswer> {
  const letter = await readInvitation(token);
  if (letter.state !== "pending") return { outcome: letter.state };
  const { email } = letter;

  const admin = createAdminClient();
  let made: string | null = null;
  if (!letter.hasAccount) {
    await requireGoodPassword(password, [name, email]);
    oneOf(await admin.rpc("drop_unconfirmed_account", { p_token_hash: hashOfToken(token) }));
    const [firstName = "", ...rest] = name.split(/\s+/);
    const { data, error } = await admin.auth.admin.createUser({
      email,
      password,
      email_confirm: true,
      user_metadata: { first_name: firstName, last_name: rest.join(" "), language },
    });
    // Somebody was quicker: the same person, twice, as a rule. Their password decides.
    if (error && !["email_exists", "user_already_exists"].includes(error.code ?? "")) {
      throw fromAuth(error);
    }
    made = data.user?.id ?? null;
  }

  const session = await createServerSessionClient();
  const signedIn = await session.auth.signInWithPassword({ email, password });
  if (signedIn.error) {
    if (signedIn.error.code !== "invalid_credentials") throw fromAuth(signedIn.error);
    return { outcome: "has_account" };
  }
  const answer = await acceptInvitation(
    createBearerClient(signedIn.data.session.access_token),
    token,
  );
  if (answer.outcome === "joined" || answer.outcome === "used") {
    await noteDashboardSignIn(signedIn.data.session.access_token);
  }
  if (made && answer.outcome !== "joined" && answer.outcome !== "used") {
    // Withdrawn in between. Nobody asked for an account without a team.
    await session.auth.signOut({ scope: "local" });
    await admin.auth.admin.deleteUser(made);
  }
  return answer;
}
