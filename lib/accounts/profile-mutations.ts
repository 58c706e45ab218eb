/** Writing profiles: one's own, or a SUPER_ADMIN somebody else's. */
import "server-only";
import type { z } from "zod";
import {
  BUSINESS_PROFILE_COLUMNS,
  type businessProfile,
  type createdProfile,
  TRAVELLER_PROFILE_COLUMNS,
  type travellerProfile,
} from "@/lib/accounts/schemas";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { revalidatePublic } from "@/lib/api/public-cache";
import { oneOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

type BusinessProfile = z.output<typeof businessProfile>;
type TravellerProfile = z.output<typeof travellerProfile>;

/** SQLSTATE of a unique constraint. */
const DUPLICATE = "23505";

/** Only the name of a business is unique among what people may write. */
function fromProfileError(error: { code: string; message: string }): AppError {
  if (error.code !== DUPLICATE) return fromPostgrest(error);
  const message = "A business with this name already exists.";
  return new AppError("conflict", message, { fields: { businessname: [message] }, cause: error });
}

/** Makes the caller's profile, or completes the one that was made with the account. */
export async function createProfile(
  db: Db,
  { business, fields }: { business: boolean; fields: Record<string, string | null | undefined> },
): Promise<z.output<typeof createdProfile>> {
  const { data, error } = await db.rpc("create_my_profile", {
    p_business: business,
    p_fields: JSON.parse(JSON.stringify(fields)),
  });
  if (error) throw fromProfileError(error);
  return data as unknown as z.output<typeof createdProfile>;
}

export type TravellerChanges = Partial<
  Pick<
    TravellerProfile,
    "username" | "firstname" | "lastname" | "phone" | "language" | "preferences" | "facebook"
  > &
    Pick<TravellerProfile, "instagram" | "x">
>;

/** Null: there is no such profile. */
export async function updateTravellerProfile(
  db: Db,
  userId: string,
  changes: TravellerChanges,
): Promise<TravellerProfile | null> {
  // An empty update is an error to PostgREST and a plain read to us.
  const table = db.from("userprofiles");
  const query = hasChanges(changes)
    ? table.update(changes).eq("userid", userId).select(TRAVELLER_PROFILE_COLUMNS)
    : table.select(TRAVELLER_PROFILE_COLUMNS).eq("userid", userId);
  const profile = oneOf(await query.maybeSingle<TravellerProfile>());
  // Their name stands under their stories.
  if (profile && hasChanges(changes)) revalidatePublic("stories");
  return profile;
}

/** Everything a business profile may be given; `type`, `editors` and `status` are not among it. */
export type BusinessChanges = Partial<
  Pick<BusinessProfile, "businessname" | "username" | "phone" | "description" | "logo_id"> &
    Pick<BusinessProfile, "facebook" | "instagram" | "x" | "address" | "website">
>;

/** Null: there is no such profile, or the caller may not change it. */
export async function updateBusinessProfile(
  db: Db,
  businessId: string,
  changes: BusinessChanges,
): Promise<BusinessProfile | null> {
  const table = db.from("businessprofiles");
  const query = hasChanges(changes)
    ? table.update(changes).eq("businessid", businessId).select(BUSINESS_PROFILE_COLUMNS)
    : table.select(BUSINESS_PROFILE_COLUMNS).eq("businessid", businessId);
  const { data, error } = await query.maybeSingle<BusinessProfile>();
  if (error) throw fromProfileError(error);
  // The user name stands under the experiences they made.
  if (data && changes.username !== undefined) revalidatePublic("experiences");
  return data;
}

const hasChanges = (changes: object) => Object.values(changes).some((value) => value !== undefined);

/**
 * Shows a picture in the caller's profile; answers the id of its record.
 *
 * @throws {AppError} `not_found` when the caller has no such profile
 */
export async function setAvatar(
  db: Db,
  { business, url }: { business: boolean; url: string },
): Promise<string> {
  const { data, error } = await db.rpc("set_my_avatar", { p_business: business, p_url: url });
  if (error) throw fromPostgrest(error);
  if (!business) revalidatePublic("stories");
  return data;
}
