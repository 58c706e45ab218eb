-- The weekly summary of a company's figures: who wants it, who is due, and what it says.

-- What somebody of a company wants to be mailed. Without a row: the summary goes to admins.
create table public.notification_settings (
  company_id uuid not null references public.company_accounts (id) on delete cascade,
  member_id uuid not null default auth.uid()
    references public.businessprofiles (businessid) on delete cascade,
  weekly_summary boolean not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  primary key (company_id, member_id)
);
create index notification_settings_member_id_idx on public.notification_settings (member_id);
create trigger touch_updated_at before update on public.notification_settings
  for each row execute function private.touch_updated_at();

alter table public.notification_settings enable row level security;
revoke all on public.notification_settings from anon, authenticated;
grant select on public.notification_settings to authenticated;
grant insert (company_id, member_id, weekly_summary) on public.notification_settings to authenticated;
grant update (weekly_summary) on public.notification_settings to authenticated;

create policy "notification_settings: people read their own" on public.notification_settings
  for select to authenticated
  using (member_id = (select auth.uid()));
create policy "notification_settings: members choose for themselves"
  on public.notification_settings for insert to authenticated
  with check (member_id = (select auth.uid())
    and company_id in (select private.my_company_ids()));
create policy "notification_settings: members change their own" on public.notification_settings
  for update to authenticated
  using (member_id = (select auth.uid())
    and company_id in (select private.my_company_ids()))
  with check (member_id = (select auth.uid())
    and company_id in (select private.my_company_ids()));

-- Whether somebody gets the summary of a company: what they chose, or else whether they are an
-- admin. Null: they do not work there.
create function private.wants_weekly_summary(p_company_id uuid, p_member_id uuid) returns boolean
language sql stable set search_path = '' as $$
  select case when s.weekly_summary is null then m.is_admin else s.weekly_summary end
  from (
    select bool_or(role = 'admin') as is_admin from public.company_members
    where company_id = p_company_id and member_id = p_member_id and not is_deleted
  ) m
  left join public.notification_settings s
    on s.company_id = p_company_id and s.member_id = p_member_id
  where m.is_admin is not null
$$;

-- The caller's own choice, and what holds for them without one.
-- Definer: of others nobody may ask.
create function public.my_weekly_summary(p_company_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.wants_weekly_summary(p_company_id, (select auth.uid()))
  where p_company_id in (select private.my_company_ids())
$$;

-- Turns the caller's own summary on or off. Null: they do not work for the company.
create function public.set_my_weekly_summary(p_company_id uuid, p_on boolean) returns boolean
language sql set search_path = '' as $$
  insert into public.notification_settings as s (company_id, weekly_summary)
  select p_company_id, p_on
  where p_company_id in (select private.my_company_ids())
  on conflict (company_id, member_id) do update set weekly_summary = excluded.weekly_summary
  returning s.weekly_summary
$$;

-- For whoever holds the link of a summary, which the server has checked: what it is about and
-- whether it is on; with `p_on` that is changed first. No row: the person works there no more, so
-- that no summary goes to them either.
-- Definer: what it asks is nobody's to ask; for the server alone.
create function public.weekly_summary_by_link(
  p_company_id uuid, p_member_id uuid, p_on boolean default null)
returns table (company_name text, is_on boolean)
language plpgsql security definer set search_path = '' as $$
begin
  if private.wants_weekly_summary(p_company_id, p_member_id) is null then
    return;
  end if;
  if p_on is not null then
    insert into public.notification_settings as s (company_id, member_id, weekly_summary)
    values (p_company_id, p_member_id, p_on)
    on conflict (company_id, member_id) do update set weekly_summary = excluded.weekly_summary;
  end if;
  return query
    select c.name, private.wants_weekly_summary(p_company_id, p_member_id)
    from public.company_accounts c where c.id = p_company_id and not c.is_deleted;
end
$$;

-- One row for each summary that was due: never a second one for the same week, whoever runs the job
-- however often. Without a mail: there was nothing to tell.
create table private.weekly_summaries (
  company_id uuid not null references public.company_accounts (id) on delete cascade,
  member_id uuid not null references public.businessprofiles (businessid) on delete cascade,
  -- The Monday of the week it tells of.
  week date not null,
  mail_id uuid references public.mail_outbox (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (company_id, member_id, week)
);
create index weekly_summaries_member_id_idx on private.weekly_summaries (member_id);
create index weekly_summaries_mail_id_idx on private.weekly_summaries (mail_id);
create index weekly_summaries_week_idx on private.weekly_summaries (week);
alter table private.weekly_summaries enable row level security;

-- Who is due: from seven on Monday morning where the company is, until Tuesday ends there; by then
-- even a job that runs once a day has come by. Members who want it, with a confirmed address. Of one
-- company or of all.
create function private.due_weekly_summaries(p_at timestamptz, p_company_id uuid default null)
returns table (company_id uuid, member_id uuid, email text, is_admin boolean, week date)
language sql stable set search_path = '' as $$
  select c.id, m.member_id, u.email::text, m.is_admin, c.monday - 7
  from (
    select c.id, c.clock, date_trunc('week', c.clock)::date as monday
    from (
      select id, p_at at time zone time_zone as clock
      from public.company_accounts
      where not is_deleted and (p_company_id is null or id = p_company_id)
    ) c
  ) c
  cross join lateral (
    select member_id, bool_or(role = 'admin') as is_admin
    from public.company_members
    where company_id = c.id and not is_deleted
    group by member_id
  ) m
  join auth.users u on u.id = m.member_id and u.email is not null
    and u.email_confirmed_at is not null and u.deleted_at is null
    and (u.banned_until is null or u.banned_until <= p_at)
  left join public.notification_settings s on s.company_id = c.id and s.member_id = m.member_id
  where c.clock >= c.monday + time '07:00' and c.clock < c.monday + 2
    and case when s.weekly_summary is null then m.is_admin else s.weekly_summary end
    and not exists (
      select from private.weekly_summaries d
      where d.company_id = c.id and d.member_id = m.member_id and d.week = c.monday - 7)
$$;

-- An amount of a week and of the one before.
create function private.pair(now bigint, before bigint) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('now', coalesce(now, 0), 'before', coalesce(before, 0))
$$;
create function private.parts(part bigint, whole bigint, part_before bigint, whole_before bigint)
returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('part', coalesce(part, 0), 'whole', coalesce(whole, 0),
    'part_before', coalesce(part_before, 0), 'whole_before', coalesce(whole_before, 0))
$$;

-- What the summary of a week says, by the functions of the metrics; the week begins with this
-- Monday. Null: nothing happened in the four weeks that end with it. Explorers and visits are the
-- week's; what takes weeks to show (was the visit told, was the reward redeemed) is measured over 28
-- days, as everywhere.
create function private.weekly_figures(p_company_id uuid, p_monday date) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  ids uuid[] := array[p_company_id];
  sunday date := p_monday + 6;
  month_start date := p_monday - 21;
  zone text;
begin
  if not exists (select from public.metric_views(ids, month_start, sunday) v where v.views > 0)
    and not exists (
      select from public.metric_explorers(ids, month_start, sunday) x where x.explorers > 0)
    and not exists (
      select from public.metric_engagement(ids, month_start, sunday) e where e.engagement > 0)
  then
    return null;
  end if;
  select c.time_zone into zone from public.company_accounts c where c.id = p_company_id;

  return jsonb_build_object(
    'from', p_monday,
    'to', sunday,
    'explorers', private.pair(
      (select x.explorers from public.metric_explorers(ids, p_monday, sunday) x),
      (select x.explorers from public.metric_explorers(ids, p_monday - 7, p_monday - 1) x)),
    'visits', private.pair(
      (select v.visits from public.metric_visits(ids, p_monday, sunday) v),
      (select v.visits from public.metric_visits(ids, p_monday - 7, p_monday - 1) v)),
    'story_rate', (
      select private.parts(
        (select r.told from public.metric_story_rate(ids, month_start, sunday) r),
        (select r.visits from public.metric_story_rate(ids, month_start, sunday) r),
        (select r.told from public.metric_story_rate(ids, month_start - 28, month_start - 1) r),
        (select r.visits from public.metric_story_rate(ids, month_start - 28, month_start - 1) r))),
    'engagement', (
      select private.parts(now.reactions, now.stories, before.reactions, before.stories)
      from public.metric_engagement_per_story(ids, month_start, sunday) now
      cross join public.metric_engagement_per_story(ids, month_start - 28, month_start - 1) before),
    'redemption', (
      select private.parts(
        (select r.redeemed from public.metric_redemption(ids, month_start, sunday) r),
        (select r.settled from public.metric_redemption(ids, month_start, sunday) r),
        (select r.redeemed from public.metric_redemption(ids, month_start - 28, month_start - 1) r),
        (select r.settled from public.metric_redemption(ids, month_start - 28, month_start - 1) r))),
    'days', (
      select jsonb_agg(coalesce(v.visits, 0) order by d.day)
      from generate_series(p_monday, sunday, interval '1 day') as d (day)
      left join public.metric_visits(ids, p_monday, sunday, 'day') v on v.day = d.day::date),
    'best', (
      select jsonb_build_object('id', e.id, 'name', e.name, 'visits', v.visits,
        'stories', coalesce(s.stories, 0))
      from public.metric_visits(ids, p_monday, sunday, 'experience') v
      join public.experiences e on e.id = v.experience_id
      left join public.metric_stories(ids, p_monday, sunday, 'experience') s
        on s.experience_id = v.experience_id
      order by v.visits desc, s.stories desc nulls last, e.name
      limit 1),
    'stories', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'experienceId', l.experience_id, 'experience', l.name, 'text', l.words) order by l.at desc),
        '[]')
      from (
        select s.experience_id, e.name, s.at, case
          when length(t.words) > 160 then rtrim(left(t.words, 159)) || '…' else t.words end as words
        from private.counted_stories(ids, p_monday, sunday) s
        join public.stories o on o.id = s.story_id
        join public.experiences e on e.id = s.experience_id
        cross join lateral (select btrim(regexp_replace(coalesce(
          nullif(btrim(o.title), ''), nullif(btrim(o.seo_excerpt), ''), ''), '\s+', ' ', 'g'))
          as words) t
        where t.words <> ''
        order by s.at desc, s.story_id
        limit 3
      ) l),
    'attention', jsonb_build_object(
      'check_ins', (
        select count(*) from public.check_ins k
        join public.challenge_participations p on p.id = k.participation_id and not p.is_test
        join public.challenges c on c.id = p.challenge_id
        where k.status = 'pending' and c.company_id = p_company_id),
      -- What was begun lately; older ones rest there on purpose.
      'drafts', (
        select count(*) from public.experiences e
        where e.owned_by = p_company_id and e.status = 'inactive'
          and e.created_at >= private.day_start(month_start, zone)),
      'expired_invitations', (
        select count(*) from public.company_invitations i
        where i.company_id = p_company_id and i.accepted_at is null and i.revoked_at is null
          and i.expires_at >= private.day_start(p_monday, zone)
          and i.expires_at < private.day_start(sunday + 1, zone)),
      'ending', (
        select coalesce(jsonb_agg(jsonb_build_object('title', n.title, 'day', n.day)
          order by n.ends_at), '[]')
        from (
          select c.title, c.ends_at, (c.ends_at at time zone zone)::date as day
          from public.challenges c
          where c.company_id = p_company_id and c.status = 'ACTIVE' and btrim(c.title) <> ''
            and c.ends_at >= private.day_start(sunday + 1, zone)
            and c.ends_at < private.day_start(sunday + 8, zone)
          order by c.ends_at, c.id
          limit 3
        ) n)));
end
$$;

-- Queues the summaries that are due, of so many companies and for so long (statements of the API
-- must end in seconds); the rest next time. Answers how many mails there are, how many companies
-- were looked at, how many of these failed, which are tried again, and whether it left some out. Any number of instances may run it at once: each company is one's, and the rows keep the
-- rest from a second mail.
-- Definer: reads everybody's address and writes the outbox; for the server alone.
create function public.queue_weekly_summaries(
  p_at timestamptz default now(), p_companies integer default 50,
  p_longest interval default interval '3 seconds')
returns table (mails integer, companies integer, failures integer, is_more boolean)
language plpgsql security definer set search_path = '' as $$
declare
  due record;
  person record;
  figures jsonb;
begin
  mails := 0; companies := 0; failures := 0; is_more := false;
  for due in
    select d.company_id, d.week from private.due_weekly_summaries(p_at) d
    group by d.company_id, d.week
    -- At random: one that keeps failing must not stand before the others for ever.
    order by random()
    limit p_companies + 1
  loop
    if companies = p_companies or clock_timestamp() > statement_timestamp() + p_longest then
      is_more := true;
      exit;
    end if;
    continue when not pg_try_advisory_xact_lock(
      hashtextextended('weekly summary ' || due.company_id, 0));
    companies := companies + 1;
    begin
      figures := private.weekly_figures(due.company_id, due.week);
      for person in
        insert into private.weekly_summaries as w (company_id, member_id, week)
        select d.company_id, d.member_id, d.week
        from private.due_weekly_summaries(p_at, due.company_id) d
        on conflict do nothing
        returning w.member_id
      loop
        continue when figures is null;
        update private.weekly_summaries w
        set mail_id = private.queue_mail(
          u.email::text, 'weekly-summary',
          -- Who was invited is for admins.
          case when exists (
            select from public.company_members m
            where m.company_id = c.id and m.member_id = u.id and m.role = 'admin'
              and not m.is_deleted)
            then figures
            else jsonb_set(figures, '{attention,expired_invitations}', 'null') end
          || jsonb_build_object(
            'company', c.name, 'companyId', c.id, 'memberId', u.id),
          null, c.id, null)
        from public.company_accounts c, auth.users u
        where w.company_id = due.company_id and w.member_id = person.member_id
          and w.week = due.week and c.id = due.company_id and u.id = person.member_id;
        mails := mails + 1;
      end loop;
    exception when others then
      raise warning 'weekly summary of %: %', due.company_id, sqlerrm;
      failures := failures + 1;
    end;
  end loop;
  if companies > 0 then
    delete from private.weekly_summaries where week < (p_at - interval '10 weeks')::date;
  end if;
  return next;
end
$$;

revoke execute on function
  private.wants_weekly_summary(uuid, uuid), private.due_weekly_summaries(timestamptz, uuid),
  private.pair(bigint, bigint), private.parts(bigint, bigint, bigint, bigint),
  private.weekly_figures(uuid, date)
  from public;
revoke execute on function
  public.my_weekly_summary(uuid), public.set_my_weekly_summary(uuid, boolean),
  public.weekly_summary_by_link(uuid, uuid, boolean),
  public.queue_weekly_summaries(timestamptz, integer, interval)
  from public, anon, authenticated;
grant execute on function
  public.my_weekly_summary(uuid), public.set_my_weekly_summary(uuid, boolean)
  to authenticated, service_role;
grant execute on function
  public.weekly_summary_by_link(uuid, uuid, boolean),
  public.queue_weekly_summaries(timestamptz, integer, interval)
  to service_role;
