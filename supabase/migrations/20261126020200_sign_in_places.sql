-- The mail about a new sign-in says where it came from: the half of the address that `sign_ins`
-- keeps, and the country when a proxy that is trusted to know it names one.

drop function public.note_sign_in(text, text, text, text, text, boolean);

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
  p_dashboard boolean default false,
  p_country text default null)
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
      'at', private.iso(now()), 'browser', left(p_browser, 40), 'system', left(p_system, 40),
      'network', case when p_network ~ '^[0-9a-f.:x]{1,40}$' then p_network end,
      'country', case when p_country ~ '^[A-Z]{2}$' then p_country end));
  elsif outcome = 'first' and account.created_at > now() - interval '7 days'
    and (p_dashboard or exists (select from public.businessprofiles b where b.businessid = uid))
  then
    perform private.queue_mail(account.email, 'welcome', jsonb_build_object(
      'name', (select u.firstname from public.userprofiles u where u.userid = uid)));
  end if;
  return outcome;
end
$$;
revoke execute on function public.note_sign_in(text, text, text, text, text, boolean, text)
  from public, anon, authenticated;
grant execute on function public.note_sign_in(text, text, text, text, text, boolean, text)
  to authenticated;
