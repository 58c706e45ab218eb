/** The figures as they travel. Their definitions stand with the SQL functions they come from. */
import { z } from "zod";
import { timestamp } from "@/lib/api/schemas";

const business_id = z.string().describe("The business that was asked for.");
const count = z.number().int();
const rate = z.number().min(0).max(1).nullable();
const day = z.iso.date().describe("A day at the company's place.");

const views = count.describe("Distinct (person or daily hash, experience, day) that opened.");
const viewers = count.describe(
  "Distinct persons and daily hashes that opened; people without an account are not followed from one day to the next.",
);
const visits = count.describe("(Person, experience) marked as visited, dated by the first mark.");
const visitors = count.describe("The distinct persons behind the visits.");
const verifiedVisits = count.describe(
  "Visits with an accepted check-in there by QR code, PIN, position or staff.",
);
const stories = count.describe("Stories published now, dated by their first publication.");
const photos = count.describe("Distinct pictures in these stories.");
const engagement = {
  likes: count,
  comments: count,
  shares: count,
  engagement: count.describe("Likes, comments and shares received, together."),
};

export const experienceStats = z
  .object({
    business_id,
    experiences: count.describe("All experiences, now."),
    active: count,
    inactive: count,
    internal: count,
    views,
    visits,
    verified_visits: verifiedVisits,
    openers: count.describe("Persons with an account who first opened at least 14 days ago."),
    openers_visited: count.describe("Those of them who visited within 14 days."),
    visit_rate: rate.describe("`openers_visited` ÷ `openers`; null without any."),
  })
  .meta({ id: "AnalyticsExperiences" });

export const visitStats = z
  .object({
    business_id,
    explorers: count.describe(
      "Distinct persons with a landing registration, visit, accepted check-in, challenge start or published story.",
    ),
    returning_explorers: count
      .nullable()
      .describe("Those with an action in the 365 days before `from`; null without `from`."),
    visits,
    visitors,
    registrations: count.describe("Landing registrations."),
    viewers,
    brought_here: count.describe(
      "Persons who opened an experience from a story and visited it within 30 days.",
    ),
  })
  .meta({ id: "AnalyticsExplorers" });

export const storyStats = z
  .object({
    business_id,
    stories,
    storytellers: count.describe("The distinct persons who wrote them."),
    photos,
    ...engagement,
    engagement_per_story: z
      .number()
      .nullable()
      .describe(
        "Likes, comments and shares of a story's first seven days, on average over the stories at least that old; null without any.",
      ),
    visits_to_tell: count.describe("Visits at least 14 days old."),
    visits_told: count.describe(
      "Those followed within 14 days by that person's published story about that experience.",
    ),
    story_rate: rate.describe("`visits_told` ÷ `visits_to_tell`; null without any."),
  })
  .meta({ id: "AnalyticsStories" });

export const dailyStoriesPhotos = z
  .object({ business_id, day, stories, photos })
  .meta({ id: "AnalyticsStoriesPerDay" });

export const dailyUniqueUsers = z
  .object({
    business_id,
    day,
    unique_users: count.describe("Explorers who were active that day."),
    viewers,
  })
  .meta({ id: "AnalyticsUsersPerDay" });

export const experienceFigures = z
  .object({
    business_id,
    company_id: z.string(),
    experience_id: z.string(),
    name: z.string(),
    status: z.string(),
    primary_photo: z.string().nullable(),
    created_at: timestamp,
    views,
    visits,
    visitors,
    stories,
    photos,
    ...engagement,
  })
  .meta({ id: "AnalyticsExperience" });

export const topStory = z
  .object({
    business_id,
    story_id: z.string(),
    title: z.string().nullable(),
    experience_id: z.string(),
    experience_name: z.string(),
    published_at: timestamp,
    ...engagement,
  })
  .meta({ id: "AnalyticsTopStory" });

export const topVisits = z
  .object({
    business_id,
    experience_id: z.string(),
    name: z.string(),
    primary_photo: z.string().nullable(),
    visits,
    visitors,
    verified_visits: verifiedVisits,
  })
  .meta({ id: "AnalyticsTopVisits" });
