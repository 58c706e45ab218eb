/** `companies`, as installed clients know them. */
import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import {
  createCompany,
  deleteCompany,
  handOverCompany,
  updateCompany,
} from "@/lib/companies/mutations";
import { getCompany, getCompanyAccess, isBusiness, listCompanies } from "@/lib/companies/queries";
import { companyPatch, companyRow, listedCompany, newCompany } from "@/lib/companies/schemas";

const companyId = { "company-id": uuid };
const noSuchCompany = () => new AppError("not_found", "There is no such company.");

const create = operation({
  id: "companies.create",
  summary: "Create a company.",
  description: "The caller becomes its owner and admin. Names are unique, case aside.",
  access: "user",
  role: "any user",
  body: newCompany,
  limits: ["company-creation"],
  failures: ["conflict"],
  success: { status: 201, schema: z.object({ data: companyRow }) },
  example: { as: "traveller", body: { name: "Dawn Boats", description: "Before the town wakes." } },
  async handle({ db, body }) {
    return { data: await createCompany(db, body) };
  },
});

const list = operation({
  id: "companies.get-all",
  summary: "All companies, newest first.",
  access: "user",
  role: "any user",
  query: pagingQuery,
  success: { status: 200, schema: pageOf(listedCompany) },
  example: { as: "traveller", query: { limit: "20" } },
  handle: ({ db, query }) => listCompanies(db, query),
});

const get = operation({
  id: "companies.get",
  summary: "One company.",
  access: "user",
  role: "any user",
  query: companyId,
  failures: ["not_found"],
  success: { status: 200, schema: z.object({ data: listedCompany }) },
  example: { as: "traveller", query: { "company-id": exampleIds.company } },
  async handle({ db, query }) {
    const data = await getCompany(db, query["company-id"]);
    if (!data) throw noSuchCompany();
    return { data };
  },
});

const update = operation({
  id: "companies.update",
  summary: "Change a company's name, description or owner.",
  description: "What is left out stays. `owner_id` changes nothing; `owned_by` does.",
  access: "user",
  role: "company admin or SUPER_ADMIN",
  query: companyId,
  body: companyPatch,
  failures: ["forbidden", "not_found", "conflict"],
  success: { status: 201, schema: z.object({ data: companyRow }) },
  example: {
    as: "admin",
    query: { "company-id": exampleIds.company },
    body: { description: "Evening walks with a story at each corner." },
  },
  async handle({ db, query, body: { owner_id, owned_by, ...changes } }) {
    const id = query["company-id"];
    if (owner_id && !(await isBusiness(db, owner_id))) {
      throw new AppError("not_found", "There is no such owner.");
    }
    const data = owned_by
      ? await handOverCompany(db, id, owned_by, changes)
      : await updateCompany(db, id, changes);
    if (data) return { data };
    throw (await getCompanyAccess(db, id))
      ? new AppError("forbidden", "Only an admin of the company may change it.")
      : noSuchCompany();
  },
});

const remove = operation({
  id: "companies.delete",
  summary: "Delete a company.",
  description: "It stays in the archive with its name; its experiences are archived.",
  access: "user",
  role: "company owner or SUPER_ADMIN",
  query: companyId,
  failures: ["forbidden", "not_found", "conflict"],
  success: { status: 201, schema: z.object({ data: companyRow }) },
  example: { as: "owner", query: { "company-id": exampleIds.company } },
  async handle({ db, query }) {
    const data = await deleteCompany(db, query["company-id"]);
    if (!data) throw noSuchCompany();
    return { data };
  },
});

export const companies: Resource = {
  address: "companies",
  list,
  one: get,
  selectedBy: ["company-id"],
  post: create,
  put: update,
  delete: remove,
};
