-- The analytics addresses of the API: each one function that puts metrics together. Their columns
-- are ours (the original's views are not known); `business_id` is what was asked for.

-- The companies a business id stands for: the company with this id, or those of the account with
-- this id. The account itself and a SUPER_ADMIN mean all companies it owns or works in; everybody
-- else those it owns and they work in.
-- 42501: the business is known to the caller, but not theirs. P0002: there is none, or they may not
-- know of it.
-- Definer: who owns and who works where is nobody else's to read.
create function private.business_companies(business uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  everything boolean := private.is_super_admin() or private.is_server();
  found_companies uuid[];
begin
  perform from public.company_accounts c where c.id = business and not c.is_deleted;
  if found then
    if everything or exists (
      select from public.company_accounts c
      where c.id = business
        and (c.owned_by = caller or c.id in (select private.my_company_ids()))) then
      return array[business];
    end if;
    raise exception using errcode = 'insufficient_privilege',
      message = 'These figures are another company''s.';
  end if;

  if everything or business = caller then
    perform from public.businessprofiles b where b.businessid = business;
    if not found then
      raise exception using errcode = 'no_data_found', message = 'There is no such business.';
    end if;
    select coalesce(array_agg(c.id), '{}') into found_companies
    from public.company_accounts c
    where not c.is_deleted and (c.owned_by = business or exists (
      select from public.company_members m
      where m.company_id = c.id and m.member_id = business and not m.is_deleted));
    return found_companies;
  end if;

  select array_agg(c.id) into found_companies
  from public.company_accounts c
  where c.owned_by = business and not c.is_deleted
    and c.id in (select private.my_company_ids());
  if found_companies is not null then
    return found_companies;
  end if;
  -- Owners of companies are known to everybody who is signed in.
  perform from public.company_accounts c where c.owned_by = business and not c.is_deleted;
  if found then
    raise exception using errcode = 'insufficient_privilege',
      message = 'These figures are another company''s.';
  end if;
  raise exception using errcode = 'no_data_found', message = 'There is no such business.';
end
$$;
revoke execute on function private.business_companies(uuid) from public;
grant execute on function private.business_companies(uuid) to authenticated, service_role;

-- The days a list of days names: those of the window, or the last 28 whole ones and today; at most
-- 366. With companies in several zones today is where it is latest.
-- Definer: reads the companies' time zones.
create function private.listed_days(companies uuid[], first_day date, last_day date)
returns table (day date)
language sql stable security definer set search_path = '' as $$
  select generate_series(
    greatest(case when first_day is null then ends.at - 28 else first_day end, ends.at - 365),
    ends.at, interval '1 day')::date
  from (
    select case when last_day is not null then last_day else (
      select max((now() at time zone w.time_zone)::date)
      from private.metric_scope(companies, null, null) w) end as at
  ) ends
$$;
revoke execute on function private.listed_days(uuid[], date, date) from public;
grant execute on function private.listed_days(uuid[], date, date) to authenticated, service_role;

-- analytics.business.overview.experiences.get
create function public.analytics_experience_stats(
  p_business_id uuid, p_from date default null, p_to date default null)
returns table (
  business_id uuid, experiences bigint, active bigint, inactive bigint, internal bigint,
  views bigint, visits bigint, verified_visits bigint, openers bigint, openers_visited bigint,
  visit_rate numeric)
language sql stable set search_path = '' as $$
  with asked as materialized (select private.business_companies(p_business_id) as ids)
  select p_business_id, own.experiences, own.active, own.inactive, own.internal,
    coalesce(o.views, 0), coalesce(v.visits, 0), coalesce(v.verified_visits, 0),
    r.openers, r.visited, round(r.visited::numeric / nullif(r.openers, 0), 4)
  from asked
  cross join lateral public.metric_experiences(asked.ids) own
  left join lateral public.metric_views(asked.ids, p_from, p_to) o on true
  left join lateral public.metric_visits(asked.ids, p_from, p_to) v on true
  cross join lateral public.metric_visit_rate(asked.ids, p_from, p_to) r
$$;

-- analytics.business.overview.explorers.get
create function public.analytics_visit_stats(
  p_business_id uuid, p_from date default null, p_to date default null)
returns table (
  business_id uuid, explorers bigint, returning_explorers bigint, visits bigint, visitors bigint,
  registrations bigint, viewers bigint, brought_here bigint)
language sql stable set search_path = '' as $$
  with asked as materialized (select private.business_companies(p_business_id) as ids)
  select p_business_id, coalesce(x.explorers, 0),
    case when p_from is null then null else coalesce(x.returning_explorers, 0) end,
    coalesce(v.visits, 0), coalesce(v.visitors, 0), coalesce(r.registrations, 0),
    coalesce(o.viewers, 0), b.brought_here
  from asked
  left join lateral public.metric_explorers(asked.ids, p_from, p_to) x on true
  left join lateral public.metric_visits(asked.ids, p_from, p_to) v on true
  left join lateral public.metric_registrations(asked.ids, p_from, p_to) r on true
  left join lateral public.metric_views(asked.ids, p_from, p_to) o on true
  cross join lateral public.metric_brought_here(asked.ids, p_from, p_to) b
$$;

-- analytics.business.overview.stories.get
create function public.analytics_story_stats(
  p_business_id uuid, p_from date default null, p_to date default null)
returns table (
  business_id uuid, stories bigint, storytellers bigint, photos bigint, likes bigint,
  comments bigint, shares bigint, engagement bigint, engagement_per_story numeric,
  visits_to_tell bigint, visits_told bigint, story_rate numeric)
language sql stable set search_path = '' as $$
  with asked as materialized (select private.business_companies(p_business_id) as ids)
  select p_business_id, coalesce(s.stories, 0), coalesce(s.storytellers, 0), coalesce(s.photos, 0),
    coalesce(e.likes, 0), coalesce(e.comments, 0), coalesce(e.shares, 0),
    coalesce(e.engagement, 0), round(p.reactions::numeric / nullif(p.stories, 0), 2),
    coalesce(r.visits, 0), coalesce(r.told, 0), round(r.told::numeric / nullif(r.visits, 0), 4)
  from asked
  left join lateral public.metric_stories(asked.ids, p_from, p_to) s on true
  left join lateral public.metric_engagement(asked.ids, p_from, p_to) e on true
  cross join lateral public.metric_engagement_per_story(asked.ids, p_from, p_to) p
  left join lateral public.metric_story_rate(asked.ids, p_from, p_to) r on true
$$;

-- analytics.business.daily.stories-photos.get
create function public.analytics_daily_stories_photos(
  p_business_id uuid, p_from date default null, p_to date default null)
returns table (business_id uuid, day date, stories bigint, photos bigint)
language sql stable set search_path = '' as $$
  with asked as materialized (select private.business_companies(p_business_id) as ids),
  listed as materialized (
    select days.day from asked, private.listed_days(asked.ids, p_from, p_to) days),
  bounds as (select min(day) as first_day, max(day) as last_day from listed)
  select p_business_id, listed.day, coalesce(s.stories, 0), coalesce(s.photos, 0)
  from listed
  left join (
    select s.* from asked, bounds,
      public.metric_stories(asked.ids, bounds.first_day, bounds.last_day, 'day') s
  ) s on s.day = listed.day
  order by listed.day desc
$$;

-- analytics.business.daily.unique-users.get
create function public.analytics_daily_unique_users(
  p_business_id uuid, p_from date default null, p_to date default null)
returns table (business_id uuid, day date, unique_users bigint, viewers bigint)
language sql stable set search_path = '' as $$
  with asked as materialized (select private.business_companies(p_business_id) as ids),
  listed as materialized (
    select days.day from asked, private.listed_days(asked.ids, p_from, p_to) days),
  bounds as (select min(day) as first_day, max(day) as last_day from listed)
  select p_business_id, listed.day, coalesce(x.explorers, 0), coalesce(o.viewers, 0)
  from listed
  left join (
    select x.* from asked, bounds,
      public.metric_explorers(asked.ids, bounds.first_day, bounds.last_day, 'day') x
  ) x on x.day = listed.day
  left join (
    select o.* from asked, bounds,
      public.metric_views(asked.ids, bounds.first_day, bounds.last_day, 'day') o
  ) o on o.day = listed.day
  order by listed.day desc
$$;

-- analytics.business.all.experiences.get, newest first.
-- Definer: whoever owns a company without being a member reads its drafts here, too.
create function public.analytics_all_experiences(
  p_business_id uuid, p_from date default null, p_to date default null,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  business_id uuid, company_id uuid, experience_id uuid, name text, status text,
  primary_photo text, created_at timestamptz, views bigint, visits bigint, visitors bigint,
  stories bigint, photos bigint, likes bigint, comments bigint, shares bigint, engagement bigint)
language sql stable security definer set search_path = '' as $$
  with asked as materialized (select private.business_companies(p_business_id) as ids)
  select p_business_id, e.owned_by, e.id, e.name, e.status, e.primary_photo, e.created_at,
    coalesce(o.views, 0), coalesce(v.visits, 0), coalesce(v.visitors, 0),
    coalesce(s.stories, 0), coalesce(s.photos, 0),
    coalesce(r.likes, 0), coalesce(r.comments, 0), coalesce(r.shares, 0),
    coalesce(r.engagement, 0)
  from asked
  join public.experiences e on e.owned_by = any (asked.ids)
  left join (
    select m.* from asked, public.metric_views(asked.ids, p_from, p_to, 'experience') m
  ) o on o.experience_id = e.id
  left join (
    select m.* from asked, public.metric_visits(asked.ids, p_from, p_to, 'experience') m
  ) v on v.experience_id = e.id
  left join (
    select m.* from asked, public.metric_stories(asked.ids, p_from, p_to, 'experience') m
  ) s on s.experience_id = e.id
  left join (
    select m.* from asked, public.metric_engagement(asked.ids, p_from, p_to, 'experience') m
  ) r on r.experience_id = e.id
  where p_before_created_at is null or (e.created_at, e.id) < (p_before_created_at, p_before_id)
  order by e.created_at desc, e.id desc
  limit least(greatest(p_limit, 0), 1001)
$$;

-- analytics.business.top.stories.get: published stories of travellers by what they received.
-- Definer: the stories of internal experiences, for owners who are no members.
create function public.analytics_top_stories(
  p_business_id uuid, p_from date default null, p_to date default null,
  p_limit integer default 1000)
returns table (
  business_id uuid, story_id uuid, title text, experience_id uuid, experience_name text,
  published_at timestamptz, likes bigint, comments bigint, shares bigint, engagement bigint)
language sql stable security definer set search_path = '' as $$
  with asked as materialized (select private.business_companies(p_business_id) as ids)
  select p_business_id, s.id, s.title, e.id, e.name, s.published_at,
    coalesce(r.likes, 0), coalesce(r.comments, 0), coalesce(r.shares, 0),
    coalesce(r.engagement, 0)
  from asked
  cross join lateral private.counted_stories(asked.ids, null, null) told
  join public.stories s on s.id = told.story_id
  join public.experiences e on e.id = told.experience_id
  left join (
    select m.* from asked, public.metric_engagement(asked.ids, p_from, p_to, 'story') m
  ) r on r.story_id = told.story_id
  order by coalesce(r.engagement, 0) desc, s.published_at desc, s.id desc
  limit least(greatest(p_limit, 0), 1001)
$$;

-- analytics.business.top.visitors.get: experiences by their visits. Who the visitors are is theirs.
-- Definer: as analytics_all_experiences.
create function public.analytics_top_visits(
  p_business_id uuid, p_from date default null, p_to date default null,
  p_limit integer default 1000)
returns table (
  business_id uuid, experience_id uuid, name text, primary_photo text, visits bigint,
  visitors bigint, verified_visits bigint)
language sql stable security definer set search_path = '' as $$
  with asked as materialized (select private.business_companies(p_business_id) as ids)
  select p_business_id, e.id, e.name, e.primary_photo, v.visits, v.visitors, v.verified_visits
  from asked
  cross join lateral public.metric_visits(asked.ids, p_from, p_to, 'experience') v
  join public.experiences e on e.id = v.experience_id
  order by v.visits desc, e.created_at desc, e.id desc
  limit least(greatest(p_limit, 0), 1001)
$$;

revoke execute on function
  public.analytics_experience_stats(uuid, date, date),
  public.analytics_visit_stats(uuid, date, date),
  public.analytics_story_stats(uuid, date, date),
  public.analytics_daily_stories_photos(uuid, date, date),
  public.analytics_daily_unique_users(uuid, date, date),
  public.analytics_all_experiences(uuid, date, date, integer, timestamptz, uuid),
  public.analytics_top_stories(uuid, date, date, integer),
  public.analytics_top_visits(uuid, date, date, integer)
  from public, anon, authenticated;
grant execute on function
  public.analytics_experience_stats(uuid, date, date),
  public.analytics_visit_stats(uuid, date, date),
  public.analytics_story_stats(uuid, date, date),
  public.analytics_daily_stories_photos(uuid, date, date),
  public.analytics_daily_unique_users(uuid, date, date),
  public.analytics_all_experiences(uuid, date, date, integer, timestamptz, uuid),
  public.analytics_top_stories(uuid, date, date, integer),
  public.analytics_top_visits(uuid, date, date, integer)
  to authenticated, service_role;
