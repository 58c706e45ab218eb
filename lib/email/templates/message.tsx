import type { MailContext, Maybe } from "@/lib/email/templates/context";
import { Action, Frame, Lines, Paragraph } from "@/lib/email/templates/kit";

export type MessageProps = {
  subject: string;
  /** Plain text; an empty line separates paragraphs. */
  body: string;
  /** Why the person gets this. */
  reason: string;
  action?: Maybe<{ label: string; url: string }>;
};

export const messageSubject = ({ subject }: MessageProps) => subject;

/** A plain message. What people wrote stays text: no markup of theirs is executed. */
export function Message({ subject, body, reason, action, ...context }: MessageProps & MailContext) {
  const paragraphs = paragraphsOf(body);
  return (
    <Frame {...context} preview={body.slice(0, 100)} title={subject} reason={reason}>
      {paragraphs.map((text, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
        <Paragraph key={place}>
          <Lines>{text}</Lines>
        </Paragraph>
      ))}
      {action ? (
        <Action {...context} to={action.url}>
          {action.label}
        </Action>
      ) : null}
    </Frame>
  );
}

/** Each carries its style along, so beyond these the rest is one: a mail over 100 KB is cut off. */
const MANY = 100;

function paragraphsOf(body: string): string[] {
  const all = body
    .replace(/\r\n?/g, "\n")
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter(Boolean);
  const rest = all.slice(MANY);
  return rest.length ? [...all.slice(0, MANY), rest.join("\n")] : all;
}

Message.PreviewProps = {
  subject: "Tomorrow at the ferry pier",
  body: "We meet at 7:30, in front of the ticket window.\n\nBring a hat.",
  reason: "You get this because you work with Lối Nhỏ Journeys.",
  action: { label: "Open Travel Buddy", url: "/" },
} satisfies MessageProps;
