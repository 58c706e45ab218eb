/** The only sender of mail. */
import "server-only";
import { randomUUID } from "node:crypto";
import { describeError, log } from "@/lib/api/log";
import type { TemplateName, TemplateProps } from "@/lib/email/templates";
import { createResendTransport, mailbox, type Transport } from "@/lib/email/transport";
import { env } from "@/lib/env";
import { createAdminClient } from "@/lib/supabase/admin";
import { oneOf } from "@/lib/supabase/results";

/** A mail to be written: a template, what it says, and for whom. */
export type Letter = {
  [Name in TemplateName]: {
    to: string;
    template: Name;
    props: TemplateProps[Name];
    /** What the mail is about, for the outbox. */
    companyId?: string | undefined;
    invitationId?: string | undefined;
    /** Whose doing it is. */
    createdBy?: string | undefined;
  };
}[TemplateName];

/** `stored`: no mail service is configured, the outbox keeps it. */
export type MailOutcome = "sent" | "stored" | "failed";

let transport: Transport | undefined;

function configured(): Transport {
  transport ??= env.resend ? createResendTransport(env.resend) : mailbox;
  return transport;
}

/**
 * Writes the mails into the outbox, then tries to deliver them; answers what came of each, in their
 * order. Never throws: what a mail is about must not be lost with it. What failed stays in the
 * outbox to be tried again.
 *
 * Whoever calls this has checked that the caller may write to these addresses.
 */
export async function sendMails(letters: readonly Letter[]): Promise<MailOutcome[]> {
  if (!letters.length) return [];
  try {
    const { renderMail } = await import("@/lib/email/render");
    const mails = await Promise.all(
      letters.map(async ({ to, template, props }) => ({
        id: randomUUID(),
        to,
        ...(await renderMail(template, props)),
      })),
    );
    // The admin client: the outbox holds one-time links and is nobody's but the server's.
    const db = createAdminClient();
    const rows = letters.map((letter, place) => {
      const { id, to, ...parts } = mails[place] as (typeof mails)[number];
      return {
        id,
        recipient: to,
        ...parts,
        template: letter.template,
        company_id: letter.companyId ?? null,
        invitation_id: letter.invitationId ?? null,
        created_by: letter.createdBy ?? null,
      };
    });
    oneOf(await db.from("mail_outbox").insert(rows));

    const deliveries = await configured()(mails);
    // Why stands in the outbox: the service's words may quote an address.
    const failed = deliveries.filter(({ status }) => status === "failed").length;
    if (failed) log.error({ failed }, "mail not delivered");
    const { error } = await db.rpc("record_deliveries", {
      p_deliveries: deliveries.map(({ providerId, ...delivery }) => ({
        ...delivery,
        provider_id: providerId,
      })),
    });
    // They are on their way all the same; the rows say so later or are tried again under the
    // same idempotency key.
    if (error) log.error({ error: describeError(error) }, "mail deliveries not recorded");
    return deliveries.map(({ status }) => status);
  } catch (error) {
    log.error({ error: describeError(error) }, "mail not sent");
    return letters.map(() => "failed");
  }
}
