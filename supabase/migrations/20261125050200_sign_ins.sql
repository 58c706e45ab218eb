-- What people are told about their account: a sign-in from a device they never used, a new password,
-- a welcome; and the profile of somebody who comes through Google, Facebook or X.

-- An instant as mails take it.
create function private.iso(at timestamptz) returns text
language sql immutable parallel safe set search_path = '' as $$
  select to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

-- Notes the caller's sign-in, once for each session, and tells them by mail when neither the
-- browser's mark nor this kind of device in this network was here before. `first`: nobody signed in
-- to this account before, which is no news; somebody new to a business is welcomed instead.
-- `known`, `new`: as they say. `noted`: this session was noted before.
-- Definer: writes what is nobody's to write. The session is the token's own, never an argument.
create function public.note_sign_in(
  p_browser text default null,
  p_system text default null,
  p_network text default null,
  p_user_agent text default null,
  p_mark text default null,
  p_dashboard boolean default false)
returns text
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  session uuid := private.my_session_id();
  device_name text := left(nullif(concat_ws(' on ', nullif(p_browser, ''), nullif(p_system, '')), ''), 200);
  mark text := case when p_mark <> '' then encode(sha256(convert_to(p_mark, 'UTF8')), 'hex') end;
  account auth.users;
  outcome text;
begin
  if uid is null then
    raise exception using errcode = 'insufficient_privilege', message = 'Sign in first.';
  end if;
  if session is null then
    return 'known';
  end if;
  -- Two at once would each find nothing and both be first.
  perform pg_advisory_xact_lock(hashtextextended(concat('sign-in ', uid), 0));
  delete from private.sign_ins i
  where i.user_id = uid and i.created_at < now() - interval '1 year'
    and not exists (select from auth.sessions s where s.id = i.session_id);

  outcome := case
    when exists (select from private.sign_ins i where i.session_id = session) then 'noted'
    when not exists (select from private.sign_ins i where i.user_id = uid) then 'first'
    when exists (select from private.sign_ins i where i.user_id = uid
      and (i.browser_hash = mark
        or (i.device is not distinct from device_name and i.network is not distinct from p_network)))
      then 'known'
    else 'new' end;
  if outcome = 'noted' then
    return outcome;
  end if;
  insert into private.sign_ins (session_id, user_id, user_agent, device, network, browser_hash)
  values (session, uid, left(p_user_agent, 500), device_name, left(p_network, 100), mark);

  select * into account from auth.users u where u.id = uid;
  if account.email is null then
    return outcome;
  end if;
  if outcome = 'new' then
    perform private.queue_mail(account.email, 'new-sign-in', jsonb_build_object(
      -- Whoever has stolen a session calls this with what they like: no room for a letter of theirs.
      'at', private.iso(now()), 'browser', left(p_browser, 40), 'system', left(p_system, 40)));
  elsif outcome = 'first' and account.created_at > now() - interval '7 days'
    and (p_dashboard or exists (select from public.businessprofiles b where b.businessid = uid))
  then
    perform private.queue_mail(account.email, 'welcome', jsonb_build_object(
      'name', (select u.firstname from public.userprofiles u where u.userid = uid)));
  end if;
  return outcome;
end
$$;
revoke execute on function private.iso(timestamptz) from public;
revoke execute on function public.note_sign_in(text, text, text, text, text, boolean)
  from public, anon, authenticated;
grant execute on function public.note_sign_in(text, text, text, text, text, boolean) to authenticated;

-- Whoever changed it: the person, a thief, or an admin of the project. The first password of an
-- account that had none is no news.
-- Definer: runs as the auth server's role.
create function private.announce_password() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.queue_mail(new.email, 'password-changed',
    jsonb_build_object('at', private.iso(now())), p_created_by => null);
  return new;
end
$$;
create trigger announce_password after update of encrypted_password on auth.users
  for each row when (old.encrypted_password <> '' and new.encrypted_password <> ''
    and old.encrypted_password <> new.encrypted_password and new.email is not null)
  execute function private.announce_password();

revoke execute on function private.announce_password() from public;

-- As before, and the names that Google, Facebook and X give: they send one name, sometimes in parts.
-- Coming through one of them makes a traveller; `account` is written by our own sign-up alone.
-- Definer: runs as the auth server's role, which has no rights here.
create or replace function private.create_profiles() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  meta jsonb := coalesce(new.raw_user_meta_data, '{}');
  whole_name text := regexp_replace(btrim(coalesce(meta ->> 'full_name', meta ->> 'name')), '\s+', ' ', 'g');
  first_name text := left(coalesce(nullif(btrim(meta ->> 'first_name'), ''),
    nullif(btrim(meta ->> 'given_name'), ''), nullif(split_part(whole_name, ' ', 1), '')), 100);
  last_name text := left(coalesce(nullif(btrim(meta ->> 'last_name'), ''),
    nullif(btrim(meta ->> 'family_name'), ''),
    case when whole_name like '% %' then substr(whole_name, strpos(whole_name, ' ') + 1) end), 100);
  wanted text := coalesce(private.username_from(meta ->> 'username'),
    private.username_from(concat(first_name, last_name)));
  phone_number text := left(nullif(btrim(meta ->> 'phone'), ''), 50);
  wanted_language text := coalesce(meta ->> 'language', meta ->> 'locale');
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

-- The rest of a newcomer's profile: the picture that Google, Facebook or X shows of them, and a
-- channel. Answers whether this is their first visit. May be repeated.
-- Definer: reads the account, and makes what is nobody's to make by hand.
create function public.finish_oauth_sign_in() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  picture text;
  avatar uuid;
begin
  select coalesce(u.raw_user_meta_data ->> 'avatar_url', u.raw_user_meta_data ->> 'picture')
  into picture from auth.users u where u.id = uid;
  if not found then
    raise exception using errcode = 'insufficient_privilege', message = 'Sign in first.';
  end if;
  -- The lock makes two first visits share one picture and one channel.
  perform from public.userprofiles u where u.userid = uid for update;
  if not found then
    return private.is_first_sign_in();
  end if;
  if picture like 'https://%' and length(picture) <= 4000 and private.is_link(picture)
    and exists (select from public.userprofiles u where u.userid = uid and u.avatar_id is null)
    and not exists (select from public.media_assets m where m.user_id = uid and m.url = picture)
  then
    insert into public.media_assets (user_id, url, usage, mime_type)
    values (uid, picture, 'avatar', 'image/jpeg') returning id into avatar;
    update public.userprofiles set avatar_id = avatar where userid = uid;
  end if;
  perform private.ensure_channel(uid);
  return private.is_first_sign_in();
end
$$;

revoke execute on function public.finish_oauth_sign_in() from public, anon, authenticated;
grant execute on function public.finish_oauth_sign_in() to authenticated;
