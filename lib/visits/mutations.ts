import "server-only";
import { firstOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";
import type { VisitRow } from "@/lib/visits/schemas";

/**
 * Flips the caller's mark on an experience, or sets it as wished. Null: there is no such experience
 * for them.
 */
export async function toggleVisit(
  db: Db,
  experienceId: string,
  wished?: boolean,
): Promise<VisitRow | null> {
  return firstOf(
    await db.rpc("toggle_visit", {
      p_experience_id: experienceId,
      ...(wished === undefined ? {} : { p_is_visited: wished }),
    }),
  );
}
