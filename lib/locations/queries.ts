import "server-only";
import { type Page, type Paging, page } from "@/lib/api/paging";
import { LOCATION_COLUMNS, type LocationRow } from "@/lib/locations/schemas";
import { appearanceOf, paged } from "@/lib/supabase/keyset";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

const rows = (db: Db) => db.from("locations").select(LOCATION_COLUMNS).neq("status", "deleted");

/** One place or none, as a list. */
export async function findLocation(db: Db, id: string): Promise<LocationRow[]> {
  return rowsOf(await rows(db).eq("id", id).limit(1));
}

/** All places the caller may see, newest first. */
export async function listLocations(db: Db, paging: Paging = {}): Promise<Page<LocationRow>> {
  return page(rowsOf<LocationRow>(await paged(rows(db), "newest", paging)), paging);
}

/** Places made for an experience, in the order its editors gave. */
export async function listOwnLocations(
  db: Db,
  experienceId: string,
  paging: Paging = {},
): Promise<Page<LocationRow>> {
  const query = rows(db).eq("experience_id", experienceId);
  return page(rowsOf<LocationRow>(await paged(query, "appearance", paging)), paging, appearanceOf);
}

/** Places linked to an experience, in the order their makers gave. */
export async function listLinkedLocations(
  db: Db,
  experienceId: string,
  paging: Paging = {},
): Promise<Page<LocationRow>> {
  const query = db
    .from("locations")
    // The link only chooses; nothing of it is answered.
    .select(`${LOCATION_COLUMNS},experience_location_links!inner()`)
    .neq("status", "deleted")
    .eq("experience_location_links.experience_id", experienceId);
  return page(rowsOf<LocationRow>(await paged(query, "appearance", paging)), paging, appearanceOf);
}
