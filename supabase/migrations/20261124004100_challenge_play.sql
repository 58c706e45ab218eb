-- Taking part: who started a challenge, what they checked in, what they earned, what of it was
-- handed out.
--
-- Nobody writes these tables directly; the functions below do. All of them lock the participation
-- first, then its rewards in the order of their ids, so that they never wait for each other in a
-- circle. Figures are made of the times kept here: started, finished, accepted, granted, redeemed,
-- expired, voided.

-- One per person and challenge. Somebody of the team only tries it out: a test never counts in a
-- figure, takes nothing from the stock, and begins anew whenever it is started.
create table public.challenge_participations (
  id uuid primary key default gen_random_uuid(),
  challenge_id uuid not null references public.challenges (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  is_test boolean not null default false,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  updated_at timestamptz,
  constraint challenge_participations_challenge_id_user_id_key unique (challenge_id, user_id),
  constraint challenge_participations_finished_at_check check (finished_at >= started_at)
);
create index challenge_participations_challenge_id_newest_idx
  on public.challenge_participations (challenge_id, started_at desc, id desc);
create index challenge_participations_user_id_idx
  on public.challenge_participations (user_id, started_at desc);

-- One per person and step, however often they try.
create table public.check_ins (
  id uuid primary key default gen_random_uuid(),
  participation_id uuid not null
    references public.challenge_participations (id) on delete cascade,
  step_id uuid not null references public.challenge_steps (id) on delete cascade,
  -- What it was shown by; `staff`: the front desk saw it.
  proof text not null
    check (proof in ('self', 'qr', 'pin', 'geo', 'quiz', 'photo', 'story', 'staff')),
  -- Pending: a photo nobody has looked at yet.
  status text not null check (status in ('pending', 'accepted', 'rejected')),
  attempts integer not null default 1 check (attempts > 0),
  tried_at timestamptz not null default now(),
  -- How far away they were; where they were is not kept.
  distance_m integer check (distance_m >= 0),
  media_id uuid references public.media_assets (id) on delete set null,
  story_id uuid references public.stories (id) on delete set null,
  accepted_at timestamptz,
  -- Who of the team decided, when, and why not. Null: the proof decided by itself.
  decided_by uuid references auth.users (id) on delete set null,
  decided_at timestamptz,
  reason text check (length(reason) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint check_ins_participation_id_step_id_key unique (participation_id, step_id),
  constraint check_ins_accepted_at_check check ((status = 'accepted') = (accepted_at is not null))
);
create index check_ins_step_id_idx on public.check_ins (step_id, accepted_at);
create index check_ins_pending_idx on public.check_ins (step_id, tried_at)
  where status = 'pending';
create index check_ins_media_id_idx on public.check_ins (media_id);
create index check_ins_story_id_idx on public.check_ins (story_id);
create index check_ins_decided_by_idx on public.check_ins (decided_by);

-- Expired is what was neither redeemed nor voided when `expires_at` passed: no job has to say so.
create table public.reward_grants (
  id uuid primary key default gen_random_uuid(),
  reward_id uuid not null references public.rewards (id) on delete cascade,
  participation_id uuid not null
    references public.challenge_participations (id) on delete cascade,
  -- What the traveller shows at the counter.
  code text not null,
  granted_at timestamptz not null default now(),
  expires_at timestamptz,
  redeemed_at timestamptz,
  redeemed_by uuid references auth.users (id) on delete set null,
  voided_at timestamptz,
  voided_by uuid references auth.users (id) on delete set null,
  void_reason text check (length(void_reason) <= 1000),
  updated_at timestamptz,
  constraint reward_grants_reward_id_participation_id_key unique (reward_id, participation_id),
  constraint reward_grants_code_key unique (code),
  constraint reward_grants_code_check check (code ~ '^[2-9A-HJ-NP-Z]{8}$'),
  constraint reward_grants_end_check check (redeemed_at is null or voided_at is null)
);
create index reward_grants_participation_id_idx on public.reward_grants (participation_id);
create index reward_grants_reward_id_granted_at_idx
  on public.reward_grants (reward_id, granted_at);
create index reward_grants_redeemed_by_idx on public.reward_grants (redeemed_by);
create index reward_grants_voided_by_idx on public.reward_grants (voided_by);

create trigger touch_updated_at before update on public.challenge_participations
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.check_ins
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.reward_grants
  for each row execute function private.touch_updated_at();

-- Rights: the person and the team read, the functions below write ---------------------------------

alter table public.challenge_participations enable row level security;
revoke all on public.challenge_participations from anon, authenticated;
grant select on public.challenge_participations to authenticated;
create policy "challenge_participations: the person, the team, super admin read"
  on public.challenge_participations for select to authenticated
  using (user_id = (select auth.uid())
    or challenge_id in (select private.my_challenge_ids())
    or (select private.is_super_admin()));

alter table public.check_ins enable row level security;
revoke all on public.check_ins from anon, authenticated;
grant select on public.check_ins to authenticated;
create policy "check_ins: readers of the participation read" on public.check_ins
  for select to authenticated
  using (exists (select from public.challenge_participations p where p.id = participation_id));

alter table public.reward_grants enable row level security;
revoke all on public.reward_grants from anon, authenticated;
grant select on public.reward_grants to authenticated;
create policy "reward_grants: readers of the participation read" on public.reward_grants
  for select to authenticated
  using (exists (select from public.challenge_participations p where p.id = participation_id));

-- The company's log -------------------------------------------------------------------------------

-- As private.audit, for what belongs to a challenge. Argument: the column that leads there.
-- Definer: nobody else may write the log.
create function private.audit_challenge_part() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) else '{}' end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) else '{}' end;
  row_now jsonb := case when tg_op = 'DELETE' then before else after end;
  leads_to uuid := (row_now ->> tg_argv[0])::uuid;
  company uuid;
  difference jsonb;
begin
  select c.company_id into company from public.challenges c
  where c.id = case tg_argv[0] when 'participation_id'
    then (select p.challenge_id from public.challenge_participations p where p.id = leads_to)
    else leads_to end;
  if not found then
    return null; -- Goes with its challenge or its traveller, which is no change of its own.
  end if;
  select coalesce(jsonb_object_agg(key, jsonb_build_array(before -> key, after -> key)), '{}')
  into difference
  from jsonb_object_keys(before || after) as key
  where coalesce(before -> key, 'null') <> coalesce(after -> key, 'null')
    -- Derived, or nobody else's to read.
    and key not in ('id', 'created_at', 'updated_at', 'granted', 'code');
  if tg_op = 'UPDATE' and difference = '{}' then
    return null;
  end if;
  insert into public.audit_log (company_id, actor_id, action, entity, entity_id, changes)
  values (company, auth.uid(),
    case tg_op when 'INSERT' then 'create' when 'DELETE' then 'delete' else 'update' end,
    tg_table_name, (row_now ->> 'id')::uuid, difference);
  return null;
end
$$;
create trigger audit after insert or update or delete on public.challenge_steps
  for each row execute function private.audit_challenge_part('challenge_id');
create trigger audit after insert or update or delete on public.rewards
  for each row execute function private.audit_challenge_part('challenge_id');
-- What the team does with them. What travellers do is not the company's log's business.
create trigger audit after insert or update of decided_at on public.check_ins
  for each row when (new.decided_at is not null)
  execute function private.audit_challenge_part('participation_id');
create trigger audit after update of redeemed_at, voided_at on public.reward_grants
  for each row execute function private.audit_challenge_part('participation_id');

-- What may no longer change -----------------------------------------------------------------------

-- While it runs, and once somebody has started, the steps are what people were promised. Words,
-- places and keys may still be put right.
-- Definer: counts participations the caller need not see.
create function private.keep_steps() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  challenge public.challenges;
begin
  if tg_op = 'UPDATE' and new.position = old.position and new.proof = old.proof then
    return new;
  end if;
  -- The lock makes a start that is under way count.
  select * into challenge from public.challenges c
  where c.id = case tg_op when 'DELETE' then old.challenge_id else new.challenge_id end for update;
  -- Not found: goes with its challenge. Nobody signed in: seeds and the server's own key. Somebody
  -- else's: the policy refuses it.
  if found and auth.uid() is not null
    and private.works_for_challenge(challenge.id, '{admin,editor}') then
    if challenge.status = 'ACTIVE' then
      raise exception using errcode = 'PT409', hint = 'running',
        message = 'Pause the challenge before you change its steps.';
    end if;
    if exists (select from public.challenge_participations p
               where p.challenge_id = challenge.id and not p.is_test) then
      raise exception using errcode = 'PT409', hint = 'started',
        message = 'People have started this challenge. Make a new one with other steps.';
    end if;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger keep_steps before insert or delete or update of position, proof
  on public.challenge_steps for each row execute function private.keep_steps();

-- A check-in counts as a visit of the step's experience, so it must be the company's own.
-- Definer: looks at the experience as it is, not as the caller sees it.
create function private.check_step_experience() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from public.experiences e join public.challenges c on c.company_id = e.owned_by
    where e.id = new.experience_id and c.id = new.challenge_id)
  then
    raise exception using errcode = 'check_violation',
      constraint = 'challenge_steps_experience_check',
      message = 'The experience must belong to the company of the challenge.';
  end if;
  return new;
end
$$;
create trigger check_step_experience before insert or update of experience_id
  on public.challenge_steps for each row when (new.experience_id is not null)
  execute function private.check_step_experience();

create function private.keep_reward_in_challenge() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.granted > 0 then
    raise exception using errcode = 'PT409', hint = 'granted',
      message = 'This reward was already given to somebody and stays with its challenge.';
  end if;
  return new;
end
$$;
create trigger keep_reward_in_challenge before update of challenge_id on public.rewards
  for each row when (new.challenge_id <> old.challenge_id)
  execute function private.keep_reward_in_challenge();

-- Taking part -------------------------------------------------------------------------------------
--
-- Refused: 42501. Nothing there that the caller may know of: no row. A rule of the challenge: PT409
-- with a hint that programs may read (not_yet, over, paused, steps, not_started, too_many, decided,
-- redeemed, expired, voided, not_redeemed, too_late).

-- Metres between two places, on a sphere.
create function private.distance_m(
  a_latitude double precision, a_longitude double precision,
  b_latitude double precision, b_longitude double precision)
returns double precision
language sql immutable parallel safe
return 2 * 6371008.8 * asin(least(1, sqrt(
  power(sind((b_latitude - a_latitude) / 2), 2)
  + cosd(a_latitude) * cosd(b_latitude) * power(sind((b_longitude - a_longitude) / 2), 2))));

-- Eight characters nobody confuses when they read them aloud.
create function private.new_grant_code() returns text
language plpgsql volatile set search_path = '' as $$
declare
  bytes bytea;
  made text;
begin
  loop
    bytes := uuid_send(gen_random_uuid());
    -- Not the bytes in which a random uuid says that it is one.
    select string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (get_byte(bytes, i) & 31), 1), '')
    into made from unnest('{0,1,2,3,4,5,10,11}'::integer[]) as i;
    exit when not exists (select from public.reward_grants g where g.code = made);
  end loop;
  return made;
end
$$;

-- Whether the caller ranks high enough in the team of a challenge.
create function private.works_for_challenge(challenge uuid, roles text[]) returns boolean
language sql stable set search_path = '' as $$
  select private.is_super_admin()
    or exists (select from private.my_challenge_ids(roles) as mine (id) where mine.id = challenge)
$$;

-- Finishes a participation whose steps are all accepted, and grants what there is to grant. Whoever
-- calls it holds the participation's lock, so it happens once. Who joined the team since the start
-- holds the codes and may confirm steps: that became a test, too, or they could reward themselves.
create function private.finish_challenge(participation uuid) returns void
language plpgsql set search_path = '' as $$
declare
  done public.challenge_participations;
  reward public.rewards;
  wanted uuid;
begin
  update public.challenge_participations p
  set finished_at = now(),
    is_test = p.is_test or exists (
      select from public.challenges c
      left join public.company_members m on m.company_id = c.company_id and not m.is_deleted
      where c.id = p.challenge_id
        and p.user_id = case when c.company_id is null then c.businessid else m.member_id end)
  where p.id = participation and p.finished_at is null
    and not exists (
      select from public.challenge_steps s
      where s.challenge_id = p.challenge_id and not exists (
        select from public.check_ins i
        where i.participation_id = p.id and i.step_id = s.id and i.status = 'accepted'))
  returning * into done;
  if not found or done.is_test then
    return;
  end if;
  for wanted in
    select r.id from public.rewards r
    where r.challenge_id = done.challenge_id and r.status = 'ACTIVE' order by r.id
  loop
    -- Waits for whoever takes from this stock at the moment and looks again at what they left.
    update public.rewards r set granted = r.granted + 1
    where r.id = wanted and r.status = 'ACTIVE'
      and (r.stock is null or r.granted < r.stock)
      and (r.effective_from is null or r.effective_from <= now())
      and (r.expired_at is null or r.expired_at > now())
    returning * into reward;
    continue when not found;
    insert into public.reward_grants (reward_id, participation_id, code, expires_at)
    values (reward.id, done.id, private.new_grant_code(),
      least(reward.expired_at, now() + reward.valid_days * interval '1 day'));
  end loop;
end
$$;

-- Takes part in a challenge; somebody who already does gets what they have. No row: no such
-- challenge, or not published. Definer: participations are written by these functions only.
create function public.start_challenge(p_challenge_id uuid)
returns setof public.challenge_participations
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  challenge public.challenges;
  staff boolean;
  mine public.challenge_participations;
begin
  if uid is null then
    raise exception using errcode = 'insufficient_privilege', message = 'Sign in first.';
  end if;
  -- The lock keeps the steps from changing between this look and the start.
  select * into challenge from public.challenges c where c.id = p_challenge_id for share;
  if not found then
    return;
  end if;
  staff := private.works_for_challenge(p_challenge_id, '{admin,editor,member}');
  if challenge.status <> 'ACTIVE' and not staff then
    return;
  end if;
  select * into mine from public.challenge_participations p
  where p.challenge_id = p_challenge_id and p.user_id = uid for update;
  if mine.id is not null and not mine.is_test then
    return next mine;
    return;
  end if;

  if not staff and challenge.starts_at > now() then
    raise exception using errcode = 'PT409', hint = 'not_yet',
      message = 'This challenge has not begun yet.';
  end if;
  if not staff and challenge.ends_at <= now() then
    raise exception using errcode = 'PT409', hint = 'over', message = 'This challenge is over.';
  end if;
  if (select count(*) from public.challenge_steps s where s.challenge_id = p_challenge_id) < 3 then
    raise exception using errcode = 'PT409', hint = 'steps',
      message = 'This challenge has no steps to take yet.';
  end if;

  if mine.id is not null then
    -- A test walk, once more; or the first real one of somebody who has left the team.
    delete from public.check_ins i where i.participation_id = mine.id;
    return query update public.challenge_participations p
      set is_test = staff, started_at = now(), finished_at = null
      where p.id = mine.id returning p.*;
    return;
  end if;
  insert into public.challenge_participations (challenge_id, user_id, is_test)
  values (p_challenge_id, uid, staff)
  on conflict (challenge_id, user_id) do nothing;
  return query select * from public.challenge_participations p
    where p.challenge_id = p_challenge_id and p.user_id = uid;
end
$$;

-- Shows that a step was done; the step says by what. A code, PIN, answer or place that does not fit
-- is kept as rejected and may be tried again; what was accepted stays accepted. The last step
-- finishes the challenge and grants its rewards. No row: no such step, or the challenge is not
-- published. Definer: as above.
create function public.check_in(
  p_step_id uuid,
  -- Of the QR code, the PIN, or the answer.
  p_code text default null,
  p_latitude double precision default null,
  p_longitude double precision default null,
  p_media_id uuid default null)
returns setof public.check_ins
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  step public.challenge_steps;
  key public.challenge_step_keys;
  challenge public.challenges;
  participation public.challenge_participations;
  before public.check_ins;
  accepted boolean;
  distance double precision;
  story uuid;
begin
  if uid is null then
    raise exception using errcode = 'insufficient_privilege', message = 'Sign in first.';
  end if;
  select * into step from public.challenge_steps s where s.id = p_step_id;
  if not found then
    return;
  end if;
  select * into challenge from public.challenges c where c.id = step.challenge_id;
  select * into participation from public.challenge_participations p
  where p.challenge_id = step.challenge_id and p.user_id = uid for update;
  if not found then
    if challenge.status = 'ACTIVE'
      or private.works_for_challenge(challenge.id, '{admin,editor,member}') then
      raise exception using errcode = 'PT409', hint = 'not_started',
        message = 'Start the challenge first.';
    end if;
    return;
  end if;

  select * into before from public.check_ins i
  where i.participation_id = participation.id and i.step_id = step.id;
  if before.status = 'accepted' then
    return next before;
    return;
  end if;
  if not participation.is_test then
    if challenge.status <> 'ACTIVE' then
      raise exception using errcode = 'PT409', hint = 'paused',
        message = 'This challenge is paused at the moment.';
    end if;
    if challenge.ends_at <= now() then
      raise exception using errcode = 'PT409', hint = 'over', message = 'This challenge is over.';
    end if;
  end if;
  -- A PIN has four digits: nobody may try them all.
  if step.proof in ('qr', 'pin', 'quiz') and before.status = 'rejected' and before.attempts % 5 = 0
    and before.tried_at > now() - interval '15 minutes' then
    raise exception using errcode = 'PT409', hint = 'too_many',
      message = 'Too many attempts. Please try again in a quarter of an hour.';
  end if;

  if (step.proof in ('qr', 'pin', 'quiz') and p_code is null)
    or (step.proof = 'geo' and (p_latitude is null or p_longitude is null))
    or (step.proof = 'photo' and p_media_id is null)
  then
    raise exception using errcode = 'invalid_parameter_value',
      message = format('This step is proved by %s.', step.proof);
  end if;
  select * into key from public.challenge_step_keys k where k.step_id = step.id;
  case step.proof
    when 'self' then
      accepted := true;
    when 'qr' then
      accepted := btrim(p_code) = key.qr_token;
    when 'pin' then
      accepted := btrim(p_code) = key.pin;
    when 'quiz' then
      accepted := coalesce(private.fold(btrim(p_code)) = private.fold(btrim(key.answer)), false);
    when 'geo' then
      distance := private.distance_m(step.latitude, step.longitude, p_latitude, p_longitude);
      accepted := distance <= step.radius_m;
    when 'photo' then
      if not exists (select from public.media_assets m where m.id = p_media_id and m.user_id = uid) then
        raise exception using errcode = 'foreign_key_violation',
          message = 'There is no such file.';
      end if;
      accepted := null;
    when 'story' then
      select s.id into story from public.stories s
      where s.user_id = uid and s.status = 'PUBLISHED'
        and (step.experience_id is null or s.experience_id = step.experience_id)
      order by s.created_at desc limit 1;
      accepted := story is not null;
  end case;

  return query
    insert into public.check_ins as i (participation_id, step_id, proof, status, distance_m,
      media_id, story_id, accepted_at)
    values (participation.id, step.id, step.proof,
      case accepted when true then 'accepted' when false then 'rejected' else 'pending' end,
      round(distance), case when step.proof = 'photo' then p_media_id end, story,
      case when accepted then now() end)
    on conflict (participation_id, step_id) do update
      set proof = excluded.proof, status = excluded.status, distance_m = excluded.distance_m,
        media_id = excluded.media_id, story_id = excluded.story_id,
        accepted_at = excluded.accepted_at, attempts = i.attempts + 1, tried_at = now(),
        decided_by = null, decided_at = null, reason = null
    returning i.*;
  if accepted then
    perform private.finish_challenge(participation.id);
  end if;
end
$$;

-- The front desk saw it: accepts a step for somebody, whatever its proof. No row: no such
-- participation in a challenge of the caller's. Definer: as above.
create function public.confirm_check_in(p_participation_id uuid, p_step_id uuid)
returns setof public.check_ins
language plpgsql security definer set search_path = '' as $$
declare
  participation public.challenge_participations;
  before public.check_ins;
begin
  select * into participation from public.challenge_participations p
  where p.id = p_participation_id for update;
  if not found
    or not private.works_for_challenge(participation.challenge_id, '{admin,editor,member}')
    or not exists (select from public.challenge_steps s
                   where s.id = p_step_id and s.challenge_id = participation.challenge_id)
  then
    return;
  end if;
  select * into before from public.check_ins i
  where i.participation_id = p_participation_id and i.step_id = p_step_id;
  if before.status = 'accepted' then
    return next before;
    return;
  end if;
  return query
    insert into public.check_ins as i
      (participation_id, step_id, proof, status, accepted_at, decided_by, decided_at)
    values (p_participation_id, p_step_id, 'staff', 'accepted', now(), auth.uid(), now())
    on conflict (participation_id, step_id) do update
      set proof = 'staff', status = 'accepted', accepted_at = now(), reason = null,
        decided_by = excluded.decided_by, decided_at = now()
    returning i.*;
  perform private.finish_challenge(p_participation_id);
end
$$;

-- Approves or turns down a submission. Asked for the same again, it answers what is. No row: no such
-- check-in that the caller may know of. Definer: as above.
create function public.decide_check_in(p_check_in_id uuid, p_accept boolean, p_reason text default null)
returns setof public.check_ins
language plpgsql security definer set search_path = '' as $$
declare
  found_in uuid;
  challenge uuid;
  decided public.check_ins;
begin
  select i.participation_id, p.challenge_id into found_in, challenge
  from public.check_ins i join public.challenge_participations p on p.id = i.participation_id
  where i.id = p_check_in_id;
  if not found or not private.works_for_challenge(challenge, '{admin,editor,member}') then
    return;
  end if;
  if not private.works_for_challenge(challenge, '{admin,editor}') then
    raise exception using errcode = 'insufficient_privilege',
      message = 'Only an editor of the company may do this.';
  end if;
  perform from public.challenge_participations p where p.id = found_in for update;
  select * into decided from public.check_ins i where i.id = p_check_in_id;
  if decided.id is null then
    return;
  end if;
  if decided.status = (case when p_accept then 'accepted' else 'rejected' end) then
    return next decided;
    return;
  end if;
  -- The reward may be in the traveller's hands already.
  if decided.status = 'accepted' then
    raise exception using errcode = 'PT409', hint = 'decided',
      message = 'This check-in was already accepted.';
  end if;
  return query update public.check_ins i
    set status = case when p_accept then 'accepted' else 'rejected' end,
      accepted_at = case when p_accept then now() end,
      decided_by = auth.uid(), decided_at = now(),
      reason = case when p_accept then null else p_reason end
    where i.id = p_check_in_id returning i.*;
  if p_accept then
    perform private.finish_challenge(found_in);
  end if;
end
$$;

-- At the counter ----------------------------------------------------------------------------------

-- Hands out what a code stands for, once. No row: no such code in a challenge of the caller's.
-- Definer: as above.
create function public.redeem_reward(p_code text)
returns setof public.reward_grants
language plpgsql security definer set search_path = '' as $$
declare
  granted public.reward_grants;
  challenge uuid;
begin
  select * into granted from public.reward_grants g
  where g.code = upper(regexp_replace(p_code, '[^A-Za-z0-9]', '', 'g')) for update;
  select p.challenge_id into challenge from public.challenge_participations p
  where p.id = granted.participation_id;
  if challenge is null
    or not private.works_for_challenge(challenge, '{admin,editor,member}') then
    return;
  end if;
  if granted.voided_at is not null then
    raise exception using errcode = 'PT409', hint = 'voided', message = 'This reward was withdrawn.';
  end if;
  if granted.redeemed_at is not null then
    raise exception using errcode = 'PT409', hint = 'redeemed',
      message = 'This reward was already handed out.';
  end if;
  if granted.expires_at <= now() then
    raise exception using errcode = 'PT409', hint = 'expired', message = 'This reward has expired.';
  end if;
  return query update public.reward_grants g set redeemed_at = now(), redeemed_by = auth.uid()
    where g.id = granted.id returning g.*;
end
$$;

-- Takes a slip at the counter back, for two minutes. No row: as above. Definer: as above.
create function public.undo_redemption(p_grant_id uuid)
returns setof public.reward_grants
language plpgsql security definer set search_path = '' as $$
declare
  granted public.reward_grants;
  challenge uuid;
begin
  select * into granted from public.reward_grants g where g.id = p_grant_id for update;
  select p.challenge_id into challenge from public.challenge_participations p
  where p.id = granted.participation_id;
  if challenge is null
    or not private.works_for_challenge(challenge, '{admin,editor,member}') then
    return;
  end if;
  if granted.redeemed_at is null then
    raise exception using errcode = 'PT409', hint = 'not_redeemed',
      message = 'This reward was not handed out.';
  end if;
  if granted.redeemed_at <= now() - interval '2 minutes' then
    raise exception using errcode = 'PT409', hint = 'too_late',
      message = 'This can be undone for two minutes only.';
  end if;
  return query update public.reward_grants g set redeemed_at = null, redeemed_by = null
    where g.id = p_grant_id returning g.*;
end
$$;

-- Withdraws a grant; the stock gets it back. No row: as above. Definer: as above.
create function public.void_grant(p_grant_id uuid, p_reason text default null)
returns setof public.reward_grants
language plpgsql security definer set search_path = '' as $$
declare
  granted public.reward_grants;
  challenge uuid;
begin
  select * into granted from public.reward_grants g where g.id = p_grant_id for update;
  select p.challenge_id into challenge from public.challenge_participations p
  where p.id = granted.participation_id;
  if challenge is null
    or not private.works_for_challenge(challenge, '{admin,editor,member}') then
    return;
  end if;
  if not private.works_for_challenge(challenge, '{admin,editor}') then
    raise exception using errcode = 'insufficient_privilege',
      message = 'Only an editor of the company may do this.';
  end if;
  if granted.redeemed_at is not null then
    raise exception using errcode = 'PT409', hint = 'redeemed',
      message = 'This reward was already handed out.';
  end if;
  if granted.voided_at is not null then
    return next granted;
    return;
  end if;
  update public.rewards r set granted = r.granted - 1 where r.id = granted.reward_id;
  return query update public.reward_grants g
    set voided_at = now(), voided_by = auth.uid(), void_reason = p_reason
    where g.id = p_grant_id returning g.*;
end
$$;

revoke execute on function
  private.audit_challenge_part(), private.keep_steps(), private.check_step_experience(),
  private.keep_reward_in_challenge(), private.new_grant_code(),
  private.works_for_challenge(uuid, text[]), private.finish_challenge(uuid),
  private.distance_m(double precision, double precision, double precision, double precision)
  from public;
revoke execute on function
  public.start_challenge(uuid),
  public.check_in(uuid, text, double precision, double precision, uuid),
  public.confirm_check_in(uuid, uuid), public.decide_check_in(uuid, boolean, text),
  public.redeem_reward(text), public.undo_redemption(uuid), public.void_grant(uuid, text)
  from public, anon, authenticated;
grant execute on function
  public.start_challenge(uuid),
  public.check_in(uuid, text, double precision, double precision, uuid),
  public.confirm_check_in(uuid, uuid), public.decide_check_in(uuid, boolean, text),
  public.redeem_reward(text), public.undo_redemption(uuid), public.void_grant(uuid, text)
  to authenticated, service_role;
