"use server";

import { redirect } from "next/navigation";
import { commonAuthFailure } from "@/lib/accounts/auth-failure";
import { hasFreshMailProof } from "@/lib/accounts/claims";
import { codeForm, mailForm, nothing, resetForm } from "@/lib/accounts/forms";
import { landing } from "@/lib/accounts/landing";
import { type LinkAnswer, mailLink, withSession } from "@/lib/accounts/mail-link";
import { requireGoodPassword } from "@/lib/accounts/password-policy";
import {
  forgetPendingMail,
  getPendingMail,
  secondsUntilResend,
  sendPendingMail,
} from "@/lib/accounts/pending-mail";
import { lacksSecondFactor } from "@/lib/accounts/session";
import { endOtherSessions, listSessions } from "@/lib/accounts/sessions";
import { noteDashboardSignIn } from "@/lib/accounts/sign-ins";
import { type ActionState, failure, success, visitorAction } from "@/lib/api/action";
import { endSessions } from "@/lib/api/identity";
import { isOwnLink } from "@/lib/api/own-link";
import { drawOn } from "@/lib/api/rate-limit";
import { deliverSoon } from "@/lib/email/deliver";
import { env } from "@/lib/env";
import { paths, safeNext } from "@/lib/paths";
import { createAnonClient } from "@/lib/supabase/anon";
import { createServerSessionClient } from "@/lib/supabase/server";

/** Forgot password: the same way on for every address. */
export const requestReset = visitorAction(mailForm, async ({ email, next }) => {
  await sendPendingMail({ kind: "recovery", email, next });
  redirect(paths.checkMail());
});

/** A link and a code that sign in; the same way on for every address. */
export const requestSignInMail = visitorAction(mailForm, async ({ email, next }) => {
  await sendPendingMail({ kind: "sign-in", email, next });
  redirect(paths.checkMail());
});

const NOTHING_AWAITED = "This page has been open for too long. Ask for a new mail.";

/** The same mail once more; it makes the former one's link and code useless. */
export const resendMail = visitorAction(nothing, async () => {
  const mail = await getPendingMail();
  if (!mail) return failure(NOTHING_AWAITED);
  if (secondsUntilResend(mail) > 0) return failure("A mail is on its way. Give it a minute.");
  await sendPendingMail(mail);
  return success(undefined, "Sent once more. Only the newest mail works.");
});

/** The six digits of the mail, typed where it was asked for. */
export const verifyMailCode = visitorAction(codeForm, async ({ code }) => {
  const mail = await getPendingMail();
  if (!mail) return failure(NOTHING_AWAITED);
  await drawOn("account-code", mail.email);
  const db = await createServerSessionClient();
  const { data, error } = await db.auth.verifyOtp({
    email: mail.email,
    token: code,
    // "email" is what signs in and what confirms an address.
    type: mail.kind === "recovery" ? "recovery" : "email",
  });
  if (error || !data.session) {
    if (!error || error.code === "otp_expired") {
      return failure("This code does not work.", {
        code: ["Check the digits. Only the code of the newest mail works, for one hour."],
      });
    }
    const common = commonAuthFailure(error);
    if (common) return common;
    throw error;
  }
  await forgetPendingMail();
  await noteDashboardSignIn(data.session.access_token);
  redirect(landing(data.session, mail.kind === "recovery" ? paths.resetPassword() : mail.next));
});

/**
 * A link in a mail, once the person has pressed the button: programs that look at links in mails
 * follow them, but they press nothing.
 */
export const confirmLink = visitorAction(
  mailLink,
  async ({ token_hash, type, next, redirect_to }, caller): Promise<ActionState<LinkAnswer>> => {
    const foreign = foreignAddress(redirect_to);
    // Changing an address signs nobody in, and another client's session is none of this browser's.
    const ownSession = type !== "email_change" && !foreign;
    const db = ownSession ? await createServerSessionClient() : createAnonClient();
    const { data, error } = await db.auth.verifyOtp({ token_hash, type });
    if (error) {
      switch (error.code) {
        case "otp_expired":
        case "validation_failed":
          return success({ outcome: "expired" });
        case "email_exists":
          return success({ outcome: "taken" });
        case "user_banned":
          return success({ outcome: "suspended" });
        default: {
          const common = commonAuthFailure(error);
          if (common) return common;
          throw error;
        }
      }
    }
    const { session } = data;
    // No session and no error: the first of two mailboxes has agreed.
    if (!session) return success({ outcome: "half" });
    if (foreign) return success({ outcome: "leave", to: withSession(foreign, session, type) });
    if (type === "email_change") {
      // The mailbox it leaves hears of it.
      deliverSoon();
      await createAnonClient().auth.admin.signOut(session.access_token, "local");
      // The session of this browser learns of its new address.
      if (caller?.user.userId === session.user.id) {
        await (await createServerSessionClient()).auth.refreshSession();
      }
      return success({ outcome: "changed" });
    }
    await forgetPendingMail();
    await noteDashboardSignIn(session.access_token);
    const chooses = type === "recovery" || type === "invite";
    const to = next ?? ownPath(redirect_to);
    redirect(landing(session, chooses ? paths.resetPassword() : to));
  },
);

/** Where another client of ours waits for the session; null for this site and for strangers. */
function foreignAddress(address: string | undefined): string | null {
  if (!address || !isOwnLink(address)) return null;
  return new URL(address).origin === new URL(env.appUrl).origin ? null : address;
}

function ownPath(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { origin, pathname, search, hash } = new URL(address);
  return origin === new URL(env.appUrl).origin ? pathname + search + hash : undefined;
}

/** A new password without the old one, for whoever has just shown that they read the mailbox. */
export const resetPassword = visitorAction(resetForm, async ({ password }, caller) => {
  if (!caller || !hasFreshMailProof(caller.user)) redirect(paths.resetPassword());
  if (await lacksSecondFactor(caller)) redirect(paths.secondFactor(paths.resetPassword()));
  await requireGoodPassword(password, [caller.user.email]);
  const others = (await listSessions(caller.db)).filter(({ is_current }) => !is_current);
  const db = await createServerSessionClient();
  const { error } = await db.auth.updateUser({ password });
  // The one it had: nothing to change, and the person knows it again.
  if (error && error.code !== "same_password") {
    if (error.code === "weak_password") {
      return failure("Choose another password.", { password: ["This one is too easy to guess."] });
    }
    const common = commonAuthFailure(error);
    if (common) return common;
    throw error;
  }
  // The auth server ends them with the old password; what is left of them are access tokens.
  await endOtherSessions(caller.db);
  await endSessions(others.map(({ id }) => id));
  deliverSoon();
  const mail = await getPendingMail();
  await forgetPendingMail();
  redirect(safeNext(mail?.next));
});
