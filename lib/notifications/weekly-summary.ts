/** The weekly summary: who wants it, and that it is queued. What it says is one function in SQL. */
import "server-only";
import { fromPostgrest } from "@/lib/api/errors";
import { describeError, log } from "@/lib/api/log";
import { readUnsubscribeToken } from "@/lib/email/unsubscribe-token";
import { createAdminClient } from "@/lib/supabase/admin";
import { firstOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** Whether the caller gets the summary of a company; null: they do not work there. */
export async function getMyWeeklySummary(db: Db, companyId: string): Promise<boolean | null> {
  const { data, error } = await db.rpc("my_weekly_summary", { p_company_id: companyId });
  if (error) throw fromPostgrest(error);
  return data;
}

/** Turns it on or off; null: they do not work there. */
export async function setMyWeeklySummary(
  db: Db,
  companyId: string,
  on: boolean,
): Promise<boolean | null> {
  const { data, error } = await db.rpc("set_my_weekly_summary", {
    p_company_id: companyId,
    p_on: on,
  });
  if (error) throw fromPostgrest(error);
  return data;
}

/** What the link of a summary is about. */
export type LinkedSummary = { company: string; on: boolean };

/**
 * Whether the summary is on that a link of a mail belongs to; with `on` it is turned on or off
 * first. Null: the link is none of ours, or its person works there no more.
 *
 * The admin client: nobody is signed in, the link alone says whose wish it is.
 */
export async function weeklySummaryByLink(
  token: string,
  on?: boolean,
): Promise<LinkedSummary | null> {
  const subscription = readUnsubscribeToken(token);
  if (!subscription) return null;
  const found = firstOf<{ company_name: string; is_on: boolean }>(
    await createAdminClient().rpc("weekly_summary_by_link", {
      p_company_id: subscription.companyId,
      p_member_id: subscription.memberId,
      ...(on === undefined ? {} : { p_on: on }),
    }),
  );
  return found && { company: found.company_name, on: found.is_on };
}

/** How often at most: each takes seconds, and other mail is waiting. */
const STATEMENTS = 10;

type Done = { mails: number; companies: number; failures: number; is_more: boolean };

/** Queues the summaries that are due. Never throws: other mail goes out all the same. */
export async function queueWeeklySummaries(): Promise<void> {
  try {
    // The admin client: it counts for everybody and writes the outbox.
    const db = createAdminClient();
    for (let statement = 0; statement < STATEMENTS; statement += 1) {
      const done = firstOf<Done>(await db.rpc("queue_weekly_summaries"));
      if (done?.failures) log.error(done, "weekly summaries failed");
      else if (done?.mails) log.info(done, "weekly summaries queued");
      if (!done?.is_more) return;
    }
  } catch (error) {
    log.error({ error: describeError(error) }, "weekly summaries not queued");
  }
}
