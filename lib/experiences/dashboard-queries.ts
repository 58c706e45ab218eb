/** What the dashboard reads about experiences, as the person looking at it. */
import "server-only";
import { z } from "zod";
import { fromPostgrest, internalError } from "@/lib/api/errors";
import { gapList } from "@/lib/experiences/content-score";
import {
  experienceContents,
  type OrderedPicture,
  orderedPictures,
  parseTips,
  publishGaps,
  scoreOf,
  type Tip,
} from "@/lib/experiences/contents";
import type { ExperiencePage, ListedExperience } from "@/lib/experiences/experience-queries";
import {
  type ExperienceFilters,
  type ExperienceSort,
  PAGE_SIZE,
} from "@/lib/experiences/list-params";
import { type ExperienceStatus, experienceStatuses } from "@/lib/experiences/schemas";
import { picturesOf, type ShownPicture } from "@/lib/media/placeholders";
import type { Db } from "@/lib/supabase/types";

const status = z.enum(experienceStatuses);

const row = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  thumbnail_description: z.string().nullable(),
  status,
  primary_photo: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  created_at: z.string(),
  updated_at: z.string().nullable(),
  visits: z.number(),
  stories: z.number(),
});

const sorts: Record<ExperienceSort, { p_sort: string; p_descending: boolean }> = {
  newest: { p_sort: "created_at", p_descending: true },
  oldest: { p_sort: "created_at", p_descending: false },
  updated: { p_sort: "updated_at", p_descending: true },
  "updated-first": { p_sort: "updated_at", p_descending: false },
  name: { p_sort: "name", p_descending: false },
  "name-last": { p_sort: "name", p_descending: true },
};

async function getContents(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, z.output<typeof experienceContents>>();
  const { data, error } = await db.rpc("experience_contents", { p_experience_ids: [...ids] });
  if (error) throw fromPostgrest(error);
  return new Map(
    experienceContents
      .array()
      .parse(data)
      .map((one) => [one.id, one]),
  );
}

/** One page of a company's experiences with their scores, and how many match in all. */
export async function listCompanyExperiences(
  db: Db,
  companyId: string,
  filters: ExperienceFilters,
  limit = PAGE_SIZE,
): Promise<ExperiencePage> {
  const { data, error } = await db.rpc("list_company_experiences", {
    p_company_id: companyId,
    ...(filters.q ? { p_search: filters.q } : {}),
    ...(filters.status ? { p_status: [filters.status] } : {}),
    ...sorts[filters.sort],
    p_limit: limit,
    p_offset: (filters.page - 1) * limit,
  });
  if (error) throw fromPostgrest(error);
  const [answer] = data;
  if (!answer) throw internalError("list_company_experiences answered no row");

  const rows = row.array().parse(answer.experiences);
  const contents = await getContents(
    db,
    rows.map(({ id }) => id),
  );
  const experiences = rows.map((one): ListedExperience => {
    const content = contents.get(one.id);
    const texts = {
      name: one.name,
      shortText: one.thumbnail_description ?? "",
      description: content?.description ?? "",
      address: one.address ?? "",
      latitude: one.latitude,
      longitude: one.longitude,
    };
    const pictures = content ? orderedPictures(one.primary_photo, content) : [];
    const { score, level } = scoreOf(texts, pictures, content?.blocks ?? [], content?.stops ?? []);
    return {
      id: one.id,
      name: one.name,
      address: one.address,
      shortText: one.thumbnail_description,
      status: one.status,
      cover: pictures[0]?.url ?? null,
      coverBlur: pictures[0]?.blur_data_url ?? null,
      coverAlt: pictures[0]?.alt ?? null,
      visits: one.visits,
      stories: one.stories,
      score,
      level,
      missing: publishGaps(texts, Boolean(one.primary_photo)).map(({ label }) => label),
      createdAt: one.created_at,
      updatedAt: one.updated_at ?? one.created_at,
    };
  });
  return { total: answer.total, experiences };
}

export type ExperienceBlock = {
  id: string;
  type: string | null;
  name: string | null;
  text: string | null;
  tips: Tip[];
  picture: ShownPicture | null;
};

export type ExperienceStop = {
  id: string;
  title: string | null;
  hours: string | null;
  address: string | null;
  description: string | null;
  picture: ShownPicture | null;
};

export type ExperienceDetail = {
  id: string;
  name: string;
  shortText: string;
  description: string;
  address: string;
  latitude: number | null;
  longitude: number | null;
  keyword: string;
  slug: string;
  questions: string[];
  status: ExperienceStatus;
  pictures: OrderedPicture[];
  /** Without an id: a bare link. */
  film: { id: string | null; url: string } | null;
  blocks: ExperienceBlock[];
  activities: ExperienceStop[];
  locations: ExperienceStop[];
  createdAt: string;
  updatedAt: string;
};

const DETAIL_COLUMNS =
  "id,name,thumbnail_description,description,address,latitude,longitude,primary_keyword,url_slug,default_questions,status,primary_photo,primary_video,primary_video_id,created_at,updated_at";
const LOCATION_COLUMNS =
  "id,title,hours,description,primary_photo,status,order_of_appearance,created_at";

type LocationRow = {
  id: string;
  title: string | null;
  hours: string | null;
  description: string | null;
  primary_photo: string | null;
  status: string;
  order_of_appearance: number | null;
  created_at: string;
};

/**
 * Everything the editor shows. Null: there is no such experience in this company, or the reader may
 * not know of it.
 */
export async function getExperienceDetail(
  db: Db,
  companyId: string,
  experienceId: string,
): Promise<ExperienceDetail | null> {
  const [experience, contents, details, activities, locations, linked] = await Promise.all([
    db
      .from("experiences")
      .select(DETAIL_COLUMNS)
      .eq("id", experienceId)
      .eq("owned_by", companyId)
      .maybeSingle(),
    getContents(db, [experienceId]),
    db
      .from("experience_details")
      .select("id,type,name,text,tips,media")
      .eq("experience_id", experienceId)
      .order("created_at")
      .limit(100),
    db
      .from("activities")
      .select("id,title,hours,address,description,primary_photo,order_of_appearance,created_at")
      .eq("experience_id", experienceId)
      .neq("status", "deleted")
      .order("order_of_appearance")
      .order("created_at")
      .limit(100),
    db
      .from("locations")
      .select(LOCATION_COLUMNS)
      .eq("experience_id", experienceId)
      .neq("status", "deleted")
      .limit(100),
    db
      .from("experience_location_links")
      .select(`locations(${LOCATION_COLUMNS})`)
      .eq("experience_id", experienceId)
      .limit(100),
  ]);
  const failed = [experience, details, activities, locations, linked].find(({ error }) => error);
  if (failed?.error) throw fromPostgrest(failed.error);
  if (!experience.data) return null;
  const one = experience.data;
  const content = contents.get(one.id);
  const places = [
    ...(locations.data ?? []),
    ...(linked.data ?? []).flatMap(({ locations }) => locations ?? []),
  ];
  const pictureOf = await picturesOf(db, [
    ...(details.data ?? []).map(({ media }) => media?.find(Boolean)),
    ...[...(activities.data ?? []), ...places].map(({ primary_photo }) => primary_photo),
  ]);

  return {
    id: one.id,
    name: one.name,
    shortText: one.thumbnail_description ?? "",
    description: one.description ?? "",
    address: one.address ?? "",
    latitude: one.latitude,
    longitude: one.longitude,
    keyword: one.primary_keyword ?? "",
    slug: one.url_slug ?? "",
    questions: one.default_questions ?? [],
    status: status.parse(one.status),
    pictures: content ? orderedPictures(one.primary_photo, content) : [],
    film: one.primary_video ? { id: one.primary_video_id, url: one.primary_video } : null,
    blocks: (details.data ?? []).map(({ media, tips, ...block }) => ({
      ...block,
      tips: parseTips(tips),
      picture: pictureOf(media?.find(Boolean)),
    })),
    activities: (activities.data ?? []).map(({ primary_photo, ...stop }) => ({
      id: stop.id,
      title: stop.title,
      hours: stop.hours,
      address: stop.address,
      description: stop.description,
      picture: pictureOf(primary_photo),
    })),
    locations: stops(places, pictureOf),
    createdAt: one.created_at,
    updatedAt: one.updated_at ?? one.created_at,
  };
}

/** Own and linked places, each once, in their order. */
function stops(
  rows: readonly LocationRow[],
  pictureOf: (link: string | null) => ShownPicture | null,
): ExperienceStop[] {
  const unique = new Map(
    rows.filter(({ status }) => status !== "deleted").map((place) => [place.id, place]),
  );
  return [...unique.values()]
    .sort(
      (a, b) =>
        (a.order_of_appearance ?? Number.MAX_SAFE_INTEGER) -
          (b.order_of_appearance ?? Number.MAX_SAFE_INTEGER) ||
        a.created_at.localeCompare(b.created_at),
    )
    .map(({ id, title, hours, description, primary_photo }) => ({
      id,
      title,
      hours,
      address: null,
      description,
      picture: pictureOf(primary_photo),
    }));
}

export type UnfinishedExperience = {
  id: string;
  name: string;
  cover: string | null;
  coverBlur: string | null;
  /** "a cover picture and an address". */
  missing: string;
};

/** Drafts that are not ready to be published, the latest touched first. */
export async function listUnfinishedExperiences(
  db: Db,
  companyId: string,
  limit: number,
): Promise<UnfinishedExperience[]> {
  const { data, error } = await db
    .from("experiences")
    .select("id,name,thumbnail_description,description,address,primary_photo")
    .eq("owned_by", companyId)
    .eq("status", "inactive")
    .order("created_at", { ascending: false })
    .limit(100);
  if (error) throw fromPostgrest(error);
  const unfinished = data
    .map((one) => ({
      id: one.id,
      name: one.name,
      cover: one.primary_photo || null,
      gaps: publishGaps(
        {
          name: one.name,
          shortText: one.thumbnail_description ?? "",
          description: one.description ?? "",
          address: one.address ?? "",
        },
        Boolean(one.primary_photo),
      ),
    }))
    .filter(({ gaps }) => gaps.length > 0)
    .slice(0, limit);
  const pictureOf = await picturesOf(
    db,
    unfinished.map(({ cover }) => cover),
  );
  return unfinished.map(({ gaps, ...one }) => ({
    ...one,
    coverBlur: pictureOf(one.cover)?.blur ?? null,
    missing: gapList(gaps),
  }));
}
