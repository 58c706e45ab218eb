import type { MailContext, Words } from "@/lib/email/templates/context";
import { Action, Frame, Paragraph } from "@/lib/email/templates/kit";

export type TravelerInfoProps = {
  /** A path of ours, or an address that was checked to be one of ours. */
  url: string;
};

const words: Words<{
  subject: string;
  body: [string, string];
  action: string;
  reason: string;
}> = {
  en: {
    subject: "Welcome to Travel Buddy",
    body: [
      "Thank you for your interest in a place on Travel Buddy.",
      "With an account of your own you mark where you have been and tell what you saw. You choose a password when you sign up; we never send one by mail.",
    ],
    action: "Continue on Travel Buddy",
    reason:
      "You get this because this address was entered on one of our pages. If it was not you, do nothing: there is no account unless you make one.",
  },
  vi: {
    subject: "Chào mừng bạn đến với Travel Buddy",
    body: [
      "Cảm ơn bạn đã quan tâm đến một địa điểm trên Travel Buddy.",
      "Với tài khoản của riêng mình, bạn đánh dấu những nơi đã đến và kể lại những gì đã thấy. Bạn tự chọn mật khẩu khi đăng ký; chúng tôi không bao giờ gửi mật khẩu qua thư.",
    ],
    action: "Tiếp tục trên Travel Buddy",
    reason:
      "Bạn nhận được thư này vì địa chỉ này được nhập trên một trang của chúng tôi. Nếu không phải bạn, bạn không cần làm gì: không có tài khoản nào nếu bạn không tự tạo.",
  },
};

export const travelerInfoSubject = (_: TravelerInfoProps, { language }: MailContext) =>
  words[language].subject;

/**
 * To somebody who left their address on a landing page. The words are ours alone: anybody can have
 * it sent to any address.
 */
export function TravelerInfo({ url, ...context }: TravelerInfoProps & MailContext) {
  const say = words[context.language];
  return (
    <Frame {...context} preview={say.body[0]} title={say.subject} reason={say.reason}>
      {say.body.map((text) => (
        <Paragraph key={text}>{text}</Paragraph>
      ))}
      <Action {...context} to={url}>
        {say.action}
      </Action>
    </Frame>
  );
}
TravelerInfo.PreviewProps = { url: "/" } satisfies TravelerInfoProps;
