/** What stands in for pictures that are known by their links alone. */
import "server-only";
import { storedPlace } from "@/lib/media/register";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** A picture on a page: its link, and a few bytes to show until it is there. */
export type ShownPicture = { url: string; blur: string | null };

type Row = { bucket: string; storage_path: string; blur_data_url: string | null };

/** Turns links into pictures with their placeholders, in one question to the database. */
export async function picturesOf(
  db: Db,
  links: readonly (string | null | undefined)[],
): Promise<(link: string | null | undefined) => ShownPicture | null> {
  const places = new Map(
    links.flatMap((link) => {
      const place = link ? storedPlace(link) : null;
      return link && place ? [[link, place] as const] : [];
    }),
  );
  const wanted = [...places.values()];
  const rows = wanted.length
    ? rowsOf<Row>(
        await db
          .from("media_assets")
          .select("bucket,storage_path,blur_data_url")
          // Both columns of the index; paths are unguessable, so no other bucket has them.
          .in("bucket", [...new Set(wanted.map(({ bucket }) => bucket))])
          .in("storage_path", [...new Set(wanted.map(({ storage_path }) => storage_path))]),
      )
    : [];
  const blurs = new Map(rows.map((row) => [row.storage_path, row.blur_data_url]));
  return (link) => {
    if (!link) return null;
    const place = places.get(link);
    return { url: link, blur: (place && blurs.get(place.storage_path)) ?? null };
  };
}
