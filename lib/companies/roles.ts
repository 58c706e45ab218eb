/** The ladder of roles in a company. Safe to import in client components. */
export const companyRoles = ["member", "editor", "admin", "SUPER_ADMIN"] as const;
export type CompanyRole = (typeof companyRoles)[number];

/** Roles a membership can have; SUPER_ADMIN stands above companies. */
export const memberRoles = ["admin", "editor", "member"] as const;
export type MemberRole = (typeof memberRoles)[number];

export function roleAtLeast(role: CompanyRole, needed: CompanyRole): boolean {
  return companyRoles.indexOf(role) >= companyRoles.indexOf(needed);
}
