import "server-only";
import { cache } from "react";
import { getMyProfile } from "@/lib/accounts/queries";
import { requireUser } from "@/lib/accounts/session";
import { uuid } from "@/lib/api/schemas";
import { getCompany, getMyRole, listMyCompanies } from "@/lib/companies/queries";
import type { CompanyRole } from "@/lib/companies/roles";

type Entry = { id: string; name: string; logoUrl: string | null; role: CompanyRole };

/** The signed-in person and the companies they work for, as the frame of the dashboard shows them. */
export const getShellUser = cache(async () => {
  const { user, db } = await requireUser();
  const [profile, mine] = await Promise.all([getMyProfile(db, user.userId), listMyCompanies(db)]);
  return {
    db,
    userId: user.userId,
    user: {
      name: profile?.businessname || profile?.username || user.email || "You",
      email: profile?.email ?? user.email ?? "",
      avatarUrl: profile?.avatarUrl ?? null,
      isSuperAdmin: profile?.isSuperAdmin ?? false,
    },
    companies: mine.map(
      ({ id, name, logo_url, role }): Entry => ({ id, name, logoUrl: logo_url, role }),
    ),
  };
});

/**
 * An open company as the reader may open it; null when there is no such company or it is none of
 * theirs, which they cannot tell apart. The role counts here; membership may be missing (SUPER_ADMIN).
 */
export const openCompany = cache(async (companyId: string): Promise<Entry | null> => {
  if (!uuid.safeParse(companyId).success) return null;
  const { db } = await requireUser();
  const role = await getMyRole(db, companyId);
  if (!role) return null;
  const company = await getCompany(db, companyId);
  return (
    company && { id: company.id, name: company.name, logoUrl: company.logo?.url ?? null, role }
  );
});
