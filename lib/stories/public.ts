/**
 * Stories for anybody: always asked as nobody, so row security leaves the published ones of active
 * experiences, and the answer can be cached for all. Experiences are in it by name and by state.
 */
import "server-only";
import { z } from "zod";
import { type PreparedBody, prepare } from "@/lib/api/operation";
import { type Paging, page, pageArguments, pageOf } from "@/lib/api/paging";
import { cachePublicly } from "@/lib/api/public-cache";
import { isTravelBuddy } from "@/lib/channels/schemas";
import { columnsOf } from "@/lib/stories/queries";
import { experienceStory, listedStory, publicStory, travelerPhoto } from "@/lib/stories/schemas";
import { createAnonClient } from "@/lib/supabase/anon";
import { firstOf, rowsOf } from "@/lib/supabase/results";

export const publicStoryList = pageOf(listedStory);
export const publicStoryAnswer = z.object({ data: publicStory });
export const experienceStoryList = pageOf(experienceStory);
export const travelerPhotoList = pageOf(travelerPhoto);

export async function listPublicStories(paging: Paging): Promise<PreparedBody> {
  "use cache";
  cachePublicly("stories", "experiences");

  const rows = rowsOf<z.input<typeof listedStory>>(
    await createAnonClient()
      .rpc("list_public_stories", pageArguments(paging))
      .select(columnsOf(listedStory)),
  );
  // The feed is Travel Buddy's own: stories of other channels are in it, their channel is not.
  const feed = rows.map((row) =>
    isTravelBuddy(row.channels?.channel_type ?? null) ? row : { ...row, channels: null },
  );
  return prepare(JSON.stringify(publicStoryList.parse(page(feed, paging))));
}

/** Null: unknown, not published, or of an experience that is not. */
export async function getPublicStory(storyId: string): Promise<PreparedBody | null> {
  "use cache";
  cachePublicly("stories", "experiences");

  const data = firstOf<z.input<typeof publicStory>>(
    await createAnonClient().rpc("get_public_story", { p_story_id: storyId }),
  );
  return data ? prepare(JSON.stringify(publicStoryAnswer.parse({ data }))) : null;
}

export async function listExperienceStories(
  experienceId: string,
  paging: Paging,
): Promise<PreparedBody> {
  "use cache";
  cachePublicly("stories", "experiences");

  const rows = rowsOf<z.input<typeof experienceStory>>(
    await createAnonClient()
      .rpc("list_experience_stories", { p_experience_id: experienceId, ...pageArguments(paging) })
      .select(columnsOf(experienceStory)),
  );
  return prepare(JSON.stringify(experienceStoryList.parse(page(rows, paging))));
}

export async function listTravelerPhotos(
  experienceId: string,
  paging: Paging,
): Promise<PreparedBody> {
  "use cache";
  cachePublicly("stories", "experiences");

  const rows = rowsOf<z.input<typeof travelerPhoto>>(
    await createAnonClient()
      .rpc("list_experience_stories", { p_experience_id: experienceId, ...pageArguments(paging) })
      .select(columnsOf(travelerPhoto)),
  );
  return prepare(JSON.stringify(travelerPhotoList.parse(page(rows, paging))));
}
