import "server-only";
import type { z } from "zod";
import {
  BUSINESS_PROFILE_COLUMNS,
  type businessProfile,
  type businessProfileWithCompanies,
} from "@/lib/accounts/schemas";
import { AppError } from "@/lib/api/errors";
import { PAGE_CAP } from "@/lib/api/paging";
import { firstOf, oneOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export type BusinessProfile = z.output<typeof businessProfile>;
export type BusinessProfileWithCompanies = z.output<typeof businessProfileWithCompanies>;

/**
 * A business profile with the live companies it works for, once per role held; row-level security
 * shows it to itself, to colleagues and to a SUPER_ADMIN. Null: none, or not for this caller.
 */
export async function getBusinessProfile(
  db: Db,
  { userId, company }: { userId: string; company?: string | undefined },
): Promise<BusinessProfileWithCompanies | null> {
  return firstOf(
    await db.rpc("get_business_profile", {
      p_user_id: userId,
      ...(company ? { p_company_name: company } : {}),
    }),
  );
}

/**
 * The profiles the caller may act for: their own, and those that list them as editor; all of them
 * for a SUPER_ADMIN.
 *
 * @throws {AppError} `forbidden` for somebody without a business profile
 */
export async function listBusinessProfiles(db: Db, userId: string): Promise<BusinessProfile[]> {
  const mine = rowsOf<BusinessProfile>(
    await db
      .from("businessprofiles")
      .select(BUSINESS_PROFILE_COLUMNS)
      .or(`businessid.eq.${userId},editors.cs.{${userId}}`)
      .order("created", { ascending: false })
      .order("businessid"),
  );
  const self = mine.find((profile) => profile.businessid === userId);
  if (!self) throw new AppError("forbidden", "This needs a business profile.");
  if (self.type !== "SUPER_ADMIN") return mine;

  return rowsOf(
    await db
      .from("businessprofiles")
      .select(BUSINESS_PROFILE_COLUMNS)
      .order("created", { ascending: false })
      .order("businessid")
      .limit(PAGE_CAP),
  );
}

/** How far the caller's business profile goes: none at all, an ordinary one, or SUPER_ADMIN. */
export async function getBusinessRank(
  db: Db,
  userId: string,
): Promise<"none" | "business" | "SUPER_ADMIN"> {
  const profile = oneOf(
    await db.from("businessprofiles").select("type").eq("businessid", userId).maybeSingle(),
  );
  if (!profile) return "none";
  return profile.type === "SUPER_ADMIN" ? "SUPER_ADMIN" : "business";
}

export type MyProfile = {
  businessname: string;
  username: string | null;
  email: string;
  isSuperAdmin: boolean;
};

/** The signed-in person as the dashboard's frame shows them; null without a business profile. */
export async function getMyProfile(db: Db, userId: string): Promise<MyProfile | null> {
  const profile = oneOf(
    await db
      .from("businessprofiles")
      .select("businessname,username,email,type")
      .eq("businessid", userId)
      .maybeSingle(),
  );
  if (!profile) return null;
  const { businessname, username, email, type } = profile;
  return { businessname, username, email, isSuperAdmin: type === "SUPER_ADMIN" };
}
