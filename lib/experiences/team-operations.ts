/** `experiences/business/editors` and `experiences/business/members`. */
import "server-only";
import { getBusinessRank } from "@/lib/accounts/queries";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { type Page, pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import { getCompanyAccess } from "@/lib/companies/queries";
import { type CompanyRole, roleAtLeast } from "@/lib/companies/roles";
import { type ExperienceRow, experienceRow } from "@/lib/experiences/schemas";
import {
  listCompanyExperiencesNewest,
  listCompanyExperiencesOldest,
  listMyCompaniesExperiences,
} from "@/lib/experiences/team-queries";
import type { Db } from "@/lib/supabase/types";

const ofCompany = { "company-id": uuid, ...pagingQuery };
const companyExample = { "company-id": exampleIds.company };

/** The list, once the caller's role in the company is known to suffice. Both are asked for at once. */
async function forRole(
  db: Db,
  companyId: string,
  needed: CompanyRole,
  list: Promise<Page<ExperienceRow>>,
): Promise<Page<ExperienceRow>> {
  const [access, answer] = await Promise.all([getCompanyAccess(db, companyId), list]);
  if (!access) throw new AppError("not_found", "There is no such company.");
  if (!access.role || !roleAtLeast(access.role, needed)) {
    throw new AppError("forbidden", `Only ${needed}s of the company may see this.`);
  }
  return answer;
}

const editors = operation({
  id: "experiences.business.editors.get",
  summary: "All experiences of a company, oldest first, for those who edit them.",
  access: "user",
  role: "company editor or SUPER_ADMIN",
  query: ofCompany,
  failures: ["forbidden", "not_found"],
  success: { status: 200, schema: pageOf(experienceRow) },
  example: { as: "editor", query: companyExample },
  handle: ({ db, query: { "company-id": id, ...paging } }) =>
    forRole(db, id, "editor", listCompanyExperiencesOldest(db, id, paging)),
});

const members = operation({
  id: "experiences.business.members.get",
  summary: "All experiences of a company, newest first, for its members.",
  access: "user",
  role: "company member or SUPER_ADMIN",
  query: ofCompany,
  failures: ["forbidden", "not_found"],
  success: { status: 200, schema: pageOf(experienceRow) },
  example: { as: "member", query: companyExample },
  handle: ({ db, query: { "company-id": id, ...paging } }) =>
    forRole(db, id, "member", listCompanyExperiencesNewest(db, id, paging)),
});

const membersOfAll = operation({
  id: "experiences.business.members.get-all",
  summary: "All experiences of the caller's companies, oldest first.",
  description: "In any role; a SUPER_ADMIN gets those of all companies.",
  access: "user",
  role: "any company member; SUPER_ADMIN sees all",
  query: pagingQuery,
  failures: ["forbidden"],
  success: { status: 200, schema: pageOf(experienceRow) },
  example: { as: "member" },
  async handle({ db, user, query }) {
    const [rank, answer] = await Promise.all([
      getBusinessRank(db, user.userId),
      listMyCompaniesExperiences(db, query),
    ]);
    if (rank === "none") throw new AppError("forbidden", "This needs a business profile.");
    return answer;
  },
});

export const editorExperiences: Resource = {
  address: "experiences/business/editors",
  one: editors,
};
export const memberExperiences: Resource = {
  address: "experiences/business/members",
  list: membersOfAll,
  one: members,
  selectedBy: ["company-id"],
};
