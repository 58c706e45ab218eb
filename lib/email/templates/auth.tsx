/** Mails with a one-time link and a code: they prove that somebody reads a mailbox. */
import type { ReactNode } from "react";
import type { MailContext, Maybe, Words } from "@/lib/email/templates/context";
import { Action, Code, Frame, Paragraph, Small } from "@/lib/email/templates/kit";

/** What each of them carries. */
export type OneTimeProps = {
  /** A path of ours; the token is in its fragment. */
  url: string;
  /** Six digits, for typing where the link cannot be opened. */
  code: string;
  /** How long both work; an hour unless told. */
  minutes?: Maybe<number>;
};

type Saying = { subject: string; body: string; action: string; reason: string };

const oneTime: Words<{ code: string; valid: (minutes: number) => string }> = {
  en: {
    code: "Or type this code where you are asked for it:",
    valid: (minutes) =>
      `Link and code work once, for ${minutes === 60 ? "one hour" : `${minutes} minutes`}. Nobody from Travel Buddy will ever ask you for the code.`,
  },
  vi: {
    code: "Hoặc nhập mã này khi được hỏi:",
    valid: (minutes) =>
      `Đường liên kết và mã chỉ dùng được một lần, trong ${minutes === 60 ? "một giờ" : `${minutes} phút`}. Travel Buddy không bao giờ hỏi bạn mã này.`,
  },
};

function OneTime({
  url,
  code,
  minutes,
  say,
  children,
  ...context
}: OneTimeProps & MailContext & { say: Saying; children?: ReactNode }) {
  const { code: codeLine, valid } = oneTime[context.language];
  return (
    <Frame {...context} preview={say.body} title={say.subject} reason={say.reason}>
      <Paragraph>{say.body}</Paragraph>
      {children}
      <Action {...context} to={url} spelledOut>
        {say.action}
      </Action>
      <Paragraph>{codeLine}</Paragraph>
      <Code>{code}</Code>
      <Small>{valid(minutes ?? 60)}</Small>
    </Frame>
  );
}

const example: OneTimeProps = {
  url: "/auth/confirm#token_hash=example&type=email",
  code: "482913",
};

export type ConfirmAddressProps = OneTimeProps;

const confirmAddress: Words<Saying> = {
  en: {
    subject: "Confirm your address",
    body: "Welcome to Travel Buddy. One step is left: please confirm that this is your address.",
    action: "Confirm the address",
    reason:
      "You get this because somebody signed up at Travel Buddy with this address. If it was not you, do nothing: without your confirmation the account stays closed.",
  },
  vi: {
    subject: "Xác nhận địa chỉ của bạn",
    body: "Chào mừng bạn đến với Travel Buddy. Chỉ còn một bước: bạn vui lòng xác nhận đây là địa chỉ của mình.",
    action: "Xác nhận địa chỉ",
    reason:
      "Bạn nhận được thư này vì có người đã đăng ký Travel Buddy bằng địa chỉ này. Nếu không phải bạn, bạn không cần làm gì: khi chưa được xác nhận, tài khoản không dùng được.",
  },
};

export const confirmAddressSubject = (_: ConfirmAddressProps, { language }: MailContext) =>
  confirmAddress[language].subject;

/** After signing up. */
export function ConfirmAddress(props: ConfirmAddressProps & MailContext) {
  return <OneTime {...props} say={confirmAddress[props.language]} />;
}
ConfirmAddress.PreviewProps = example;

export type MagicLinkProps = OneTimeProps;

const magicLink: Words<Saying> = {
  en: {
    subject: "Your sign-in link",
    body: "With this link you sign in to Travel Buddy, without a password.",
    action: "Sign in",
    reason:
      "You get this because somebody asked to sign in with this address. If it was not you, do nothing: without this mail nobody gets in.",
  },
  vi: {
    subject: "Liên kết đăng nhập của bạn",
    body: "Với đường liên kết này, bạn đăng nhập Travel Buddy mà không cần mật khẩu.",
    action: "Đăng nhập",
    reason:
      "Bạn nhận được thư này vì có người muốn đăng nhập bằng địa chỉ này. Nếu không phải bạn, bạn không cần làm gì: không có thư này thì không ai vào được.",
  },
};

export const magicLinkSubject = (_: MagicLinkProps, { language }: MailContext) =>
  magicLink[language].subject;

/** Signing in without a password. */
export function MagicLink(props: MagicLinkProps & MailContext) {
  return <OneTime {...props} say={magicLink[props.language]} />;
}
MagicLink.PreviewProps = { ...example, url: "/auth/confirm#token_hash=example&type=magiclink" };

export type ResetPasswordProps = OneTimeProps;

const resetPassword: Words<Saying> = {
  en: {
    subject: "Choose a new password",
    body: "With this link you choose a new password for your Travel Buddy account. Until then the old one stays.",
    action: "Choose a new password",
    reason:
      "You get this because somebody asked for a new password for this address. If it was not you, do nothing: your password stays as it is.",
  },
  vi: {
    subject: "Chọn mật khẩu mới",
    body: "Với đường liên kết này, bạn chọn mật khẩu mới cho tài khoản Travel Buddy. Cho đến lúc đó, mật khẩu cũ vẫn dùng được.",
    action: "Chọn mật khẩu mới",
    reason:
      "Bạn nhận được thư này vì có người yêu cầu mật khẩu mới cho địa chỉ này. Nếu không phải bạn, bạn không cần làm gì: mật khẩu của bạn vẫn giữ nguyên.",
  },
};

export const resetPasswordSubject = (_: ResetPasswordProps, { language }: MailContext) =>
  resetPassword[language].subject;

/** After "forgot password". */
export function ResetPassword(props: ResetPasswordProps & MailContext) {
  return <OneTime {...props} say={resetPassword[props.language]} />;
}
ResetPassword.PreviewProps = { ...example, url: "/auth/confirm#token_hash=example&type=recovery" };

export type EmailChangeProps = OneTimeProps & {
  /** Which of the two mailboxes this one goes to. */
  mailbox: "current" | "new";
  currentEmail: string;
  newEmail: string;
};

type EmailChangeSaying = {
  subject: string;
  body: (currentEmail: string, newEmail: string) => string;
  action: string;
  reason: string;
};
const emailChange: Words<Record<EmailChangeProps["mailbox"], EmailChangeSaying>> = {
  en: {
    current: {
      subject: "Confirm that your address changes",
      body: (before, after) =>
        `Your Travel Buddy account is to move from ${before} to ${after}. This mail goes to your present address; please confirm here that you want this. The new address gets a mail of its own.`,
      action: "Agree to the change",
      reason:
        "You get this because a change of address was asked for in your account. If it was not you, do not confirm it, and choose a new password.",
    },
    new: {
      subject: "Confirm your new address",
      body: (before, after) =>
        `Your Travel Buddy account is to move from ${before} to ${after}. This mail goes to the new address; please confirm here that it is yours.`,
      action: "Confirm the new address",
      reason:
        "You get this because this address was entered as the new one of a Travel Buddy account. If it was not you, do nothing.",
    },
  },
  vi: {
    current: {
      subject: "Xác nhận việc đổi địa chỉ của bạn",
      body: (before, after) =>
        `Tài khoản Travel Buddy của bạn sắp chuyển từ ${before} sang ${after}. Thư này được gửi đến địa chỉ hiện tại; bạn vui lòng xác nhận rằng bạn muốn đổi. Địa chỉ mới sẽ nhận một thư riêng.`,
      action: "Đồng ý đổi địa chỉ",
      reason:
        "Bạn nhận được thư này vì có yêu cầu đổi địa chỉ trong tài khoản của bạn. Nếu không phải bạn, xin đừng xác nhận và hãy đổi mật khẩu.",
    },
    new: {
      subject: "Xác nhận địa chỉ mới của bạn",
      body: (before, after) =>
        `Tài khoản Travel Buddy của bạn sắp chuyển từ ${before} sang ${after}. Thư này được gửi đến địa chỉ mới; bạn vui lòng xác nhận đây là địa chỉ của mình.`,
      action: "Xác nhận địa chỉ mới",
      reason:
        "Bạn nhận được thư này vì địa chỉ này được nhập làm địa chỉ mới của một tài khoản Travel Buddy. Nếu không phải bạn, bạn không cần làm gì.",
    },
  },
};

export const emailChangeSubject = ({ mailbox }: EmailChangeProps, { language }: MailContext) =>
  emailChange[language][mailbox].subject;

/** To both mailboxes of an account that moves. */
export function EmailChange({
  mailbox,
  currentEmail,
  newEmail,
  ...rest
}: EmailChangeProps & MailContext) {
  const { body, ...say } = emailChange[rest.language][mailbox];
  return <OneTime {...rest} say={{ ...say, body: body(currentEmail, newEmail) }} />;
}
EmailChange.PreviewProps = {
  ...example,
  url: "/auth/confirm#token_hash=example&type=email_change",
  mailbox: "new",
  currentEmail: "mai@travelbuddy.example",
  newEmail: "mai.nguyen@travelbuddy.example",
} as EmailChangeProps;

export type ReauthenticationProps = {
  code: string;
  /** How long it works; an hour unless told. */
  minutes?: Maybe<number>;
};

const reauthentication: Words<{
  subject: string;
  body: string;
  valid: (minutes: number) => string;
  reason: string;
}> = {
  en: {
    subject: "Your confirmation code",
    body: "Please type this code to confirm that it is you who changes your account:",
    valid: (minutes) =>
      `It works once, for ${minutes === 60 ? "one hour" : `${minutes} minutes`}. Nobody from Travel Buddy will ever ask you for it.`,
    reason:
      "You get this because somebody signed in to your account is changing something important. If it is not you, choose a new password at once.",
  },
  vi: {
    subject: "Mã xác nhận của bạn",
    body: "Bạn vui lòng nhập mã này để xác nhận chính bạn đang thay đổi tài khoản:",
    valid: (minutes) =>
      `Mã chỉ dùng được một lần, trong ${minutes === 60 ? "một giờ" : `${minutes} phút`}. Travel Buddy không bao giờ hỏi bạn mã này.`,
    reason:
      "Bạn nhận được thư này vì có người đã đăng nhập tài khoản của bạn và đang thay đổi một thiết lập quan trọng. Nếu không phải bạn, hãy đổi mật khẩu ngay.",
  },
};

export const reauthenticationSubject = (_: ReauthenticationProps, { language }: MailContext) =>
  reauthentication[language].subject;

/** Before something that a stolen session must not do. */
export function Reauthentication({
  code,
  minutes,
  ...context
}: ReauthenticationProps & MailContext) {
  const say = reauthentication[context.language];
  return (
    <Frame {...context} preview={say.body} title={say.subject} reason={say.reason}>
      <Paragraph>{say.body}</Paragraph>
      <Code>{code}</Code>
      <Small>{say.valid(minutes ?? 60)}</Small>
    </Frame>
  );
}
Reauthentication.PreviewProps = { code: "482913" } satisfies ReauthenticationProps;
