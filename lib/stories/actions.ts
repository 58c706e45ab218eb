"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { failure, success, userAction } from "@/lib/api/action";
import { fromPostgrest } from "@/lib/api/errors";
import { uuid } from "@/lib/api/schemas";
import { updateChannel } from "@/lib/channels/mutations";
import { getChannel } from "@/lib/channels/queries";
import { paths } from "@/lib/paths";
import { storyInput } from "@/lib/stories/editor";
import { createStory, updateStory } from "@/lib/stories/mutations";
import type { Db } from "@/lib/supabase/types";

/** Creates a draft or changes a story of one's own. */
export const saveStory = userAction(
  storyInput,
  async ({ companyId, id, experience_id, brand_voice, ...story }, { db }) => {
    const channelId = story.channel_id ?? (await ownChannel(db));
    if (!channelId) return failure("Your account has no channel to write in.");
    await keepVoice(db, channelId, brand_voice);
    const saved = id
      ? await updateStory(db, id, { ...story, channel_id: channelId })
      : await createStory(db, { ...story, experience_id, channel_id: channelId, media: [] });
    revalidatePath(paths.stories(companyId), "layout");
    return success({ id: saved.id });
  },
);

/** Publishes a story of one's own, archives it, or makes it a draft again. */
export const setStoryStatus = userAction(
  z.strictObject({
    companyId: uuid,
    id: uuid,
    status: z.enum(["DRAFT", "PUBLISHED", "ARCHIVED"]),
  }),
  async ({ companyId, id, status }, { db }) => {
    await updateStory(db, id, { status });
    revalidatePath(paths.stories(companyId), "layout");
    return success(null);
  },
);

/** The channel everybody has, made where an older account lacks it. */
async function ownChannel(db: Db): Promise<string | undefined> {
  const { data, error } = await db.rpc("ensure_traveller_profile_and_channel");
  if (error) throw fromPostgrest(error);
  return data[0]?.channel_id;
}

async function keepVoice(db: Db, channelId: string, voice: string | null): Promise<void> {
  const channel = await getChannel(db, channelId);
  if (!channel || (channel.brand_voice ?? null) === voice) return;
  await updateChannel(db, channelId, { brand_voice: voice });
}
