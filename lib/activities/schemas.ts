/** Activities as they travel. Safe in client components. */
import { z } from "zod";
import { link, orderOfAppearance, text, timestamp, uuid } from "@/lib/api/schemas";

export const activityStatuses = ["active", "inactive", "deleted"] as const;

/** The columns the contract knows as `activities.*`. */
export const activityRow = z
  .object({
    id: z.string(),
    experience_id: z.string(),
    created_by: z.string().nullable(),
    title: z.string().nullable(),
    hours: z.string().nullable(),
    address: z.string().nullable(),
    description: z.string().nullable(),
    description_thumbnail: z.string().nullable(),
    primary_photo: z.string().nullable(),
    primary_photo_id: z.string().nullable(),
    photos: z.array(z.string()).nullable(),
    photos_id: z.array(z.string()).nullable(),
    highlights: z.array(z.string()).nullable(),
    order_of_appearance: z.int().nullable(),
    status: z.enum(activityStatuses),
    created_at: timestamp,
    updated_at: timestamp.nullable(),
  })
  .meta({ id: "Activity" });
export type ActivityRow = z.output<typeof activityRow>;

/** The select list of `activities.*`. */
export const ACTIVITY_COLUMNS = Object.keys(activityRow.shape).join(",");

/** What somebody may say about an activity. */
export const activityShape = {
  title: text(255).nullable().optional(),
  hours: text(500).nullable().optional(),
  address: text(500).nullable().optional(),
  description: text(50_000).nullable().optional(),
  description_thumbnail: text(2_000).nullable().optional(),
  primary_photo: link.nullable().optional(),
  primary_photo_id: uuid.nullable().optional(),
  photos: z.array(link).max(200, "At most 200 photos.").nullable().optional(),
  photos_id: z.array(uuid).max(200, "At most 200 photos.").nullable().optional(),
  highlights: z.array(text(500)).max(100, "At most 100 highlights.").nullable().optional(),
  order_of_appearance: orderOfAppearance.nullable().optional(),
};

export const activityStatus = z.enum(activityStatuses).optional();
