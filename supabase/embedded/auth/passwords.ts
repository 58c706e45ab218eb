import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash as bcryptHash, verify as bcryptVerify } from "@node-rs/bcrypt";
import type { EmbeddedConfig } from "../config.ts";
import { AuthError, validationFailed } from "./errors.ts";

/** Upstream's cost; hashes move between the two. */
const COST = 10;
/** bcrypt reads no further; longer ones would silently match on their beginning. */
const MAX_BYTES = 72;

/** bcrypt runs on the thread pool; one processor stays free so that reads do not wait for it. */
const SLOTS = Math.max(1, availableParallelism() - 1);
const waiting: (() => void)[] = [];
let running = 0;

async function inSlot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= SLOTS) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** Hashes off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return inSlot(() => bcryptHash(password, { cost: COST, version: "2a" }));
}

let unknown: Promise<string> | undefined;

/** Costs the same whether or not there is a password to compare with, so accounts cannot be probed. */
export async function passwordMatches(
  password: string,
  stored: string | null | undefined,
): Promise<boolean> {
  unknown ??= hashPassword(randomBytes(16).toString("hex"));
  const against = stored || (await unknown);
  const matches = await inSlot(() => bcryptVerify(password, against));
  return matches && Boolean(stored);
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const SYMBOLS = "!@#$%^&*()_+-=[]{};'\\:\"|<>?,./`~";

/** `auth.password_requirements` of config.toml, as sets one character of each must come from. */
const REQUIRED: Record<string, string[]> = {
  letters_digits: [LOWER + UPPER, DIGITS],
  lower_upper_letters_digits: [LOWER, UPPER, DIGITS],
  lower_upper_letters_digits_symbols: [LOWER, UPPER, DIGITS, SYMBOLS],
};

/** Throws `weak_password` with the reasons auth-js shows. */
export function requireStrongPassword(password: string, config: EmbeddedConfig["auth"]): void {
  if (Buffer.byteLength(password) > MAX_BYTES) {
    throw validationFailed("Password cannot be longer than 72 characters");
  }
  const sets = REQUIRED[config.password_requirements] ?? [];
  const problems: [reason: string, sentence: string][] = [];
  if (password.length < config.minimum_password_length) {
    problems.push([
      "length",
      `Password should be at least ${config.minimum_password_length} characters.`,
    ]);
  }
  if (!sets.every((set) => [...password].some((character) => set.includes(character)))) {
    problems.push([
      "characters",
      `Password should contain at least one character of each: ${sets.join(", ")}.`,
    ]);
  }
  if (problems.length === 0) return;
  throw new AuthError(422, "weak_password", problems.map(([, sentence]) => sentence).join(" "), {
    details: { weak_password: { reasons: problems.map(([reason]) => reason) } },
  });
}
