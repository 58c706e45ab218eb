/** Addresses as people paste them: from a mail program, a table, a list. */
import { z } from "zod";

export const MAX_ADDRESSES = 50;

export type Address = {
  /** What was typed; the address itself where one was found in it. */
  text: string;
  /** Why it cannot be invited as it is; null when it can. */
  error: string | null;
};

const address = z.email();

/** One address, alone or as mail programs write it: "Ana Lê" <ana@hotel.vn>. */
function parse(part: string): Address {
  const inner = /<([^<>]*)>\s*$/.exec(part)?.[1];
  const text = (inner ?? part)
    .trim()
    .replace(/^mailto:/i, "")
    .toLowerCase();
  if (text.length > 255) return { text, error: "too long" };
  return { text, error: address.safeParse(text).success ? null : "not an address" };
}

/**
 * What stands in a pasted text, in order. Lines, commas and semicolons separate; spaces do where
 * all of it looks like addresses, and inside a name they do not.
 */
export function parseAddresses(pasted: string): Address[] {
  return pasted
    .split(/[\n\r,;\t]+/)
    .flatMap((part) => {
      const words = part.trim().split(/\s+/).filter(Boolean);
      return words.length > 1 && words.every((word) => word.includes("@")) ? words : [part.trim()];
    })
    .filter(Boolean)
    .map(parse);
}

/** Adds to what is there; a second time the same address is left out. */
export function addAddresses(before: readonly Address[], pasted: string): Address[] {
  const all = new Map(before.map((one) => [one.text, one]));
  for (const one of parseAddresses(pasted)) if (!all.has(one.text)) all.set(one.text, one);
  return [...all.values()];
}
