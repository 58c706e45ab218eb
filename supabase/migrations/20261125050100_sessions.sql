-- Where somebody is signed in, and how they end it. The auth server only ever sees our own server
-- sign people in, so what it notes about a session ("node", 127.0.0.1) says nothing; the app notes
-- the device here.

-- One row for each sign-in, kept after its session ended: a device that was here is known.
create table private.sign_ins (
  session_id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  user_agent text check (length(user_agent) <= 500),
  -- In words, made from the user agent: "Firefox on Linux". What a new device is told by.
  device text check (length(device) <= 200),
  -- Coarse on purpose, "203.0.113.x": enough to recognise one's own, too little to follow anybody.
  network text check (length(network) <= 100),
  -- SHA-256 of the cookie that marks a browser, in hex.
  browser_hash text check (browser_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now()
);
create index sign_ins_user_id_created_at_idx on private.sign_ins (user_id, created_at desc);
alter table private.sign_ins enable row level security;
revoke all on private.sign_ins from public, anon, authenticated, service_role;

-- The caller's session; null for tokens that name none.
create function private.my_session_id() returns uuid
language sql stable set search_path = '' as $$
  select case when auth.jwt() ->> 'session_id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    then (auth.jwt() ->> 'session_id')::uuid end
$$;
revoke execute on function private.my_session_id() from public;

-- The caller's live sessions, this one first, then the last used.
-- Definer: the auth server's tables are closed to everybody. Shows the caller's own rows only.
create function public.list_my_sessions()
returns table (
  id uuid, user_agent text, device text, network text, second_factor boolean, is_current boolean,
  created_at timestamptz, last_used_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
begin
  perform private.require_second_factor();
  return query
    select s.id, i.user_agent, i.device, i.network, s.aal = 'aal2',
      s.id is not distinct from private.my_session_id() as is_current, s.created_at,
      greatest(s.created_at, s.refreshed_at at time zone 'utc')
    from auth.sessions s
    left join private.sign_ins i on i.session_id = s.id
    where s.user_id = (select auth.uid()) and (s.not_after is null or s.not_after > now())
    order by is_current desc, greatest(s.created_at, s.refreshed_at at time zone 'utc') desc, s.id
    limit 200;
end
$$;

-- Ends one of the caller's sessions; its refresh token goes with it. No row: not theirs, or gone.
-- The app refuses its access tokens from then on. Definer: as above.
create function public.end_my_session(p_session_id uuid) returns setof uuid
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_second_factor();
  return query delete from auth.sessions s
    where s.id = p_session_id and s.user_id = auth.uid() returning s.id;
end
$$;

-- Ends all of the caller's sessions but this one and answers their ids. Definer: as above.
create function public.end_other_sessions() returns setof uuid
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_second_factor();
  return query delete from auth.sessions s
    where s.user_id = auth.uid() and s.id is distinct from private.my_session_id()
    returning s.id;
end
$$;

revoke execute on function public.list_my_sessions(), public.end_my_session(uuid),
  public.end_other_sessions() from public, anon, authenticated;
grant execute on function public.list_my_sessions(), public.end_my_session(uuid),
  public.end_other_sessions() to authenticated;
