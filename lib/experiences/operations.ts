/** `experiences`, `experiences/business` and `experiences/public`, as installed clients know them. */
import "server-only";
import { z } from "zod";
import { getBusinessRank } from "@/lib/accounts/queries";
import { type Opening, openingQuery } from "@/lib/analytics/opening";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import { createExperience, deleteExperience, updateExperience } from "@/lib/experiences/mutations";
import {
  getPublicExperience,
  listPublicExperiences,
  publicExperienceAnswer,
  publicExperienceList,
} from "@/lib/experiences/public";
import { getExperience, listBusinessExperiences, listExperiences } from "@/lib/experiences/queries";
import {
  experiencePatch,
  experienceRow,
  listedExperience,
  newExperience,
} from "@/lib/experiences/schemas";

const experienceId = { "experience-id": uuid };
const success = z.literal(true);
const created = z.object({ id: z.string() });

/** Accepted everywhere in public; translations come with a later version. */
const language = z.string().max(35).optional().describe("Wished language, e.g. `vi`.");

const opened = ({
  "experience-id": experience_id,
  ...how
}: { "experience-id": string } & Omit<Opening, "kind">): Opening => ({
  kind: "open",
  experience_id,
  ...how,
});

const noSuchExperience = () => new AppError("not_found", "There is no such experience.");

const create = operation({
  id: "experiences.create",
  summary: "Create an experience.",
  description: "Without `owned_by` it belongs to the platform's own company.",
  access: "user",
  role: "editor of the company in owned_by, or SUPER_ADMIN",
  body: newExperience,
  failures: ["forbidden"],
  success: { status: 200, schema: z.object({ data: created, success }) },
  example: {
    as: "editor",
    body: {
      name: "Market at first light",
      description: "The boats come in at four.",
      address: "Trần Quý Cáp, Hội An",
      status: "active",
      owned_by: exampleIds.company,
    },
  },
  async handle({ db, body }) {
    return { data: await createExperience(db, body), success: true as const };
  },
});

const list = operation({
  id: "experiences.get-all",
  summary: "Published experiences, newest first.",
  access: "user",
  role: "any user",
  query: pagingQuery,
  success: { status: 200, schema: pageOf(listedExperience) },
  example: { as: "traveller", query: { limit: "20" } },
  handle: ({ db, query }) => listExperiences(db, query),
});

const get = operation({
  id: "experiences.get",
  summary: "One experience.",
  description: "In any state the caller may see: published, or of a company of theirs.",
  access: "user",
  role: "any user",
  query: { ...experienceId, ...openingQuery },
  event: opened,
  failures: ["not_found"],
  success: { status: 200, schema: z.object({ data: experienceRow }) },
  example: { as: "traveller", query: { "experience-id": exampleIds.experience } },
  async handle({ db, query }) {
    const data = await getExperience(db, query["experience-id"]);
    if (!data) throw noSuchExperience();
    return { data };
  },
});

const update = operation({
  id: "experiences.update",
  summary: "Change an experience.",
  description:
    "Publishing is the status `active`, archiving `inactive`. An unknown id answers 403.",
  access: "user",
  role: "editor of the owning company, or SUPER_ADMIN",
  query: experienceId,
  body: experiencePatch,
  failures: ["forbidden"],
  success: {
    status: 200,
    schema: z.object({ success, message: z.string(), data: z.array(created) }),
  },
  example: {
    as: "editor",
    query: { "experience-id": exampleIds.experience },
    body: { thumbnail_description: "The old town by candle light.", status: "active" },
  },
  async handle({ db, query, body }) {
    const updated = await updateExperience(db, query["experience-id"], body);
    // Same answer for foreign drafts and unknown ids, so ids cannot be probed.
    if (!updated) throw new AppError("forbidden", "You may not change this experience.");
    return { success: true as const, message: "The experience is saved.", data: [updated] };
  },
});

const remove = operation({
  id: "experiences.delete",
  summary: "Delete an experience.",
  description: "Also succeeds when there is nothing to delete.",
  access: "user",
  role: "admin of the owning company, or SUPER_ADMIN",
  query: experienceId,
  failures: ["forbidden"],
  success: { status: 200, schema: z.object({ data: z.null() }) },
  example: { as: "admin", query: { "experience-id": exampleIds.spareExperience } },
  async handle({ db, query }) {
    await deleteExperience(db, query["experience-id"]);
    return { data: null };
  },
});

const businessList = operation({
  id: "experiences.business.get-all",
  summary: "Published and archived experiences of one's companies, newest first.",
  access: "user",
  role: "business user; SUPER_ADMIN for everything",
  query: pagingQuery,
  failures: ["forbidden"],
  success: { status: 200, schema: pageOf(experienceRow) },
  example: { as: "member", query: { limit: "20" } },
  async handle({ db, user, query }) {
    const [rank, answer] = await Promise.all([
      getBusinessRank(db, user.userId),
      listBusinessExperiences(db, null, query),
    ]);
    if (rank === "none") throw new AppError("forbidden", "This needs a business profile.");
    return answer;
  },
});

const businessGet = operation({
  id: "experiences.business.get",
  summary: "Published and archived experiences of one creator, newest first.",
  access: "user",
  role: "self, or SUPER_ADMIN",
  query: { "business-id": uuid.describe("The creator."), ...pagingQuery },
  failures: ["forbidden"],
  success: { status: 200, schema: pageOf(experienceRow) },
  example: { as: "editor", query: { "business-id": exampleIds.editor, limit: "20" } },
  async handle({ db, user, query: { "business-id": creator, ...paging } }) {
    if (creator !== user.userId && (await getBusinessRank(db, user.userId)) !== "SUPER_ADMIN") {
      throw new AppError("forbidden", "You may only ask for your own experiences.");
    }
    return listBusinessExperiences(db, creator, paging);
  },
});

const publicList = operation({
  id: "experiences.public.get-all",
  summary: "Published experiences, newest first, for everybody.",
  access: "public",
  role: "public",
  query: { language, ...pagingQuery },
  success: { status: 200, schema: publicExperienceList },
  example: { query: { limit: "20" } },
  handle: ({ query: { limit, cursor } }) => listPublicExperiences({ limit, cursor }),
});

const publicGet = operation({
  id: "experiences.public.get",
  summary: "One published experience, for everybody.",
  access: "public",
  role: "public",
  query: { ...experienceId, language, ...openingQuery },
  event: opened,
  failures: ["not_found"],
  success: { status: 200, schema: publicExperienceAnswer },
  example: { query: { "experience-id": exampleIds.experience } },
  async handle({ query }) {
    const answer = await getPublicExperience(query["experience-id"]);
    if (!answer) throw noSuchExperience();
    return answer;
  },
});

export const experiences: Resource = {
  address: "experiences",
  list,
  one: get,
  selectedBy: ["experience-id"],
  post: create,
  put: update,
  delete: remove,
};
export const businessExperiences: Resource = {
  address: "experiences/business",
  list: businessList,
  one: businessGet,
  selectedBy: ["business-id"],
};
export const publicExperiences: Resource = {
  address: "experiences/public",
  list: publicList,
  one: publicGet,
  selectedBy: ["experience-id"],
};
