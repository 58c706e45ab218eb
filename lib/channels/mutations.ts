import "server-only";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { revalidatePublic } from "@/lib/api/public-cache";
import { getChannel } from "@/lib/channels/queries";
import { CHANNEL_COLUMNS, type ChannelRow, type NewChannel } from "@/lib/channels/schemas";
import { firstOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** A new channel of the caller's. */
export async function createChannel(db: Db, input: NewChannel): Promise<{ id: string }> {
  const { data, error } = await db.from("channels").insert(given(input)).select("id").single();
  if (error) throw fromPostgrest(error);
  return data;
}

/** @throws {AppError} `not_found`, or `forbidden` when it is somebody else's but visible */
export async function updateChannel(db: Db, id: string, patch: NewChannel): Promise<ChannelRow> {
  const updated = firstOf<ChannelRow>(
    await db.from("channels").update(given(patch)).eq("id", id).select(CHANNEL_COLUMNS),
  );
  if (!updated) throw await refused(db, id);
  revalidatePublic("stories");
  return updated;
}

/**
 * Removes a channel for good; its stories stay, without a channel.
 *
 * @throws {AppError} `not_found`, or `forbidden` when it is somebody else's but visible
 */
export async function deleteChannel(db: Db, id: string): Promise<void> {
  const deleted = firstOf<{ id: string }>(
    await db.from("channels").delete().eq("id", id).select("id"),
  );
  if (!deleted) throw await refused(db, id);
  revalidatePublic("stories");
}

/** Row security filters silently: look whether there was something to refuse. */
async function refused(db: Db, id: string): Promise<AppError> {
  return (await getChannel(db, id))
    ? new AppError("forbidden", "Only its owner may change this channel.")
    : new AppError("not_found", "There is no such channel.");
}

function given({ name, channel_type, url, brand_voice }: NewChannel) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(channel_type === undefined ? {} : { channel_type }),
    ...(url === undefined ? {} : { url }),
    ...(brand_voice === undefined ? {} : { brand_voice }),
  };
}
