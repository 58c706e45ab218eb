/** The only sender of mail. */
import "server-only";
import { randomUUID } from "node:crypto";
import { describeError, log } from "@/lib/api/log";
import { deliver, type MailOutcome } from "@/lib/email/deliver";
import type { Letter, OutboxRow } from "@/lib/email/types";
import { createAdminClient } from "@/lib/supabase/admin";
import { rowsOf } from "@/lib/supabase/results";

export type { MailOutcome } from "@/lib/email/deliver";
export { invitationToken } from "@/lib/email/tokens";
export type { Letter, MailLanguage } from "@/lib/email/types";

/**
 * Writes the mails into the outbox, then tries to deliver them; answers what came of each, in their
 * order. Never throws: what a mail is about must not be lost with it. What failed stays in the
 * outbox and is tried again.
 *
 * Whoever calls this has checked that the caller may write to these addresses.
 */
export async function sendMails(letters: readonly Letter[]): Promise<MailOutcome[]> {
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
    const outcomes = await deliver(db, rows);
    return mails.map(({ id }) => outcomes.get(id) ?? "failed");
  } catch (error) {
    log.error({ error: describeError(error) }, "mail not sent");
    return letters.map(() => "failed");
  }
}
