-- What happened, one row each: the log that the figures about openings, sources and the way from
-- one step to the next are counted from. Written by triggers (writes) and by record_events (reads),
-- read by functions only, changed by nobody.
--
-- No foreign keys: the log outlives the record it speaks of, and costs its writer no look-up.
-- Partitions, one a month, live in the private schema; what fits none of them goes to the default
-- one, so that no write ever fails because the calendar was forgotten.

create table public.events (
  id bigint generated always as identity,
  created_at timestamptz not null default now(),
  kind text not null check (kind in ('open', 'story_open', 'visit', 'story', 'like', 'comment',
    'share', 'registration', 'check_in', 'challenge_start', 'challenge_finish', 'grant', 'redeem')),
  company_id uuid,
  experience_id uuid,
  story_id uuid,
  challenge_id uuid,
  -- The account, or for people without one a hash that ends with the day: see private.day_salts.
  person uuid,
  anonymous bytea check (octet_length(anonymous) = 16),
  source text check (source in ('qr', 'link', 'story', 'search', 'assistant')),
  -- Which QR code, in the company's words ("front door").
  placement text check (length(placement) <= 100),
  language text check (length(language) <= 35),
  own_member boolean not null default false,
  bot boolean not null default false,
  test boolean not null default false,
  constraint events_pkey primary key (created_at, id),
  constraint events_who_check check (person is null or anonymous is null)
) partition by range (created_at);
create index events_company_id_idx on public.events (company_id, kind, created_at);
create index events_person_idx on public.events (person, experience_id, kind, created_at)
  where person is not null;

create table private.events_default partition of public.events default;

alter table public.events enable row level security;
alter table private.events_default enable row level security;
-- The service key neither: what is appended stays.
revoke all on public.events, private.events_default
  from public, anon, authenticated, service_role;

-- Partitions for these months, those that exist left alone. Rows that had gone to the default
-- partition meanwhile move over. Attaching (rather than "partition of") does not lock out readers.
create function private.make_event_partitions(
  first_day date default current_date,
  last_day date default (current_date + interval '3 months')::date)
returns void
language plpgsql set search_path = '' as $$
declare
  month date := date_trunc('month', first_day)::date;
  next_month date;
  name text;
begin
  -- One at a time: two callers would both find the month missing.
  perform pg_advisory_xact_lock(hashtextextended('private.make_event_partitions', 0));
  while month <= last_day loop
    next_month := (month + interval '1 month')::date;
    name := 'events_' || to_char(month, 'YYYY_MM');
    if to_regclass('private.' || name) is null then
      execute format('create table private.%I (like public.events including defaults
        including constraints)', name);
      execute format('alter table private.%I enable row level security', name);
      execute format('revoke all on private.%I from public, anon, authenticated, service_role',
        name);
      -- Months are months of UTC, whatever the session says.
      execute format('with moved as (
          delete from private.events_default where created_at >= %1$L and created_at < %2$L
          returning *)
        insert into private.%3$I select * from moved',
        month::timestamp at time zone 'UTC', next_month::timestamp at time zone 'UTC', name);
      execute format('alter table public.events attach partition private.%I
        for values from (%L) to (%L)', name,
        month::timestamp at time zone 'UTC', next_month::timestamp at time zone 'UTC');
    end if;
    month := next_month;
  end loop;
end
$$;
revoke execute on function private.make_event_partitions(date, date) from public;
select private.make_event_partitions();

-- People without an account are told apart within one company and one day, never longer: their
-- hash is salted, and the salt of a day is thrown away when that day is over everywhere on earth.
-- The day is the company's: a salt that changed at midnight UTC would count one person twice.
create table private.day_salts (
  day date primary key,
  salt bytea not null default decode(
    replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
);
alter table private.day_salts enable row level security;
revoke all on private.day_salts from public, anon, authenticated, service_role;

-- Once a day, when its first salt is made: old salts go, partitions are made ahead.
create function private.begin_event_day(local_day date) returns void
language plpgsql set search_path = '' as $$
begin
  insert into private.day_salts (day) values (local_day) on conflict do nothing;
  if not found then
    return;
  end if;
  delete from private.day_salts where day < (now() at time zone 'Etc/GMT+12')::date;
  -- Waiting for a long reader must not hold up the events; the default partition takes them, and
  -- tomorrow is another day.
  begin
    set local lock_timeout = '200ms';
    perform private.make_event_partitions();
  exception when lock_not_available then
    null;
  end;
  set local lock_timeout = default;
end
$$;
revoke execute on function private.begin_event_day(date) from public;

-- Whether somebody works for the company. Definer: called by triggers of whoever writes, who sees
-- no memberships but their own.
create function private.is_member(company uuid, who uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.company_members m
    where m.company_id = company and m.member_id = who and not m.is_deleted)
$$;
revoke execute on function private.is_member(uuid, uuid) from public;

-- Reads: what somebody opened -------------------------------------------------------------------

-- What the server reports, with the company behind each record and the day it is there. Records
-- that do not exist drop out.
create function private.describe_events(reported jsonb)
returns table (
  kind text, company_id uuid, experience_id uuid, story_id uuid, person uuid, fingerprint text,
  source text, placement text, language text, bot boolean, test boolean, at timestamptz, day date)
language sql stable set search_path = '' as $$
  select r.kind, e.owned_by, e.id, s.id, r.person,
    case when r.person is null then r.fingerprint end,
    r.source, left(r.placement, 100), left(r.language, 35),
    coalesce(r.bot, false), coalesce(r.test, false), t.at,
    (t.at at time zone coalesce(c.time_zone, 'UTC'))::date
  from jsonb_to_recordset(reported) as r (
    kind text, experience_id uuid, story_id uuid, person uuid, fingerprint text, source text,
    placement text, language text, bot boolean, test boolean, at timestamptz)
  left join public.stories s on s.id = r.story_id
  left join public.experiences e on e.id = coalesce(r.experience_id, s.experience_id)
  left join public.company_accounts c on c.id = e.owned_by
  -- The server's clock may be off, or it was a while until it could report.
  cross join lateral (
    select least(now(), greatest(r.at, now() - interval '1 hour')) as at) t
  where e.id is not null or s.id is not null
$$;
revoke execute on function private.describe_events(jsonb) from public;

-- Appends what readers did: a JSON list of {kind, experience_id, story_id, person | fingerprint,
-- source, placement, language, bot, test, at}. Called by our server, in groups, with the service
-- key. Definer: nobody may write the log.
create function public.record_events(p_events jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  written integer;
begin
  perform private.begin_event_day(d.day)
  from (select distinct day from private.describe_events(p_events) order by day) d;

  insert into public.events (created_at, kind, company_id, experience_id, story_id, person,
    anonymous, source, placement, language, own_member, bot, test)
  select d.at, d.kind, d.company_id, d.experience_id, d.story_id, d.person,
    -- The company is part of it: nobody is followed from one company to the next either.
    case when d.fingerprint is not null then substring(sha256(salts.salt
      || convert_to(coalesce(d.company_id::text, '') || d.fingerprint, 'UTF8')) for 16) end,
    d.source, d.placement, d.language, private.is_member(d.company_id, d.person), d.bot, d.test
  from private.describe_events(p_events) d
  join private.day_salts salts on salts.day = d.day;
  get diagnostics written = row_count;
  return written;
end
$$;
revoke execute on function public.record_events(jsonb) from public, anon, authenticated;
grant execute on function public.record_events(jsonb) to service_role;

-- Writes: visits, stories and what people do with stories ---------------------------------------

-- Definer, like every trigger function here: whoever writes the row may not write the log.
create function private.log_visits() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (created_at, kind, company_id, experience_id, person, own_member)
  select case when tg_op = 'INSERT' then v.created_at else now() end, 'visit',
    e.owned_by, e.id, v.user_id, private.is_member(e.owned_by, v.user_id)
  from after_rows v join public.experiences e on e.id = v.experience_id
  where v.is_visited;
  return null;
end
$$;
-- A transition table allows no second event, so there is a trigger for each.
create trigger log_insert after insert on public.visits
  referencing new table as after_rows for each statement execute function private.log_visits();

-- Marked again after having been taken back. Definer: as above.
create function private.log_visits_marked() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (kind, company_id, experience_id, person, own_member)
  select 'visit', e.owned_by, e.id, v.user_id, private.is_member(e.owned_by, v.user_id)
  from after_rows v
  join before_rows b on b.id = v.id and not b.is_visited
  join public.experiences e on e.id = v.experience_id
  where v.is_visited;
  return null;
end
$$;
create trigger log_update after update on public.visits
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.log_visits_marked();

-- Definer: as above. A story about no experience belongs to no company.
create function private.log_stories() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, experience_id, story_id, person, own_member)
  select s.created_at, 'story', e.owned_by, e.id, s.id, s.user_id,
    private.is_member(e.owned_by, s.user_id)
  from after_rows s left join public.experiences e on e.id = s.experience_id
  where s.status = 'PUBLISHED';
  return null;
end
$$;
create trigger log_insert after insert on public.stories
  referencing new table as after_rows for each statement execute function private.log_stories();

-- Published for the first time: taking a story back and out again is not a second one. Definer: as
-- above.
create function private.log_stories_published() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events (kind, company_id, experience_id, story_id, person, own_member)
  select 'story', e.owned_by, e.id, s.id, s.user_id, private.is_member(e.owned_by, s.user_id)
  from after_rows s
  join before_rows b on b.id = s.id and b.status <> 'PUBLISHED'
  left join public.experiences e on e.id = s.experience_id
  where s.status = 'PUBLISHED'
    and not exists (
      select from public.events x
      where x.kind = 'story' and x.story_id = s.id and x.person = s.user_id);
  return null;
end
$$;
create trigger log_update after update on public.stories
  referencing old table as before_rows new table as after_rows
  for each statement execute function private.log_stories_published();

-- For tables with story_id, user_id and created_at; the argument names the event. Likes, comments
-- and shares use it. Definer: as above.
create function private.log_reactions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.events
    (created_at, kind, company_id, experience_id, story_id, person, own_member)
  select r.created_at, tg_argv[0], e.owned_by, e.id, s.id, r.user_id,
    private.is_member(e.owned_by, r.user_id)
  from after_rows r
  join public.stories s on s.id = r.story_id
  left join public.experiences e on e.id = s.experience_id;
  return null;
end
$$;

revoke execute on function private.log_visits(), private.log_visits_marked(),
  private.log_stories(), private.log_stories_published(), private.log_reactions() from public;
