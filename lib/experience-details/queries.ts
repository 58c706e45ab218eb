import "server-only";
import { type Page, type Paging, page, pageArgumentsOldestFirst } from "@/lib/api/paging";
import type { IconicPhoto } from "@/lib/experience-details/schemas";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/**
 * Blocks of an experience in the order of their creation, with the links of their pictures. Without
 * a type: all but the iconic photos. Empty when the caller may not see the experience.
 */
export async function listDetails(
  db: Db,
  experienceId: string,
  type: string | null,
  paging: Paging = {},
): Promise<Page<IconicPhoto>> {
  const rows = rowsOf<IconicPhoto>(
    await db.rpc("list_experience_details", {
      p_experience_id: experienceId,
      ...(type === null ? {} : { p_type: type }),
      ...pageArgumentsOldestFirst(paging),
    }),
  );
  return page(rows, paging);
}
