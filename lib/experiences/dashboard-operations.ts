/** The dashboard's own reads, through the same request layer as the API but outside its contract. */
import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/api/errors";
import type { Dispatch } from "@/lib/api/handler";
import { operation } from "@/lib/api/operation";
import { uuid } from "@/lib/api/schemas";
import { getMyRole } from "@/lib/companies/queries";
import { listCompanyExperiences } from "@/lib/experiences/dashboard-queries";
import { experiencePage } from "@/lib/experiences/experience-queries";
import { filtersFrom } from "@/lib/experiences/list-params";

const list = operation({
  id: "dashboard.experiences",
  summary: "A page of a company's experiences, as the dashboard lists them.",
  access: "user",
  role: "company member or SUPER_ADMIN",
  query: {
    companyId: uuid,
    q: z.string().optional(),
    status: z.string().optional(),
    sort: z.string().optional(),
    page: z.string().optional(),
  },
  toleratesUnknownQuery: true,
  failures: ["not_found"],
  success: { status: 200, schema: experiencePage },
  async handle({ db, query: { companyId, ...search } }) {
    // Published experiences are everybody's to read, their company's list is not.
    if (!(await getMyRole(db, companyId))) {
      throw new AppError("not_found", "There is no such company.");
    }
    return listCompanyExperiences(db, companyId, filtersFrom(search));
  },
});

export const companyExperiences: Dispatch = {
  route: "/companies/{companyId}/experiences/data.json",
  allow: ["GET", "HEAD"],
  select: (method) => (method === "GET" || method === "HEAD" ? list : undefined),
};
