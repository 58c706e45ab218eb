"use server";

import { redirect } from "next/navigation";
import { signInForm, signUpForm } from "@/lib/accounts/forms";
import { requireGoodPassword } from "@/lib/accounts/password-policy";
import { getUser } from "@/lib/accounts/session";
import { failure, success, visitorAction } from "@/lib/api/action";
import { endSession } from "@/lib/api/identity";
import { isPublicPage, paths, safeNext } from "@/lib/paths";
import { createServerSessionClient } from "@/lib/supabase/server";

/** Opens a session. The same answer for a wrong password and an unknown address. */
export const signIn = visitorAction(
  signInForm,
  async ({ email, password, next }) => {
    const db = await createServerSessionClient();
    const { error } = await db.auth.signInWithPassword({ email, password });
    if (!error) redirect(safeNext(next));

    switch (error.code) {
      case "invalid_credentials":
        return failure("E-mail and password do not match.", {
          password: ["Check the password, or the address above."],
        });
      case "email_not_confirmed":
        return failure("Confirm your e-mail address first: follow the link we sent you.");
      case "user_banned":
        return failure("This account is suspended.");
      case "over_request_rate_limit":
        return failure("Too many attempts. Wait a minute, then try again.");
      default:
        throw error;
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
  const { data, error } = await db.auth.signUp({
    email: form.email,
    password: form.password,
    options: {
      data: {
        account: "business",
        first_name: firstName,
        last_name: rest.join(" "),
        business_name: form.business_name,
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
      case "over_request_rate_limit":
      case "over_email_send_rate_limit":
        return failure("Too many attempts. Wait a minute, then try again.");
      default:
        throw error;
    }
  }
  if (data.session) redirect(safeNext(form.next, paths.companies()));
  // The project wants addresses confirmed; the session begins with the link in the mail.
  return success(
    { email: form.email },
    `Almost done. We sent a link to ${form.email}; follow it to open your account.`,
  );
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
