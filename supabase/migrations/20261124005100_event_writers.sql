-- The rest of the writes that are logged, and the dates by which visits and stories count: the
-- first mark, the first publication.

-- Definer, like every trigger function here: whoever writes the row may not write the log.
create or replace function private.log_visits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (created_at, kind, company_id, experience_id, person, own_member)
  select v.first_visited_at, 'visit', e.owned_by, e.id, v.user_id,
    exists (select from public.company_members m
      where m.company_id = e.owned_by and m.member_id = v.user_id and not m.is_deleted)
  from after_rows v join public.experiences e on e.id = v.experience_id
  where v.first_visited_at is not null;
  return null;
end
$$;

-- A mark that comes back is not a second visit. Definer: as above.
create or replace function private.log_visits_marked() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (created_at, kind, company_id, experience_id, person, own_member)
  select v.first_visited_at, 'visit', e.owned_by, e.id, v.user_id,
    exists (select from public.company_members m
      where m.company_id = e.owned_by and m.member_id = v.user_id and not m.is_deleted)
  from after_rows v
  join before_rows b on b.id = v.id and b.first_visited_at is null
  join public.experiences e on e.id = v.experience_id
  where v.first_visited_at is not null;
  return null;
end
$$;

-- A story about no experience belongs to no company. Definer: as above.
create or replace function private.log_stories() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, experience_id, story_id, person, own_member)
  select s.published_at, 'story', e.owned_by, e.id, s.id, s.user_id,
    exists (select from public.company_members m
      where m.company_id = e.owned_by and m.member_id = s.user_id and not m.is_deleted)
  from after_rows s left join public.experiences e on e.id = s.experience_id
  where s.published_at is not null;
  return null;
end
$$;

-- Definer: as above.
create or replace function private.log_stories_published() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, experience_id, story_id, person, own_member)
  select s.published_at, 'story', e.owned_by, e.id, s.id, s.user_id,
    exists (select from public.company_members m
      where m.company_id = e.owned_by and m.member_id = s.user_id and not m.is_deleted)
  from after_rows s
  join before_rows b on b.id = s.id and b.published_at is null
  left join public.experiences e on e.id = s.experience_id
  where s.published_at is not null;
  return null;
end
$$;

-- As before, but looking for members in line: a function called for each row is most of the cost of
-- a large import. Definer: as above.
create or replace function private.log_reactions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, experience_id, story_id, person, own_member)
  select r.created_at, tg_argv[0], e.owned_by, e.id, s.id, r.user_id,
    exists (select from public.company_members m
      where m.company_id = e.owned_by and m.member_id = r.user_id and not m.is_deleted)
  from after_rows r
  join public.stories s on s.id = r.story_id
  left join public.experiences e on e.id = s.experience_id;
  return null;
end
$$;
create trigger log_insert after insert on public.likes
  referencing new table as after_rows for each statement
  execute function private.log_reactions('like');
create trigger log_insert after insert on public.comments
  referencing new table as after_rows for each statement
  execute function private.log_reactions('comment');
create trigger log_insert after insert on public.shares
  referencing new table as after_rows for each statement
  execute function private.log_reactions('share');

-- Landing registrations, under the account that has the address, if any. Definer: as above.
create function private.log_registrations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, experience_id, person, language, own_member)
  select r.created_at, 'registration', r.company_id, r.experience_id, p.userid,
    lower(replace(r.language, '_', '-')), exists (select from public.company_members m
      where m.company_id = r.company_id and m.member_id = p.userid and not m.is_deleted)
  from after_rows r left join public.userprofiles p on p.email = r.email;
  return null;
end
$$;
create trigger log_insert after insert on public.visitors
  referencing new table as after_rows for each statement
  execute function private.log_registrations();

-- Challenges: who started and finished. Somebody of the team who only tries it out may begin anew;
-- that is one start all the same. Definer: as above.
create function private.log_starts() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, challenge_id, person, own_member, test)
  select p.started_at, 'challenge_start', c.company_id, c.id, p.user_id,
    exists (select from public.company_members m
      where m.company_id = c.company_id and m.member_id = p.user_id and not m.is_deleted), p.is_test
  from after_rows p join public.challenges c on c.id = p.challenge_id;
  return null;
end
$$;
create trigger log_insert after insert on public.challenge_participations
  referencing new table as after_rows for each statement execute function private.log_starts();

-- Definer: as above.
create function private.log_finishes() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, challenge_id, person, own_member, test)
  select p.finished_at, 'challenge_finish', c.company_id, c.id, p.user_id,
    exists (select from public.company_members m
      where m.company_id = c.company_id and m.member_id = p.user_id and not m.is_deleted), p.is_test
  from after_rows p
  join before_rows b on b.id = p.id and b.finished_at is null
  join public.challenges c on c.id = p.challenge_id
  where p.finished_at is not null;
  return null;
end
$$;
create trigger log_update after update on public.challenge_participations
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.log_finishes();

-- Check-ins, when they are accepted. Definer: as above.
create function private.log_check_ins() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (created_at, kind, company_id, experience_id, challenge_id, story_id,
    person, own_member, test)
  select k.accepted_at, 'check_in', c.company_id, t.experience_id, c.id, k.story_id, p.user_id,
    exists (select from public.company_members m
      where m.company_id = c.company_id and m.member_id = p.user_id and not m.is_deleted), p.is_test
  from after_rows k
  join public.challenge_participations p on p.id = k.participation_id
  join public.challenge_steps t on t.id = k.step_id
  join public.challenges c on c.id = p.challenge_id
  where k.accepted_at is not null;
  return null;
end
$$;
create trigger log_insert after insert on public.check_ins
  referencing new table as after_rows for each statement execute function private.log_check_ins();

-- Definer: as above.
create function private.log_check_ins_decided() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (created_at, kind, company_id, experience_id, challenge_id, story_id,
    person, own_member, test)
  select k.accepted_at, 'check_in', c.company_id, t.experience_id, c.id, k.story_id, p.user_id,
    exists (select from public.company_members m
      where m.company_id = c.company_id and m.member_id = p.user_id and not m.is_deleted), p.is_test
  from after_rows k
  join before_rows b on b.id = k.id and b.accepted_at is null
  join public.challenge_participations p on p.id = k.participation_id
  join public.challenge_steps t on t.id = k.step_id
  join public.challenges c on c.id = p.challenge_id
  where k.accepted_at is not null;
  return null;
end
$$;
create trigger log_update after update on public.check_ins
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.log_check_ins_decided();

-- Rewards: granted and redeemed. Definer: as above.
create function private.log_grants() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, challenge_id, person, own_member, test)
  select g.granted_at, 'grant', c.company_id, c.id, p.user_id,
    exists (select from public.company_members m
      where m.company_id = c.company_id and m.member_id = p.user_id and not m.is_deleted), p.is_test
  from after_rows g
  join public.challenge_participations p on p.id = g.participation_id
  join public.challenges c on c.id = p.challenge_id;
  return null;
end
$$;
create trigger log_insert after insert on public.reward_grants
  referencing new table as after_rows for each statement execute function private.log_grants();

-- Definer: as above.
create function private.log_redemptions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, challenge_id, person, own_member, test)
  select g.redeemed_at, 'redeem', c.company_id, c.id, p.user_id,
    exists (select from public.company_members m
      where m.company_id = c.company_id and m.member_id = p.user_id and not m.is_deleted), p.is_test
  from after_rows g
  join before_rows b on b.id = g.id and b.redeemed_at is null
  join public.challenge_participations p on p.id = g.participation_id
  join public.challenges c on c.id = p.challenge_id
  where g.redeemed_at is not null;
  return null;
end
$$;
create trigger log_update after update on public.reward_grants
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.log_redemptions();

revoke execute on function private.log_registrations(), private.log_starts(),
  private.log_finishes(), private.log_check_ins(), private.log_check_ins_decided(),
  private.log_grants(), private.log_redemptions() from public;
