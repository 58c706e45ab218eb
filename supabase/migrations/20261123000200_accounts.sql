-- People: the files they upload, their two profiles and their channels.
--
-- Policies of the profiles and of media need company membership, so they stand in the next file.

-- Every file anybody uploaded. `url` is a signed link (the buckets are private).
create table public.media_assets (
  id uuid primary key default gen_random_uuid(),
  -- Null: the uploader's account is gone, but the company's picture stays.
  user_id uuid default auth.uid() references auth.users (id) on delete set null,
  bucket text,
  storage_path text,
  url text not null check (url <> '' and private.is_link(url)),
  usage text check (usage in (
    'avatar', 'story', 'comment', 'thumbnail', 'iconic_photo', 'primary_video', 'banner',
    'profile', 'logo', 'gallery')),
  mime_type text check (mime_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  size_bytes bigint check (size_bytes >= 0),
  width integer check (width > 0),
  height integer check (height > 0),
  alt text check (length(alt) <= 1000),
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint media_assets_bucket_check check (bucket in (
    'story', 'destination', 'experience', 'attraction', 'challenge', 'profile', 'company')),
  constraint media_assets_place_check check ((bucket is null) = (storage_path is null)),
  constraint media_assets_place_key unique (bucket, storage_path)
);
create index media_assets_user_id_created_at_idx
  on public.media_assets (user_id, created_at desc, id desc);

-- The traveller's profile.
create table public.userprofiles (
  userid uuid primary key default auth.uid() references auth.users (id) on delete cascade,
  email text not null,
  username text,
  firstname text check (length(firstname) <= 100),
  lastname text check (length(lastname) <= 100),
  phone text check (length(phone) <= 50),
  language text check (language ~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$'),
  avatar_id uuid references public.media_assets (id) on delete set null,
  preferences text check (length(preferences) <= 5000),
  facebook text check (length(facebook) <= 500),
  instagram text check (length(instagram) <= 500),
  x text check (length(x) <= 500),
  "createdAt" timestamptz not null default now(),
  updated_at timestamptz,
  constraint userprofiles_email_key unique (email),
  constraint userprofiles_username_check check (username ~ '^[A-Za-z0-9_]{3,50}$')
);
create index userprofiles_avatar_id_idx on public.userprofiles (avatar_id);

-- The business profile. `type` makes a SUPER_ADMIN: no client may write it.
create table public.businessprofiles (
  businessid uuid primary key default auth.uid() references auth.users (id) on delete cascade,
  email text not null,
  businessname text not null
    check (length(btrim(businessname)) between 1 and 255),
  username text,
  phone text check (length(phone) <= 50),
  description text check (length(description) <= 5000),
  type text,
  editors uuid[],
  avatar_id uuid references public.media_assets (id) on delete set null,
  -- No foreign key: clients embed media_assets without a hint, so only one may lead there.
  logo_id uuid,
  facebook text check (length(facebook) <= 500),
  instagram text check (length(instagram) <= 500),
  x text check (length(x) <= 500),
  address text check (length(address) <= 500),
  website text check (private.is_link(website)),
  status text check (status in ('active', 'inactive', 'suspended')),
  created timestamptz not null default now(),
  updated_at timestamptz,
  constraint businessprofiles_email_key unique (email),
  constraint businessprofiles_type_check check (type in ('SUPER_ADMIN')),
  constraint businessprofiles_username_check check (username ~ '^[A-Za-z0-9_]{3,50}$')
);
create unique index businessprofiles_businessname_key
  on public.businessprofiles (lower(btrim(businessname)));
create index businessprofiles_avatar_id_idx on public.businessprofiles (avatar_id);

-- Where somebody publishes stories, and in which voice.
create table public.channels (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  name text check (length(name) <= 255),
  channel_type text,
  url text check (private.is_link(url)),
  brand_voice text check (length(brand_voice) <= 10000),
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  -- Clients write these names in several spellings.
  constraint channels_channel_type_check check (lower(btrim(channel_type)) in
    ('travel buddy', 'travel_buddy', 'instagram', 'facebook', 'linkedin', 'tiktok'))
);
create index channels_user_id_idx on public.channels (user_id, created_at);

create trigger touch_updated_at before update on public.media_assets
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.userprofiles
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.businessprofiles
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.channels
  for each row execute function private.touch_updated_at();

-- Definer: a policy on businessprofiles that read businessprofiles itself would recurse.
create function private.is_super_admin() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.businessprofiles
    where businessid = (select auth.uid()) and type = 'SUPER_ADMIN')
$$;
revoke execute on function private.is_super_admin() from public;
grant execute on function private.is_super_admin() to authenticated, service_role;

-- Channels ------------------------------------------------------------------------------------

alter table public.channels enable row level security;
revoke all on public.channels from anon, authenticated;
grant select, delete on public.channels to authenticated;
grant insert (user_id, name, channel_type, url, brand_voice) on public.channels to authenticated;
grant update (name, channel_type, url, brand_voice) on public.channels to authenticated;

create policy "channels: owner and super admin read" on public.channels
  for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_super_admin()));
create policy "channels: owner adds" on public.channels
  for insert to authenticated with check (user_id = (select auth.uid()));
create policy "channels: owner edits" on public.channels
  for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "channels: owner deletes" on public.channels
  for delete to authenticated using (user_id = (select auth.uid()));

-- Accounts become profiles ----------------------------------------------------------------------

-- A channel for somebody who has none. Called with a lock on the traveller's profile.
create function private.ensure_channel(uid uuid) returns uuid
language plpgsql set search_path = '' as $$
declare
  channel uuid;
begin
  select id into channel from public.channels
  where user_id = uid order by created_at, id limit 1;
  if channel is null then
    insert into public.channels (user_id, name, channel_type, brand_voice)
    values (uid, 'A casual traveler', 'Travel Buddy',
      'Write in the first person, warm and plain, as one traveler telling another.')
    returning id into channel;
  end if;
  return channel;
end
$$;

-- A name nobody has yet: "Acme", else "Acme 2" ... Callers race at worst into the unique index.
create function private.free_business_name(wanted text) returns text
language plpgsql stable set search_path = '' as $$
declare
  base text := left(coalesce(nullif(btrim(wanted), ''), 'Business'), 240);
  candidate text := base;
  counter integer := 1;
begin
  while exists (select from public.businessprofiles
                where lower(btrim(businessname)) = lower(candidate)) loop
    counter := counter + 1;
    candidate := base || ' ' || counter;
  end loop;
  return candidate;
end
$$;

-- Account and profiles stand or fall together, so no sign-up leaves half an account behind.
-- Definer: runs as the auth server's role, which has no rights here.
-- The metadata is written by the person signing up: only names are read from it, anything that
-- would break a check is left out, and never `type`.
create function private.create_profiles() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  meta jsonb := coalesce(new.raw_user_meta_data, '{}');
  first_name text := left(nullif(btrim(meta ->> 'first_name'), ''), 100);
  last_name text := left(nullif(btrim(meta ->> 'last_name'), ''), 100);
  wanted text := coalesce(private.username_from(meta ->> 'username'),
    private.username_from(concat(first_name, last_name)));
  phone_number text := left(nullif(btrim(meta ->> 'phone'), ''), 50);
  wanted_language text := meta ->> 'language';
begin
  if new.email is null then
    return new; -- Phone and anonymous accounts: profiles are keyed by e-mail.
  end if;

  insert into public.userprofiles (userid, email, username, firstname, lastname, phone, language)
  values (new.id, new.email, wanted, first_name, last_name, phone_number,
    case when wanted_language ~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$' then wanted_language end)
  on conflict (userid) do nothing;

  if meta ->> 'account' = 'business' then
    insert into public.businessprofiles (businessid, email, businessname, username, phone, description)
    values (new.id, new.email,
      -- A name that was asked for and is taken must fail; one we make up gives way.
      coalesce(left(nullif(btrim(meta ->> 'business_name'), ''), 255),
        private.free_business_name(coalesce(wanted, split_part(new.email, '@', 1)))),
      -- Null stands for "first visit", so only a name the person chose counts.
      private.username_from(meta ->> 'username'), phone_number,
      left(nullif(btrim(meta ->> 'description'), ''), 5000))
    on conflict (businessid) do nothing;
    perform private.ensure_channel(new.id);
  end if;
  return new;
end
$$;
create trigger create_profiles after insert on auth.users
  for each row execute function private.create_profiles();

-- Definer: runs as the auth server's role. The e-mail of a profile is the account's, nothing else.
create function private.follow_email() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.email is not null then
    update public.userprofiles set email = new.email where userid = new.id;
    update public.businessprofiles set email = new.email where businessid = new.id;
  end if;
  return new;
end
$$;
create trigger follow_email after update of email on auth.users
  for each row when (old.email is distinct from new.email)
  execute function private.follow_email();

revoke execute on function private.ensure_channel(uuid), private.free_business_name(text),
  private.create_profiles(), private.follow_email() from public;

-- Lets business sign-up answer "that name is taken" before the account is made. Definer: the
-- person asking is signed out and may read no profile; says no more than the sign-up would.
create function public.is_business_name_taken(p_name text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.businessprofiles
                 where lower(btrim(businessname)) = lower(btrim(p_name)))
$$;
revoke execute on function public.is_business_name_taken(text) from public, anon, authenticated;
grant execute on function public.is_business_name_taken(text) to anon, authenticated, service_role;

-- Business login: the ids the contract answers; makes the traveller profile and the channel an
-- older account lacks. No row: the caller has no business profile.
-- Definer: profiles are made by the database only, nobody may insert one.
create function public.ensure_traveller_profile_and_channel()
returns table (businessid uuid, userid uuid, channel_id uuid)
language plpgsql security definer set search_path = '' as $$
declare
  profile public.businessprofiles;
begin
  select * into profile from public.businessprofiles b where b.businessid = auth.uid() for share;
  if not found then
    return;
  end if;
  insert into public.userprofiles (userid, email, username, phone)
  values (profile.businessid, profile.email, profile.username, profile.phone)
  on conflict on constraint userprofiles_pkey do nothing;
  -- The lock makes two first logins share one channel.
  perform from public.userprofiles u where u.userid = profile.businessid for update;
  return query select profile.businessid, profile.businessid, private.ensure_channel(profile.businessid);
end
$$;
revoke execute on function public.ensure_traveller_profile_and_channel()
  from public, anon, authenticated;
grant execute on function public.ensure_traveller_profile_and_channel() to authenticated, service_role;
