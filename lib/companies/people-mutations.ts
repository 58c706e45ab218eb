/** Who works for a company. The database keeps the last admin and the owner. */
import "server-only";
import type { MemberRole } from "@/lib/companies/roles";
import type { Membership } from "@/lib/companies/schemas";
import { deliverSoon } from "@/lib/email/deliver";
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
  const changed = await db.rpc("change_member_role", {
    p_company_id: companyId,
    p_member_id: memberId,
    p_role: role,
  });
  // The person is told by mail.
  deliverSoon();
  return firstOf(changed);
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
  const ended = await db.rpc("remove_member", {
    p_company_id: member.companyId,
    p_member_id: member.memberId,
    ...(member.role ? { p_role: member.role } : {}),
  });
  deliverSoon();
  return rowsOf(ended);
}

/**
 * Hands the company to another of its admins. False: there is no such company.
 *
 * @throws {AppError} `forbidden` for everybody but its owner and SUPER_ADMINs, `conflict` when the
 *   other one is no admin
 */
export async function transferCompany(
  db: Db,
  { companyId, ownerId }: { companyId: string; ownerId: string },
): Promise<boolean> {
  const found = await db.rpc("transfer_company", {
    p_company_id: companyId,
    p_owner_id: ownerId,
  });
  return rowsOf(found).length > 0;
}
