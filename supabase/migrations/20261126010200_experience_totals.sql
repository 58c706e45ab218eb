-- How many experiences a company has in each state, kept like its other totals (20261125010000): the
-- overview of one company among a hundred thousand experiences read them all.

alter table private.company_totals drop constraint company_totals_kind_check,
  add constraint company_totals_kind_check check (kind in ('visit', 'visitor', 'story',
    'storyteller', 'explorer', 'photo', 'like', 'comment', 'share', 'first_week',
    'active', 'inactive', 'internal'));

-- Definer: nobody else may write the totals.
create function private.total_experiences() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case tg_op
    when 'INSERT' then
      perform private.add_totals(array_agg(r.owned_by), array_agg(r.status::text), array_agg(1::bigint))
      from after_rows r;
    when 'UPDATE' then
      perform private.add_totals(
        array_agg(r.owned_by), array_agg(r.status), array_agg(r.sign))
      from (
        select a.owned_by, a.status::text, 1::bigint as sign
        from after_rows a join before_rows b on b.id = a.id
        where (a.owned_by, a.status) is distinct from (b.owned_by, b.status)
        union all
        select b.owned_by, b.status::text, -1
        from after_rows a join before_rows b on b.id = a.id
        where (a.owned_by, a.status) is distinct from (b.owned_by, b.status)) r;
    else
      perform private.add_totals(array_agg(r.owned_by), array_agg(r.status::text), array_agg(-1::bigint))
      from before_rows r;
  end case;
  return null;
end
$$;
revoke execute on function private.total_experiences() from public;

insert into private.company_totals (company_id, kind, amount)
select owned_by, status, count(*) from public.experiences group by 1, 2;

create trigger total_insert after insert on public.experiences
  referencing new table as after_rows for each statement
  execute function private.total_experiences();
create trigger total_update after update on public.experiences
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.total_experiences();
create trigger total_delete after delete on public.experiences
  referencing old table as before_rows for each statement
  execute function private.total_experiences();

-- Experiences by status, now.
-- Definer: see the head of 20261124006000.
create or replace function public.metric_experiences(p_company_ids uuid[])
returns table (experiences bigint, active bigint, inactive bigint, internal bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  return query
    select t.active + t.inactive + t.internal, t.active, t.inactive, t.internal
    from private.asked_companies(p_company_ids) as asked,
      lateral (select private.total(asked, 'active') as active,
        private.total(asked, 'inactive') as inactive,
        private.total(asked, 'internal') as internal) t;
end
$$;

-- As before, but asks once which day it is.
-- Definer: reads the companies' time zones.
create or replace function private.listed_days(companies uuid[], first_day date, last_day date)
returns table (day date)
language sql stable security definer set search_path = '' as $$
  with ends as materialized (
    select case when last_day is not null then last_day else (
      select max((now() at time zone w.time_zone)::date)
      from private.metric_scope(companies, null, null) w) end as at
  )
  select generate_series(
    greatest(case when first_day is null then ends.at - 28 else first_day end, ends.at - 365),
    ends.at, interval '1 day')::date
  from ends
$$;
