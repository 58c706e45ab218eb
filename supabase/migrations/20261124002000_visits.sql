-- Visits: when somebody marked an experience for the first time, the toggle, and what the apps ask
-- about one's own visits.

-- The mark may go and come back; metrics date a visit by the first one.
alter table public.visits add column first_visited_at timestamptz;
-- Rows have always begun as marked, so the first mark is the row's beginning.
update public.visits set first_visited_at = created_at;

create function private.keep_first_visit() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.first_visited_at is not null then
    new.first_visited_at := old.first_visited_at;
  elsif new.is_visited and new.first_visited_at is null then
    new.first_visited_at := case when tg_op = 'INSERT' then new.created_at else now() end;
  end if;
  return new;
end
$$;
revoke execute on function private.keep_first_visit() from public;
create trigger keep_first_visit before insert or update on public.visits
  for each row execute function private.keep_first_visit();

alter table public.visits add constraint visits_first_visited_at_check
  check (not is_visited or first_visited_at is not null);
create index visits_user_id_newest_idx
  on public.visits (user_id, created_at desc, experience_id desc);

-- Without a wish the mark flips, with one it becomes what is wished: a phone that repeats a call
-- must not undo it. One statement: whoever comes second waits for the row of the first and goes on
-- from there. No row: there is no such experience, or none the caller sees (a mark made while they
-- saw it can still be changed).
create function public.toggle_visit(p_experience_id uuid, p_is_visited boolean default null)
returns table (
  id integer, user_id uuid, experience_id uuid, created_at timestamptz, is_visited boolean)
language sql set search_path = '' as $$
  with changed as (
    update public.visits v
    set is_visited = case when p_is_visited is null then not v.is_visited else p_is_visited end
    where v.user_id = (select auth.uid()) and v.experience_id = p_experience_id
    returning v.id, v.user_id, v.experience_id, v.created_at, v.is_visited
  ),
  added as (
    insert into public.visits as v (user_id, experience_id, is_visited)
    select (select auth.uid()), e.id, case when p_is_visited is null then true else p_is_visited end
    from public.experiences e
    where e.id = p_experience_id and not exists (select from changed)
    on conflict on constraint visits_user_id_experience_id_key do update
    set is_visited = case when p_is_visited is null then not v.is_visited else p_is_visited end
    returning v.id, v.user_id, v.experience_id, v.created_at, v.is_visited
  )
  select * from changed union all select * from added
$$;

-- Whether the caller has marked an experience. No row: neither seen nor marked by the caller.
create function public.visit_state(p_experience_id uuid) returns table (is_visited boolean)
language sql stable as $$
  select case when v.id is null then false else v.is_visited end
  from (select p_experience_id as id) wanted
  left join public.visits v
    on v.experience_id = wanted.id and v.user_id = (select auth.uid())
  where v.id is not null
    or exists (select from public.experiences e where e.id = wanted.id)
$$;

-- Experiences the caller has both a visit (marked or not) and a story (draft or not) of, the latest
-- visit first.
create function public.list_told_visits(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (experience_id uuid, created_at timestamptz)
language sql stable as $$
  select v.experience_id, v.created_at
  from public.visits v
  where v.user_id = (select auth.uid())
    and exists (select from public.stories s
      where s.user_id = (select auth.uid()) and s.experience_id = v.experience_id)
    and (v.created_at, v.experience_id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by v.created_at desc, v.experience_id desc
  limit p_limit
$$;

-- Whether there is a story of the caller's about every experience they marked as visited.
create function public.are_visits_told() returns boolean
language sql stable as $$
  select not exists (
    select from public.visits v
    where v.user_id = (select auth.uid()) and v.is_visited
      and not exists (select from public.stories s
        where s.user_id = (select auth.uid()) and s.experience_id = v.experience_id))
$$;

revoke execute on function
  public.toggle_visit(uuid, boolean),
  public.visit_state(uuid),
  public.list_told_visits(integer, timestamptz, uuid),
  public.are_visits_told()
  from public, anon, authenticated;
grant execute on function
  public.toggle_visit(uuid, boolean),
  public.visit_state(uuid),
  public.list_told_visits(integer, timestamptz, uuid),
  public.are_visits_told()
  to authenticated, service_role;
