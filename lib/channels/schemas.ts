/** Channels as they travel. Safe in client components. */
import { z } from "zod";
import { link, rowPatch, text, timestamp } from "@/lib/api/schemas";

export const channelRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    name: z.string().nullable(),
    channel_type: z.string().nullable(),
    url: z.string().nullable(),
    brand_voice: z.string().nullable(),
    created_at: timestamp,
    updated_at: timestamp.nullable(),
  })
  .meta({ id: "Channel" });
export type ChannelRow = z.output<typeof channelRow>;

/** The select list of `channels.*`. */
export const CHANNEL_COLUMNS = Object.keys(channelRow.shape).join(
  ",",
) as "id,user_id,name,channel_type,url,brand_voice,created_at,updated_at";

const channelTypes = [
  "travel buddy",
  "travel_buddy",
  "instagram",
  "facebook",
  "linkedin",
  "tiktok",
];

/** Whether a channel is our own feed, in any of the spellings clients and older rows have. */
export function isTravelBuddy(channelType: string | null): boolean {
  return /^travel[ _]buddy$/i.test(channelType?.trim() ?? "");
}

// Stored as it was sent: clients compare with their own spelling.
const channelType = text(50).refine((type) => channelTypes.includes(type.trim().toLowerCase()), {
  error: "One of Travel Buddy, Instagram, Facebook, LinkedIn, TikTok.",
});

const nullable = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

const writable = {
  name: nullable(text(255)),
  channel_type: nullable(channelType),
  url: nullable(link),
  brand_voice: nullable(text(10_000)).describe("How stories for this channel should sound."),
};

/** A new channel; its owner is whoever asks. */
export const newChannel = z.strictObject(writable);
export type NewChannel = z.output<typeof newChannel>;

/** What the owner may change. */
export const channelPatch = rowPatch(writable, ["id", "user_id", "created_at", "updated_at"]);
