import { Button } from "react-email";
import { buttonStyle, Frame, Paragraph } from "@/lib/email/templates/frame";

export type MessageProps = {
  subject: string;
  /** Plain text; an empty line separates paragraphs. */
  body: string;
  /** Why the person gets this. */
  reason: string;
  action?: { label: string; url: string } | undefined;
};

export const messageSubject = ({ subject }: MessageProps) => subject;

/** A plain message. What people wrote stays text: no markup of theirs is executed. */
export function Message({ subject, body, reason, action }: MessageProps) {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter(Boolean);
  return (
    <Frame preview={body.slice(0, 100)} title={subject} footer={reason}>
      {paragraphs.map((text, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
        <Paragraph key={place}>{text}</Paragraph>
      ))}
      {action ? (
        <Button href={action.url} style={buttonStyle}>
          {action.label}
        </Button>
      ) : null}
    </Frame>
  );
}

Message.PreviewProps = {
  subject: "Tomorrow at the ferry pier",
  body: "We meet at 7:30, in front of the ticket window.\n\nBring a hat.",
  reason: "You get this because you work with Lối Nhỏ Journeys.",
  action: { label: "Open Travel Buddy", url: "https://travelbuddy.example" },
} satisfies MessageProps;
