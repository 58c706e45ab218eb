/** Stories and comments as they travel. Safe in client components. */
import { z } from "zod";
import { requiredText, rowPatch, text, timestamp, uuid } from "@/lib/api/schemas";
import { mediaLink, uploadedFiles } from "@/lib/media/schemas";
import { escapeHtml, unescapeHtml } from "@/lib/text/escape-html";

export const storyStatuses = ["DRAFT", "PUBLISHED", "ARCHIVED"] as const;
const status = z.enum(storyStatuses);

/** The columns the contract knows as `stories.*`; the table has more, for us. */
export const storyRow = z
  .object({
    id: z.string(),
    user_id: z.string(),
    experience_id: z.string().nullable(),
    destination_id: z
      .string()
      .nullable()
      .describe("A destination is an experience here: the same as `experience_id`."),
    channel_id: z.string().nullable(),
    status,
    title: z.string().nullable(),
    notes: z.string().nullable(),
    story_content: z.string().nullable().describe("Escaped for HTML."),
    seo_title_tag: z.string().nullable(),
    seo_meta_desc: z.string().nullable(),
    seo_excerpt: z.string().nullable(),
    seo_slug: z.string().nullable(),
    long_tail_keyword: z.string().nullable(),
    hashtags: z.array(z.string()).nullable(),
    created_at: timestamp,
    updated_at: timestamp.nullable(),
  })
  .meta({ id: "Story" });
export type StoryRow = z.output<typeof storyRow>;

const named = z.object({ name: z.string() }).nullable();
const count = z.array(z.object({ count: z.int() })).length(1);

const author = z
  .object({
    email: z.string().describe("Masked, except for the author."),
    firstname: z.string().nullable(),
    lastname: z.string().nullable(),
    media_assets: mediaLink.nullable(),
  })
  .nullable();
const channelType = z.string().nullable();
const channel = z.object({ channel_type: channelType, name: z.string().nullable() }).nullable();

const shown = { media_assets: z.array(mediaLink), userprofiles: author };
const counted = { likes: count, shares: count, comments: count };

/** In a list. */
export const listedStory = storyRow.extend({ ...shown, channels: channel, ...counted });

/** With everything around it. */
export const fullStory = listedStory.extend({ experiences: named, destinations: named });

/** For everybody; clients know its channel without the name. */
export const publicStory = fullStory.extend({
  channels: z.object({ channel_type: channelType }).nullable(),
});

/** Beside the experience it is about. */
export const experienceStory = storyRow.extend({ experiences: named, ...shown });

/** On a wall of photos. */
export const travelerPhoto = storyRow
  .pick({ id: true, status: true, created_at: true, seo_title_tag: true, hashtags: true })
  .extend({ experiences: named, ...shown });

/** Limits count what somebody wrote; it is stored escaped, and what we escaped may come back. */
const storyContent = z
  .string()
  .transform(unescapeHtml)
  .pipe(text(100_000).min(10, "At least 10 characters."))
  .transform(escapeHtml)
  .describe("10 to 100000 characters. Markup is stored as text.");

const hashtag = text(50).startsWith("#", "A hashtag starts with #.");

const nullable = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

/** The texts of a story, as its author may write them. */
export const storyTexts = {
  title: nullable(text(500)),
  notes: nullable(text(100_000)),
  story_content: nullable(storyContent),
  seo_title_tag: nullable(text(60)),
  seo_meta_desc: nullable(text(160)),
  seo_excerpt: nullable(text(5_000)),
  seo_slug: nullable(text(500)),
  long_tail_keyword: nullable(text(500)),
  hashtags: nullable(z.array(hashtag).max(100, "At most 100 hashtags.")),
};

/** What an author may say about a new story. */
export const newStory = z
  .strictObject({
    ...storyTexts,
    experience_id: uuid,
    channel_id: uuid,
    reporter_id: nullable(uuid).describe("The trip report it came from."),
    media: uploadedFiles,
    // Clients may send it; once it could publish or forge a state, now every story begins as a draft.
    status: z.unknown().optional().describe("Without effect: every story begins as a draft."),
  })
  .transform(({ status: _status, ...story }) => story);
export type NewStory = z.output<typeof newStory>;

/** Where a story came from: the row of `secondary.reporters_stories`. */
export const reportLink = z.object({
  story_id: z.string(),
  reporter_id: z.string(),
  experience_id: z.string().nullable(),
  created_at: timestamp,
});
export type ReportLink = z.output<typeof reportLink>;

/** What an author may change: never whose story it is, nor of what it tells. */
export const storyPatch = rowPatch(
  { ...storyTexts, channel_id: nullable(uuid), status: status.optional() },
  ["id", "user_id", "experience_id", "destination_id", "created_at", "updated_at"],
);
export type StoryPatch = z.output<typeof storyPatch>;

export const newLike = z.strictObject({
  story_id: uuid,
  liked: z
    .boolean()
    .optional()
    .describe("The wished state, so that a repeated call changes nothing; toggles without it."),
});

export const likeState = z.object({ status: z.boolean(), like_id: z.string().nullable() });
export type LikeState = z.output<typeof likeState>;

export const newShare = z.strictObject({
  story_id: uuid,
  platform: z.enum(["facebook", "twitter", "instagram"]),
});
export type NewShare = z.output<typeof newShare>;

/** The columns the contract knows as `comments.*`, with the pictures. */
export const comment = z
  .object({
    id: z.string(),
    story_id: z.string(),
    user_id: z.string(),
    content: z.string(),
    created_at: timestamp,
    updated_at: timestamp.nullable(),
    media_assets: z.array(mediaLink),
  })
  .meta({ id: "Comment" });
export type Comment = z.output<typeof comment>;

const content = requiredText(10_000);

export const newComment = z.strictObject({
  story_id: uuid,
  content,
  media: nullable(uploadedFiles),
});
export type NewComment = z.output<typeof newComment>;

export const commentPatch = rowPatch(
  { content },
  // Clients send the pictures along; they stay as they are.
  ["media", "id", "story_id", "user_id", "created_at", "updated_at"],
);
