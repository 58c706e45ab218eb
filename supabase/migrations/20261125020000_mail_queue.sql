-- The outbox becomes a queue: a row says which template, in which language and with what in it, and
-- the mail is made when it leaves. Nothing in a row opens anything: the link of an invitation comes
-- from the server's key and the row's id, and what the auth server mails is cleared when it is over.

-- What was written before cannot be made again, and its text holds links.
alter table public.mail_outbox
  drop constraint mail_outbox_body_check,
  drop column subject,
  drop column html,
  drop column text,
  add column language text not null default 'en' check (language in ('en', 'vi')),
  add column props jsonb check (jsonb_typeof(props) = 'object'),
  -- While it is queued: when it is due. Whoever sends it moves this on, so that nobody else does,
  -- and it falls due again should they never come back.
  add column next_attempt_at timestamptz not null default now(),
  -- After this it is no longer tried.
  add column give_up_at timestamptz not null default now() + interval '2 days',
  -- Why it failed, for people: the address was refused, or the service could not take it.
  add column failure text check (failure in ('address', 'service')),
  -- Its props sign somebody in: they are not kept once it has failed for good, either.
  add column is_secret boolean not null default false;
update public.mail_outbox
set status = 'failed', failure = 'service', last_error = 'Written before mails were made when they leave.'
where status <> 'sent';
alter table public.mail_outbox
  add constraint mail_outbox_content_check check (status in ('sent', 'failed') or props is not null);

drop index public.mail_outbox_undelivered_idx;
create index mail_outbox_due_idx on public.mail_outbox (next_attempt_at) where status = 'queued';
create index mail_outbox_recipient_idx on public.mail_outbox (recipient, created_at desc);

-- The language somebody reads: their own when it is one of ours, else that of whoever has it sent.
-- Definer: looks at profiles that the caller may not see.
create function private.mail_language(p_recipient text, p_sender uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case when coalesce(
    (select u.language from public.userprofiles u where u.email = lower(p_recipient)),
    (select u.language from public.userprofiles u where u.userid = p_sender)) ilike 'vi%'
    then 'vi' else 'en' end
$$;

-- For functions whose mail belongs to the change they make: it goes out when they commit, by the
-- next delivery, and not at all when they do not. Paths in the props are relative.
-- Definer: nobody writes the outbox.
create function private.queue_mail(
  p_recipient text,
  p_template text,
  p_props jsonb,
  p_language text default null,
  p_company_id uuid default null,
  p_created_by uuid default auth.uid())
returns uuid
language sql security definer set search_path = '' as $$
  insert into public.mail_outbox (recipient, template, language, props, company_id, created_by)
  values (p_recipient, p_template,
    coalesce(p_language, private.mail_language(p_recipient, p_created_by)),
    p_props, p_company_id, p_created_by)
  returning id
$$;
revoke execute on function
  private.mail_language(text, uuid), private.queue_mail(text, text, jsonb, text, uuid, uuid)
  from public;

-- How long whoever sends a mail has it for themselves.
create function private.mail_lease() returns interval
language sql immutable parallel safe set search_path = '' as $$ select interval '5 minutes' $$;
revoke execute on function private.mail_lease() from public;
grant execute on function private.mail_lease() to service_role;

-- Writes mails that the caller sends at once: they count as claimed. The rest of these functions
-- run with the server's key, too, which alone reaches the table.
-- Definer: looks up the reader's language.
create function public.write_mails(p_mails jsonb) returns setof public.mail_outbox
language sql security definer set search_path = '' as $$
  insert into public.mail_outbox (id, recipient, template, language, props, company_id, invitation_id,
    created_by, is_secret, attempts, next_attempt_at, give_up_at)
  select m.id, m.recipient, m.template,
    coalesce(m.language, private.mail_language(m.recipient, m.created_by)),
    m.props, m.company_id, m.invitation_id, m.created_by, coalesce(m.is_secret, false), 1,
    now() + private.mail_lease(),
    now() + coalesce(make_interval(secs => m.give_up_after), interval '2 days')
  from jsonb_to_recordset(p_mails) as m (id uuid, recipient text, template text, language text,
    props jsonb, company_id uuid, invitation_id uuid, created_by uuid, is_secret boolean,
    give_up_after double precision)
  returning *
$$;

-- Takes what is due, oldest first. Two that ask at once get different mails.
create function public.claim_mails(p_limit integer) returns setof public.mail_outbox
language sql set search_path = '' as $$
  update public.mail_outbox m
  set attempts = m.attempts + 1, next_attempt_at = now() + private.mail_lease()
  where m.id in (
    select d.id from public.mail_outbox d
    where d.status = 'queued' and d.next_attempt_at <= now()
    order by d.next_attempt_at
    limit p_limit
    for update skip locked)
  returning m.*
$$;

drop function public.record_deliveries(jsonb);
-- What came of claimed mails: [{"id", "attempt", "status": sent | stored | failed, "final",
-- "failure", "provider_id", "error"}]. Failed and not final: tried again after 1, 2, 4 … minutes, six
-- hours at most, until the time to give up. An attempt that somebody else has followed says nothing
-- any more. Answers where each mail stands now.
create function public.record_deliveries(p_deliveries jsonb)
returns table (id uuid, status text)
language sql set search_path = '' as $$
  update public.mail_outbox m
  set status = now_is.status,
    failure = case when d.status = 'failed' then coalesce(d.failure, 'service') end,
    last_error = case when d.status = 'failed' then left(d.error, 2000) end,
    provider_id = d.provider_id,
    sent_at = case when d.status = 'sent' then now() end,
    next_attempt_at = now_is.next_attempt_at,
    props = case
      when now_is.status = 'sent' or (now_is.status = 'failed' and m.is_secret) then null
      else m.props
    end
  from jsonb_to_recordset(p_deliveries) as d (id uuid, attempt integer, status text, final boolean,
      failure text, provider_id text, error text)
    -- A tenth more or less, so that what failed together does not come back together.
    cross join lateral (select now() + (0.9 + 0.2 * random())
      * least(interval '1 minute' * 2 ^ least(d.attempt - 1, 10), interval '6 hours') as at) as next
    join public.mail_outbox o on o.id = d.id
    cross join lateral (select
      case
        when d.status <> 'failed' then d.status
        when coalesce(d.final, false) or next.at > o.give_up_at then 'failed'
        else 'queued'
      end as status,
      next.at as next_attempt_at) as now_is
  where m.id = o.id and m.status = 'queued' and m.attempts = d.attempt
  returning m.id, m.status
$$;

-- The outbox is for sending, not an archive: what was sent goes after 30 days, what failed after 90,
-- and a mailbox keeps its last thousand.
create function public.tidy_mails() returns void
language sql set search_path = '' as $$
  delete from public.mail_outbox m
  where (m.status = 'sent' and m.created_at < now() - interval '30 days')
    or (m.status = 'failed' and m.created_at < now() - interval '90 days')
    or (m.status = 'stored' and (m.created_at, m.id) < (
      select s.created_at, s.id from public.mail_outbox s
      where s.status = 'stored' order by s.created_at desc, s.id desc offset 999 limit 1))
$$;

revoke execute on function
  public.write_mails(jsonb), public.claim_mails(integer), public.record_deliveries(jsonb),
  public.tidy_mails()
  from public, anon, authenticated;
grant execute on function
  public.write_mails(jsonb), public.claim_mails(integer), public.record_deliveries(jsonb),
  public.tidy_mails()
  to service_role;

-- The newest mail of each invitation of a company, for those who may see the invitations: queued
-- (with a failure: it is tried again), sent, stored (no mail service is configured), failed.
-- Definer: nobody reads the outbox.
create function public.invitation_mails(p_company_id uuid)
returns table (
  invitation_id uuid, status text, failure text, next_attempt_at timestamptz, sent_at timestamptz)
language sql stable security definer set search_path = '' rows 20 as $$
  select distinct on (m.invitation_id) m.invitation_id, m.status, m.failure,
    case when m.status = 'queued' then m.next_attempt_at end, m.sent_at
  from public.mail_outbox m join public.company_invitations i on i.id = m.invitation_id
  where i.company_id = p_company_id
    and ((select private.is_super_admin())
      or p_company_id in (select private.my_company_ids('{admin}')))
  order by m.invitation_id, m.created_at desc, m.id desc
$$;
revoke execute on function public.invitation_mails(uuid) from public, anon, authenticated;
grant execute on function public.invitation_mails(uuid) to authenticated, service_role;
