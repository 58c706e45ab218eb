/** The figures: what counts, on which day, for whom, and that the counters always agree. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { refusal, rolledBack, rowsAs, type Sql, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world, inside } = await openWorld();

/** A company of its own with one experience, and people who are nobody's members. */
async function place(tx: Tx | Sql, timeZone = "UTC") {
  const [company, experience, second] = [randomUUID(), randomUUID(), randomUUID()] as const;
  const { owner } = world.people;
  await tx`insert into public.company_accounts (id, name, created_by, owned_by, time_zone)
    values (${company}, ${`Place ${company}`}, ${owner}, ${owner}, ${timeZone})`;
  await tx`insert into public.company_members (company_id, member_id, role)
    values (${company}, ${owner}, 'admin')`;
  for (const id of [experience, second]) {
    await tx`insert into public.experiences (id, owned_by, name, status)
      values (${id}, ${company}, ${`Walk ${id}`}, 'active')`;
  }
  return { company, experience, second, owner };
}
async function traveller(tx: Tx | Sql) {
  const id = randomUUID();
  await tx`insert into auth.users (id, email, raw_user_meta_data)
    values (${id}, ${`${id}@test.example`}, '{"account":"traveller"}')`;
  return id;
}
const visit = (tx: Tx | Sql, person: string, experience: string, at: string | Date = new Date()) =>
  tx`insert into public.visits (user_id, experience_id, created_at)
    values (${person}, ${experience}, ${at})`;
async function story(tx: Tx | Sql, person: string, experience: string, at = new Date()) {
  const id = randomUUID();
  await tx`insert into public.stories (id, user_id, experience_id, status, created_at, published_at)
    values (${id}, ${person}, ${experience}, 'PUBLISHED', ${at}, ${at})`;
  return id;
}
const like = (tx: Tx | Sql, person: string, on: string, at: string | Date = new Date()) =>
  tx`insert into public.likes (story_id, user_id, created_at) values (${on}, ${person}, ${at})`;
const open = (tx: Tx, at: string | Date, row: Record<string, unknown>) =>
  tx`insert into public.events ${sql({ kind: "open", created_at: at, ...row } as never)}`;
const ago = (days: number) => new Date(Date.now() - days * 86_400_000);

/** The first row of a metric as numbers, or null. */
async function metric(tx: Tx, name: string, company: string, ...more: (string | null)[]) {
  const [from = null, to = null, by] = more;
  const rows = await tx.unsafe(
    `select * from public.metric_${name}($1, $2, $3${by ? ", $4" : ""})`,
    [[company], from, to, ...(by ? [by] : [])] as never[],
  );
  const row = rows[0];
  if (!row) return null;
  return Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => key !== "experience_id" && key !== "day" && key !== "story_id")
      .map(([key, value]) => [key, value === null ? null : Number(value)]),
  );
}

describe("days are the company's", () => {
  it.each([
    // [time zone, day, first moment in it, last moment before the next]
    ["Asia/Ho_Chi_Minh", "2026-03-10", "2026-03-09T17:00:00Z", "2026-03-10T16:59:59.999Z"],
    ["Europe/Lisbon", "2026-01-15", "2026-01-15T00:00:00Z", "2026-01-15T23:59:59.999Z"],
    ["Europe/Lisbon", "2026-07-15", "2026-07-14T23:00:00Z", "2026-07-15T22:59:59.999Z"],
    // Clocks change: 23 and 25 hours.
    ["Europe/Lisbon", "2026-03-29", "2026-03-29T00:00:00Z", "2026-03-29T22:59:59.999Z"],
    ["Europe/Lisbon", "2026-10-25", "2026-10-24T23:00:00Z", "2026-10-25T23:59:59.999Z"],
    // Midnight comes twice in the Azores, and not at all in Cairo.
    ["Atlantic/Azores", "2026-10-25", "2026-10-25T00:00:00Z", "2026-10-26T00:59:59.999Z"],
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z", "2026-04-24T20:59:59.999Z"],
    ["Asia/Kathmandu", "2026-05-01", "2026-04-30T18:15:00Z", "2026-05-01T18:14:59.999Z"],
  ])("%s, %s", (zone, day, first, last) =>
    rolledBack(sql, async (tx) => {
      const { company, experience } = await place(tx, zone);
      const before = new Date(Date.parse(first) - 1);
      const after = new Date(Date.parse(last) + 1);
      for (const at of [before, new Date(first), new Date(last), after]) {
        await visit(tx, await traveller(tx), experience, at);
        await open(tx, at, {
          company_id: company,
          experience_id: experience,
          person: randomUUID(),
        });
      }
      expect(await metric(tx, "visits", company, day, day)).toMatchObject({ visits: 2 });
      expect(await metric(tx, "views", company, day, day)).toMatchObject({ views: 2 });
      // Row by row the day says the same as the window.
      const days = await tx`select day::text, visits::int
        from public.metric_visits(${[company]}, null, null, 'day') order by day`;
      expect(days.filter((row) => row.day === day)).toEqual([{ day, visits: 2 }]);
      expect(days).toHaveLength(3);
      const listed = await tx`select day::text, unique_users::int as users, viewers::int
        from public.analytics_daily_unique_users(${company}, ${day}, ${day})`;
      expect([...listed]).toEqual([{ day, users: 2, viewers: 2 }]);
    }),
  );
});

describe("definitions", () => {
  inside("views are distinct by person or hash, experience and day", async (tx) => {
    const { company, experience, second, owner } = await place(tx);
    const person = await traveller(tx);
    const seen = { company_id: company, experience_id: experience };
    const anonymous = Buffer.alloc(16, 1);
    await open(tx, "2026-05-01T10:00:00Z", { ...seen, person });
    await open(tx, "2026-05-01T23:00:00Z", { ...seen, person });
    await open(tx, "2026-05-02T10:00:00Z", { ...seen, person });
    await open(tx, "2026-05-01T10:00:00Z", { ...seen, experience_id: second, person });
    await open(tx, "2026-05-01T10:00:00Z", { ...seen, anonymous });
    await open(tx, "2026-05-01T11:00:00Z", { ...seen, anonymous });
    for (const flag of ["own_member", "bot", "test"]) {
      await open(tx, "2026-05-01T10:00:00Z", { ...seen, person: randomUUID(), [flag]: true });
    }
    // A member now, if not then.
    await open(tx, "2026-05-01T10:00:00Z", { ...seen, person: owner });
    expect(await metric(tx, "views", company)).toEqual({ views: 4, viewers: 2 });
  });

  inside("explorers come by any way, once; returning ones came in the year before", async (tx) => {
    const { company, experience, owner } = await place(tx);
    const [visitor, teller, registered] = [
      await traveller(tx),
      await traveller(tx),
      await traveller(tx),
    ];
    await visit(tx, visitor, experience, "2026-05-10T10:00:00Z");
    await story(tx, visitor, experience, new Date("2026-05-11T10:00:00Z"));
    await story(tx, teller, experience, new Date("2026-05-11T10:00:00Z"));
    await story(tx, teller, experience, new Date("2025-06-11T10:00:00Z"));
    await visit(tx, owner, experience, "2026-05-10T10:00:00Z");
    for (const email of [`${registered}@test.example`, "nobody@test.example"]) {
      await tx`insert into public.visitors (email, experience_id, company_id, created_at)
        values (${email}, ${experience}, ${company}, '2026-05-12T10:00:00Z')`;
    }
    expect(await metric(tx, "explorers", company)).toEqual({
      explorers: 4,
      returning_explorers: null,
    });
    expect(await metric(tx, "explorers", company, "2026-05-01", "2026-05-31")).toEqual({
      explorers: 4,
      returning_explorers: 1,
    });
    expect(await metric(tx, "registrations", company)).toEqual({ registrations: 2 });
  });

  inside("visits are what is marked now, dated by the first mark", async (tx) => {
    const { company, experience } = await place(tx);
    const [one, two] = [await traveller(tx), await traveller(tx)];
    await visit(tx, one, experience, ago(40));
    await visit(tx, two, experience, ago(40));
    await tx`update public.visits set is_visited = false where user_id in ${sql([one, two])}`;
    expect(await metric(tx, "visits", company)).toBeNull();
    await tx`update public.visits set is_visited = true where user_id = ${one}`;
    expect(await metric(tx, "visits", company)).toEqual({
      visits: 1,
      visitors: 1,
      verified_visits: 0,
    });
    const recent = ago(30).toISOString().slice(0, 10);
    expect(await metric(tx, "visits", company, recent, null)).toBeNull();
  });

  inside("stories count while published; their pictures once", async (tx) => {
    const { company, experience } = await place(tx);
    const person = world.people.traveller;
    const [a, b] = [await story(tx, person, experience), await story(tx, person, experience)];
    for (const id of [a, b]) {
      await tx`insert into public.story_media (story_id, media_id)
        values (${id}, ${world.id("traveller picture")})`;
    }
    expect(await metric(tx, "stories", company)).toEqual({
      stories: 2,
      storytellers: 1,
      photos: 1,
    });
    await tx`update public.stories set status = 'ARCHIVED' where id = ${a}`;
    expect(await metric(tx, "stories", company)).toMatchObject({ stories: 1 });
    expect(await metric(tx, "stories", company, null, null, "day")).toMatchObject({
      stories: 1,
      photos: 1,
    });
  });

  inside("the story rate looks at visits of a fortnight and longer ago", async (tx) => {
    const { company, experience, owner } = await place(tx);
    const people = await Promise.all([1, 2, 3, 4].map(() => traveller(tx)));
    const [told, late, silent, young] = people as [string, string, string, string];
    await visit(tx, told, experience, ago(20));
    await story(tx, told, experience, ago(7));
    await story(tx, told, experience, ago(8));
    await visit(tx, late, experience, ago(30));
    await story(tx, late, experience, ago(10));
    await visit(tx, silent, experience, ago(15));
    await visit(tx, young, experience, ago(13));
    await story(tx, young, experience, ago(12));
    await visit(tx, owner, experience, ago(20));
    await story(tx, owner, experience, ago(19));
    const rate = { visits: 3, told: 1 };
    expect(await metric(tx, "story_rate", company)).toEqual(rate);
    const from = ago(60).toISOString().slice(0, 10);
    expect(await metric(tx, "story_rate", company, from, null)).toEqual(rate);
    // A story taken back is none, a visit taken back neither.
    await tx`update public.stories set status = 'ARCHIVED' where user_id = ${told}`;
    expect(await metric(tx, "story_rate", company)).toEqual({ visits: 3, told: 0 });
    expect(await metric(tx, "story_rate", company, from, null)).toEqual({ visits: 3, told: 0 });
  });

  inside("engagement is what others gave; per story in its first week", async (tx) => {
    const { company, experience, owner } = await place(tx);
    const [author, fan] = [await traveller(tx), await traveller(tx)];
    const old = await story(tx, author, experience, ago(10));
    const young = await story(tx, author, experience, ago(3));
    await like(tx, fan, old, ago(9));
    await like(tx, author, old, ago(2)); // after the first week
    await like(tx, owner, old, ago(9)); // own people
    await like(tx, fan, young, ago(1));
    await tx`insert into public.shares (story_id, user_id, platform, created_at)
      values (${old}, ${fan}, 'facebook', ${ago(8)}), (${old}, ${fan}, 'facebook', ${ago(8)})`;
    await tx`insert into public.comments (story_id, user_id, content, created_at)
      values (${old}, ${fan}, 'Nice', ${ago(5)})`;
    const all = { likes: 3, comments: 1, shares: 2, engagement: 6 };
    expect(await metric(tx, "engagement", company)).toEqual(all);
    const from = ago(60).toISOString().slice(0, 10);
    expect(await metric(tx, "engagement", company, from, null)).toEqual(all);
    expect(await metric(tx, "engagement_per_story", company)).toEqual({
      stories: 1,
      reactions: 4,
    });
  });

  inside("visit rate and brought here follow people from opening to visit", async (tx) => {
    const { company, experience } = await place(tx);
    const [came, stayed, young] = [await traveller(tx), await traveller(tx), await traveller(tx)];
    const seen = { company_id: company, experience_id: experience };
    await open(tx, ago(40), { ...seen, person: came, source: "story" });
    await open(tx, ago(40), { ...seen, person: stayed });
    await open(tx, ago(40), { ...seen, anonymous: Buffer.alloc(16, 2) });
    await open(tx, ago(3), { ...seen, person: young, source: "qr", placement: "door" });
    await visit(tx, came, experience, ago(30));
    await visit(tx, stayed, experience, ago(20));
    expect(await metric(tx, "visit_rate", company)).toEqual({ openers: 2, visited: 1 });
    expect(await metric(tx, "brought_here", company)).toEqual({ brought_here: 1 });
    const rows = await tx`select source, placement, openings::int
      from public.metric_sources(${[company]}, null, null)`;
    expect([...rows]).toEqual([
      { source: null, placement: null, openings: 2 },
      { source: "qr", placement: "door", openings: 1 },
      { source: "story", placement: null, openings: 1 },
    ]);
  });

  inside(
    "challenges: completion, reach, redemption, verified visits; no test walks",
    async (tx) => {
      const { company, experience, owner } = await place(tx);
      const challenge = randomUUID();
      await tx`insert into public.challenges (id, businessid, company_id, title)
      values (${challenge}, ${owner}, ${company}, 'Three bridges')`;
      const [first] = await tx`insert into public.challenge_steps
      (challenge_id, position, title, proof, experience_id)
      values (${challenge}, 1, 'One', 'qr', ${experience}) returning id`;
      await tx`insert into public.challenge_steps (challenge_id, position, title, proof)
      values (${challenge}, 2, 'Two', 'self')`;
      const [reward] = await tx`insert into public.rewards (challenge_id, name)
      values (${challenge}, 'Coffee') returning id`;
      const walk = async (started: Date, finished: Date | null, test = false) => {
        const person = await traveller(tx);
        const [made] = await tx`insert into public.challenge_participations
        (challenge_id, user_id, started_at, finished_at, is_test)
        values (${challenge}, ${person}, ${started}, ${finished}, ${test}) returning id`;
        return { person, id: String(made?.id) };
      };
      const done = await walk(ago(40), ago(39));
      await walk(ago(40), ago(5));
      await walk(ago(2), ago(1));
      const test = await walk(ago(40), ago(39), true);
      for (const { id } of [done, test]) {
        await tx`insert into public.check_ins (participation_id, step_id, proof, status, accepted_at)
        values (${id}, ${first?.id}, 'qr', 'accepted', ${ago(40)})`;
        await tx`insert into public.reward_grants
        (reward_id, participation_id, code, granted_at, redeemed_at)
        values (${reward?.id}, ${id}, ${id === done.id ? "ABCDEFGH" : "JKLMNPQR"}, ${ago(39)}, ${ago(38)})`;
      }
      await visit(tx, done.person, experience);
      await visit(tx, await traveller(tx), experience);
      const [completion] = await tx`select starts::int, finished::int, median_seconds
      from public.metric_completion(${[company]})`;
      expect(completion).toMatchObject({ starts: 2, finished: 1 });
      expect(completion?.median_seconds).toBeCloseTo(86_400, -1);
      const reach = await tx`select position, starts::int, reached::int
      from public.metric_step_reach(${[company]})`;
      expect([...reach]).toEqual([
        { position: 1, starts: 3, reached: 1 },
        { position: 2, starts: 3, reached: 0 },
      ]);
      const [redemption] =
        await tx`select granted::int, redeemed::int, outstanding::int, settled::int
      from public.metric_redemption(${[company]})`;
      expect(redemption).toEqual({ granted: 1, redeemed: 1, outstanding: 0, settled: 1 });
      expect(await metric(tx, "visits", company)).toEqual({
        visits: 2,
        visitors: 2,
        verified_visits: 1,
      });
      const kinds = await tx`select kind, test, count(*)::int as events from public.events
      where company_id = ${company} and challenge_id is not null group by 1, 2 order by 1, 2`;
      expect([...kinds]).toEqual([
        { kind: "challenge_start", test: false, events: 3 },
        { kind: "challenge_start", test: true, events: 1 },
        { kind: "check_in", test: false, events: 1 },
        { kind: "check_in", test: true, events: 1 },
        { kind: "grant", test: false, events: 1 },
        { kind: "grant", test: true, events: 1 },
      ]);
    },
  );
});

describe("a company's figures", () => {
  const stats = "select * from public.analytics_visit_stats($1)";
  inside("are for its own people, its owner and super admins", async (tx) => {
    const acme = world.id("acme");
    const { people } = world;
    for (const who of ["member", "editor", "admin", "owner", "superAdmin"] as const) {
      expect(await rowsAs(tx, people[who], stats, [acme])).toMatchObject([{ business_id: acme }]);
    }
    // By the account: its own companies, to itself and to those who work in them.
    expect(await rowsAs(tx, people.owner, stats, [people.owner])).toHaveLength(1);
    expect(await rowsAs(tx, people.member, stats, [people.owner])).toHaveLength(1);
    expect(await rowsAs(tx, people.stranger, stats, [people.stranger])).toHaveLength(1);
    expect(await refusal(tx, people.stranger, stats, [acme])).toBe("42501");
    expect(await refusal(tx, people.former, stats, [acme])).toBe("42501");
    expect(await refusal(tx, people.traveller, stats, [people.owner])).toBe("42501");
    expect(await refusal(tx, people.traveller, stats, [people.traveller])).toBe("P0002");
    expect(await refusal(tx, people.stranger, stats, [people.member])).toBe("P0002");
    expect(await refusal(tx, people.superAdmin, stats, [randomUUID()])).toBe("P0002");
    expect(await refusal(tx, people.admin, stats, [world.id("gone")])).toBe("P0002");
    expect(await refusal(tx, null, stats, [acme])).toBe("42501");
  });

  inside("are not got at through a metric of somebody else's company either", async (tx) => {
    const { company, experience } = await place(tx);
    await visit(tx, world.people.traveller, experience);
    const visits = "select * from public.metric_visits($1)";
    expect(await rowsAs(tx, world.people.owner, visits, [[company]])).toHaveLength(1);
    expect(await rowsAs(tx, world.people.stranger, visits, [[company]])).toEqual([]);
    expect(await refusal(tx, null, visits, [[company]])).toBe("42501");
  });
});

describe("questions", () => {
  const asked = async (tx: Tx, company: string | null, row: Record<string, unknown>) =>
    tx`insert into public.ai_uses ${sql({
      model: "m",
      purpose: "assistant",
      state: "answered",
      created_at: new Date("2026-06-15T12:00:00Z"),
      company_id: company,
      ...row,
    } as never)}`;
  const figures = "select * from public.company_answer_figures($1, '2026-06-01', '2026-07-01')";

  inside(
    "are answered with a source when the answer names one; the others are told",
    async (tx) => {
      const acme = world.id("acme");
      const { people } = world;
      await asked(tx, acme, { question: "When does the boat leave?", citations: 2, helpful: true });
      await asked(tx, acme, { question: "What does it cost?", citations: 1, purpose: "search" });
      await asked(tx, acme, { question: "Are dogs allowed?", citations: 0 });
      await asked(tx, acme, { question: "Allowed: are dogs?", citations: null });
      // With a source, and still no help.
      await asked(tx, acme, { question: "Where to park?", citations: 1, helpful: false });
      // Not a question, not answered, not of these days, not theirs.
      await asked(tx, acme, { question: "x", citations: 1, purpose: "translation" });
      for (const state of ["running", "stopped", "failed"]) {
        await asked(tx, acme, { question: "x", citations: 1, state });
      }
      for (const at of ["2026-05-31T23:59:59.999Z", "2026-07-01T00:00:00Z"]) {
        await asked(tx, acme, { question: "x", citations: 1, created_at: new Date(at) });
      }
      await asked(tx, null, { question: "x", citations: 1 });
      const { company } = await place(tx);
      await asked(tx, company, { question: "x", citations: 1 });

      const told = {
        questions: 5,
        with_source: 3,
        gaps: [
          { question: "Allowed: are dogs?", times: 2 },
          { question: "Where to park?", times: 1 },
        ],
      };
      for (const who of ["member", "editor", "admin", "superAdmin"] as const) {
        expect(await rowsAs(tx, people[who], figures, [acme]), who).toEqual([told]);
      }
      const none = { questions: 0, with_source: 0, gaps: [] };
      for (const who of ["stranger", "former", "traveller"] as const) {
        expect(await rowsAs(tx, people[who], figures, [acme]), who).toEqual([none]);
      }
      expect(await refusal(tx, null, figures, [acme])).toBe("42501");
    },
  );
});

describe("counters", () => {
  /** What the counters say beside what counting says; equal or something is wrong. */
  async function drift(db: Tx | Sql) {
    return db`
      select 'reactions' as counter, story_id::text as about from (
        select story_id, kind, amount, first_week from private.story_reactions where amount > 0
        except all
        select r.story_id, r.kind, count(*), count(*) filter (
          where private.is_first_week(s.published_at, r.created_at))
        from (
          select story_id, 'like' as kind, created_at from public.likes
          union all select story_id, 'comment', created_at from public.comments
          union all select story_id, 'share', created_at from public.shares
        ) r join public.stories s on s.id = r.story_id group by 1, 2) x
      union all
      select 'missing reactions', story_id::text from (
        select story_id, count(*) from public.likes group by 1
        except all
        select story_id, amount from private.story_reactions where kind = 'like') x
      union all
      (select 'visits', experience_id::text from (
        select experience_id, visits from private.visit_counts where visits > 0
        except all
        select experience_id, count(*) from public.visits where is_visited group by 1) x)
      union all
      (select 'missing visits', experience_id::text from (
        select experience_id, count(*) from public.visits where is_visited group by 1
        except all
        select experience_id, visits from private.visit_counts) x)
      union all
      (select 'people', company_id::text from (
        with people as (
          select company_id, person, sum(visits)::bigint as visits, sum(stories)::bigint as stories
          from (
            select e.owned_by as company_id, v.user_id as person, 1 as visits, 0 as stories
            from public.visits v join public.experiences e on e.id = v.experience_id
            where v.is_visited
            union all
            select e.owned_by, s.user_id, 0, 1
            from public.stories s join public.experiences e on e.id = s.experience_id
            where s.status = 'PUBLISHED') g
          group by 1, 2)
        (select * from people except all table private.company_people)
        union all (table private.company_people except all select * from people)) x)
      union all
      (select 'photos', company_id::text from (
        with photos as (
          select e.owned_by as company_id, m.media_id, count(*) as stories
          from public.story_media m
          join public.media_assets a on a.id = m.media_id
            and (a.mime_type is null or a.mime_type like 'image/%')
          join public.stories s on s.id = m.story_id and s.status = 'PUBLISHED'
          join public.experiences e on e.id = s.experience_id
          group by 1, 2)
        (select * from photos except all table private.company_photos)
        union all (table private.company_photos except all select * from photos)) x)
      union all
      (select 'total ' || kind, company_id::text from (
        with published as (
          select e.owned_by as company_id, s.id, s.user_id from public.stories s
          join public.experiences e on e.id = s.experience_id where s.status = 'PUBLISHED'),
        visited as (
          select e.owned_by as company_id, v.user_id from public.visits v
          join public.experiences e on e.id = v.experience_id where v.is_visited),
        reacted as (
          select e.owned_by as company_id, r.kind,
            s.status = 'PUBLISHED' and r.created_at >= s.published_at
              and r.created_at < s.published_at + interval '7 days' as first_week
          from (
            select story_id, 'like' as kind, created_at from public.likes
            union all select story_id, 'comment', created_at from public.comments
            union all select story_id, 'share', created_at from public.shares) r
          join public.stories s on s.id = r.story_id
          join public.experiences e on e.id = s.experience_id),
        totals as (
          select company_id, 'visit' as kind, count(*) as amount from visited group by 1
          union all
          select company_id, 'visitor', count(distinct user_id) from visited group by 1
          union all
          select company_id, 'story', count(*) from published group by 1
          union all
          select company_id, 'storyteller', count(distinct user_id) from published group by 1
          union all
          select company_id, 'explorer', count(distinct user_id) from (
            select company_id, user_id from visited
            union all select company_id, user_id from published) x group by 1
          union all
          select p.company_id, 'photo', count(distinct m.media_id)
          from published p join public.story_media m on m.story_id = p.id
          join public.media_assets a on a.id = m.media_id
            and (a.mime_type is null or a.mime_type like 'image/%')
          group by 1
          union all
          select company_id, kind, count(*) from reacted group by 1, 2
          union all
          select company_id, 'first_week', count(*) from reacted where first_week group by 1
          union all
          select owned_by, status, count(*) from public.experiences group by 1, 2),
        kept as (
          select company_id, kind, sum(amount) as amount from private.company_totals
          group by 1, 2 having sum(amount) <> 0)
        (select company_id, kind, amount from totals where amount <> 0
          except all select * from kept)
        union all
        (select * from kept except all select company_id, kind, amount from totals)) x)
      union all
      (select 'told', experience_id::text from (
        with told as (
          select v.experience_id, v.user_id, v.first_visited_at, e.owned_by from public.visits v
          join public.experiences e on e.id = v.experience_id
          where v.is_visited and exists (select from public.stories s
            where s.experience_id = v.experience_id and s.user_id = v.user_id
              and s.status = 'PUBLISHED' and s.published_at >= v.first_visited_at
              and s.published_at <= v.first_visited_at + interval '14 days'))
        (select * from told except all select * from private.told_visits)
        union all (select * from private.told_visits except all select * from told)) x)
      union all
      (select 'company', experience_id::text from (
        select experience_id, company_id from public.visits
        union all select experience_id, company_id from public.stories) g
        where company_id is distinct from
          (select e.owned_by from public.experiences e where e.id = experience_id))
      union all
      (select 'score', story_id::text from (
        with scores as (
          select s.id as story_id, e.owned_by as company_id, s.published_at, count(*) as engagement
          from (
            select story_id from public.likes
            union all select story_id from public.comments
            union all select story_id from public.shares) r
          join public.stories s on s.id = r.story_id and s.status = 'PUBLISHED'
          join public.experiences e on e.id = s.experience_id
          group by 1, 2, 3),
        kept as (
          select story_id, company_id, published_at, engagement from private.story_scores
          where engagement <> 0)
        (select * from scores except all select * from kept)
        union all (select * from kept except all select * from scores)) x)`;
  }

  inside("follow every kind of change", async (tx) => {
    const a = await place(tx);
    const b = await place(tx);
    const [one, two] = [await traveller(tx), await traveller(tx)];
    for (const person of [one, two]) {
      await visit(tx, person, a.experience);
      await visit(tx, person, a.second);
      await visit(tx, person, b.experience);
    }
    const told = await story(tx, one, a.experience);
    await like(tx, two, told);
    await like(tx, one, told);
    expect([...(await drift(tx))]).toEqual([]);
    for (const change of [
      () => tx`update public.visits set is_visited = false where user_id = ${one}`,
      () => tx`update public.visits set is_visited = true where user_id = ${one}`,
      () => tx`delete from public.likes where user_id = ${two}`,
      () => tx`update public.stories set status = 'DRAFT' where id = ${told}`,
      () => tx`update public.stories set status = 'PUBLISHED' where id = ${told}`,
      () => tx`update public.stories set experience_id = ${a.second} where id = ${told}`,
      () => tx`update public.experiences set owned_by = ${b.company} where id = ${a.second}`,
      () => tx`delete from public.experiences where id = ${a.experience}`,
      () => tx`delete from auth.users where id = ${one}`,
      () => tx`delete from public.experiences where id = ${a.second}`,
    ]) {
      await change();
      expect([...(await drift(tx))], String(change)).toEqual([]);
    }
    expect(await metric(tx, "visits", b.company)).toEqual({
      visits: 1,
      visitors: 1,
      verified_visits: 0,
    });
  });

  it("agree with counting after many write at once", async () => {
    const { company, experience, second } = await place(sql);
    const leaving = (await place(sql)).experience;
    const people = await Promise.all(Array.from({ length: 12 }, () => traveller(sql)));
    const stories = await Promise.all(
      people
        .slice(0, 8)
        .map((person, index) => story(sql, person, index < 6 ? experience : leaving)),
    );
    const [one = "", two = "", three = ""] = stories;
    const [file] = await sql`insert into public.media_assets (user_id, url, mime_type)
      values (${people[0] ?? ""}, ${`https://example.com/${randomUUID()}`}, 'image/png')
      returning id`;
    const pictured = (on: string) =>
      sql`insert into public.story_media (story_id, media_id) values (${on}, ${file?.id})
        on conflict do nothing`;
    await Promise.all(stories.slice(0, 4).map(pictured));

    const work: (() => Promise<unknown>)[] = [];
    for (const [index, person] of people.entries()) {
      for (const place of [experience, second, leaving]) {
        const mark = () => sql`insert into public.visits (user_id, experience_id)
          values (${person}, ${place})
          on conflict (user_id, experience_id) do update set is_visited = not visits.is_visited`;
        const change = () => sql`update public.visits set is_visited = not is_visited
          where user_id = ${person} and experience_id = ${place}`;
        work.push(mark, change, change);
      }
      for (const on of stories) {
        const liked = () => sql`insert into public.likes (story_id, user_id)
          values (${on}, ${person}) on conflict do nothing`;
        work.push(
          liked,
          () => sql`delete from public.likes where user_id = ${person} and story_id = ${on}`,
          liked,
        );
      }
      work.push(
        () => sql`insert into public.comments (story_id, user_id, content)
          values (${stories[index % 8] ?? ""}, ${person}, 'Oh')`,
        () => sql`delete from public.comments where user_id = ${person}`,
      );
      if (index > 4) work.push(() => story(sql, person, experience));
    }
    for (const on of stories) {
      const status = () => sql`update public.stories
        set status = case status when 'DRAFT' then 'PUBLISHED' else 'DRAFT' end where id = ${on}`;
      work.push(
        status,
        status,
        () => pictured(on),
        () => sql`delete from public.story_media where story_id = ${on}`,
      );
    }
    work.push(
      () => sql`update public.stories set experience_id = ${second} where id = ${one}`,
      () => sql`update public.stories set experience_id = ${leaving} where id = ${three}`,
      () => sql`delete from public.stories where id = ${two}`,
      () => sql`update public.experiences set name = 'Renamed' where id = ${experience}`,
      () => sql`update public.experiences set owned_by = ${company} where id = ${leaving}`,
      () => sql`delete from public.experiences where id = ${leaving}`,
      () => sql`delete from public.media_assets where id = ${file?.id}`,
      ...[3, 7, 11].map(
        (index) => () => sql`delete from auth.users where id = ${people[index] ?? ""}`,
      ),
    );
    work.sort(() => Math.random() - 0.5);
    const results = await Promise.allSettled(work.map((write) => write()));
    // Writing about what another deleted meanwhile is refused; nothing else is.
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason.code] : [],
    );
    expect(refused.filter((code) => code !== "23503")).toEqual([]);
    expect([...(await drift(sql))]).toEqual([]);

    const [plain] = await sql`
      select (select count(*)::int from public.likes l join public.stories s on s.id = l.story_id
          where s.experience_id in ${sql([experience, second])}) as likes,
        (select count(*)::int from public.visits v
          where v.experience_id in ${sql([experience, second])} and v.is_visited) as visits`;
    const counted = await rolledBack(sql, async (tx) => ({
      likes: (await metric(tx, "engagement", company))?.likes ?? 0,
      visits: (await metric(tx, "visits", company))?.visits ?? 0,
    }));
    expect(counted).toEqual(plain);
  });

  /** What the overviews say of some companies, beside the definitions counted row by row. */
  async function overviews(db: Tx, companies: string[]) {
    const [said] = await db`
      select coalesce(v.visits, 0)::int as visits, coalesce(v.visitors, 0)::int as visitors,
        coalesce(x.explorers, 0)::int as explorers, coalesce(s.stories, 0)::int as stories,
        coalesce(s.storytellers, 0)::int as storytellers, coalesce(s.photos, 0)::int as photos,
        coalesce(e.likes, 0)::int as likes, coalesce(e.comments, 0)::int as comments,
        coalesce(e.shares, 0)::int as shares, p.stories::int as grown, p.reactions::int as reactions,
        coalesce(r.visits, 0)::int as rated, coalesce(r.told, 0)::int as told
      from (select) nothing
      left join public.metric_visits(${companies}) v on true
      left join public.metric_explorers(${companies}) x on true
      left join public.metric_stories(${companies}) s on true
      left join public.metric_engagement(${companies}) e on true
      left join public.metric_engagement_per_story(${companies}) p on true
      left join public.metric_story_rate(${companies}) r on true`;
    const [counted] = await db`
      with own as (
        select company_id, member_id from public.company_members
        where company_id = any (${companies}) and not is_deleted),
      places as (select id, owned_by from public.experiences where owned_by = any (${companies})),
      visited as (
        select v.* from public.visits v join places p on p.id = v.experience_id
        where v.is_visited and (p.owned_by, v.user_id) not in (table own)),
      told as (
        select s.* from public.stories s join places p on p.id = s.experience_id
        where s.status = 'PUBLISHED' and (p.owned_by, s.user_id) not in (table own)),
      reacted as (
        select r.*, p.owned_by from (
          select story_id, user_id, 'like' as kind, created_at from public.likes
          union all select story_id, user_id, 'comment', created_at from public.comments
          union all select story_id, user_id, 'share', created_at from public.shares) r
        join public.stories s on s.id = r.story_id
        join places p on p.id = s.experience_id
        where (p.owned_by, r.user_id) not in (table own)),
      grown as (select * from told where published_at <= now() - interval '7 days'),
      rated as (select * from visited where first_visited_at <= now() - interval '14 days')
      select (select count(*)::int from visited) as visits,
        (select count(distinct user_id)::int from visited) as visitors,
        (select count(distinct user_id)::int from (
          select user_id from visited union all select user_id from told) x) as explorers,
        (select count(*)::int from told) as stories,
        (select count(distinct user_id)::int from told) as storytellers,
        (select count(distinct m.media_id)::int from told t
          join public.story_media m on m.story_id = t.id
          join public.media_assets a on a.id = m.media_id
          where a.mime_type is null or a.mime_type like 'image/%') as photos,
        (select count(*)::int from reacted where kind = 'like') as likes,
        (select count(*)::int from reacted where kind = 'comment') as comments,
        (select count(*)::int from reacted where kind = 'share') as shares,
        (select count(*)::int from grown) as grown,
        (select count(*)::int from reacted r join grown g on g.id = r.story_id
          where r.created_at >= g.published_at
            and r.created_at < g.published_at + interval '7 days') as reactions,
        (select count(*)::int from rated) as rated,
        (select count(*)::int from rated v where exists (select from public.stories s
          where s.experience_id = v.experience_id and s.user_id = v.user_id
            and s.status = 'PUBLISHED' and s.published_at >= v.first_visited_at
            and s.published_at <= v.first_visited_at + interval '14 days')) as told`;
    // The best three, and all of them.
    for (const most of [3, 1000]) {
      for (const company of companies) {
        const best = await db`select story_id, engagement::int
          from public.analytics_top_stories(${company}, null, null, ${most})`;
        const sorted = await db`
          with own as (
            select member_id from public.company_members
            where company_id = ${company} and not is_deleted)
          select s.id as story_id, (
            select count(*)::int from (
              select user_id from public.likes where story_id = s.id
              union all select user_id from public.comments where story_id = s.id
              union all select user_id from public.shares where story_id = s.id) r
            where r.user_id not in (table own)) as engagement
          from public.stories s join public.experiences e on e.id = s.experience_id
          where e.owned_by = ${company} and s.status = 'PUBLISHED'
            and s.user_id not in (table own)
          order by 2 desc, s.published_at desc, s.id desc limit ${most}`;
        expect([...best]).toEqual([...sorted]);
      }
    }
    return { said, counted };
  }

  /** Two companies, and whatever can happen to what is counted about them, in an order by the seed. */
  async function randomWrites(tx: Tx, seed: number) {
    let state = seed;
    /** A number below the bound, the same ones for the same seed. */
    const below = (bound: number) => {
      // mulberry32
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
      return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
    };
    const any = <T>(things: readonly T[]) => things[below(things.length)] as T;

    const places = [await place(tx), await place(tx)];
    const companies = places.map(({ company }) => company);
    let experiences = places.flatMap(({ experience, second }) => [experience, second]);
    // One of each company's own people is among them from the start.
    const people = [
      places[0]?.owner ?? "",
      ...(await Promise.all([1, 2, 3, 4].map(() => traveller(tx)))),
    ];
    const stories: string[] = [];
    const media: string[] = [];
    const file = async (kind: string | null) => {
      const [row] = await tx`insert into public.media_assets (user_id, url, mime_type)
        values (${people[1] ?? ""}, ${`https://example.com/${randomUUID()}`}, ${kind})
        returning id`;
      return row?.id;
    };
    for (const kind of ["image/jpeg", "image/png", null, "video/mp4"]) media.push(await file(kind));
    const when = () => ago(below(40));
    /** Reactions may come after a publication that is still ahead. */
    const later = () => ago(below(16) - 8);

    const writes: Record<string, () => Promise<unknown>> = {
      visit: () => tx`insert into public.visits (user_id, experience_id, created_at)
          values (${any(people)}, ${any(experiences)}, ${when()})
          on conflict (user_id, experience_id) do update set is_visited = not visits.is_visited`,
      "visit withdrawn": () => tx`delete from public.visits where user_id = ${any(people)}
          and experience_id = ${any(experiences)}`,
      publish: async () => stories.push(await story(tx, any(people), any(experiences), when())),
      draft: async () => {
        const [row] = await tx`insert into public.stories (user_id, experience_id, status)
            values (${any(people)}, ${any(experiences)}, 'DRAFT') returning id`;
        stories.push(row?.id);
        // Authors may like their own drafts.
        await like(tx, any(people), row?.id, later());
      },
      "new status": () => tx`update public.stories
          set status = ${any(["DRAFT", "PUBLISHED", "ARCHIVED"])} where id = ${any(stories)}`,
      "all change status": () => tx`update public.stories
          set status = case when status = 'PUBLISHED' then 'ARCHIVED' else 'PUBLISHED' end`,
      "another place": () => tx`update public.stories
          set experience_id = ${any([...experiences, null])} where id = ${any(stories)}`,
      "no story": () => tx`delete from public.stories where id = ${any(stories)}`,
      like: () => tx`insert into public.likes (story_id, user_id, created_at)
          select id, ${any(people)}, ${later()} from public.stories
          where id in ${sql([any(stories), any(stories)])} on conflict do nothing`,
      unlike: () => tx`delete from public.likes where user_id = ${any(people)}`,
      comment: () => tx`insert into public.comments (story_id, user_id, content, created_at)
          select id, ${any(people)}, 'Oh', ${later()} from public.stories where id = ${any(stories)}`,
      "no comment": () => tx`delete from public.comments where story_id = ${any(stories)}`,
      share: () => tx`insert into public.shares (story_id, user_id, platform, created_at)
          select id, ${any(people)}, 'facebook', ${later()} from public.stories
          where id = ${any(stories)}`,
      picture: () => tx`insert into public.story_media (story_id, media_id)
          select s.id, a.id from public.stories s, public.media_assets a
          where s.user_id = ${any(people)} and a.id = ${any(media)}
          on conflict do nothing`,
      "no picture": () => tx`delete from public.story_media where media_id = ${any(media)}`,
      "other file": () => tx`update public.media_assets
          set mime_type = case when mime_type = 'video/mp4' then 'image/webp' else 'video/mp4' end
          where id = ${any(media)}`,
      "file gone": async () => {
        const gone = any(media);
        await tx`delete from public.media_assets where id = ${gone}`;
        media[media.indexOf(gone)] = await file("image/png");
      },
      "new state": () => tx`update public.experiences
          set status = ${any(["active", "inactive", "internal"])} where id = ${any(experiences)}`,
      "other hands": () => tx`update public.experiences set owned_by = ${any(companies)}
          where id = ${any(experiences)}`,
      joins: () => tx`insert into public.company_members (company_id, member_id, role)
          select ${any(companies)}, businessid, 'member' from public.businessprofiles
          where businessid = ${any(people)} on conflict do nothing`,
      leaves: () => tx`update public.company_members set is_deleted = not is_deleted
          where company_id = ${any(companies)} and role <> 'admin'`,
      "place gone": async () => {
        if (experiences.length < 3 || below(6) > 0) return;
        const gone = any(experiences);
        experiences = experiences.filter((id) => id !== gone);
        await tx`delete from public.experiences where id = ${gone}`;
      },
      "account gone": async () => {
        if (people.length < 4 || below(10) > 0) return;
        const gone = people.pop() ?? "";
        await tx`delete from auth.users where id = ${gone}`;
      },
    };
    // Two more of a company's own, who may come and go.
    for (const person of people.slice(1, 3)) {
      await tx`insert into public.businessprofiles (businessid, email, businessname)
          values (${person}, ${`${person}@test.example`}, 'Own') on conflict do nothing`;
    }
    for (let i = 0; i < 3; i += 1) await writes.publish?.();

    const done: string[] = [];
    return {
      companies,
      /** The last of them, for a failure. */
      last: () => done.slice(-5).join(", "),
      async write(times: number) {
        for (let i = 0; i < times; i += 1) {
          const name = any(Object.keys(writes));
          await writes[name]?.();
          done.push(name);
        }
      },
    };
  }

  it.each([1, 2, 3])("follow random writes, and the overviews with them (seed %i)", (seed) =>
    rolledBack(sql, async (tx) => {
      const { companies, write, last } = await randomWrites(tx, seed);
      for (let round = 0; round < 50; round += 1) {
        await write(5);
        expect([...(await drift(tx))], last()).toEqual([]);
        for (const asked of [...companies.map((company) => [company]), companies]) {
          const { said, counted } = await overviews(tx, asked);
          expect(said, last()).toEqual(counted);
        }
      }
      // It must have been about something.
      const [left] = await tx`select count(*)::int as totals from private.company_totals
        where amount <> 0`;
      expect(left?.totals).toBeGreaterThan(8);
    }),
  );

  // The proof that the writes above would show it if a counter stood still.
  it.each([
    ["private.company_people", "total_insert"],
    ["private.company_people", "total_update"],
    ["private.company_photos", "total_insert"],
    ["private.company_photos", "total_delete"],
    ["private.story_reactions", "total_insert"],
    ["private.story_reactions", "total_update"],
    ["public.visits", "count_insert"],
    ["public.visits", "count_update"],
    ["public.visits", "count_delete"],
    ["public.stories", "count_insert"],
    ["public.stories", "recount_update"],
    ["public.stories", "uncount_delete"],
    ["public.stories", "count_first_week"],
    ["public.story_media", "count_insert"],
    ["public.story_media", "count_delete"],
    ["public.media_assets", "recount_update"],
    ["public.stories", "set_company"],
    ["public.stories", "score_update"],
    ["public.visits", "set_company"],
    ["private.story_reactions", "score_insert"],
    ["private.story_reactions", "score_update"],
    ["private.told_visits", "set_company"],
    ["public.experiences", "total_insert"],
    ["public.experiences", "total_update"],
    ["public.experiences", "total_delete"],
    ["public.experiences", "move_visitors"],
    ["public.experiences", "remove_visits_first"],
    ["public.experiences", "without_experience"],
  ])("drift without the trigger of %s, %s", (table, trigger) =>
    rolledBack(sql, async (tx) => {
      await tx.unsafe(`alter table ${table} disable trigger ${trigger}`);
      const { write } = await randomWrites(tx, 4);
      for (let round = 0; round < 80; round += 1) {
        // A constraint may notice even before the figures do.
        const broken = await write(10).then(
          () => drift(tx),
          (error) => [error.code],
        );
        if (broken.length > 0) return;
      }
      expect.fail("nobody noticed");
    }),
  );

  it("keep a company's total in slots, so that nobody waits for another's like", async () => {
    const { company, experience } = await place(sql);
    const [author, ...people] = await Promise.all(Array.from({ length: 4 }, () => traveller(sql)));
    const told = await Promise.all(people.map(() => story(sql, author ?? "", experience)));
    // Likes of several stories in transactions that are all open at once.
    const open = Promise.withResolvers<void>();
    let waiting = 0;
    await Promise.all(
      people.map((person, index) =>
        sql.begin(async (tx) => {
          await tx`set local lock_timeout = '2s'`;
          await like(tx, person, told[index] ?? "");
          waiting += 1;
          if (waiting === people.length) open.resolve();
          await open.promise;
        }),
      ),
    );
    const [{ likes, slots } = {}] = await sql`
      select sum(amount)::int as likes, count(*)::int as slots from private.company_totals
      where company_id = ${company} and kind = 'like'`;
    expect({ likes, slots }).toEqual({ likes: 3, slots: 3 });
    // The next one needs no slot of its own.
    await like(sql, author ?? "", told[0] ?? "");
    const [after] = await sql`select count(*)::int as slots from private.company_totals
      where company_id = ${company} and kind = 'like'`;
    expect(after?.slots).toBe(3);
  });
});
