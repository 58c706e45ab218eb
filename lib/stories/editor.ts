/** A story as the dashboard edits it. Safe in client components. */
import { z } from "zod";
import type { StoryDraft } from "@/lib/ai/story-rules";
import { uuid } from "@/lib/api/schemas";
import { storyTexts } from "@/lib/stories/schemas";
import { unescapeHtml } from "@/lib/text/escape-html";

export type StoryValues = {
  experienceId: string;
  /** Empty: the channel everybody has. */
  channelId: string;
  brandVoice: string;
  notes: string;
  content: string;
  titleTag: string;
  excerpt: string;
  metaDescription: string;
  slug: string;
  keyword: string;
  hashtags: string;
};

export type StoryChannel = { id: string; name: string; type: string; brandVoice: string };
export type StoryPlace = { id: string; name: string; pictures: string[] };

/** What a story in the database is made of, as far as it is edited. */
type Stored = {
  experience_id: string | null;
  channel_id: string | null;
  notes: string | null;
  story_content: string | null;
  seo_title_tag: string | null;
  seo_excerpt: string | null;
  seo_meta_desc: string | null;
  seo_slug: string | null;
  long_tail_keyword: string | null;
  hashtags: string[] | null;
};

export function storyValues(story: Stored | null, channels: readonly StoryChannel[]): StoryValues {
  const channelId = story ? (story.channel_id ?? "") : (channels[0]?.id ?? "");
  return {
    experienceId: story?.experience_id ?? "",
    channelId,
    brandVoice: channels.find(({ id }) => id === channelId)?.brandVoice ?? "",
    notes: story?.notes ?? "",
    content: unescapeHtml(story?.story_content ?? ""),
    titleTag: story?.seo_title_tag ?? "",
    excerpt: story?.seo_excerpt ?? "",
    metaDescription: story?.seo_meta_desc ?? "",
    slug: story?.seo_slug ?? "",
    keyword: story?.long_tail_keyword ?? "",
    hashtags: story?.hashtags?.join(" ") ?? "",
  };
}

const fields = {
  story_content: "content",
  seo_title_tag: "titleTag",
  seo_excerpt: "excerpt",
  seo_meta_desc: "metaDescription",
  seo_slug: "slug",
  long_tail_keyword: "keyword",
} as const satisfies Partial<Record<keyof StoryDraft, keyof StoryValues>>;

/** The form with what there is of a draft; what it does not have yet stays. */
export function withDraft(values: StoryValues, draft: Partial<StoryDraft>): StoryValues {
  const next = { ...values };
  for (const [from, to] of Object.entries(fields) as [keyof typeof fields, keyof StoryValues][]) {
    const text = draft[from];
    if (text) next[to] = text;
  }
  if (draft.hashtags?.length) next.hashtags = draft.hashtags.join(" ");
  return next;
}

/** "#sea, boats" → ["#sea", "#boats"] */
const hashtagsOf = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((tag) => `#${tag.replace(/^#+/, "")}`);

export const storyInput = z.strictObject({
  companyId: uuid,
  id: uuid.nullable(),
  experience_id: uuid,
  channel_id: uuid.nullable(),
  /** Kept with the channel, for the next story. */
  brand_voice: z.string().max(10_000).nullable(),
  ...storyTexts,
});
export type StoryInput = z.input<typeof storyInput>;

const orNull = (text: string) => text.trim() || null;

export function toStoryInput(
  companyId: string,
  id: string | null,
  values: StoryValues,
): StoryInput {
  return {
    companyId,
    id,
    experience_id: values.experienceId,
    channel_id: orNull(values.channelId),
    brand_voice: orNull(values.brandVoice),
    notes: orNull(values.notes),
    story_content: orNull(values.content),
    seo_title_tag: orNull(values.titleTag),
    seo_excerpt: orNull(values.excerpt),
    seo_meta_desc: orNull(values.metaDescription),
    seo_slug: orNull(values.slug),
    long_tail_keyword: orNull(values.keyword),
    hashtags: hashtagsOf(values.hashtags),
  };
}

/** Which field of the form a column's message belongs to. */
export const columnOf = {
  experienceId: "experience_id",
  channelId: "channel_id",
  brandVoice: "brand_voice",
  notes: "notes",
  content: "story_content",
  titleTag: "seo_title_tag",
  excerpt: "seo_excerpt",
  metaDescription: "seo_meta_desc",
  slug: "seo_slug",
  keyword: "long_tail_keyword",
  hashtags: "hashtags",
} as const satisfies Record<keyof StoryValues, keyof StoryInput>;
