/** One's own stories about a company's experiences, for the dashboard. */
import "server-only";
import { models } from "@/lib/ai/models";
import { channelKey } from "@/lib/ai/story";
import { listChannels } from "@/lib/channels/queries";
import type { StoryChannel, StoryPlace } from "@/lib/stories/editor";
import { getStory } from "@/lib/stories/queries";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

const LISTED = 100;
const PLACES = 500;

export type OwnStory = {
  id: string;
  status: "DRAFT" | "PUBLISHED" | "ARCHIVED";
  title: string | null;
  seo_title_tag: string | null;
  seo_excerpt: string | null;
  created_at: string;
  updated_at: string | null;
  experiences: { id: string; name: string | null; primary_photo: string | null };
};

/** The newest first; archived ones are left out. */
export async function listOwnStories(
  db: Db,
  userId: string,
  companyId: string,
): Promise<OwnStory[]> {
  return rowsOf<OwnStory>(
    await db
      .from("stories")
      .select(
        "id,status,title,seo_title_tag,seo_excerpt,created_at,updated_at,experiences!inner(id,name,primary_photo)",
      )
      .eq("user_id", userId)
      .eq("experiences.owned_by", companyId)
      .neq("status", "ARCHIVED")
      .order("created_at", { ascending: false })
      .limit(LISTED),
  );
}

/** What the editor opens with; null when there is no such story of theirs about this company. */
export async function openStoryEditor(
  db: Db,
  userId: string,
  companyId: string,
  storyId: string | null,
) {
  const [story, places, channels] = await Promise.all([
    storyId ? getStory(db, storyId) : null,
    listPlaces(db, companyId),
    listChannels(db, { limit: 100 }),
  ]);
  if (storyId) {
    const about = places.some(({ id }) => id === story?.experience_id);
    if (!story || story.user_id !== userId || !about) return null;
  }
  return {
    story,
    places,
    channels: channels.data.map(
      ({ id, name, channel_type, brand_voice }): StoryChannel => ({
        id,
        name: name || channel_type || "Channel",
        type: channelKey(channel_type ?? "travel buddy"),
        brandVoice: brand_voice ?? "",
      }),
    ),
    builtIn: models().builtIn,
  };
}

/** What one may write about, by name, with the pictures a draft is told of. */
async function listPlaces(db: Db, companyId: string): Promise<StoryPlace[]> {
  const rows = rowsOf<{ id: string; name: string | null; primary_photo: string | null }>(
    await db
      .from("experiences")
      .select("id,name,primary_photo")
      .eq("owned_by", companyId)
      .order("name")
      .limit(PLACES),
  );
  return rows.map(({ id, name, primary_photo }) => ({
    id,
    name: name || "Without a name",
    pictures: primary_photo ? [primary_photo] : [],
  }));
}
