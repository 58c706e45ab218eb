/** Pieces of input that many operations share. */
import { z } from "zod";

export const uuid = z.uuid("Not an id.");

/** Postgres cannot store the character NUL, nor half of a surrogate pair. */
const storable = (value: string) => !value.includes("\u0000") && value.isWellFormed();

/** A text of at most so many characters. */
export const text = (max: number) =>
  z
    .string()
    .max(max, `At most ${max} characters.`)
    .refine(storable, "Contains characters that cannot be stored.");

/** A text that must say something once the blanks around it are gone. */
export const requiredText = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "Required.")
    .max(max, `At most ${max} characters.`)
    .refine(storable, "Contains characters that cannot be stored.");

/** A link to a picture or video: http(s) only, because it ends up in `src` and `href`. Old clients send "" for none. */
export const link = z.union(
  [
    z.literal(""),
    z
      .url({ protocol: /^https?$/ })
      .max(4000)
      .regex(/^\S+$/)
      .refine(storable),
  ],
  "Not a link.",
);

export const email = z
  .string()
  .trim()
  .max(255, "At most 255 characters.")
  .pipe(z.email("Not an e-mail address."));

/** What the auth server can hash; whether it is strong enough is for it to say. */
export const password = z.string().min(1, "Required.").max(72, "At most 72 characters.");

/** Where in a list something stands; clients send -1 for "not said". */
export const orderOfAppearance = z.int32("Not a whole number.");

/**
 * What a caller changes of a row. The original wrote whatever it was sent onto it ("any column"), so
 * clients may send the whole row back: the columns in `readOnly` are accepted and have no effect.
 */
export function rowPatch<S extends z.ZodRawShape>(
  shape: S,
  readOnly: readonly string[],
): z.ZodType<z.output<z.ZodObject<S>>> {
  const ignored = z.unknown().optional().describe("Has no effect.");
  return z
    .strictObject({ ...shape, ...Object.fromEntries(readOnly.map((name) => [name, ignored])) })
    .transform((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !readOnly.includes(name))),
    )
    .refine((patch) => Object.values(patch).some((value) => value !== undefined), {
      error: "Nothing to change.",
      when: ({ issues }) => issues.length === 0,
    }) as never;
}

/** Accepted by public reads. */
export const wishedLanguage = z
  .string()
  .max(35)
  .optional()
  .describe(
    "Wished language, e.g. `vi` or `pt-BR`. Experiences and activities are translated once and kept, when a language model is configured; of a long list the first 20 that are not translated yet, the next ones when it is asked for again. Lists by address, and languages we do not translate into, come as they were written.",
  );

/** As Postgres and PostgREST write it. */
export const timestamp = z.string();
