/** Visits as they travel. Safe in client components. */
import { z } from "zod";
import { timestamp, uuid } from "@/lib/api/schemas";

/** The columns the contract answers; the table has more, for us. */
export const visitRow = z
  .object({
    id: z.int(),
    user_id: z.string(),
    experience_id: z.string(),
    created_at: timestamp,
    is_visited: z.boolean(),
  })
  .meta({ id: "Visit" });
export type VisitRow = z.output<typeof visitRow>;

export const toldVisit = z.object({ experience_id: z.string() });

const ID = "experience-id";

/** The original took the first value of the body for the id, whatever its key. */
function idByPlace(input: unknown): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  const keys = Object.keys(input);
  const key = [ID, "experience_id"].find((name) => keys.includes(name)) ?? keys[0];
  if (key === undefined || key === "is_visited") return input;
  const { [key]: id, ...others } = input as Record<string, unknown>;
  return { ...others, [ID]: id };
}

export const visitBody = z.preprocess(
  idByPlace,
  z.strictObject({
    [ID]: uuid,
    is_visited: z
      .boolean()
      .nullish()
      .describe("The wished state; without it the present one flips."),
  }),
);
