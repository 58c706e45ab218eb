-- Figures of a company by its dates: the last weeks of its stories and visits, its days, its best
-- stories. Until now each experience was looked at by itself, a thousand times for a company with a
-- thousand of them. Visits and stories therefore say whose they are; businesses with several
-- companies read their people, not their visits and stories.

-- Whose it is -----------------------------------------------------------------------------------

alter table public.visits add column company_id uuid;
alter table public.stories add column company_id uuid;
alter table private.told_visits add column company_id uuid;

alter table public.visits disable trigger user;
update public.visits v set company_id = e.owned_by
from public.experiences e where e.id = v.experience_id;
alter table public.visits enable trigger user;
alter table public.stories disable trigger user;
update public.stories s set company_id = e.owned_by
from public.experiences e where e.id = s.experience_id;
alter table public.stories enable trigger user;
update private.told_visits t set company_id = e.owned_by
from public.experiences e where e.id = t.experience_id;
alter table private.told_visits alter column company_id set not null;

-- The company of its experience, whatever anybody writes.
-- Definer: the writer need not see the experience any more.
create function private.set_company() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.company_id := private.company_of(new.experience_id);
  return new;
end
$$;
create trigger set_company before insert or update of experience_id, company_id on public.visits
  for each row execute function private.set_company();
create trigger set_company before insert or update of experience_id, company_id on public.stories
  for each row execute function private.set_company();
create trigger set_company before insert or update of company_id on private.told_visits
  for each row execute function private.set_company();

-- An experience that changes hands changes nothing about them for their people.
drop trigger touch_updated_at on public.visits;
create trigger touch_updated_at before update on public.visits
  for each row when (old.company_id is not distinct from new.company_id)
  execute function private.touch_updated_at();
drop trigger touch_updated_at on public.stories;
create trigger touch_updated_at before update on public.stories
  for each row when (old.company_id is not distinct from new.company_id
    or old.experience_id is distinct from new.experience_id)
  execute function private.touch_updated_at();

-- While an experience changes hands nobody may hold its visits either: see 20261126010000.
create trigger hold_counting before insert or update or delete on public.visits
  for each statement execute function private.hold_counting('beside');

create index visits_company_idx on public.visits (company_id, first_visited_at)
  include (experience_id, user_id) where is_visited;
create index stories_company_idx on public.stories (company_id, published_at)
  include (experience_id, user_id, id) where status = 'PUBLISHED';
create index told_visits_company_idx on private.told_visits (company_id, visited_at);

-- What each published story received ---------------------------------------------------------------
--
-- Likes, comments and shares together, own people's included: the order of the best stories. A row
-- for each that has received anything.

create table private.story_scores (
  story_id uuid primary key references public.stories (id) on delete cascade,
  company_id uuid not null,
  published_at timestamptz not null,
  engagement bigint not null
);
alter table private.story_scores enable row level security;
revoke all on private.story_scores from public, anon, authenticated, service_role;
create index story_scores_best_idx on private.story_scores
  (company_id, engagement desc, published_at desc, story_id desc) where engagement > 0;

insert into private.story_scores (story_id, company_id, published_at, engagement)
select s.id, s.company_id, s.published_at, sum(c.amount)
from private.story_reactions c
join public.stories s on s.id = c.story_id and s.status = 'PUBLISHED' and s.company_id is not null
group by s.id having sum(c.amount) > 0;

-- Definer: nobody else may write the counters.
create function private.score_reactions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into private.story_scores as c (story_id, company_id, published_at, engagement)
    select s.id, s.company_id, s.published_at, sum(r.amount)
    from after_rows r
    join public.stories s on s.id = r.story_id and s.status = 'PUBLISHED'
      and s.company_id is not null
    group by s.id order by s.id
    on conflict (story_id) do update set engagement = c.engagement + excluded.engagement;
  else
    insert into private.story_scores as c (story_id, company_id, published_at, engagement)
    select s.id, s.company_id, s.published_at, sum(r.amount - b.amount)
    from after_rows r
    join before_rows b on b.story_id = r.story_id and b.kind = r.kind and b.amount <> r.amount
    join public.stories s on s.id = r.story_id and s.status = 'PUBLISHED'
      and s.company_id is not null
    group by s.id order by s.id
    on conflict (story_id) do update set engagement = c.engagement + excluded.engagement;
  end if;
  return null;
end
$$;
create trigger score_insert after insert on private.story_reactions
  referencing new table as after_rows for each statement
  execute function private.score_reactions();
create trigger score_update after update on private.story_reactions
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.score_reactions();

-- A story that is published, withdrawn or about somebody else now.
-- Definer: nobody else may write the counters.
create function private.score_story() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from private.story_reactions c where c.story_id = new.id order by c.kind for update;
  delete from private.story_scores where story_id = new.id;
  insert into private.story_scores (story_id, company_id, published_at, engagement)
  select new.id, new.company_id, new.published_at, sum(c.amount)
  from private.story_reactions c
  where c.story_id = new.id and new.status = 'PUBLISHED' and new.company_id is not null
  having sum(c.amount) > 0;
  return null;
end
$$;
create trigger score_update after update on public.stories
  for each row when ((old.status, old.company_id) is distinct from (new.status, new.company_id))
  execute function private.score_story();

-- Changed hands, as before (20261125010000), and its rows say so.
-- Definer: nobody else may write the counters.
create or replace function private.move_visitors() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  visitors uuid[];
begin
  visitors := array(
    select v.user_id from public.visits v where v.experience_id = new.id and v.is_visited);
  perform private.take_people(
    array_fill(old.owned_by, array[cardinality(visitors)]), visitors, 1, 0);
  perform private.add_people(
    array_fill(new.owned_by, array[cardinality(visitors)]), visitors, 1, 0);
  perform private.count_story(s, old.owned_by, -1), private.count_story(s, new.owned_by, 1)
  from public.stories s where s.experience_id = new.id;
  update public.stories set company_id = new.owned_by where experience_id = new.id;
  update public.visits set company_id = new.owned_by where experience_id = new.id;
  update private.told_visits set company_id = new.owned_by where experience_id = new.id;
  return null;
end
$$;

-- Definitions by them ------------------------------------------------------------------------------

create or replace function private.counted_visits(companies uuid[], first_day date, last_day date)
returns table (
  company_id uuid, experience_id uuid, person uuid, at timestamptz, time_zone text)
language sql stable as $$
  select w.company_id, v.experience_id, v.user_id, v.first_visited_at, w.time_zone
  from private.metric_scope(companies, first_day, last_day) w
  join public.visits v on v.company_id = w.company_id and v.is_visited
    and v.first_visited_at >= w.from_at and v.first_visited_at < w.to_at
  where not exists (
    select from public.company_members m
    where m.company_id = w.company_id and m.member_id = v.user_id and not m.is_deleted)
$$;

create or replace function private.counted_stories(companies uuid[], first_day date, last_day date)
returns table (
  company_id uuid, experience_id uuid, story_id uuid, person uuid, at timestamptz, time_zone text)
language sql stable as $$
  select w.company_id, s.experience_id, s.id, s.user_id, s.published_at, w.time_zone
  from private.metric_scope(companies, first_day, last_day) w
  join public.stories s on s.company_id = w.company_id and s.status = 'PUBLISHED'
    and s.published_at >= w.from_at and s.published_at < w.to_at
  where not exists (
    select from public.company_members m
    where m.company_id = w.company_id and m.member_id = s.user_id and not m.is_deleted)
$$;

-- Who visited one of the companies or told of it since ever, each person once, without its own people.
create function private.counted_people(companies uuid[])
returns table (visitors bigint, storytellers bigint, explorers bigint)
language plpgsql stable set search_path = '' as $$
begin
  if cardinality(companies) = 1 then
    return query
      select private.total(companies, 'visitor') - count(*) filter (where o.visits > 0),
        private.total(companies, 'storyteller') - count(*) filter (where o.stories > 0),
        private.total(companies, 'explorer') - count(*)
      from private.own_people(companies) o;
  else
    -- Somebody may be known to several companies of one business, and work for one of them.
    return query
      select count(*) filter (where g.visits > 0), count(*) filter (where g.stories > 0), count(*)
      from (
        select max(c.visits) as visits, max(c.stories) as stories
        from private.company_people c
        where c.company_id = any (companies) and not exists (
          select from public.company_members m
          where m.company_id = c.company_id and m.member_id = c.person and not m.is_deleted)
        group by c.person
      ) g;
  end if;
end
$$;
revoke execute on function private.set_company(), private.score_reactions(),
  private.score_story(), private.counted_people(uuid[]) from public;

-- Definer: see the head of 20261124006000.
create or replace function public.metric_visits(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (
  experience_id uuid, day date, visits bigint, visitors bigint, verified_visits bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked uuid[];
  total bigint;
  persons bigint;
  verified bigint;
begin
  if p_from is not null or p_to is not null or p_by = 'day' then
    return query
      select g.experience_id, g.day, sum(g.visits)::bigint, count(*), sum(g.verified)::bigint
      from (
        select
          case when p_by = 'experience' then v.experience_id end as experience_id,
          case when p_by = 'day' then (v.at at time zone v.time_zone)::date end as day,
          v.person, count(*) as visits,
          count(*) filter (where (v.experience_id, v.person) in (
            select k.experience_id, k.person
            from private.verified_places(p_company_ids) k)) as verified
        from private.counted_visits(p_company_ids, p_from, p_to) v
        group by 1, 2, 3
      ) g
      group by 1, 2;
  elsif p_by = 'experience' then
    -- The counters, less the own people. A person visits an experience once.
    return query
      select g.experience_id, null::date, sum(g.visits)::bigint, sum(g.visits)::bigint,
        sum(g.verified)::bigint
      from (
        select c.experience_id, c.visits, 0 as verified
        from private.metric_scope(p_company_ids, null, null) w
        join public.experiences e on e.owned_by = w.company_id
        join private.visit_counts c on c.experience_id = e.id
        union all
        select o.experience_id, -1, 0 from private.own_visits(p_company_ids) o
        union all
        select k.experience_id, 0, 1
        from private.verified_places(p_company_ids) k
        join public.visits v on v.experience_id = k.experience_id and v.user_id = k.person
          and v.is_visited
      ) g
      group by 1
      having sum(g.visits) > 0;
  else
    asked := private.asked_companies(p_company_ids);
    select private.total(asked, 'visit') - coalesce(sum(o.visits), 0) into total
    from private.own_people(asked) o;
    select p.visitors into persons from private.counted_people(asked) p;
    select count(*) into verified
    from private.verified_places(asked) k
    join public.visits v on v.experience_id = k.experience_id and v.user_id = k.person
      and v.is_visited;
    if total > 0 then
      return query select null::uuid, null::date, total, persons, verified;
    end if;
  end if;
end
$$;

-- Definer: see the head of 20261124006000.
create or replace function public.metric_explorers(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (experience_id uuid, day date, explorers bigint, returning_explorers bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked uuid[];
  persons bigint;
  others bigint;
begin
  if p_from is null and p_to is null and p_by = 'total' then
    -- Since ever: who visited or told is counted; the others are looked up among them.
    asked := private.asked_companies(p_company_ids);
    select p.explorers into persons from private.counted_people(asked) p;
    select count(distinct a.person) into others
    from (
      select person from private.counted_registrations(asked, null, null)
      union all
      select person from private.counted_starts(asked, null, null)
      union all
      select person from private.counted_check_ins(asked, null, null)
    ) a
    where not exists (
      select from private.company_people c
      where c.company_id = any (asked) and c.person = a.person and not exists (
        select from public.company_members m
        where m.company_id = c.company_id and m.member_id = c.person and not m.is_deleted));
    persons := persons + others;
    if persons > 0 then
      return query select null::uuid, null::date, persons, null::bigint;
    end if;
    return;
  end if;
  return query
    select g.experience_id, g.day, count(*),
      case when p_by = 'total' and p_from is not null then count(*) filter (where g.person in (
        select a.person from private.counted_actions(p_company_ids, p_from - 365, p_from - 1) a)) end
    from (
      select distinct
        case when p_by = 'experience' then a.experience_id end as experience_id,
        case when p_by = 'day' then (a.at at time zone a.time_zone)::date end as day,
        a.person
      from private.counted_actions(p_company_ids, p_from, p_to) a
      where p_by <> 'experience' or a.experience_id is not null
    ) g
    group by 1, 2;
end
$$;

-- Definer: see the head of 20261124006000.
create or replace function public.metric_stories(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (
  experience_id uuid, day date, stories bigint, storytellers bigint, photos bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked uuid[];
  told bigint;
  persons bigint;
  own_told bigint;
  pictures bigint;
begin
  if p_by = 'total' and p_from is null and p_to is null then
    asked := private.asked_companies(p_company_ids);
    select coalesce(sum(o.stories), 0) into own_told from private.own_people(asked) o;
    told := private.total(asked, 'story') - own_told;
    select p.storytellers into persons from private.counted_people(asked) p;
    if cardinality(asked) = 1 then
      pictures := private.total(asked, 'photo');
    else
      select count(*) into pictures
      from (select c.media_id from private.company_photos c where c.company_id = any (asked)
        group by 1) c;
    end if;
    if own_told > 0 then
      -- Pictures that are in stories of the own people only.
      select pictures - count(*) into pictures
      from (
        select m.media_id, count(*) as stories
        from private.own_stories(asked) o
        join public.story_media m on m.story_id = o.story_id
        group by 1
      ) own
      where own.stories = (
        select sum(c.stories) from private.company_photos c
        where c.company_id = any (asked) and c.media_id = own.media_id);
    end if;
    if told > 0 then
      return query select null::uuid, null::date, told, persons, pictures;
    end if;
    return;
  end if;
  if p_by = 'total' then
    -- Without groups there is no need to sort.
    return query
      with told as materialized (
        select s.story_id, s.person from private.counted_stories(p_company_ids, p_from, p_to) s
      )
      select null::uuid, null::date, g.stories, g.storytellers, g.photos
      from (
        select (select count(*) from told) as stories,
          (select count(*) from (select distinct person from told) p) as storytellers,
          (select count(*) from (
            select distinct m.media_id
            from told t
            join public.story_media m on m.story_id = t.story_id
            join public.media_assets a on a.id = m.media_id
              and (a.mime_type is null or a.mime_type like 'image/%')) p) as photos
        offset 0
      ) g
      where g.stories > 0;
    return;
  end if;
  return query
    with told as materialized (
      select
        case when p_by = 'experience' then s.experience_id end as experience_id,
        case when p_by = 'day' then (s.at at time zone s.time_zone)::date end as day,
        s.story_id, s.person
      from private.counted_stories(p_company_ids, p_from, p_to) s
    ),
    pictured as (
      select t.experience_id, t.day, count(distinct m.media_id) as photos
      from told t
      join public.story_media m on m.story_id = t.story_id
      join public.media_assets a on a.id = m.media_id
        and (a.mime_type is null or a.mime_type like 'image/%')
      group by 1, 2
    ),
    grouped as (
      select g.experience_id, g.day, sum(g.stories)::bigint as stories, count(*) as storytellers
      from (
        select t.experience_id, t.day, t.person, count(*) as stories from told t group by 1, 2, 3
      ) g
      group by 1, 2
    )
    -- One of the two is null in all rows: joined by texts, so that a hash can do it.
    select g.experience_id, g.day, g.stories, g.storytellers, coalesce(p.photos, 0)
    from grouped g
    left join pictured p on coalesce(p.experience_id::text, p.day::text, '')
      = coalesce(g.experience_id::text, g.day::text, '');
end
$$;

-- Definer: see the head of 20261124006000.
create or replace function public.metric_engagement_per_story(
  p_company_ids uuid[], p_from date default null, p_to date default null)
returns table (stories bigint, reactions bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked uuid[];
  own_first_week bigint;
begin
  if p_from is null and p_to is null then
    asked := private.asked_companies(p_company_ids);
    -- What the own people left on others' stories in their first weeks, those stories grown up.
    select count(*) into own_first_week
    from (
      select distinct m.company_id, m.member_id from public.company_members m
      where m.company_id = any (asked) and not m.is_deleted
    ) team
    cross join lateral (
      select l.story_id, l.created_at from public.likes l where l.user_id = team.member_id
      union all
      select l.story_id, l.created_at from public.comments l where l.user_id = team.member_id
      union all
      select l.story_id, l.created_at from public.shares l where l.user_id = team.member_id
    ) r
    join public.stories s on s.id = r.story_id and s.status = 'PUBLISHED'
      and s.published_at <= now() - interval '7 days'
      and private.is_first_week(s.published_at, r.created_at)
    join public.experiences e on e.id = s.experience_id and e.owned_by = team.company_id
    where not exists (
      select from public.company_members m
      where m.company_id = team.company_id and m.member_id = s.user_id and not m.is_deleted);

    -- The totals, less the stories of the own people and those that are too young.
    return query
      with apart as materialized (
        select o.story_id from private.own_stories(asked) o
        union
        select s.id from public.stories s
        where s.company_id = any (asked) and s.status = 'PUBLISHED'
          and s.published_at > now() - interval '7 days'
      )
      select private.total(asked, 'story') - (select count(*) from apart),
        private.total(asked, 'first_week') - own_first_week - coalesce((
          select sum(c.first_week) from apart a
          join private.story_reactions c on c.story_id = a.story_id), 0)::bigint;
    return;
  end if;
  return query
    with grown as materialized (
      select s.story_id, s.company_id, s.at
      from private.counted_stories(p_company_ids, p_from, p_to) s
      where s.at <= now() - interval '7 days'
    ),
    own as (
      select count(*) as amount
      from (select distinct m.company_id, m.member_id from public.company_members m
        where m.company_id = any (p_company_ids) and not m.is_deleted) m
      cross join lateral (
        select l.story_id, l.created_at from public.likes l where l.user_id = m.member_id
        union all
        select l.story_id, l.created_at from public.comments l where l.user_id = m.member_id
        union all
        select l.story_id, l.created_at from public.shares l where l.user_id = m.member_id
      ) r
      join grown g on g.story_id = r.story_id and g.company_id = m.company_id
      where private.is_first_week(g.at, r.created_at)
    )
    select (select count(*) from grown),
      coalesce((
        select sum(c.first_week) from grown g join private.story_reactions c on c.story_id = g.story_id
      ), 0)::bigint - own.amount
    from own;
end
$$;

-- Definer: see the head of 20261124006000.
create or replace function public.metric_story_rate(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (experience_id uuid, visits bigint, told bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  windowed boolean := p_from is not null or p_to is not null;
  old_enough timestamptz := now() - interval '14 days';
  asked uuid[];
begin
  if windowed then
    return query
      select case when p_by = 'experience' then v.experience_id end, count(*),
        count(*) filter (where exists (
          select from public.stories s
          where s.experience_id = v.experience_id and s.user_id = v.person
            and s.status = 'PUBLISHED' and s.published_at >= v.at
            and s.published_at <= v.at + interval '14 days'))
      from private.counted_visits(p_company_ids, p_from, p_to) v
      where v.at <= old_enough
      group by 1;
    return;
  end if;
  -- Since ever: the counters, less what is too young and less the own people.
  asked := private.asked_companies(p_company_ids);
  return query
    select g.experience_id, sum(g.visits)::bigint, sum(g.told)::bigint
    from (
      select null::uuid as experience_id, private.total(asked, 'visit') as visits, 0 as told
      where p_by = 'total'
      union all
      select c.experience_id, c.visits, 0
      from public.experiences e join private.visit_counts c on c.experience_id = e.id
      where p_by = 'experience' and e.owned_by = any (asked)
      union all
      select case when p_by = 'experience' then v.experience_id end, -count(*), 0
      from public.visits v
      where v.company_id = any (asked) and v.is_visited and v.first_visited_at > old_enough
      group by 1
      union all
      select case when p_by = 'experience' then t.experience_id end, 0, count(*)
      from private.told_visits t
      where t.company_id = any (asked) and t.visited_at <= old_enough
      group by 1
      union all
      select case when p_by = 'experience' then o.experience_id end, -1, -(
        select count(*) from private.told_visits t
        where t.experience_id = o.experience_id and t.person = o.person)
      from private.own_visits(asked) o
      where o.at <= old_enough
    ) g
    group by 1
    having sum(g.visits) > 0;
end
$$;

-- analytics.business.top.stories.get, as before. Since ever: the best by what they received, of those
-- that received nothing the newest, and all to which own people reacted, because theirs is taken off.
-- Definer: the stories of internal experiences, for owners who are no members.
create or replace function public.analytics_top_stories(
  p_business_id uuid, p_from date default null, p_to date default null,
  p_limit integer default 1000)
returns table (
  business_id uuid, story_id uuid, title text, experience_id uuid, experience_name text,
  published_at timestamptz, likes bigint, comments bigint, shares bigint, engagement bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked uuid[] := private.asked_companies(private.business_companies(p_business_id));
  wanted integer := least(greatest(p_limit, 0), 1001);
begin
  if p_from is not null or p_to is not null then
    return query
      select p_business_id, s.id, s.title, e.id, e.name, s.published_at,
        coalesce(r.likes, 0), coalesce(r.comments, 0), coalesce(r.shares, 0),
        coalesce(r.engagement, 0)
      from private.counted_stories(asked, null, null) told
      join public.stories s on s.id = told.story_id
      join public.experiences e on e.id = told.experience_id
      left join public.metric_engagement(asked, p_from, p_to, 'story') r
        on r.story_id = told.story_id
      order by coalesce(r.engagement, 0) desc, s.published_at desc, s.id desc
      limit wanted;
    return;
  end if;
  return query
    with own as materialized (
      select o.story_id, o.kind, count(*) as amount from private.own_reactions(asked) o group by 1, 2
    ),
    bounds as materialized (
      select (wanted + count(distinct o.story_id))::bigint as most from own o
    ),
    picked as materialized (
      select o.story_id from own o
      union
      select best.story_id
      from unnest(asked) as w (company_id)
      cross join lateral (
        select c.story_id
        from private.story_scores c join public.stories s on s.id = c.story_id
        where c.company_id = w.company_id and c.engagement > 0 and not exists (
          select from public.company_members m
          where m.company_id = w.company_id and m.member_id = s.user_id and not m.is_deleted)
        order by c.engagement desc, c.published_at desc, c.story_id desc
        limit (select most from bounds)
      ) best
      union
      select latest.id
      from unnest(asked) as w (company_id)
      cross join lateral (
        select s.id from public.stories s
        where s.company_id = w.company_id and s.status = 'PUBLISHED'
          and not exists (select from private.story_scores c
            where c.story_id = s.id and c.engagement > 0)
          and not exists (
            select from public.company_members m
            where m.company_id = w.company_id and m.member_id = s.user_id and not m.is_deleted)
        order by s.published_at desc, s.id desc
        limit wanted
      ) latest
    ),
    weighed as (
      select g.story_id,
        coalesce(sum(g.amount) filter (where g.kind = 'like'), 0)::bigint as likes,
        coalesce(sum(g.amount) filter (where g.kind = 'comment'), 0)::bigint as comments,
        coalesce(sum(g.amount) filter (where g.kind = 'share'), 0)::bigint as shares
      from (
        select p.story_id, c.kind, c.amount
        from picked p left join private.story_reactions c on c.story_id = p.story_id
        union all
        select o.story_id, o.kind, -o.amount from own o
      ) g
      group by 1
    )
    select p_business_id, s.id, s.title, e.id, e.name, s.published_at, w.likes, w.comments, w.shares,
      w.likes + w.comments + w.shares
    from weighed w
    join public.stories s on s.id = w.story_id and s.status = 'PUBLISHED'
      and s.company_id = any (asked)
    join public.experiences e on e.id = s.experience_id
    where not exists (
      select from public.company_members m
      where m.company_id = s.company_id and m.member_id = s.user_id and not m.is_deleted)
    order by w.likes + w.comments + w.shares desc, s.published_at desc, s.id desc
    limit wanted;
end
$$;
