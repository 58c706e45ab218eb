/** `experiences/visits` and what hangs below it, as installed clients know them. */
import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import { toggleVisit } from "@/lib/visits/mutations";
import { areVisitsTold, getVisitState, listToldVisits } from "@/lib/visits/queries";
import { toldVisit, visitBody, visitRow } from "@/lib/visits/schemas";

const noSuchExperience = () => new AppError("not_found", "There is no such experience.");

const toggle = operation({
  id: "experiences.visits.create",
  summary: "Mark an experience as visited, or take the mark back.",
  description: [
    "With the id alone each call flips the mark; the first sets it.",
    "A phone that repeats a call it got no answer to should say what it wishes in `is_visited`, after the id: repeating that changes nothing.",
    "Older clients name the id as they like; the first value of the body is taken.",
  ].join(" "),
  access: "user",
  role: "self",
  body: visitBody,
  failures: ["not_found"],
  success: { status: 200, schema: z.object({ data: visitRow }) },
  example: {
    as: "traveller",
    body: { "experience-id": exampleIds.experience, is_visited: true },
  },
  async handle({ db, body }) {
    const data = await toggleVisit(db, body["experience-id"], body.is_visited ?? undefined);
    if (!data) throw noSuchExperience();
    return { data };
  },
});

const get = operation({
  id: "experiences.visits.get",
  summary: "Whether the caller has visited an experience.",
  access: "user",
  role: "self",
  query: { "experience-id": uuid },
  failures: ["not_found"],
  success: {
    status: 200,
    schema: z.object({ data: z.object({ is_visited: z.boolean() }) }),
  },
  example: { as: "traveller", query: { "experience-id": exampleIds.experience } },
  async handle({ db, query }) {
    const data = await getVisitState(db, query["experience-id"]);
    if (!data) throw noSuchExperience();
    return { data };
  },
});

const filters = operation({
  id: "experiences.visits.filters.get-all",
  summary: "Ids of the experiences the caller has a visit and a story of.",
  description:
    "The latest visit first. A visit that was taken back counts, and so does a draft of a story.",
  access: "user",
  role: "self",
  query: pagingQuery,
  success: { status: 200, schema: pageOf(toldVisit) },
  example: { as: "traveller" },
  handle: ({ db, query }) => listToldVisits(db, query),
});

const texts = {
  open: "Some places you visited have no story yet.",
  done: "Every place you visited has its story.",
};

const withStories = operation({
  id: "experiences.visits.with-stories.get-all",
  summary: "Whether the caller has told a story of every experience marked as visited.",
  access: "user",
  role: "self",
  success: {
    status: 200,
    schema: z.object({
      data: z.object({
        message: z.enum([texts.open, texts.done]),
        completed: z.boolean().describe("False while at least one has no story."),
      }),
    }),
  },
  example: { as: "traveller" },
  async handle({ db }) {
    const completed = await areVisitsTold(db);
    return { data: { message: completed ? texts.done : texts.open, completed } };
  },
});

export const visits: Resource = { address: "experiences/visits", one: get, post: toggle };
export const visitFilters: Resource = { address: "experiences/visits/filters", list: filters };
export const visitsWithStories: Resource = {
  address: "experiences/visits/with-stories",
  list: withStories,
};
