-- Companies, who works in them, and the invitations by which people join.
--
-- Nobody writes memberships or the owner directly: the functions below do, because they must keep
-- the last admin and take a lock to do so.

create table public.company_accounts (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(btrim(name)) between 1 and 255),
  description text check (length(description) <= 5000),
  slogan text check (length(slogan) <= 255),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  -- A company outlives its owner's account; its admins go on, a SUPER_ADMIN names the next owner.
  owned_by uuid,
  banner_media_id uuid,
  logo_id uuid,
  editors uuid[],
  country text check (country ~ '^[A-Z]{2}$'),
  city text check (length(city) <= 200),
  -- Days in the company's figures begin at its own midnight.
  time_zone text not null default 'UTC',
  -- The company that owns what nobody claimed: data of an installation, not an id in the code.
  is_platform boolean not null default false,
  is_deleted boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint company_accounts_owned_by_fkey foreign key (owned_by)
    references public.businessprofiles (businessid) on delete set null,
  constraint company_accounts_banner_media_id_fkey foreign key (banner_media_id)
    references public.media_assets (id) on delete set null,
  constraint company_accounts_logo_id_fkey foreign key (logo_id)
    references public.media_assets (id) on delete set null
);
-- Deleted companies keep their name: links and printed codes may still say it.
create unique index company_accounts_name_key on public.company_accounts (lower(btrim(name)));
create unique index company_accounts_platform_key on public.company_accounts (is_platform)
  where is_platform;
create index company_accounts_created_by_idx on public.company_accounts (created_by);
create index company_accounts_owned_by_idx on public.company_accounts (owned_by);
create index company_accounts_banner_media_id_idx on public.company_accounts (banner_media_id);
create index company_accounts_logo_id_idx on public.company_accounts (logo_id);
create index company_accounts_newest_idx on public.company_accounts (created_at desc, id desc)
  where not is_deleted;

create table public.company_members (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.company_accounts (id) on delete cascade,
  member_id uuid not null references public.businessprofiles (businessid) on delete cascade,
  role text not null check (role in ('admin', 'editor', 'member')),
  is_deleted boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint company_members_company_id_member_id_role_key unique (company_id, member_id, role)
);
create index company_members_member_id_idx on public.company_members (member_id)
  include (company_id, role) where not is_deleted;
create index company_members_member_id_fkey_idx on public.company_members (member_id);
create index company_members_newest_idx
  on public.company_members (company_id, created_at desc, id desc);

create table public.company_invitations (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references public.company_accounts (id) on delete cascade,
  email text not null check (email = lower(btrim(email)) and email ~ '^[^@\s]+@[^@\s]+$'
    and length(email) <= 255),
  role text not null check (role in ('admin', 'editor', 'member')),
  -- SHA-256 of the one-time token, in hex. The token itself is only in the mail.
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  note text check (length(note) <= 1000),
  invited_by uuid default auth.uid() references auth.users (id) on delete set null,
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  accepted_by uuid references auth.users (id) on delete set null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint company_invitations_token_hash_key unique (token_hash),
  constraint company_invitations_expires_at_check
    check (expires_at > created_at and expires_at <= created_at + interval '90 days')
);
-- One open invitation per person and company; inviting again means revoking the old one first.
create unique index company_invitations_open_key on public.company_invitations (company_id, email)
  where accepted_at is null and revoked_at is null;
create index company_invitations_newest_idx
  on public.company_invitations (company_id, created_at desc, id desc);
create index company_invitations_invited_by_idx on public.company_invitations (invited_by);
create index company_invitations_accepted_by_idx on public.company_invitations (accepted_by);

-- Null: a person's own file. A company's files stay with it when the uploader leaves.
alter table public.media_assets
  add column company_id uuid references public.company_accounts (id) on delete set null;
create index media_assets_company_id_created_at_idx
  on public.media_assets (company_id, created_at desc, id desc);

create function private.check_time_zone() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform now() at time zone new.time_zone;
  return new;
exception when invalid_parameter_value then
  raise exception using errcode = 'check_violation',
    message = 'Unknown time zone.', constraint = 'company_accounts_time_zone_check';
end
$$;
revoke execute on function private.check_time_zone() from public;
create trigger check_time_zone before insert or update of time_zone on public.company_accounts
  for each row execute function private.check_time_zone();
create trigger touch_updated_at before update on public.company_accounts
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.company_members
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.company_invitations
  for each row execute function private.touch_updated_at();

-- Who belongs where -----------------------------------------------------------------------------

-- The live companies the caller holds one of these roles in.
-- Definer: a company_members policy that read company_members itself would recurse.
create function private.my_company_ids(roles text[] default '{admin,editor,member}')
returns setof uuid
language sql stable security definer set search_path = '' rows 5 as $$
  select m.company_id
  from public.company_members m join public.company_accounts c on c.id = m.company_id
  where m.member_id = (select auth.uid()) and m.role = any (roles)
    and not m.is_deleted and not c.is_deleted
$$;

-- The people the caller shares a live company with. Definer: as above.
create function private.my_colleague_ids() returns setof uuid
language sql stable security definer set search_path = '' rows 50 as $$
  select m.member_id from public.company_members m
  where not m.is_deleted and m.company_id in (select private.my_company_ids())
$$;

-- Definer: a default value runs as whoever writes the row, and must work for all.
create function private.default_company_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select id from public.company_accounts where is_platform
$$;

revoke execute on function private.my_company_ids(text[]), private.my_colleague_ids(),
  private.default_company_id() from public;
grant execute on function private.my_company_ids(text[]), private.my_colleague_ids()
  to authenticated, service_role;
grant execute on function private.default_company_id() to anon, authenticated, service_role;

-- Which files may be referred to --------------------------------------------------------------

-- Lists show the link of a logo or a picture to people who may not read the file's record, so a
-- record must not point at somebody else's private file: only the caller's own, or one of a
-- company of theirs. A file of one's own that a company shows becomes the company's, so that
-- colleagues can manage it and it stays when its uploader leaves.
-- Arguments: the column that says which company it becomes ('' for none), then the columns to check.
-- Definer: hands the file over, which nobody may do by hand.
create function private.check_media() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  after jsonb := to_jsonb(new);
  before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  company uuid;
  col text;
  added uuid[];
begin
  if uid is null then
    return new; -- Seeds, migrations and the server's own key.
  end if;
  foreach col in array tg_argv[1:] loop
    continue when coalesce(after -> col, 'null') in ('null', coalesce(before -> col, 'null'));
    select array_agg(distinct item::uuid) into added
    from jsonb_array_elements_text(
      case jsonb_typeof(after -> col) when 'array' then after -> col
        else jsonb_build_array(after -> col) end) as item
    where not coalesce((before -> col) @> to_jsonb(item), false);
    continue when added is null;

    if exists (
      select from unnest(added) as wanted (id)
      where not exists (
        select from public.media_assets m
        where m.id = wanted.id
          and (m.user_id = uid or m.company_id in (select private.my_company_ids())))
    ) and not private.is_super_admin() then
      raise exception using errcode = 'foreign_key_violation', column = col,
        table = tg_table_name, message = format('There is no such file for %s.', col);
    end if;

    if tg_argv[0] <> '' then
      company := case tg_argv[0]
        when 'experience_id' then
          (select e.owned_by from public.experiences e where e.id = (after ->> 'experience_id')::uuid)
        else (after ->> tg_argv[0])::uuid end;
      update public.media_assets m set company_id = company
      where m.id = any (added) and m.user_id = uid and m.company_id is null
        and (company in (select private.my_company_ids()) or private.is_super_admin());
    end if;
  end loop;
  return new;
end
$$;
revoke execute on function private.check_media() from public;

create trigger check_media after insert or update of avatar_id on public.userprofiles
  for each row execute function private.check_media('', 'avatar_id');
create trigger check_media after insert or update of avatar_id, logo_id on public.businessprofiles
  for each row execute function private.check_media('', 'avatar_id', 'logo_id');
create trigger check_media after insert or update of banner_media_id, logo_id
  on public.company_accounts
  for each row execute function private.check_media('id', 'banner_media_id', 'logo_id');

-- Rights: profiles ------------------------------------------------------------------------------

alter table public.userprofiles enable row level security;
revoke all on public.userprofiles from anon, authenticated;
grant select on public.userprofiles to authenticated;
-- Not email (the account's), not userid.
grant update (username, firstname, lastname, phone, language, avatar_id, preferences, facebook,
  instagram, x) on public.userprofiles to authenticated;

create policy "userprofiles: self and super admin read" on public.userprofiles
  for select to authenticated
  using (userid = (select auth.uid()) or (select private.is_super_admin()));
create policy "userprofiles: self edits" on public.userprofiles
  for update to authenticated
  using (userid = (select auth.uid())) with check (userid = (select auth.uid()));

alter table public.businessprofiles enable row level security;
revoke all on public.businessprofiles from anon, authenticated;
grant select on public.businessprofiles to authenticated;
-- Not type, editors, status, email, businessid.
grant update (businessname, username, phone, description, avatar_id, logo_id, facebook, instagram,
  x, address, website) on public.businessprofiles to authenticated;

create policy "businessprofiles: self, colleagues and super admin read" on public.businessprofiles
  for select to authenticated
  using (businessid = (select auth.uid())
    or businessid in (select private.my_colleague_ids())
    or (select private.is_super_admin()));
create policy "businessprofiles: self edits" on public.businessprofiles
  for update to authenticated
  using (businessid = (select auth.uid())) with check (businessid = (select auth.uid()));

-- Rights: files ---------------------------------------------------------------------------------

alter table public.media_assets enable row level security;
revoke all on public.media_assets from anon, authenticated;
grant select, delete on public.media_assets to authenticated;
grant insert (user_id, company_id, bucket, storage_path, url, usage, mime_type, size_bytes, width,
  height, alt) on public.media_assets to authenticated;
grant update (usage, alt) on public.media_assets to authenticated;

create policy "media_assets: uploader, company and super admin read" on public.media_assets
  for select to authenticated
  using (user_id = (select auth.uid())
    or company_id in (select private.my_company_ids())
    or (select private.is_super_admin()));
-- The path must be the uploader's folder: the record opens the stored file to its readers, so a
-- record over somebody else's file would be a key to it.
create policy "media_assets: uploader adds own files" on public.media_assets
  for insert to authenticated
  with check (user_id = (select auth.uid())
    and (storage_path is null or split_part(storage_path, '/', 1) = (select auth.uid())::text)
    and (company_id is null
      or company_id in (select private.my_company_ids('{admin,editor}'))
      or (select private.is_super_admin())));
create policy "media_assets: uploader, company editors and super admin edit" on public.media_assets
  for update to authenticated
  using ((company_id is null and user_id = (select auth.uid()))
    or company_id in (select private.my_company_ids('{admin,editor}'))
    or (select private.is_super_admin()))
  with check ((company_id is null and user_id = (select auth.uid()))
    or company_id in (select private.my_company_ids('{admin,editor}'))
    or (select private.is_super_admin()));
create policy "media_assets: uploader, company editors and super admin delete" on public.media_assets
  for delete to authenticated
  using ((company_id is null and user_id = (select auth.uid()))
    or company_id in (select private.my_company_ids('{admin,editor}'))
    or (select private.is_super_admin()));

-- Rights: companies -----------------------------------------------------------------------------

alter table public.company_accounts enable row level security;
revoke all on public.company_accounts from anon, authenticated;
grant select on public.company_accounts to authenticated;
-- Not created_by, owned_by, editors, is_platform, is_deleted: functions below, or nobody.
grant update (name, description, slogan, banner_media_id, logo_id, country, city, time_zone)
  on public.company_accounts to authenticated;

create policy "company_accounts: everybody signed in reads live ones" on public.company_accounts
  for select to authenticated
  using (not is_deleted or (select private.is_super_admin()));
create policy "company_accounts: admins and super admin edit live ones" on public.company_accounts
  for update to authenticated
  using (not is_deleted
    and (id in (select private.my_company_ids('{admin}')) or (select private.is_super_admin())))
  with check (not is_deleted
    and (id in (select private.my_company_ids('{admin}')) or (select private.is_super_admin())));

alter table public.company_members enable row level security;
revoke all on public.company_members from anon, authenticated;
grant select on public.company_members to authenticated;

create policy "company_members: members read live ones, super admin all" on public.company_members
  for select to authenticated
  using ((not is_deleted and company_id in (select private.my_company_ids()))
    or (select private.is_super_admin()));

alter table public.company_invitations enable row level security;
revoke all on public.company_invitations from anon, authenticated;
-- Not token_hash: it is written once and compared by the database.
grant select (id, company_id, email, role, note, invited_by, expires_at, accepted_at, accepted_by,
  revoked_at, created_at, updated_at) on public.company_invitations to authenticated;
grant insert (company_id, email, role, token_hash, note, expires_at)
  on public.company_invitations to authenticated;
grant update (revoked_at) on public.company_invitations to authenticated;

create policy "company_invitations: admins and super admin read" on public.company_invitations
  for select to authenticated
  using (company_id in (select private.my_company_ids('{admin}'))
    or (select private.is_super_admin()));
-- The platform's own company is staffed by super admins only.
create policy "company_invitations: admins and super admin add" on public.company_invitations
  for insert to authenticated
  with check ((company_id in (select private.my_company_ids('{admin}'))
      and company_id is distinct from (select private.default_company_id()))
    or (select private.is_super_admin()));
create policy "company_invitations: admins and super admin revoke" on public.company_invitations
  for update to authenticated
  using (accepted_at is null and (company_id in (select private.my_company_ids('{admin}'))
    or (select private.is_super_admin())))
  with check (accepted_at is null and (company_id in (select private.my_company_ids('{admin}'))
    or (select private.is_super_admin())));

-- What takes more than one step -----------------------------------------------------------------
--
-- Refused: 42501. Nothing there: no row. A rule of the company: PT409 with a hint (last_admin,
-- owner, not_a_member, platform) that programs may read.

-- The company, its creator as admin and owner. Name taken (by a deleted company too): 23505.
-- Definer: founders may write neither owner nor membership by hand.
create function public.create_company(
  p_name text,
  p_description text default null,
  p_slogan text default null,
  p_country text default null,
  p_city text default null,
  p_time_zone text default null)
returns public.company_accounts
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  company public.company_accounts;
begin
  if uid is null then
    raise exception using errcode = 'insufficient_privilege', message = 'Sign in first.';
  end if;
  -- A traveller who founds a company becomes a business person; username stays null, which means
  -- "first visit".
  insert into public.businessprofiles (businessid, email, businessname, phone)
  select u.userid, u.email,
    private.free_business_name(coalesce(u.username, split_part(u.email, '@', 1))), u.phone
  from public.userprofiles u where u.userid = uid
  on conflict (businessid) do nothing;

  insert into public.company_accounts
    (name, description, slogan, country, city, time_zone, created_by, owned_by)
  values (btrim(p_name), p_description, p_slogan, p_country, p_city,
    coalesce(p_time_zone, 'UTC'), uid, uid)
  returning * into company;
  insert into public.company_members (company_id, member_id, role) values (company.id, uid, 'admin');
  return company;
end
$$;

-- Whether the caller ranks as admin of the company; raises when they do not. False: no such
-- company. Locks the company, so that two changes to its team happen one after the other.
create function private.require_company_admin(company uuid) returns boolean
language plpgsql set search_path = '' as $$
begin
  perform from public.company_accounts c where c.id = company and not c.is_deleted for update;
  if not found then
    return false;
  end if;
  if not private.is_super_admin()
    and not exists (select from private.my_company_ids('{admin}') as mine (id) where mine.id = company)
  then
    raise exception using errcode = 'insufficient_privilege',
      message = 'Only an admin of the company may do this.';
  end if;
  return true;
end
$$;

-- Somebody must be left who can manage the team.
create function private.keep_an_admin(company uuid) returns void
language plpgsql set search_path = '' as $$
begin
  if not exists (select from public.company_members m
                 where m.company_id = company and m.role = 'admin' and not m.is_deleted) then
    raise exception using errcode = 'PT409', hint = 'last_admin',
      message = 'A company needs at least one admin. Make somebody else admin first.';
  end if;
end
$$;

-- The owner stays admin: otherwise a colleague could lock them out of their own company.
create function private.spare_the_owner(company uuid, member uuid) returns void
language plpgsql set search_path = '' as $$
begin
  if member <> auth.uid() and not private.is_super_admin()
    and exists (select from public.company_accounts c where c.id = company and c.owned_by = member)
  then
    raise exception using errcode = 'PT409', hint = 'owner',
      message = 'The owner of the company stays its admin.';
  end if;
end
$$;

-- Gives one person exactly this role. No row: not a member, or no such company.
-- Definer: memberships are written by these functions only, which keep the last admin.
create function public.change_member_role(p_company_id uuid, p_member_id uuid, p_role text)
returns setof public.company_members
language plpgsql security definer set search_path = '' as $$
declare
  joined timestamptz;
  was_admin boolean;
begin
  if not private.require_company_admin(p_company_id) then
    return;
  end if;
  select min(m.created_at), bool_or(m.role = 'admin') into joined, was_admin
  from public.company_members m
  where m.company_id = p_company_id and m.member_id = p_member_id and not m.is_deleted;
  if joined is null then
    return;
  end if;
  if p_role is distinct from 'admin' then
    perform private.spare_the_owner(p_company_id, p_member_id);
  end if;
  update public.company_members m set is_deleted = true
  where m.company_id = p_company_id and m.member_id = p_member_id and m.role <> p_role
    and not m.is_deleted;
  insert into public.company_members as m (company_id, member_id, role, created_at)
  values (p_company_id, p_member_id, p_role, joined)
  on conflict (company_id, member_id, role)
    do update set is_deleted = false, created_at = excluded.created_at
    where m.is_deleted;
  if was_admin then
    perform private.keep_an_admin(p_company_id);
  end if;
  return query select * from public.company_members m
    where m.company_id = p_company_id and m.member_id = p_member_id and m.role = p_role;
end
$$;

-- Takes one role from a person, or all of them; answers the memberships that ended. Everybody may
-- leave by themselves. No row: nothing to end. Definer: as above.
create function public.remove_member(p_company_id uuid, p_member_id uuid, p_role text default null)
returns setof public.company_members
language plpgsql security definer set search_path = '' as $$
declare
  was_admin boolean;
begin
  if p_member_id = auth.uid() then
    perform from public.company_accounts c
    where c.id = p_company_id and not c.is_deleted for update;
    if not found then
      return;
    end if;
  elsif not private.require_company_admin(p_company_id) then
    return;
  end if;
  if p_role is null or p_role = 'admin' then
    perform private.spare_the_owner(p_company_id, p_member_id);
    was_admin := exists (select from public.company_members m where m.company_id = p_company_id
      and m.member_id = p_member_id and m.role = 'admin' and not m.is_deleted);
  end if;
  return query update public.company_members m set is_deleted = true
    where m.company_id = p_company_id and m.member_id = p_member_id
      and (p_role is null or m.role = p_role) and not m.is_deleted
    returning m.*;
  if was_admin then
    perform private.keep_an_admin(p_company_id);
  end if;
end
$$;

-- Hands the company to another of its admins. Owner and SUPER_ADMIN only. Definer: admins may
-- edit the row, but not this column.
create function public.transfer_company(p_company_id uuid, p_owner_id uuid)
returns setof public.company_accounts
language plpgsql security definer set search_path = '' as $$
declare
  company public.company_accounts;
begin
  select * into company from public.company_accounts c
  where c.id = p_company_id and not c.is_deleted for update;
  if not found then
    return;
  end if;
  if company.owned_by is distinct from auth.uid() and not private.is_super_admin() then
    raise exception using errcode = 'insufficient_privilege',
      message = 'Only the owner of the company may do this.';
  end if;
  if not exists (select from public.company_members m where m.company_id = p_company_id
                 and m.member_id = p_owner_id and m.role = 'admin' and not m.is_deleted) then
    raise exception using errcode = 'PT409', hint = 'not_a_member',
      message = 'The new owner must be an admin of the company.';
  end if;
  return query update public.company_accounts c set owned_by = p_owner_id
    where c.id = p_company_id returning c.*;
end
$$;

-- Soft: the row stays with its name, and a trigger archives what it had published.
-- Definer: is_deleted is nobody's to write, and afterwards the row is nobody's to read.
create function public.delete_company(p_company_id uuid)
returns setof public.company_accounts
language plpgsql security definer set search_path = '' as $$
declare
  company public.company_accounts;
begin
  select * into company from public.company_accounts c
  where c.id = p_company_id and not c.is_deleted for update;
  if not found then
    return;
  end if;
  if company.owned_by is distinct from auth.uid() and not private.is_super_admin() then
    raise exception using errcode = 'insufficient_privilege',
      message = 'Only the owner of the company may delete it.';
  end if;
  if company.is_platform then
    raise exception using errcode = 'PT409', hint = 'platform',
      message = 'The platform''s own company cannot be deleted.';
  end if;
  return query update public.company_accounts c set is_deleted = true
    where c.id = p_company_id returning c.*;
end
$$;

revoke execute on function
  private.require_company_admin(uuid), private.keep_an_admin(uuid),
  private.spare_the_owner(uuid, uuid) from public;
revoke execute on function
  public.create_company(text, text, text, text, text, text),
  public.change_member_role(uuid, uuid, text), public.remove_member(uuid, uuid, text),
  public.transfer_company(uuid, uuid), public.delete_company(uuid)
  from public, anon, authenticated;
grant execute on function
  public.create_company(text, text, text, text, text, text),
  public.change_member_role(uuid, uuid, text), public.remove_member(uuid, uuid, text),
  public.transfer_company(uuid, uuid), public.delete_company(uuid)
  to authenticated, service_role;
