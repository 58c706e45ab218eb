/**
 * Rows for the benchmark: one company, one signed-in editor, many active experiences.
 *
 * Written with triggers and keys asleep, because a million likes one by one take half an hour; what
 * the triggers would have written follows set by set. `checkFilling` compares the two on a sample.
 * Left out are the audit and the event log, which nothing measured here reads.
 */
import { createClient } from "@supabase/supabase-js";
import type postgres from "postgres";
import type { BackendReady } from "../../lib/commands/stack.ts";

/** A company with an editor of its own, and that editor's access token. */
export async function benchCompany(sql: postgres.Sql, backend: BackendReady, name = "Bench") {
  const email = `${name.toLowerCase()}@example.test`;
  const password = "bench-password-only-here";
  const quiet = { auth: { persistSession: false, autoRefreshToken: false } };
  const admin = createClient(backend.url, backend.secretKey, quiet);
  const created = await admin.auth.admin.createUser({
    email,
    password,
    email_confirm: true,
    user_metadata: { account: "business", username: name.toLowerCase(), business_name: name },
  });
  if (created.error) throw created.error;
  const visitor = createClient(backend.url, backend.publishableKey, quiet);
  const signedIn = await visitor.auth.signInWithPassword({ email, password });
  if (signedIn.error) throw signedIn.error;

  const userId = created.data.user.id;
  const [company] = await sql<{ id: string }[]>`
    insert into public.company_accounts (name, created_by, owned_by, time_zone)
    values (${`${name} Tours`}, ${userId}, ${userId}, 'Europe/Lisbon') returning id`;
  if (!company) throw new Error("the bench company was not created");
  await sql`
    insert into public.company_members (company_id, member_id, role)
    values (${company.id}, ${userId}, 'editor')`;
  return { companyId: company.id, userId, token: signedIn.data.session.access_token };
}

type Tx = postgres.TransactionSql;

/** Inserts rows; `awake` leaves the triggers to it. */
type Filling = { awake?: boolean };

async function insert(tx: Tx, { awake }: Filling, work: () => Promise<unknown>) {
  if (!awake) await tx`set local session_replication_role = replica`;
  await work();
  if (!awake) await tx`set local session_replication_role = origin`;
}

/** Fills the company up to `total` experiences; resolves to the id of one of them. */
export async function addExperiences(sql: postgres.Sql, companyId: string, total: number) {
  await sql.begin((tx) => insertExperiences(tx, companyId, total));
  await writeDocuments(sql, "experience");
  await sql`vacuum analyze public.experiences, private.search_documents`;
  const [row] = await sql<{ id: string }[]>`
    select id from public.experiences order by created_at desc limit 1`;
  if (!row) throw new Error("no experience was created");
  return row.id;
}

const words = (text: string) => text.split(" ");
/** What the places are called, and of what they are told. */
const VOCABULARY = {
  kinds: words(
    "quiet hidden old royal golden silent little grand lost floating painted ancient sunny narrow " +
      "windy sleepy crooked mossy amber copper velvet marble wooden stone paper silver salt honey " +
      "jasmine cedar lotus bamboo mango pepper lemon cherry walnut olive saffron indigo scarlet " +
      "emerald ivory crystal winter summer autumn spring morning evening midnight northern southern " +
      "eastern western upper lower inner outer",
  ),
  things: words(
    "garden market bridge temple harbour bakery museum lighthouse library courtyard tower cellar " +
      "theatre workshop gallery teahouse brewery palace chapel square alley staircase fountain " +
      "orchard vineyard mill quarry cave waterfall beach island lagoon meadow forest valley ridge " +
      "trail canal pier station tunnel rooftop kitchen pottery foundry observatory aquarium arcade " +
      "cinema barracks fortress gate monastery pagoda shrine cemetery bathhouse greenhouse stable " +
      "windmill",
  ),
  /** How a sentence goes on after the thing it is about. */
  ways: [
    "hides behind the",
    "looks over the",
    "was built for the",
    "once belonged to a",
    "stands beside the",
    "opens early, before the",
    "smells of bread from the",
    "leads down to a",
    "keeps the key of the",
    "was painted like a",
    "closes at dusk with the",
    "shares its wall with a",
  ],
  places: words(
    "Lisbon Porto Braga Faro Evora Sintra Coimbra Lagos Tavira Setubal Hanoi Hue Dalat Saigon Sapa " +
      "Vinh Kyoto Osaka Nara Kobe Sapporo Kanazawa Bergen Oslo Tromso Malmo Lund Uppsala Riga " +
      "Tallinn Vilnius Kaunas Gdansk Krakow Lublin Prague Brno Olomouc Graz Linz Salzburg Bern " +
      "Basel Lucerne Turin Parma Siena Lucca Bari Lecce Split Zadar Mostar Ohrid Sofia Varna Cluj " +
      "Brasov Sibiu Izmir",
  ),
};

async function insertExperiences(tx: Tx, companyId: string, total: number, filling: Filling = {}) {
  const { kinds, things, ways, places } = VOCABULARY;
  await insert(
    tx,
    filling,
    () => tx`
    insert into public.experiences (owned_by, created_by, name, description,
      thumbnail_description, address, latitude, longitude, status, created_at)
    select c.id, c.created_by,
      initcap(kind || ' ' || thing) || ' of ' || place,
      (select string_agg('A ' || w.kinds[1 + (n * 7 + i * 13) % cardinality(w.kinds)] || ' '
          || w.things[1 + (n * 11 + i * 17) % cardinality(w.things)] || ' '
          || w.ways[1 + (n * 5 + i * 3) % cardinality(w.ways)] || ' '
          || w.things[1 + (n / 60 + i * 29) % cardinality(w.things)] || ' of '
          || w.places[1 + (n * 3 + i) % cardinality(w.places)] || '.', ' ')
        from generate_series(1, 4) i),
      'A walk to the ' || thing, 'Quay ' || (n % 500) || ', ' || place,
      35 + n % 200 * 0.1, -9 + n / 200 % 300 * 0.1, 'active',
      timestamptz '2026-01-01' + n * interval '30 seconds'
    from public.company_accounts c,
      (select ${kinds}::text[] as kinds, ${things}::text[] as things, ${ways}::text[] as ways,
        ${places}::text[] as places) w,
      generate_series((select count(*) from public.experiences) + 1, ${total}::int) n,
      lateral (select w.kinds[1 + n % cardinality(w.kinds)] as kind,
        w.things[1 + n / 60 % cardinality(w.things)] as thing,
        w.places[1 + n / 3600 % cardinality(w.places)] as place) named
    where c.id = ${companyId}`,
  );
}

/** Published stories of one traveller about the experiences there are, with likes and comments. */
export async function addStories(sql: postgres.Sql, userId: string, total: number) {
  await sql.begin(async (tx) => {
    await insertStories(tx, userId, total);
    await writeTotals(tx);
  });
  await writeDocuments(sql, "story");
  await sql`vacuum analyze public.stories, public.likes, public.comments,
    private.story_reactions, private.search_documents`;
}

async function insertStories(tx: Tx, userId: string, total: number, filling: Filling = {}) {
  const reacted = Math.min(total, 10_000);
  await insert(tx, filling, async () => {
    await tx`
      with places as (
        select array_agg(id) as ids, array_agg(owned_by) as owners
        from (select id, owned_by from public.experiences order by created_at limit 1000) e)
      insert into public.stories (user_id, experience_id, company_id, status, title, story_content,
        created_at, published_at)
      select ${userId}, places.ids[1 + n % cardinality(ids)], places.owners[1 + n % cardinality(ids)],
        'PUBLISHED', 'Bench story ' || n,
        repeat('We crossed the bridge before the rain came. ', 8), at, at
      from places, generate_series(1, ${total}::int) n,
        lateral (select timestamptz '2026-01-01' + n * interval '30 seconds' as at) day`;
    await tx`
      insert into public.likes (user_id, story_id)
      select ${userId}, id from public.stories order by created_at desc limit ${reacted}`;
    await tx`
      insert into public.comments (user_id, story_id, content)
      select ${userId}, s.id, 'Lovely.'
      from (select id from public.stories order by created_at desc limit ${reacted / 5}) s,
        generate_series(1, 5)`;
  });
}

type Amounts = { visits: number; likes: number; stories: number };

/**
 * A company with a year of visits, stories and likes by travellers: what its overview counts. The
 * dates are spread evenly; a twentieth of the visits is told, and those stories share the likes.
 */
export async function addFigures(
  sql: postgres.Sql,
  owner: { companyId: string; userId: string },
  amounts: Amounts,
) {
  await sql.begin(async (tx) => {
    await insertFigures(tx, owner, amounts);
    await writeTotals(tx);
  });
  // Not the documents: nobody searches among them.
  await sql`vacuum analyze public.visits, public.stories, public.likes, public.experiences,
    private.story_reactions, private.story_scores, private.visit_counts, private.company_people,
    private.company_totals, private.told_visits`;
}

async function insertFigures(
  tx: Tx,
  { companyId, userId }: { companyId: string; userId: string },
  { visits, likes, stories: untold }: Amounts,
  filling: Filling = {},
) {
  const people = Math.max(visits / 5, 10);
  const stories = Math.max(visits / 20, 10);
  const experiences = Math.min(1000, visits);
  await tx`insert into auth.users (id, email, raw_user_meta_data)
    select ('10000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
      'traveller-' || n || '@bench.example', '{"account":"traveller"}'
    from generate_series(1, ${people}::int) n`;
  await insert(tx, filling, async () => {
    await tx`insert into public.experiences (owned_by, created_by, name, status, created_at)
      select ${companyId}, ${userId}, 'Figure ' || n, 'active', now() - interval '400 days'
      from generate_series(1, ${experiences}::int) n`;
    await tx`create temp table places on commit drop as
      select id, row_number() over (order by length(name), name) as nr from public.experiences
      where owned_by = ${companyId} and name like 'Figure %'`;
    await tx`insert into public.visits
        (user_id, experience_id, company_id, created_at, first_visited_at)
      select ('10000000-0000-4000-8000-' || lpad((n % ${people}::int + 1)::text, 12, '0'))::uuid,
        p.id, ${companyId}, at, at
      from generate_series(0, ${visits}::int - 1) n
      join places p on p.nr = (n / ${people}::int + n * 5) % ${experiences}::int + 1,
        lateral (select date_trunc('day', now()) - n % 365 * interval '1 day' as at) day`;
    await tx`insert into public.stories
        (user_id, experience_id, company_id, status, title, created_at, published_at)
      select v.user_id, v.experience_id, ${companyId}, 'PUBLISHED', 'A day out', v.created_at,
        v.created_at
      from public.visits v join places p on p.id = v.experience_id
      order by v.id limit ${stories}`;
  });
  // In pieces: one statement of a million rows keeps them all in memory for its triggers.
  for (let from = 0; from < likes; from += 50_000) {
    await insert(
      tx,
      filling,
      () => tx`
      with told as materialized (
        select s.id, s.published_at,
          row_number() over (order by s.published_at, s.user_id, s.experience_id) as nr
        from public.stories s where s.company_id = ${companyId} and s.title = 'A day out'
      )
      insert into public.likes (story_id, user_id, created_at)
      select told.id,
        ('10000000-0000-4000-8000-' || lpad(
          ((n / ${stories}::int + told.nr * 3) % ${people}::int + 1)::text, 12, '0'))::uuid,
        told.published_at + n % 14400 * interval '1 minute'
      from generate_series(${from}::int, ${Math.min(from + 50_000, likes) - 1}::int) n
      join told on told.nr = n % ${stories}::int + 1`,
    );
  }
  await insert(
    tx,
    filling,
    () => tx`
    with ids as (select array_agg(id order by nr) as ids from places)
    insert into public.stories (user_id, experience_id, company_id, status, title, story_content,
      created_at, published_at)
    select ('10000000-0000-4000-8000-' || lpad((n * 7 % ${people}::int + 1)::text, 12, '0'))::uuid,
      ids[1 + n % cardinality(ids)], ${companyId}, 'PUBLISHED', 'Bench story ' || n,
      'We crossed the bridge before the rain came.', at, at
    from ids, generate_series(0, ${untold}::int - 1) n,
      lateral (select date_trunc('day', now()) - n % 365 * interval '1 day' as at) day`,
  );
}

/** The search documents of what has none yet, by the function the triggers call. */
async function writeDocuments(sql: postgres.Sql | Tx, kind: "experience" | "story") {
  const table = kind === "story" ? "stories" : "experiences";
  const rows = await sql.unsafe<{ id: string }[]>(`select r.id from public.${table} r
    where not exists (select from private.search_documents d
      where d.kind = '${kind}' and d.record_id = r.id)`);
  const ids = rows.map((row) => row.id);
  const writer = async () => {
    for (let some = ids.splice(0, 2000); some.length > 0; some = ids.splice(0, 2000)) {
      await sql`select private.refresh_search(${kind}, ${some}::uuid[], null)`;
    }
  };
  await Promise.all([writer(), writer()]);
}

/** Counters and totals of everything there is. */
async function writeTotals(tx: Tx) {
  await tx`set local session_replication_role = replica`;
  await tx.unsafe(`
    truncate private.visit_counts, private.story_reactions, private.company_people,
      private.told_visits, private.story_scores, private.company_totals;
    insert into private.visit_counts (experience_id, visits)
    select experience_id, count(*) from public.visits where is_visited group by 1;
    insert into private.company_people (company_id, person, visits, stories)
    select company_id, user_id, sum(visits), sum(stories)
    from (
      select company_id, user_id, 1 as visits, 0 as stories from public.visits where is_visited
      union all
      select company_id, user_id, 0, 1 from public.stories
      where status = 'PUBLISHED' and company_id is not null) g
    group by 1, 2;
    insert into private.story_reactions (story_id, kind, amount, first_week)
    select r.story_id, r.kind, count(*),
      count(*) filter (where private.is_first_week(s.published_at, r.created_at))
    from (
      select story_id, 'like' as kind, created_at from public.likes
      union all select story_id, 'comment', created_at from public.comments) r
    join public.stories s on s.id = r.story_id
    group by 1, 2;
    insert into private.story_scores (story_id, company_id, published_at, engagement)
    select s.id, s.company_id, s.published_at, sum(c.amount)
    from private.story_reactions c
    join public.stories s on s.id = c.story_id and s.status = 'PUBLISHED'
      and s.company_id is not null
    group by 1;
    insert into private.told_visits (experience_id, person, visited_at, company_id)
    select v.experience_id, v.user_id, v.first_visited_at, v.company_id
    from public.visits v
    where v.is_visited and exists (
      select from public.stories s
      where s.experience_id = v.experience_id and s.user_id = v.user_id and s.status = 'PUBLISHED'
        and s.published_at >= v.first_visited_at
        and s.published_at <= v.first_visited_at + interval '14 days');
    insert into private.company_totals (company_id, kind, amount)
    select g.company_id, g.kind, sum(g.amount)
    from (
      select p.company_id, k.kind, k.amount
      from private.company_people p cross join lateral private.person_counts(p.visits, p.stories) k
      union all
      select s.company_id, k.kind, k.amount
      from private.story_reactions c
      join public.stories s on s.id = c.story_id and s.company_id is not null
      cross join lateral private.reaction_counts(c.kind, c.amount, c.first_week, true) k
      union all
      select owned_by, status, 1 from public.experiences) g
    group by 1, 2;`);
  await tx`set local session_replication_role = origin`;
}

/** Fails unless rows filled in here are counted and found as those that the triggers see. */
export async function checkFilling(
  sql: postgres.Sql,
  owner: { companyId: string; userId: string },
): Promise<void> {
  const filled = async (filling: Filling) => {
    let found: string[] = [];
    const undo = new Error("undo");
    await sql
      .begin(async (tx) => {
        await insertExperiences(tx, owner.companyId, 30, filling);
        await insertStories(tx, owner.userId, 50, filling);
        await insertFigures(tx, owner, { visits: 400, likes: 300, stories: 100 }, filling);
        if (!filling.awake) {
          await writeTotals(tx);
          await writeDocuments(tx, "experience");
          await writeDocuments(tx, "story");
        }
        const rows = await tx.unsafe(`
          select 'total' as what, kind as about, sum(amount)::text as value
          from private.company_totals group by 2 having sum(amount) <> 0
          union all
          select 'visits', e.name, c.visits::text from private.visit_counts c
          join public.experiences e on e.id = c.experience_id
          union all
          select 'person', coalesce(u.email, ''), concat_ws(' ', c.visits, c.stories)
          from private.company_people c join auth.users u on u.id = c.person
          union all
          select 'reactions', concat_ws(' ', s.title, s.published_at, u.email, c.kind),
            concat_ws(' ', c.amount, c.first_week)
          from private.story_reactions c join public.stories s on s.id = c.story_id
          join auth.users u on u.id = s.user_id
          union all
          select 'score', concat_ws(' ', s.title, s.published_at, u.email),
            concat_ws(' ', c.engagement, c.published_at)
          from private.story_scores c join public.stories s on s.id = c.story_id
          join auth.users u on u.id = s.user_id
          union all
          select 'told', concat_ws(' ', e.name, u.email), t.visited_at::text
          from private.told_visits t join public.experiences e on e.id = t.experience_id
          join auth.users u on u.id = t.person
          union all
          select 'document', concat_ws(' ', kind, title, body),
            concat_ws(' ', is_public, address, latitude, longitude, names, search)
          from private.search_documents
          order by 1, 2, 3`);
        found = rows.map((row) => JSON.stringify(row));
        throw undo;
      })
      .catch((error) => {
        if (error !== undo) throw error;
      });
    return found;
  };
  const [ours, theirs] = [await filled({}), await filled({ awake: true })];
  const odd = [
    ...ours.filter((row) => !theirs.includes(row)),
    ...theirs.filter((row) => !ours.includes(row)),
  ];
  if (odd.length > 0 || ours.length !== theirs.length || ours.length < 500) {
    throw new Error(
      `rows filled in differ from those the triggers saw, ${odd.length} of them: ${odd[0]}`,
    );
  }
}
