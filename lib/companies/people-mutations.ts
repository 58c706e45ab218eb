/** Who works for a company. The database keeps the last admin and the owner. */
import "server-only";
import { fromPostgrest } from "@/lib/api/errors";
import type { InvitationAnswer, InvitationRefusal } from "@/lib/companies/invitation-link";
import { getCompany } from "@/lib/companies/queries";
import type { MemberRole } from "@/lib/companies/roles";
import type { Membership } from "@/lib/companies/schemas";
import { firstOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/**
 * Gives a member exactly this role. Null: there is no such member or company.
 *
 * @throws {AppError} `forbidden` below admin, `conflict` for the last admin and the owner
 */
export async function changeRole(
  db: Db,
  { companyId, memberId, role }: { companyId: string; memberId: string; role: MemberRole },
): Promise<Membership | null> {
  return firstOf(
    await db.rpc("change_member_role", {
      p_company_id: companyId,
      p_member_id: memberId,
      p_role: role,
    }),
  );
}

/**
 * Ends one role of a member, or all of them; answers the memberships that ended.
 *
 * @throws {AppError} as above; everybody may leave by themselves
 */
export async function removeMember(
  db: Db,
  member: { companyId: string; memberId: string; role?: MemberRole | undefined },
): Promise<Membership[]> {
  return rowsOf(
    await db.rpc("remove_member", {
      p_company_id: member.companyId,
      p_member_id: member.memberId,
      ...(member.role ? { p_role: member.role } : {}),
    }),
  );
}

/** The hints of `accept_invitation`. */
const refusals: Record<string, InvitationRefusal> = {
  other_address: "other_address",
  accepted: "used",
  revoked: "withdrawn",
  expired: "expired",
};

/** Makes the caller a member of the company an invitation is for, or answers why not. */
export async function acceptInvitation(db: Db, token: string): Promise<InvitationAnswer> {
  const accepted = await db.rpc("accept_invitation", { p_token: token });
  const refusal = refusals[accepted.error?.hint ?? ""];
  if (refusal) return { outcome: refusal };
  if (accepted.error) throw fromPostgrest(accepted.error);

  const joined = accepted.data[0];
  const company = joined && (await getCompany(db, joined.company_id));
  return company
    ? { outcome: "joined", company: { id: company.id, name: company.name } }
    : { outcome: "unknown" };
}
