/** `experiences`, `experiences/business` and `experiences/public`, as installed clients know them. */
import "server-only";
import { getBusinessRank } from "@/lib/accounts/queries";
import { translatedExperience, translatedExperiences } from "@/lib/ai/translate";
import { type Opening, openingQuery } from "@/lib/analytics/opening";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid, wishedLanguage } from "@/lib/api/schemas";
import { asExperience } from "@/lib/experiences/naming";
import {
  getPublicExperience,
  listPublicChildren,
  listPublicExperiences,
  publicExperienceAnswer,
  publicExperienceList,
} from "@/lib/experiences/public";
import { listBusinessExperiences, listExperiences } from "@/lib/experiences/queries";
import { recordOperations } from "@/lib/experiences/record-operations";
import { experienceRow, listedExperience } from "@/lib/experiences/schemas";

const experienceId = { "experience-id": uuid };

const opened = ({
  "experience-id": experience_id,
  ...how
}: { "experience-id": string } & Omit<Opening, "kind">): Opening => ({
  kind: "open",
  experience_id,
  ...how,
});

const noSuchExperience = () => new AppError("not_found", "There is no such experience.");

const { create, get, update, remove, children } = recordOperations(asExperience);

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
  query: { language: wishedLanguage, ...pagingQuery },
  success: { status: 200, schema: publicExperienceList },
  example: { query: { limit: "20" } },
  handle: async ({ query: { limit, cursor, language } }) =>
    translatedExperiences(await listPublicExperiences({ limit, cursor }), language),
});

const publicGet = operation({
  id: "experiences.public.get",
  summary: "One published experience, for everybody.",
  access: "public",
  role: "public",
  query: { ...experienceId, language: wishedLanguage, ...openingQuery },
  event: opened,
  failures: ["not_found"],
  success: { status: 200, schema: publicExperienceAnswer },
  example: { query: { "experience-id": exampleIds.experience } },
  async handle({ query }) {
    const answer = await getPublicExperience(query["experience-id"]);
    if (!answer) throw noSuchExperience();
    return translatedExperience(answer, query["experience-id"], query.language);
  },
});

const publicChildren = operation({
  id: "experiences.public.children.get",
  summary: "Published experiences below a parent, newest first, for everybody.",
  access: "public",
  role: "public",
  query: { parent_experience_id: uuid, language: wishedLanguage, ...pagingQuery },
  success: { status: 200, schema: publicExperienceList },
  example: { query: { parent_experience_id: exampleIds.experience } },
  handle: async ({ query: { parent_experience_id, limit, cursor, language } }) =>
    translatedExperiences(
      await listPublicChildren(parent_experience_id, { limit, cursor }),
      language,
    ),
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
export const childExperiences: Resource = { address: "experiences/children", one: children };
export const publicChildExperiences: Resource = {
  address: "experiences/public/children",
  one: publicChildren,
};
