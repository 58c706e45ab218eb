-- Challenges: what a business asks travellers to do, step by step, and what they get for it.
--
-- A challenge belongs to a company (its editors manage it), or, without one, to the business profile
-- that made it. Invariant: an active challenge has a live owner. Triggers keep it, so
-- "status = 'ACTIVE'" alone decides what travellers read.

-- The company of somebody who edits for exactly one; null for everybody else.
-- Definer: a default value runs as whoever writes the row, and must work for all.
create function private.my_only_company_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select min(mine.id::text)::uuid from private.my_company_ids('{admin,editor}') as mine (id)
  having count(distinct mine.id) = 1
$$;

create table public.challenges (
  id uuid primary key default gen_random_uuid(),
  -- Who made it; the company keeps it when that account goes.
  businessid uuid default auth.uid()
    references public.businessprofiles (businessid) on delete set null,
  -- Restrict: a company's content must not vanish by the way; companies are deleted softly.
  company_id uuid default private.my_only_company_id()
    references public.company_accounts (id) on delete restrict,
  title text check (length(title) <= 255),
  description text check (length(description) <= 50000),
  theme text check (length(theme) <= 100),
  "thumbnailUrl" text check (private.is_link("thumbnailUrl")),
  "backgroundUrl" text check (private.is_link("backgroundUrl")),
  "tourSchedule" text check (length("tourSchedule") <= 5000),
  status text not null default 'PASSIVE' check (status in ('PASSIVE', 'ACTIVE', 'ARCHIVED')),
  qrurl text check (private.is_link(qrurl)),
  price numeric(12, 2) check (price >= 0),
  -- Nobody starts outside of these; what was started may be finished until the end.
  starts_at timestamptz,
  ends_at timestamptz,
  created timestamptz not null default now(),
  updated_at timestamptz,
  constraint challenges_period_check check (ends_at > starts_at)
);
create index challenges_active_newest_idx on public.challenges (created desc, id desc)
  where status = 'ACTIVE';
create index challenges_newest_idx on public.challenges (created desc, id desc);
create index challenges_company_id_newest_idx
  on public.challenges (company_id, created desc, id desc);
create index challenges_businessid_newest_idx
  on public.challenges (businessid, created desc, id desc);

create table public.challenge_steps (
  id uuid primary key default gen_random_uuid(),
  challenge_id uuid not null references public.challenges (id) on delete cascade,
  -- At most ten; deferrable, so that two steps can change places in one transaction.
  position integer not null check (position between 1 and 10),
  title text not null check (length(btrim(title)) between 1 and 255),
  instructions text check (length(instructions) <= 5000),
  -- How somebody shows that they did it.
  proof text not null check (proof in ('self', 'qr', 'pin', 'geo', 'quiz', 'photo', 'story')),
  -- A check-in here counts as having been there.
  experience_id uuid references public.experiences (id) on delete set null,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  radius_m integer not null default 100 check (radius_m between 10 and 5000),
  question text check (length(question) <= 500),
  choices text[] check (cardinality(choices) between 2 and 6),
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint challenge_steps_challenge_id_position_key unique (challenge_id, position)
    deferrable initially immediate,
  constraint challenge_steps_place_check check ((latitude is null) = (longitude is null)),
  constraint challenge_steps_geo_check check (proof <> 'geo' or latitude is not null),
  constraint challenge_steps_quiz_check check (proof <> 'quiz' or length(btrim(question)) > 0)
);
create index challenge_steps_experience_id_idx on public.challenge_steps (experience_id);

-- What proves a step: a table of its own, because travellers read the step and must not read this.
create table public.challenge_step_keys (
  step_id uuid primary key references public.challenge_steps (id) on delete cascade,
  -- In the printed code.
  qr_token text not null default replace(gen_random_uuid()::text, '-', ''),
  -- On the staff sheet.
  pin text not null
    default lpad((abs(hashtext(gen_random_uuid()::text)::bigint) % 10000)::text, 4, '0'),
  -- To the question of a quiz.
  answer text check (length(btrim(answer)) between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint challenge_step_keys_qr_token_key unique (qr_token),
  constraint challenge_step_keys_pin_check check (pin ~ '^[0-9]{4,8}$')
);

create table public.rewards (
  id uuid primary key default gen_random_uuid(),
  challenge_id uuid not null references public.challenges (id) on delete cascade,
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  name text check (length(name) <= 255),
  description text check (length(description) <= 5000),
  -- Granted from … until; a grant ends with the reward, or `valid_days` after it was made.
  effective_from timestamptz,
  expired_at timestamptz,
  valid_days integer check (valid_days between 1 and 3650),
  status text not null default 'ACTIVE' check (status in ('PASSIVE', 'ACTIVE', 'ARCHIVED')),
  reward_type text check (length(reward_type) <= 100),
  -- Text, as clients send it: "10 %", "1 coffee".
  amount text check (length(amount) <= 100),
  -- How many there are at all (null: as many as are earned), and how many are promised already.
  -- A counter, not a count of grants: those go with their traveller's account, the coffee is drunk.
  stock integer check (stock >= 0),
  granted integer not null default 0 check (granted >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint rewards_granted_stock_check check (granted <= stock),
  constraint rewards_validity_check check (expired_at > effective_from)
);
create index rewards_challenge_id_newest_idx
  on public.rewards (challenge_id, created_at desc, id desc);
create index rewards_newest_idx on public.rewards (created_at desc, id desc);
create index rewards_created_by_idx on public.rewards (created_by);

create trigger touch_updated_at before update on public.challenges
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.challenge_steps
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.challenge_step_keys
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.rewards
  for each row execute function private.touch_updated_at();

-- The challenges the caller works for: those of their companies, and their own without a company.
-- Definer: policies of challenges and of what belongs to them would read each other.
create function private.my_challenge_ids(roles text[] default '{admin,editor,member}')
returns setof uuid
language sql stable security definer set search_path = '' rows 50 as $$
  select id from public.challenges where company_id in (select private.my_company_ids(roles))
  union all
  select id from public.challenges where company_id is null and businessid = (select auth.uid())
$$;

revoke execute on function private.my_only_company_id(), private.my_challenge_ids(text[])
  from public;
grant execute on function private.my_only_company_id(), private.my_challenge_ids(text[])
  to authenticated, service_role;

-- Rules -----------------------------------------------------------------------------------------

-- Clients that know nothing of steps publish challenges without any, as they always did. Half a
-- challenge is a mistake.
-- Definer: looks at the company and the steps as they are, not as the caller sees them.
create function private.check_challenge() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  steps integer;
  unanswerable integer;
begin
  if new.status <> 'ACTIVE' then
    return new;
  end if;
  if new.company_id is not null then
    -- The lock makes publishing wait for a deletion that is under way, and the other way round.
    perform from public.company_accounts c where c.id = new.company_id and not c.is_deleted for share;
    if not found then
      raise exception using errcode = 'check_violation', constraint = 'challenges_company_check',
        message = 'The company does not exist any more.';
    end if;
  elsif new.businessid is null then
    -- The account behind it was deleted.
    new.status := 'ARCHIVED';
    return new;
  end if;
  if tg_op = 'UPDATE' and old.status <> 'ACTIVE' then
    select count(*), count(*) filter (where s.proof = 'quiz' and k.answer is null)
    into steps, unanswerable
    from public.challenge_steps s left join public.challenge_step_keys k on k.step_id = s.id
    where s.challenge_id = new.id;
    if steps in (1, 2) then
      raise exception using errcode = 'PT409', hint = 'steps',
        message = 'A challenge has three to ten steps.';
    end if;
    if unanswerable > 0 then
      raise exception using errcode = 'PT409', hint = 'answer',
        message = 'Give every quiz its right answer first.';
    end if;
  end if;
  return new;
end
$$;
create trigger check_challenge
  before insert or update of status, company_id, businessid on public.challenges
  for each row execute function private.check_challenge();

-- Definer: the owner who deletes a company need not be one of its editors.
create function private.archive_challenges() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.challenges set status = 'ARCHIVED' where company_id = new.id and status = 'ACTIVE';
  return new;
end
$$;
create trigger archive_challenges after update of is_deleted on public.company_accounts
  for each row when (new.is_deleted and not old.is_deleted)
  execute function private.archive_challenges();

-- Every step has its code and its PIN from the start.
-- Definer: nobody adds keys by hand.
create function private.make_step_key() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.challenge_step_keys (step_id) values (new.id);
  return new;
end
$$;
create trigger make_step_key after insert on public.challenge_steps
  for each row execute function private.make_step_key();

revoke execute on function private.check_challenge(), private.archive_challenges(),
  private.make_step_key() from public;

-- Rights ----------------------------------------------------------------------------------------

alter table public.challenges enable row level security;
revoke all on public.challenges from anon, authenticated;
grant select on public.challenges to authenticated;
-- Not id, businessid, created; company_id only at creation. Deleting is archiving.
grant insert (company_id, title, description, theme, "thumbnailUrl", "backgroundUrl",
  "tourSchedule", status, qrurl, price, starts_at, ends_at) on public.challenges to authenticated;
grant update (title, description, theme, "thumbnailUrl", "backgroundUrl",
  "tourSchedule", status, qrurl, price, starts_at, ends_at) on public.challenges to authenticated;

create policy "challenges: active ones, own companies, own, super admin" on public.challenges
  for select to authenticated
  using (status = 'ACTIVE'
    or company_id in (select private.my_company_ids())
    or (company_id is null and businessid = (select auth.uid()))
    or (select private.is_super_admin()));
-- A business person for themselves, an editor for the company.
create policy "challenges: business people, editors and super admin add" on public.challenges
  for insert to authenticated
  with check (businessid = (select auth.uid())
    and exists (select from public.businessprofiles b where b.businessid = (select auth.uid()))
    and (company_id is null
      or company_id in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin())));
create policy "challenges: editors, own and super admin edit" on public.challenges
  for update to authenticated
  using (company_id in (select private.my_company_ids('{admin,editor}'))
    or (company_id is null and businessid = (select auth.uid()))
    or (select private.is_super_admin()))
  with check (company_id in (select private.my_company_ids('{admin,editor}'))
    or (company_id is null and businessid = (select auth.uid()))
    or (select private.is_super_admin()));

-- Whoever sees the challenge sees its steps; editors write them.
alter table public.challenge_steps enable row level security;
revoke all on public.challenge_steps from anon, authenticated;
grant select, delete on public.challenge_steps to authenticated;
grant insert (challenge_id, position, title, instructions, proof, experience_id, latitude,
  longitude, radius_m, question, choices) on public.challenge_steps to authenticated;
grant update (position, title, instructions, proof, experience_id, latitude,
  longitude, radius_m, question, choices) on public.challenge_steps to authenticated;

create policy "challenge_steps: readers of the challenge read" on public.challenge_steps
  for select to authenticated
  using (exists (select from public.challenges c where c.id = challenge_id));
create policy "challenge_steps: editors and super admin add" on public.challenge_steps
  for insert to authenticated
  with check (challenge_id in (select private.my_challenge_ids('{admin,editor}'))
    or (select private.is_super_admin()));
create policy "challenge_steps: editors and super admin edit" on public.challenge_steps
  for update to authenticated
  using (challenge_id in (select private.my_challenge_ids('{admin,editor}'))
    or (select private.is_super_admin()))
  with check (challenge_id in (select private.my_challenge_ids('{admin,editor}'))
    or (select private.is_super_admin()));
create policy "challenge_steps: editors and super admin delete" on public.challenge_steps
  for delete to authenticated
  using (challenge_id in (select private.my_challenge_ids('{admin,editor}'))
    or (select private.is_super_admin()));

-- The whole team reads the keys (it prints the codes and holds the PIN); editors change them.
alter table public.challenge_step_keys enable row level security;
revoke all on public.challenge_step_keys from anon, authenticated;
grant select on public.challenge_step_keys to authenticated;
grant update (pin, answer) on public.challenge_step_keys to authenticated;

create policy "challenge_step_keys: the team and super admin read" on public.challenge_step_keys
  for select to authenticated
  using ((select private.is_super_admin()) or exists (
    select from public.challenge_steps s where s.id = step_id
      and s.challenge_id in (select private.my_challenge_ids())));
create policy "challenge_step_keys: editors and super admin edit" on public.challenge_step_keys
  for update to authenticated
  using ((select private.is_super_admin()) or exists (
    select from public.challenge_steps s where s.id = step_id
      and s.challenge_id in (select private.my_challenge_ids('{admin,editor}'))))
  with check ((select private.is_super_admin()) or exists (
    select from public.challenge_steps s where s.id = step_id
      and s.challenge_id in (select private.my_challenge_ids('{admin,editor}'))));

alter table public.rewards enable row level security;
revoke all on public.rewards from anon, authenticated;
grant select on public.rewards to authenticated;
-- Not created_by, granted. Deleting is archiving.
grant insert (challenge_id, name, description, effective_from, expired_at, valid_days, status,
  reward_type, amount, stock) on public.rewards to authenticated;
grant update (challenge_id, name, description, effective_from, expired_at, valid_days, status,
  reward_type, amount, stock) on public.rewards to authenticated;

create policy "rewards: active ones of active challenges, the team, super admin" on public.rewards
  for select to authenticated
  using ((status = 'ACTIVE' and exists (
      select from public.challenges c where c.id = challenge_id and c.status = 'ACTIVE'))
    or challenge_id in (select private.my_challenge_ids())
    or (select private.is_super_admin()));
create policy "rewards: editors and super admin add" on public.rewards
  for insert to authenticated
  with check (challenge_id in (select private.my_challenge_ids('{admin,editor}'))
    or (select private.is_super_admin()));
create policy "rewards: editors and super admin edit" on public.rewards
  for update to authenticated
  using (challenge_id in (select private.my_challenge_ids('{admin,editor}'))
    or (select private.is_super_admin()))
  with check (challenge_id in (select private.my_challenge_ids('{admin,editor}'))
    or (select private.is_super_admin()));

create trigger audit after insert or update or delete on public.challenges
  for each row execute function private.audit('company_id');

-- Reads -----------------------------------------------------------------------------------------
--
-- As in the other list functions: the caller's rights, inlined, keyset paging, the contract's
-- columns and no others.

-- Running challenges, newest first: challenge.user.get-all.
create function public.list_challenges(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, businessid uuid, title text, description text, "thumbnailUrl" text,
  "backgroundUrl" text, "tourSchedule" text, status text, qrurl text, price numeric,
  created timestamptz)
language sql stable as $$
  select c.id, c.businessid, c.title, c.description, c."thumbnailUrl", c."backgroundUrl",
    c."tourSchedule", c.status, c.qrurl, c.price, c.created
  from public.challenges c
  where c.status = 'ACTIVE'
    and (c.created, c.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by c.created desc, c.id desc
  limit p_limit
$$;

-- Those the caller works for, in any state; all of them for a SUPER_ADMIN:
-- challenge.business.get-all.
create function public.list_business_challenges(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, businessid uuid, title text, description text, "thumbnailUrl" text,
  "backgroundUrl" text, "tourSchedule" text, status text, qrurl text, price numeric,
  created timestamptz)
language sql stable as $$
  select c.id, c.businessid, c.title, c.description, c."thumbnailUrl", c."backgroundUrl",
    c."tourSchedule", c.status, c.qrurl, c.price, c.created
  from public.challenges c
  where (c.company_id in (select private.my_company_ids())
      or (c.company_id is null and c.businessid = (select auth.uid()))
      or (select private.is_super_admin()))
    and (c.created, c.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by c.created desc, c.id desc
  limit p_limit
$$;

-- What running challenges give, of one or of all: challenge.user.reward.get-all.
create function public.list_rewards(
  p_challenge_id uuid default null,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, challenge_id uuid, created_by uuid, name text, description text,
  created_at timestamptz, effective_from timestamptz, expired_at timestamptz, status text,
  reward_type text, amount text)
language sql stable as $$
  select r.id, r.challenge_id, r.created_by, r.name, r.description, r.created_at,
    r.effective_from, r.expired_at, r.status, r.reward_type, r.amount
  from public.rewards r
  where r.status = 'ACTIVE'
    and exists (select from public.challenges c where c.id = r.challenge_id and c.status = 'ACTIVE')
    and (p_challenge_id is null or r.challenge_id = p_challenge_id)
    and (r.created_at, r.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by r.created_at desc, r.id desc
  limit p_limit
$$;

-- Rewards of the challenges the caller works for, in any state: challenge.business.reward.get-all.
create function public.list_business_rewards(
  p_challenge_id uuid default null,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, challenge_id uuid, created_by uuid, name text, description text,
  created_at timestamptz, effective_from timestamptz, expired_at timestamptz, status text,
  reward_type text, amount text)
language sql stable as $$
  select r.id, r.challenge_id, r.created_by, r.name, r.description, r.created_at,
    r.effective_from, r.expired_at, r.status, r.reward_type, r.amount
  from public.rewards r
  where (r.challenge_id in (select private.my_challenge_ids()) or (select private.is_super_admin()))
    and (p_challenge_id is null or r.challenge_id = p_challenge_id)
    and (r.created_at, r.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by r.created_at desc, r.id desc
  limit p_limit
$$;

-- challenge.business.delete: puts a challenge away. Editors end a challenge by its status; taking it
-- away is for an admin, which a policy cannot tell apart. No row: none that the caller sees.
create function public.archive_challenge(p_challenge_id uuid)
returns table (id uuid, status text)
language plpgsql set search_path = '' as $$
begin
  if not exists (select from public.challenges c where c.id = p_challenge_id) then
    return;
  end if;
  if not private.is_super_admin()
    and not exists (select from private.my_challenge_ids('{admin}') as mine (id)
                    where mine.id = p_challenge_id)
  then
    raise exception using errcode = 'insufficient_privilege',
      message = 'Only an admin of the company may do this.';
  end if;
  return query update public.challenges c set status = 'ARCHIVED'
    where c.id = p_challenge_id returning c.id, c.status;
end
$$;

revoke execute on function
  public.list_challenges(integer, timestamptz, uuid),
  public.list_business_challenges(integer, timestamptz, uuid),
  public.list_rewards(uuid, integer, timestamptz, uuid),
  public.list_business_rewards(uuid, integer, timestamptz, uuid),
  public.archive_challenge(uuid)
  from public, anon, authenticated;
grant execute on function
  public.list_challenges(integer, timestamptz, uuid),
  public.list_business_challenges(integer, timestamptz, uuid),
  public.list_rewards(uuid, integer, timestamptz, uuid),
  public.list_business_rewards(uuid, integer, timestamptz, uuid),
  public.archive_challenge(uuid)
  to authenticated, service_role;
