import type { CompanyRole } from "@/lib/companies/roles";

const labels: Record<CompanyRole, string> = {
  member: "Member",
  editor: "Editor",
  admin: "Admin",
  SUPER_ADMIN: "Platform admin",
};

/** A role as people read it. */
export function roleLabel(role: CompanyRole): string {
  return labels[role];
}
