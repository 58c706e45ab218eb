import "server-only";
import { type Page, type Paging, page, pageArguments } from "@/lib/api/paging";
import { firstOf, oneOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** Whether the caller marked an experience; null when they neither see nor marked it. */
export async function getVisitState(
  db: Db,
  experienceId: string,
): Promise<{ is_visited: boolean } | null> {
  return firstOf(await db.rpc("visit_state", { p_experience_id: experienceId }));
}

type ToldVisit = { experience_id: string; created_at: string };

/** Experiences of which the caller has a visit and a story, the latest visit first. */
export async function listToldVisits(db: Db, paging: Paging = {}): Promise<Page<ToldVisit>> {
  const rows = rowsOf<ToldVisit>(await db.rpc("list_told_visits", pageArguments(paging)));
  return page(rows, paging, (row) => ({ createdAt: row.created_at, id: row.experience_id }));
}

/** Whether every experience the caller marked as visited has a story of theirs. */
export async function areVisitsTold(db: Db): Promise<boolean> {
  return oneOf(await db.rpc("are_visits_told")) === true;
}
