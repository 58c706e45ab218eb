/** Roles as the team page explains them. Safe in client components. */
import type { MemberRole } from "@/lib/companies/roles";

export const roleNotes: Record<MemberRole, { title: string; plural: string; may: string }> = {
  admin: {
    title: "Admin",
    plural: "Admins",
    may: "Everything editors may, and the team, the settings and the company's log.",
  },
  editor: {
    title: "Editor",
    plural: "Editors",
    may: "Create, edit and publish experiences, media and challenges.",
  },
  member: {
    title: "Member",
    plural: "Members",
    may: "See everything of the company, confirm check-ins and redeem rewards.",
  },
};

/** "an editor". */
export function aRole(role: string): string {
  return /^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`;
}
