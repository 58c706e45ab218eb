-- Profiles as their owners read, complete and change them.
--
-- What a caller may change is said twice: the API takes only these fields, and the columns are
-- granted one by one. `type`, `editors`, `status`, the e-mail and the ids are in neither list.

-- A SUPER_ADMIN looks after other people's business profiles, within the same columns.
drop policy "businessprofiles: self edits" on public.businessprofiles;
create policy "businessprofiles: self and super admin edit" on public.businessprofiles
  for update to authenticated
  using (businessid = (select auth.uid()) or (select private.is_super_admin()))
  with check (businessid = (select auth.uid()) or (select private.is_super_admin()));

create index businessprofiles_newest_idx
  on public.businessprofiles (created desc, businessid desc);

-- Whether the caller's last sign-in is the one that made the account.
-- Definer: the auth server's tables are closed to everybody.
create function private.is_first_sign_in() returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select abs(extract(epoch from u.last_sign_in_at - u.created_at)) < 5
    from auth.users u where u.id = (select auth.uid())), true)
$$;

-- The companies whose traveller form the caller filled in. A later migration, which knows the
-- forms, gives it a body.
create function private.my_form_company_ids() returns uuid[]
language sql stable as $$ select '{}'::uuid[] $$;

revoke execute on function private.is_first_sign_in(), private.my_form_company_ids() from public;
grant execute on function private.is_first_sign_in(), private.my_form_company_ids()
  to authenticated, service_role;

-- The caller's profile: the business one when asked for, else the traveller's. Null: none yet.
-- Reads and nothing else. The former web said "first time" of every business profile, because it
-- has no first name; clients know it so.
create function public.get_my_profile(p_business boolean default false) returns jsonb
language sql stable as $$
  select case
    when p_business and b.businessid is not null then
      to_jsonb(b) || jsonb_build_object('first_time', true)
    else
      to_jsonb(u) || jsonb_build_object('first_time',
        private.is_first_sign_in() or coalesce(u.username, '') = ''
        or coalesce(u.firstname, '') = '' or coalesce(u.lastname, '') = '')
    end
    || jsonb_build_object(
      'company_ids', to_jsonb(private.my_form_company_ids()),
      'media_assets', (
        select jsonb_build_object('url', m.url) from public.media_assets m
        where m.id = case when p_business and b.businessid is not null
          then b.avatar_id else u.avatar_id end))
  from (select auth.uid() as uid) me
  left join public.userprofiles u on u.userid = me.uid
  left join public.businessprofiles b on b.businessid = me.uid
  where u.userid is not null or (p_business and b.businessid is not null)
$$;

-- Makes the profile the caller lacks (the traveller's is made with the account) and writes what is
-- given into it. A business profile makes nobody more powerful: what opens companies is membership.
-- Definer: profiles are made by the database only, nobody may insert one.
create function public.create_my_profile(p_business boolean, p_fields jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  address text;
  profile jsonb;
begin
  select u.email into address from auth.users u where u.id = uid;
  if address is null then
    raise exception using errcode = 'not_null_violation', message = 'The account has no e-mail.';
  end if;
  if p_business then
    insert into public.businessprofiles (businessid, email, businessname)
    values (uid, address, coalesce(nullif(btrim(p_fields ->> 'businessname'), ''),
      private.free_business_name(coalesce(p_fields ->> 'username', split_part(address, '@', 1)))))
    on conflict (businessid) do nothing;
    update public.businessprofiles b
    set (businessname, username, phone, description, facebook, instagram, x, address, website) = (
      select f.businessname, f.username, f.phone, f.description, f.facebook, f.instagram, f.x,
        f.address, f.website
      from jsonb_populate_record(b, p_fields) as f)
    where b.businessid = uid
    returning to_jsonb(b) into profile;
  else
    insert into public.userprofiles (userid, email) values (uid, address)
    on conflict (userid) do nothing;
    update public.userprofiles u
    set (username, firstname, lastname, phone, language, preferences, facebook, instagram, x) = (
      select f.username, f.firstname, f.lastname, f.phone, f.language, f.preferences, f.facebook,
        f.instagram, f.x
      from jsonb_populate_record(u, p_fields) as f)
    where u.userid = uid
    returning to_jsonb(u) into profile;
  end if;
  return profile || jsonb_build_object('first_time', private.is_first_sign_in());
end
$$;

-- Records the picture and shows it in the profile. P0002: the caller has no such profile.
create function public.set_my_avatar(p_business boolean, p_url text) returns uuid
language plpgsql set search_path = '' as $$
declare
  picture uuid;
begin
  insert into public.media_assets (url, usage, mime_type)
  values (p_url, 'avatar', 'image/jpeg') returning id into picture;
  if p_business then
    update public.businessprofiles set avatar_id = picture where businessid = auth.uid();
  else
    update public.userprofiles set avatar_id = picture where userid = auth.uid();
  end if;
  if not found then
    raise exception using errcode = 'no_data_found', message = 'There is no such profile.';
  end if;
  return picture;
end
$$;

-- The business profiles the caller may switch to, newest first; nothing for somebody without one.
-- Definer: somebody listed as editor sees the profile without being a colleague.
create function public.list_my_business_profiles(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  businessid uuid, email text, businessname text, username text, phone text, description text,
  type text, editors uuid[], avatar_id uuid, logo_id uuid, facebook text, instagram text, x text,
  address text, website text, status text, created timestamptz)
language sql stable security definer set search_path = '' as $$
  select
    b.businessid, b.email, b.businessname, b.username, b.phone, b.description,
    b.type, b.editors, b.avatar_id, b.logo_id, b.facebook, b.instagram, b.x,
    b.address, b.website, b.status, b.created
  from public.businessprofiles b
  where exists (
      select from public.businessprofiles me where me.businessid = (select auth.uid()))
    and (b.businessid = (select auth.uid())
      or b.editors @> array[(select auth.uid())]
      or (select private.is_super_admin()))
    and (b.created, b.businessid) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else p_before_id end)
  order by b.created desc, b.businessid desc
  limit p_limit
$$;

revoke execute on function
  public.get_my_profile(boolean), public.create_my_profile(boolean, jsonb),
  public.set_my_avatar(boolean, text),
  public.list_my_business_profiles(integer, timestamptz, uuid)
  from public, anon, authenticated;
grant execute on function
  public.get_my_profile(boolean), public.create_my_profile(boolean, jsonb),
  public.set_my_avatar(boolean, text),
  public.list_my_business_profiles(integer, timestamptz, uuid)
  to authenticated, service_role;
