/**
 * The mail somebody waits for, in a cookie: the page that tells them what to do survives a reload,
 * and the trip to the mail app in which phones forget pages. Nothing in it is secret or believed.
 */
import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { mailConfirmation, mailMagicLink, mailRecovery } from "@/lib/accounts/recovery";
import { drawOn } from "@/lib/api/rate-limit";
import { env } from "@/lib/env";
import { paths, safeNext } from "@/lib/paths";

const NAME = "tb-mail";
/** As long as the codes in the mails live. */
const SECONDS = 3600;

const pendingMail = z.object({
  kind: z.enum(["recovery", "sign-in", "sign-up"]),
  email: z.email().max(320),
  /** Where the person was going. */
  next: z.string().max(2048).optional(),
  /** Unix milliseconds. */
  sentAt: z.number(),
});

export type PendingMail = z.output<typeof pendingMail>;

export async function getPendingMail(): Promise<PendingMail | null> {
  const value = (await cookies()).get(NAME)?.value;
  if (!value) return null;
  try {
    return pendingMail.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

/**
 * Has a mail sent, if there is an account to send it to, and notes that it is waited for. Says
 * nothing of whether there is one, and takes as long either way.
 *
 * @throws {AppError} `too_many_requests` for an address that was written to often
 */
export async function sendPendingMail(mail: Omit<PendingMail, "sentAt">): Promise<void> {
  const { kind, email, next } = mail;
  await drawOn("account-mail", email);
  await notePendingMail(mail);
  const there = new URL(safeNext(next), env.appUrl).href;
  switch (kind) {
    case "recovery":
      return mailRecovery(email, new URL(paths.resetPassword(), env.appUrl).href);
    case "sign-in":
      return mailMagicLink(email, there);
    case "sign-up":
      return mailConfirmation(email, there);
  }
}

/** For a mail that is on its way already. */
export async function notePendingMail(mail: Omit<PendingMail, "sentAt">): Promise<void> {
  (await cookies()).set(NAME, JSON.stringify({ ...mail, sentAt: Date.now() }), {
    httpOnly: true,
    sameSite: "lax",
    secure: env.appUrl.startsWith("https:"),
    path: "/",
    maxAge: SECONDS,
  });
}

export async function forgetPendingMail(): Promise<void> {
  (await cookies()).delete(NAME);
}

/** How long until another mail may be asked for; the auth server refuses earlier ones. */
export const RESEND_SECONDS = 60;

export function secondsUntilResend({ sentAt }: PendingMail, now = Date.now()): number {
  const left = Math.ceil((sentAt + RESEND_SECONDS * 1000 - now) / 1000);
  return Math.min(RESEND_SECONDS, Math.max(0, left));
}
