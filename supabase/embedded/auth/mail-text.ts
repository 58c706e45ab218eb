import type { MailAction } from "./mail.ts";

/** Plain mails for a developer's eyes; the product's own come from its send-email hook. */
const WORDS: Record<MailAction, { subject: string; body: string; button: string }> = {
  signup: {
    subject: "Confirm your email address",
    body: "Follow the link to confirm your address and finish signing up.",
    button: "Confirm address",
  },
  invite: {
    subject: "You have been invited",
    body: "Follow the link to accept the invitation.",
    button: "Accept the invitation",
  },
  magiclink: {
    subject: "Your sign-in link",
    body: "Follow the link to sign in.",
    button: "Sign in",
  },
  recovery: {
    subject: "Reset your password",
    body: "Follow the link to choose a new password.",
    button: "Reset password",
  },
  email_change: {
    subject: "Confirm the change of your email address",
    body: "Follow the link to confirm the change.",
    button: "Confirm the change",
  },
  reauthentication: {
    subject: "Confirm that it is you",
    body: "Enter this code to go on.",
    button: "",
  },
};

/** Subject and both bodies of a local mail. */
export function composeMail(action: MailAction, otp: string, link: string) {
  const { subject, body, button } = WORDS[action];
  const address = link.replaceAll("&", "&amp;");
  const anchor = button ? `<p><a href="${address}">${button}</a></p>` : "";
  return {
    subject,
    text: [body, button ? link : "", `Code: ${otp}`].filter(Boolean).join("\n\n"),
    html: `<h1>${subject}</h1><p>${body}</p>${anchor}<p>Code: <strong>${otp}</strong></p>`,
  };
}
