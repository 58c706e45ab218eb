import "server-only";
import { cache } from "react";
import type { BusinessProfile } from "@/lib/accounts/queries";
import { type Page, type Paging, page, pageArguments, rowsToFetch } from "@/lib/api/paging";
import type { CompanyRole, MemberRole } from "@/lib/companies/roles";
import type { CompanyMember, CompanyWithAdmins, ListedCompany } from "@/lib/companies/schemas";
import { firstOf, oneOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** All live companies, newest first, as any signed-in person sees them. */
export async function listCompanies(db: Db, paging: Paging = {}): Promise<Page<ListedCompany>> {
  return page(rowsOf<ListedCompany>(await db.rpc("list_companies", pageArguments(paging))), paging);
}

/** One live company; null when there is none. */
export async function getCompany(db: Db, companyId: string): Promise<ListedCompany | null> {
  return firstOf(await db.rpc("get_company", { p_company_id: companyId }));
}

export type CompanyAccess = { role: CompanyRole | null; is_owner: boolean };

/** What the caller is in a company (a null role: a stranger); null when there is no such company. */
export async function getCompanyAccess(db: Db, companyId: string): Promise<CompanyAccess | null> {
  return firstOf(await db.rpc("company_access", { p_company_id: companyId }));
}

/** The caller's highest role in a company; null for strangers and unknown companies alike. */
export const getMyRole = cache(async (db: Db, companyId: string): Promise<CompanyRole | null> => {
  return (await getCompanyAccess(db, companyId))?.role ?? null;
});

export type MyCompany = {
  id: string;
  name: string;
  slogan: string | null;
  logo_url: string | null;
  role: MemberRole;
  is_owner: boolean;
  created_at: string;
};

/** The companies the caller works for, by name, with the highest role in each. */
export const listMyCompanies = cache(async (db: Db): Promise<MyCompany[]> => {
  return rowsOf(await db.rpc("my_companies"));
});

/** The company of somebody who edits for exactly one; null for everybody else. */
export async function getOnlyCompanyId(db: Db): Promise<string | null> {
  const mine = (await listMyCompanies(db)).filter(({ role }) => role !== "member");
  return mine.length === 1 ? (mine[0]?.id ?? null) : null;
}

/** Live memberships, newest first; empty for outsiders. */
export async function listMembers(
  db: Db,
  companyId: string,
  role?: string,
  paging: Paging = {},
): Promise<Page<CompanyMember>> {
  const rows = rowsOf<CompanyMember & { membership_id: string }>(
    await db.rpc("list_company_members", {
      p_company_id: companyId,
      p_limit: rowsToFetch(paging),
      ...(role ? { p_role: role } : {}),
      ...(paging.cursor
        ? { p_before_joined_on: paging.cursor.createdAt, p_before_id: paging.cursor.id }
        : {}),
    }),
  );
  return page(rows, paging, (row) => ({ createdAt: row.joined_on, id: row.membership_id }));
}

/** Profiles of the editors, newest first; empty for outsiders. */
export async function listEditors(
  db: Db,
  companyId: string,
  paging: Paging = {},
): Promise<Page<BusinessProfile>> {
  const rows = rowsOf<BusinessProfile>(
    await db.rpc("list_company_editors", { p_company_id: companyId, ...pageArguments(paging) }),
  );
  return page(rows, paging, (row) => ({ createdAt: row.created, id: row.businessid }));
}

/** All live companies with their admins, newest first; empty for everybody but a SUPER_ADMIN. */
export async function listCompaniesWithAdmins(
  db: Db,
  companyId?: string,
  paging: Paging = {},
): Promise<Page<CompanyWithAdmins>> {
  const rows = rowsOf<CompanyWithAdmins>(
    await db.rpc("list_companies_with_admins", {
      ...pageArguments(paging),
      ...(companyId ? { p_company_id: companyId } : {}),
    }),
  );
  return page(rows, paging);
}

/** Whether the caller knows of a business profile with this id. */
export async function isBusiness(db: Db, id: string): Promise<boolean> {
  const found = await db
    .from("businessprofiles")
    .select("businessid")
    .eq("businessid", id)
    .limit(1);
  return rowsOf(found).length > 0;
}

export type CompanyOverview = {
  experiences_active: number;
  experiences_inactive: number;
  experiences_internal: number;
  members: number;
  admins: number;
  editors: number;
  plain_members: number;
  visits: number;
  visitors: number;
  stories: number;
  storytellers: number;
};

/** Counts for the home page of a company; null for outsiders. */
export async function getCompanyOverview(
  db: Db,
  companyId: string,
): Promise<CompanyOverview | null> {
  return firstOf(await db.rpc("company_overview", { p_company_id: companyId }));
}

export type CompanyPicture = { id: string; url: string; blur_data_url: string | null };

/** What the settings page edits. */
export type CompanyProfile = {
  id: string;
  name: string;
  description: string | null;
  slogan: string | null;
  country: string | null;
  city: string | null;
  time_zone: string;
  owned_by: string | null;
  created_at: string;
  updated_at: string | null;
  logo: CompanyPicture | null;
  banner: CompanyPicture | null;
};

/** The company as its own people see it; null when it is gone. */
export async function getCompanyProfile(db: Db, companyId: string): Promise<CompanyProfile | null> {
  return oneOf(
    await db
      .from("company_accounts")
      .select(
        "id,name,description,slogan,country,city,time_zone,owned_by,created_at,updated_at," +
          "logo:media_assets!company_accounts_logo_id_fkey(id,url,blur_data_url)," +
          "banner:media_assets!company_accounts_banner_media_id_fkey(id,url,blur_data_url)",
      )
      .eq("id", companyId)
      .eq("is_deleted", false)
      .maybeSingle<CompanyProfile>(),
  );
}
