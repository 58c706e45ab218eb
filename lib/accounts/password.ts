/** What a password must be, and how good one looks while it is typed. Runs in the browser too. */

export const MIN_PASSWORD_LENGTH = 8;
/** bcrypt reads no further than this many bytes; more would be silently ignored. */
export const MAX_PASSWORD_BYTES = 72;

export type PasswordStrength = {
  /** 0 nothing typed, 1 too short, 2 weak, 3 good, 4 strong. */
  level: 0 | 1 | 2 | 3 | 4;
  label: string;
  /** What would make it better; empty when nothing is needed. */
  hint: string;
};

const worn = [
  "password",
  "passwort",
  "matkhau",
  "qwerty",
  "azerty",
  "letmein",
  "welcome",
  "travel",
  "vietnam",
  "saigon",
  "iloveyou",
  "abc123",
  "123456",
  "654321",
  "111111",
];

/**
 * A guess, meant to help and not to refuse: length counts most, then variety; well-worn words,
 * repetition and the person's own name or address count against it.
 */
export function passwordStrength(
  password: string,
  personal: readonly string[] = [],
): PasswordStrength {
  if (!password) return { level: 0, label: "", hint: "" };
  if (password.length < MIN_PASSWORD_LENGTH) {
    const missing = MIN_PASSWORD_LENGTH - password.length;
    return {
      level: 1,
      label: "Too short",
      hint: missing === 1 ? "One more character." : `${missing} more characters.`,
    };
  }

  const lower = password.toLowerCase();
  if (worn.some((word) => lower.includes(word))) {
    return { level: 2, label: "Weak", hint: "It contains what everybody tries first." };
  }
  const own = personal
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 4);
  if (own.some((word) => lower.includes(word))) {
    return { level: 2, label: "Weak", hint: "Leave out your name and address." };
  }

  const different = new Set(lower).size;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  ).length;
  if (different < 5) return { level: 2, label: "Weak", hint: "It repeats itself." };

  const score = password.length + (kinds - 1) * 2;
  if (score >= 17) return { level: 4, label: "Strong", hint: "" };
  if (score >= 12) return { level: 3, label: "Good", hint: "A few more words make it strong." };
  return { level: 2, label: "Weak", hint: "Make it longer: three or four words work well." };
}
