/** What the list of experiences can be asked, as it stands in the address. */
import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { experienceStatuses } from "@/lib/experiences/schemas";

export const PAGE_SIZE = 25;

export const experienceSorts = [
  "newest",
  "oldest",
  "updated",
  "updated-first",
  "name",
  "name-last",
] as const;
export type ExperienceSort = (typeof experienceSorts)[number];

export const MAX_SEARCH_LENGTH = 100;

/** Filters decide what is fetched; the view only how it is shown. */
export const experienceFilters = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(experienceStatuses),
  sort: parseAsStringLiteral(experienceSorts).withDefault("newest"),
  page: parseAsInteger.withDefault(1),
};

export const experienceListParams = {
  ...experienceFilters,
  view: parseAsStringLiteral(["cards", "table"]).withDefault("cards"),
};

export type ExperienceFilters = inferParserType<typeof experienceFilters>;

const load = createLoader(experienceFilters);
const serialize = createSerializer(experienceFilters);

/** What was meant, whatever the address says: a page that exists, a search of sensible length. */
export function tidyFilters({ q, status, sort, page }: ExperienceFilters): ExperienceFilters {
  return {
    q: q.replace(/\s+/g, " ").trim().slice(0, MAX_SEARCH_LENGTH),
    status,
    sort,
    page: Number.isSafeInteger(page) ? Math.min(Math.max(page, 1), 10_000) : 1,
  };
}

type Search = URLSearchParams | Record<string, string | string[] | undefined>;

export function filtersFrom(search: Search): ExperienceFilters {
  return tidyFilters(load(search));
}

/** "?q=tower&page=2"; empty when nothing is filtered. */
export function filterQuery(filters: ExperienceFilters): string {
  return serialize(filters);
}

/** An address of the list with all that is asked of it, the view included. */
export const serializeList = createSerializer(experienceListParams);
