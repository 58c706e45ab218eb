import "server-only";
import type { z } from "zod";
import {
  BUSINESS_PROFILE_COLUMNS,
  type businessProfile,
  type businessProfileWithCompanies,
  type ownProfile,
  TRAVELLER_PROFILE_COLUMNS,
  type travellerProfile,
} from "@/lib/accounts/schemas";
import { AppError } from "@/lib/api/errors";
import { type Page, type Paging, page, pageArguments } from "@/lib/api/paging";
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
 * A page of the profiles the caller may act for: their own, and those that list them as editor; all
 * of them for a SUPER_ADMIN.
 *
 * @throws {AppError} `forbidden` for somebody without a business profile
 */
export async function listBusinessProfiles(db: Db, paging: Paging): Promise<Page<BusinessProfile>> {
  const rows = rowsOf<BusinessProfile>(
    await db.rpc("list_my_business_profiles", pageArguments(paging)),
  );
  // One's own profile is always on the first page.
  if (!rows.length && !paging.cursor) {
    throw new AppError("forbidden", "This needs a business profile.");
  }
  return page(rows, paging, (row) => ({ createdAt: row.created, id: row.businessid }));
}

export type OwnProfile = z.output<typeof ownProfile>;

/** The caller's business profile when asked for and there is one, else the traveller's; or null. */
export async function getOwnProfile(
  db: Db,
  { business }: { business: boolean },
): Promise<OwnProfile | null> {
  return oneOf(
    await db.rpc("get_my_profile", { p_business: business }),
  ) as unknown as OwnProfile | null;
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
  avatarUrl: string | null;
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
      .select(
        "businessname,username,email,type,avatar:media_assets!businessprofiles_avatar_id_fkey(url)",
      )
      .eq("businessid", userId)
      .maybeSingle(),
  );
  if (!profile) return null;
  const { businessname, username, email, type, avatar } = profile;
  const isSuperAdmin = type === "SUPER_ADMIN";
  return { businessname, username, email, avatarUrl: avatar?.url ?? null, isSuperAdmin };
}

/** The caller's traveller profile as the contract knows it, with the link of its picture. */
export async function getTravellerWithPicture(db: Db, userId: string) {
  return oneOf(
    await db
      .from("userprofiles")
      .select(`${TRAVELLER_PROFILE_COLUMNS},media_assets(url)`)
      .eq("userid", userId)
      .maybeSingle<TravellerWithPicture>(),
  );
}
type TravellerWithPicture = z.output<typeof travellerProfile> & {
  media_assets: { url: string } | null;
};

/** The same of the business profile. */
export async function getBusinessWithPicture(db: Db, userId: string) {
  return oneOf(
    await db
      .from("businessprofiles")
      .select(`${BUSINESS_PROFILE_COLUMNS},media_assets(url)`)
      .eq("businessid", userId)
      .maybeSingle<BusinessWithPicture>(),
  );
}
type BusinessWithPicture = BusinessProfile & { media_assets: { url: string } | null };
