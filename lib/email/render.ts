/** Templates become mails. Loaded when a mail is written: what renders them is large. */
import "server-only";
import { createElement } from "react";
import { render, toPlainText } from "react-email";
import { type TemplateName, type TemplateProps, templates } from "@/lib/email/templates";

export async function renderMail<Name extends TemplateName>(
  name: Name,
  props: TemplateProps[Name],
): Promise<{ subject: string; html: string; text: string }> {
  const { subject, Component } = templates[name];
  const html = await render(createElement(Component, props));
  return {
    // A header: one line, and not longer than the outbox takes.
    subject: subject(props).replace(/\s+/g, " ").trim().slice(0, 255),
    html,
    text: toPlainText(html),
  };
}

/** What a mail in HTML says, without its markup. Deeper than people nest it is cut off. */
export const plainText = (html: string): string =>
  toPlainText(html, { limits: { maxDepth: 100 } }).trim();
