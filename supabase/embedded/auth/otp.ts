import { Hono } from "hono";
import { z } from "zod";
import type { GatewayEnv } from "../context.ts";
import { requireSignUpsEnabled, signUpWithEmail } from "./accounts.ts";
import { AuthError, validationFailed } from "./errors.ts";
import { readChallenge } from "./flows.ts";
import { mailConfirmation, mailEmailChange, mailRecovery } from "./mailings.ts";
import { redirectTarget } from "./redirects.ts";
import { clientOf, metadata, pkce, readBody, requireEmail, text } from "./request.ts";
import { type AuthContext, type AuthService, transact } from "./service.ts";
import { findUser, isConfirmed } from "./users.ts";

const otpBody = z.object({
  email: text,
  phone: text,
  create_user: z.boolean().nullish(),
  data: metadata,
  ...pkce,
});
const recoverBody = z.object({ email: text, ...pkce });
const resendBody = z.object({ type: text, email: text, phone: text, ...pkce });

/** What asks for a mail: magic link or code, recovery, and the same mail again. */
export function otpRoutes(auth: AuthService): Hono<GatewayEnv> {
  return new Hono<GatewayEnv>()
    .post("/otp", async (c) => sendOtp(c, auth))
    .post("/magiclink", async (c) => sendOtp(c, auth))
    .post("/recover", async (c) => recover(c, auth))
    .post("/resend", async (c) => resend(c, auth));
}

async function sendOtp(c: AuthContext, auth: AuthService): Promise<Response> {
  await auth.limits.signIn(clientOf(c));
  const input = await readBody(c, otpBody);
  if (input.phone)
    throw new AuthError(400, "phone_provider_disabled", "Unsupported phone provider");
  requireEmailProvider(auth);
  const email = requireEmail(input.email);
  const delivery = { redirectTo: redirectTarget(c, auth), challenge: readChallenge(input) };
  const known = await findUser(auth.sql, { email });
  if (!known && input.create_user === false) {
    throw new AuthError(422, "otp_disabled", "Signups not allowed for otp");
  }
  if (!known || !isConfirmed(known)) {
    requireSignUpsEnabled(auth);
    const signUp = { email, passwordHash: "", data: input.data ?? {} };
    await signUpWithEmail(auth, signUp, delivery);
    // With confirmations the sign-up's own mail signs in; without them nothing was mailed yet.
    if (auth.config.auth.email.enable_confirmations) return c.json({});
  }
  await transact(auth, "Error sending magic link email", async (tx) => {
    const user = await findUser(tx, { email }, { lock: true });
    if (user) await mailRecovery(auth, tx, user, "magiclink", delivery);
  });
  return c.json({});
}

async function recover(c: AuthContext, auth: AuthService): Promise<Response> {
  await auth.limits.signIn(clientOf(c));
  const input = await readBody(c, recoverBody);
  requireEmailProvider(auth);
  const email = requireEmail(input.email);
  const delivery = { redirectTo: redirectTarget(c, auth), challenge: readChallenge(input) };
  await transact(auth, "Error sending recovery email", async (tx) => {
    // Nobody by that address: the same answer.
    const user = await findUser(tx, { email }, { lock: true });
    if (user) await mailRecovery(auth, tx, user, "recovery", delivery);
  });
  return c.json({});
}

async function resend(c: AuthContext, auth: AuthService): Promise<Response> {
  await auth.limits.signIn(clientOf(c));
  const { type, ...input } = await readBody(c, resendBody);
  if (type !== "signup" && type !== "email_change") {
    throw validationFailed(
      type === "sms" || type === "phone_change"
        ? "Missing one of these types: signup, email_change"
        : "Type provided requires an email address of type signup or email_change",
    );
  }
  requireEmailProvider(auth);
  const email = requireEmail(input.email);
  const delivery = { redirectTo: redirectTarget(c, auth), challenge: readChallenge(input) };
  await transact(auth, "Unable to process request", async (tx) => {
    const user = await findUser(tx, { email }, { lock: true });
    if (!user) return;
    if (type === "signup" && !isConfirmed(user)) {
      await mailConfirmation(auth, tx, user, "signup", delivery);
    }
    if (type === "email_change" && user.email_change) {
      await mailEmailChange(auth, tx, user, user.email_change, delivery);
    }
  });
  return c.json({});
}

function requireEmailProvider(auth: AuthService): void {
  if (auth.config.auth.email.enable_signup) return;
  throw new AuthError(400, "email_provider_disabled", "Email logins are disabled");
}
