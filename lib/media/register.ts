import "server-only";
import { fromPostgrest } from "@/lib/api/errors";
import { env } from "@/lib/env";
import type { NewMediaAsset } from "@/lib/media/schemas";
import type { Db } from "@/lib/supabase/types";

/**
 * Records a file by its link; the caller owns it. A file that was uploaded to us has its record
 * already: clients that register it as they always did get that one.
 */
export async function registerMedia(db: Db, input: NewMediaAsset): Promise<{ id: string }> {
  const place = storedPlace(input.url);
  if (place) {
    const known = db.from("media_assets");
    const { data, error } = await (input.usage
      ? known.update({ usage: input.usage }).match(place).select("id").maybeSingle()
      : known.select("id").match(place).maybeSingle());
    if (error) throw fromPostgrest(error);
    if (data) return data;
  }
  const { data, error } = await db.from("media_assets").insert(input).select("id").single();
  if (error) throw fromPostgrest(error);
  return data;
}

/** Where in our own storage a signed link leads; null for any other link. */
export function storedPlace(url: string): { bucket: string; storage_path: string } | null {
  const prefix = `${env.supabaseUrl}/storage/v1/object/sign/`;
  if (!url.startsWith(prefix)) return null;
  try {
    const [bucket, ...path] = new URL(url).pathname
      .slice(new URL(prefix).pathname.length)
      .split("/")
      .map(decodeURIComponent);
    return bucket && path.length ? { bucket, storage_path: path.join("/") } : null;
  } catch {
    return null; // Not a link the storage made.
  }
}
