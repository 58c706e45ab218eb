-- Totals of each company since ever, so that its overviews count nothing: visits and visitors,
-- stories and storytellers, explorers by either, pictures, likes, comments, shares, and those of the
-- stories' first weeks. Exact like the counters they are made from (20261124005200): changed in the
-- transaction of the row they count, by what the statement really added or took away.
--
-- A company's own people are in them and are taken out when figures are read: who belongs to a
-- company changes without its visits and stories changing.

-- Totals -------------------------------------------------------------------------------------------
--
-- Every like of a company's stories changes the same totals, so each is kept in slots, whose sum
-- counts: a transaction takes one that nobody holds, or adds another. Nobody ever waits, so no two
-- can wait for each other, and there are never more slots than there were writers at once.

create table private.company_totals (
  company_id uuid not null references public.company_accounts (id) on delete cascade,
  kind text not null check (kind in ('visit', 'visitor', 'story', 'storyteller', 'explorer',
    'photo', 'like', 'comment', 'share', 'first_week')),
  slot bigint generated always as identity,
  amount bigint not null,
  constraint company_totals_pkey primary key (company_id, kind, slot)
) with (fillfactor = 50);
alter table private.company_totals enable row level security;
revoke all on private.company_totals from public, anon, authenticated, service_role;

create function private.add_totals(companies uuid[], kinds text[], amounts bigint[]) returns void
language plpgsql set search_path = '' as $$
declare
  change record;
begin
  for change in
    select g.company_id, g.kind, sum(g.amount)::bigint as amount
    from unnest(companies, kinds, amounts) as g (company_id, kind, amount)
    group by 1, 2
    having sum(g.amount) <> 0
  loop
    update private.company_totals t set amount = t.amount + change.amount
    where (t.company_id, t.kind, t.slot) = (
      select f.company_id, f.kind, f.slot from private.company_totals f
      where f.company_id = change.company_id and f.kind = change.kind
      order by f.slot limit 1
      for update skip locked);
    if not found then
      -- The company may be going, and all of this with it.
      insert into private.company_totals (company_id, kind, amount)
      select c.id, change.kind, change.amount
      from public.company_accounts c where c.id = change.company_id;
    end if;
  end loop;
end
$$;
revoke execute on function private.add_totals(uuid[], text[], bigint[]) from public;

-- What a company's totals are now, its own people included.
create function private.total(companies uuid[], asked text) returns bigint
language sql stable set search_path = '' as $$
  select coalesce(sum(t.amount), 0)::bigint from private.company_totals t
  where t.company_id = any (companies) and t.kind = asked
$$;
revoke execute on function private.total(uuid[], text) from public;

-- People --------------------------------------------------------------------------------------------
--
-- How many experiences of a company somebody has visited, and how many published stories they have
-- told there. No row for those who have done neither.

alter table private.company_visitors rename to company_people;
alter table private.company_people rename constraint company_visitors_pkey to company_people_pkey;
alter table private.company_people
  alter column visits set default 0,
  add column stories bigint not null default 0 check (stories >= 0);

-- Adds for each mention of a company and a person.
create function private.add_people(
  companies uuid[], persons uuid[], visits_each integer, stories_each integer)
returns void
language sql set search_path = '' as $$
  insert into private.company_people as c (company_id, person, visits, stories)
  select g.company_id, g.person, count(*) * visits_each, count(*) * stories_each
  from unnest(companies, persons) as g (company_id, person)
  group by 1, 2 order by 1, 2
  on conflict on constraint company_people_pkey do update
  set visits = c.visits + excluded.visits, stories = c.stories + excluded.stories
$$;

-- Takes away for each mention. Rows are locked in order, everywhere.
create function private.take_people(
  companies uuid[], persons uuid[], visits_each integer, stories_each integer)
returns void
language plpgsql set search_path = '' as $$
begin
  perform from private.company_people c
  where (c.company_id, c.person) in (select * from unnest(companies, persons))
  order by c.company_id, c.person for update;
  update private.company_people c
  set visits = c.visits - gone.mentions * visits_each,
    stories = c.stories - gone.mentions * stories_each
  from (
    select g.company_id, g.person, count(*) as mentions
    from unnest(companies, persons) as g (company_id, person) group by 1, 2
  ) gone
  where c.company_id = gone.company_id and c.person = gone.person;
  delete from private.company_people c
  where (c.company_id, c.person) in (select * from unnest(companies, persons))
    and c.visits = 0 and c.stories = 0;
end
$$;
revoke execute on function
  private.add_people(uuid[], uuid[], integer, integer),
  private.take_people(uuid[], uuid[], integer, integer) from public;

-- What somebody's row adds to the totals.
create function private.person_counts(visits bigint, stories bigint)
returns table (kind text, amount bigint)
language sql immutable parallel safe as $$
  values ('visit', visits), ('visitor', (visits > 0)::int::bigint),
    ('story', stories), ('storyteller', (stories > 0)::int::bigint),
    ('explorer', (visits > 0 or stories > 0)::int::bigint)
$$;
revoke execute on function private.person_counts(bigint, bigint) from public;

-- A row that goes has come to nothing before. Definer: nobody else may write the totals.
create function private.total_people() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform private.add_totals(array_agg(r.company_id), array_agg(k.kind), array_agg(k.amount))
    from after_rows r cross join lateral private.person_counts(r.visits, r.stories) k;
  else
    perform private.add_totals(
      array_agg(r.company_id), array_agg(k.kind), array_agg(k.amount * r.sign))
    from (
      select company_id, visits, stories, 1 as sign from after_rows
      union all select company_id, visits, stories, -1 from before_rows) r
    cross join lateral private.person_counts(r.visits, r.stories) k;
  end if;
  return null;
end
$$;

-- The visits' triggers, as before but for the table's name.
-- Definer: nobody else may write the counters.
create or replace function private.add_visits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  insert into private.visit_counts as c (experience_id, visits)
  select v.experience_id, count(*) from after_rows v where v.is_visited
  group by 1 order by 1
  on conflict (experience_id) do update set visits = c.visits + excluded.visits;

  perform private.add_people(array_agg(e.owned_by), array_agg(v.user_id), 1, 0)
  from after_rows v join public.experiences e on e.id = v.experience_id
  where v.is_visited;
  return null;
end
$$;
-- Definer: nobody else may write the counters.
create or replace function private.change_visits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from after_rows v join before_rows b on b.id = v.id
    where b.is_visited <> v.is_visited) then
    return null;
  end if;
  perform private.hold_companies();
  insert into private.visit_counts as c (experience_id, visits)
  select v.experience_id, count(*)
  from after_rows v join before_rows b on b.id = v.id
  where v.is_visited and not b.is_visited
  group by 1 order by 1
  on conflict (experience_id) do update set visits = c.visits + excluded.visits;
  perform private.take_visits(array(
    select v.experience_id from after_rows v join before_rows b on b.id = v.id
    where b.is_visited and not v.is_visited));

  perform private.add_people(array_agg(e.owned_by), array_agg(v.user_id), 1, 0)
  from after_rows v
  join before_rows b on b.id = v.id
  join public.experiences e on e.id = v.experience_id
  where v.is_visited and not b.is_visited;
  perform private.take_people(array_agg(e.owned_by), array_agg(v.user_id), 1, 0)
  from after_rows v
  join before_rows b on b.id = v.id
  join public.experiences e on e.id = v.experience_id
  where b.is_visited and not v.is_visited;
  return null;
end
$$;
-- Definer: nobody else may write the counters.
create or replace function private.remove_visits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  perform private.take_visits(array(select b.experience_id from before_rows b where b.is_visited));
  perform private.take_people(array_agg(e.owned_by), array_agg(b.user_id), 1, 0)
  from before_rows b join public.experiences e on e.id = b.experience_id
  where b.is_visited;
  return null;
end
$$;

-- Pictures -----------------------------------------------------------------------------------------
--
-- In how many published stories about a company a picture is.

create table private.company_photos (
  company_id uuid not null references public.company_accounts (id) on delete cascade,
  media_id uuid not null,
  stories bigint not null check (stories >= 0),
  constraint company_photos_pkey primary key (company_id, media_id)
);
alter table private.company_photos enable row level security;
revoke all on private.company_photos from public, anon, authenticated, service_role;

create function private.is_picture(mime_type text) returns boolean
language sql immutable parallel safe as $$
  select mime_type is null or mime_type like 'image/%'
$$;
revoke execute on function private.is_picture(text) from public;

-- One more, or one less, for each mention of a company and a file. Only pictures have rows.
create function private.add_photos(companies uuid[], media uuid[]) returns void
language sql set search_path = '' as $$
  insert into private.company_photos as c (company_id, media_id, stories)
  select g.company_id, g.media_id, count(*)
  from unnest(companies, media) as g (company_id, media_id)
  join public.media_assets a on a.id = g.media_id and private.is_picture(a.mime_type)
  group by 1, 2 order by 1, 2
  on conflict on constraint company_photos_pkey do update
  set stories = c.stories + excluded.stories
$$;
create function private.take_photos(companies uuid[], media uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  perform from private.company_photos c
  where (c.company_id, c.media_id) in (select * from unnest(companies, media))
  order by c.company_id, c.media_id for update;
  update private.company_photos c set stories = c.stories - gone.mentions
  from (
    select g.company_id, g.media_id, count(*) as mentions
    from unnest(companies, media) as g (company_id, media_id) group by 1, 2
  ) gone
  where c.company_id = gone.company_id and c.media_id = gone.media_id;
  delete from private.company_photos c
  where (c.company_id, c.media_id) in (select * from unnest(companies, media)) and c.stories = 0;
end
$$;

-- Definer: nobody else may write the counters.
create function private.total_photos() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform private.add_totals(
      array_agg(r.company_id), array_agg('photo'::text), array_agg(1::bigint)) from after_rows r;
  else
    perform private.add_totals(
      array_agg(r.company_id), array_agg('photo'::text), array_agg(-1::bigint)) from before_rows r;
  end if;
  return null;
end
$$;

-- Files that come to a story or leave it. The stories are held: whether they count, and for whom,
-- must not change meanwhile. Without its story a file is uncounted already.
-- Definer, like all of these: nobody else may write the counters.
create function private.count_story_media() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  if tg_op = 'INSERT' then
    perform from public.stories s where s.id in (select story_id from after_rows)
    order by s.id for share;
    perform private.add_photos(array_agg(e.owned_by), array_agg(r.media_id))
    from after_rows r
    join public.stories s on s.id = r.story_id and s.status = 'PUBLISHED'
    join public.experiences e on e.id = s.experience_id;
  else
    perform from public.stories s where s.id in (select story_id from before_rows)
    order by s.id for share;
    perform private.take_photos(array_agg(e.owned_by), array_agg(r.media_id))
    from before_rows r
    join public.stories s on s.id = r.story_id and s.status = 'PUBLISHED'
    join public.experiences e on e.id = s.experience_id;
  end if;
  return null;
end
$$;

-- A file that becomes a picture, or ceases to be one.
-- Definer: nobody else may write the counters.
create function private.recount_media() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  perform from public.stories s
  where s.id in (select m.story_id from public.story_media m where m.media_id = new.id)
  order by s.id for share;
  if private.is_picture(new.mime_type) then
    perform private.add_photos(array_agg(e.owned_by), array_agg(m.media_id))
    from public.story_media m
    join public.stories s on s.id = m.story_id and s.status = 'PUBLISHED'
    join public.experiences e on e.id = s.experience_id
    where m.media_id = new.id;
  else
    delete from private.company_photos where media_id = new.id;
  end if;
  return null;
end
$$;

-- Reactions --------------------------------------------------------------------------------------

-- As before, but every story is held, not only drafts: which company it is about and whether it is
-- published decide what is counted where.
-- Definer: nobody else may write the counters.
create or replace function private.add_reactions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  perform from public.stories s where s.id in (select story_id from after_rows)
  order by s.id for share;

  insert into private.story_reactions as c (story_id, kind, amount, first_week)
  select r.story_id, tg_argv[0], count(*),
    count(*) filter (where private.is_first_week(s.published_at, r.created_at))
  from after_rows r join public.stories s on s.id = r.story_id
  group by r.story_id
  order by r.story_id
  on conflict on constraint story_reactions_pkey do update
  set amount = c.amount + excluded.amount, first_week = c.first_week + excluded.first_week;
  return null;
end
$$;
-- Definer: nobody else may write the counters.
create or replace function private.remove_reactions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  perform from public.stories s where s.id in (select story_id from before_rows)
  order by s.id for share;
  perform from private.story_reactions c
  where c.kind = tg_argv[0] and c.story_id in (select story_id from before_rows)
  order by c.story_id for update;

  update private.story_reactions c
  set amount = c.amount - gone.amount, first_week = c.first_week - gone.first_week
  from (
    select r.story_id, count(*) as amount,
      count(*) filter (where private.is_first_week(s.published_at, r.created_at)) as first_week
    from before_rows r join public.stories s on s.id = r.story_id
    group by r.story_id
  ) gone
  where c.story_id = gone.story_id and c.kind = tg_argv[0];
  return null;
end
$$;

-- What a story's counter adds to its company's totals.
create function private.reaction_counts(kind text, amount bigint, first_week bigint, published boolean)
returns table (kind text, amount bigint)
language sql immutable parallel safe as $$
  values (kind, amount), ('first_week', case when published then first_week else 0 end)
$$;
revoke execute on function private.reaction_counts(text, bigint, bigint, boolean) from public;

-- Counters that go with their story have been taken out before it went (uncount_story).
-- Definer: nobody else may write the counters.
create function private.total_reactions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    perform private.add_totals(array_agg(e.owned_by), array_agg(k.kind), array_agg(k.amount))
    from after_rows r
    join public.stories s on s.id = r.story_id
    join public.experiences e on e.id = s.experience_id
    cross join lateral private.reaction_counts(
      r.kind, r.amount, r.first_week, s.status = 'PUBLISHED') k;
  else
    perform private.add_totals(array_agg(e.owned_by), array_agg(k.kind), array_agg(k.amount))
    from after_rows r
    join before_rows b on b.story_id = r.story_id and b.kind = r.kind
    join public.stories s on s.id = r.story_id
    join public.experiences e on e.id = s.experience_id
    cross join lateral private.reaction_counts(
      r.kind, r.amount - b.amount, r.first_week - b.first_week, s.status = 'PUBLISHED') k;
  end if;
  return null;
end
$$;

-- Stories ---------------------------------------------------------------------------------------

-- All that a story with its pictures and reactions adds to a company, or takes from it.
create function private.count_story(story public.stories, company uuid, sign integer) returns void
language plpgsql set search_path = '' as $$
declare
  published boolean := story.status = 'PUBLISHED';
begin
  if company is null then
    return;
  end if;
  if published and sign > 0 then
    perform private.add_people(array[company], array[story.user_id], 0, 1);
    perform private.add_photos(array_agg(company), array_agg(m.media_id))
    from public.story_media m where m.story_id = story.id;
  elsif published then
    perform private.take_people(array[company], array[story.user_id], 0, 1);
    perform private.take_photos(array_agg(company), array_agg(m.media_id))
    from public.story_media m where m.story_id = story.id;
  end if;
  perform private.add_totals(array_agg(company), array_agg(k.kind), array_agg(k.amount * sign))
  from private.story_reactions c
  cross join lateral private.reaction_counts(c.kind, c.amount, c.first_week, published) k
  where c.story_id = story.id;
end
$$;
create function private.company_of(experience uuid) returns uuid
language sql stable set search_path = '' as $$
  select e.owned_by from public.experiences e where e.id = experience
$$;

-- Nothing hangs on a new story yet.
-- Definer: nobody else may write the counters.
create function private.add_stories() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  perform private.add_people(array_agg(e.owned_by), array_agg(s.user_id), 0, 1)
  from after_rows s join public.experiences e on e.id = s.experience_id
  where s.status = 'PUBLISHED';
  return null;
end
$$;
-- Definer: nobody else may write the counters.
create function private.recount_story() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  perform private.count_story(old, private.company_of(old.experience_id), -1);
  perform private.count_story(new, private.company_of(new.experience_id), 1);
  return null;
end
$$;
-- Before it goes: afterwards nobody could say whose reactions they were.
-- Definer: nobody else may write the counters.
create function private.uncount_story() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  perform private.count_story(old, private.company_of(old.experience_id), -1);
  return old;
end
$$;

-- Experiences ------------------------------------------------------------------------------------

-- Its stories lose it while it can be told whose it was; the foreign key would do it too late.
-- Definer: the company's admin deletes, and the stories are the travellers'.
create function private.leave_stories() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.stories set experience_id = null where experience_id = old.id;
  return old;
end
$$;

-- An experience in other hands takes its visitors along, and its stories.
-- Definer: nobody else may write the counters.
create or replace function private.move_visitors() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  visitors uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('private.company_visitors', 0));
  visitors := array(
    select v.user_id from public.visits v where v.experience_id = new.id and v.is_visited);
  perform private.take_people(
    array_fill(old.owned_by, array[cardinality(visitors)]), visitors, 1, 0);
  perform private.add_people(
    array_fill(new.owned_by, array[cardinality(visitors)]), visitors, 1, 0);
  perform private.count_story(s, old.owned_by, -1), private.count_story(s, new.owned_by, 1)
  from public.stories s where s.experience_id = new.id;
  return null;
end
$$;

drop function private.take_visitors(uuid, uuid[]);
revoke execute on function
  private.add_photos(uuid[], uuid[]), private.take_photos(uuid[], uuid[]),
  private.total_people(), private.total_photos(), private.total_reactions(),
  private.count_story_media(), private.recount_media(),
  private.count_story(public.stories, uuid, integer), private.company_of(uuid),
  private.add_stories(), private.recount_story(), private.uncount_story(),
  private.leave_stories() from public;

-- What was there before --------------------------------------------------------------------------

insert into private.company_people as c (company_id, person, stories)
select e.owned_by, s.user_id, count(*)
from public.stories s join public.experiences e on e.id = s.experience_id
where s.status = 'PUBLISHED'
group by 1, 2
on conflict on constraint company_people_pkey do update set stories = excluded.stories;
insert into private.company_photos (company_id, media_id, stories)
select e.owned_by, m.media_id, count(*)
from public.story_media m
join public.media_assets a on a.id = m.media_id and private.is_picture(a.mime_type)
join public.stories s on s.id = m.story_id and s.status = 'PUBLISHED'
join public.experiences e on e.id = s.experience_id
group by 1, 2;
insert into private.company_totals (company_id, kind, amount)
select g.company_id, g.kind, sum(g.amount)
from (
  select p.company_id, k.kind, k.amount
  from private.company_people p cross join lateral private.person_counts(p.visits, p.stories) k
  union all
  select company_id, 'photo', 1 from private.company_photos
  union all
  select e.owned_by, k.kind, k.amount
  from private.story_reactions c
  join public.stories s on s.id = c.story_id
  join public.experiences e on e.id = s.experience_id
  cross join lateral private.reaction_counts(
    c.kind, c.amount, c.first_week, s.status = 'PUBLISHED') k
) g
group by 1, 2;

create trigger total_insert after insert on private.company_people
  referencing new table as after_rows for each statement execute function private.total_people();
create trigger total_update after update on private.company_people
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.total_people();
create trigger total_insert after insert on private.company_photos
  referencing new table as after_rows for each statement execute function private.total_photos();
create trigger total_delete after delete on private.company_photos
  referencing old table as before_rows for each statement execute function private.total_photos();
create trigger total_insert after insert on private.story_reactions
  referencing new table as after_rows for each statement
  execute function private.total_reactions();
create trigger total_update after update on private.story_reactions
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.total_reactions();

create trigger count_insert after insert on public.story_media
  referencing new table as after_rows for each statement
  execute function private.count_story_media();
create trigger count_delete after delete on public.story_media
  referencing old table as before_rows for each statement
  execute function private.count_story_media();
create trigger recount_update after update on public.media_assets
  for each row
  when ((old.mime_type is null or old.mime_type like 'image/%')
    <> (new.mime_type is null or new.mime_type like 'image/%'))
  execute function private.recount_media();
create trigger count_insert after insert on public.stories
  referencing new table as after_rows for each statement execute function private.add_stories();
create trigger recount_update after update on public.stories
  for each row
  when ((old.experience_id, old.user_id, old.status)
    is distinct from (new.experience_id, new.user_id, new.status))
  execute function private.recount_story();
create trigger uncount_delete before delete on public.stories
  for each row execute function private.uncount_story();
-- By its name after withdraw_hidden_stories, which must still find them.
create trigger without_experience before delete on public.experiences
  for each row execute function private.leave_stories();
