/** The mailbox of a machine without a mail service: what the outbox kept. */
import "server-only";
import type { MailboxPage } from "@/lib/email/mailbox-queries";
import type { RenderedMail } from "@/lib/email/render";
import { renderRow, subjectOfRow } from "@/lib/email/render-row";
import { OUTBOX_COLUMNS, type OutboxRow } from "@/lib/email/types";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { createAdminClient } from "@/lib/supabase/admin";
import { oneOf, rowsOf } from "@/lib/supabase/results";

/**
 * Whether mails are kept to be read here: no mail service is configured, and the accounts they open
 * live on this machine, too: the embedded backend, or a developer's own Supabase. A hosted project's
 * mails are its people's, and a developer's server listens to its whole network.
 */
export function mailboxIsOpen(): boolean {
  return !env.resend && !env.smtp && (env.embedded || (!env.production && isHere(env.supabaseUrl)));
}

const isHere = (url: string) => ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

/** Where a person on such a machine finds the mail they wait for; null when it really leaves. */
export const mailboxAddress = (): string | null => (mailboxIsOpen() ? paths.mailbox() : null);

const LIMIT = 200;

/** What the list shows of a mail. */
function listed(row: OutboxRow) {
  const { id, recipient, template, language, created_at } = row;
  return { id, recipient, template, language, created_at };
}

/** The last mails, newest first, of those whose recipient contains `to`. */
async function lastMails(to: string): Promise<OutboxRow[]> {
  // The admin client: whoever runs the machine reads its mailbox, without an account.
  const found = await createAdminClient()
    .from("mail_outbox")
    .select(OUTBOX_COLUMNS)
    .eq("status", "stored")
    .ilike("recipient", `%${to.replace(/[\\%_]/g, "\\$&")}%`)
    .order("created_at", { ascending: false })
    .order("id", { ascending: false })
    .limit(LIMIT);
  return rowsOf<OutboxRow>(found);
}

/** The list, which says of each mail only what it is about. */
export async function listKeptMails(to = ""): Promise<MailboxPage> {
  const rows = await lastMails(to);
  return {
    now: new Date().toISOString(),
    mails: rows.map((row) => ({ ...listed(row), subject: subjectOf(row) })),
  };
}

export type KeptMail = RenderedMail & ReturnType<typeof listed>;

/** The list with the mails themselves. */
export async function readKeptMails(to = ""): Promise<{ now: string; mails: KeptMail[] }> {
  const rows = await lastMails(to);
  return { now: new Date().toISOString(), mails: await Promise.all(rows.map(read)) };
}

/** One mail; null: there is none. */
export async function getKeptMail(id: string): Promise<KeptMail | null> {
  // The admin client: as above.
  const row = oneOf(
    await createAdminClient()
      .from("mail_outbox")
      .select(OUTBOX_COLUMNS)
      .eq("status", "stored")
      .eq("id", id)
      .maybeSingle(),
  );
  return row && read(row as OutboxRow);
}

/** A mail that can no longer be made is shown as what it is. */
const unreadable = (row: OutboxRow) => `${row.template} cannot be shown`;

function subjectOf(row: OutboxRow): string {
  try {
    return subjectOfRow(row);
  } catch {
    return unreadable(row);
  }
}

async function read(row: OutboxRow): Promise<KeptMail> {
  const mail = await renderRow(row).catch((error: unknown) => ({
    subject: unreadable(row),
    html: "",
    text: String(error),
  }));
  return { ...listed(row), ...mail };
}
