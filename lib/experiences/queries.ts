import "server-only";
import type { z } from "zod";
import { type Page, type Paging, page, pageArguments } from "@/lib/api/paging";
import {
  EXPERIENCE_COLUMNS,
  type ExperienceRow,
  type listedExperience,
} from "@/lib/experiences/schemas";
import { paged } from "@/lib/supabase/keyset";
import { firstOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export type ListedExperience = z.input<typeof listedExperience>;

/** Active experiences of everybody but the platform's own company, newest first. */
export async function listExperiences(
  db: Db,
  paging: Paging = {},
): Promise<Page<ListedExperience>> {
  return page(
    rowsOf<ListedExperience>(
      // By GET: without a body the call costs both sides less.
      await db.rpc("list_experiences", pageArguments(paging), { get: true }),
    ),
    paging,
  );
}

/** One experience in any state the caller may see; null otherwise. */
export async function getExperience(db: Db, id: string): Promise<ExperienceRow | null> {
  return firstOf(await db.from("experiences").select(EXPERIENCE_COLUMNS).eq("id", id).limit(1));
}

/** Active and inactive experiences of the caller's companies, or of one creator in them. */
export async function listBusinessExperiences(
  db: Db,
  creatorId: string | null,
  paging: Paging = {},
): Promise<Page<ExperienceRow>> {
  const rows = rowsOf<ExperienceRow>(
    await db.rpc("list_business_experiences", {
      ...(creatorId ? { p_created_by: creatorId } : {}),
      ...pageArguments(paging),
    }),
  );
  return page(rows, paging);
}

/** Experiences in any state the caller may see, newest first. */
export async function listVisibleExperiences(
  db: Db,
  paging: Paging = {},
): Promise<Page<ExperienceRow>> {
  const query = db.from("experiences").select(EXPERIENCE_COLUMNS);
  return page(rowsOf<ExperienceRow>(await paged(query, "newest", paging)), paging);
}

/** The same, below a parent. */
export async function listChildren(
  db: Db,
  parentId: string,
  paging: Paging = {},
): Promise<Page<ExperienceRow>> {
  const query = db.from("experiences").select(EXPERIENCE_COLUMNS).eq("parent_experience", parentId);
  return page(rowsOf<ExperienceRow>(await paged(query, "newest", paging)), paging);
}
