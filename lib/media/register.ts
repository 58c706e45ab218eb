import "server-only";
import { fromPostgrest } from "@/lib/api/errors";
import type { NewMediaAsset } from "@/lib/media/schemas";
import type { Db } from "@/lib/supabase/types";

/** Records a file by its link; the caller owns it. */
export async function registerMedia(db: Db, input: NewMediaAsset): Promise<{ id: string }> {
  const { data, error } = await db.from("media_assets").insert(input).select("id").single();
  if (error) throw fromPostgrest(error);
  return data;
}
