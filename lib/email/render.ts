/** Templates become mails. Loaded when a mail is written: what renders them is large. */
import "server-only";
import { type ComponentType, createElement } from "react";
import { render, toPlainText } from "react-email";
import { type TemplateName, type TemplateProps, templates } from "@/lib/email/templates";
import type { MailLanguage } from "@/lib/email/templates/context";
import { env } from "@/lib/env";

export type RenderedMail = { subject: string; html: string; text: string };

/** The mail as it is sent; paths among the props become addresses of ours. */
export async function renderMail<Name extends TemplateName>(
  name: Name,
  props: TemplateProps[Name],
  language: MailLanguage = "en",
): Promise<RenderedMail> {
  const { subject, Component } = templates[name];
  const context = { language, appUrl: env.appUrl };
  // The props of one template are known to fit its component; of all of them the compiler loses it.
  const html = await render(
    createElement(Component as ComponentType<object>, { ...props, ...context }),
  );
  return {
    // A header: one line, and not longer than the outbox takes.
    subject: subject(props, context).replace(/\s+/g, " ").trim().slice(0, 255),
    html,
    text: toPlainText(html),
  };
}

/** What a mail in HTML says, without its markup. Deeper than people nest it is cut off. */
export const plainText = (html: string): string =>
  toPlainText(html, { limits: { maxDepth: 100 } }).trim();
