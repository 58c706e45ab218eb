import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { DEMO_PASSWORD, demoAccounts, people, travellers } from "./accounts.ts";
import {
  challengeRows,
  checkInRows,
  grantRows,
  rewardRows,
  stepKeys,
  stepRows,
  walkRows,
} from "./challenge-rows.ts";
import { messageRows, threadRows, translationRows } from "./chat-rows.ts";
import { companies, invitations } from "./companies.ts";
import { challenges } from "./data/challenges.ts";
import { comments } from "./data/comments.ts";
import { stories } from "./data/stories.ts";
import { translations } from "./data/translations.ts";
import { experiences } from "./experiences.ts";
import { gallery } from "./gallery.ts";
import { companyIds, experienceId, personId, seedId } from "./ids.ts";
import { illustrationSvg, scenes } from "./illustrations.ts";
import { openingRows } from "./opening-rows.ts";
import { renderAvatar, renderExperience } from "./render.ts";
import {
  activityRows,
  ageOf,
  author,
  commentRows,
  detailRows,
  experienceRows,
  likeRows,
  linkRows,
  locationRows,
  memberRows,
  shareRows,
  storyRows,
  visitRows,
} from "./rows.ts";
import type { Country, ExperienceSeed } from "./types.ts";
import { visitorRows } from "./visitor-rows.ts";

const ANCHOR = new Date("2026-11-23");
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Drawing is quick on a quiet machine; a busy one may take its time. */
const DRAWING = 60_000;

/** South, north, west, east: generous, but a swapped or mistyped number falls out. */
const BOXES: Readonly<Record<Country, readonly [number, number, number, number]>> = {
  VN: [8.3, 23.4, 102.1, 109.5],
  PT: [36.9, 42.2, -9.6, -6.1],
  JP: [34.8, 35.2, 135.6, 135.9],
};

/** Every piece of prose in the demo data, with where it stands. */
function prose(): [where: string, text: string][] {
  return [
    ...experiences.flatMap((e): [string, string][] => [
      [`${e.slug} name`, e.name],
      [`${e.slug} short`, e.short],
      [`${e.slug} description`, e.description],
      [`${e.slug} alt`, e.alt],
      ...e.questions.map((q, i): [string, string] => [`${e.slug} question ${i}`, q]),
      ...e.details.flatMap((d): [string, string][] => [
        [`${e.slug} ${d.name}`, d.text],
        ...(d.tips ?? []).map((t): [string, string] => [`${e.slug} tip`, t.text]),
      ]),
      ...e.activities.map((a): [string, string] => [`${e.slug} ${a.title}`, a.description]),
      ...e.locations.map((l): [string, string] => [`${e.slug} ${l.title}`, l.description]),
    ]),
    ...companies.map((c): [string, string] => [c.name, c.description]),
    ...stories.map((s): [string, string] => [`story ${s.title}`, s.text]),
    ...comments.map((c): [string, string] => [`comment by ${c.by} on ${c.slug}`, c.text]),
    ...challenges.flatMap((c): [string, string][] => [
      [c.title, c.description],
      ...c.steps.map((s): [string, string] => [`${c.title}: ${s.title}`, s.instructions]),
      ...c.rewards.map((r): [string, string] => [`${c.title}: ${r.name}`, r.description]),
    ]),
  ];
}

const inside = ([s, n, w, e]: readonly [number, number, number, number], p: Place) =>
  p.latitude >= s && p.latitude <= n && p.longitude >= w && p.longitude <= e;
type Place = { latitude: number; longitude: number };

test("there are enough experiences, in the countries and states that were promised", () => {
  expect(experiences.length).toBeGreaterThanOrEqual(46);
  const count = (ok: (e: ExperienceSeed) => boolean) => experiences.filter(ok).length;
  expect(count((e) => e.country === "VN")).toBeGreaterThanOrEqual(25);
  expect(count((e) => e.country === "VN" && e.company === "saigon")).toBeGreaterThanOrEqual(25);
  expect(count((e) => e.status === "inactive")).toBeGreaterThanOrEqual(3);
  expect(count((e) => e.status === "internal")).toBeGreaterThanOrEqual(2);
  expect(new Set(companies.map((c) => c.country)).size).toBe(4);
});

test("slugs are unique, clean and not longer than an address should be", () => {
  expect(new Set(experiences.map((e) => e.slug)).size).toBe(experiences.length);
  for (const { slug } of experiences) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test.each(experiences.map((e) => [e.slug, e] as const))("%s is complete", (_, e) => {
  expect(e.name.length).toBeGreaterThanOrEqual(10);
  expect(e.name.length).toBeLessThanOrEqual(70);
  expect(e.short.length).toBeGreaterThanOrEqual(60);
  expect(e.short.length).toBeLessThanOrEqual(160);
  expect(e.description.length).toBeGreaterThanOrEqual(300);
  expect(e.description.length).toBeLessThanOrEqual(700);
  expect(e.alt.length).toBeGreaterThan(30);
  expect(e.questions.every((q) => q.endsWith("?"))).toBe(true);

  expect(e.details.length).toBeGreaterThanOrEqual(2);
  expect(e.details.length).toBeLessThanOrEqual(4);
  expect(new Set(e.details.map((d) => d.type)).size).toBe(e.details.length);
  expect(e.activities.length).toBeGreaterThanOrEqual(1);
  expect(e.activities.every((a) => a.highlights.length > 0 && a.short.length > 20)).toBe(true);
  expect(e.locations.length).toBeGreaterThanOrEqual(1);

  for (const place of [e, ...e.locations]) expect(inside(BOXES[e.country], place)).toBe(true);
  // A stop lies within a day's walk of what it belongs to.
  for (const l of e.locations) {
    expect(Math.hypot(l.latitude - e.latitude, l.longitude - e.longitude)).toBeLessThan(0.15);
  }
  expect(scenes[e.slug], "has a scene").toBeDefined();
});

test("no two experiences share a place on the map", () => {
  const spots = experiences.map((e) => `${e.latitude},${e.longitude}`);
  expect(new Set(spots).size).toBe(spots.length);
});

test("text is composed Unicode, trimmed, without stray blanks, and never said twice", () => {
  const seen = new Map<string, string>();
  for (const [where, text] of prose()) {
    expect(text, where).toBe(text.normalize("NFC"));
    expect(text, where).toBe(text.trim());
    expect(text, where).not.toMatch(/ {2}| [,.;:!?]|\.\./);
    expect(seen.get(text), where).toBeUndefined();
    seen.set(text, where);
  }
});

test("Vietnamese names carry their diacritics", () => {
  const vietnamese = experiences.filter((e) => e.country === "VN");
  const marked = vietnamese.filter((e) =>
    /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/i.test(
      `${e.keyword} ${e.address}`,
    ),
  );
  expect(marked).toHaveLength(vietnamese.length);
});

test("every role is filled in every company, some people work in two, one rules the platform", () => {
  for (const company of ["saigon", "lisbon", "kyoto"] as const) {
    for (const role of ["admin", "editor", "member"]) {
      const holders = people.filter((one) =>
        one.business?.memberOf.some((m) => m.company === company && m.role === role),
      );
      expect(holders, `${company} ${role}`).not.toHaveLength(0);
    }
  }
  expect(people.filter((one) => (one.business?.memberOf.length ?? 0) > 1).length).toBeGreaterThan(
    1,
  );
  expect(people.filter((one) => one.business?.superAdmin)).toHaveLength(1);
  expect(travellers).toHaveLength(10);
});

test("accounts are unmistakably for demonstration", () => {
  expect(DEMO_PASSWORD).toBe("travel-buddy-demo");
  expect(new Set(people.map((one) => one.email)).size).toBe(people.length);
  expect(new Set(people.map((one) => one.username)).size).toBe(people.length);
  for (const one of people) {
    expect(one.email).toMatch(/[@.]demo\.travelbuddy\.example$/);
    expect(one.username).toMatch(/^[A-Za-z0-9_]{3,50}$/);
  }
  for (const { email } of invitations) expect(email).toMatch(/\.example$/);
  expect(demoAccounts.map((a) => a.email)).toContain("super@demo.travelbuddy.example");
  expect(demoAccounts.every((a) => people.some((one) => one.email === a.email))).toBe(true);
});

test("ids are uuids that never change", () => {
  const ids = [
    ...Object.values(companyIds),
    ...experiences.map((e) => experienceId(e.slug)),
    ...people.map((one) => one.id),
  ];
  for (const id of ids) expect(id).toMatch(UUID);
  expect(new Set(ids).size).toBe(ids.length);
  expect(seedId("experience", "ben-thanh-market")).toBe(experienceId("ben-thanh-market"));
  expect(companyIds.platform).toBe("c7ae75f1-96f0-409d-b5e7-24ce7d304d5a");
});

test("every reference leads somewhere", () => {
  const places = new Set(experienceRows(ANCHOR).map((row) => row.id));
  const locations = new Set(locationRows(ANCHOR).map((row) => row.id));
  const accounts = new Set(people.map((one) => one.id));
  const staff = new Set(people.filter((one) => one.business).map((one) => one.id));
  for (const row of [...detailRows(ANCHOR), ...activityRows(ANCHOR), ...storyRows(ANCHOR)]) {
    expect(places).toContain(row.experience_id);
  }
  for (const [i, e] of experiences.entries()) {
    const whole = experiences.slice(0, i).find(({ slug }) => slug === e.partOf);
    if (e.partOf) expect(whole?.company, e.slug).toBe(e.company);
  }
  for (const row of linkRows()) expect(locations).toContain(row.location_id);
  for (const row of visitRows(ANCHOR)) {
    expect(places).toContain(row.experience_id);
    expect(accounts).toContain(row.user_id);
  }
  for (const row of memberRows(ANCHOR)) {
    expect(staff).toContain(row.member_id);
    expect(Object.values(companyIds)).toContain(row.company_id);
  }
  for (const [i, e] of experiences.entries()) expect(staff).toContain(author(e, i));
  for (const s of stories) expect(travellers.map((one) => one.key)).toContain(s.by);
  for (const c of companies) expect(staff).toContain(personId(c.owner));
  for (const slug of Object.keys(gallery)) expect(places).toContain(experienceId(slug));
});

test("what travellers did is recent, plausible and enough for figures", () => {
  const visits = visitRows(ANCHOR);
  expect(visits.length).toBeGreaterThan(100);
  expect(visits.length).toBeLessThan(160);
  expect(new Set(visits.map((v) => `${v.user_id} ${v.experience_id}`)).size).toBe(visits.length);
  const created = new Map(experienceRows(ANCHOR).map((row) => [row.id, row.created_at]));
  for (const v of visits) {
    expect(v.created_at.getTime()).toBeLessThan(ANCHOR.getTime());
    expect(ANCHOR.getTime() - v.created_at.getTime()).toBeLessThan(90 * 86_400_000);
    expect(v.created_at > (created.get(v.experience_id) ?? ANCHOR)).toBe(true);
  }
  expect(stories.length).toBeGreaterThanOrEqual(30);
  for (const s of stories) {
    expect(s.text.length).toBeGreaterThanOrEqual(80);
    expect(s.text).toMatch(/\b(I|my|me|we|our|us)\b/i);
    expect(s.day + 3, `${s.slug} existed`).toBeLessThan(ageOf(s.slug));
  }
});

test("challenges lead through places of their company, and what was done in them adds up", () => {
  const owners = new Map(experienceRows(ANCHOR).map((row) => [row.id, row.owned_by]));
  const made = new Map(challengeRows(ANCHOR).map((row) => [row.id, row]));
  expect([...made.values()].map(({ status }) => status).sort()).toEqual([
    "ACTIVE",
    "ACTIVE",
    "ARCHIVED",
    "PASSIVE",
  ]);
  for (const c of challenges) {
    expect(c.steps.length).toBeGreaterThanOrEqual(3);
    expect(c.steps.length).toBeLessThanOrEqual(10);
    expect(new Set(c.walks.map((w) => w.by)).size).toBe(c.walks.length);
    for (const w of c.walks) {
      expect(travellers.map((one) => one.key)).toContain(w.by);
      expect(w.day).toBeLessThan(c.age);
      expect(w.steps).toBeLessThanOrEqual(c.steps.length);
    }
  }
  const steps = new Map(stepRows(ANCHOR).map((row) => [row.id, row]));
  for (const row of steps.values()) {
    const owner = made.get(row.challenge_id)?.company_id;
    if (row.experience_id) expect(owners.get(row.experience_id)).toBe(owner);
    if (row.proof === "geo") expect(row.latitude).not.toBeNull();
    if (row.proof === "quiz") {
      const answer = stepKeys().find((key) => key.step_id === row.id)?.answer;
      expect(row.choices).toContain(answer);
    }
  }
  for (const { pin, qr_token } of stepKeys()) {
    expect(pin).toMatch(/^\d{4}$/);
    expect(qr_token).toMatch(/^[0-9a-f]{32}$/);
  }
  const walks = new Map(walkRows(ANCHOR).map((row) => [row.id, row]));
  const checkIns = checkInRows(ANCHOR);
  for (const row of checkIns) {
    const walk = walks.get(row.participation_id);
    expect(walk?.challenge_id).toBe(steps.get(row.step_id)?.challenge_id);
    expect(row.tried_at > (walk?.started_at ?? ANCHOR) && row.tried_at < ANCHOR).toBe(true);
    expect(row.accepted_at === null).toBe(row.status === "pending");
  }
  const grants = grantRows(ANCHOR);
  expect(new Set(grants.map((row) => row.code)).size).toBe(grants.length);
  for (const row of grants) {
    expect(row.code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(walks.get(row.participation_id)?.finished_at).toEqual(row.granted_at);
    if (row.redeemed_at) {
      expect(row.voided_at).toBeNull();
      expect(row.redeemed_at > row.granted_at).toBe(true);
      expect(row.expires_at && row.redeemed_at <= row.expires_at).not.toBe(false);
    }
  }
  for (const reward of rewardRows(ANCHOR)) {
    const out = grants.filter((row) => row.reward_id === reward.id && !row.voided_at).length;
    expect(out).toBe(reward.granted);
    expect(out).toBeLessThanOrEqual(reward.stock ?? Number.POSITIVE_INFINITY);
  }
  // Something of everything the screens have to show.
  const open = (row: (typeof grants)[number]) => !row.redeemed_at && !row.voided_at;
  expect(grants.some((row) => row.redeemed_at)).toBe(true);
  expect(grants.some((row) => row.voided_at)).toBe(true);
  expect(grants.some((row) => open(row) && (row.expires_at ?? ANCHOR) < ANCHOR)).toBe(true);
  expect(grants.some((row) => open(row) && (row.expires_at ?? ANCHOR) > ANCHOR)).toBe(true);
  expect(checkIns.some((row) => row.status === "pending")).toBe(true);
});

test("what was left on stories came after them, once each, and from people there are", () => {
  const told = new Map(storyRows(ANCHOR).map((s) => [s.id, s]));
  const everybody = people.map((one) => one.id);
  expect(commentRows(ANCHOR)).toHaveLength(comments.length);
  const [likes, shares, said] = [likeRows(ANCHOR), shareRows(ANCHOR), commentRows(ANCHOR)];
  for (const rows of [likes, shares, said]) {
    expect(rows.length).toBeGreaterThan(25);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    for (const row of rows) {
      const story = told.get(row.story_id);
      expect(row.created_at > (story?.published_at ?? ANCHOR), `${story?.title}`).toBe(true);
      expect(row.created_at < ANCHOR).toBe(true);
      expect(everybody).toContain(row.user_id);
    }
  }
  for (const like of likes) expect(like.user_id).not.toBe(told.get(like.story_id)?.user_id);
  const pairs = likes.map((like) => `${like.user_id} ${like.story_id}`);
  expect(new Set(pairs).size).toBe(likes.length);
});

test("rows are the same each time", () => {
  expect(likeRows(ANCHOR)).toEqual(likeRows(ANCHOR));
  expect(visitRows(ANCHOR)).toEqual(visitRows(ANCHOR));
  expect(experienceRows(ANCHOR)).toEqual(experienceRows(ANCHOR));
});

test(
  "each place has a picture of its own, the same in every run",
  () => {
    const digests = experiences.map((e) =>
      createHash("sha256").update(illustrationSvg(e.slug)).digest("hex"),
    );
    expect(new Set(digests).size).toBe(experiences.length);
    for (const e of experiences) {
      const svg = illustrationSvg(e.slug);
      expect(svg).toBe(illustrationSvg(e.slug));
      // What arithmetic slips leave behind.
      expect(svg, e.slug).not.toMatch(/NaN|undefined|Infinity|\[object/);
    }
  },
  DRAWING,
);

test(
  "drawing twice gives the same bytes, of a size that a page can carry",
  async () => {
    for (const slug of ["ha-long-bay", "nishiki-market"]) {
      const once = await renderExperience(slug, { cache: false });
      const again = await renderExperience(slug, { cache: false });
      expect(once.bytes.equals(again.bytes)).toBe(true);
      expect([once.width, once.height]).toEqual([1800, 1200]);
      expect(once.bytes.length).toBeGreaterThan(60_000);
      expect(once.bytes.length).toBeLessThan(260_000);
    }
    const one = people[0];
    if (one) expect((await renderAvatar(one.key, one.look)).bytes.length).toBeLessThan(60_000);
  },
  DRAWING,
);

test("landing registrations are of known places, once each, before the visit they began", () => {
  const rows = visitorRows(ANCHOR);
  expect(rows).toEqual(visitorRows(ANCHOR));
  expect(rows.length).toBeGreaterThan(40);
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  const visits = new Map(
    visitRows(ANCHOR).map((visit) => [`${visit.user_id} ${visit.experience_id}`, visit.created_at]),
  );
  const byEmail = new Map(people.map((one) => [one.email, one.id]));
  const owners = new Map(experienceRows(ANCHOR).map((row) => [row.id, row]));
  for (const row of rows) {
    const experience = owners.get(row.experience_id);
    expect(experience?.owned_by, row.email).toBe(row.company_id);
    expect(experience?.status).toBe("active");
    expect(row.created_at.getTime()).toBeGreaterThan(experience?.created_at.getTime() ?? Infinity);
    expect(row.created_at.getTime()).toBeLessThan(ANCHOR.getTime());
    expect(row.language).toMatch(/^[a-z]{2}$/);
    const visit = visits.get(`${byEmail.get(row.email)} ${row.experience_id}`);
    if (visit) expect(row.created_at.getTime()).toBeLessThan(visit.getTime());
  }
});

test("what the demo shows to the public is active", () => {
  expect(new Set(activityRows(ANCHOR).map((row) => row.status))).toEqual(new Set(["active"]));
});

test("translations are of public places and of each of their activities, conversations of people there are", () => {
  const known = new Map(experiences.map((e) => [e.slug, e]));
  for (const { slug, activities, language } of translations) {
    expect(known.get(slug)?.activities, `${slug} ${language}`).toHaveLength(activities.length);
    expect(known.get(slug)?.status ?? "active").toBe("active");
  }
  const rows = translationRows(ANCHOR);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const accounts = new Set(people.map(({ id }) => id));
  for (const { user_id } of threadRows(ANCHOR)) expect(accounts).toContain(user_id);
  const threads = new Set(threadRows(ANCHOR).map(({ id }) => id));
  for (const { thread_id, created_at } of messageRows(ANCHOR)) {
    expect(threads).toContain(thread_id);
    expect(created_at.getTime()).toBeLessThan(ANCHOR.getTime());
  }
});

test("everybody who visited had opened it before, and others looked, too", () => {
  const openings = openingRows(ANCHOR);
  const opened = new Map(
    openings.flatMap((row) =>
      row.person ? [[`${row.person} ${row.experience_id}`, row.created_at] as const] : [],
    ),
  );
  for (const visit of visitRows(ANCHOR)) {
    const at = opened.get(`${visit.user_id} ${visit.experience_id}`);
    expect(at?.getTime()).toBeLessThan(visit.created_at.getTime());
  }
  expect(
    openings.every((row) => row.company_id && (row.person === null) !== (row.anonymous === null)),
  ).toBe(true);
  expect(openingRows(ANCHOR)).toEqual(openings);
});
