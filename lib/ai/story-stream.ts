/** `story/stream`: one post for each kind of channel, each as soon as it is written. */
import "server-only";
import { z } from "zod";
import type { DraftEvent } from "@/lib/ai/draft-events";
import { draftEvents } from "@/lib/ai/drafting";
import { channelKey, draft, storyDrafting } from "@/lib/ai/story";
import type { StoryDraft } from "@/lib/ai/story-rules";
import { beginUse, type Use } from "@/lib/ai/usage";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { eventStream, prefersJson } from "@/lib/api/events";
import { exampleIds } from "@/lib/api/examples";
import type { FormLimits } from "@/lib/api/form";
import { describeError, log } from "@/lib/api/log";
import { operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { link, requiredText, uuid } from "@/lib/api/schemas";
import { SentFile } from "@/lib/api/sent-file";
import type { Db } from "@/lib/supabase/types";
import { MAX_IMAGES, uploadLimits } from "@/lib/uploads/limits";
import { sentFiles, whole } from "@/lib/uploads/schemas";
import { type Uploader, uploadImage, uploadVideo } from "@/lib/uploads/store";

const channelTypes = ["instagram", "facebook", "linkedin", "tiktok", "travel_buddy"];

/** "Travel Buddy, instagram" → the kinds, each once. */
const channelTypeList = requiredText(255)
  .transform((list) => [...new Set(list.split(",").map(channelKey).filter(Boolean))])
  .refine((list) => list.length > 0, "Required.")
  .refine((list) => list.every((type) => channelTypes.includes(type)), {
    error: `Of ${channelTypes.join(", ")}, separated by commas.`,
  })
  .describe("Separated by commas.");

const wish = {
  experience_id: uuid,
  notes: requiredText(9_000),
  channel_type_list: channelTypeList,
  story_length: whole(1, 2000).optional(),
  reporter_id: uuid.optional().describe("The caller's own id, whatever is sent."),
};

/** Files to store, or links of files that are stored. */
type Wish = z.output<z.ZodObject<typeof wish>> & { media: (SentFile | string)[] };

const body = z
  .strictObject({ ...wish, media: z.array(link).max(MAX_IMAGES, `At most ${MAX_IMAGES}.`) })
  .transform((sent): Wish => sent);
const form = {
  schema: z
    .strictObject({ ...wish, media: sentFiles, "media[]": sentFiles })
    .transform(
      ({ media = [], "media[]": more = [], ...rest }): Wish => ({
        ...rest,
        media: [...media, ...more],
      }),
    )
    .refine(({ media }) => media.length > 0, { path: ["media"], error: "Send at least one." }),
  limits: (): FormLimits => ({
    files: { media: "many", "media[]": "many" },
    maxFiles: MAX_IMAGES,
    maxFileBytes: Math.max(uploadLimits().imageBytes, uploadLimits().videoBytes),
  }),
};

const post = z.object({
  experience_id: z.string(),
  notes: z.string(),
  media: z.array(z.string()),
  channel_id: z.string().nullable().describe("The caller's own channel of that type."),
  story_length: z.int(),
  reporter_id: z.string(),
  channel_type: z.string(),
  ...draft.shape,
});
type Post = z.output<typeof post>;

const posts = operation({
  id: "agents-external.story-stream",
  summary: "Draft one post for each kind of channel.",
  description: [
    "Server-sent events: each `{ data: [post] }` is one post, as soon as it is written; one that fails is `{ error, code, channel_type }` and keeps no other away. With `Accept: application/json` all of them come at once.",
    "As a form, `media` are files, which are stored like uploads; as JSON they are links. The posts are not stored. Each is in the voice of the caller's own channel of that type, whose id is `channel_id`, and draws on the day's quota by itself.",
  ].join(" "),
  access: "user",
  role: "any user",
  body,
  form,
  limits: ["ai", "ai-day"],
  idempotency: false,
  failures: ["not_found", "internal"],
  success: { status: 200, schema: z.object({ data: z.array(post) }) },
  example: {
    as: "traveller",
    body: {
      experience_id: exampleIds.experience,
      notes: "We floated a paper lantern and watched it turn the corner.",
      media: ["https://pictures.example/lantern-night.jpg"],
      channel_type_list: "travel_buddy,instagram",
      story_length: 70,
    },
  },
  async handle({ db, user, body, request }) {
    const place = await experienceName(db, body.experience_id);
    const uses = await beginUses(user.userId, body.channel_type_list.length);
    try {
      const channels = await channelsOf(db, user.userId);
      const media = await linksOf(db, user, place, body.media);
      const base = {
        experience_id: body.experience_id,
        notes: body.notes,
        media,
        story_length: body.story_length ?? 70,
        reporter_id: user.userId,
      };
      const stop = new AbortController();
      const signal = AbortSignal.any([request.signal, stop.signal]);
      const written = body.channel_type_list.map(async (channel, index) => {
        const use = uses[index] as Use;
        const wish = {
          place,
          activities: [],
          notes: body.notes,
          pictures: media.length,
          channel,
          length: base.story_length,
        };
        const drafted = storyDrafting(db, user.userId, wish, use);
        // One that fails keeps no other away.
        const end = await drafted.then((drafting) => lastOf(draftEvents(drafting, signal)), noted);
        if (end?.type !== "done") return { error: FAILED, code: "internal", channel_type: channel };
        const post: Post = {
          ...base,
          channel_id: channels.get(channel) ?? null,
          channel_type: channel,
          ...end.data,
        };
        return { data: [post] };
      });
      if (!prefersJson(request)) {
        return { streamed: true, events: eventStream(asTheyCome(written), () => stop.abort()) };
      }
      const data: Post[] = [];
      for (const one of await Promise.all(written)) {
        if (!one.data) throw new AppError("internal", one.error);
        data.push(...one.data);
      }
      return { data };
    } catch (error) {
      for (const use of uses) await use.finish("failed");
      throw error;
    }
  },
});

const FAILED = "The story could not be written. Please try again.";

function noted(error: unknown): undefined {
  log.error({ error: describeError(error) }, "post not drafted");
}

async function experienceName(db: Db, id: string): Promise<string> {
  const { data, error } = await db.from("experiences").select("name").eq("id", id).maybeSingle();
  if (error) throw fromPostgrest(error);
  if (!data) throw new AppError("not_found", "There is no such experience.");
  return data.name;
}

/** All or none: half the posts are no answer to somebody whose day is used up. */
async function beginUses(userId: string, count: number): Promise<Use[]> {
  const uses: Use[] = [];
  try {
    for (let begun = 0; begun < count; begun += 1) uses.push(await beginUse(userId, "story"));
  } catch (error) {
    for (const use of uses) await use.finish("failed");
    throw error;
  }
  return uses;
}

/** The caller's channels by type; of several the oldest. */
async function channelsOf(db: Db, userId: string): Promise<Map<string, string>> {
  const { data, error } = await db
    .from("channels")
    .select("id,channel_type")
    .eq("user_id", userId)
    .order("created_at", { ascending: false })
    .limit(100);
  if (error) throw fromPostgrest(error);
  return new Map(data.map(({ id, channel_type }) => [channelKey(channel_type ?? ""), id]));
}

/** Links of what was sent, stored one after the other: decoding needs memory. */
async function linksOf(
  db: Db,
  user: Uploader,
  title: string,
  media: Wish["media"],
): Promise<string[]> {
  const links: string[] = [];
  for (const one of media) {
    if (!(one instanceof SentFile)) links.push(one);
    else {
      const upload = one.claimedType?.startsWith("video/") ? uploadVideo : uploadImage;
      const { signedUrl } = await upload(db, user, { bucket: "story", title }, one);
      links.push(signedUrl);
    }
  }
  return links;
}

async function lastOf(
  events: AsyncIterable<DraftEvent<StoryDraft>>,
): Promise<DraftEvent<StoryDraft> | undefined> {
  let last: DraftEvent<StoryDraft> | undefined;
  for await (const event of events) last = event;
  return last;
}

/** What is ready first comes first. */
async function* asTheyCome<T>(promises: readonly Promise<T>[]): AsyncGenerator<T> {
  const open = new Map(
    promises.map((promise, index) => [index, promise.then((value) => ({ index, value }))]),
  );
  while (open.size) {
    const { index, value } = await Promise.race(open.values());
    open.delete(index);
    yield value;
  }
}

export const storyStream: Resource = { address: "story/stream", literal: true, post: posts };
