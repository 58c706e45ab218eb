import "server-only";
import { type Page, type Paging, page, pageArguments } from "@/lib/api/paging";
import { CHANNEL_COLUMNS, type ChannelRow } from "@/lib/channels/schemas";
import { firstOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** The caller's channels, newest first. */
export async function listChannels(db: Db, paging: Paging = {}): Promise<Page<ChannelRow>> {
  return page(rowsOf<ChannelRow>(await db.rpc("list_my_channels", pageArguments(paging))), paging);
}

/** Null: no such channel, or none the caller may see. */
export async function getChannel(db: Db, id: string): Promise<ChannelRow | null> {
  return firstOf(await db.from("channels").select(CHANNEL_COLUMNS).eq("id", id).limit(1));
}
