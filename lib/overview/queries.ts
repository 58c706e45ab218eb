import "server-only";
import { type ActivityEntry, activityEntry, describeActivity } from "@/lib/overview/activity";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export type VisitDay = { day: string; visits: number };

/** Visits of the last whole days at the company's place, oldest first. */
export async function listVisitsPerDay(db: Db, companyId: string, days = 28): Promise<VisitDay[]> {
  return rowsOf(await db.rpc("company_visits_per_day", { p_company_id: companyId, p_days: days }));
}

export type Activity = { id: number; actor: string; verb: string; object: string; at: string };

async function namesOf(db: Db, ids: readonly string[], entries: readonly ActivityEntry[]) {
  const experienceIds = entries
    .filter(({ entity }) => entity === "experiences")
    .map(({ entity_id }) => entity_id);
  const [people, experiences] = await Promise.all([
    ids.length
      ? db
          .from("businessprofiles")
          .select("businessid,businessname")
          .in("businessid", [...ids])
      : { data: [], error: null },
    experienceIds.length
      ? db
          .from("experiences")
          .select("id,name")
          .in("id", [...new Set(experienceIds)])
      : { data: [], error: null },
  ]);
  return {
    people: new Map(
      rowsOf<{ businessid: string; businessname: string }>(people).map((person) => [
        person.businessid,
        person.businessname,
      ]),
    ),
    experiences: new Map(
      rowsOf<{ id: string; name: string }>(experiences).map(({ id, name }) => [id, name]),
    ),
  };
}

/** What happened in a company lately, for its admins; empty for everybody else. */
export async function listActivity(db: Db, companyId: string, limit: number): Promise<Activity[]> {
  const entries = activityEntry
    .array()
    .parse(
      rowsOf(
        await db
          .from("audit_log")
          .select("id,actor_id,action,entity,entity_id,changes,created_at")
          .eq("company_id", companyId)
          .order("created_at", { ascending: false })
          .order("id", { ascending: false })
          .limit(limit),
      ),
    );
  const people = new Set<string>();
  for (const { actor_id, changes } of entries) {
    if (actor_id) people.add(actor_id);
    for (const value of changes.member_id ?? []) if (typeof value === "string") people.add(value);
  }
  const names = await namesOf(db, [...people], entries);
  return entries.map((entry) => ({
    id: entry.id,
    actor: entry.actor_id
      ? (names.people.get(entry.actor_id) ?? "A former colleague")
      : "Travel Buddy",
    ...describeActivity(entry, names),
    at: entry.created_at,
  }));
}
