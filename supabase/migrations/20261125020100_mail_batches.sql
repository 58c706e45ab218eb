-- Mails that are handed to the service in one request share its idempotency key: should the answer
-- be lost, the same mails are handed over again in the same request.
alter table public.mail_outbox add column batch uuid not null default gen_random_uuid();

-- As before, and: an id that is in the outbox already is not written again, and not answered. The
-- mails form one batch.
-- Definer, as before: looks up the reader's language.
create or replace function public.write_mails(p_mails jsonb) returns setof public.mail_outbox
language sql security definer set search_path = '' as $$
  with batch as materialized (select gen_random_uuid() as id)
  insert into public.mail_outbox (id, recipient, template, language, props, company_id, invitation_id,
    created_by, is_secret, attempts, next_attempt_at, give_up_at, batch)
  select m.id, m.recipient, m.template,
    coalesce(m.language, private.mail_language(m.recipient, m.created_by)),
    m.props, m.company_id, m.invitation_id, m.created_by, coalesce(m.is_secret, false), 1,
    now() + private.mail_lease(),
    now() + coalesce(make_interval(secs => m.give_up_after), interval '2 days'),
    batch.id
  from batch cross join jsonb_to_recordset(p_mails) as m (id uuid, recipient text, template text,
    language text, props jsonb, company_id uuid, invitation_id uuid, created_by uuid,
    is_secret boolean, give_up_after double precision)
  on conflict (id) do nothing
  returning *
$$;

-- As before, and batches stay together.
create or replace function public.claim_mails(p_limit integer) returns setof public.mail_outbox
language sql set search_path = '' as $$
  update public.mail_outbox m
  set attempts = m.attempts + 1, next_attempt_at = now() + private.mail_lease()
  where m.id in (
    select d.id from public.mail_outbox d
    where d.status = 'queued' and d.next_attempt_at <= now()
    order by d.next_attempt_at, d.batch, d.id
    limit p_limit
    for update skip locked)
  returning m.*
$$;
