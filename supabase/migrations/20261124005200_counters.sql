-- Counters beside what is counted, because counting a hundred thousand visits or a million likes
-- takes longer than a page may. Always exact: a counter changes in the transaction of the row it
-- counts, under the counter's own row lock, by the rows the statement really added or took away.
-- Windows of days are counted from the rows themselves, by the indexes below.

-- Likes, comments and shares of each story -------------------------------------------------------
--
-- One row for each kind, not one for all: deleting a story or an account takes kind by kind, and
-- two of them at once would otherwise wait for each other in a circle.

create table private.story_reactions (
  story_id uuid not null references public.stories (id) on delete cascade,
  kind text not null check (kind in ('like', 'comment', 'share')),
  amount bigint not null default 0 check (amount >= 0),
  -- Those of the seven days after the story was first published.
  first_week bigint not null default 0 check (first_week >= 0),
  constraint story_reactions_pkey primary key (story_id, kind)
);
alter table private.story_reactions enable row level security;
revoke all on private.story_reactions from public, anon, authenticated, service_role;

-- Whether a reaction belongs to the story's first week.
create function private.is_first_week(published_at timestamptz, at timestamptz) returns boolean
language sql immutable parallel safe
return coalesce(at >= published_at and at < published_at + interval '7 days', false);
revoke execute on function private.is_first_week(timestamptz, timestamptz) from public;

-- Argument: the kind. Counters are locked in the order of their stories, everywhere.
-- Definer: nobody else may write the counters.
create function private.add_reactions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The date of publication never changes once it is there; while it is not, a publication under
  -- way must be waited for, or it would decide otherwise when the reaction is taken back.
  perform from public.stories s
  where s.published_at is null and s.id in (select story_id from after_rows)
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

-- Without its story a counter is gone already. Definer: as above.
create function private.remove_reactions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
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
-- At the first publication: what the author may have left on the draft, if its time says that it
-- came after all. Definer: as above.
create function private.count_first_week() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update private.story_reactions c
  set first_week = (
    select count(*) from (
      select 'like' as kind, l.created_at from public.likes l where l.story_id = s.id
      union all select 'comment', l.created_at from public.comments l where l.story_id = s.id
      union all select 'share', l.created_at from public.shares l where l.story_id = s.id) r
    where r.kind = c.kind and private.is_first_week(s.published_at, r.created_at))
  from after_rows s
  join before_rows b on b.id = s.id and b.published_at is null
  where s.published_at is not null and c.story_id = s.id;
  return null;
end
$$;
create trigger count_first_week after update on public.stories
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.count_first_week();

revoke execute on function private.add_reactions(), private.remove_reactions(),
  private.count_first_week() from public;

create trigger count_insert after insert on public.likes
  referencing new table as after_rows for each statement
  execute function private.add_reactions('like');
create trigger count_delete after delete on public.likes
  referencing old table as before_rows for each statement
  execute function private.remove_reactions('like');
create trigger count_insert after insert on public.comments
  referencing new table as after_rows for each statement
  execute function private.add_reactions('comment');
create trigger count_delete after delete on public.comments
  referencing old table as before_rows for each statement
  execute function private.remove_reactions('comment');
create trigger count_insert after insert on public.shares
  referencing new table as after_rows for each statement
  execute function private.add_reactions('share');
create trigger count_delete after delete on public.shares
  referencing old table as before_rows for each statement
  execute function private.remove_reactions('share');

-- What was there before the counters.
insert into private.story_reactions (story_id, kind, amount, first_week)
select r.story_id, r.kind, count(*),
  count(*) filter (where private.is_first_week(s.published_at, r.created_at))
from (
  select story_id, 'like' as kind, created_at from public.likes
  union all select story_id, 'comment', created_at from public.comments
  union all select story_id, 'share', created_at from public.shares
) r join public.stories s on s.id = r.story_id
group by r.story_id, r.kind;

-- Visits of each experience, visitors of each company ---------------------------------------------

create table private.visit_counts (
  experience_id uuid primary key references public.experiences (id) on delete cascade,
  visits bigint not null default 0 check (visits >= 0)
);
-- How many experiences of the company somebody has visited; no row for those who have none.
create table private.company_visitors (
  company_id uuid not null references public.company_accounts (id) on delete cascade,
  person uuid not null,
  visits bigint not null check (visits >= 0),
  constraint company_visitors_pkey primary key (company_id, person)
);
alter table private.visit_counts enable row level security;
alter table private.company_visitors enable row level security;
revoke all on private.visit_counts, private.company_visitors
  from public, anon, authenticated, service_role;

-- What every trigger here begins with. Experiences hardly ever change their company; while one does,
-- counting waits.
create function private.hold_companies() returns void
language sql set search_path = '' as $$
  select pg_advisory_xact_lock_shared(hashtextextended('private.company_visitors', 0))
$$;

-- Definer: nobody else may write the counters. Experiences first, then persons, each in order.
create function private.add_visits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  insert into private.visit_counts as c (experience_id, visits)
  select v.experience_id, count(*) from after_rows v where v.is_visited
  group by 1 order by 1
  on conflict (experience_id) do update set visits = c.visits + excluded.visits;

  insert into private.company_visitors as c (company_id, person, visits)
  select e.owned_by, v.user_id, count(*)
  from after_rows v join public.experiences e on e.id = v.experience_id
  where v.is_visited
  group by 1, 2 order by 1, 2
  on conflict on constraint company_visitors_pkey do update set visits = c.visits + excluded.visits;
  return null;
end
$$;
create trigger count_insert after insert on public.visits
  referencing new table as after_rows for each statement execute function private.add_visits();

-- Marks that came or went. Definer: as above.
create function private.change_visits() returns trigger
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

  insert into private.company_visitors as c (company_id, person, visits)
  select e.owned_by, v.user_id, count(*)
  from after_rows v
  join before_rows b on b.id = v.id
  join public.experiences e on e.id = v.experience_id
  where v.is_visited and not b.is_visited
  group by 1, 2 order by 1, 2
  on conflict on constraint company_visitors_pkey do update set visits = c.visits + excluded.visits;
  perform private.take_visitors(e.owned_by, array_agg(v.user_id))
  from after_rows v
  join before_rows b on b.id = v.id
  join public.experiences e on e.id = v.experience_id
  where b.is_visited and not v.is_visited
  group by e.owned_by;
  return null;
end
$$;
create trigger count_update after update on public.visits
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.change_visits();

-- One less for each mention of an experience.
create function private.take_visits(experiences uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  perform from private.visit_counts c where c.experience_id = any (experiences)
  order by c.experience_id for update;
  update private.visit_counts c set visits = c.visits - gone.visits
  from (select id, count(*) as visits from unnest(experiences) as id group by id) gone
  where c.experience_id = gone.id;
end
$$;

-- One less for each mention of a person.
create function private.take_visitors(company uuid, persons uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  perform from private.company_visitors c where c.company_id = company and c.person = any (persons)
  order by c.person for update;
  update private.company_visitors c set visits = c.visits - gone.visits
  from (select id, count(*) as visits from unnest(persons) as id group by id) gone
  where c.company_id = company and c.person = gone.id;
  delete from private.company_visitors c
  where c.company_id = company and c.person = any (persons) and c.visits = 0;
end
$$;

-- Definer: as above.
create function private.remove_visits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
  perform private.take_visits(array(select b.experience_id from before_rows b where b.is_visited));
  perform private.take_visitors(e.owned_by, array_agg(b.user_id))
  from before_rows b join public.experiences e on e.id = b.experience_id
  where b.is_visited
  group by e.owned_by;
  return null;
end
$$;
create trigger count_delete after delete on public.visits
  referencing old table as before_rows for each statement execute function private.remove_visits();

-- Visits go before their experience does: afterwards nobody could say whose visitors they were.
-- Definer: the company's admin deletes what are the travellers' rows, as the foreign key would.
create function private.remove_visits_first() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.visits where experience_id = old.id;
  return old;
end
$$;
create trigger remove_visits_first before delete on public.experiences
  for each row execute function private.remove_visits_first();

-- An experience in other hands takes its visitors along. Definer: as above.
create function private.move_visitors() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('private.company_visitors', 0));
  perform private.take_visitors(old.owned_by, array(
    select v.user_id from public.visits v where v.experience_id = new.id and v.is_visited));
  insert into private.company_visitors as c (company_id, person, visits)
  select new.owned_by, v.user_id, count(*)
  from public.visits v where v.experience_id = new.id and v.is_visited
  group by v.user_id order by v.user_id
  on conflict on constraint company_visitors_pkey do update set visits = c.visits + excluded.visits;
  return null;
end
$$;
create trigger move_visitors after update of owned_by on public.experiences
  for each row when (old.owned_by <> new.owned_by) execute function private.move_visitors();

revoke execute on function private.hold_companies(), private.add_visits(),
  private.change_visits(), private.take_visits(uuid[]), private.take_visitors(uuid, uuid[]),
  private.remove_visits(), private.remove_visits_first(), private.move_visitors() from public;

-- What was there before the counters.
insert into private.visit_counts (experience_id, visits)
select experience_id, count(*) from public.visits where is_visited group by 1;
insert into private.company_visitors (company_id, person, visits)
select e.owned_by, v.user_id, count(*)
from public.visits v join public.experiences e on e.id = v.experience_id
where v.is_visited
group by 1, 2;

-- Visits that were told -------------------------------------------------------------------------
--
-- Visits followed within 14 days by that person's story about that experience, as long as both
-- count: the upper half of the story rate.

create table private.told_visits (
  experience_id uuid not null references public.experiences (id) on delete cascade,
  person uuid not null,
  visited_at timestamptz not null,
  constraint told_visits_pkey primary key (experience_id, person)
);
create index told_visits_figures_idx on private.told_visits (experience_id, visited_at)
  include (person);
create index told_visits_person_idx on private.told_visits (person);
alter table private.told_visits enable row level security;
revoke all on private.told_visits from public, anon, authenticated, service_role;

-- Looks again at these pairs of experience and person. One at a time for each person: of a visit and
-- a story that are written at the same moment, the later one must see the other.
create function private.retell(experiences uuid[], persons uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  perform from public.userprofiles p where p.userid = any (persons)
  order by p.userid for no key update;

  delete from private.told_visits t
  using unnest(experiences, persons) as pair (experience_id, person)
  where t.experience_id = pair.experience_id and t.person = pair.person;

  insert into private.told_visits (experience_id, person, visited_at)
  select v.experience_id, v.user_id, v.first_visited_at
  from (select distinct * from unnest(experiences, persons) as pair (experience_id, person)) pair
  join public.visits v on v.experience_id = pair.experience_id and v.user_id = pair.person
    and v.is_visited
  where exists (
    select from public.stories s
    where s.experience_id = v.experience_id and s.user_id = v.user_id and s.status = 'PUBLISHED'
      and s.published_at >= v.first_visited_at
      and s.published_at <= v.first_visited_at + interval '14 days')
  on conflict do nothing;
end
$$;

-- Definer, like the others: nobody else may write it.
create function private.retell_added() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  experiences uuid[];
  persons uuid[];
begin
  select array_agg(r.experience_id), array_agg(r.user_id) into experiences, persons
  from after_rows r where r.experience_id is not null;
  if experiences is not null then
    perform private.retell(experiences, persons);
  end if;
  return null;
end
$$;
-- Definer: as above.
create function private.retell_visits() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  experiences uuid[];
  persons uuid[];
begin
  select array_agg(r.experience_id), array_agg(r.user_id) into experiences, persons
  from after_rows r join before_rows b on b.id = r.id
  where (b.is_visited, b.first_visited_at) is distinct from (r.is_visited, r.first_visited_at);
  if experiences is not null then
    perform private.retell(experiences, persons);
  end if;
  return null;
end
$$;
-- Definer: as above.
create function private.retell_stories() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  experiences uuid[];
  persons uuid[];
begin
  select array_agg(pair.experience_id), array_agg(pair.user_id) into experiences, persons
  from after_rows r
  join before_rows b on b.id = r.id
  cross join lateral (values (r.experience_id, r.user_id), (b.experience_id, b.user_id))
    as pair (experience_id, user_id)
  where pair.experience_id is not null
    and (b.status, b.experience_id, b.published_at)
      is distinct from (r.status, r.experience_id, r.published_at);
  if experiences is not null then
    perform private.retell(experiences, persons);
  end if;
  return null;
end
$$;
-- Definer: as above.
create function private.retell_removed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  experiences uuid[];
  persons uuid[];
begin
  select array_agg(r.experience_id), array_agg(r.user_id) into experiences, persons
  from before_rows r where r.experience_id is not null;
  if experiences is not null then
    perform private.retell(experiences, persons);
  end if;
  return null;
end
$$;
create trigger retell_insert after insert on public.visits
  referencing new table as after_rows for each statement execute function private.retell_added();
create trigger retell_update after update on public.visits
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.retell_visits();
create trigger retell_delete after delete on public.visits
  referencing old table as before_rows for each statement
  execute function private.retell_removed();
create trigger retell_insert after insert on public.stories
  referencing new table as after_rows for each statement execute function private.retell_added();
create trigger retell_update after update on public.stories
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.retell_stories();
create trigger retell_delete after delete on public.stories
  referencing old table as before_rows for each statement
  execute function private.retell_removed();

revoke execute on function private.retell(uuid[], uuid[]), private.retell_added(),
  private.retell_visits(), private.retell_stories(), private.retell_removed() from public;

-- What was there before.
insert into private.told_visits (experience_id, person, visited_at)
select v.experience_id, v.user_id, v.first_visited_at
from public.visits v
where v.is_visited and exists (
  select from public.stories s
  where s.experience_id = v.experience_id and s.user_id = v.user_id and s.status = 'PUBLISHED'
    and s.published_at >= v.first_visited_at
    and s.published_at <= v.first_visited_at + interval '14 days');

-- Windows ---------------------------------------------------------------------------------------

-- The order in which figures read: by record, by day, and who it was without touching the row.
create index visits_figures_idx on public.visits (experience_id, first_visited_at)
  include (user_id) where is_visited;
create index stories_figures_idx on public.stories (experience_id, published_at)
  include (user_id, id) where status = 'PUBLISHED';
create index likes_story_id_created_at_idx on public.likes (story_id, created_at) include (user_id);
