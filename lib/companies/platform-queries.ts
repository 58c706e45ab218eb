import "server-only";
import { fromPostgrest } from "@/lib/api/errors";
import type { Db } from "@/lib/supabase/types";

export type PlatformCompany = {
  id: string;
  name: string;
  city: string | null;
  country: string | null;
  isPlatform: boolean;
  createdAt: string;
  logoUrl: string | null;
  members: number;
  experiences: number;
};

const COLUMNS =
  "id,name,city,country,is_platform,created_at,logo:media_assets!company_accounts_logo_id_fkey(url),company_members(count),experiences(count)";

type Row = {
  id: string;
  name: string;
  city: string | null;
  country: string | null;
  is_platform: boolean;
  created_at: string;
  logo: { url: string } | null;
  company_members: { count: number }[];
  experiences: { count: number }[];
};

/** All live companies for a SUPER_ADMIN, newest first, a page at a time. */
export async function listPlatformCompanies(
  db: Db,
  { search, page, pageSize }: { search: string; page: number; pageSize: number },
): Promise<{ total: number; companies: PlatformCompany[] }> {
  const from = (page - 1) * pageSize;
  let query = db
    .from("company_accounts")
    .select(COLUMNS, { count: "exact" })
    .eq("is_deleted", false)
    .eq("company_members.is_deleted", false);
  // % and _ mean themselves.
  if (search) query = query.ilike("name", `%${search.replace(/[\\%_]/g, "\\$&")}%`);
  const { data, error, count } = await query
    .order("created_at", { ascending: false })
    .order("id", { ascending: false })
    .range(from, from + pageSize - 1)
    .overrideTypes<Row[], { merge: false }>();
  if (error) throw fromPostgrest(error);
  return {
    total: count ?? data.length,
    companies: data.map((row) => ({
      id: row.id,
      name: row.name,
      city: row.city,
      country: row.country,
      isPlatform: row.is_platform,
      createdAt: row.created_at,
      logoUrl: row.logo?.url ?? null,
      members: row.company_members[0]?.count ?? 0,
      experiences: row.experiences[0]?.count ?? 0,
    })),
  };
}
