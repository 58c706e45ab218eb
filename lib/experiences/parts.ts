/**
 * Writes of what belongs to an experience: blocks, activities, places. Who may do what is for
 * row-level security to say; here a refusal is told apart from a record that is not there.
 */
import "server-only";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { revalidatePublic } from "@/lib/api/public-cache";
import { firstOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export type PartTable = "experience_details" | "activities" | "locations";

type Id = { id: string };
type Values = Readonly<Record<string, unknown>>;

/** What Postgres says to a write that row-level security refuses. */
const REFUSED = "42501";

/** The tables are alike in what is done to them here; one stands for all. */
const tableOf = (db: Db, table: PartTable) => db.from(table as "activities");

/** What is given, without the keys that say "leave it". */
const given = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

const notFound = (noun: string) => new AppError("not_found", `There is no such ${noun}.`);
const needsEditor = () => new AppError("forbidden", "This needs an editor of the company.");

async function sees(db: Db, table: PartTable | "experiences", id: string): Promise<boolean> {
  const found = await db.from(table).select("id").eq("id", id).limit(1);
  return rowsOf<Id>(found).length > 0;
}

/**
 * Adds a part to an experience.
 *
 * @throws {AppError} `not_found` when the caller sees no such experience, `forbidden` when they are
 *   no editor of its company
 */
export async function addPart(
  db: Db,
  table: PartTable,
  values: Values & { experience_id?: string | null | undefined },
  experience: string,
): Promise<Id> {
  const { data, error } = await tableOf(db, table).insert(given(values)).select("id").single();
  if (error?.code === REFUSED) {
    const id = values.experience_id;
    throw id && !(await sees(db, "experiences", id)) ? notFound(experience) : needsEditor();
  }
  if (error) throw fromPostgrest(error);
  revalidatePublic("experiences");
  return data;
}

/**
 * Changes a part and answers the named columns of it.
 *
 * @throws {AppError} `not_found` when the caller sees no such part, `forbidden` when they are no
 *   editor of the company
 */
export async function changePart<Row>(
  db: Db,
  table: PartTable,
  id: string,
  patch: Values,
  { columns, noun }: { columns: string; noun: string },
): Promise<Row> {
  const changed = firstOf<Row>(
    await tableOf(db, table).update(given(patch)).eq("id", id).select(columns),
  );
  // Row security filters silently: look whether there was something to refuse.
  if (!changed) throw (await sees(db, table, id)) ? needsEditor() : notFound(noun);
  revalidatePublic("experiences");
  return changed;
}

/**
 * Takes a part away for good. Empty: there is none that the caller may see.
 *
 * @throws {AppError} `forbidden` when the caller sees it but is no editor of the company
 */
export async function removePart(db: Db, table: PartTable, id: string): Promise<Id[]> {
  const removed = rowsOf<Id>(await tableOf(db, table).delete().eq("id", id).select("id"));
  if (removed.length) revalidatePublic("experiences");
  else if (await sees(db, table, id)) throw needsEditor();
  return removed.map((row) => ({ id: row.id }));
}

/**
 * Takes an activity or a place out of every list; an editor may bring it back by its id. Nothing
 * happens when there is none that the caller may see.
 *
 * @throws {AppError} `forbidden` when the caller sees it but is no editor of the company
 */
export async function hidePart(
  db: Db,
  table: "activities" | "locations",
  id: string,
): Promise<void> {
  const hidden = rowsOf<Id>(
    await tableOf(db, table).update({ status: "deleted" }).eq("id", id).select("id"),
  );
  if (hidden.length) revalidatePublic("experiences");
  else if (await sees(db, table, id)) throw needsEditor();
}
