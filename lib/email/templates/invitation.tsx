import type { MemberRole } from "@/lib/companies/roles";
import type { MailContext, Maybe, Words } from "@/lib/email/templates/context";
import { Action, Frame, Paragraph, Quote } from "@/lib/email/templates/kit";

export type InvitationProps = {
  company: string;
  role: MemberRole;
  inviter: string;
  /** What the inviter calls the person. */
  name?: Maybe<string>;
  note?: Maybe<string>;
  /** The one-time link. */
  url: string;
  /** Whether the address has an account already. */
  known: boolean;
};

const words: Words<{
  newcomer: string;
  subject: (company: string) => string;
  preview: (inviter: string, company: string) => string;
  title: (company: string) => string;
  hello: (name: Maybe<string>) => string;
  invites: (inviter: string, company: string) => string;
  may: Record<MemberRole, string>;
  known: string;
  fresh: string;
  accept: string;
  reason: string;
}> = {
  en: {
    // The seed of the contract fixed both subjects.
    newcomer: "Welcome to the Business Management Platform",
    subject: (company) => `${company} invites you to the Business Management Platform`,
    preview: (inviter, company) => `${inviter} invites you to ${company}.`,
    title: (company) => `Join ${company}`,
    hello: (name) => (name ? `Hello ${name},` : "Hello,"),
    invites: (inviter, company) =>
      `${inviter} invites you to work with ${company} on Travel Buddy.`,
    may: {
      admin: "As an admin you manage the team, the experiences and the company's page.",
      editor: "As an editor you write and publish the company's experiences.",
      member: "As a member you see the company's experiences and how they do.",
    },
    known: "You have a Travel Buddy account with this address. Sign in with it to accept.",
    fresh: "You are new here: the link lets you choose a password and begin.",
    accept: "Accept the invitation",
    reason:
      "The link works once, for seven days and for this address only. If you did not expect it, do nothing: without the link nobody joins in your name.",
  },
  vi: {
    newcomer: "Chào mừng bạn đến với Nền tảng quản lý doanh nghiệp",
    subject: (company) => `${company} mời bạn tham gia Nền tảng quản lý doanh nghiệp`,
    preview: (inviter, company) => `${inviter} mời bạn tham gia ${company}.`,
    title: (company) => `Tham gia ${company}`,
    hello: (name) => (name ? `Chào ${name},` : "Chào bạn,"),
    invites: (inviter, company) =>
      `${inviter} mời bạn cùng làm việc với ${company} trên Travel Buddy.`,
    may: {
      admin: "Là quản trị viên, bạn quản lý đội ngũ, các trải nghiệm và trang của công ty.",
      editor: "Là biên tập viên, bạn viết và đăng các trải nghiệm của công ty.",
      member: "Là thành viên, bạn xem được các trải nghiệm của công ty và kết quả của chúng.",
    },
    known:
      "Địa chỉ này đã có tài khoản Travel Buddy. Bạn hãy đăng nhập bằng tài khoản đó để chấp nhận lời mời.",
    fresh: "Bạn chưa có tài khoản: đường liên kết dưới đây cho phép bạn chọn mật khẩu và bắt đầu.",
    accept: "Chấp nhận lời mời",
    reason:
      "Đường liên kết chỉ dùng được một lần, trong bảy ngày và chỉ cho địa chỉ này. Nếu bạn không chờ thư này, bạn không cần làm gì: không có liên kết thì không ai tham gia thay bạn được.",
  },
};

export const invitationSubject = (
  { company, known }: InvitationProps,
  { language }: MailContext,
) => (known ? words[language].subject(company) : words[language].newcomer);

/** An invitation to work for a company; never a password. */
export function Invitation({
  company,
  role,
  inviter,
  name,
  note,
  url,
  known,
  ...context
}: InvitationProps & MailContext) {
  const say = words[context.language];
  return (
    <Frame
      {...context}
      preview={say.preview(inviter, company)}
      title={say.title(company)}
      reason={say.reason}
    >
      <Paragraph>{say.hello(name)}</Paragraph>
      <Paragraph>{`${say.invites(inviter, company)} ${say.may[role]}`}</Paragraph>
      {note ? <Quote>{note}</Quote> : null}
      <Paragraph>{known ? say.known : say.fresh}</Paragraph>
      <Action {...context} to={url} spelledOut>
        {say.accept}
      </Action>
    </Frame>
  );
}

Invitation.PreviewProps = {
  company: "Lối Nhỏ Journeys",
  role: "editor",
  inviter: "Mai Nguyễn",
  name: "Bảo",
  note: "Looking forward to your alley walks!\nMai",
  url: "/invitation#token=example",
  known: false,
} satisfies InvitationProps;
