/** What the auth server asks us to mail (Supabase's Send Email Hook). */
import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { type MailLanguage, mailLanguage } from "@/lib/email/templates/context";
import type { Letter } from "@/lib/email/types";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";

const text = z
  .string()
  .max(4_000)
  .nullish()
  .transform((value) => value ?? "");

/** As far as we use it; the auth server adds fields without asking. */
export const sendEmailPayload = z.object({
  user: z.object({
    email: text,
    /** The address of a change that is under way. */
    new_email: text,
    phone: text,
    user_metadata: z.record(z.string(), z.unknown()).nullish(),
  }),
  email_data: z.object({
    email_action_type: z.string().min(1).max(100),
    token: text,
    token_hash: text,
    token_new: text,
    token_hash_new: text,
    redirect_to: text,
    old_email: text,
    old_phone: text,
    provider: text,
    factor_type: text,
  }),
});
export type SendEmailPayload = z.output<typeof sendEmailPayload>;

/** The auth server waits and forgets the code when we fail, so there is nothing to try again. */
const NOW_OR_NEVER = { secret: true, giveUpAfterSeconds: 0 };

/**
 * The mails for one request of the auth server; none for an action we do not know. Links lead to
 * our own page, with the token in the fragment: it stays out of logs, and a mail scanner that opens
 * links uses nothing up.
 *
 * @param requestId the webhook's: the same request makes the same mails, which are sent once
 */
export function authMails(payload: SendEmailPayload, requestId: string): Letter[] {
  const { user, email_data: data } = payload;
  const once = (place: number) => ({
    id: uuidOf(`${requestId} ${place}`),
    language: languageOf(user),
    ...NOW_OR_NEVER,
  });
  const oneTime = (type: string, code = data.token, hash = data.token_hash) => {
    const fragment = new URLSearchParams({ token_hash: hash, type, ...onward(data.redirect_to) });
    return { url: `${paths.confirm()}#${fragment}`, code };
  };

  switch (data.email_action_type) {
    case "signup":
    case "invite":
      return [
        {
          ...once(0),
          to: user.email,
          template: "confirm-address",
          props: oneTime(data.email_action_type),
        },
      ];
    case "magiclink":
    case "email":
      return [{ ...once(0), to: user.email, template: "magic-link", props: oneTime("magiclink") }];
    case "recovery":
      return [
        { ...once(0), to: user.email, template: "reset-password", props: oneTime("recovery") },
      ];
    case "email_change": {
      const change = { currentEmail: user.email, newEmail: user.new_email };
      // The names are crossed: what is called new goes to the mailbox that the account has now.
      const both = data.token_hash_new && user.email;
      const toNew = oneTime("email_change", both ? data.token_new : data.token, data.token_hash);
      const letters: Letter[] = [
        {
          ...once(0),
          to: user.new_email || user.email,
          template: "email-change",
          props: { ...toNew, ...change, mailbox: "new" },
        },
      ];
      if (both) {
        letters.push({
          ...once(1),
          to: user.email,
          template: "email-change",
          props: {
            ...oneTime("email_change", data.token, data.token_hash_new),
            ...change,
            mailbox: "current",
          },
        });
      }
      return letters;
    }
    case "reauthentication":
      return [
        { ...once(0), to: user.email, template: "reauthentication", props: { code: data.token } },
      ];
    default: {
      const notice = noticeOf(payload);
      return notice ? [{ ...notice, id: once(0).id, language: languageOf(user) }] : [];
    }
  }
}

type Words = Record<MailLanguage, { subject: string; body: string }>;

/** What happened to an account, for whom no template of its own exists. */
const happened: Record<string, Words> = {
  phone_changed_notification: {
    en: {
      subject: "Your phone number has changed",
      body: "The phone number of your Travel Buddy account is a new one.",
    },
    vi: {
      subject: "Số điện thoại của bạn đã được đổi",
      body: "Số điện thoại của tài khoản Travel Buddy của bạn đã được thay đổi.",
    },
  },
  identity_linked_notification: {
    en: {
      subject: "A way to sign in was added",
      body: "Another account can now be used to sign in to your Travel Buddy account.",
    },
    vi: {
      subject: "Đã thêm một cách đăng nhập",
      body: "Một tài khoản khác nay có thể dùng để đăng nhập vào tài khoản Travel Buddy của bạn.",
    },
  },
  identity_unlinked_notification: {
    en: {
      subject: "A way to sign in was removed",
      body: "One of the accounts you signed in with no longer opens your Travel Buddy account.",
    },
    vi: {
      subject: "Đã gỡ một cách đăng nhập",
      body: "Một trong những tài khoản bạn dùng để đăng nhập không còn mở được tài khoản Travel Buddy của bạn.",
    },
  },
  mfa_factor_enrolled_notification: {
    en: {
      subject: "A second factor was added",
      body: "Signing in to your Travel Buddy account now asks for a second factor.",
    },
    vi: {
      subject: "Đã thêm bước xác thực thứ hai",
      body: "Đăng nhập vào tài khoản Travel Buddy của bạn từ nay cần bước xác thực thứ hai.",
    },
  },
  mfa_factor_unenrolled_notification: {
    en: {
      subject: "A second factor was removed",
      body: "A second factor of your Travel Buddy account was removed.",
    },
    vi: {
      subject: "Đã gỡ bước xác thực thứ hai",
      body: "Một bước xác thực thứ hai của tài khoản Travel Buddy của bạn đã được gỡ bỏ.",
    },
  },
};

const notYou: Record<MailLanguage, { advice: string; reason: string; action: string }> = {
  en: {
    advice: "If this was not you, choose a new password now.",
    reason: "You get this because it is about the safety of your account.",
    action: "Open your account",
  },
  vi: {
    advice: "Nếu không phải bạn thực hiện, hãy đặt mật khẩu mới ngay.",
    reason: "Bạn nhận được thư này vì nó liên quan đến an toàn của tài khoản.",
    action: "Mở tài khoản",
  },
};

/** Notices of a hosted project, where they are switched on. */
function noticeOf({ user, email_data: data }: SendEmailPayload): Letter | null {
  switch (data.email_action_type) {
    case "password_changed_notification":
      return {
        to: user.email,
        template: "password-changed",
        props: { at: new Date().toISOString() },
      };
    case "email_changed_notification":
      return {
        to: data.old_email || user.email,
        template: "email-changed",
        props: { oldEmail: data.old_email, newEmail: user.email },
      };
  }
  const language = languageOf(user) ?? "en";
  const words = happened[data.email_action_type]?.[language];
  if (!words) return null;
  const { advice, reason, action } = notYou[language];
  const props = {
    subject: words.subject,
    body: `${words.body}\n\n${advice}`,
    reason,
    action: { label: action, url: paths.home() },
  };
  return { to: user.email, template: "message", props };
}

/** What somebody chose when they signed up; undefined: as their profile says. */
function languageOf({ user_metadata: metadata }: SendEmailPayload["user"]) {
  const chosen = metadata?.language;
  return typeof chosen === "string" && chosen ? mailLanguage(chosen) : undefined;
}

/**
 * Where our page goes on to. The auth server has checked the address against its allow-list; the
 * page checks it again.
 */
function onward(redirectTo: string): { next?: string; redirect_to?: string } {
  if (!URL.canParse(redirectTo)) return {};
  const url = new URL(redirectTo);
  if (url.origin !== new URL(env.appUrl).origin) return { redirect_to: redirectTo };
  const path = url.pathname + url.search;
  return path === paths.home() ? {} : { next: path };
}

/** A name as a UUID (version 8): the same for the same name. */
function uuidOf(name: string): string {
  const bytes = createHash("sha256").update(`auth mail ${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
