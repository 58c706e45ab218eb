/**
 * What a password must be, and how good one is: one judgement for every place where somebody
 * chooses one, in the browser while it is typed and on the server when it counts. The lists behind
 * it are large, so they are loaded when the first password is judged.
 */

export const MIN_PASSWORD_LENGTH = 8;
/** bcrypt reads no further than this many bytes; more would be silently ignored. */
export const MAX_PASSWORD_BYTES = 72;

export type PasswordVerdict = {
  /** 0 nothing typed, 1 refused, 2 weak, 3 good, 4 strong. */
  level: 0 | 1 | 2 | 3 | 4;
  label: string;
  /** What would make it better; empty when nothing is needed. */
  hint: string;
  /** Why it may not be used, as a sentence; null when it may. */
  refusal: string | null;
};

/** The verdict on length alone, which needs no lists; null when the length is right. */
export function judgeLength(password: string): PasswordVerdict | null {
  if (!password) return { level: 0, label: "", hint: "", refusal: "Choose a password." };
  if (password.length < MIN_PASSWORD_LENGTH) {
    const missing = MIN_PASSWORD_LENGTH - password.length;
    return {
      level: 1,
      label: "Too short",
      hint: missing === 1 ? "One more character." : `${missing} more characters.`,
      refusal: `Use at least ${MIN_PASSWORD_LENGTH} characters.`,
    };
  }
  if (new TextEncoder().encode(password).length > MAX_PASSWORD_BYTES) {
    const refusal = "This is longer than a password can be.";
    return { level: 1, label: "Too long", hint: `${MAX_PASSWORD_BYTES} bytes at most.`, refusal };
  }
  return null;
}

/**
 * Judges a password. Refused is what stands in the list of breached and common passwords, alone or
 * decorated ("Password2026!"), and what a patient guesser finds in a million attempts.
 *
 * @param personal the person's own name, business and address, which others try first
 */
export async function judgePassword(
  password: string,
  personal: readonly string[] = [],
): Promise<PasswordVerdict> {
  const byLength = judgeLength(password);
  if (byLength) return byLength;
  const { estimate } = await import("./password-lists");
  const { score, isCommon, advice } = estimate(password, personal);
  if (isCommon) {
    return {
      level: 1,
      label: "Too easy to guess",
      hint: "It is among the passwords that are tried first.",
      refusal: "This is among the passwords that are tried first. Choose another one.",
    };
  }
  if (score < 2) {
    const hint = advice || WORDS_HINT;
    return {
      level: 1,
      label: "Too easy to guess",
      hint,
      refusal: `This one is too easy to guess. ${hint}`,
    };
  }
  if (score === 2) return { level: 2, label: "Weak", hint: advice || WORDS_HINT, refusal: null };
  if (score === 3) {
    return { level: 3, label: "Good", hint: "One more word makes it strong.", refusal: null };
  }
  return { level: 4, label: "Strong", hint: "", refusal: null };
}

const WORDS_HINT = "Make it longer: three or four words work well.";
