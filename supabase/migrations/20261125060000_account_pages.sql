-- What the account pages ask for beside the auth server.

-- Whether the caller set up a second factor and has not shown it in this session: pages then ask
-- for the code instead of showing a dashboard without companies.
create function public.needs_second_factor() returns boolean
language sql stable set search_path = '' as $$ select not private.is_fully_signed_in() $$;

-- The caller's names and the language of their mails, in both profiles at once. Null for the
-- business name: the caller has no business profile, or it stays as it is.
create function public.update_my_account(
  p_first_name text, p_last_name text, p_language text, p_business_name text default null)
returns void
language plpgsql set search_path = '' as $$
begin
  -- Makes the profile an older account lacks.
  perform public.create_my_profile(false, jsonb_build_object(
    'firstname', nullif(btrim(p_first_name), ''), 'lastname', nullif(btrim(p_last_name), ''),
    'language', p_language));
  if p_business_name is not null then
    update public.businessprofiles set businessname = btrim(p_business_name)
    where businessid = auth.uid();
  end if;
end
$$;

-- Takes back a change of address that has not been confirmed; false: there was none. The auth
-- server has no such call. The links in both mailboxes stop working.
-- Definer: the auth server's tables are closed to everybody. Touches the caller's own row only.
create function public.cancel_my_email_change() returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_second_factor();
  update auth.users
  set email_change = '', email_change_token_new = '', email_change_token_current = '',
    email_change_confirm_status = 0
  where id = auth.uid() and email_change <> '';
  if not found then
    return false;
  end if;
  delete from auth.one_time_tokens
  where user_id = auth.uid()
    and token_type in ('email_change_token_new', 'email_change_token_current');
  return true;
end
$$;

revoke execute on function public.needs_second_factor(),
  public.update_my_account(text, text, text, text), public.cancel_my_email_change()
  from public, anon, authenticated;
grant execute on function public.needs_second_factor(),
  public.update_my_account(text, text, text, text), public.cancel_my_email_change()
  to authenticated;

-- The mailbox an account leaves hears of it, whichever way the change was made. What is no address
-- cannot hear of anything, and must not keep the account from getting a real one.
-- Definer: runs as the auth server's role, which may not write the outbox.
create function private.tell_email_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.queue_mail(old.email, 'email-changed',
    jsonb_build_object('oldEmail', old.email, 'newEmail', new.email), null, null, new.id);
  return null;
end
$$;
revoke execute on function private.tell_email_changed() from public;
create trigger tell_email_changed after update of email on auth.users
  for each row when (old.email is distinct from new.email and old.email like '_%@%_'
    and old.email_confirmed_at is not null)
  execute function private.tell_email_changed();
