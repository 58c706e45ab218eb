import { Button } from "react-email";
import type { MemberRole } from "@/lib/companies/roles";
import { buttonStyle, Frame, Paragraph, Quote } from "@/lib/email/templates/frame";

export type InvitationProps = {
  company: string;
  role: MemberRole;
  inviter: string;
  /** What the inviter calls the person. */
  name?: string | undefined;
  note?: string | undefined;
  /** The one-time link. */
  url: string;
  /** Whether the address has an account already. */
  known: boolean;
};

const may: Record<MemberRole, string> = {
  admin: "As an admin you manage the team, the experiences and the company's page.",
  editor: "As an editor you write and publish the company's experiences.",
  member: "As a member you see the company's experiences and how they do.",
};

/** The seed fixed the subject for newcomers. */
export const invitationSubject = ({ company, known }: InvitationProps) =>
  known
    ? `${company} invites you to the Business Management Platform`
    : "Welcome to the Business Management Platform";

/** An invitation to work for a company; never a password. */
export function Invitation({ company, role, inviter, name, note, url, known }: InvitationProps) {
  return (
    <Frame
      preview={`${inviter} invites you to ${company}.`}
      title={`Join ${company}`}
      footer="The link works once, for seven days and for this address only. If you did not expect it, do nothing: without the link nobody joins in your name."
    >
      <Paragraph>{name ? `Hello ${name},` : "Hello,"}</Paragraph>
      <Paragraph>
        {`${inviter} invites you to work with ${company} on Travel Buddy. ${may[role]}`}
      </Paragraph>
      {note ? <Quote>{note}</Quote> : null}
      <Paragraph>
        {known
          ? "You have a Travel Buddy account with this address. Sign in with it to accept."
          : "You are new here: the link lets you choose a password and begin."}
      </Paragraph>
      <Button href={url} style={buttonStyle}>
        Accept the invitation
      </Button>
    </Frame>
  );
}

Invitation.PreviewProps = {
  company: "Lối Nhỏ Journeys",
  role: "editor",
  inviter: "Mai Nguyễn",
  name: "Bảo",
  note: "Looking forward to your alley walks!\nMai",
  url: "https://travelbuddy.example/invitation#token=example",
  known: false,
} satisfies InvitationProps;
