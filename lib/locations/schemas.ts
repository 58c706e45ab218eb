/** Locations as they travel. Safe in client components. */
import { z } from "zod";
import { link, orderOfAppearance, text, timestamp, uuid } from "@/lib/api/schemas";

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

/** The select list of `locations.*`. */
export const LOCATION_COLUMNS = Object.keys(locationRow.shape).join(",");

/** What somebody may say about a place. */
export const locationShape = {
  title: text(255).nullable().optional(),
  hours: text(500).nullable().optional(),
  description: text(50_000).nullable().optional(),
  description_thumbnail: text(2_000).nullable().optional(),
  primary_photo: link.nullable().optional(),
  primary_photo_id: uuid.nullable().optional(),
  photos: z.array(link).max(200, "At most 200 photos.").nullable().optional(),
  order_of_appearance: orderOfAppearance.nullable().optional(),
  latitude: z.number().min(-90).max(90).nullable().optional(),
  longitude: z.number().min(-180).max(180).nullable().optional(),
};

export const locationStatus = z.enum(locationStatuses).optional();
