/** The only sender of mail. */
import "server-only";
import { randomUUID } from "node:crypto";
import { describeError, log } from "@/lib/api/log";
import { deliver, type MailOutcome } from "@/lib/email/deliver";
import { type Letter, OUTBOX_COLUMNS, type OutboxRow } from "@/lib/email/types";
import { createAdminClient } from "@/lib/supabase/admin";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

export type { MailOutcome } from "@/lib/email/deliver";
export { invitationToken } from "@/lib/email/tokens";
export type { Letter } from "@/lib/email/types";

/**
 * Writes the mails into the outbox, then tries to deliver them; answers what came of each, in their
 * order. Never throws: what a mail is about must not be lost with it. What failed stays in the
 * outbox and is tried again.
 *
 * Whoever calls this has checked that the caller may write to these addresses. `deadline`
 * (milliseconds since 1970): what is not out by then has failed.
 */
export async function sendMails(
  letters: readonly Letter[],
  { deadline }: { deadline?: number } = {},
): Promise<MailOutcome[]> {
  if (!letters.length) return [];
  try {
    const mails = letters.map((letter) => ({
      id: letter.id ?? randomUUID(),
      recipient: letter.to,
      template: letter.template,
      language: letter.language ?? null,
      props: letter.props,
      company_id: letter.companyId ?? null,
      invitation_id: letter.invitationId ?? null,
      created_by: letter.createdBy ?? null,
      is_secret: letter.secret ?? false,
      give_up_after: letter.giveUpAfterSeconds ?? null,
    }));
    // The admin client: the outbox is nobody's but the server's.
    const db = createAdminClient();
    const rows = rowsOf<OutboxRow>(await db.rpc("write_mails", { p_mails: mails }));
    const outcomes = await deliver(db, rows, deadline);
    if (rows.length < mails.length) {
      for (const [id, outcome] of await earlier(db, mails)) outcomes.set(id, outcome);
    }
    return mails.map(({ id }) => outcomes.get(id) ?? "failed");
  } catch (error) {
    log.error({ error: describeError(error) }, "mail not sent");
    return letters.map(() => "failed");
  }
}

/**
 * Delivers mails that a function of the database has written and claimed for the caller; answers
 * what came of each. Never throws: they are tried again.
 */
export async function deliverWritten(ids: readonly string[]): Promise<Map<string, MailOutcome>> {
  if (!ids.length) return new Map();
  try {
    // The admin client: the outbox is nobody's but the server's.
    const db = createAdminClient();
    const found = await db.from("mail_outbox").select(OUTBOX_COLUMNS).in("id", ids);
    return await deliver(db, rowsOf<OutboxRow>(found));
  } catch (error) {
    log.error({ error: describeError(error) }, "mail not sent");
    return new Map();
  }
}

/** What came of mails that were in the outbox before: somebody repeats a request. */
async function earlier(
  db: Db,
  mails: readonly { id: string }[],
): Promise<Map<string, MailOutcome>> {
  const found = await db
    .from("mail_outbox")
    .select("id, status")
    .in(
      "id",
      mails.map(({ id }) => id),
    );
  const rows = rowsOf<{ id: string; status: MailOutcome | "queued" }>(found);
  // Queued: another request is sending it now, or it will be tried again.
  return new Map(rows.map(({ id, status }) => [id, status === "queued" ? "sent" : status]));
}
