/** Rows for the benchmark: one company, one signed-in editor, many active experiences. */
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

/** Fills the company up to `total` experiences; resolves to the id of one of them. */
export async function addExperiences(sql: postgres.Sql, companyId: string, total: number) {
  await sql`
    insert into public.experiences
      (owned_by, created_by, name, description, thumbnail_description, address, status, created_at)
    select c.id, c.created_by, 'Bench place ' || n,
      repeat('A walk along the river with a story at every bridge. ', 8),
      'A walk along the river', 'Quay ' || (n % 500) || ', Bench Town', 'active',
      timestamptz '2026-01-01' + n * interval '30 seconds'
    from public.company_accounts c,
      generate_series((select count(*) from public.experiences) + 1, ${total}::int) n
    where c.id = ${companyId}`;
  await sql`analyze public.experiences`;
  const [row] = await sql<{ id: string }[]>`
    select id from public.experiences order by created_at desc limit 1`;
  if (!row) throw new Error("no experience was created");
  return row.id;
}

/** Published stories of one traveller about the experiences there are, with likes and comments. */
export async function addStories(sql: postgres.Sql, userId: string, total: number) {
  await sql`
    with places as (
      select array_agg(id) as ids from (select id from public.experiences limit 1000) e)
    insert into public.stories (user_id, experience_id, status, title, story_content, created_at)
    select ${userId}, places.ids[1 + n % cardinality(places.ids)], 'PUBLISHED', 'Bench story ' || n,
      repeat('We crossed the bridge before the rain came. ', 8),
      timestamptz '2026-01-01' + n * interval '30 seconds'
    from places, generate_series(1, ${total}::int) n`;
  await sql`
    insert into public.likes (user_id, story_id)
    select ${userId}, id from public.stories order by created_at desc limit 10000`;
  await sql`
    insert into public.comments (user_id, story_id, content)
    select ${userId}, s.id, 'Lovely.'
    from (select id from public.stories order by created_at desc limit 2000) s,
      generate_series(1, 5)`;
  await sql`analyze public.stories, public.likes, public.comments`;
}

/**
 * A company with a year of visits, stories and likes by travellers: what its overview counts. The
 * dates are spread evenly; a twentieth of the visits is told, and those stories share the likes.
 */
export async function addFigures(
  sql: postgres.Sql,
  { companyId, userId }: { companyId: string; userId: string },
  { visits, likes, stories: untold }: { visits: number; likes: number; stories: number },
) {
  const people = Math.max(visits / 5, 1000);
  const stories = Math.max(visits / 20, 100);
  const experiences = 1000;
  await sql.begin(async (tx) => {
    await tx`insert into auth.users (id, email, raw_user_meta_data)
      select ('10000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
        'traveller-' || n || '@bench.example', '{"account":"traveller"}'
      from generate_series(1, ${people}::int) n`;
    await tx`insert into public.experiences (owned_by, created_by, name, status, created_at)
      select ${companyId}, ${userId}, 'Figure ' || n, 'active', now() - interval '400 days'
      from generate_series(1, ${experiences}::int) n`;
    await tx`create temp table places on commit drop as
      select id, row_number() over (order by id) as nr from public.experiences
      where owned_by = ${companyId}`;
    await tx`insert into public.visits (user_id, experience_id, created_at)
      select ('10000000-0000-4000-8000-' || lpad((n % ${people}::int + 1)::text, 12, '0'))::uuid, p.id,
        now() - n % 365 * interval '1 day'
      from generate_series(0, ${visits}::int - 1) n
      join places p on p.nr = (n / ${people}::int + n * 5) % ${experiences}::int + 1`;
    await tx`insert into public.stories
        (user_id, experience_id, status, title, created_at, published_at)
      select v.user_id, v.experience_id, 'PUBLISHED', 'A day out', v.created_at, v.created_at
      from public.visits v join places p on p.id = v.experience_id
      order by v.id limit ${stories}`;
  });
  // In pieces: one statement of a million rows keeps them all in memory for its triggers.
  for (let from = 0; from < likes; from += 50_000) {
    await sql`
      with told as materialized (
        select s.id, s.published_at, row_number() over (order by s.id) as nr
        from public.stories s join public.experiences e on e.id = s.experience_id
        where e.owned_by = ${companyId}
      )
      insert into public.likes (story_id, user_id, created_at)
      select told.id,
        ('10000000-0000-4000-8000-' || lpad(
          ((n / ${stories}::int + told.nr * 3) % ${people}::int + 1)::text, 12, '0'))::uuid,
        told.published_at + n % 14400 * interval '1 minute'
      from generate_series(${from}::int, ${Math.min(from + 50_000, likes) - 1}::int) n
      join told on told.nr = n % ${stories}::int + 1`;
  }
  for (let from = 0; from < untold; from += 20_000) {
    await sql`
      with places as (
        select array_agg(id) as ids from public.experiences where owned_by = ${companyId})
      insert into public.stories
        (user_id, experience_id, status, title, story_content, created_at, published_at)
      select ('10000000-0000-4000-8000-' || lpad((n * 7 % ${people}::int + 1)::text, 12, '0'))::uuid,
        places.ids[1 + n % cardinality(places.ids)], 'PUBLISHED', 'Bench story ' || n,
        'We crossed the bridge before the rain came.', at, at
      from places, generate_series(${from}::int, ${Math.min(from + 20_000, untold) - 1}::int) n,
        lateral (select now() - n % 365 * interval '1 day' as at) day`;
  }
  await sql`vacuum analyze public.visits, public.stories, public.likes, public.experiences,
    private.story_reactions, private.visit_counts, private.company_people, private.company_totals, private.told_visits`;
}
