/** Activities as they travel. Safe in client components. */
import { z } from "zod";
import { timestamp } from "@/lib/api/schemas";

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
