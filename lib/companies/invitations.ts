/** Inviting people to a company. They join by accepting; nobody is put into a team. */
import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { getMyProfile } from "@/lib/accounts/queries";
import { AppError } from "@/lib/api/errors";
import type { InvitationResult } from "@/lib/companies/invitation-schemas";
import type { MemberRole } from "@/lib/companies/roles";
import { invitationToken, type Letter, sendMails } from "@/lib/email/send";
import { createAdminClient } from "@/lib/supabase/admin";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

export type Invitee = { email: string; name?: string | null | undefined };

type Invited = Omit<InvitationResult, "status" | "mail"> & {
  outcome: InvitationResult["status"];
  company_name: string;
};

/**
 * Invites people by e-mail, or renews their invitation; all in one transaction, then the mails.
 * Answers what came of each address, in the order given.
 *
 * @throws {AppError} `not_found` for an unknown company, `forbidden` below admin (the platform's own
 *   company: below SUPER_ADMIN), `conflict` when everybody holds the role already, `internal` when
 *   no mail could be sent; the invitations stand nevertheless
 */
export async function inviteMembers(
  db: Db,
  inviterId: string,
  invitation: {
    companyId: string;
    role: MemberRole;
    people: readonly Invitee[];
    note?: string | null | undefined;
    redirectLink?: string | undefined;
  },
): Promise<InvitationResult[]> {
  const { companyId, role, note, redirectLink } = invitation;
  const people = new Map(
    invitation.people.map(({ email, name }) => [
      email.toLowerCase(),
      { name: name || undefined, mailId: randomUUID() },
    ]),
  );
  const [answered, inviter] = await Promise.all([
    db.rpc("invite_members", {
      p_company_id: companyId,
      p_role: role,
      p_people: [...people].map(([email, { mailId }]) => ({
        email,
        token_hash: hashOf(invitationToken(mailId)),
      })),
      ...(note ? { p_note: note } : {}),
      ...(redirectLink ? { p_redirect_link: redirectLink } : {}),
    }),
    getMyProfile(db, inviterId),
  ]);
  const rows = rowsOf<Invited>(answered);
  if (!rows.length) throw new AppError("not_found", "There is no such company.");

  const due = rows.filter(({ outcome }) => outcome !== "member");
  if (!due.length) {
    throw new AppError(
      "conflict",
      rows.length > 1
        ? "All of them hold this role in the company already."
        : "This person holds this role in the company already.",
    );
  }
  const known = await findKnown(due.map(({ email }) => email));
  const outcomes = await sendMails(
    due.map(({ id, email, company_name }): Letter => {
      const { name, mailId } = people.get(email) ?? {};
      return {
        id: mailId,
        to: email,
        template: "invitation",
        companyId,
        invitationId: id,
        createdBy: inviterId,
        props: {
          company: company_name,
          role,
          inviter: inviter?.username || inviter?.businessname || "A colleague",
          name,
          note: note || undefined,
          known: known.has(email),
        },
      };
    }),
  );
  if (outcomes.every((outcome) => outcome === "failed")) {
    throw new AppError(
      "internal",
      "The invitations are saved, but the mail could not be sent. Please invite again later.",
    );
  }
  const mail = new Map(due.map(({ email }, place) => [email, outcomes[place] ?? "failed"]));
  return rows.map(({ outcome, company_name: _, ...row }) => ({
    ...row,
    status: outcome,
    mail: mail.get(row.email) ?? "none",
  }));
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
