/** Rows of the outbox become mails. */
import "server-only";
import { type RenderedMail, renderMail } from "@/lib/email/render";
import { isTemplateName } from "@/lib/email/templates";
import { invitationToken } from "@/lib/email/tokens";
import type { Json, OutboxRow } from "@/lib/email/types";
import { paths } from "@/lib/paths";

/**
 * The mail of a row. The link of an invitation is made here and stands nowhere else.
 *
 * @throws when its template is none of ours or its content has been cleared
 */
export async function renderRow(row: OutboxRow): Promise<RenderedMail> {
  if (!isTemplateName(row.template)) throw new Error(`No template ${row.template}.`);
  if (row.props === null) throw new Error("Its content has been cleared.");
  const props: Record<string, Json | undefined> = { ...row.props };
  if (row.template === "invitation") {
    // In the fragment: a browser does not send it, so it stays out of everybody's logs.
    props.url = `${paths.invitation()}#token=${invitationToken(row.id)}`;
  }
  return renderMail(row.template, props as never, row.language);
}
