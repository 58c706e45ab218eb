import { expect, test } from "vitest";
import { z } from "zod";
import { rowPatch } from "@/lib/api/schemas";
import { check, toFieldErrors } from "@/lib/api/validate";
import { channelPatch } from "@/lib/channels/schemas";
import { newMediaAsset } from "@/lib/media/schemas";
import { commentPatch, newStory, storyPatch } from "@/lib/stories/schemas";

const errors = (schema: z.ZodType, value: unknown) => {
  const { error } = check(schema, value);
  return error ? Object.keys(toFieldErrors(error)).sort() : [];
};
const ID = "6f1b1f0e-7a57-4a43-9d53-0a3f0a0b7a11";

test("a whole row may be sent back: what nobody may change is dropped, the rest is checked", () => {
  const patch = rowPatch({ name: z.string().nullable().optional() }, ["id", "user_id"]);
  expect(patch.parse({ id: 7, user_id: null, name: "x" })).toEqual({ name: "x" });
  expect(patch.parse({ name: null })).toEqual({ name: null });
  expect(errors(patch, { id: "x" })).toEqual(["body"]);
  expect(errors(patch, { name: undefined })).toEqual(["body"]);
  expect(errors(patch, {})).toEqual(["body"]);
  expect(errors(patch, { id: "x", role: "admin", name: 1 })).toEqual(["name", "role"]);
  expect(errors(patch, [])).toEqual(["body"]);
});

test("rows of stories, channels and comments fit their patches", () => {
  const times = { created_at: "2026-11-23T07:00:00+00:00", updated_at: null };
  const story = {
    id: ID,
    user_id: ID,
    experience_id: ID,
    destination_id: ID,
    channel_id: null,
    status: "DRAFT",
    title: null,
    notes: null,
    story_content: "We &lt;floated&gt; away.",
    seo_title_tag: null,
    seo_meta_desc: null,
    seo_excerpt: null,
    seo_slug: null,
    long_tail_keyword: null,
    hashtags: null,
    ...times,
  };
  const { id, user_id, experience_id, destination_id, created_at, updated_at, ...rest } = story;
  expect(storyPatch.parse(story)).toEqual(rest);
  const channel = { name: "x", channel_type: " Travel Buddy", url: "", brand_voice: null };
  expect(channelPatch.parse({ id: ID, user_id: ID, ...channel, ...times })).toEqual(channel);
  expect(
    commentPatch.parse({ id: ID, story_id: ID, user_id: ID, content: "x", media: [], ...times }),
  ).toEqual({ content: "x" });
  expect(errors(commentPatch, { media: [] })).toEqual(["content"]);
});

test("a story needs its place, its channel and a list of pictures", () => {
  expect(errors(newStory, { title: "x" })).toEqual(["channel_id", "experience_id", "media"]);
});

test("a browser's word on a file's type never fails", () => {
  const type = (mimeType: unknown) =>
    newMediaAsset.parse({ signedUrl: "https://x.example/a", mimeType }).mime_type;
  expect(type("video/webm;codecs=vp9")).toBe("video/webm");
  for (const nothing of ["", "webm", 7, null, undefined, "x".repeat(5_000)]) {
    expect(type(nothing)).toBeNull();
  }
  expect(errors(newMediaAsset, { signedUrl: "https://x.example/a", mime_type: "x" })).toEqual([
    "mime_type",
  ]);
});
