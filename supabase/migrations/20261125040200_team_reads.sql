-- The team as the dashboard shows it.

-- The people of a company, each once with the highest of their roles and the day they first joined.
-- When somebody was last here is told to admins. No row: no such company, or none of the caller's.
-- Definer: sessions are the auth server's.
create function public.list_team(p_company_id uuid)
returns table (
  id uuid, name text, username text, email text, role text, is_owner boolean,
  joined_at timestamptz, last_active_at timestamptz)
language sql stable security definer set search_path = '' as $$
  with company as (
    select c.id, c.owned_by,
      c.id in (select private.my_company_ids('{admin}')) or (select private.is_super_admin())
        as run_by_me
    from public.company_accounts c
    where c.id = p_company_id and not c.is_deleted
      and (c.id in (select private.my_company_ids()) or (select private.is_super_admin()))
  )
  select m.member_id, private.person_name(m.member_id), b.username, b.email,
    case when bool_or(m.role = 'admin') then 'admin'
      when bool_or(m.role = 'editor') then 'editor' else 'member' end,
    company.owned_by is not distinct from m.member_id,
    min(m.created_at),
    -- A session's row changes whenever it is refreshed, about once an hour.
    case when company.run_by_me then greatest(
      (select u.last_sign_in_at from auth.users u where u.id = m.member_id),
      (select max(s.updated_at) from auth.sessions s where s.user_id = m.member_id)) end
  from company
  join public.company_members m on m.company_id = company.id and not m.is_deleted
  join public.businessprofiles b on b.businessid = m.member_id
  group by m.member_id, b.username, b.email, company.owned_by, company.run_by_me
  order by private.fold(private.person_name(m.member_id)), m.member_id
  limit 1000
$$;

-- The latest invitation of every address: what was sent before it is over. For the company's admins.
create function private.latest_invitations(p_company_id uuid)
returns table (
  id uuid, email text, role text, note text, invited_by uuid, created_at timestamptz,
  expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz, state text)
language sql stable set search_path = '' as $$
  select distinct on (i.email) i.id, i.email, i.role, i.note, i.invited_by, i.created_at,
    i.expires_at, i.accepted_at, i.revoked_at, private.invitation_state(i)
  from public.company_invitations i
  where i.company_id = p_company_id
    and (p_company_id in (select private.my_company_ids('{admin}'))
      or (select private.is_super_admin()))
  order by i.email, i.created_at desc, i.id desc
$$;

-- These, newest first, with what became of its mail: queued (with
-- a failure: it is tried again), sent, stored (no mail service is configured), failed, or null when
-- none was written.
-- Definer: nobody reads the outbox, and an inviter may have left.
create function public.list_invitations(
  p_company_id uuid,
  p_state text default null,
  p_limit integer default 50,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, email text, role text, note text, state text, inviter text, created_at timestamptz,
  expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz,
  mail_status text, mail_failure text, mail_next_attempt_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select i.id, i.email, i.role, i.note, i.state, private.person_name(i.invited_by), i.created_at,
    i.expires_at, i.accepted_at, i.revoked_at, o.status, o.failure, o.next_attempt_at
  from private.latest_invitations(p_company_id) i
  left join lateral (
    select m.status, m.failure, case when m.status = 'queued' then m.next_attempt_at end
      as next_attempt_at
    from public.mail_outbox m where m.invitation_id = i.id
    order by m.created_at desc, m.id desc limit 1) o on true
  where (p_state is null or i.state = p_state)
    and (i.created_at, i.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else p_before_id end)
  order by i.created_at desc, i.id desc
  limit p_limit
$$;

-- How many of them are in each state. Definer: as above.
create function public.count_invitations(p_company_id uuid)
returns table (state text, invitations bigint)
language sql stable security definer set search_path = '' as $$
  select i.state, count(*) from private.latest_invitations(p_company_id) i group by i.state
$$;

-- Names for a company's log, of people who may have left since. For its admins.
-- Definer: profiles of former colleagues are closed to them.
create function public.team_names(p_company_id uuid, p_ids uuid[])
returns table (id uuid, name text)
language sql stable security definer set search_path = '' as $$
  select p.id, private.person_name(p.id)
  from unnest(p_ids) as p (id)
  where (p_company_id in (select private.my_company_ids('{admin}'))
      or (select private.is_super_admin()))
    and private.person_name(p.id) is not null
    and (exists (select from public.company_members m
          where m.company_id = p_company_id and m.member_id = p.id)
      or exists (select from public.audit_log a
          where a.company_id = p_company_id and a.actor_id = p.id))
$$;

revoke execute on function
  public.list_team(uuid), public.count_invitations(uuid), public.team_names(uuid, uuid[]),
  public.list_invitations(uuid, text, integer, timestamptz, uuid)
  from public, anon, authenticated;
revoke execute on function private.latest_invitations(uuid) from public;
grant execute on function
  public.list_team(uuid), public.count_invitations(uuid), public.team_names(uuid, uuid[]),
  public.list_invitations(uuid, text, integer, timestamptz, uuid)
  to authenticated, service_role;
