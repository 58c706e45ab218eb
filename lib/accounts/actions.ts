"use server";

import { redirect } from "next/navigation";
import { commonAuthFailure } from "@/lib/accounts/auth-failure";
import { evenOut } from "@/lib/accounts/even-answer";
import { signInForm, signUpForm } from "@/lib/accounts/forms";
import { landing } from "@/lib/accounts/landing";
import { isBusinessNameTaken } from "@/lib/accounts/mutations";
import { requireGoodPassword } from "@/lib/accounts/password-policy";
import { notePendingMail, sendPendingMail } from "@/lib/accounts/pending-mail";
import { getUser } from "@/lib/accounts/session";
import { noteDashboardSignIn } from "@/lib/accounts/sign-ins";
import { failure, visitorAction } from "@/lib/api/action";
import { endSession } from "@/lib/api/identity";
import { mailLanguage } from "@/lib/email/templates/context";
import { env } from "@/lib/env";
import { readerLocale } from "@/lib/format/locale";
import { isPublicPage, paths, safeNext } from "@/lib/paths";
import { createServerSessionClient } from "@/lib/supabase/server";

/** Opens a session. The same answer for a wrong password and an unknown address. */
export const signIn = visitorAction(
  signInForm,
  async ({ email, password, next }) => {
    const db = await createServerSessionClient();
    const asked = performance.now();
    const { data, error } = await db.auth.signInWithPassword({ email, password });
    if (!error) {
      await noteDashboardSignIn(data.session.access_token);
      redirect(landing(data.session, next));
    }

    await evenOut(asked);
    switch (error.code) {
      case "invalid_credentials":
        return failure("E-mail and password do not match.", {
          password: ["Check the password, or the address above."],
        });
      case "email_not_confirmed":
        // Said only to whom knows the password, so it tells nobody that the account exists.
        await sendPendingMail({ kind: "sign-up", email, next });
        redirect(paths.checkMail());
        break;
      default: {
        const common = commonAuthFailure(error);
        if (common) return common;
        throw error;
      }
    }
  },
  { account: ({ email }) => email },
);

/**
 * Opens a business account. The profile comes from a trigger, in one transaction with the account;
 * it reads these keys of the metadata and no others.
 */
export const signUp = visitorAction(signUpForm, async (form) => {
  await requireGoodPassword(form.password, [form.name, form.business_name, form.email]);
  const [firstName = "", ...rest] = form.name.split(/\s+/);
  const db = await createServerSessionClient();
  if (await isBusinessNameTaken(db, form.business_name)) {
    return failure("Check the marked field.", {
      business_name: ["This name is taken. Add your city, or how people call you."],
    });
  }
  const { data, error } = await db.auth.signUp({
    email: form.email,
    password: form.password,
    options: {
      emailRedirectTo: new URL(safeNext(form.next, paths.companies()), env.appUrl).href,
      data: {
        account: "business",
        first_name: firstName,
        last_name: rest.join(" "),
        business_name: form.business_name,
        language: mailLanguage(await readerLocale()),
      },
    },
  });
  if (error) {
    switch (error.code) {
      case "user_already_exists":
      case "email_exists":
        return failure("This address cannot be used for a new account.", {
          email: ["If it is yours, sign in instead."],
        });
      case "email_address_invalid":
        return failure("Check the e-mail address.", { email: ["No mail can be sent there."] });
      case "weak_password":
        return failure("Choose another password.", {
          password: ["This one is too easy to guess."],
        });
      case "signup_disabled":
        return failure("New accounts are closed at the moment.");
      default: {
        const common = commonAuthFailure(error);
        if (common) return common;
        throw error;
      }
    }
  }
  if (data.session) {
    await noteDashboardSignIn(data.session.access_token);
    redirect(landing(data.session, form.next, paths.companies()));
  }
  // The project wants addresses confirmed. The auth server answers the same for an address that
  // has an account, so nobody learns of it here.
  await notePendingMail({
    kind: "sign-up",
    email: form.email,
    next: safeNext(form.next, paths.companies()),
  });
  redirect(paths.checkMail());
});

/**
 * Ends this browser's session. Needs no caller: without one it only clears the cookie. `next` is
 * where the person who signs in afterwards goes.
 */
export async function signOut(next?: string): Promise<void> {
  const signedIn = await getUser();
  const db = await createServerSessionClient();
  // The cookie goes even when the server cannot be reached, so a failure here changes nothing.
  await db.auth.signOut({ scope: "local" });
  // A copy of the cookie must not outlive the session.
  if (signedIn) await endSession(signedIn.user);
  // What a browser sends is not always of the type it should be.
  const back = typeof next === "string" ? safeNext(next) : undefined;
  // A page for visitors has its own way to sign in.
  redirect(back && isPublicPage(back) ? back : paths.signIn(back));
}
