-- The figures of the dashboard and of the API's analytics addresses: one function for each, by the
-- definitions written above it. All of them take company ids and a window of days, both ends
-- included, in each company's own time zone; without a first day the window begins with the first
-- row, without a last day it reaches to this moment. Where `p_by` is offered, 'total' answers one row
-- (none where there is nothing to count), 'experience', 'day' and so on one for each.
--
-- Own members of a company, machines and test walks never count in it.
--
-- Definer, all of them: what is counted is travellers' own; a company sees how many, not whose. Each
-- counts only the companies its caller may ask for (private.metric_scope). In plpgsql, because it
-- keeps their plans: making the plan of such a query takes longer than running it.

-- The moment a day begins somewhere. Where clocks go back over midnight, midnight comes twice (the
-- Azores in October); the day begins with the first. Where they skip it, with the first moment after.
create function private.day_start(day date, time_zone text) returns timestamptz
language sql stable parallel safe
return case
  when ((day::timestamp at time zone time_zone - interval '1 hour') at time zone time_zone)::date
    = day then day::timestamp at time zone time_zone - interval '1 hour'
  else day::timestamp at time zone time_zone end;

-- Whether our own server asks: with the service key, or on a connection of the database's owner. A
-- request through the API always carries a role; one that does not is nobody.
create function private.is_server() returns boolean
language sql stable set search_path = '' as $$
  select case when auth.role() is null or auth.role() = '' then session_user <> 'authenticator'
    else auth.role() = 'service_role' end
$$;
revoke execute on function private.is_server() from public;

-- The companies among these whose figures the caller may read, and their windows as moments. A
-- company's people read it, its owner, SUPER_ADMINs, and the server for the mails it sends.
-- Definer: also those who own the company without being a member read it.
create function private.metric_scope(companies uuid[], first_day date, last_day date)
returns table (company_id uuid, time_zone text, from_at timestamptz, to_at timestamptz)
language plpgsql stable security definer set search_path = '' rows 1 as $$
#variable_conflict use_column
begin
  return query
    select c.id, c.time_zone,
      case when first_day is null then '-infinity' else private.day_start(first_day, c.time_zone) end,
      case when last_day is null then 'infinity' else private.day_start(last_day + 1, c.time_zone) end
    from public.company_accounts c
    where c.id = any (companies) and not c.is_deleted
      and (c.id in (select private.my_company_ids()) or c.owned_by = (select auth.uid())
        or (select private.is_super_admin())
        or (select private.is_server()));
end
$$;

-- What counts, row by row. These are written into the functions below by the planner: no rights of
-- their own, no pinned search path.

create function private.counted_visits(companies uuid[], first_day date, last_day date)
returns table (
  company_id uuid, experience_id uuid, person uuid, at timestamptz, time_zone text)
language sql stable as $$
  select w.company_id, v.experience_id, v.user_id, v.first_visited_at, w.time_zone
  from private.metric_scope(companies, first_day, last_day) w
  join public.experiences e on e.owned_by = w.company_id
  join public.visits v on v.experience_id = e.id and v.is_visited
    and v.first_visited_at >= w.from_at and v.first_visited_at < w.to_at
  where not exists (
    select from public.company_members m
    where m.company_id = w.company_id and m.member_id = v.user_id and not m.is_deleted)
$$;

create function private.counted_stories(companies uuid[], first_day date, last_day date)
returns table (
  company_id uuid, experience_id uuid, story_id uuid, person uuid, at timestamptz, time_zone text)
language sql stable as $$
  select w.company_id, s.experience_id, s.id, s.user_id, s.published_at, w.time_zone
  from private.metric_scope(companies, first_day, last_day) w
  join public.experiences e on e.owned_by = w.company_id
  join public.stories s on s.experience_id = e.id and s.status = 'PUBLISHED'
    and s.published_at >= w.from_at and s.published_at < w.to_at
  where not exists (
    select from public.company_members m
    where m.company_id = w.company_id and m.member_id = s.user_id and not m.is_deleted)
$$;

create function private.counted_opens(companies uuid[], first_day date, last_day date)
returns table (
  company_id uuid, experience_id uuid, person uuid, viewer bytea, at timestamptz, time_zone text,
  source text, placement text)
language sql stable as $$
  select w.company_id, o.experience_id, o.person, coalesce(uuid_send(o.person), o.anonymous),
    o.created_at, w.time_zone, o.source, o.placement
  from private.metric_scope(companies, first_day, last_day) w
  join public.events o on o.company_id = w.company_id and o.kind = 'open'
    and o.created_at >= w.from_at and o.created_at < w.to_at
    and not o.own_member and not o.bot and not o.test
  where not exists (
    select from public.company_members m
    where m.company_id = w.company_id and m.member_id = o.person and not m.is_deleted)
$$;

-- One row for each like, comment and share on a story about the company, whoever wrote the story.
create function private.counted_reactions(companies uuid[], first_day date, last_day date)
returns table (
  company_id uuid, experience_id uuid, story_id uuid, person uuid, kind text, at timestamptz,
  time_zone text)
language sql stable as $$
  select w.company_id, s.experience_id, s.id, r.user_id, r.kind, r.created_at, w.time_zone
  from private.metric_scope(companies, first_day, last_day) w
  join public.experiences e on e.owned_by = w.company_id
  join public.stories s on s.experience_id = e.id
  cross join lateral (
    select l.user_id, 'like' as kind, l.created_at from public.likes l
    where l.story_id = s.id and l.created_at >= w.from_at and l.created_at < w.to_at
    union all
    select l.user_id, 'comment', l.created_at from public.comments l
    where l.story_id = s.id and l.created_at >= w.from_at and l.created_at < w.to_at
    union all
    select l.user_id, 'share', l.created_at from public.shares l
    where l.story_id = s.id and l.created_at >= w.from_at and l.created_at < w.to_at
  ) r
  where not exists (
    select from public.company_members m
    where m.company_id = w.company_id and m.member_id = r.user_id and not m.is_deleted)
$$;

-- The visits of the companies' own people: the counters include them.
create function private.own_visits(companies uuid[])
returns table (company_id uuid, experience_id uuid, person uuid, at timestamptz)
language sql stable as $$
  select team.company_id, e.id, v.user_id, v.first_visited_at
  from (
    select distinct w.company_id, m.member_id
    from private.metric_scope(companies, null, null) w
    join public.company_members m on m.company_id = w.company_id and not m.is_deleted
  ) team
  join public.visits v on v.user_id = team.member_id and v.is_visited
  join public.experiences e on e.id = v.experience_id and e.owned_by = team.company_id
$$;

-- What the companies' own people left there: the counters beside the stories know no persons.
create function private.own_reactions(companies uuid[])
returns table (experience_id uuid, story_id uuid, kind text)
language sql stable as $$
  with team as materialized (
    select distinct w.company_id, m.member_id
    from private.metric_scope(companies, null, null) w
    join public.company_members m on m.company_id = w.company_id and not m.is_deleted
  )
  select e.id, s.id, r.kind
  from team
  cross join lateral (
    select l.story_id, 'like' as kind from public.likes l where l.user_id = team.member_id
    union all
    select l.story_id, 'comment' from public.comments l where l.user_id = team.member_id
    union all
    select l.story_id, 'share' from public.shares l where l.user_id = team.member_id
  ) r
  join public.stories s on s.id = r.story_id
  join public.experiences e on e.id = s.experience_id and e.owned_by = team.company_id
$$;

-- Landing registrations. Somebody without an account counts by the address: as its hash.
create function private.counted_registrations(companies uuid[], first_day date, last_day date)
returns table (
  company_id uuid, experience_id uuid, person uuid, at timestamptz, time_zone text)
language sql stable as $$
  select w.company_id, r.experience_id, coalesce(p.userid, md5(r.email)::uuid), r.created_at,
    w.time_zone
  from private.metric_scope(companies, first_day, last_day) w
  join public.visitors r on r.company_id = w.company_id
    and r.created_at >= w.from_at and r.created_at < w.to_at
  left join public.userprofiles p on p.email = r.email
  where not exists (
    select from public.company_members m
    where m.company_id = w.company_id and m.member_id = p.userid and not m.is_deleted)
$$;

create function private.counted_starts(companies uuid[], first_day date, last_day date)
returns table (
  company_id uuid, challenge_id uuid, participation_id uuid, person uuid, at timestamptz,
  finished_at timestamptz, time_zone text)
language sql stable as $$
  select w.company_id, c.id, p.id, p.user_id, p.started_at, p.finished_at, w.time_zone
  from private.metric_scope(companies, first_day, last_day) w
  join public.challenges c on c.company_id = w.company_id
  join public.challenge_participations p on p.challenge_id = c.id and not p.is_test
    and p.started_at >= w.from_at and p.started_at < w.to_at
  where not exists (
    select from public.company_members m
    where m.company_id = w.company_id and m.member_id = p.user_id and not m.is_deleted)
$$;

create function private.counted_check_ins(companies uuid[], first_day date, last_day date)
returns table (
  company_id uuid, challenge_id uuid, experience_id uuid, participation_id uuid, step_id uuid,
  person uuid, proof text, at timestamptz, time_zone text)
language sql stable as $$
  select w.company_id, c.id, t.experience_id, p.id, t.id, p.user_id, k.proof, k.accepted_at,
    w.time_zone
  from private.metric_scope(companies, first_day, last_day) w
  join public.challenges c on c.company_id = w.company_id
  join public.challenge_steps t on t.challenge_id = c.id
  join public.check_ins k on k.step_id = t.id
    and k.accepted_at >= w.from_at and k.accepted_at < w.to_at
  join public.challenge_participations p on p.id = k.participation_id and not p.is_test
  where not exists (
    select from public.company_members m
    where m.company_id = w.company_id and m.member_id = p.user_id and not m.is_deleted)
$$;

-- Where somebody has certainly been.
create function private.verified_places(companies uuid[])
returns table (experience_id uuid, person uuid)
language sql stable as $$
  select distinct k.experience_id, k.person
  from private.counted_check_ins(companies, null, null) k
  where k.proof in ('qr', 'pin', 'geo', 'staff') and k.experience_id is not null
$$;

-- What makes somebody an explorer, besides a visit.
create function private.counted_other_actions(companies uuid[], first_day date, last_day date)
returns table (person uuid, experience_id uuid, at timestamptz, time_zone text)
language sql stable as $$
  select person, experience_id, at, time_zone
  from private.counted_stories(companies, first_day, last_day)
  union all
  select person, experience_id, at, time_zone
  from private.counted_registrations(companies, first_day, last_day)
  union all
  select person, null, at, time_zone
  from private.counted_starts(companies, first_day, last_day)
  union all
  select person, experience_id, at, time_zone
  from private.counted_check_ins(companies, first_day, last_day)
$$;

create function private.counted_actions(companies uuid[], first_day date, last_day date)
returns table (person uuid, experience_id uuid, at timestamptz, time_zone text)
language sql stable as $$
  select person, experience_id, at, time_zone
  from private.counted_visits(companies, first_day, last_day)
  union all
  select * from private.counted_other_actions(companies, first_day, last_day)
$$;

revoke execute on function
  private.day_start(date, text),
  private.metric_scope(uuid[], date, date),
  private.counted_visits(uuid[], date, date),
  private.counted_stories(uuid[], date, date),
  private.counted_opens(uuid[], date, date),
  private.counted_reactions(uuid[], date, date),
  private.own_visits(uuid[]),
  private.own_reactions(uuid[]),
  private.counted_registrations(uuid[], date, date),
  private.counted_starts(uuid[], date, date),
  private.counted_check_ins(uuid[], date, date),
  private.verified_places(uuid[]),
  private.counted_other_actions(uuid[], date, date),
  private.counted_actions(uuid[], date, date)
  from public;

-- What there is to visit ------------------------------------------------------------------------

-- Experiences by status, now.
-- Definer: see the head of this file.
create function public.metric_experiences(p_company_ids uuid[])
returns table (experiences bigint, active bigint, inactive bigint, internal bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select count(*), count(*) filter (where e.status = 'active'),
      count(*) filter (where e.status = 'inactive'), count(*) filter (where e.status = 'internal')
    from private.metric_scope(p_company_ids, null, null) w
    join public.experiences e on e.owned_by = w.company_id;
end
$$;

-- Visits ------------------------------------------------------------------------------------------

-- (person, experience) marked as visited now, dated by the first mark. Visitors: the persons.
-- Verified: with an accepted check-in there by QR, PIN, position or staff. By total, experience, day.
-- Definer: see the head of this file.
create function public.metric_visits(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (
  experience_id uuid, day date, visits bigint, visitors bigint, verified_visits bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
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
    select coalesce(sum(c.visits), 0) into total
    from private.metric_scope(p_company_ids, null, null) w
    join public.experiences e on e.owned_by = w.company_id
    join private.visit_counts c on c.experience_id = e.id;
    select total - count(*), -count(distinct o.person) into total, persons
    from private.own_visits(p_company_ids) o;
    if cardinality(p_company_ids) = 1 then
      select persons + count(*) into persons
      from private.metric_scope(p_company_ids, null, null) w
      join private.company_visitors c on c.company_id = w.company_id;
    else
      -- Somebody may have visited several companies of one business, and work for one of them.
      select count(distinct c.person) into persons
      from private.metric_scope(p_company_ids, null, null) w
      join private.company_visitors c on c.company_id = w.company_id
      where not exists (select from public.company_members m
        where m.company_id = w.company_id and m.member_id = c.person and not m.is_deleted);
    end if;
    select count(*) into verified
    from private.verified_places(p_company_ids) k
    join public.visits v on v.experience_id = k.experience_id and v.user_id = k.person
      and v.is_visited;
    if total > 0 then
      return query select null::uuid, null::date, total, persons, verified;
    end if;
  end if;
end
$$;

-- Views: distinct (person or daily hash, experience, day). Viewers: distinct persons and hashes; a
-- hash ends with its day. By total, experience, day.
-- Definer: see the head of this file.
create function public.metric_views(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (experience_id uuid, day date, views bigint, viewers bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select g.experience_id, g.day, sum(g.views)::bigint, count(*)
    from (
      select
        case when p_by = 'experience' then o.experience_id end as experience_id,
        case when p_by = 'day' then o.day end as day,
        o.viewer, count(*) as views
      from (
        select distinct o.experience_id, (o.at at time zone o.time_zone)::date as day, o.viewer
        from private.counted_opens(p_company_ids, p_from, p_to) o
      ) o
      group by 1, 2, 3
    ) g
    group by 1, 2;
end
$$;

-- Explorers: distinct persons with a landing registration, visit, accepted check-in, challenge start
-- or published story. Returning: those of them with an action in the 365 days before the window,
-- null where the window has no beginning. By total, experience, day (returning in total only).
-- Definer: see the head of this file.
create function public.metric_explorers(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (experience_id uuid, day date, explorers bigint, returning_explorers bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  persons bigint;
  others bigint;
begin
  if p_from is null and p_to is null and p_by = 'total' and cardinality(p_company_ids) = 1 then
    -- Of one company since ever: its visitors are counted; the others are looked up among them.
    select v.visitors into persons from public.metric_visits(p_company_ids) v;
    select count(distinct a.person) into others
    from private.counted_other_actions(p_company_ids, null, null) a
    where not exists (
      select from private.company_visitors c
      where c.company_id = p_company_ids[1] and c.person = a.person);
    persons := coalesce(persons, 0) + others;
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

-- Landing registrations. By total, experience, day.
-- Definer: see the head of this file.
create function public.metric_registrations(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (experience_id uuid, day date, registrations bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select
      case when p_by = 'experience' then r.experience_id end,
      case when p_by = 'day' then (r.at at time zone r.time_zone)::date end,
      count(*)
    from private.counted_registrations(p_company_ids, p_from, p_to) r
    group by 1, 2;
end
$$;

-- Stories ---------------------------------------------------------------------------------------

-- Stories published now, dated by their first publication; their authors; the distinct pictures in
-- them. By total, experience, day.
-- Definer: see the head of this file.
create function public.metric_stories(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (
  experience_id uuid, day date, stories bigint, storytellers bigint, photos bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
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
    )
    select g.experience_id, g.day, sum(g.stories)::bigint, count(*),
      coalesce((
        select p.photos from pictured p
        where p.experience_id is not distinct from g.experience_id
          and p.day is not distinct from g.day), 0)
    from (
      select t.experience_id, t.day, t.person, count(*) as stories from told t group by 1, 2, 3
    ) g
    group by 1, 2;
end
$$;

-- Likes, comments and shares received in the window, on stories about the company's experiences
-- whoever wrote them and whether or not they are published now. By total, experience, story, day.
-- Without a window they come from the counters beside the stories, less the company's own people.
-- Definer: see the head of this file.
create function public.metric_engagement(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (
  experience_id uuid, story_id uuid, day date, likes bigint, comments bigint, shares bigint,
  engagement bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
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

-- Likes, comments and shares that stories received in their first seven days, and those stories:
-- published in the window, at least seven days old.
-- Definer: see the head of this file.
create function public.metric_engagement_per_story(
  p_company_ids uuid[], p_from date default null, p_to date default null)
returns table (stories bigint, reactions bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
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

-- The way from one step to the next -------------------------------------------------------------

-- Persons whose first opening lies in the window and at least 14 days back, and those of them who
-- visited within 14 days of it. People without an account cannot be followed and are left out.
-- Definer: see the head of this file.
create function public.metric_visit_rate(
  p_company_ids uuid[], p_from date default null, p_to date default null)
returns table (openers bigint, visited bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select count(*), count(*) filter (where exists (
      select from public.experiences e
      join public.visits v on v.experience_id = e.id and v.user_id = f.person and v.is_visited
      where e.owned_by = f.company_id
        and v.first_visited_at >= f.at and v.first_visited_at <= f.at + interval '14 days'))
    from (
      select o.company_id, o.person, min(o.at) as at
      from private.counted_opens(p_company_ids, null, p_to) o
      where o.person is not null
      group by o.company_id, o.person, o.time_zone
      having p_from is null or min(o.at) >= private.day_start(p_from, o.time_zone)
    ) f
    where f.at <= now() - interval '14 days';
end
$$;

-- The north star: visits at least 14 days old, and those followed within 14 days by that person's
-- story about that experience, published now. By total, experience.
-- Definer: see the head of this file.
create function public.metric_story_rate(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (experience_id uuid, visits bigint, told bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  windowed boolean := p_from is not null or p_to is not null;
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
      where v.at <= now() - interval '14 days'
      group by 1;
    return;
  end if;
  -- Since ever: the counters, less what is too young and less the own people.
  return query
    select case when p_by = 'experience' then g.experience_id end,
      sum(g.visits)::bigint, sum(g.told)::bigint
    from (
      select e.id as experience_id,
        c.visits - (
          select count(*) from public.visits v
          where v.experience_id = e.id and v.is_visited
            and v.first_visited_at > now() - interval '14 days') as visits,
        (select count(*) from private.told_visits t
          where t.experience_id = e.id and t.visited_at <= now() - interval '14 days') as told
      from private.metric_scope(p_company_ids, null, null) w
      join public.experiences e on e.owned_by = w.company_id
      join private.visit_counts c on c.experience_id = e.id
      union all
      select o.experience_id, -1, -(
        select count(*) from private.told_visits t
        where t.experience_id = o.experience_id and t.person = o.person)
      from private.own_visits(p_company_ids) o
      where o.at <= now() - interval '14 days'
    ) g
    group by 1
    having sum(g.visits) > 0;
end
$$;

-- Persons who opened an experience from a story in the window and visited it within 30 days.
-- Definer: see the head of this file.
create function public.metric_brought_here(
  p_company_ids uuid[], p_from date default null, p_to date default null)
returns table (brought_here bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select count(distinct o.person)
    from private.counted_opens(p_company_ids, p_from, p_to) o
    join public.visits v on v.experience_id = o.experience_id and v.user_id = o.person and v.is_visited
      and v.first_visited_at >= o.at and v.first_visited_at <= o.at + interval '30 days'
    where o.source = 'story' and o.person is not null;
end
$$;

-- Openings by where they came from: distinct (person or daily hash, experience, day, source).
-- Definer: see the head of this file.
create function public.metric_sources(
  p_company_ids uuid[], p_from date default null, p_to date default null)
returns table (source text, placement text, openings bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select o.source, o.placement, count(*)
    from (
      select distinct o.source, o.placement, o.experience_id, o.viewer,
        (o.at at time zone o.time_zone)::date as day
      from private.counted_opens(p_company_ids, p_from, p_to) o
    ) o
    group by 1, 2
    order by 3 desc, 1, 2;
end
$$;

-- Challenges --------------------------------------------------------------------------------------

-- Starts in the window at least 30 days old, those finished within 30 days, and the median time of
-- these. By total, challenge.
-- Definer: see the head of this file.
create function public.metric_completion(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (challenge_id uuid, starts bigint, finished bigint, median_seconds double precision)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select case when p_by = 'challenge' then g.challenge_id end, count(*),
      count(*) filter (where g.took <= interval '30 days'),
      percentile_cont(0.5) within group (order by extract(epoch from g.took)::double precision)
        filter (where g.took <= interval '30 days')
    from (
      select s.challenge_id, s.finished_at - s.at as took
      from private.counted_starts(p_company_ids, p_from, p_to) s
      where s.at <= now() - interval '30 days'
    ) g
    group by 1;
end
$$;

-- Of the starts in the window: how many reached each step (had it accepted).
-- Definer: see the head of this file.
create function public.metric_step_reach(
  p_company_ids uuid[], p_from date default null, p_to date default null)
returns table (challenge_id uuid, step_id uuid, "position" integer, starts bigint, reached bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    with started as materialized (
      select s.challenge_id, s.participation_id
      from private.counted_starts(p_company_ids, p_from, p_to) s
    )
    select t.challenge_id, t.id, t.position, count(*), count(k.id)
    from started s
    join public.challenge_steps t on t.challenge_id = s.challenge_id
    left join public.check_ins k on k.step_id = t.id and k.participation_id = s.participation_id
      and k.accepted_at is not null
    group by t.challenge_id, t.id, t.position
    order by t.challenge_id, t.position;
end
$$;

-- Rewards granted in the window and what became of them. Settled, the denominator of the redemption:
-- redeemed, expired, or at least 30 days old. Outstanding: what may still be redeemed. By total,
-- challenge.
-- Definer: see the head of this file.
create function public.metric_redemption(
  p_company_ids uuid[], p_from date default null, p_to date default null,
  p_by text default 'total')
returns table (
  challenge_id uuid, granted bigint, redeemed bigint, expired bigint, voided bigint,
  outstanding bigint, settled bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select case when p_by = 'challenge' then g.challenge_id end, count(*),
      count(*) filter (where state = 'redeemed'), count(*) filter (where state = 'expired'),
      count(*) filter (where state = 'voided'), count(*) filter (where state = 'outstanding'),
      count(*) filter (where state in ('redeemed', 'expired')
        or g.granted_at <= now() - interval '30 days')
    from (
      select c.id as challenge_id, r.granted_at,
        case when r.redeemed_at is not null then 'redeemed'
          when r.voided_at is not null then 'voided'
          when r.expires_at <= now() then 'expired'
          else 'outstanding' end as state
      from private.metric_scope(p_company_ids, p_from, p_to) w
      join public.challenges c on c.company_id = w.company_id
      join public.challenge_participations p on p.challenge_id = c.id and not p.is_test
      join public.reward_grants r on r.participation_id = p.id
        and r.granted_at >= w.from_at and r.granted_at < w.to_at
      where not exists (
        select from public.company_members m
        where m.company_id = w.company_id and m.member_id = p.user_id and not m.is_deleted)
    ) g
    group by 1;
end
$$;

-- The platform -----------------------------------------------------------------------------------

-- Companies that signed up in the window (days of UTC), at least seven days ago, and those whose
-- active experience somebody from outside opened within seven days. For SUPER_ADMINs.
-- Definer: see the head of this file.
create function public.metric_activation(p_from date default null, p_to date default null)
returns table (companies bigint, activated bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select count(*), count(*) filter (where exists (
      select from public.events o
      join public.experiences e on e.id = o.experience_id and e.status = 'active'
      where o.company_id = c.id and o.kind = 'open'
        and o.created_at >= c.created_at and o.created_at < c.created_at + interval '7 days'
        and not o.own_member and not o.bot and not o.test))
    from public.company_accounts c
    where not c.is_platform and c.created_at <= now() - interval '7 days'
      and (p_from is null or c.created_at >= private.day_start(p_from, 'UTC'))
      and (p_to is null or c.created_at < private.day_start(p_to + 1, 'UTC'))
      and ((select private.is_super_admin())
        or (select private.is_server()));
end
$$;

revoke execute on function
  public.metric_experiences(uuid[]),
  public.metric_visits(uuid[], date, date, text),
  public.metric_views(uuid[], date, date, text),
  public.metric_explorers(uuid[], date, date, text),
  public.metric_registrations(uuid[], date, date, text),
  public.metric_stories(uuid[], date, date, text),
  public.metric_engagement(uuid[], date, date, text),
  public.metric_engagement_per_story(uuid[], date, date),
  public.metric_visit_rate(uuid[], date, date),
  public.metric_story_rate(uuid[], date, date, text),
  public.metric_brought_here(uuid[], date, date),
  public.metric_sources(uuid[], date, date),
  public.metric_completion(uuid[], date, date, text),
  public.metric_step_reach(uuid[], date, date),
  public.metric_redemption(uuid[], date, date, text),
  public.metric_activation(date, date)
  from public, anon, authenticated;
grant execute on function
  public.metric_experiences(uuid[]),
  public.metric_visits(uuid[], date, date, text),
  public.metric_views(uuid[], date, date, text),
  public.metric_explorers(uuid[], date, date, text),
  public.metric_registrations(uuid[], date, date, text),
  public.metric_stories(uuid[], date, date, text),
  public.metric_engagement(uuid[], date, date, text),
  public.metric_engagement_per_story(uuid[], date, date),
  public.metric_visit_rate(uuid[], date, date),
  public.metric_story_rate(uuid[], date, date, text),
  public.metric_brought_here(uuid[], date, date),
  public.metric_sources(uuid[], date, date),
  public.metric_completion(uuid[], date, date, text),
  public.metric_step_reach(uuid[], date, date),
  public.metric_redemption(uuid[], date, date, text),
  public.metric_activation(date, date)
  to authenticated, service_role;
