/** `auth/*`: what goes through somebody's mailbox. */
import "server-only";
import { z } from "zod";
import {
  changeEmail,
  mailConfirmation,
  mailMagicLink,
  mailRecovery,
  setPassword,
  signInWithCode,
} from "@/lib/accounts/recovery";
import { isRecoveryCode } from "@/lib/accounts/recovery-codes";
import { factorOrRecoveryCode } from "@/lib/accounts/schemas";
import { verifiedFactors } from "@/lib/accounts/second-factor";
import { noteSignIn } from "@/lib/accounts/sign-ins";
import { EXAMPLE_CODE, exampleEmails, exampleTokens } from "@/lib/api/examples";
import { verifyAccessToken } from "@/lib/api/identity";
import { operation } from "@/lib/api/operation";
import { ownLink } from "@/lib/api/own-link";
import type { Resource } from "@/lib/api/resource";
import { email, password } from "@/lib/api/schemas";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import { createAnonClient } from "@/lib/supabase/anon";

const message = z.object({ message: z.string() });
const account = ({ email }: { email: string }) => email;

/** Where the link in the mail leads in the end; old clients send "" for none. */
const redirect = z
  .union([z.literal(""), ownLink])
  .nullable()
  .optional()
  .describe("Where the mail's link leads in the end: one of our pages.");
const mailRequest = z.strictObject({ email, redirect_url: redirect });

const sameForAll =
  "The answer is the same whether or not the address has an account. Five mails a quarter of an hour for one address.";

/** An operation that has a mail sent to whoever has the address, and says the same to everybody. */
const mailing = (mail: {
  id: string;
  summary: string;
  /** What stands in front of what they have in common. */
  description?: string;
  /** Where the link leads when nothing else was asked for. */
  home: () => string;
  send: (email: string, redirectTo: string) => void;
  answer?: string;
}) =>
  operation({
    id: mail.id,
    summary: mail.summary,
    description: [mail.description, sameForAll].filter(Boolean).join(" "),
    access: "public",
    role: "public",
    body: mailRequest,
    limits: ["auth"],
    account,
    accountLimits: ["account-mail"],
    success: { status: 200, schema: message },
    example: { body: { email: exampleEmails.newcomer } },
    async handle({ body }) {
      mail.send(body.email, body.redirect_url || mail.home());
      return {
        message: mail.answer ?? "If there is an account with this address, a mail is on its way.",
      };
    },
  });

const start = () => `${env.appUrl}/`;

const forgotPassword = mailing({
  id: "auth.forgot-password",
  summary: "Have a mail sent that lets one choose a new password.",
  description: "The mail holds a link and a six-digit code for `auth/otp-verification`.",
  home: () => `${env.appUrl}${paths.resetPassword()}`,
  send: mailRecovery,
});

const magicLink = mailing({
  id: "auth.magic-link",
  summary: "Have a mail sent that signs in without a password.",
  description:
    "The mail holds a link and a six-digit code for `auth/otp-verification` with `type` `email`. Makes no account.",
  home: start,
  send: mailMagicLink,
});

const resendConfirmation = mailing({
  id: "auth.resend-confirmation",
  summary: "Have the confirmation of a new account mailed once more.",
  home: start,
  send: mailConfirmation,
  answer: "If the address waits to be confirmed, a mail is on its way.",
});

const otpVerification = operation({
  id: "auth.otp-verification",
  summary: "Sign in with a code from a mail.",
  description:
    "By default the code of `auth/forgot-password`; the session may then set a password. Ten tries a quarter of an hour for one account. Whoever has a second factor may send its `code`, or a recovery code, as well; else the session opens no business, and `auth/reset-password` asks for it.",
  access: "public",
  role: "public",
  body: z.strictObject({
    email,
    token: z
      .string()
      .transform((token) => token.replace(/[\s-]/g, ""))
      .pipe(z.string().regex(/^\d{6,10}$/, "The digits from the mail.")),
    type: z
      .enum(["recovery", "email"])
      .optional()
      .describe("`email`: the code of a magic link or of a new account."),
    code: factorOrRecoveryCode.nullable().optional(),
  }),
  limits: ["auth"],
  account,
  accountLimits: ["account-code"],
  success: {
    status: 200,
    schema: z.object({
      message: z.string(),
      userId: z.string(),
      access_token: z.string(),
      refresh_token: z.string(),
      second_factor_required: z.literal(true).optional(),
    }),
  },
  example: { body: { email: exampleEmails.traveller, token: EXAMPLE_CODE } },
  async handle({ body: { email, token, type = "recovery", code }, request }) {
    const session = await signInWithCode(createAnonClient(), { email, token, type, code });
    await noteSignIn(session.access_token, { headers: request.headers });
    const identity = await verifyAccessToken(session.access_token);
    const lacking =
      verifiedFactors(session.user).length > 0 &&
      identity?.aal !== "aal2" &&
      !(code && isRecoveryCode(code));
    return {
      message: "You are signed in.",
      userId: session.user.id,
      access_token: session.access_token,
      refresh_token: session.refresh_token,
      ...(lacking ? { second_factor_required: true as const } : {}),
    };
  },
});

const resetPassword = operation({
  id: "auth.reset-password",
  summary: "Set a new password.",
  description:
    "For a session that signed in within the last half hour, by a mailed code or otherwise; older ones answer 403. Ends all other sessions. Whoever has a second factor sends its `code` unless the session has shown it.",
  access: "user",
  role: "self",
  body: z.strictObject({ password, code: factorOrRecoveryCode.nullable().optional() }),
  limits: ["auth"],
  idempotency: false,
  failures: ["second_factor_required"],
  success: { status: 200, schema: z.object({ message: z.string(), userId: z.string() }) },
  example: { as: "traveller", body: { password: "eleven paper lanterns" } },
  async handle({ body, user }) {
    await setPassword(user, body);
    return { message: "Your password is set.", userId: user.userId };
  },
});

const updateEmail = operation({
  id: "auth.update-email",
  summary: "Move the account to another address.",
  description:
    "Both mailboxes are asked; the address on record changes when both have agreed, and profiles follow then. `email` in the answer is the address now on record. The session goes on: its tokens are answered as they came. An address that has an account is answered like any other. Whoever has a second factor must have shown it in this session.",
  access: "user",
  role: "self",
  body: z.strictObject({
    email,
    refresh_token: z.string().min(1, "Required.").max(1_000, "Not a refresh token."),
  }),
  limits: ["auth", "mail"],
  idempotency: false,
  failures: ["second_factor_required"],
  success: {
    status: 200,
    schema: z.object({
      data: z.object({
        access_token: z.string(),
        expires_at: z.int(),
        refresh_token: z.string(),
        user_id: z.string(),
        email: z.string(),
      }),
    }),
  },
  example: {
    as: "traveller",
    body: { email: exampleEmails.newcomer, refresh_token: exampleTokens.refresh },
  },
  async handle({ body, user }) {
    const changed = await changeEmail(user, {
      email: body.email,
      redirectTo: `${env.appUrl}${paths.account()}`,
    });
    return {
      data: {
        access_token: user.token,
        expires_at: user.expiresAt,
        refresh_token: body.refresh_token,
        user_id: user.userId,
        email: changed.email ?? "",
      },
    };
  },
});

export const authForgotPassword: Resource = {
  address: "auth/forgot-password",
  literal: true,
  post: forgotPassword,
};
export const authMagicLink: Resource = {
  address: "auth/magic-link",
  literal: true,
  post: magicLink,
};
export const authResendConfirmation: Resource = {
  address: "auth/resend-confirmation",
  literal: true,
  post: resendConfirmation,
};
export const authOtpVerification: Resource = {
  address: "auth/otp-verification",
  literal: true,
  post: otpVerification,
};
export const authResetPassword: Resource = {
  address: "auth/reset-password",
  literal: true,
  post: resetPassword,
};
export const authUpdateEmail: Resource = {
  address: "auth/update-email",
  literal: true,
  post: updateEmail,
};
