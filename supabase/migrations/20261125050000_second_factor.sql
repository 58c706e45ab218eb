-- Whoever set up a second factor must have used it in this session before business rights count.
-- Everything that grants such a right asks one of the functions below, so this is where it is
-- decided: on `aal1` companies, challenges and the rank of a SUPER_ADMIN are not there.

-- Whether the caller needs no second factor, or has shown it (the auth server's claim `aal`).
-- Definer: the auth server's tables are closed to everybody.
create function private.is_fully_signed_in() returns boolean
language sql stable security definer set search_path = '' as $$
  select (select auth.jwt() ->> 'aal') is not distinct from 'aal2'
    or not exists (select from auth.mfa_factors f
                   where f.user_id = (select auth.uid()) and f.status = 'verified')
$$;
revoke execute on function private.is_fully_signed_in() from public;
grant execute on function private.is_fully_signed_in() to authenticated, service_role;

-- For functions that act: says what is missing instead of finding nothing.
create function private.require_second_factor() returns void
language plpgsql stable set search_path = '' as $$
begin
  if not private.is_fully_signed_in() then
    raise exception using errcode = 'insufficient_privilege', hint = 'second_factor',
      message = 'Enter the code of your authenticator app first.';
  end if;
end
$$;
revoke execute on function private.require_second_factor() from public;

-- The factor is looked at inside, not through the function above: one call less for every read.
-- Definer: a policy on businessprofiles that read businessprofiles itself would recurse.
create or replace function private.is_super_admin() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.businessprofiles
    where businessid = (select auth.uid()) and type = 'SUPER_ADMIN'
      and private.is_fully_signed_in())
$$;

-- The live companies the caller holds one of these roles in.
-- Definer: a company_members policy that read company_members itself would recurse.
create or replace function private.my_company_ids(roles text[] default '{admin,editor,member}')
returns setof uuid
language sql stable security definer set search_path = '' rows 5 as $$
  select m.company_id
  from public.company_members m join public.company_accounts c on c.id = m.company_id
  where m.member_id = (select auth.uid()) and m.role = any (roles)
    and not m.is_deleted and not c.is_deleted
    and ((select auth.jwt() ->> 'aal') is not distinct from 'aal2'
      or not exists (select from auth.mfa_factors f
                     where f.user_id = (select auth.uid()) and f.status = 'verified'))
$$;

-- Definer: as before, policies of steps and rewards look through it at challenges.
create or replace function private.my_challenge_ids(roles text[] default '{admin,editor,member}')
returns setof uuid
language sql stable security definer set search_path = '' rows 50 as $$
  select id from public.challenges where company_id in (select private.my_company_ids(roles))
  union all
  select id from public.challenges where company_id is null and businessid = (select auth.uid())
    and (select private.is_fully_signed_in())
$$;

-- A business person's own challenges, which no company stands behind.
alter policy "challenges: business people, editors and super admin add" on public.challenges
  with check (businessid = (select auth.uid())
    and exists (select from public.businessprofiles b where b.businessid = (select auth.uid()))
    and ((company_id is null and (select private.is_fully_signed_in()))
      or company_id in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin())));
alter policy "challenges: editors, own and super admin edit" on public.challenges
  using (company_id in (select private.my_company_ids('{admin,editor}'))
    or (company_id is null and businessid = (select auth.uid())
      and (select private.is_fully_signed_in()))
    or (select private.is_super_admin()))
  with check (company_id in (select private.my_company_ids('{admin,editor}'))
    or (company_id is null and businessid = (select auth.uid())
      and (select private.is_fully_signed_in()))
    or (select private.is_super_admin()));

-- Owners read figures and hand companies over without being members: rights beside the functions
-- above, so each asks for itself.

-- The companies among these whose figures the caller may read, and their windows as moments. A
-- company's people read it, its owner, SUPER_ADMINs, and the server for the mails it sends.
-- Definer: also those who own the company without being a member read it.
create or replace function private.metric_scope(companies uuid[], first_day date, last_day date)
returns table (company_id uuid, time_zone text, from_at timestamptz, to_at timestamptz)
language plpgsql stable security definer set search_path = '' rows 1 as $$
#variable_conflict use_column
begin
  return query
    select c.id, c.time_zone,
      case when first_day is null then '-infinity' else private.day_start(first_day, c.time_zone) end,
      case when last_day is null then 'infinity' else private.day_start(last_day + 1, c.time_zone) end
    from public.company_accounts c
    where c.id = any (companies) and not c.is_deleted
      and (c.id in (select private.my_company_ids())
        or (c.owned_by = (select auth.uid()) and (select private.is_fully_signed_in()))
        or (select private.is_super_admin())
        or (select private.is_server()));
end
$$;

-- Owners and founders act through functions that read owned_by or write memberships. A trigger
-- holds them all, those of later migrations included.
-- Definer: whoever writes may not call the function it calls.
create function private.check_second_factor() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Seeds, migrations, the server's own key, and the auth server deleting an account: nobody.
  if auth.uid() is not null then
    perform private.require_second_factor();
  end if;
  return null;
end
$$;
revoke execute on function private.check_second_factor() from public;
create trigger check_second_factor before insert or update or delete on public.company_accounts
  for each statement execute function private.check_second_factor();
create trigger check_second_factor before insert or update or delete on public.company_members
  for each statement execute function private.check_second_factor();
-- The business a person is to others: their name stands beside everything their company does.
create trigger check_second_factor before update on public.businessprofiles
  for each statement execute function private.check_second_factor();
