/** What the sign-in and sign-up pages send. */
import { z } from "zod";
import { MAX_PASSWORD_BYTES, MIN_PASSWORD_LENGTH } from "@/lib/accounts/password";
import { RECOVERY_CODE } from "@/lib/accounts/recovery-code";
import { uuid } from "@/lib/api/schemas";

const email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "Enter your e-mail address.")
  .max(320, "This address is too long.")
  .pipe(z.email("This does not look like an e-mail address."));

const next = z.string().optional();

export const signInForm = z.object({
  email,
  password: z.string().min(1, "Enter your password."),
  next,
});

export const mailForm = z.object({ email, next });

/** Six digits, however they were pasted. */
export const sixDigits = z
  .string()
  .transform((code) => code.replace(/[^\p{L}\p{N}]/gu, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Enter the six digits."));

export const codeForm = z.object({ code: sixDigits });

export const factorForm = z.object({ factor: z.uuid(), code: sixDigits, next });

export const recoveryForm = z.object({
  code: z
    .string()
    .transform((code) => code.replace(/[\s-]/g, ""))
    .pipe(z.string().regex(RECOVERY_CODE, "A recovery code has sixteen letters and digits.")),
});

export const newFactorForm = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(60, "This name is too long."),
});

/** Only its length; whether it is any good takes `requireGoodPassword`. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
  .refine(
    (password) => new TextEncoder().encode(password).length <= MAX_PASSWORD_BYTES,
    "This is longer than a password can be.",
  );

export const resetForm = z.object({ password: newPassword });

export const changePasswordForm = z.object({
  current: z.string().min(1, "Enter your present password."),
  password: newPassword,
});

export const changeEmailForm = z.object({ email });

export const profileForm = z.object({
  first_name: z.string().trim().min(1, "Tell us your name.").max(100, "This name is too long."),
  last_name: z.string().trim().max(100, "This name is too long."),
  business_name: z
    .string()
    .trim()
    .min(1, "Tell us what the business is called.")
    .max(255, "This name is too long.")
    .optional(),
  language: z.enum(["en", "vi"]),
});

export const sessionForm = z.object({ session: z.uuid() });

export const nothing = z.object({});

export const signUpForm = z.object({
  name: z.string().trim().min(1, "Tell us your name.").max(120, "This name is too long."),
  business_name: z
    .string()
    .trim()
    .min(1, "Tell us what the business is called.")
    .max(255, "This name is too long."),
  email,
  password: newPassword,
  next,
});

export const avatarForm = z.strictObject({
  /** Null takes it away. */
  mediaId: uuid.nullable(),
});
