"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { commonAuthFailure } from "@/lib/accounts/auth-failure";
import {
  avatarForm,
  changeEmailForm,
  changePasswordForm,
  nothing,
  profileForm,
  sessionForm,
} from "@/lib/accounts/forms";
import { forgetNewAddress, noteNewAddress } from "@/lib/accounts/new-address";
import { requireGoodPassword } from "@/lib/accounts/password-policy";
import { endMySession, endOtherSessions, listSessions } from "@/lib/accounts/sessions";
import { failure, success, userAction } from "@/lib/api/action";
import { fromPostgrest } from "@/lib/api/errors";
import { endSession as endOwnSession, endSessions } from "@/lib/api/identity";
import { revalidatePublic } from "@/lib/api/public-cache";
import { drawOn } from "@/lib/api/rate-limit";
import { deliverSoon } from "@/lib/email/deliver";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { createAnonClient } from "@/lib/supabase/anon";
import { createServerSessionClient } from "@/lib/supabase/server";

/** SQLSTATE of a unique constraint. */
const DUPLICATE = "23505";

export const saveProfile = userAction(
  profileForm,
  async ({ first_name, last_name, business_name, language }, { db }) => {
    const { error } = await db.rpc("update_my_account", {
      p_first_name: first_name,
      p_last_name: last_name,
      p_language: language,
      ...(business_name === undefined ? {} : { p_business_name: business_name }),
    });
    if (error?.code === DUPLICATE) {
      return failure("Check the marked field.", { business_name: ["This name is taken."] });
    }
    if (error) throw fromPostgrest(error);
    // The auth server tells it to the mails it has sent.
    const { auth } = await createServerSessionClient();
    const kept = await auth.updateUser({ data: { language } });
    if (kept.error) {
      const common = commonAuthFailure(kept.error);
      if (common) return common;
      throw kept.error;
    }
    // Their name stands under their stories.
    revalidatePublic("stories");
    revalidatePath(paths.home(), "layout");
    return success(undefined, "Saved");
  },
);

/** Shows a picture the caller has uploaded in their profiles; null shows none. */
export const saveAvatar = userAction(avatarForm, async ({ mediaId }, { db }) => {
  const { error } = await db.rpc("show_my_avatar", { p_media_id: mediaId as string });
  if (error) throw fromPostgrest(error);
  // It stands beside their stories.
  revalidatePublic("stories");
  revalidatePath(paths.home(), "layout");
  return success();
});

export const changePassword = userAction(
  changePasswordForm,
  async ({ current, password }, caller) => {
    const { user, db } = caller;
    await drawOn("account", user.userId);
    // A client of its own: the session this opens is for finding out, and ends at once.
    const attempt = createAnonClient();
    const known = await attempt.auth.signInWithPassword({
      email: user.email ?? "",
      password: current,
    });
    if (known.error) {
      if (known.error.code === "invalid_credentials") {
        return failure("Check the marked field.", { current: ["This is not your password."] });
      }
      const common = commonAuthFailure(known.error);
      if (common) return common;
      throw known.error;
    }
    await attempt.auth.signOut({ scope: "local" });

    await requireGoodPassword(password, [user.email]);
    const others = (await listSessions(db)).filter(({ is_current }) => !is_current);
    const { auth } = await createServerSessionClient();
    const { error } = await auth.updateUser({ password });
    if (error) {
      switch (error.code) {
        case "same_password":
          return failure("Check the marked field.", { password: ["This is the one you have."] });
        case "weak_password":
          return failure("Check the marked field.", {
            password: ["This one is too easy to guess."],
          });
        default: {
          const common = commonAuthFailure(error);
          if (common) return common;
          throw error;
        }
      }
    }
    // The auth server ends them with the old password; what is left of them are access tokens.
    await endOtherSessions(db);
    await endSessions(others.map(({ id }) => id));
    deliverSoon();
    revalidatePath(paths.account());
    return success(undefined, "Your password is changed. You are signed out everywhere else.");
  },
  { limits: ["auth"] },
);

/** Where the link of the mail leads when the auth server's own page follows it. */
const backHere = () => ({ emailRedirectTo: new URL(paths.account(), env.appUrl).href });

/** Asks both mailboxes; nothing changes before both have agreed. */
export const changeEmail = userAction(
  changeEmailForm,
  async ({ email }, { user }) => {
    await drawOn("account-mail", user.userId);
    if (email === user.email) {
      return failure("Check the marked field.", { email: ["This is the address you have."] });
    }
    const { auth } = await createServerSessionClient();
    const { error } = await auth.updateUser({ email }, backHere());
    if (error) {
      switch (error.code) {
        case "email_exists":
          // Whether an address has an account is nobody's business: answered like any other.
          break;
        case "email_address_invalid":
        case "validation_failed":
          return failure("Check the marked field.", { email: ["No mail can be sent there."] });
        default: {
          const common = commonAuthFailure(error);
          if (common) return common;
          throw error;
        }
      }
    }
    await noteNewAddress(user.userId, email);
    revalidatePath(paths.account());
    return success(undefined, "Look into both mailboxes.");
  },
  { limits: ["mail"] },
);

export const resendEmailChange = userAction(
  nothing,
  async (_, { user }) => {
    await drawOn("account-mail", user.userId);
    const { auth } = createAnonClient();
    const { error } = await auth.resend({
      type: "email_change",
      email: user.email ?? "",
      options: backHere(),
    });
    if (error) {
      const common = commonAuthFailure(error);
      if (common) return common;
      throw error;
    }
    return success(undefined, "Sent once more. Only the newest mails work.");
  },
  { limits: ["mail"] },
);

export const cancelEmailChange = userAction(nothing, async (_, { db }) => {
  const { error } = await db.rpc("cancel_my_email_change");
  if (error) throw fromPostgrest(error);
  await forgetNewAddress();
  revalidatePath(paths.account());
  return success(undefined, "Your address stays as it is.");
});

export const endSession = userAction(sessionForm, async ({ session }, { db }) => {
  await endMySession(db, session);
  revalidatePath(paths.account());
  // One that had ended by itself is what was asked for.
  return success(undefined, "That device is signed out.");
});

export const endAllOtherSessions = userAction(nothing, async (_, { db }) => {
  const ended = await endOtherSessions(db);
  revalidatePath(paths.account());
  return success(
    undefined,
    ended === 1 ? "One other device is signed out." : `${ended} other devices are signed out.`,
  );
});

export const signOutEverywhere = userAction(nothing, async (_, { db, user }) => {
  await endOtherSessions(db);
  const { auth } = await createServerSessionClient();
  await auth.signOut({ scope: "local" });
  await endOwnSession(user);
  redirect(paths.signIn());
});
