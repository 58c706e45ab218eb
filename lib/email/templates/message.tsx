import type { MailContext, Maybe, Words } from "@/lib/email/templates/context";
import { Action, Frame, Lines, Paragraph } from "@/lib/email/templates/kit";

export type MessageProps = {
  subject: string;
  /** Plain text; an empty line separates paragraphs. */
  body: string;
  /** Why the person gets this; without it, because `sender` wrote to them. */
  reason?: Maybe<string>;
  /** Whose words they are: an address. */
  sender?: Maybe<string>;
  action?: Maybe<{ label: string; url: string }>;
};

const words: Words<(sender: Maybe<string>) => string> = {
  en: (sender) =>
    `You get this because ${sender || "an admin of your company"} wrote to you through Travel Buddy.`,
  vi: (sender) =>
    `Bạn nhận được thư này vì ${sender || "quản trị viên công ty của bạn"} đã viết cho bạn qua Travel Buddy.`,
};

export const messageSubject = ({ subject }: MessageProps) => subject;

/** A plain message. What people wrote stays text: no markup of theirs is executed. */
export function Message({
  subject,
  body,
  reason,
  sender,
  action,
  ...context
}: MessageProps & MailContext) {
  const paragraphs = paragraphsOf(body);
  return (
    <Frame
      {...context}
      preview={body.slice(0, 100)}
      title={subject}
      reason={reason || words[context.language](sender)}
    >
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
  sender: "mai@travelbuddy.example",
  action: { label: "Open Travel Buddy", url: "/" },
} satisfies MessageProps;
