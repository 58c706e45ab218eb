/** Parsing of untrusted input: the first thing that touches query, params and body. */
import type { z } from "zod";
import type { FieldErrors } from "@/lib/api/action-state";
import { AppError } from "@/lib/api/errors";

/** Messages by field, "photos.0" for nested ones. */
export function toFieldErrors(error: z.ZodError): FieldErrors {
  // No prototype: a field may be called "constructor".
  const fields: FieldErrors = Object.create(null);
  const add = (field: string, message: string) => {
    fields[field] ??= [];
    fields[field].push(message);
  };
  for (const issue of error.issues) {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) add(path ? `${path}.${key}` : key, "Unknown field.");
    } else {
      add(path || WHOLE, issue.message);
    }
  }
  return { ...fields };
}

/** Stands for a fault of the whole input rather than of one field. */
const WHOLE = "body";

/** "Check the name.", "Check name and description." */
export function fieldSentence(fields: FieldErrors): string {
  const names = Object.keys(fields).map((name) => name.slice(0, 60));
  if (names.length === 1) {
    // What is wrong with the whole needs no name.
    return names[0] === WHOLE ? (fields[WHOLE]?.[0] ?? "") : `Check the ${names[0]}.`;
  }
  if (names.length > 4) return "Check the marked fields.";
  return `Check ${names.slice(0, -1).join(", ")} and ${names.at(-1)}.`;
}

const requiredMessage = (issue: { code?: string; input?: unknown }) =>
  issue.code === "invalid_type" && issue.input === undefined ? "Required." : undefined;

/** Result of a parse with messages in our words. */
export function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
): z.ZodSafeParseResult<z.output<S>> {
  return schema.safeParse(value, { error: requiredMessage });
}

/**
 * The parsed value.
 *
 * @throws {AppError} `bad_request` with the messages by field
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = check(schema, value);
  if (result.success) return result.data;
  const fields = toFieldErrors(result.error);
  throw new AppError("bad_request", fieldSentence(fields), { fields });
}
