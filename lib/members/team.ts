import { type MemberRole, roleAtLeast } from "@/lib/companies/roles";
import type { CompanyMember } from "@/lib/companies/schemas";

export type TeamMember = {
  id: string;
  name: string;
  email: string;
  role: MemberRole;
  joinedAt: string;
};

/** One entry a person, with the highest of their roles and the day they first joined. */
export function teamOf(memberships: readonly CompanyMember[]): TeamMember[] {
  const people = new Map<string, TeamMember>();
  for (const { id, role, businessname, username, email, joined_on } of memberships) {
    const known = people.get(id);
    people.set(id, {
      id,
      name: businessname || username || email,
      email,
      role: known && roleAtLeast(known.role, role) ? known.role : role,
      joinedAt: known && known.joinedAt < joined_on ? known.joinedAt : joined_on,
    });
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}
