import { escapeHtml } from "../../lib/text/escape-html.ts";
import { people, travellers } from "./accounts.ts";
import { companies } from "./companies.ts";
import { comments } from "./data/comments.ts";
import { type StorySeed, stories } from "./data/stories.ts";
import { experiences } from "./experiences.ts";
import { gallery } from "./gallery.ts";
import { companyIds, experienceId, personId, seedId } from "./ids.ts";
import { random } from "./illustrations/kit.ts";
import type { CompanyKey, ExperienceSeed } from "./types.ts";

const DAY = 86_400_000;

/** The moment `days` before the anchor; fractions are hours of the day. */
const before = (anchor: Date, days: number): Date => new Date(anchor.getTime() - days * DAY);

/** Who writes a company's experiences: its admin, now and then one of its editors. */
export function author(experience: ExperienceSeed, index: number): string {
  const team = people.filter((one) =>
    one.business?.memberOf.some((m) => m.company === experience.company && m.role !== "member"),
  );
  return (team[index % 3 === 0 ? 0 : index % team.length] ?? team[0])?.id ?? personId("super");
}

/** Days between an experience's creation and the anchor: from fourteen months to two weeks. */
const ages: ReadonlyMap<string, number> = new Map(
  experiences.map((e, i) => [
    e.slug,
    12 + 408 * (1 - i / (experiences.length - 1)) ** 0.75 + ((i * 7) % 10) / 24,
  ]),
);
export const ageOf = (slug: string): number => ages.get(slug) ?? 0;

export function experienceRows(anchor: Date) {
  return experiences.map((e, i) => {
    const age = ageOf(e.slug);
    return {
      id: experienceId(e.slug),
      created_by: author(e, i),
      owned_by: companyIds[e.company],
      name: e.name,
      description: e.description,
      thumbnail_description: e.short,
      address: e.address,
      primary_keyword: e.keyword,
      url_slug: e.slug,
      default_questions: [...e.questions],
      parent_experience: e.partOf ? experienceId(e.partOf) : null,
      status: e.status ?? "active",
      latitude: e.latitude,
      longitude: e.longitude,
      created_at: before(anchor, age),
      updated_at: before(anchor, age * (0.2 + ((i * 37) % 60) / 100)),
    };
  });
}

export const detailRows = (anchor: Date) =>
  experiences.flatMap((e) =>
    e.details.map((d, i) => ({
      id: seedId("detail", `${e.slug}/${i}`),
      experience_id: experienceId(e.slug),
      type: d.type,
      name: d.name,
      text: d.text,
      tips: d.tips ?? [],
      media_id:
        d.type === "iconic_photos"
          ? seedId("media", gallery[e.slug]?.length ? `${e.slug}/0` : e.slug)
          : null,
      created_at: new Date(anchor.getTime() - 5 * DAY + i * 1000),
    })),
  );

export const activityRows = (anchor: Date) =>
  experiences.flatMap((e, n) =>
    e.activities.map((a, i) => ({
      id: seedId("activity", `${e.slug}/${i}`),
      experience_id: experienceId(e.slug),
      created_by: author(e, n),
      title: a.title,
      hours: a.hours,
      address: a.address,
      description: a.description,
      description_thumbnail: a.short,
      highlights: [...a.highlights],
      order_of_appearance: i + 1,
      status: "active",
      created_at: before(anchor, 5),
    })),
  );

export const locationRows = (anchor: Date) =>
  experiences.flatMap((e, n) =>
    e.locations.map((l, i) => ({
      id: seedId("location", `${e.slug}/${i}`),
      experience_id: experienceId(e.slug),
      created_by: author(e, n),
      title: l.title,
      hours: l.hours ?? null,
      description: l.description,
      description_thumbnail: l.short,
      order_of_appearance: i + 1,
      status: "active",
      latitude: l.latitude,
      longitude: l.longitude,
      created_at: before(anchor, 5),
    })),
  );

export const linkRows = () =>
  experiences.flatMap((e) =>
    e.locations.map((_, i) => ({
      experience_id: experienceId(e.slug),
      location_id: seedId("location", `${e.slug}/${i}`),
    })),
  );

export const channelRows = (anchor: Date) =>
  travellers.map((one) => ({
    id: seedId("channel", one.key),
    user_id: one.id,
    name: `${one.firstName}'s travels`,
    channel_type: "Travel Buddy",
    url: `https://travelbuddy.example/${one.username}`,
    brand_voice: "First person, short sentences, one detail you can smell or hear.",
    created_at: before(anchor, 120),
  }));

const storyId = (s: Pick<StorySeed, "slug" | "by">): string => seedId("story", `${s.slug}/${s.by}`);

/** Days before the anchor that a story went public: an evening's work after it was begun. */
const publishedAge = (s: StorySeed): number => s.day + 0.3;

export const storyRows = (anchor: Date) =>
  stories.map((s) => ({
    id: storyId(s),
    user_id: personId(s.by),
    experience_id: experienceId(s.slug),
    channel_id: seedId("channel", s.by),
    status: s.status,
    title: s.title,
    // As the API stores it.
    story_content: escapeHtml(s.text),
    seo_slug: s.title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, ""),
    hashtags: [...s.hashtags],
    created_at: before(anchor, s.day + 0.4),
    published_at: s.status === "PUBLISHED" ? before(anchor, publishedAge(s)) : null,
  }));

/** A picture for each story: a view of the place where there are some, else its cover. */
export const storyMediaRows = () =>
  stories.map((s, i) => {
    const views = gallery[s.slug]?.length ?? 0;
    return {
      story_id: storyId(s),
      media_id: seedId("media", views ? `${s.slug}/${i % views}` : s.slug),
    };
  });

const published = stories.filter((s) => s.status === "PUBLISHED");

/** A moment after the story went public: most things happen in the first days. */
const reacted = (anchor: Date, s: StorySeed, chance: number): Date =>
  before(anchor, Math.max(0.02, publishedAge(s) - 0.05 - s.day * chance ** 3));

/** Likes of travellers, more for some stories than for others; nobody likes their own. */
export function likeRows(anchor: Date) {
  const next = random("likes");
  return published.flatMap((s) => {
    const charm = 0.25 + 0.6 * next();
    return travellers
      .filter((one) => one.key !== s.by && next() < charm)
      .map((one) => ({
        id: seedId("like", `${s.slug}/${s.by}/${one.key}`),
        story_id: storyId(s),
        user_id: one.id,
        created_at: reacted(anchor, s, next()),
      }));
  });
}

export function shareRows(anchor: Date) {
  const next = random("shares");
  const platforms = ["facebook", "instagram", "twitter"] as const;
  return published.flatMap((s) =>
    travellers
      .filter(() => next() < 0.13)
      .map((one) => ({
        id: seedId("share", `${s.slug}/${s.by}/${one.key}`),
        story_id: storyId(s),
        user_id: one.id,
        platform: platforms[Math.floor(next() ** 1.5 * platforms.length)] ?? platforms[0],
        created_at: reacted(anchor, s, next()),
      })),
  );
}

/** Comments in the order they are written down, some hours apart. */
export function commentRows(anchor: Date) {
  return comments.flatMap((c, i) => {
    const s = published.find((one) => one.slug === c.slug && one.by === c.of);
    if (!s) return [];
    const turn = comments
      .slice(0, i)
      .filter((one) => one.slug === c.slug && one.of === c.of).length;
    return [
      {
        id: seedId("comment", `${c.slug}/${c.of}/${turn}`),
        story_id: storyId(s),
        user_id: personId(c.by),
        content: c.text,
        created_at: before(
          anchor,
          Math.max(0.01, publishedAge(s) - 0.2 - turn * 0.4 - (i % 5) / 20),
        ),
      },
    ];
  });
}

/**
 * Visits of the last ninety days: the ones the stories tell of, and many nobody wrote about. More
 * recent days get more, and the travellers differ in how much they travel.
 */
export function visitRows(anchor: Date) {
  const next = random("visits");
  const seen = new Set<string>();
  const rows: { user_id: string; experience_id: string; created_at: Date }[] = [];
  const add = (by: string, slug: string, day: number) => {
    if (seen.has(`${by} ${slug}`)) return;
    seen.add(`${by} ${slug}`);
    // Nobody was there before it was published.
    const latest = Math.min(day, ageOf(slug) - 1);
    rows.push({
      user_id: personId(by),
      experience_id: experienceId(slug),
      created_at: before(anchor, latest),
    });
  };
  for (const s of stories) add(s.by, s.slug, s.day + 1 + next() * 2);
  const open = experiences.filter((e) => (e.status ?? "active") === "active");
  for (const [i, one] of travellers.entries()) {
    for (let n = 0; n < 7 + (i % 4) * 3; n++) {
      // Squaring favours the oldest, best-known experiences and the latest days.
      const place = open[Math.floor(next() ** 1.4 * open.length)];
      if (place) add(one.key, place.slug, 0.3 + 88 * next() ** 1.6);
    }
  }
  return rows.map((row) => ({ ...row, is_visited: true }));
}

export const companyRows = (anchor: Date) =>
  companies.map((c) => ({
    id: companyIds[c.key],
    name: c.name,
    slogan: c.slogan,
    description: c.description,
    created_by: personId(c.owner),
    owned_by: personId(c.owner),
    country: c.country,
    city: c.city,
    time_zone: c.timeZone,
    is_platform: c.key === "platform",
    created_at: before(anchor, c.age),
  }));

export const memberRows = (anchor: Date) =>
  people.flatMap((one, i) =>
    (one.business?.memberOf ?? []).map(({ company, role }, n) => ({
      id: seedId("member", `${company}/${one.key}/${role}`),
      company_id: companyIds[company],
      member_id: one.id,
      role,
      created_at: before(
        anchor,
        companyAge(company) - (role === "admin" ? 0 : 12 + i * 9 + n * 40),
      ),
    })),
  );

const companyAge = (key: CompanyKey): number => companies.find((c) => c.key === key)?.age ?? 400;
