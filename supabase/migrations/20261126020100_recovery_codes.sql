-- Codes for whoever has lost the phone with the authenticator app: ten, each good once.
--
-- The auth server lifts no session without a code of the app, so a recovery code does what whoever
-- runs the project would have to do by hand: it takes the apps off the account. Whoever uses one has
-- signed in with their password or their mailbox before; every other session ends, the account
-- hears of it by mail, and the pages ask to set an app up again. The codes that are left stay good
-- for the next app.

create table private.recovery_codes (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  -- SHA-256 of the account's id and the code's 80 random bits, in hex.
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  used_at timestamptz,
  created_at timestamptz not null default now(),
  unique (user_id, code_hash)
);
alter table private.recovery_codes enable row level security;
revoke all on private.recovery_codes from public, anon, authenticated, service_role;

-- How a code is kept: without its hyphens, whatever the case it was typed in.
create function private.recovery_code_hash(p_user_id uuid, p_code text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(
    concat(p_user_id, ':', lower(regexp_replace(p_code, '[\s-]', '', 'g'))), 'UTF8')), 'hex')
$$;
revoke execute on function private.recovery_code_hash(uuid, text) from public;

-- Gives an account new codes in place of those it had. The server's, which has just seen a code of
-- the app: with a stolen session alone nobody makes a key of their own.
-- PT409 with the hint no_factor: there is no app that they could stand in for.
-- Definer: the auth server's tables are closed to everybody.
create function public.replace_recovery_codes(p_user_id uuid, p_codes text[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Two at once would each add ten.
  perform from auth.users u where u.id = p_user_id for update;
  if not exists (
    select from auth.mfa_factors f where f.user_id = p_user_id and f.status = 'verified')
  then
    raise exception using errcode = 'PT409', hint = 'no_factor',
      message = 'Set up an authenticator app first.';
  end if;
  delete from private.recovery_codes where user_id = p_user_id;
  insert into private.recovery_codes (user_id, code_hash)
  select p_user_id, private.recovery_code_hash(p_user_id, code) from unnest(p_codes) as code;
end
$$;

-- How many codes the caller has left. Definer: nobody reads the table.
create function public.count_my_recovery_codes() returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_second_factor();
  return (select count(*)::integer from private.recovery_codes
    where user_id = auth.uid() and used_at is null);
end
$$;

-- Uses a code of the caller's up: their apps are gone, and every session but this one; answers the
-- sessions that ended. Null: no such code, or no app that it would stand in for; nothing has changed.
-- Definer: the auth server's tables are closed to everybody. Touches the caller's own rows only.
create function public.use_recovery_code(p_code text) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  account auth.users;
  ended uuid[];
begin
  if uid is null then
    raise exception using errcode = 'insufficient_privilege', message = 'Sign in first.';
  end if;
  -- Of two that use the same code the second finds it used.
  select * into account from auth.users u where u.id = uid for update;
  if not exists (select from auth.mfa_factors f where f.user_id = uid and f.status = 'verified') then
    return null;
  end if;
  update private.recovery_codes c set used_at = now()
  where c.user_id = uid and c.used_at is null
    and c.code_hash = private.recovery_code_hash(uid, p_code);
  if not found then
    return null;
  end if;
  delete from auth.mfa_factors f where f.user_id = uid;
  with gone as (
    delete from auth.sessions s
    where s.user_id = uid and s.id is distinct from private.my_session_id() returning s.id)
  select array(select id from gone) into ended;
  if account.email is not null then
    perform private.queue_mail(account.email, 'recovery-code-used', jsonb_build_object(
      'at', private.iso(now()),
      'left', (select count(*) from private.recovery_codes
        where user_id = uid and used_at is null)));
  end if;
  return ended;
end
$$;

revoke execute on function
  public.replace_recovery_codes(uuid, text[]), public.count_my_recovery_codes(),
  public.use_recovery_code(text)
  from public, anon, authenticated;
grant execute on function public.replace_recovery_codes(uuid, text[]) to service_role;
grant execute on function public.count_my_recovery_codes(), public.use_recovery_code(text)
  to authenticated;
