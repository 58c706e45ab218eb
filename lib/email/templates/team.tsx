/** What people hear about their own and others' places in a company's team. */
import type { MemberRole } from "@/lib/companies/roles";
import type { MailContext, Maybe, Words } from "@/lib/email/templates/context";
import { Action, Frame, Paragraph } from "@/lib/email/templates/kit";
import { paths } from "@/lib/paths";

const roles: Words<Record<MemberRole, string>> = {
  en: { admin: "admin", editor: "editor", member: "member" },
  vi: { admin: "quản trị viên", editor: "biên tập viên", member: "thành viên" },
};

const may: Words<Record<MemberRole, string>> = {
  en: {
    admin: "You manage the team, the experiences and the company's page.",
    editor: "You write and publish the company's experiences.",
    member: "You see the company's experiences and how they do.",
  },
  vi: {
    admin: "Bạn quản lý đội ngũ, các trải nghiệm và trang của công ty.",
    editor: "Bạn viết và đăng các trải nghiệm của công ty.",
    member: "Bạn xem được các trải nghiệm của công ty và kết quả của chúng.",
  },
};

const because: Words<(company: string) => string> = {
  en: (company) => `You get this because you work with ${company} on Travel Buddy.`,
  vi: (company) => `Bạn nhận được thư này vì bạn làm việc với ${company} trên Travel Buddy.`,
};

export type InvitationAcceptedProps = {
  company: string;
  companyId: string;
  role: MemberRole;
  /** What the new colleague is called; without a name the address stands for it. */
  person?: Maybe<string>;
  email: string;
};

const accepted: Words<{
  subject: (who: string, company: string) => string;
  body: (who: string, company: string, role: string) => string;
  action: string;
  reason: (company: string) => string;
}> = {
  en: {
    subject: (who, company) => `${who} has joined ${company}`,
    body: (who, company, role) =>
      `${who} accepted your invitation and now works with ${company} as ${role}.`,
    action: "See the team",
    reason: (company) => `You get this because you sent the invitation to ${company}.`,
  },
  vi: {
    subject: (who, company) => `${who} đã tham gia ${company}`,
    body: (who, company, role) =>
      `${who} đã chấp nhận lời mời của bạn và từ nay làm việc với ${company} trong vai trò ${role}.`,
    action: "Xem đội ngũ",
    reason: (company) => `Bạn nhận được thư này vì bạn đã gửi lời mời tham gia ${company}.`,
  },
};

const asRole: Words<Record<MemberRole, string>> = {
  en: { admin: "an admin", editor: "an editor", member: "a member" },
  vi: roles.vi,
};

export const invitationAcceptedSubject = (
  { person, email, company }: InvitationAcceptedProps,
  { language }: MailContext,
) => accepted[language].subject(person || email, company);

/** To whoever invited somebody: they came. */
export function InvitationAccepted({
  company,
  companyId,
  role,
  person,
  email,
  ...context
}: InvitationAcceptedProps & MailContext) {
  const say = accepted[context.language];
  const who = person ? `${person} (${email})` : email;
  const body = say.body(who, company, asRole[context.language][role]);
  return (
    <Frame
      {...context}
      preview={body}
      title={say.subject(person || email, company)}
      reason={say.reason(company)}
    >
      <Paragraph>{body}</Paragraph>
      <Action {...context} to={paths.team(companyId)}>
        {say.action}
      </Action>
    </Frame>
  );
}

InvitationAccepted.PreviewProps = {
  company: "Lối Nhỏ Journeys",
  companyId: "6f1c1f0a-6f0e-4c7a-9d3c-0a4d4f9f5b11",
  role: "editor",
  person: "Bảo Trần",
  email: "bao@travelbuddy.example",
} satisfies InvitationAcceptedProps;

export type RoleChangedProps = {
  company: string;
  companyId: string;
  role: MemberRole;
  /** Who changed it; absent when it is not to be named. */
  by?: Maybe<string>;
};

const changed: Words<{
  subject: (company: string, role: string) => string;
  body: (company: string, role: string, by: Maybe<string>) => string;
  action: string;
}> = {
  en: {
    subject: (company, role) => `You are now ${role} of ${company}`,
    body: (company, role, by) =>
      by
        ? `${by} changed your role at ${company}: you are now ${role}.`
        : `Your role at ${company} has changed: you are now ${role}.`,
    action: "Open Travel Buddy",
  },
  vi: {
    subject: (company, role) => `Vai trò mới của bạn tại ${company}: ${role}`,
    body: (company, role, by) =>
      by
        ? `${by} đã thay đổi vai trò của bạn tại ${company}: từ nay bạn là ${role}.`
        : `Vai trò của bạn tại ${company} đã thay đổi: từ nay bạn là ${role}.`,
    action: "Mở Travel Buddy",
  },
};

export const roleChangedSubject = (
  { company, role }: RoleChangedProps,
  { language }: MailContext,
) => changed[language].subject(company, asRole[language][role]);

/** To a member whose role was changed. */
export function RoleChanged({
  company,
  companyId,
  role,
  by,
  ...context
}: RoleChangedProps & MailContext) {
  const say = changed[context.language];
  const name = asRole[context.language][role];
  const body = say.body(company, name, by);
  return (
    <Frame
      {...context}
      preview={body}
      title={say.subject(company, name)}
      reason={because[context.language](company)}
    >
      <Paragraph>{`${body} ${may[context.language][role]}`}</Paragraph>
      <Action {...context} to={paths.company(companyId)}>
        {say.action}
      </Action>
    </Frame>
  );
}

RoleChanged.PreviewProps = {
  company: "Lối Nhỏ Journeys",
  companyId: "6f1c1f0a-6f0e-4c7a-9d3c-0a4d4f9f5b11",
  role: "admin",
  by: "Mai Nguyễn",
} satisfies RoleChangedProps;

export type MembershipEndedProps = {
  company: string;
  /** Who removed the person; absent when they left by themselves or it is not to be named. */
  by?: Maybe<string>;
};

const ended: Words<{
  subject: (company: string) => string;
  body: (company: string, by: Maybe<string>) => string;
  rest: string;
  reason: (company: string) => string;
}> = {
  en: {
    subject: (company) => `You no longer work with ${company}`,
    body: (company, by) =>
      by
        ? `${by} removed you from the team of ${company} on Travel Buddy.`
        : `Your place in the team of ${company} on Travel Buddy has ended.`,
    rest: "Your own account, your visits and your stories stay as they are. If you think this is a mistake, please talk to the people of the company.",
    reason: (company) => `You get this because you worked with ${company} on Travel Buddy.`,
  },
  vi: {
    subject: (company) => `Bạn không còn trong đội ngũ của ${company}`,
    body: (company, by) =>
      by
        ? `${by} đã đưa bạn ra khỏi đội ngũ của ${company} trên Travel Buddy.`
        : `Bạn không còn thuộc đội ngũ của ${company} trên Travel Buddy.`,
    rest: "Tài khoản, các chuyến ghé thăm và câu chuyện của riêng bạn vẫn được giữ nguyên. Nếu bạn cho rằng đây là nhầm lẫn, vui lòng liên hệ với công ty.",
    reason: (company) =>
      `Bạn nhận được thư này vì bạn đã làm việc với ${company} trên Travel Buddy.`,
  },
};

export const membershipEndedSubject = (
  { company }: MembershipEndedProps,
  { language }: MailContext,
) => ended[language].subject(company);

/** To somebody who is no longer in a team. */
export function MembershipEnded({ company, by, ...context }: MembershipEndedProps & MailContext) {
  const say = ended[context.language];
  const body = say.body(company, by);
  return (
    <Frame {...context} preview={body} title={say.subject(company)} reason={say.reason(company)}>
      <Paragraph>{body}</Paragraph>
      <Paragraph>{say.rest}</Paragraph>
    </Frame>
  );
}

MembershipEnded.PreviewProps = {
  company: "Lối Nhỏ Journeys",
  by: "Mai Nguyễn",
} satisfies MembershipEndedProps;
