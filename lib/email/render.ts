/** Templates become mails. Loaded when a mail is written: what renders them is large. */
import "server-only";
import { type ComponentType, createElement } from "react";
import { render, toPlainText } from "react-email";
import { type TemplateName, type TemplateProps, templates } from "@/lib/email/templates";
import type { MailLanguage } from "@/lib/email/templates/context";
import { env } from "@/lib/env";

export type RenderedMail = {
  subject: string;
  html: string;
  text: string;
  /** What the mail's head says besides, such as List-Unsubscribe. */
  headers?: Record<string, string>;
};

/** Of html-to-text, which comes without types, what is used here. */
type Element = { attribs: Record<string, string>; children: unknown[] };
type Builder = {
  openBlock: (options: { leadingLineBreaks: number }) => void;
  closeBlock: (options: { trailingLineBreaks: number }) => void;
  addInline: (text: string | undefined, options?: { noWordTransform: boolean }) => void;
  addLineBreak: () => void;
};
type Walk = (children: unknown[], builder: Builder) => void;

/** How mails read without markup: sentences as written, links below what they say. */
const asText = {
  formatters: {
    action: (element: Element, walk: Walk, builder: Builder) => {
      builder.openBlock({ leadingLineBreaks: 2 });
      walk(element.children, builder);
      builder.addInline(":");
      builder.addLineBreak();
      builder.addInline(element.attribs.href, { noWordTransform: true });
      builder.closeBlock({ trailingLineBreaks: 2 });
    },
    bars: (element: Element, _: Walk, builder: Builder) => {
      builder.openBlock({ leadingLineBreaks: 1 });
      builder.addInline(element.attribs["data-bars"]);
      builder.closeBlock({ trailingLineBreaks: 2 });
    },
  },
  selectors: [
    { selector: "h1", options: { uppercase: false } },
    { selector: "h2", options: { uppercase: false, leadingLineBreaks: 3 } },
    { selector: "a[data-action]", format: "action" },
    { selector: "table[data-bars]", format: "bars" },
    { selector: "a", options: { linkBrackets: ["(", ")"], hideLinkHrefIfSameAsText: true } },
  ],
};

/** The mail as it is sent; paths among the props become addresses of ours. */
export async function renderMail<Name extends TemplateName>(
  name: Name,
  props: TemplateProps[Name],
  language: MailLanguage = "en",
): Promise<RenderedMail> {
  const { Component } = templates[name];
  const context = { language, appUrl: env.appUrl };
  // The props of one template are known to fit its component; of all of them the compiler loses it.
  const html = await render(
    createElement(Component as ComponentType<object>, { ...props, ...context }),
  );
  return {
    subject: mailSubject(name, props, language),
    html,
    text: toPlainText(html, asText)
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
  };
}

/** The subject alone. */
export const mailSubject = <Name extends TemplateName>(
  name: Name,
  props: TemplateProps[Name],
  language: MailLanguage,
): string => headerLine(templates[name].subject(props, { language, appUrl: env.appUrl }));

/**
 * Names stand in subjects, and a header is one line: no breaks, no control characters, nothing that
 * turns the direction of reading, and not endless.
 */
function headerLine(text: string): string {
  const line = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\s\p{Cc}]+/gu, " ");
  return [...line.trim()].slice(0, 200).join("");
}

/** What a mail in HTML says, without its markup. Deeper than people nest it is cut off. */
export const plainText = (html: string): string =>
  toPlainText(html, { limits: { maxDepth: 100 } }).trim();
