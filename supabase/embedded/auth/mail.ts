import { callHook, hookEnabled } from "./hooks.ts";
import { composeMail } from "./mail-text.ts";
import type { Code } from "./one-time-tokens.ts";
import { type AuthService, json, type Tx } from "./service.ts";
import { toUserJson, type User } from "./users.ts";

export type MailAction =
  | "signup"
  | "invite"
  | "magiclink"
  | "recovery"
  | "email_change"
  | "reauthentication";

export type Mail = {
  action: MailAction;
  user: User;
  redirectTo: string;
  /** Goes to the user's present address; null when only a new one is asked. */
  code: Code | null;
  /** E-mail change: goes to the new address. */
  change?: { email: string; code: Code };
};

/**
 * Hands a mail to the send-email hook, or keeps it in the local mailbox (`embedded.mails`) when
 * none is configured. Nothing of it is logged: its links sign people in. Called inside the
 * transaction, so that a mail that cannot be sent leaves no account or code behind.
 */
export async function sendMail(auth: AuthService, tx: Tx, mail: Mail): Promise<void> {
  await auth.limits.email();
  if (hookEnabled(auth, "send_email")) {
    await callHook(auth, tx, "send_email", hookPayload(auth, mail));
    return;
  }
  if (mail.code) await keep(auth, tx, mail, mail.user.email ?? "", mail.code);
  if (mail.change) await keep(auth, tx, mail, mail.change.email, mail.change.code);
}

const baseUrl = (auth: AuthService) => `${auth.publicUrl}/auth/v1`;

/** The address in the mail: verifies the code and leads on to `redirectTo`. */
export function actionLink(auth: AuthService, hash: string, type: string, redirectTo: string) {
  const query = new URLSearchParams({ token: hash, type, redirect_to: redirectTo });
  return `${baseUrl(auth)}/verify?${query}`;
}

/**
 * Upstream's names are crossed when both addresses confirm a change: `token` and `token_hash_new`
 * belong to the present address, `token_new` and `token_hash` to the new one.
 */
function hookPayload(auth: AuthService, mail: Mail): Record<string, unknown> {
  const first = mail.code ?? mail.change?.code;
  const both = mail.code && mail.change;
  return {
    user: toUserJson(mail.change ? { ...mail.user, email_change: mail.change.email } : mail.user),
    email_data: {
      token: first?.otp ?? "",
      token_hash: mail.change?.code.hash ?? first?.hash ?? "",
      redirect_to: mail.redirectTo,
      email_action_type: mail.action,
      site_url: baseUrl(auth),
      token_new: both ? mail.change?.code.otp : "",
      token_hash_new: both ? mail.code?.hash : "",
    },
  };
}

/** The mailbox is for reading the last few, not an archive. */
const MAILBOX_SIZE = 1000;

async function keep(auth: AuthService, tx: Tx, mail: Mail, recipient: string, code: Code) {
  const link = actionLink(auth, code.hash, mail.action, mail.redirectTo);
  const data = {
    token: code.otp,
    token_hash: code.hash,
    redirect_to: mail.redirectTo,
    email_action_type: mail.action,
    site_url: baseUrl(auth),
    token_new: "",
    token_hash_new: "",
    link,
  };
  const { subject, text, html } = composeMail(mail.action, code.otp, link);
  const [kept] = await tx`
    insert into embedded.mails (recipient, action, subject, text, html, email_data)
    values (${recipient}, ${mail.action}, ${subject}, ${text}, ${html}, ${json(tx, data)})
    returning id`;
  await tx`delete from embedded.mails where id <= ${kept?.id} - ${MAILBOX_SIZE}::bigint`;
}
