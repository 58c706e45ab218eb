/** The mailbox of a machine without a mail service: what the outbox kept. */
import "server-only";
import type { RenderedMail } from "@/lib/email/render";
import { renderRow } from "@/lib/email/render-row";
import type { MailLanguage } from "@/lib/email/templates/context";
import type { OutboxRow } from "@/lib/email/types";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { createAdminClient } from "@/lib/supabase/admin";
import { rowsOf } from "@/lib/supabase/results";

/**
 * Whether mails are kept to be read here: no mail service is configured, and this is a machine of a
 * developer's or runs the embedded backend. Anywhere else the mailbox would open everybody's account.
 */
export function mailboxIsOpen(): boolean {
  return !env.resend && !env.smtp && (!env.production || env.embedded);
}

/** Where a person on such a machine finds the mail they wait for; null when it really leaves. */
export const mailboxAddress = (): string | null => (mailboxIsOpen() ? paths.mailbox() : null);

export type KeptMail = RenderedMail & {
  id: string;
  recipient: string;
  template: string;
  language: MailLanguage;
  created_at: string;
};

/** The last mails, newest first, of those whose recipient contains `to`. */
export async function listKeptMails({
  to = "",
  limit = 100,
}: {
  to?: string | undefined;
  limit?: number;
}): Promise<KeptMail[]> {
  // The admin client: whoever runs the machine reads its mailbox, without an account.
  const found = await createAdminClient()
    .from("mail_outbox")
    .select("id, recipient, template, language, props, attempts, batch, created_at")
    .eq("status", "stored")
    .ilike("recipient", `%${to.replace(/[\\%_]/g, "\\$&")}%`)
    .order("created_at", { ascending: false })
    .order("id", { ascending: false })
    .limit(limit);
  return Promise.all(
    rowsOf<OutboxRow>(found).map(async (row) => {
      const { id, recipient, template, language, created_at } = row;
      return { id, recipient, template, language, created_at, ...(await rendered(row)) };
    }),
  );
}

/** A mail whose template has changed since is shown as what it is. */
const rendered = (row: OutboxRow): Promise<RenderedMail> =>
  renderRow(row).catch((error: unknown) => ({
    subject: `${row.template} cannot be shown`,
    html: "",
    text: String(error),
  }));
