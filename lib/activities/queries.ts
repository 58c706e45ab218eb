import "server-only";
import { ACTIVITY_COLUMNS, type ActivityRow } from "@/lib/activities/schemas";
import { type Page, type Paging, page } from "@/lib/api/paging";
import { appearanceOf, paged } from "@/lib/supabase/keyset";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

const rows = (db: Db) => db.from("activities").select(ACTIVITY_COLUMNS).neq("status", "deleted");

/** One activity or none, as a list. */
export async function findActivity(db: Db, id: string): Promise<ActivityRow[]> {
  return rowsOf(await rows(db).eq("id", id).limit(1));
}

/** Activities of an experience in the order its editors gave; none that the caller may not see. */
export async function listActivities(
  db: Db,
  experienceId: string,
  paging: Paging = {},
): Promise<Page<ActivityRow>> {
  const query = rows(db).eq("experience_id", experienceId);
  return page(rowsOf<ActivityRow>(await paged(query, "appearance", paging)), paging, appearanceOf);
}
