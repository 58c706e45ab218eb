import "server-only";
import {
  type Page,
  type Paging,
  page,
  pageArguments,
  pageArgumentsOldestFirst,
} from "@/lib/api/paging";
import type { ExperienceRow } from "@/lib/experiences/schemas";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** Experiences of a company in every state the caller may see, oldest first. */
export async function listCompanyExperiencesOldest(
  db: Db,
  companyId: string,
  paging: Paging,
): Promise<Page<ExperienceRow>> {
  const rows = rowsOf<ExperienceRow>(
    await db.rpc("list_company_experiences_oldest", {
      p_company_id: companyId,
      ...pageArgumentsOldestFirst(paging),
    }),
  );
  return page(rows, paging);
}

/** The same, newest first. */
export async function listCompanyExperiencesNewest(
  db: Db,
  companyId: string,
  paging: Paging,
): Promise<Page<ExperienceRow>> {
  const rows = rowsOf<ExperienceRow>(
    await db.rpc("list_company_experiences_newest", {
      p_company_id: companyId,
      ...pageArguments(paging),
    }),
  );
  return page(rows, paging);
}

/** Of every company the caller works for (for a SUPER_ADMIN: of all), oldest first. */
export async function listMyCompaniesExperiences(
  db: Db,
  paging: Paging,
): Promise<Page<ExperienceRow>> {
  const rows = rowsOf<ExperienceRow>(
    await db.rpc("list_my_companies_experiences", pageArgumentsOldestFirst(paging)),
  );
  return page(rows, paging);
}
