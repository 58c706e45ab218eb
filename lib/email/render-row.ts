/** Rows of the outbox become mails. */
import "server-only";
import { mailSubject, type RenderedMail, renderMail } from "@/lib/email/render";
import { isTemplateName, type TemplateName } from "@/lib/email/templates";
import { invitationToken } from "@/lib/email/tokens";
import type { Json, OutboxRow } from "@/lib/email/types";
import { unsubscribeToken } from "@/lib/email/unsubscribe-token";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";

/**
 * The mail of a row. The links of invitations and summaries are made here and stand nowhere else.
 *
 * @throws when its template is none of ours or its content has been cleared
 */
export async function renderRow(row: OutboxRow): Promise<RenderedMail> {
  const { template, props, headers } = contentOf(row);
  return { ...(await renderMail(template, props, row.language)), ...(headers ? { headers } : {}) };
}

/**
 * Its subject alone, which costs next to nothing.
 *
 * @throws as `renderRow`
 */
export function subjectOfRow(row: OutboxRow): string {
  const { template, props } = contentOf(row);
  return mailSubject(template, props, row.language);
}

/** The types end here: what was checked when it was written is JSON now. */
function contentOf(row: OutboxRow): {
  template: TemplateName;
  props: never;
  headers?: Record<string, string>;
} {
  if (!isTemplateName(row.template)) throw new Error(`No template ${row.template}.`);
  if (row.props === null) throw new Error("Its content has been cleared.");
  const props: Record<string, Json | undefined> = { ...row.props };
  if (row.template === "invitation") {
    // In the fragment: a browser does not send it, so it stays out of everybody's logs.
    props.url = `${paths.invitation()}#token=${invitationToken(row.id)}`;
  }
  if (row.template === "weekly-summary") {
    const token = unsubscribeToken({
      companyId: String(props.companyId),
      memberId: String(props.memberId),
    });
    props.unsubscribeUrl = `${paths.unsubscribe()}#${token}`;
    return { template: row.template, props: props as never, headers: oneClick(token) };
  }
  return { template: row.template, props: props as never };
}

/** The "Unsubscribe" of mail programs (RFC 8058). */
const oneClick = (token: string) => ({
  "List-Unsubscribe": `<${env.appUrl}${paths.oneClickUnsubscribe(token)}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});
