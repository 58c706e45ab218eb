/** Locations as they travel. Safe in client components. */
import { z } from "zod";
import { timestamp } from "@/lib/api/schemas";

export const locationStatuses = ["active", "inactive", "deleted"] as const;

/** The columns the contract knows as `locations.*`; the table has a position besides, for us. */
export const locationRow = z
  .object({
    id: z.string(),
    experience_id: z.string().nullable(),
    created_by: z.string().nullable(),
    title: z.string().nullable(),
    hours: z.string().nullable(),
    description: z.string().nullable(),
    description_thumbnail: z.string().nullable(),
    primary_photo: z.string().nullable(),
    primary_photo_id: z.string().nullable(),
    photos: z.array(z.string()).nullable(),
    order_of_appearance: z.int().nullable(),
    status: z.enum(locationStatuses),
    created_at: timestamp,
    updated_at: timestamp.nullable(),
  })
  .meta({ id: "Location" });
export type LocationRow = z.output<typeof locationRow>;
