"use server";

import type { AuthError } from "@supabase/supabase-js";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { encode } from "uqr";
import { commonAuthFailure } from "@/lib/accounts/auth-failure";
import { factorForm, newFactorForm, recoveryForm } from "@/lib/accounts/forms";
import {
  countRecoveryCodes,
  replaceRecoveryCodes,
  spendRecoveryCode,
} from "@/lib/accounts/recovery-codes";
import { listSessions } from "@/lib/accounts/sessions";
import { type ActionState, failure, success, userAction, visitorAction } from "@/lib/api/action";
import { endSessions } from "@/lib/api/identity";
import { drawOn } from "@/lib/api/rate-limit";
import { paths, safeNext } from "@/lib/paths";
import { createBearerDb } from "@/lib/supabase/bearer";
import { createServerSessionClient } from "@/lib/supabase/server";

function refused(error: AuthError): ActionState<never> {
  switch (error.code) {
    case "mfa_verification_failed":
    case "mfa_verification_rejected":
    case "mfa_challenge_expired":
    case "validation_failed":
      return failure("This code does not work.", {
        code: ["Type the code your app shows now; a new one comes every 30 seconds."],
      });
    case "mfa_factor_not_found":
      return failure("This app is no longer part of your account. Load the page again.");
    default: {
      const common = commonAuthFailure(error);
      if (common) return common;
      throw error;
    }
  }
}

/** The code after the password. */
export const showSecondFactor = visitorAction(
  factorForm,
  async ({ factor, code, next }, caller) => {
    if (!caller) redirect(paths.signIn(next));
    await drawOn("account-code", caller.user.userId);
    const db = await createServerSessionClient();
    const { error } = await db.auth.mfa.challengeAndVerify({ factorId: factor, code });
    if (error) return refused(error);
    redirect(safeNext(next));
  },
);

/**
 * For whoever has lost the app: a recovery code takes the apps off the account and ends every other
 * session. The account page asks to set one up again.
 */
export const showRecoveryCode = visitorAction(recoveryForm, async ({ code }, caller) => {
  if (!caller) redirect(paths.signIn());
  await drawOn("account-code", caller.user.userId);
  if (!(await spendRecoveryCode(caller.user.token, code))) {
    return failure("This code does not work.", {
      code: ["Check it letter by letter. Each code works once."],
    });
  }
  redirect(paths.account({ recovered: true }));
});

export type NewFactor = {
  factor: string;
  /** For typing into an app without a camera. */
  secret: string;
  /** The same as a picture: `path` fills the dark squares of a grid of `size`. */
  qr: { size: number; path: string };
};

/** The first half of setting up an app: a secret for it. Nothing is asked for yet. */
export const beginSecondFactor = userAction(
  newFactorForm,
  async ({ name }): Promise<ActionState<NewFactor>> => {
    const { mfa } = (await createServerSessionClient()).auth;
    const listed = await mfa.listFactors();
    if (listed.error) return refused(listed.error);
    // What was begun and never finished.
    for (const { id, status } of listed.data.all) {
      if (status === "unverified") await mfa.unenroll({ factorId: id });
    }
    const { data, error } = await mfa.enroll({
      factorType: "totp",
      friendlyName: name,
      issuer: "Travel Buddy",
    });
    if (error) {
      switch (error.code) {
        case "mfa_factor_name_conflict":
          return failure("Check the marked field.", { name: ["You have one of this name."] });
        case "too_many_enrolled_mfa_factors":
          return failure("You have as many apps as an account can have. Remove one first.");
        case "mfa_totp_enroll_not_enabled":
          return failure("Two-step verification is switched off at the moment.");
        default:
          return refused(error);
      }
    }
    const { secret, uri } = data.totp;
    return success({ factor: data.id, secret, qr: drawing(uri) });
  },
);

function drawing(text: string): NewFactor["qr"] {
  const { size, data } = encode(text, { ecc: "M", border: 2 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { size, path };
}

/** Codes that are seen this once; empty: the ones the person has stay good. */
export type NewRecoveryCodes = { codes: string[] };

/** The second half: a code shows that the app has the secret. From now on it is asked for. */
export const finishSecondFactor = userAction(
  factorForm,
  async ({ factor, code }, caller): Promise<ActionState<NewRecoveryCodes>> => {
    const all = await listSessions(caller.db);
    await drawOn("account-code", caller.user.userId);
    const db = await createServerSessionClient();
    const { data, error } = await db.auth.mfa.challengeAndVerify({ factorId: factor, code });
    if (error) return refused(error);
    // The auth server has ended the sessions that showed no second factor.
    const ended = all.filter((one) => !one.is_current && !one.second_factor);
    await endSessions(ended.map(({ id }) => id));
    const left = await countRecoveryCodes(createBearerDb(data.access_token));
    const codes = left ? [] : await replaceRecoveryCodes(caller.user.userId);
    revalidatePath(paths.account());
    return success({ codes }, "Two-step verification is on.");
  },
);

/** Takes a fresh code, too: whoever finds an open browser must not make a key for later. */
export const renewRecoveryCodes = userAction(
  factorForm,
  async ({ factor, code }, { user }): Promise<ActionState<NewRecoveryCodes>> => {
    await drawOn("account-code", user.userId);
    const { auth } = await createServerSessionClient();
    const { error } = await auth.mfa.challengeAndVerify({ factorId: factor, code });
    if (error) return refused(error);
    const codes = await replaceRecoveryCodes(user.userId);
    revalidatePath(paths.account());
    return success({ codes }, "Your former recovery codes no longer work.");
  },
);

/** Takes a fresh code: a forgotten open browser is not enough to remove the lock. */
export const removeSecondFactor = userAction(factorForm, async ({ factor, code }, { user }) => {
  await drawOn("account-code", user.userId);
  const { auth } = await createServerSessionClient();
  const shown = await auth.mfa.challengeAndVerify({ factorId: factor, code });
  if (shown.error) return refused(shown.error);
  const { error } = await auth.mfa.unenroll({ factorId: factor });
  if (error) return refused(error);
  // The session falls back to what it is without the factor.
  await auth.refreshSession();
  revalidatePath(paths.account());
  return success(undefined, "The app is removed.");
});
