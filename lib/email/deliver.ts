/** From the outbox to the people. */
import "server-only";
import { describeError, log } from "@/lib/api/log";
import {
  createResendTransport,
  type Delivery,
  mailbox,
  type Transport,
} from "@/lib/email/transport";
import type { OutboxRow } from "@/lib/email/types";
import { env } from "@/lib/env";
import { createAdminClient } from "@/lib/supabase/admin";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** `stored`: no mail service is configured, the outbox keeps it. `failed`: it did not leave now. */
export type MailOutcome = "sent" | "stored" | "failed";

let transport: Transport | undefined;

function configured(): Transport {
  transport ??= env.resend ? createResendTransport(env.resend) : mailbox;
  return transport;
}

/** Sends mails that the caller has claimed, and records what came of each. */
export async function deliver(
  db: Db,
  rows: readonly OutboxRow[],
): Promise<Map<string, MailOutcome>> {
  const { renderRow } = await import("@/lib/email/render-row");
  const attempts = new Map(rows.map(({ id, attempts }) => [id, attempts]));
  const deliveries: Delivery[] = [];
  const mails = [];
  for (const row of rows) {
    try {
      mails.push({ id: row.id, to: row.recipient, ...(await renderRow(row)) });
    } catch (error) {
      // Nothing that time mends.
      deliveries.push({ id: row.id, status: "failed", final: true, error: String(error) });
    }
  }
  if (mails.length) deliveries.push(...(await configured()(mails)));

  // Why stands in the outbox: the service's words may quote an address.
  const failed = deliveries.filter(({ status }) => status === "failed").length;
  if (failed) log.error({ failed }, "mail not delivered");
  const { error } = await db.rpc("record_deliveries", {
    p_deliveries: deliveries.map(({ providerId, ...delivery }) => ({
      ...delivery,
      attempt: attempts.get(delivery.id) ?? 0,
      provider_id: providerId ?? null,
    })),
  });
  // They are on their way all the same; the rows fall due again and are sent under the same
  // idempotency key.
  if (error) log.error({ error: describeError(error) }, "mail deliveries not recorded");
  return new Map(deliveries.map(({ id, status }) => [id, status]));
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
      if (rows.length) await deliver(db, rows);
      tried += rows.length;
      if (rows.length < ROUND) return tried;
    }
  } catch (error) {
    log.error({ error: describeError(error) }, "queued mail not sent");
    return tried;
  }
}
