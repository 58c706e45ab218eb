/** `story`, its likes, comments and shares, and stories beside an experience. */
import "server-only";
import { z } from "zod";
import { type Opening, openingQuery } from "@/lib/analytics/opening";
import { LARGE_BODY_BYTES } from "@/lib/api/body";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import {
  archiveStory,
  createComment,
  createStory,
  deleteComment,
  noSuchStory,
  shareStory,
  toggleLike,
  updateComment,
  updateStory,
} from "@/lib/stories/mutations";
import {
  experienceStoryList,
  getPublicStory,
  listExperienceStories,
  listPublicStories,
  listTravelerPhotos,
  publicStoryAnswer,
  publicStoryList,
  travelerPhotoList,
} from "@/lib/stories/public";
import { getLike, getStory, listComments, listMyStories } from "@/lib/stories/queries";
import {
  comment,
  commentPatch,
  fullStory,
  likeState,
  listedStory,
  newComment,
  newLike,
  newShare,
  newStory,
  reportLink,
  storyPatch,
  storyRow,
} from "@/lib/stories/schemas";

const storyId = { "story-id": uuid };
const commentId = { "comment-id": uuid };
const message = z.string();
const id = z.string();

const opened = ({
  "story-id": story_id,
  ...how
}: { "story-id": string } & Omit<Opening, "kind">): Opening => ({
  kind: "story_open",
  story_id,
  ...how,
});

// Stories ---------------------------------------------------------------------------------------

const create = operation({
  id: "story.create",
  summary: "Write a story.",
  description:
    "Begins as a draft of the caller's; story, pictures and report link are stored together or " +
    "not at all.",
  access: "user",
  role: "any user; the story is theirs",
  body: newStory,
  success: {
    status: 201,
    schema: z.object({
      data: z.object({
        message,
        id,
        media: z.array(z.string()).describe("Ids of the pictures."),
        linksToTripReport: reportLink.nullable(),
      }),
    }),
  },
  example: {
    as: "traveller",
    body: {
      experience_id: exampleIds.experience,
      channel_id: exampleIds.channel,
      title: "Ten thousand lanterns",
      story_content: "We floated a paper lantern and watched it turn the corner.",
      seo_title_tag: "A lantern night in Hội An",
      seo_meta_desc: "What it is like when the old town switches off its lamps.",
      hashtags: ["#hoian", "#lanterns"],
      media: ["https://pictures.example/lantern-night.jpg"],
    },
  },
  async handle({ db, body }) {
    const { id, media, link } = await createStory(db, body);
    return {
      data: {
        message: "The story is saved as a draft.",
        id,
        media,
        linksToTripReport: link,
      },
    };
  },
});

const list = operation({
  id: "story.get-all",
  summary: "One's own stories in every state, newest first.",
  access: "user",
  role: "self",
  query: pagingQuery,
  success: { status: 200, schema: pageOf(listedStory) },
  example: { as: "traveller", query: { limit: "20" } },
  handle: ({ db, query }) => listMyStories(db, query),
});

const get = operation({
  id: "story.get",
  summary: "One story.",
  description: "Published ones, and one's own in any state.",
  access: "user",
  role: "author, or any user for PUBLISHED",
  query: { ...storyId, ...openingQuery },
  event: opened,
  failures: ["not_found"],
  success: { status: 200, schema: z.object({ data: fullStory }) },
  example: { as: "member", query: { "story-id": exampleIds.story } },
  async handle({ db, query }) {
    const data = await getStory(db, query["story-id"]);
    if (!data) throw noSuchStory();
    return { data };
  },
});

const update = operation({
  id: "story.update",
  summary: "Change a story.",
  description:
    "Publishing is the status `PUBLISHED`, taking it back `DRAFT`. The whole row may be sent back: " +
    "author, place and times stay what they are.",
  access: "user",
  role: "author",
  query: storyId,
  body: storyPatch,
  maxBodyBytes: LARGE_BODY_BYTES,
  failures: ["not_found", "forbidden"],
  success: { status: 200, schema: z.object({ data: storyRow }) },
  example: {
    as: "traveller",
    query: { "story-id": exampleIds.draftStory },
    body: { title: "From the covered bridge", status: "PUBLISHED" },
  },
  async handle({ db, query, body }) {
    return { data: await updateStory(db, query["story-id"], body) };
  },
});

const remove = operation({
  id: "story.delete",
  summary: "Archive a story.",
  description: "It leaves everybody's sight but its author's, who may publish it again.",
  access: "user",
  role: "author",
  query: storyId,
  failures: ["not_found", "forbidden"],
  success: {
    status: 200,
    schema: z.object({ data: z.object({ id, status: z.literal("ARCHIVED") }) }),
  },
  example: { as: "traveller", query: { "story-id": exampleIds.story } },
  async handle({ db, query }) {
    return { data: await archiveStory(db, query["story-id"]) };
  },
});

const publicList = operation({
  id: "story.public.get-all",
  summary: "Published stories, newest first, for everybody.",
  description: "Channels that are not of the type Travel Buddy are left blank.",
  access: "public",
  role: "public",
  query: pagingQuery,
  success: { status: 200, schema: publicStoryList },
  example: { query: { limit: "20" } },
  handle: ({ query }) => listPublicStories(query),
});

const publicGet = operation({
  id: "story.public.get",
  summary: "One published story, for everybody.",
  access: "public",
  role: "public",
  query: { ...storyId, ...openingQuery },
  event: opened,
  failures: ["not_found"],
  success: { status: 200, schema: publicStoryAnswer },
  example: { query: { "story-id": exampleIds.story } },
  async handle({ query }) {
    const answer = await getPublicStory(query["story-id"]);
    if (!answer) throw noSuchStory();
    return answer;
  },
});

// Likes -----------------------------------------------------------------------------------------

const liked = z.object({
  data: z.object({ message: z.enum(["Liked", "Unliked"]), ...likeState.shape }),
});

const likeMessage = (status: boolean) => (status ? ("Liked" as const) : ("Unliked" as const));

const like = operation({
  id: "story.likes.create",
  summary: "Like a story, or take the like back.",
  description:
    "Toggles, unless `liked` names the wished state. `status` is the new state, `like_id` the " +
    "like that was added or removed. Also at `/story/likes/toggle`.",
  access: "user",
  role: "self",
  body: newLike,
  failures: ["not_found"],
  success: { status: 200, schema: liked },
  example: { as: "member", body: { story_id: exampleIds.story, liked: true } },
  async handle({ db, body }) {
    const state = await toggleLike(db, body.story_id, body.liked);
    return { data: { message: likeMessage(state.status), ...state } };
  },
});

const unlike = operation({
  id: "story.likes.delete",
  summary: "Take a like back.",
  description: "Also succeeds when there was none; `like_id` is null then.",
  access: "user",
  role: "self",
  query: storyId,
  failures: ["not_found"],
  success: { status: 200, schema: liked },
  example: { as: "editor", query: { "story-id": exampleIds.story } },
  async handle({ db, query }) {
    const state = await toggleLike(db, query["story-id"], false);
    return { data: { message: likeMessage(state.status), ...state } };
  },
});

const likes = operation({
  id: "story.likes.get",
  summary: "Whether one likes a story.",
  description: "Not wrapped in `data`, as installed clients know it.",
  access: "user",
  role: "self",
  query: storyId,
  failures: ["not_found"],
  success: { status: 200, schema: likeState },
  example: { as: "member", query: { "story-id": exampleIds.story } },
  async handle({ db, user, query }) {
    const state = await getLike(db, user.userId, query["story-id"]);
    if (!state) throw noSuchStory();
    return state;
  },
});

// Comments and shares ---------------------------------------------------------------------------

const commentOn = operation({
  id: "story.comments.create",
  summary: "Comment on a story.",
  description: "`media` is left out of the answer when none was sent.",
  access: "user",
  role: "any user who may read the story",
  body: newComment,
  failures: ["not_found"],
  success: {
    status: 200,
    schema: z.object({
      data: z.object({ message, id, media: z.array(z.string()).optional() }),
    }),
  },
  example: {
    as: "member",
    body: { story_id: exampleIds.story, content: "The corner by the fish market, wasn't it?" },
  },
  async handle({ db, body }) {
    const { id, media } = await createComment(db, body);
    return {
      data: { message: "The comment is added.", id, ...(media.length ? { media } : {}) },
    };
  },
});

const comments = operation({
  id: "story.comments.get",
  summary: "Comments on a story, newest first.",
  description: "Answers 201, as installed clients know it.",
  access: "user",
  role: "any user who may read the story",
  query: { ...storyId, ...pagingQuery },
  failures: ["not_found"],
  success: { status: 201, schema: pageOf(comment) },
  example: { as: "member", query: { "story-id": exampleIds.story } },
  async handle({ db, query: { "story-id": story, ...paging } }) {
    const answer = await listComments(db, story, paging);
    if (!answer) throw noSuchStory();
    return answer;
  },
});

const editComment = operation({
  id: "story.comments.update",
  summary: "Change a comment.",
  access: "user",
  role: "comment author",
  query: commentId,
  body: commentPatch,
  failures: ["not_found", "forbidden"],
  success: {
    status: 200,
    schema: z.object({ data: z.object({ message, id, updated_comment: z.string() }) }),
  },
  example: {
    as: "editor",
    query: { "comment-id": exampleIds.comment },
    body: { content: "Best seen from the south bank." },
  },
  async handle({ db, query, body }) {
    const { id, content } = await updateComment(db, query["comment-id"], body.content);
    return { data: { message: "The comment is changed.", id, updated_comment: content } };
  },
});

const removeComment = operation({
  id: "story.comments.delete",
  summary: "Delete a comment.",
  access: "user",
  role: "comment author, or SUPER_ADMIN",
  query: commentId,
  failures: ["not_found", "forbidden"],
  success: { status: 200, schema: z.object({ data: z.object({ message, id }) }) },
  example: { as: "editor", query: { "comment-id": exampleIds.comment } },
  async handle({ db, query }) {
    const { id } = await deleteComment(db, query["comment-id"]);
    return { data: { message: "The comment is deleted.", id } };
  },
});

const share = operation({
  id: "story.shares.create",
  summary: "Note that one shared a story.",
  description: "Every call counts.",
  access: "user",
  role: "self",
  body: newShare,
  failures: ["not_found"],
  success: { status: 201, schema: z.object({ data: z.object({ message, id }) }) },
  example: { as: "member", body: { story_id: exampleIds.story, platform: "facebook" } },
  async handle({ db, body }) {
    const { id } = await shareStory(db, body);
    return { data: { message: `Shared on ${body.platform}.`, id } };
  },
});

// Beside an experience --------------------------------------------------------------------------

const experienceId = { "experience-id": uuid };

const ofExperience = operation({
  id: "experiences.public.stories.get",
  summary: "Published stories about one experience, newest first, for everybody.",
  description: "Empty for experiences that are unknown or not published.",
  access: "public",
  role: "public",
  query: { ...experienceId, ...pagingQuery },
  success: { status: 200, schema: experienceStoryList },
  example: { query: { "experience-id": exampleIds.experience } },
  handle: ({ query: { "experience-id": experience, ...paging } }) =>
    listExperienceStories(experience, paging),
});

const photosOfExperience = operation({
  id: "experiences.public.travelerPhotos.get",
  summary: "Travellers' photos of one experience, newest first, for everybody.",
  description: "Published stories, reduced to what a wall of photos needs.",
  access: "public",
  role: "public",
  query: { ...experienceId, ...pagingQuery },
  success: { status: 200, schema: travelerPhotoList },
  example: { query: { "experience-id": exampleIds.experience } },
  handle: ({ query: { "experience-id": experience, ...paging } }) =>
    listTravelerPhotos(experience, paging),
});

export const stories: Resource = {
  address: "story",
  list,
  one: get,
  selectedBy: ["story-id"],
  post: create,
  put: update,
  delete: remove,
};
export const publicStories: Resource = {
  address: "story/public",
  list: publicList,
  one: publicGet,
  selectedBy: ["story-id"],
};
export const storyLikes: Resource = {
  address: "story/likes",
  one: likes,
  post: like,
  delete: unlike,
};
export const storyComments: Resource = {
  address: "story/comments",
  one: comments,
  post: commentOn,
  put: editComment,
  delete: removeComment,
};
export const storyShares: Resource = { address: "story/shares", post: share };
export const publicExperienceStories: Resource = {
  address: "experiences/public/stories",
  one: ofExperience,
};
export const publicTravelerPhotos: Resource = {
  address: "experiences/public/travelerPhotos",
  one: photosOfExperience,
};
