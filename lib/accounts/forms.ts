/** What the sign-in and sign-up pages send. */
import { z } from "zod";
import { MAX_PASSWORD_BYTES, MIN_PASSWORD_LENGTH } from "@/lib/accounts/password";

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

/** Only its length; whether it is any good takes `requireGoodPassword`. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
  .refine(
    (password) => new TextEncoder().encode(password).length <= MAX_PASSWORD_BYTES,
    "This is longer than a password can be.",
  );

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
