/** From the outbox to the people. */
import "server-only";
import { after } from "next/server";
import { describeError, log } from "@/lib/api/log";
import { processWide } from "@/lib/api/process-wide";
import { type Delivery, type Mail, mailbox, type Transport } from "@/lib/email/transport";
import type { OutboxRow } from "@/lib/email/types";
import { env } from "@/lib/env";
import { queueWeeklySummaries } from "@/lib/notifications/weekly-summary";
import { createAdminClient } from "@/lib/supabase/admin";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** `stored`: no mail service is configured, the outbox keeps it. `failed`: it did not leave now. */
export type MailOutcome = "sent" | "stored" | "failed";

let transport: Promise<Transport> | undefined;

/** The way out that is configured; what the others need is not loaded. */
async function choose(): Promise<Transport> {
  if (env.resend) {
    const { createResendTransport } = await import("@/lib/email/resend");
    return createResendTransport(env.resend);
  }
  if (env.smtp) {
    const { createSmtpTransport } = await import("@/lib/email/smtp");
    return createSmtpTransport(env.smtp);
  }
  return mailbox;
}

/**
 * Sends mails that the caller has claimed, and records what came of each. `deadline` (milliseconds
 * since 1970): somebody waits.
 */
export async function deliver(
  db: Db,
  rows: readonly OutboxRow[],
  deadline?: number,
): Promise<Map<string, MailOutcome>> {
  const outcomes = new Map<string, MailOutcome>();
  // In one order always, so that a batch which is handed over again is the same request.
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const batch of Map.groupBy(sorted, (row) => row.batch).values()) {
    const deliveries = await handOver(batch, deadline);
    // Why stands in the outbox: the service's words may quote an address.
    const failed = deliveries.filter(({ status }) => status === "failed").length;
    if (failed) log.error({ failed }, "mail not delivered");
    const { error } = await db.rpc("record_deliveries", {
      p_deliveries: deliveries.map(({ id, providerId, ...delivery }) => ({
        ...delivery,
        id,
        attempt: batch.find((row) => row.id === id)?.attempts ?? 0,
        provider_id: providerId ?? null,
      })),
    });
    // They are on their way all the same; the rows fall due again and are sent under the same
    // idempotency key.
    if (error) log.error({ error: describeError(error) }, "mail deliveries not recorded");
    for (const { id, status } of deliveries) outcomes.set(id, status);
  }
  return outcomes;
}

async function handOver(batch: readonly OutboxRow[], deadline?: number): Promise<Delivery[]> {
  transport ??= choose();
  const [{ renderRow }, send] = await Promise.all([import("@/lib/email/render-row"), transport]);
  const mails: Mail[] = [];
  const unreadable: Delivery[] = [];
  for (const row of batch) {
    try {
      mails.push({ id: row.id, to: row.recipient, ...(await renderRow(row)) });
    } catch (error) {
      // Nothing that time mends.
      unreadable.push({ id: row.id, status: "failed", final: true, error: String(error) });
    }
  }
  return mails.length ? [...unreadable, ...(await send(mails, deadline))] : unreadable;
}

/** How many mails one round takes: what a service takes in one request. */
const ROUND = 100;

/**
 * Sends what is due in the outbox: mails that functions of the database have queued, and those that
 * failed before. Any number of instances may do so at once. Never throws; answers how many it tried.
 */
export async function deliverQueued(): Promise<number> {
  let tried = 0;
  try {
    // The admin client: the outbox is nobody's but the server's.
    const db = createAdminClient();
    for (;;) {
      const rows = rowsOf<OutboxRow>(await db.rpc("claim_mails", { p_limit: ROUND }));
      await deliver(db, rows);
      tried += rows.length;
      if (rows.length < ROUND) return tried;
    }
  } catch (error) {
    log.error({ error: describeError(error) }, "queued mail not sent");
    return tried;
  }
}

/**
 * Sends what functions of the database have queued, after the request's answer. Whoever calls such
 * a function calls this as well, so that the mail does not wait for the next minute.
 */
export function deliverSoon(): void {
  try {
    after(() => deliverQueued());
  } catch {
    // Not within a request of Next: the timer does it.
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const state = processWide("mail", () => ({
  timer: undefined as NodeJS.Timeout | undefined,
  tidied: 0,
}));

/**
 * A round of the timer or of the scheduler outside: queues the summaries that are due, delivers, and
 * tidies up now and then.
 */
export async function mailRound(): Promise<number> {
  await queueWeeklySummaries();
  const tried = await deliverQueued();
  if (Date.now() - state.tidied > HOUR) {
    state.tidied = Date.now();
    try {
      const { error } = await createAdminClient().rpc("tidy_mails");
      if (error) throw error;
    } catch (error) {
      log.error({ error: describeError(error) }, "outbox not tidied");
    }
  }
  return tried;
}

/** Every minute from now on, one round at a time. The process may end all the same. */
export function startMailTimer(): void {
  if (state.timer) return;
  const next = () => {
    state.timer = setTimeout(() => mailRound().finally(next), MINUTE).unref();
  };
  next();
}
