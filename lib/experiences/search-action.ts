"use server";

import { z } from "zod";
import { idle, success, userAction } from "@/lib/api/action";
import { uuid } from "@/lib/api/schemas";
import { getMyRole } from "@/lib/companies/queries";
import { listCompanyExperiences } from "@/lib/experiences/dashboard-queries";
import { MAX_SEARCH_LENGTH } from "@/lib/experiences/list-params";
import { paths } from "@/lib/paths";

const HITS = 6;

const find = userAction(
  z.strictObject({ companyId: uuid, words: z.string().trim().max(MAX_SEARCH_LENGTH) }),
  async ({ companyId, words }, { db }) => {
    if (!words || !(await getMyRole(db, companyId))) return success([]);
    const filters = { q: words, status: null, sort: "name", page: 1 } as const;
    const { experiences } = await listCompanyExperiences(db, companyId, filters, HITS);
    return success(
      experiences.map(({ id, name, address, cover, coverBlur }) => ({
        id,
        group: "Experiences",
        title: name,
        detail: address ?? undefined,
        picture: cover,
        blur: coverBlur,
        href: paths.experience(companyId, id),
      })),
    );
  },
);

type Hit =
  Awaited<ReturnType<typeof find>> extends infer State
    ? State extends { status: "success"; data: infer Data }
      ? Data
      : never
    : never;

/** What the palette finds in a company; nothing for people who are not in it. */
export async function searchCompany(companyId: string, words: string): Promise<Hit> {
  const state = await find(idle, { companyId, words });
  return state.status === "success" ? state.data : [];
}
