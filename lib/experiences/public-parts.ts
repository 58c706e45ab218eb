/**
 * What anybody may read of a published experience beside itself: activities, places, blocks. Empty
 * for any other. Asked as nobody, so it can be cached for all.
 */
import "server-only";
import { type ActivityRow, activityRow } from "@/lib/activities/schemas";
import { type PreparedBody, prepare } from "@/lib/api/operation";
import {
  type Paging,
  page,
  pageArguments,
  pageArgumentsOldestFirst,
  pageOf,
} from "@/lib/api/paging";
import { cachePublicly } from "@/lib/api/public-cache";
import {
  type DetailRow,
  detailRow,
  type IconicPhoto,
  iconicPhoto,
} from "@/lib/experience-details/schemas";
import { type LocationRow, locationRow } from "@/lib/locations/schemas";
import { createAnonClient } from "@/lib/supabase/anon";
import { appearanceOf } from "@/lib/supabase/keyset";
import { rowsOf } from "@/lib/supabase/results";

export const activityList = pageOf(activityRow);
export const locationList = pageOf(locationRow);
export const detailList = pageOf(detailRow);
export const iconicPhotoList = pageOf(iconicPhoto);

/** Arguments of our list functions in SQL that answer in their owner's order. */
const inOrder = (paging: Paging) => ({
  ...pageArgumentsOldestFirst(paging),
  ...(typeof paging.cursor?.order === "number" ? { p_after_order: paging.cursor.order } : {}),
});

/** Active activities in their order. */
export async function listPublicActivities(
  experienceId: string,
  paging: Paging,
): Promise<PreparedBody> {
  "use cache";
  cachePublicly("experiences");

  const rows = rowsOf<ActivityRow>(
    await createAnonClient().rpc("list_public_activities", {
      p_experience_id: experienceId,
      ...inOrder(paging),
    }),
  );
  return prepare(JSON.stringify(activityList.parse(page(rows, paging, appearanceOf))));
}

/** Places made for the experience, in their order. */
export async function listPublicLocations(
  experienceId: string,
  paging: Paging,
): Promise<PreparedBody> {
  "use cache";
  cachePublicly("experiences");

  const rows = rowsOf<LocationRow>(
    await createAnonClient().rpc("list_public_locations", {
      p_experience_id: experienceId,
      ...inOrder(paging),
    }),
  );
  return prepare(JSON.stringify(locationList.parse(page(rows, paging, appearanceOf))));
}

const oldestFirst = (row: { created_at: string; id: string }) => ({
  createdAt: row.created_at,
  id: row.id,
});

/** Blocks of a type, or all but the iconic photos. */
export async function listPublicDetails(
  experienceId: string,
  type: string | undefined,
  paging: Paging,
): Promise<PreparedBody> {
  "use cache";
  cachePublicly("experiences");

  const rows = rowsOf<DetailRow>(
    await createAnonClient().rpc("list_experience_details", {
      p_experience_id: experienceId,
      ...(type === undefined ? {} : { p_type: type }),
      ...pageArgumentsOldestFirst(paging),
    }),
  );
  return prepare(JSON.stringify(detailList.parse(page(rows, paging, oldestFirst))));
}

/** Iconic photos of one experience with their links. */
export async function listPublicIconicPhotos(
  experienceId: string,
  paging: Paging,
): Promise<PreparedBody> {
  "use cache";
  cachePublicly("experiences");

  const rows = rowsOf<IconicPhoto>(
    await createAnonClient().rpc("list_experience_details", {
      p_experience_id: experienceId,
      p_type: "iconic_photos",
      ...pageArgumentsOldestFirst(paging),
    }),
  );
  return prepare(JSON.stringify(iconicPhotoList.parse(page(rows, paging, oldestFirst))));
}

/** Iconic photos of all published experiences, newest first. */
export async function listAllPublicIconicPhotos(paging: Paging): Promise<PreparedBody> {
  "use cache";
  cachePublicly("experiences");

  const rows = rowsOf<IconicPhoto>(
    await createAnonClient().rpc("list_public_iconic_photos", pageArguments(paging)),
  );
  return prepare(JSON.stringify(iconicPhotoList.parse(page(rows, paging))));
}
