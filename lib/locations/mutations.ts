import "server-only";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { revalidatePublic } from "@/lib/api/public-cache";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export type LocationLink = { experience_id: string; location_id: string };

/**
 * Shows a place with an experience.
 *
 * @throws {AppError} `not_found` when the caller does not see both, `forbidden` when they may not
 *   edit both, `conflict` when they are linked already
 */
export async function linkLocation(db: Db, link: LocationLink): Promise<LocationLink[]> {
  const { data, error } = await db
    .from("experience_location_links")
    .insert(link)
    .select("experience_id,location_id");
  if (!error) {
    revalidatePublic("experiences");
    return data;
  }
  const refused = fromPostgrest(error);
  if (refused.code !== "forbidden") throw refused;
  const [experiences, locations] = await Promise.all([
    db.from("experiences").select("id").eq("id", link.experience_id).limit(1),
    db.from("locations").select("id").eq("id", link.location_id).limit(1),
  ]);
  if (!rowsOf(experiences).length) throw new AppError("not_found", "There is no such experience.");
  if (!rowsOf(locations).length) throw new AppError("not_found", "There is no such location.");
  throw new AppError("forbidden", "This needs an editor of the company both belong to.");
}
