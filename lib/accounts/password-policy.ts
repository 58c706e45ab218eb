import "server-only";
import { judgePassword } from "@/lib/accounts/password";
import { AppError } from "@/lib/api/errors";

/**
 * Refuses a password nobody should have. Every way to set one goes through here: sign-up, reset,
 * change, invitation, API.
 *
 * @param personal the person's own name, business and address
 * @param field the input that is to be looked at
 * @throws {AppError} `bad_request` with the reason at the field
 */
export async function requireGoodPassword(
  password: string,
  personal: readonly (string | null | undefined)[] = [],
  field = "password",
): Promise<void> {
  const own = personal.filter((text): text is string => Boolean(text));
  const { refusal } = await judgePassword(password, own);
  if (refusal) {
    throw new AppError("bad_request", "Choose another password.", {
      fields: { [field]: [refusal] },
    });
  }
}
