/** Inviting people to a company. They join by accepting; nobody is put into a team. */
import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { AppError } from "@/lib/api/errors";
import type { InvitationResult } from "@/lib/companies/invitation-schemas";
import type { MemberRole } from "@/lib/companies/roles";
import { invitationToken, type Letter, sendMails } from "@/lib/email/send";
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

type Invited = Omit<InvitationResult, "status" | "mail"> & {
  outcome: InvitationResult["status"];
  company_name: string;
};

/**
 * Invites people by e-mail, or renews their invitation, and sends the mails. The rights are the
 * caller's; the links are made afterwards, by the server alone: whoever holds one counts as the
 * reader of that mailbox. Answers what came of each address, in the order given.
 *
 * @throws {AppError} `not_found` for an unknown company, `forbidden` below admin (the platform's own
 *   company: below SUPER_ADMIN), `conflict` when too many were invited today
 */
export async function sendInvitations(
  db: Db,
  inviterId: string,
  { companyId, role, people, note, redirectLink }: NewInvitations,
): Promise<InvitationResult[]> {
  const invitees = new Map(
    people.map(({ email, name }) => [
      email.trim().toLowerCase(),
      { name: name || undefined, mailId: randomUUID() },
    ]),
  );
  const [answered, inviter] = await Promise.all([
    db.rpc("invite_members", {
      p_company_id: companyId,
      p_role: role,
      p_emails: [...invitees.keys()],
      ...(note ? { p_note: note } : {}),
    }),
    nameOf(db, inviterId),
  ]);
  const rows = rowsOf<Invited>(answered);
  if (!rows.length) throw new AppError("not_found", "There is no such company.");

  const due = rows.flatMap((row) => {
    const invitee = invitees.get(row.email);
    return row.outcome === "member" || !invitee ? [] : [{ ...row, ...invitee }];
  });
  const mail = new Map<string, InvitationResult["mail"]>();
  if (due.length) {
    const [, known] = await Promise.all([
      armInvitations(due, redirectLink),
      findKnown(due.map(({ email }) => email)),
    ]);
    const outcomes = await sendMails(
      due.map(
        ({ id, email, company_name, name, mailId }): Letter => ({
          id: mailId,
          to: email,
          template: "invitation",
          companyId,
          invitationId: id,
          createdBy: inviterId,
          props: {
            company: company_name,
            role,
            inviter: inviter ?? "A colleague",
            name,
            note: note || undefined,
            known: known.has(email),
          },
        }),
      ),
    );
    due.forEach(({ email }, place) => {
      mail.set(email, outcomes[place] ?? "failed");
    });
  }
  return rows.map(({ outcome, company_name: _, ...row }) => ({
    ...row,
    status: outcome,
    mail: mail.get(row.email) ?? "none",
  }));
}

/**
 * The same for the API, which says as a failure that nobody was invited or no mail left.
 *
 * @throws {AppError} as above; `conflict` when everybody holds the role already, `internal` when no
 *   mail could be sent; the invitations stand nevertheless, and the mails are tried again
 */
export async function inviteMembers(
  db: Db,
  inviterId: string,
  invitations: NewInvitations,
): Promise<InvitationResult[]> {
  const results = await sendInvitations(db, inviterId, invitations);
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
  inviterId: string,
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
  const results = await sendInvitations(db, inviterId, {
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
 * @throws {AppError} `conflict` when it has been accepted
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

/** The admin client: only the server gives an invitation its link, see the migration. */
async function armInvitations(
  due: readonly { id: string; mailId: string }[],
  redirectLink: string | undefined,
): Promise<void> {
  oneOf(
    await createAdminClient().rpc("arm_invitations", {
      p_links: due.map(({ id, mailId }) => ({
        id,
        token_hash: hashOfToken(invitationToken(mailId)),
        redirect_link: redirectLink ?? null,
      })),
    }),
  );
}

/** As colleagues know somebody. */
async function nameOf(db: Db, id: string): Promise<string | null> {
  const profile = oneOf(
    await db
      .from("businessprofiles")
      .select("businessname,username")
      .eq("businessid", id)
      .maybeSingle(),
  );
  return profile?.businessname || profile?.username || null;
}

/**
 * Which addresses have an account. The admin client: the answer decides the wording of the mail,
 * and no caller may learn it. Nothing when it cannot be asked: the invitation goes out all the same.
 */
async function findKnown(emails: readonly string[]): Promise<Set<string>> {
  try {
    const found = await createAdminClient()
      .from("userprofiles")
      .select("email")
      .in("email", [...emails]);
    return new Set(rowsOf<{ email: string }>(found).map(({ email }) => email));
  } catch {
    return new Set();
  }
}
