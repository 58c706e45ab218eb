/** What people hear about their own account: nothing here has to be confirmed. */
import { localeOf, type MailContext, type Maybe, type Words } from "@/lib/email/templates/context";
import { Action, Facts, Frame, Paragraph, Steps } from "@/lib/email/templates/kit";
import { countryName, formatDateTime } from "@/lib/format/format";
import { paths } from "@/lib/paths";

/** A moment as the reader's clock shows it, with its zone: "23 Nov 2026, 16:05 (UTC)". */
function moment(at: string, timeZone: Maybe<string>, { language }: MailContext): string {
  const zone = timeZone && isTimeZone(timeZone) ? timeZone : "UTC";
  return `${formatDateTime(localeOf[language], at, zone)} (${zone.replaceAll("_", " ")})`;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

const account: Words<{ reason: string; when: string; forgot: string }> = {
  en: {
    reason:
      "You get this because it is about the safety of your Travel Buddy account. Such notices are always sent.",
    when: "When",
    forgot: "Choose a new password",
  },
  vi: {
    reason:
      "Bạn nhận được thư này vì nó liên quan đến an toàn của tài khoản Travel Buddy. Những thông báo như vậy luôn được gửi.",
    when: "Thời gian",
    forgot: "Chọn mật khẩu mới",
  },
};

export type EmailChangedProps = { oldEmail: string; newEmail: string };

const emailChanged: Words<{
  subject: string;
  body: (before: string, after: string) => string;
  rest: string;
}> = {
  en: {
    subject: "Your address has changed",
    body: (before, after) =>
      `Your Travel Buddy account has moved from ${before} to ${after}. From now on you sign in with the new address, and our mails go there.`,
    rest: "If this was not you, somebody else may have your account. Tell the Travel Buddy team at once and, if you work for a company here, its admins: they can take its rights away.",
  },
  vi: {
    subject: "Địa chỉ của bạn đã được đổi",
    body: (before, after) =>
      `Tài khoản Travel Buddy của bạn đã chuyển từ ${before} sang ${after}. Từ nay bạn đăng nhập bằng địa chỉ mới và thư của chúng tôi sẽ được gửi đến đó.`,
    rest: "Nếu không phải bạn thực hiện, có thể người khác đang giữ tài khoản của bạn. Hãy báo ngay cho đội ngũ Travel Buddy và, nếu bạn làm việc cho một công ty tại đây, cho quản trị viên của công ty: họ có thể thu hồi quyền của tài khoản.",
  },
};

export const emailChangedSubject = (_: EmailChangedProps, { language }: MailContext) =>
  emailChanged[language].subject;

/** To the mailbox that an account has left. */
export function EmailChanged({ oldEmail, newEmail, ...context }: EmailChangedProps & MailContext) {
  const say = emailChanged[context.language];
  const body = say.body(oldEmail, newEmail);
  return (
    <Frame
      {...context}
      preview={body}
      title={say.subject}
      reason={account[context.language].reason}
    >
      <Paragraph>{body}</Paragraph>
      <Paragraph>{say.rest}</Paragraph>
    </Frame>
  );
}
EmailChanged.PreviewProps = {
  oldEmail: "mai@travelbuddy.example",
  newEmail: "mai.nguyen@travelbuddy.example",
} satisfies EmailChangedProps;

export type PasswordChangedProps = {
  /** ISO date and time. */
  at: string;
  timeZone?: Maybe<string>;
};

const passwordChanged: Words<{ subject: string; body: string; rest: string }> = {
  en: {
    subject: "Your password has changed",
    body: "The password of your Travel Buddy account was just changed.",
    rest: "If it was you, all is well. If it was not, choose a new password now; it ends every session.",
  },
  vi: {
    subject: "Mật khẩu của bạn đã được đổi",
    body: "Mật khẩu tài khoản Travel Buddy của bạn vừa được đổi.",
    rest: "Nếu đó là bạn thì mọi việc đều ổn. Nếu không phải, hãy chọn mật khẩu mới ngay; mọi phiên đăng nhập sẽ kết thúc.",
  },
};

export const passwordChangedSubject = (_: PasswordChangedProps, { language }: MailContext) =>
  passwordChanged[language].subject;

/** After a password was changed or reset. */
export function PasswordChanged({ at, timeZone, ...context }: PasswordChangedProps & MailContext) {
  const say = passwordChanged[context.language];
  const shared = account[context.language];
  return (
    <Frame {...context} preview={say.body} title={say.subject} reason={shared.reason}>
      <Paragraph>{say.body}</Paragraph>
      <Facts facts={[[shared.when, moment(at, timeZone, context)]]} />
      <Paragraph>{say.rest}</Paragraph>
      <Action {...context} to="/forgot-password">
        {shared.forgot}
      </Action>
    </Frame>
  );
}
PasswordChanged.PreviewProps = {
  at: "2026-11-23T09:05:00Z",
  timeZone: "Asia/Ho_Chi_Minh",
} satisfies PasswordChangedProps;

export type RecoveryCodeUsedProps = {
  /** ISO date and time. */
  at: string;
  /** How many codes are left. */
  left: number;
};

const recoveryCodeUsed: Words<{
  subject: string;
  body: string;
  still: string;
  left: (count: number) => string;
  rest: string;
  action: string;
}> = {
  en: {
    subject: "A recovery code was used",
    body: "Somebody signed in to your Travel Buddy account with a recovery code. Two-step verification is off now, and every other session has ended.",
    still: "Still good",
    left: (count) => (count === 0 ? "None" : count === 1 ? "One code" : `${count} codes`),
    rest: "If it was you, set up your authenticator app again. If it was not, choose a new password now; it ends every session.",
    action: "Set it up again",
  },
  vi: {
    subject: "Một mã khôi phục đã được dùng",
    body: "Có người vừa đăng nhập tài khoản Travel Buddy của bạn bằng một mã khôi phục. Xác minh hai bước hiện đã tắt và mọi phiên đăng nhập khác đã kết thúc.",
    still: "Còn dùng được",
    left: (count) => (count === 0 ? "Không còn mã nào" : `${count} mã`),
    rest: "Nếu đó là bạn, hãy thiết lập lại ứng dụng xác thực. Nếu không phải, hãy chọn mật khẩu mới ngay; mọi phiên đăng nhập sẽ kết thúc.",
    action: "Thiết lập lại",
  },
};

export const recoveryCodeUsedSubject = (_: RecoveryCodeUsedProps, { language }: MailContext) =>
  recoveryCodeUsed[language].subject;

/** After a recovery code took the authenticator apps off an account. */
export function RecoveryCodeUsed({ at, left, ...context }: RecoveryCodeUsedProps & MailContext) {
  const say = recoveryCodeUsed[context.language];
  const shared = account[context.language];
  return (
    <Frame {...context} preview={say.body} title={say.subject} reason={shared.reason}>
      <Paragraph>{say.body}</Paragraph>
      <Facts
        facts={[
          [shared.when, moment(at, null, context)],
          [say.still, say.left(left)],
        ]}
      />
      <Paragraph>{say.rest}</Paragraph>
      <Action {...context} to={paths.account()}>
        {say.action}
      </Action>
    </Frame>
  );
}
RecoveryCodeUsed.PreviewProps = {
  at: "2026-11-23T09:05:00Z",
  left: 9,
} satisfies RecoveryCodeUsedProps;

export type NewSignInProps = {
  /** ISO date and time. */
  at: string;
  timeZone?: Maybe<string>;
  /** "Firefox". */
  browser?: Maybe<string>;
  /** "Windows". */
  system?: Maybe<string>;
  /** Two letters; only where a proxy that is trusted knows it. */
  country?: Maybe<string>;
  /** The half of the address that is kept: "203.0.x.x". */
  network?: Maybe<string>;
};

const newSignIn: Words<{
  subject: string;
  body: string;
  device: string;
  on: (browser: string, system: string) => string;
  where: string;
  network: (address: string) => string;
  unknown: string;
  fine: string;
  danger: string;
}> = {
  en: {
    subject: "New sign-in to your account",
    body: "Somebody signed in to your Travel Buddy account from a device we have not seen before.",
    device: "Device",
    on: (browser, system) => `${browser} on ${system}`,
    where: "Where, roughly",
    network: (address) => `network ${address}`,
    unknown: "Not known",
    fine: "If it was you, there is nothing to do.",
    danger: "If it was not you, choose a new password now; it ends every session.",
  },
  vi: {
    subject: "Đăng nhập mới vào tài khoản của bạn",
    body: "Có người vừa đăng nhập tài khoản Travel Buddy của bạn từ một thiết bị mà chúng tôi chưa từng thấy.",
    device: "Thiết bị",
    on: (browser, system) => `${browser} trên ${system}`,
    where: "Nơi đăng nhập (ước chừng)",
    network: (address) => `mạng ${address}`,
    unknown: "Không rõ",
    fine: "Nếu đó là bạn, bạn không cần làm gì.",
    danger: "Nếu không phải bạn, hãy chọn mật khẩu mới ngay; mọi phiên đăng nhập sẽ kết thúc.",
  },
};

export const newSignInSubject = (_: NewSignInProps, { language }: MailContext) =>
  newSignIn[language].subject;

/** After a sign-in from a device that the account has not used before. */
export function NewSignIn({
  at,
  timeZone,
  browser,
  system,
  country,
  network,
  ...context
}: NewSignInProps & MailContext) {
  const say = newSignIn[context.language];
  const shared = account[context.language];
  const locale = localeOf[context.language];
  const device = browser && system ? say.on(browser, system) : browser || system || say.unknown;
  const known = country && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : undefined;
  const place = [known && countryName(locale, known), network && say.network(network)]
    .filter(Boolean)
    .join(", ");
  return (
    <Frame {...context} preview={say.body} title={say.subject} reason={shared.reason}>
      <Paragraph>{say.body}</Paragraph>
      <Facts
        facts={[
          [shared.when, moment(at, timeZone, context)],
          [say.device, device],
          [say.where, place || say.unknown],
        ]}
      />
      <Paragraph>{`${say.fine} ${say.danger}`}</Paragraph>
      <Action {...context} to="/forgot-password">
        {shared.forgot}
      </Action>
    </Frame>
  );
}
NewSignIn.PreviewProps = {
  at: "2026-11-23T09:05:00Z",
  timeZone: "Asia/Ho_Chi_Minh",
  browser: "Firefox",
  system: "Windows",
  country: "VN",
  network: "203.0.x.x",
} satisfies NewSignInProps;

export type WelcomeProps = { name?: Maybe<string> };

const welcome: Words<{
  subject: string;
  hello: (name: Maybe<string>) => string;
  body: string;
  steps: [string, ...string[]];
  action: string;
  reason: string;
}> = {
  en: {
    subject: "Welcome to Travel Buddy",
    hello: (name) => (name ? `Hello ${name},` : "Hello,"),
    body: "Good to have you here. Three steps to begin with:",
    steps: [
      "Create your company, with its name and place.",
      "Describe a first experience; pasted text is enough to start from.",
      "Publish it, and invite a colleague.",
    ],
    action: "Begin",
    reason: "You get this once, because you opened an account at Travel Buddy.",
  },
  vi: {
    subject: "Chào mừng bạn đến với Travel Buddy",
    hello: (name) => (name ? `Chào ${name},` : "Chào bạn,"),
    body: "Rất vui được đón bạn. Ba bước để bắt đầu:",
    steps: [
      "Tạo công ty của bạn với tên và địa điểm.",
      "Mô tả trải nghiệm đầu tiên; chỉ cần dán một đoạn văn bản có sẵn.",
      "Đăng trải nghiệm và mời một đồng nghiệp.",
    ],
    action: "Bắt đầu",
    reason: "Bạn nhận được thư này một lần vì bạn đã mở tài khoản Travel Buddy.",
  },
};

export const welcomeSubject = (_: WelcomeProps, { language }: MailContext) =>
  welcome[language].subject;

/** Once, when an account is ready. */
export function Welcome({ name, ...context }: WelcomeProps & MailContext) {
  const say = welcome[context.language];
  return (
    <Frame {...context} preview={say.body} title={say.subject} reason={say.reason}>
      <Paragraph>{say.hello(name)}</Paragraph>
      <Paragraph>{say.body}</Paragraph>
      <Steps steps={say.steps} />
      <Action {...context} to={paths.companies()}>
        {say.action}
      </Action>
    </Frame>
  );
}
Welcome.PreviewProps = { name: "Mai" } satisfies WelcomeProps;
