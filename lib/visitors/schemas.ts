/** Landing registrations as they travel. */
import "server-only";
import { z } from "zod";
import { travellerProfile } from "@/lib/accounts/schemas";
import { ownLink } from "@/lib/api/own-link";
import { email, uuid } from "@/lib/api/schemas";

/** Pages send null or "" for what their address did not say. */
const optional = <S extends z.ZodType>(schema: S, message: string) =>
  z.union([z.literal(""), schema], message).nullish();

export const registration = z.strictObject({
  experience_id: optional(uuid, "Not an id."),
  company_id: optional(uuid, "Not an id."),
  email,
  language: optional(
    z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/),
    "Not a language.",
  ),
  redirect_link: optional(ownLink, "Not a link to one of our pages.").describe(
    "Where the welcome mail leads; by default to the app.",
  ),
});
export type Registration = z.output<typeof registration>;

const unknown = z.null();

export const registered = z.object({
  visitor_id: z.string(),
  experience_id: z.string().nullable(),
  language: z.string().nullable(),
  company_id: z.string().nullable(),
  profile: z
    .object({
      ...(Object.fromEntries(
        Object.keys(travellerProfile.shape).map((column) => [column, unknown]),
      ) as Record<Exclude<keyof typeof travellerProfile.shape, "email" | "language">, z.ZodNull>),
      email: z.string(),
      language: z.string().nullable(),
    })
    .describe("What was sent, in the shape of a profile. Never the profile of a person."),
  access_token: unknown,
  refresh_token: unknown,
  expires_at: unknown,
});

/** What a profile looks like of which nothing is known but this. */
export function blankProfile(
  known: Pick<z.input<typeof registered>["profile"], "email" | "language">,
): z.input<typeof registered>["profile"] {
  const blank = Object.fromEntries(
    Object.keys(travellerProfile.shape).map((column) => [column, null]),
  ) as Omit<z.input<typeof registered>["profile"], "email" | "language">;
  return { ...blank, ...known };
}
