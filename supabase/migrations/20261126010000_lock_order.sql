-- One order of locks for everything that is counted or searched, so that no two writers wait for each
-- other in a circle. Until now a like taken back held its own row and then asked for its story's,
-- while the deletion of the story held that and asked for the like; visits and their person, pictures
-- and their story, stories and their experience did the same.
--
--   1. 'deletions', an advisory lock: accounts and experiences go one after another, stories and files
--      beside each other but not beside those. Then 'company_visitors', the one of the counters.
--   2. Parents before children: account, profile, file, experience, story, visit, then what hangs on
--      stories (likes, comments, shares, pictures). Whoever changes or deletes a child never reaches up;
--      whoever adds one may, for nobody waits for a row that is not there yet.
--   3. Counters and documents last, when all rows that they are made from are held.
--
-- What a lock on the parent protected, a lock on the child protects now: whoever changes a parent
-- first takes the children whose counts depend on it, and so waits for those who write them.

create function private.hold_deletions() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_argv[0] = 'alone' then
    perform pg_advisory_xact_lock(hashtextextended('private.deletions', 0));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended('private.deletions', 0));
  end if;
  return null;
end
$$;
create trigger hold_deletions before delete on auth.users
  for each statement execute function private.hold_deletions('alone');
create trigger hold_deletions before delete on public.experiences
  for each statement execute function private.hold_deletions('alone');
create trigger hold_deletions before delete on public.stories
  for each statement execute function private.hold_deletions('beside');
create trigger hold_deletions before delete on public.media_assets
  for each statement execute function private.hold_deletions('beside');

-- An experience in other hands stops the counting, before it is itself taken. Its stories are locked
-- afterwards (for their documents), so those who write stories wait here before they hold any.
-- Definer: see hold_companies.
create function private.hold_counting() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_argv[0] = 'alone' then
    perform pg_advisory_xact_lock(hashtextextended('private.deletions', 0));
    perform pg_advisory_xact_lock(hashtextextended('private.company_visitors', 0));
  else
    perform private.hold_companies();
  end if;
  return null;
end
$$;
create trigger hold_owner before update of owned_by on public.experiences
  for each statement execute function private.hold_counting('alone');
-- By its name after hold_deletions.
create trigger hold_everything before insert or update or delete on public.stories
  for each statement execute function private.hold_counting('beside');

-- Deletions ----------------------------------------------------------------------------------------

-- All that goes with an account, before anything is counted down.
-- Definer: runs as the auth server's role, which has no rights here.
create function private.hold_account() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  told uuid[];
begin
  perform from public.userprofiles p where p.userid = old.id for update;
  perform from public.media_assets m where m.user_id = old.id order by m.id for no key update;
  perform from public.stories s
  where s.user_id = old.id
    or s.channel_id in (select c.id from public.channels c where c.user_id = old.id)
  order by s.id for update;
  told := array(select s.id from public.stories s where s.user_id = old.id);
  perform from public.visits v where v.user_id = old.id order by v.experience_id for update;
  perform from public.likes l where l.user_id = old.id or l.story_id = any (told)
  order by l.id for update;
  perform from public.comments l where l.user_id = old.id or l.story_id = any (told)
  order by l.id for update;
  perform from public.shares l where l.user_id = old.id or l.story_id = any (told)
  order by l.id for update;
  perform from public.story_media m where m.story_id = any (told)
  order by m.story_id, m.media_id for update;
  return old;
end
$$;
create trigger hold_account before delete on auth.users
  for each row execute function private.hold_account();

-- All that changes with an experience that goes.
-- Definer: the company's admin deletes, and the rows are the travellers'.
create function private.hold_experience() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.stories s where s.experience_id = old.id order by s.id for update;
  perform from public.visits v where v.experience_id = old.id order by v.user_id for update;
  perform from public.story_media m
  where m.story_id in (select s.id from public.stories s where s.experience_id = old.id)
  order by m.story_id, m.media_id for update;
  return old;
end
$$;
-- By its name before the others that come before the deletion.
create trigger hold_experience before delete on public.experiences
  for each row execute function private.hold_experience();

-- No foreign keys to experiences where a visit or a story that is changed would have to ask for its
-- experience: the rows go with it by these triggers.
alter table private.visit_counts drop constraint visit_counts_experience_id_fkey;
alter table private.told_visits drop constraint told_visits_experience_id_fkey;
alter table private.search_documents drop constraint search_documents_experience_id_fkey;

-- Definer: nobody else may write the counters and documents.
create function private.forget_experience() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.visit_counts where experience_id = old.id;
  delete from private.told_visits where experience_id = old.id;
  delete from private.search_documents where experience_id = old.id;
  return null;
end
$$;
create trigger forget_experience after delete on public.experiences
  for each row execute function private.forget_experience();

-- Visits -------------------------------------------------------------------------------------------

-- A visit and a story of one person that are both new at the same moment cannot see each other: they
-- queue up at the profile. A story that is there already and is being changed is waited for.
-- Definer: nobody else may write the counters.
create or replace function private.add_visits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.userprofiles p where p.userid in (select v.user_id from after_rows v)
  order by p.userid for no key update;
  perform from public.stories s
  where (s.experience_id, s.user_id) in (select v.experience_id, v.user_id from after_rows v)
  order by s.id for share;

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

-- Whether a visit is told is decided under the lock of the visit: whoever writes the story comes here
-- after it, and whoever writes the visit has it.
create or replace function private.retell(experiences uuid[], persons uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  perform from public.visits v
  where (v.experience_id, v.user_id) in (select * from unnest(experiences, persons))
  order by v.experience_id, v.user_id for no key update;

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

-- Reactions and pictures -----------------------------------------------------------------------------

-- Keys are looked up in the order in which they were made; the person comes before the story.
alter table public.likes drop constraint likes_story_id_fkey,
  add constraint likes_story_id_fkey foreign key (story_id) references public.stories (id)
    on delete cascade;
alter table public.comments drop constraint comments_story_id_fkey,
  add constraint comments_story_id_fkey foreign key (story_id) references public.stories (id)
    on delete cascade;
alter table public.shares drop constraint shares_story_id_fkey,
  add constraint shares_story_id_fkey foreign key (story_id) references public.stories (id)
    on delete cascade;

-- Which company it counts for is read under the counter's lock: a story that changes takes it, too.
-- Definer: nobody else may write the counters.
create or replace function private.remove_reactions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_companies();
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

-- Definer: nobody else may write the counters.
create or replace function private.count_first_week() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from private.story_reactions c
  join after_rows s on s.id = c.story_id and s.published_at is not null
  join before_rows b on b.id = s.id and b.published_at is null
  order by c.story_id, c.kind for update of c;

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

-- Files that come to a story hold it: whether it counts, and for whom, must not change meanwhile.
-- Files that leave it are held by the story's writers instead.
-- Definer, like all of these: nobody else may write the counters.
create or replace function private.count_story_media() returns trigger
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
    perform private.take_photos(array_agg(e.owned_by), array_agg(r.media_id))
    from before_rows r
    join public.stories s on s.id = r.story_id and s.status = 'PUBLISHED'
    join public.experiences e on e.id = s.experience_id;
  end if;
  return null;
end
$$;

-- Stories ------------------------------------------------------------------------------------------

-- The visits that a story's row, old or new, may tell of.
create function private.hold_visits(experiences uuid[], persons uuid[]) returns void
language sql set search_path = '' as $$
  select from public.visits v
  where (v.experience_id, v.user_id) in (select * from unnest(experiences, persons))
  order by v.experience_id, v.user_id for no key update
$$;

-- Nothing hangs on a new story yet.
-- Definer: nobody else may write the counters.
create or replace function private.add_stories() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- What it is about may be being renamed: search asks for it below, too.
  perform from public.experiences e where e.id in (select s.experience_id from after_rows s)
  order by e.id for share;
  perform from public.userprofiles p where p.userid in (select s.user_id from after_rows s)
  order by p.userid for no key update;
  perform private.hold_visits(array_agg(s.experience_id), array_agg(s.user_id)) from after_rows s;

  perform private.add_people(array_agg(e.owned_by), array_agg(s.user_id), 0, 1)
  from after_rows s join public.experiences e on e.id = s.experience_id
  where s.status = 'PUBLISHED';
  return null;
end
$$;
-- Definer: nobody else may write the counters.
create or replace function private.recount_story() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_visits(
    array[old.experience_id, new.experience_id], array[old.user_id, new.user_id]);
  perform from public.story_media m where m.story_id = new.id order by m.media_id for share;
  perform from private.story_reactions c where c.story_id = new.id order by c.kind for update;
  perform private.count_story(old, private.company_of(old.experience_id), -1);
  perform private.count_story(new, private.company_of(new.experience_id), 1);
  return null;
end
$$;
-- Before it goes: afterwards nobody could say whose reactions they were. What hangs on it is taken
-- off first and counts itself down, so that nobody else can do so once more.
-- Definer: nobody else may write the counters, and the reactions are other people's.
create or replace function private.uncount_story() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_visits(array[old.experience_id], array[old.user_id]);
  perform from public.likes l where l.story_id = old.id order by l.id for update;
  perform from public.comments l where l.story_id = old.id order by l.id for update;
  perform from public.shares l where l.story_id = old.id order by l.id for update;
  perform from public.story_media m where m.story_id = old.id order by m.media_id for update;
  delete from public.likes where story_id = old.id;
  delete from public.comments where story_id = old.id;
  delete from public.shares where story_id = old.id;
  delete from public.story_media where story_id = old.id;
  perform private.count_story(old, private.company_of(old.experience_id), -1);
  return old;
end
$$;

-- Search --------------------------------------------------------------------------------------------

-- What parts and stories repeat of their experience is read by whoever changes the experience after
-- those who are changing the parts: it takes the parts. New parts wait for the experience.
-- Definer: see refresh_search; reads the changed rows as they are.
create or replace function private.search_experiences_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed uuid[];
  renamed uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(id) into changed from new_rows;
  else
    select
      array_agg(n.id),
      array_agg(n.id) filter (where (n.name, n.address, n.status, n.owned_by, n.latitude, n.longitude)
        is distinct from (o.name, o.address, o.status, o.owned_by, o.latitude, o.longitude))
    into changed, renamed
    from new_rows n join old_rows o on o.id = n.id
    where (n.name, n.address, n.status, n.owned_by, n.latitude, n.longitude, n.description,
        n.thumbnail_description, n.primary_keyword, n.default_questions)
      is distinct from (o.name, o.address, o.status, o.owned_by, o.latitude, o.longitude,
        o.description, o.thumbnail_description, o.primary_keyword, o.default_questions);
    if renamed is not null then
      perform from public.stories s where s.experience_id = any (renamed) order by s.id for share;
      perform from public.experience_details d where d.experience_id = any (renamed)
      order by d.id for share;
      perform from public.activities a where a.experience_id = any (renamed) order by a.id for share;
      perform from public.locations l
      where l.experience_id = any (renamed) or l.id in (
        select k.location_id from public.experience_location_links k
        where k.experience_id = any (renamed))
      order by l.id for share;
    end if;
  end if;
  perform private.refresh_search('experience', changed, null) where changed is not null;
  if renamed is not null then
    perform private.refresh_search(kind, null, renamed)
    from unnest('{detail,activity,location,story}'::text[]) as kind;
  end if;
  return null;
end
$$;

-- Argument: the kind. Definer: as above.
create or replace function private.search_parts_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  records uuid[];
  places uuid[];
begin
  case tg_op
    when 'INSERT' then
      select array_agg(n.id), array_agg(distinct n.experience_id) into records, places
      from new_rows n;
    when 'UPDATE' then
      select array_agg(n.id), array_agg(distinct n.experience_id)
        filter (where n.experience_id is distinct from o.experience_id)
      into records, places
      from new_rows n join old_rows o on o.id = n.id;
    else
      select array_agg(o.id) into records from old_rows o;
  end case;
  if records is not null then
    if places is not null then
      perform from public.experiences e where e.id = any (places) order by e.id for share;
    end if;
    perform private.refresh_search(tg_argv[0], records, null);
  end if;
  return null;
end
$$;
do $$
declare
  part record;
begin
  for part in
    select * from (values ('experience_details', 'detail'), ('activities', 'activity'),
      ('locations', 'location'), ('stories', 'story')) as t (name, kind)
  loop
    execute format('drop trigger search_updated on public.%I', part.name);
    execute format('create trigger search_updated after update on public.%I
      referencing old table as old_rows new table as new_rows
      for each statement execute function private.search_parts_changed(%L)', part.name, part.kind);
  end loop;
end
$$;

revoke execute on function private.hold_deletions(), private.hold_counting(),
  private.hold_account(), private.hold_experience(), private.forget_experience(),
  private.hold_visits(uuid[], uuid[]) from public;
