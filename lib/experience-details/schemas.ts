/** Blocks of an experience as they travel. Safe in client components. */
import { z } from "zod";
import { timestamp } from "@/lib/api/schemas";

export const detailTypes = [
  "iconic_photos",
  "historical_context",
  "famous_visitors",
  "photography_tips",
] as const;

/** The columns the contract knows as `experience_details.*`. */
export const detailRow = z
  .object({
    id: z.string(),
    experience_id: z.string(),
    type: z.string().nullable(),
    name: z.string().nullable(),
    text: z.string().nullable(),
    media: z.array(z.string()).nullable(),
    media_id: z.string().nullable(),
    tips: z.array(z.unknown()).nullable().describe("List of `{text, type}`."),
    created_at: timestamp,
    updated_at: timestamp.nullable(),
  })
  .meta({ id: "ExperienceDetail" });
export type DetailRow = z.output<typeof detailRow>;

/** A block of type `iconic_photos` with the link of its picture lifted to `url`. */
export const iconicPhoto = detailRow.extend({ url: z.string().nullable() });
export type IconicPhoto = z.output<typeof iconicPhoto>;
