/** The list of experiences in the browser's cache. Keys and fetcher together; invalidate by prefix. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { type ExperienceFilters, filterQuery } from "@/lib/experiences/list-params";
import { experienceStatuses } from "@/lib/experiences/schemas";
import { paths } from "@/lib/paths";

export const listedExperience = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  shortText: z.string().nullable(),
  status: z.enum(experienceStatuses),
  cover: z.string().nullable(),
  coverBlur: z.string().nullable(),
  coverAlt: z.string().nullable(),
  visits: z.number(),
  stories: z.number(),
  score: z.number(),
  level: z.enum(["started", "good", "excellent"]),
  /** What is missing for publishing, "a cover picture"; empty when it is ready. */
  missing: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ListedExperience = z.output<typeof listedExperience>;

export const experiencePage = z.object({
  total: z.number(),
  experiences: z.array(listedExperience),
});
export type ExperiencePage = z.output<typeof experiencePage>;

export const experienceKeys = {
  all: (companyId: string) => ["companies", companyId, "experiences"] as const,
  list: (companyId: string, filters: ExperienceFilters) =>
    [...experienceKeys.all(companyId), "list", filters] as const,
};

async function fetchPage(
  companyId: string,
  filters: ExperienceFilters,
  signal: AbortSignal,
): Promise<ExperiencePage> {
  const response = await fetch(paths.experiencesData(companyId) + filterQuery(filters), {
    signal,
    headers: { accept: "application/json" },
  });
  // The session has ended: the page itself knows the way to sign in and back.
  if (response.status === 401) window.location.reload();
  if (!response.ok) throw new Error(`The list of experiences answered ${response.status}.`);
  return experiencePage.parse(await response.json());
}

/** One page of the list; the page before stays in sight until the next one is there. */
export const experiencesQuery = (companyId: string, filters: ExperienceFilters) =>
  queryOptions({
    queryKey: experienceKeys.list(companyId, filters),
    queryFn: ({ signal }) => fetchPage(companyId, filters, signal),
    placeholderData: keepPreviousData,
  });
