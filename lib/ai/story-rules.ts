/** Drafts without a model: what the facts give, put in order, within the limits. */

import { type Language, languageOf } from "@/lib/ai/language";
import { suggestSlug } from "@/lib/text/slug";

/** What a story is written from. `known` is what there is about the place, with its own words. */
export type StoryFacts = {
  place: string;
  activities: string[];
  notes: string;
  pictures: number;
  brandVoice: string;
  channel: string;
  /** Words. */
  length: number;
  known: string[];
};

export type StoryDraft = {
  story_content: string;
  long_tail_keyword: string;
  seo_title_tag: string;
  seo_excerpt: string;
  seo_meta_desc: string;
  seo_slug: string;
  hashtags: string[];
};

export const draftLimits = {
  title: 60,
  excerpt: 139,
  meta: 160,
  hashtag: 50,
  hashtags: 7,
} as const;

const words: Record<Language, { label: string; visit: string; guide: string }> = {
  en: {
    label: "Draft made without a language model from your notes.",
    visit: "A visit to",
    guide: "What I saw and did",
  },
  vi: {
    label: "Bản nháp tạo từ ghi chú của bạn, không dùng mô hình ngôn ngữ.",
    visit: "Một lần ghé",
    guide: "Những gì tôi đã thấy",
  },
};

export function draftByRules(facts: StoryFacts): StoryDraft {
  const language = languageOf(`${facts.notes} ${facts.place}`);
  const say = words[language];
  const place = facts.place || (language === "vi" ? "nơi này" : "this place");
  const notes = facts.notes.trim();
  const paragraphs = [
    notes || `${say.visit} ${place}.`,
    facts.activities.length ? `${facts.activities.join(", ")}.` : "",
    clip(facts.known.join(" "), facts.length * 7),
    `(${say.label})`,
  ].filter(Boolean);
  const sentence = notes.split(/(?<=[.!?])\s/)[0] || `${say.visit} ${place}.`;
  return fitDraft({
    story_content: paragraphs.join("\n\n"),
    long_tail_keyword: `${place} ${facts.activities[0] ?? ""}`.trim().toLowerCase(),
    seo_title_tag: `${say.visit} ${place}`,
    seo_excerpt: sentence,
    seo_meta_desc: `${place}: ${notes || facts.known[0] || say.guide}`,
    seo_slug: `${place} ${facts.activities[0] ?? ""}`,
    hashtags: [place, ...facts.activities, "TravelBuddy", facts.channel].map(
      (text) => `#${text.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "")}`,
    ),
  });
}

/** A draft as it may be stored: whoever wrote it, models included, keeps to no limit. */
export function fitDraft(draft: StoryDraft): StoryDraft {
  const tags = draft.hashtags
    .map((tag) =>
      `#${tag.replace(/^#+/, "").replace(/[^\p{L}\p{N}_]+/gu, "")}`.slice(0, draftLimits.hashtag),
    )
    .filter((tag) => tag.length > 1);
  const seen = new Set<string>();
  return {
    story_content: draft.story_content.trim().slice(0, 100_000),
    long_tail_keyword: clip(draft.long_tail_keyword, 200),
    seo_title_tag: clip(draft.seo_title_tag, draftLimits.title),
    seo_excerpt: clip(draft.seo_excerpt, draftLimits.excerpt),
    seo_meta_desc: clip(draft.seo_meta_desc, draftLimits.meta),
    seo_slug: suggestSlug(draft.seo_slug, 80) || "story",
    hashtags: tags
      .filter((tag) => !seen.has(tag.toLowerCase()) && seen.add(tag.toLowerCase()))
      .slice(0, draftLimits.hashtags),
  };
}

/** At a word's end where there is one. */
export function clip(text: string, most: number): string {
  const tidy = text.replace(/\s+/g, " ").trim();
  if (tidy.length <= most) return tidy;
  const cut = tidy.slice(0, most - 1);
  const end = cut.lastIndexOf(" ");
  return `${(end > most / 2 ? cut.slice(0, end) : cut).trimEnd()}…`;
}
