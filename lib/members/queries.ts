/** The team of a company as the dashboard shows it. */
import "server-only";
import type { Invitation, InvitationState, TeamMember } from "@/lib/members/types";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** Everybody of a company by name; empty for outsiders. */
export async function listTeam(db: Db, companyId: string): Promise<TeamMember[]> {
  return rowsOf(await db.rpc("list_team", { p_company_id: companyId }));
}

const PER_PAGE = 50;

export type InvitationCursor = { createdAt: string; id: string };

/** The latest invitation of each address, newest first; empty for everybody but admins. */
export async function listInvitations(
  db: Db,
  companyId: string,
  { state, before }: { state?: InvitationState | undefined; before?: InvitationCursor | undefined },
): Promise<{ invitations: Invitation[]; older: InvitationCursor | null }> {
  const rows = rowsOf<Invitation>(
    await db.rpc("list_invitations", {
      p_company_id: companyId,
      p_limit: PER_PAGE + 1,
      ...(state ? { p_state: state } : {}),
      ...(before ? { p_before_created_at: before.createdAt, p_before_id: before.id } : {}),
    }),
  );
  const invitations = rows.slice(0, PER_PAGE);
  const last = rows.length > PER_PAGE ? invitations.at(-1) : undefined;
  return { invitations, older: last ? { createdAt: last.created_at, id: last.id } : null };
}

/** How many there are in each state; none for everybody but admins. */
export async function countInvitations(
  db: Db,
  companyId: string,
): Promise<Record<InvitationState, number>> {
  const counts = { pending: 0, accepted: 0, expired: 0, revoked: 0 };
  const rows = rowsOf<{ state: InvitationState; invitations: number }>(
    await db.rpc("count_invitations", { p_company_id: companyId }),
  );
  for (const { state, invitations } of rows) counts[state] = Number(invitations);
  return counts;
}

/** Addresses whose invitation waits for an answer; empty for everybody but admins. */
export async function pendingAddresses(db: Db, companyId: string): Promise<string[]> {
  const rows = rowsOf<{ email: string }>(
    await db.rpc("list_invitations", {
      p_company_id: companyId,
      p_state: "pending",
      p_limit: 1_000,
    }),
  );
  return rows.map(({ email }) => email);
}
