/** Inviting people to a company. They join by accepting; nobody is put into a team. */
import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { AppError } from "@/lib/api/errors";
import type { Identity } from "@/lib/api/identity";
import type { InvitationResult } from "@/lib/companies/invitation-schemas";
import type { MemberRole } from "@/lib/companies/roles";
import { deliverWritten, invitationToken } from "@/lib/email/send";
import { createAdminClient } from "@/lib/supabase/admin";
import { firstOf, oneOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export const hashOfToken = (token: string) => createHash("sha256").update(token).digest("hex");

export type Invitee = { email: string; name?: string | null | undefined };

export type NewInvitations = {
  companyId: string;
  role: MemberRole;
  people: readonly Invitee[];
  note?: string | null | undefined;
  /** A page of ours; the caller has checked it. */
  redirectLink?: string | undefined;
};

/** Who invites, as their access token says. */
export type Inviter = Pick<Identity, "userId" | "aal">;

type Invited = Omit<InvitationResult, "status" | "mail"> & { outcome: InvitationResult["status"] };

/**
 * Invites people by e-mail, or renews their invitation, and delivers the mails, which the database
 * writes in the same transaction. Answers what came of each address, in the order given.
 *
 * The admin client: whoever knows a link counts as the reader of that mailbox, so the server alone
 * makes them. The rights are the inviter's.
 *
 * @throws {AppError} `not_found` for an unknown company, `forbidden` below admin (the platform's own
 *   company: below SUPER_ADMIN), `conflict` when too many were invited today
 */
export async function sendInvitations(
  inviter: Inviter,
  { companyId, role, people, note, redirectLink }: NewInvitations,
): Promise<InvitationResult[]> {
  const invitees = new Map(
    people.map(({ email, name }) => [
      email.trim().toLowerCase(),
      { name: name || null, mailId: randomUUID() },
    ]),
  );
  const rows = rowsOf<Invited>(
    await createAdminClient().rpc("invite_members", {
      p_inviter: inviter.userId,
      p_aal: inviter.aal,
      p_company_id: companyId,
      p_role: role,
      p_people: [...invitees].map(([email, { name, mailId }]) => ({
        email,
        name,
        mail_id: mailId,
        token_hash: hashOfToken(invitationToken(mailId)),
      })),
      ...(note ? { p_note: note } : {}),
      ...(redirectLink ? { p_redirect_link: redirectLink } : {}),
    }),
  );
  if (!rows.length) throw new AppError("not_found", "There is no such company.");

  const mailOf = (row: Invited) =>
    row.outcome === "member" ? undefined : invitees.get(row.email)?.mailId;
  const outcomes = await deliverWritten(rows.flatMap((row) => mailOf(row) ?? []));
  return rows.map((row) => {
    const { outcome, ...rest } = row;
    const mail = mailOf(row);
    return { ...rest, status: outcome, mail: mail ? (outcomes.get(mail) ?? "failed") : "none" };
  });
}

/**
 * The same for the API, which says as a failure that nobody was invited or no mail left.
 *
 * @throws {AppError} as above; `conflict` when everybody holds the role already, `internal` when no
 *   mail could be sent; the invitations stand nevertheless, and the mails are tried again
 */
export async function inviteMembers(
  inviter: Inviter,
  invitations: NewInvitations,
): Promise<InvitationResult[]> {
  const results = await sendInvitations(inviter, invitations);
  const invited = results.filter(({ status }) => status !== "member");
  if (!invited.length) {
    throw new AppError(
      "conflict",
      results.length > 1
        ? "All of them hold this role in the company already."
        : "This person holds this role in the company already.",
    );
  }
  if (invited.every(({ mail }) => mail === "failed")) {
    throw new AppError(
      "internal",
      "The invitations are saved, but the mail could not be sent. We keep trying.",
    );
  }
  return results;
}

/** The one before, sent anew with a new link. Null: the caller runs no company that has it. */
export async function resendInvitation(
  db: Db,
  inviter: Inviter,
  id: string,
): Promise<InvitationResult | null> {
  // Row-level security shows invitations to admins.
  const before = oneOf(
    await db
      .from("company_invitations")
      .select("company_id,email,role,note")
      .eq("id", id)
      .maybeSingle(),
  );
  if (!before) return null;
  const results = await sendInvitations(inviter, {
    companyId: before.company_id,
    role: before.role as MemberRole,
    people: [{ email: before.email }],
    note: before.note,
  });
  return results[0] ?? null;
}

type Touched = { id: string; email: string };

/**
 * Withdraws an invitation: its link ends. Null: there is none the caller may withdraw.
 *
 * @throws {AppError} `conflict` when it has been accepted, or sent anew: the newer one is open
 */
export async function revokeInvitation(db: Db, id: string): Promise<Touched | null> {
  return firstOf(await db.rpc("revoke_invitation", { p_id: id }));
}

/**
 * Takes a withdrawal back. Null: as above.
 *
 * @throws {AppError} `conflict` when it is too late
 */
export async function restoreInvitation(db: Db, id: string): Promise<Touched | null> {
  return firstOf(await db.rpc("restore_invitation", { p_id: id }));
}
