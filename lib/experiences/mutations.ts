import "server-only";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { revalidatePublic } from "@/lib/api/public-cache";
import type { ExperiencePatch, NewExperience } from "@/lib/experiences/schemas";
import { withdrawLinks } from "@/lib/media/withdrawn-links";
import { firstOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

type Row = { id: string };

/** What is given, without the keys that say "leave it". */
function given<T extends object>(input: T) {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}

/**
 * A new experience of the caller's; without `owned_by` it belongs to the platform's company.
 *
 * @throws {AppError} `forbidden` unless the caller edits for that company
 */
export async function createExperience(db: Db, input: NewExperience): Promise<Row> {
  const { data, error } = await db.from("experiences").insert(given(input)).select("id").single();
  if (error) throw fromPostgrest(error);
  if (input.status === "active") revalidatePublic("experiences");
  return data;
}

/** Null: it does not exist, is not visible, or the caller may not edit it. */
export async function updateExperience(
  db: Db,
  id: string,
  patch: ExperiencePatch,
): Promise<Row | null> {
  const updated = firstOf<Row>(
    await db.from("experiences").update(given(patch)).eq("id", id).select("id"),
  );
  if (updated) {
    if (patch.status && patch.status !== "active") await withdrawLinks();
    revalidatePublic("experiences");
  }
  return updated;
}

/**
 * Removes an experience for good. False: there is none that the caller may see.
 *
 * @throws {AppError} `forbidden` when the caller sees it but may not delete it
 */
export async function deleteExperience(db: Db, id: string): Promise<boolean> {
  const deleted = rowsOf<Row>(await db.from("experiences").delete().eq("id", id).select("id"));
  if (deleted.length) {
    revalidatePublic("experiences");
    return true;
  }
  // Row security filters silently: look whether there was something to refuse.
  const visible = rowsOf<Row>(await db.from("experiences").select("id").eq("id", id).limit(1));
  if (visible.length) {
    throw new AppError("forbidden", "Only an admin of the company may delete this experience.");
  }
  return false;
}
