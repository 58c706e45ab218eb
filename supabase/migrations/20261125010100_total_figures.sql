-- Figures since ever come from the totals (20261125010000), less the companies' own people. Only what
-- changed stands here; the definitions stand above the functions in 20261124006000.

-- What each of the companies' people did there themselves, as the totals count it.
create function private.own_people(companies uuid[])
returns table (company_id uuid, person uuid, visits bigint, stories bigint)
language sql stable as $$
  select p.company_id, p.person, p.visits, p.stories
  from (
    select distinct w.company_id, m.member_id
    from private.metric_scope(companies, null, null) w
    join public.company_members m on m.company_id = w.company_id and not m.is_deleted
  ) team
  join private.company_people p on p.company_id = team.company_id and p.person = team.member_id
$$;

-- The published stories of the companies' own people about them.
create function private.own_stories(companies uuid[])
returns table (company_id uuid, story_id uuid, at timestamptz)
language sql stable as $$
  select o.company_id, s.id, s.published_at
  from private.own_people(companies) o
  join public.stories s on s.user_id = o.person and s.status = 'PUBLISHED'
  join public.experiences e on e.id = s.experience_id and e.owned_by = o.company_id
  where o.stories > 0
$$;

-- Those among the companies whose figures the caller may read.
create function private.asked_companies(companies uuid[]) returns uuid[]
language sql stable as $$
  select coalesce(array_agg(w.company_id), '{}') from private.metric_scope(companies, null, null) w
$$;
revoke execute on function
  private.own_people(uuid[]), private.own_stories(uuid[]), private.asked_companies(uuid[])
  from public;

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
    select private.total(asked, 'visit') - coalesce(sum(o.visits), 0),
      private.total(asked, 'visitor') - count(*) filter (where o.visits > 0)
    into total, persons
    from private.own_people(asked) o;
    if cardinality(asked) > 1 then
      -- Somebody may have visited several companies of one business, and work for one of them.
      select count(distinct c.person) into persons
      from private.company_people c
      where c.company_id = any (asked) and c.visits > 0 and not exists (
        select from public.company_members m
        where m.company_id = c.company_id and m.member_id = c.person and not m.is_deleted);
    end if;
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
  if p_from is null and p_to is null and p_by = 'total' and cardinality(p_company_ids) = 1 then
    -- Of one company since ever: who visited or told is counted; the others are looked up among them.
    asked := private.asked_companies(p_company_ids);
    select private.total(asked, 'explorer') - count(*) into persons
    from private.own_people(asked) o;
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
      where c.company_id = p_company_ids[1] and c.person = a.person);
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
  if p_by = 'total' and p_from is null and p_to is null and cardinality(p_company_ids) = 1 then
    asked := private.asked_companies(p_company_ids);
    select coalesce(sum(o.stories), 0), count(*) filter (where o.stories > 0)
    into own_told, persons
    from private.own_people(asked) o;
    told := private.total(asked, 'story') - own_told;
    persons := private.total(asked, 'storyteller') - persons;
    pictures := private.total(asked, 'photo');
    if own_told > 0 then
      -- Pictures that are in stories of the own people only.
      select pictures - count(*) into pictures
      from (
        select m.media_id, count(*) as stories
        from private.own_stories(asked) o
        join public.story_media m on m.story_id = o.story_id
        group by 1
      ) own
      join private.company_photos c on c.company_id = any (asked) and c.media_id = own.media_id
        and c.stories = own.stories;
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
create or replace function public.metric_engagement(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (
  experience_id uuid, story_id uuid, day date, likes bigint, comments bigint, shares bigint,
  engagement bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  asked uuid[];
begin
  if p_from is not null or p_to is not null or p_by = 'day' then
    return query
      select g.experience_id, g.story_id, g.day,
        coalesce(sum(g.amount) filter (where g.kind = 'like'), 0)::bigint,
        coalesce(sum(g.amount) filter (where g.kind = 'comment'), 0)::bigint,
        coalesce(sum(g.amount) filter (where g.kind = 'share'), 0)::bigint,
        sum(g.amount)::bigint
      from (
        select
          case when p_by = 'experience' then r.experience_id end as experience_id,
          case when p_by = 'story' then r.story_id end as story_id,
          case when p_by = 'day' then (r.at at time zone r.time_zone)::date end as day,
          r.kind, count(*) as amount
        from private.counted_reactions(p_company_ids, p_from, p_to) r
        group by 1, 2, 3, 4
      ) g
      group by 1, 2, 3;
    return;
  end if;
  if p_by = 'total' then
    asked := private.asked_companies(p_company_ids);
    return query
      select null::uuid, null::uuid, null::date, g.likes, g.comments, g.shares,
        g.likes + g.comments + g.shares
      from (
        select private.total(asked, 'like') - count(*) filter (where o.kind = 'like') as likes,
          private.total(asked, 'comment') - count(*) filter (where o.kind = 'comment') as comments,
          private.total(asked, 'share') - count(*) filter (where o.kind = 'share') as shares
        from private.own_reactions(asked) o
      ) g
      where g.likes + g.comments + g.shares > 0;
    return;
  end if;
  return query
    select g.experience_id, g.story_id, null::date,
      coalesce(sum(g.amount) filter (where g.kind = 'like'), 0)::bigint,
      coalesce(sum(g.amount) filter (where g.kind = 'comment'), 0)::bigint,
      coalesce(sum(g.amount) filter (where g.kind = 'share'), 0)::bigint,
      sum(g.amount)::bigint
    from (
      select
        case when p_by = 'experience' then s.experience_id end as experience_id,
        case when p_by = 'story' then s.id end as story_id,
        c.kind, sum(c.amount) as amount
      from private.metric_scope(p_company_ids, null, null) w
      join public.experiences e on e.owned_by = w.company_id
      join public.stories s on s.experience_id = e.id
      join private.story_reactions c on c.story_id = s.id
      group by 1, 2, 3
      union all
      select
        case when p_by = 'experience' then o.experience_id end,
        case when p_by = 'story' then o.story_id end,
        o.kind, -count(*)
      from private.own_reactions(p_company_ids) o
      group by 1, 2, 3
    ) g
    group by 1, 2
    having sum(g.amount) > 0;
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
        select s.id
        from public.experiences e
        join public.stories s on s.experience_id = e.id and s.status = 'PUBLISHED'
          and s.published_at > now() - interval '7 days'
        where e.owned_by = any (asked)
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
      select case when p_by = 'experience' then e.id end, -count(*), 0
      from public.experiences e
      join public.visits v on v.experience_id = e.id and v.is_visited
        and v.first_visited_at > old_enough
      where e.owned_by = any (asked)
      group by 1
      union all
      select case when p_by = 'experience' then e.id end, 0, count(*)
      from public.experiences e
      join private.told_visits t on t.experience_id = e.id and t.visited_at <= old_enough
      where e.owned_by = any (asked)
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

-- Each metric once, not once for each experience.
-- Definer: whoever owns a company without being a member reads its drafts here, too.
create or replace function public.analytics_all_experiences(
  p_business_id uuid, p_from date default null, p_to date default null,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  business_id uuid, company_id uuid, experience_id uuid, name text, status text,
  primary_photo text, created_at timestamptz, views bigint, visits bigint, visitors bigint,
  stories bigint, photos bigint, likes bigint, comments bigint, shares bigint, engagement bigint)
language sql stable security definer set search_path = '' as $$
  with asked as materialized (select private.business_companies(p_business_id) as ids),
  viewed as materialized (
    select m.* from asked, public.metric_views(asked.ids, p_from, p_to, 'experience') m),
  visited as materialized (
    select m.* from asked, public.metric_visits(asked.ids, p_from, p_to, 'experience') m),
  told as materialized (
    select m.* from asked, public.metric_stories(asked.ids, p_from, p_to, 'experience') m),
  reacted as materialized (
    select m.* from asked, public.metric_engagement(asked.ids, p_from, p_to, 'experience') m)
  select p_business_id, e.owned_by, e.id, e.name, e.status, e.primary_photo, e.created_at,
    coalesce(o.views, 0), coalesce(v.visits, 0), coalesce(v.visitors, 0),
    coalesce(s.stories, 0), coalesce(s.photos, 0),
    coalesce(r.likes, 0), coalesce(r.comments, 0), coalesce(r.shares, 0),
    coalesce(r.engagement, 0)
  from asked
  join public.experiences e on e.owned_by = any (asked.ids)
  left join viewed o on o.experience_id = e.id
  left join visited v on v.experience_id = e.id
  left join told s on s.experience_id = e.id
  left join reacted r on r.experience_id = e.id
  where p_before_created_at is null or (e.created_at, e.id) < (p_before_created_at, p_before_id)
  order by e.created_at desc, e.id desc
  limit least(greatest(p_limit, 0), 1001)
$$;
