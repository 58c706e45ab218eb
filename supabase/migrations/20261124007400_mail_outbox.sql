-- Every mail the app writes, before and after it left: what was not delivered can be tried again,
-- and without a mail service this is the mailbox of a development machine.
--
-- The server's alone. A mail may hold a one-time link, so its text is taken out once a service has
-- accepted it.

create table public.mail_outbox (
  id uuid primary key default gen_random_uuid(),
  recipient text not null check (length(recipient) between 3 and 255),
  -- Which template it was made from.
  template text not null check (length(template) between 1 and 100),
  subject text not null check (length(subject) <= 500),
  html text,
  text text,
  -- stored: kept here on purpose, because no mail service is configured.
  status text not null default 'queued' check (status in ('queued', 'sent', 'stored', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  last_error text check (length(last_error) <= 2000),
  -- The service's own id.
  provider_id text check (length(provider_id) <= 255),
  company_id uuid references public.company_accounts (id) on delete set null,
  -- Cascade: without the invitation the link leads nowhere.
  invitation_id uuid references public.company_invitations (id) on delete cascade,
  created_by uuid references auth.users (id) on delete set null,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint mail_outbox_body_check check (status = 'sent' or (html is not null and text is not null))
);
create index mail_outbox_newest_idx on public.mail_outbox (created_at desc, id desc);
create index mail_outbox_undelivered_idx on public.mail_outbox (created_at)
  where status in ('queued', 'failed');
create index mail_outbox_company_id_idx on public.mail_outbox (company_id);
create index mail_outbox_invitation_id_idx on public.mail_outbox (invitation_id);
create index mail_outbox_created_by_idx on public.mail_outbox (created_by);
create trigger touch_updated_at before update on public.mail_outbox
  for each row execute function private.touch_updated_at();

alter table public.mail_outbox enable row level security;
revoke all on public.mail_outbox from anon, authenticated;
