import "server-only";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { revalidatePublic } from "@/lib/api/public-cache";
import { COMPANY_COLUMNS, type CompanyRow } from "@/lib/companies/schemas";
import { withdrawLinks } from "@/lib/media/withdrawn-links";
import { firstOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** SQLSTATE of a unique constraint. */
const DUPLICATE = "23505";

/** Only the name of a company must be unique. */
function fromCompanyError(error: { code: string; message: string }): AppError {
  if (error.code !== DUPLICATE) return fromPostgrest(error);
  const message = "A company with this name already exists.";
  return new AppError("conflict", message, { fields: { name: [message] }, cause: error });
}

export type CompanyInput = {
  name: string;
  description?: string | null | undefined;
  slogan?: string | null | undefined;
  country?: string | null | undefined;
  city?: string | null | undefined;
  time_zone?: string | undefined;
};

/** A new company with the caller as owner and admin; makes a business person of a traveller. */
export async function createCompany(db: Db, input: CompanyInput): Promise<CompanyRow> {
  const { name, description, slogan, country, city, time_zone } = input;
  const { data, error } = await db.rpc("create_company", {
    p_name: name,
    ...(description ? { p_description: description } : {}),
    ...(slogan ? { p_slogan: slogan } : {}),
    ...(country ? { p_country: country } : {}),
    ...(city ? { p_city: city } : {}),
    ...(time_zone ? { p_time_zone: time_zone } : {}),
  });
  if (error) throw fromCompanyError(error);
  return data;
}

/** What an admin may change. */
export type CompanyChanges = Partial<CompanyInput> & {
  logo_id?: string | null | undefined;
  banner_media_id?: string | null | undefined;
};

/** Null: the company is gone, or this caller may not edit it. */
export async function updateCompany(
  db: Db,
  companyId: string,
  changes: CompanyChanges,
): Promise<CompanyRow | null> {
  const { data, error } = await db
    .from("company_accounts")
    .update(changes as { [Key in keyof CompanyChanges]: NonNullable<CompanyChanges[Key]> })
    .eq("id", companyId)
    .select(COMPANY_COLUMNS)
    .maybeSingle();
  if (error) throw fromCompanyError(error);
  // Public lists carry the company's name.
  if (data && changes.name !== undefined) revalidatePublic("experiences");
  return data;
}

/**
 * As above, and gives the company another owner; all of it or nothing.
 *
 * @throws {AppError} `forbidden` unless the caller owns it or is SUPER_ADMIN, `conflict` when the
 *   new owner is no admin of it
 */
export async function handOverCompany(
  db: Db,
  companyId: string,
  ownerId: string,
  changes: Pick<CompanyChanges, "name" | "description">,
): Promise<CompanyRow | null> {
  const { data, error } = await db.rpc("hand_over_company", {
    p_company_id: companyId,
    p_owner_id: ownerId,
    p_changes: JSON.parse(JSON.stringify(changes)),
  });
  if (error) throw fromCompanyError(error);
  const company = data[0];
  if (company && changes.name !== undefined) revalidatePublic("experiences");
  return company ?? null;
}

/**
 * Deletes a company: softly, its experiences are archived. Null: there is no such company.
 *
 * @throws {AppError} `forbidden` unless the caller owns it or is SUPER_ADMIN
 */
export async function deleteCompany(db: Db, companyId: string): Promise<CompanyRow | null> {
  const company = firstOf<CompanyRow>(await db.rpc("delete_company", { p_company_id: companyId }));
  if (company) {
    await withdrawLinks();
    revalidatePublic("experiences");
  }
  return company;
}
