-- Landing registrations: who left an e-mail address on the page behind a QR code.

create table public.visitors (
  id uuid primary key default gen_random_uuid(),
  -- As the auth server writes addresses, so that a registration finds its account.
  email text not null check (email = lower(btrim(email)) and length(email) between 3 and 255),
  language text check (language ~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$'),
  -- Cascade, as visits do: a registration says nothing once its subject is gone.
  experience_id uuid references public.experiences (id) on delete cascade,
  -- The company of the experience, or the one the page was about.
  company_id uuid references public.company_accounts (id) on delete cascade,
  created_at timestamptz not null default now(),
  -- Registering again changes nothing.
  constraint visitors_email_subject_key unique nulls not distinct (email, experience_id, company_id)
);
create index visitors_experience_id_idx on public.visitors (experience_id, created_at);
create index visitors_company_id_idx on public.visitors (company_id, created_at);

-- The addresses are travellers': companies get counts, never rows. Nobody writes but the server.
alter table public.visitors enable row level security;
revoke all on public.visitors from anon, authenticated;
grant select on public.visitors to authenticated;
create policy "visitors: the person behind the address and super admin read" on public.visitors
  for select to authenticated
  using (email = (select p.email from public.userprofiles p where p.userid = (select auth.uid()))
    or (select private.is_super_admin()));

-- Whoever deletes their account takes their registrations along.
-- Definer: runs as the auth server's role, which has no rights here.
create function private.forget_visitor() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.visitors where email = lower(old.email);
  return old;
end
$$;
revoke execute on function private.forget_visitor() from public;
create trigger forget_visitor after delete on public.userprofiles
  for each row execute function private.forget_visitor();

-- Records a landing registration. No row: the experience is not published, or the company not there.
-- A company that is not the experience's gets a registration of its own, as it would by itself.
-- `greet`: a welcome mail is due, which is so for a new registration of an address without an
-- account that was not written to in the last day.
-- For the server only: the answer tells whether an address has an account, and calls must pass the
-- limits of the API.
create function public.register_visitor(
  p_email text,
  p_language text default null,
  p_experience_id uuid default null,
  p_company_id uuid default null)
returns table (visitor_id uuid, company_id uuid, greet boolean)
language plpgsql set search_path = '' as $$
declare
  address text := lower(btrim(p_email));
  company uuid := p_company_id;
  known boolean;
  made uuid;
begin
  if p_company_id is not null then
    perform from public.company_accounts c where c.id = p_company_id and not c.is_deleted;
    if not found then return; end if;
  end if;
  if p_experience_id is not null then
    select e.owned_by into company from public.experiences e
    where e.id = p_experience_id and e.status = 'active';
    if not found then return; end if;
  end if;

  -- Calls about one address queue up, or two at once would both find that no mail was sent.
  perform pg_advisory_xact_lock(hashtextextended(concat('visitor ', address), 0));
  known := exists (select from public.userprofiles p where p.email = address)
    or exists (select from public.visitors v
      where v.email = address and v.created_at > now() - interval '1 day');
  if p_company_id <> company then
    insert into public.visitors (email, language, company_id)
    values (address, p_language, p_company_id)
    on conflict on constraint visitors_email_subject_key do nothing;
  end if;
  insert into public.visitors (email, language, experience_id, company_id)
  values (address, p_language, p_experience_id, company)
  on conflict on constraint visitors_email_subject_key do nothing
  returning id into made;
  if made is not null then
    return query select made, company, not known;
  else
    return query
      select v.id, company, false from public.visitors v
      where v.email = address and v.experience_id is not distinct from p_experience_id
        and v.company_id is not distinct from company;
  end if;
end
$$;
revoke execute on function public.register_visitor(text, text, uuid, uuid)
  from public, anon, authenticated;
grant execute on function public.register_visitor(text, text, uuid, uuid) to service_role;
