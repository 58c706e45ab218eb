-- The dashboard's overview counts by the same functions as everything else.

-- Counts of a company for its members. No row: no such live company, or none of the caller's.
-- Definer: counts the team, whose rows colleagues read in part only.
create or replace function public.company_overview(p_company_id uuid)
returns table (
  experiences_active bigint, experiences_inactive bigint, experiences_internal bigint,
  members bigint, admins bigint, editors bigint, plain_members bigint,
  visits bigint, visitors bigint, stories bigint, storytellers bigint)
language sql stable security definer set search_path = '' as $$
  with company as (
    select c.id from public.company_accounts c
    where c.id = p_company_id and not c.is_deleted
      and (c.id in (select private.my_company_ids()) or (select private.is_super_admin()))
  ),
  team as (
    -- Somebody with several roles counts as the highest.
    select distinct on (m.member_id) m.member_id, m.role
    from public.company_members m join company on company.id = m.company_id
    where not m.is_deleted
    order by m.member_id, array_position('{admin,editor,member}', m.role)
  )
  select e.active, e.inactive, e.internal,
    (select count(*) from team),
    (select count(*) from team where role = 'admin'),
    (select count(*) from team where role = 'editor'),
    (select count(*) from team where role = 'member'),
    coalesce(v.visits, 0), coalesce(v.visitors, 0),
    coalesce(s.stories, 0), coalesce(s.storytellers, 0)
  from company
  cross join lateral public.metric_experiences(array[company.id]) e
  left join lateral public.metric_visits(array[company.id]) v on true
  left join lateral public.metric_stories(array[company.id]) s on true
$$;

-- Visits of each of the last whole days at the company's place, zeros included; today is not over.
-- No rows: no such live company, or none of the caller's.
-- Definer: reads the company's time zone.
create or replace function public.company_visits_per_day(
  p_company_id uuid, p_days integer default 28)
returns table (day date, visits bigint)
language sql stable security definer set search_path = '' as $$
  with company as (
    select c.id, (now() at time zone c.time_zone)::date as today,
      least(greatest(p_days, 1), 366) as days
    from public.company_accounts c
    where c.id = p_company_id and not c.is_deleted
      and (c.id in (select private.my_company_ids()) or (select private.is_super_admin()))
  )
  select d.day::date, coalesce(v.visits, 0)
  from company
  cross join lateral generate_series(
    company.today - company.days, company.today - 1, interval '1 day') as d (day)
  left join (
    select v.* from company
    cross join lateral public.metric_visits(
      array[company.id], company.today - company.days, company.today - 1, 'day') v
  ) v on v.day = d.day::date
  order by 1
$$;
