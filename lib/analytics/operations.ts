/** `analytics/business/…`: what a business sees of its own figures. */
import "server-only";
import { z } from "zod";
import {
  dailyStoriesPhotos,
  dailyUniqueUsers,
  experienceFigures,
  experienceStats,
  storyStats,
  topStory,
  topVisits,
  visitStats,
} from "@/lib/analytics/schemas";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { type Operation, operation } from "@/lib/api/operation";
import {
  type Paging,
  page,
  pageArguments,
  pageOf,
  pagingQuery,
  rowsToFetch,
} from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import { firstOf, rowsOf } from "@/lib/supabase/results";

const day = z.iso.date("Write the day as 2026-11-30.");
const asked = {
  "business-id": uuid.describe(
    "An account (all companies it owns or works in) or one company by its own id.",
  ),
  from: day.optional().describe("First day, at the company's place; since ever without it."),
  to: day.optional().describe("Last day, included; up to now without it."),
};
const ofDays = {
  ...asked,
  from: day.optional().describe("First day; 28 days before the last without it."),
  to: day.optional().describe("Last day, included, at most 366 days later; today without it."),
};
const shared = {
  access: "user",
  role: "the business itself, a member of its company, or SUPER_ADMIN",
  failures: ["forbidden", "not_found"],
} as const;
const counting =
  "The company's own people, machines and test walks never count. Days are those at the company's place.";
const example = { as: "member", query: { "business-id": exampleIds.company } } as const;

type Asked = { "business-id": string; from?: string | undefined; to?: string | undefined };

/** Arguments of our SQL functions. */
function windowOf({ "business-id": businessId, from, to }: Asked) {
  if (from && to && from > to) {
    throw new AppError("bad_request", "The window ends before it begins.", {
      fields: { to: ["Must not be before `from`."] },
    });
  }
  return {
    p_business_id: businessId,
    ...(from ? { p_from: from } : {}),
    ...(to ? { p_to: to } : {}),
  };
}

/** Ranked and daily lists have no (created_at, id): the cursor is the last row's day or id. */
function pageAfter<Row extends { business_id: string }>(
  rows: readonly Row[],
  { limit, cursor }: Paging,
  key: (row: Row) => { createdAt: string; id: string },
) {
  const at = cursor
    ? rows.findIndex((row) => {
        const { id, createdAt } = key(row);
        return id === cursor.id && createdAt === cursor.createdAt;
      })
    : -1;
  // The row may be gone since: then there is nothing after it to rely on.
  const rest = cursor && at < 0 ? [] : rows.slice(at + 1);
  return page(rest, { limit, cursor }, key);
}
const midnight = (row: { day: string; business_id: string }) => ({
  createdAt: `${row.day}T00:00:00Z`,
  id: row.business_id,
});

const experiencesOverview = operation({
  ...shared,
  id: "analytics.business.overview.experiences.get",
  summary: "Headline figures about a business's experiences.",
  description: counting,
  query: asked,
  example,
  success: { status: 200, schema: z.object({ data: experienceStats }) },
  async handle({ db, query }) {
    return {
      data: one<z.input<typeof experienceStats>>(
        await db.rpc("analytics_experience_stats", windowOf(query)),
      ),
    };
  },
});

const explorersOverview = operation({
  ...shared,
  id: "analytics.business.overview.explorers.get",
  summary: "Headline figures about the people who came.",
  description: counting,
  query: asked,
  example,
  success: { status: 200, schema: z.object({ data: visitStats }) },
  async handle({ db, query }) {
    return {
      data: one<z.input<typeof visitStats>>(await db.rpc("analytics_visit_stats", windowOf(query))),
    };
  },
});

const storiesOverview = operation({
  ...shared,
  id: "analytics.business.overview.stories.get",
  summary: "Headline figures about the stories told.",
  description: counting,
  query: asked,
  example,
  success: { status: 200, schema: z.object({ data: storyStats }) },
  async handle({ db, query }) {
    return {
      data: one<z.input<typeof storyStats>>(await db.rpc("analytics_story_stats", windowOf(query))),
    };
  },
});

const storiesPerDay = operation({
  ...shared,
  id: "analytics.business.daily.stories-photos.get",
  summary: "Stories and photos per day, the latest day first.",
  description: `${counting} Every day of the window has its row.`,
  query: { ...ofDays, ...pagingQuery },
  example,
  success: { status: 200, schema: pageOf(dailyStoriesPhotos) },
  async handle({ db, query }) {
    const rows = rowsOf<z.input<typeof dailyStoriesPhotos>>(
      await db.rpc("analytics_daily_stories_photos", windowOf(query)),
    );
    return pageAfter(rows, query, midnight);
  },
});

const usersPerDay = operation({
  ...shared,
  id: "analytics.business.daily.unique-users.get",
  summary: "Unique users per day, the latest day first.",
  description: `${counting} Every day of the window has its row.`,
  query: { ...ofDays, ...pagingQuery },
  example,
  success: { status: 200, schema: pageOf(dailyUniqueUsers) },
  async handle({ db, query }) {
    const rows = rowsOf<z.input<typeof dailyUniqueUsers>>(
      await db.rpc("analytics_daily_unique_users", windowOf(query)),
    );
    return pageAfter(rows, query, midnight);
  },
});

const allExperiences = operation({
  ...shared,
  id: "analytics.business.all.experiences.get",
  summary: "Every experience of a business with its figures, newest first.",
  description: counting,
  query: { ...asked, ...pagingQuery },
  example,
  success: { status: 200, schema: pageOf(experienceFigures) },
  async handle({ db, query }) {
    const rows = rowsOf<z.input<typeof experienceFigures>>(
      await db.rpc("analytics_all_experiences", { ...windowOf(query), ...pageArguments(query) }),
    );
    return page(rows, query, (row) => ({ createdAt: row.created_at, id: row.experience_id }));
  },
});

/** Of a ranking, its top. */
const TOP = 20;

const topStories = operation({
  ...shared,
  id: "analytics.business.top.stories.get",
  summary: "The stories that received the most likes, comments and shares.",
  description: `${counting} The first ${TOP} without \`limit\`. With a window, what they received in it.`,
  query: { ...asked, ...pagingQuery },
  example,
  success: { status: 200, schema: pageOf(topStory) },
  async handle({ db, query }) {
    const paging = ranked(query);
    const rows = rowsOf<z.input<typeof topStory>>(
      await db.rpc("analytics_top_stories", { ...windowOf(query), p_limit: paging.fetch }),
    );
    return pageAfter(rows, paging, (row) => ({ createdAt: row.published_at, id: row.story_id }));
  },
});

const topVisitors = operation({
  ...shared,
  id: "analytics.business.top.visitors.get",
  summary: "The most visited experiences.",
  description: `${counting} How many visitors, never who: that is theirs. The first ${TOP} without \`limit\`.`,
  query: { ...asked, ...pagingQuery },
  example,
  success: { status: 200, schema: pageOf(topVisits) },
  async handle({ db, query }) {
    const paging = ranked(query);
    const rows = rowsOf<z.input<typeof topVisits>>(
      await db.rpc("analytics_top_visits", { ...windowOf(query), p_limit: paging.fetch }),
    );
    return pageAfter(rows, paging, (row) => ({
      createdAt: "1970-01-01T00:00:00Z",
      id: row.experience_id,
    }));
  },
});

function ranked({ limit, cursor }: Paging) {
  // Without a limit the list ends at the top, and no next page is offered.
  if (limit === undefined && !cursor) return { fetch: TOP };
  return { limit, cursor, fetch: cursor ? 1001 : rowsToFetch({ limit }) };
}

function one<Row>(result: Parameters<typeof firstOf<Row>>[0]): Row {
  const row = firstOf<Row>(result);
  if (!row) throw new AppError("not_found", "There is no such business.");
  return row;
}

const at = (address: string, get: Operation): Resource => ({
  address: `analytics/business/${address}`,
  one: get,
});

export const analyticsExperiences = at("overview/experiences", experiencesOverview);
export const analyticsExplorers = at("overview/explorers", explorersOverview);
export const analyticsStories = at("overview/stories", storiesOverview);
export const analyticsStoriesPerDay = at("daily/stories-photos", storiesPerDay);
export const analyticsUsersPerDay = at("daily/unique-users", usersPerDay);
export const analyticsAllExperiences = at("all/experiences", allExperiences);
export const analyticsTopStories = at("top/stories", topStories);
export const analyticsTopVisitors = at("top/visitors", topVisitors);
