-- What a repeated call must answer: a phone that lost the connection sends a POST again with the
-- same Idempotency-Key and gets what the first one got, instead of a second record.
--
-- The request layer calls claim before and store or release after an operation. The table is
-- nobody's; callers reach their own keys only, and only through the functions.

create table public.idempotency_keys (
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  operation text not null check (length(operation) between 1 and 100),
  key text not null check (key ~ '^[\x21-\x7e]{1,255}$'),
  -- SHA-256 of the request, in hex: the same key with another request is a mistake.
  request_hash text not null check (request_hash ~ '^[0-9a-f]{64}$'),
  -- Which run holds the key. A run that took too long may not answer for the one after it.
  attempt uuid not null default gen_random_uuid(),
  -- Null while the first call runs.
  status integer check (status between 200 and 499),
  body text check (length(body) <= 1000000),
  created_at timestamptz not null default now(),
  -- A run that ended without a word (the process died) frees the key at this time.
  held_until timestamptz not null default now() + interval '60 seconds',
  expires_at timestamptz not null default now() + interval '24 hours',
  constraint idempotency_keys_pkey primary key (user_id, operation, key),
  constraint idempotency_keys_answer_check check ((status is null) = (body is null))
);
create index idempotency_keys_expires_at_idx on public.idempotency_keys (expires_at);

alter table public.idempotency_keys enable row level security;
revoke all on public.idempotency_keys from anon, authenticated;

-- Takes a key for one run. `outcome`: run (with the attempt to name afterwards), replay (with what
-- was stored), running (somebody else is at it), different (same key, another request).
-- Definer: the table is nobody's. Concerns the caller's keys alone.
create function public.claim_idempotency_key(p_operation text, p_key text, p_request_hash text)
returns table (outcome text, attempt uuid, status integer, body text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  known public.idempotency_keys;
begin
  if auth.uid() is null then
    raise exception using errcode = 'insufficient_privilege', message = 'Sign in first.';
  end if;
  -- Each call carries away a few that are over, so nobody has to sweep.
  delete from public.idempotency_keys
  where ctid = any (array(
    select k.ctid from public.idempotency_keys k where k.expires_at < now()
    order by k.expires_at limit 20 for update skip locked));

  insert into public.idempotency_keys as k (user_id, operation, key, request_hash)
  values (auth.uid(), p_operation, p_key, p_request_hash)
  on conflict (user_id, operation, key) do update
    set request_hash = excluded.request_hash, attempt = excluded.attempt, status = null,
      body = null, created_at = now(), held_until = excluded.held_until,
      expires_at = excluded.expires_at
    where k.expires_at < now()
      or (k.status is null and k.held_until < now() and k.request_hash = excluded.request_hash)
  returning k.* into known;
  if found then
    return query select 'run', known.attempt, null::integer, null::text;
    return;
  end if;

  select k.* into known from public.idempotency_keys k
  where k.user_id = auth.uid() and k.operation = p_operation and k.key = p_key;
  if not found then
    -- Given back in this very moment; the next try takes it.
    return query select 'running', null::uuid, null::integer, null::text;
  elsif known.request_hash <> p_request_hash then
    return query select 'different', null::uuid, null::integer, null::text;
  elsif known.status is null then
    return query select 'running', null::uuid, null::integer, null::text;
  else
    return query select 'replay', null::uuid, known.status, known.body;
  end if;
end
$$;

-- Keeps the answer of a run for whoever repeats it. Definer: as above.
create function public.store_idempotent_answer(
  p_operation text, p_key text, p_attempt uuid, p_status integer, p_body text)
returns void
language sql security definer set search_path = '' as $$
  update public.idempotency_keys k set status = p_status, body = p_body
  where k.user_id = auth.uid() and k.operation = p_operation and k.key = p_key
    and k.attempt = p_attempt and k.status is null
$$;

-- Gives a key back after a failure that a repeat may cure. Definer: as above.
create function public.release_idempotency_key(p_operation text, p_key text, p_attempt uuid)
returns void
language sql security definer set search_path = '' as $$
  delete from public.idempotency_keys k
  where k.user_id = auth.uid() and k.operation = p_operation and k.key = p_key
    and k.attempt = p_attempt and k.status is null
$$;

revoke execute on function
  public.claim_idempotency_key(text, text, text),
  public.store_idempotent_answer(text, text, uuid, integer, text),
  public.release_idempotency_key(text, text, uuid)
  from public, anon, authenticated;
grant execute on function
  public.claim_idempotency_key(text, text, text),
  public.store_idempotent_answer(text, text, uuid, integer, text),
  public.release_idempotency_key(text, text, uuid)
  to authenticated, service_role;
