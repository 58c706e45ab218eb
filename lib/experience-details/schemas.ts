/** Blocks of an experience as they travel. Safe in client components. */
import { z } from "zod";
import { link, text, timestamp, uuid } from "@/lib/api/schemas";

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

const tip = z.strictObject({
  text: text(2_000),
  type: z.enum(["dos", "don'ts", "best_time"]),
});

const moment = z.iso.datetime({ offset: true, local: true, error: "Not a point in time." });

/** What somebody may say about a block. Installed clients set its timestamps. */
export const detailShape = {
  type: z.enum(detailTypes).nullable().optional(),
  name: text(255).nullable().optional(),
  text: text(50_000).nullable().optional(),
  media: z.array(link).max(200, "At most 200 links.").nullable().optional(),
  media_id: uuid.nullable().optional(),
  tips: z.array(tip).max(100, "At most 100 tips.").nullable().optional(),
  created_at: moment.optional(),
  updated_at: moment.nullable().optional(),
};
