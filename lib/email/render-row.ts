/** Rows of the outbox become mails. */
import "server-only";
import { renderMail } from "@/lib/email/render";
import { type TemplateName, templates } from "@/lib/email/templates";
import { invitationToken } from "@/lib/email/tokens";
import type { Json, OutboxRow } from "@/lib/email/types";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";

export type Rendered = Awaited<ReturnType<typeof renderMail>>;

/**
 * The mail of a row. The link of an invitation is made here and stands nowhere else.
 *
 * @throws when its template is none of ours or its content has been cleared
 */
export async function renderRow(row: OutboxRow): Promise<Rendered> {
  if (!Object.hasOwn(templates, row.template)) throw new Error(`No template ${row.template}.`);
  if (row.props === null) throw new Error("Its content has been cleared.");
  const props: Record<string, Json | undefined> = { ...row.props };
  if (row.template === "invitation") {
    // In the fragment: a browser does not send it, so it stays out of everybody's logs.
    props.url = `${env.appUrl}${paths.invitation()}#token=${invitationToken(row.id)}`;
  }
  return renderMail(row.template as TemplateName, props as never, row.language);
}
