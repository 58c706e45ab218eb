import "server-only";
import {
  type ActivityEntry,
  activityEntry,
  describeActivity,
  mergeActivity,
  peopleIn,
} from "@/lib/overview/activity";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export type VisitDay = { day: string; visits: number };

/** Visits of the last whole days at the company's place, oldest first. */
export async function listVisitsPerDay(db: Db, companyId: string, days = 28): Promise<VisitDay[]> {
  return rowsOf(await db.rpc("company_visits_per_day", { p_company_id: companyId, p_days: days }));
}

export type Activity = { id: number; actor: string; verb: string; object: string; at: string };

async function namesOf(db: Db, companyId: string, entries: readonly ActivityEntry[]) {
  const peopleIds = [...new Set(entries.flatMap(peopleIn))];
  const experienceIds = entries
    .filter(({ entity }) => entity === "experiences")
    .map(({ entity_id }) => entity_id);
  const [people, experiences] = await Promise.all([
    peopleIds.length
      ? db.rpc("team_names", { p_company_id: companyId, p_ids: peopleIds })
      : { data: [], error: null },
    experienceIds.length
      ? db
          .from("experiences")
          .select("id,name")
          .in("id", [...new Set(experienceIds)])
      : { data: [], error: null },
  ]);
  const byId = (found: Parameters<typeof rowsOf>[0]) =>
    new Map(rowsOf<{ id: string; name: string }>(found).map(({ id, name }) => [id, name]));
  return { people: byId(people), experiences: byId(experiences) };
}

/** What the log can be narrowed to, and the tables that stand for it. */
export const activityTopics = {
  team: ["company_members", "company_invitations"],
  experiences: ["experiences"],
  challenges: ["challenges", "challenge_steps", "rewards", "check_ins", "reward_grants"],
  company: ["company_accounts"],
} as const;
export type ActivityTopic = keyof typeof activityTopics;

export type ActivityCursor = { at: string; id: number };

/** A little more than is shown: the rows of one act are told as one, see `mergeActivity`. */
const SPARE = 5;

/** What happened in a company lately, for its admins; empty for everybody else. */
export async function listActivity(db: Db, companyId: string, limit: number): Promise<Activity[]> {
  return (await listActivityPage(db, companyId, { limit })).activity;
}

/** The same page by page, or of one topic. */
export async function listActivityPage(
  db: Db,
  companyId: string,
  {
    limit,
    topic,
    before,
  }: { limit: number; topic?: ActivityTopic | undefined; before?: ActivityCursor | undefined },
): Promise<{ activity: Activity[]; older: ActivityCursor | null }> {
  let query = db
    .from("audit_log")
    .select("id,actor_id,action,entity,entity_id,changes,created_at")
    .eq("company_id", companyId)
    .order("created_at", { ascending: false })
    .order("id", { ascending: false })
    .limit(limit + SPARE);
  if (topic) query = query.in("entity", [...activityTopics[topic]]);
  if (before) {
    query = query.or(
      `created_at.lt."${before.at}",and(created_at.eq."${before.at}",id.lt.${before.id})`,
    );
  }
  const read = activityEntry.array().parse(rowsOf(await query));
  const merged = mergeActivity(read);
  const entries = merged.slice(0, limit);
  const names = await namesOf(db, companyId, entries);
  // The next page begins behind the row that comes before the first entry left out.
  const next = merged[limit];
  const end = next ? read[read.indexOf(next) - 1] : read.at(-1);
  const isMore = next !== undefined || read.length === limit + SPARE;
  return {
    activity: entries.map((entry) => ({
      id: entry.id,
      actor: entry.actor_id
        ? (names.people.get(entry.actor_id) ?? "A former colleague")
        : "Travel Buddy",
      ...describeActivity(entry, names),
      at: entry.created_at,
    })),
    older: isMore && end ? { at: end.created_at, id: end.id } : null,
  };
}
