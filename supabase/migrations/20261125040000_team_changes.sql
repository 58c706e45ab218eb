-- Changes to a team: the log says of whom, the person is told by mail in the same transaction, and
-- an owner hands the company over before they go.

-- Further arguments of the trigger: columns an entry names even when they stay as they were. The
-- record may be out of the reader's sight by the time the log is read.
-- Definer: nobody else may write the log.
create or replace function private.audit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) else '{}' end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) else '{}' end;
  row_now jsonb := case when tg_op = 'DELETE' then before else after end;
  difference jsonb;
  kept jsonb;
  verb text;
begin
  select coalesce(jsonb_object_agg(key, jsonb_build_array(before -> key, after -> key)), '{}')
  into difference
  from jsonb_object_keys(before || after) as key
  where coalesce(before -> key, 'null') <> coalesce(after -> key, 'null')
    -- Derived, or secret.
    and key not in ('id', 'created_at', 'updated_at', 'search', 'search_text', 'token_hash',
      'redirect_link');
  if tg_op = 'UPDATE' and difference = '{}' then
    return null;
  end if;
  select coalesce(jsonb_object_agg(key, jsonb_build_array(before -> key, after -> key)), '{}')
  into kept
  from unnest(tg_argv[1:]) as key;

  verb := case
    when tg_op = 'INSERT' then 'create'
    when tg_op = 'DELETE' then 'delete'
    when before -> 'is_deleted' = 'false' and after -> 'is_deleted' = 'true' then 'delete'
    when before -> 'is_deleted' = 'true' and after -> 'is_deleted' = 'false' then 'restore'
    else 'update' end;
  insert into public.audit_log (company_id, actor_id, action, entity, entity_id, changes)
  values ((row_now ->> tg_argv[0])::uuid, auth.uid(), verb, tg_table_name,
    (row_now ->> 'id')::uuid, kept || difference);
  return null;
end
$$;
drop trigger audit on public.company_members;
create trigger audit after insert or update or delete on public.company_members
  for each row execute function private.audit('company_id', 'member_id', 'role');
drop trigger audit on public.company_invitations;
create trigger audit after insert or update or delete on public.company_invitations
  for each row execute function private.audit('company_id', 'email', 'role');

-- The name colleagues know somebody by. Null: no business profile.
create function private.person_name(p_id uuid) returns text
language sql stable set search_path = '' as $$
  select case when btrim(b.businessname) <> '' then b.businessname
    when b.username <> '' then b.username else b.email end
  from public.businessprofiles b where b.businessid = p_id
$$;

-- The highest role somebody holds in a company; null for none.
create function private.highest_role(p_company_id uuid, p_member_id uuid) returns text
language sql stable set search_path = '' as $$
  select m.role from public.company_members m
  where m.company_id = p_company_id and m.member_id = p_member_id and not m.is_deleted
  order by array_position('{admin,editor,member}'::text[], m.role)
  limit 1
$$;

-- Tells somebody what became of their place in a team, unless it was their own doing. The mail goes
-- out with the change, or not at all.
create function private.tell_member(p_company_id uuid, p_member_id uuid, p_before text)
returns void
language plpgsql set search_path = '' as $$
declare
  now_is text := private.highest_role(p_company_id, p_member_id);
  address text := (select b.email from public.businessprofiles b where b.businessid = p_member_id);
  props jsonb;
begin
  if p_member_id is not distinct from auth.uid() or now_is is not distinct from p_before then
    return;
  end if;
  props := jsonb_build_object(
    'company', (select c.name from public.company_accounts c where c.id = p_company_id),
    'by', case when auth.uid() is null then null else private.person_name(auth.uid()) end);
  if now_is is null then
    perform private.queue_mail(address, 'membership-ended', props, p_company_id => p_company_id);
  else
    perform private.queue_mail(address, 'role-changed',
      props || jsonb_build_object('companyId', p_company_id, 'role', now_is),
      p_company_id => p_company_id);
  end if;
end
$$;

-- The owner stays admin: otherwise a colleague could lock them out of their own company, and a
-- company whose owner has left is nobody's to hand over or to close.
create or replace function private.spare_the_owner(company uuid, member uuid) returns void
language plpgsql set search_path = '' as $$
begin
  if private.is_super_admin()
    or not exists (select from public.company_accounts c where c.id = company and c.owned_by = member)
  then
    return;
  end if;
  if member is distinct from auth.uid() then
    raise exception using errcode = 'PT409', hint = 'owner',
      message = 'The owner of the company stays its admin.';
  elsif exists (
    select from public.company_members m
    where m.company_id = company and m.member_id <> member and m.role = 'admin' and not m.is_deleted)
  then
    raise exception using errcode = 'PT409', hint = 'owner',
      message = 'You own this company. Hand it over to another admin first.';
  end if;
  -- Nobody to hand it to: what is said is that an admin is missing.
end
$$;

-- Gives one person exactly this role. No row: not a member, or no such company.
-- Definer: memberships are written by these functions only, which keep the last admin.
create or replace function public.change_member_role(p_company_id uuid, p_member_id uuid, p_role text)
returns setof public.company_members
language plpgsql security definer set search_path = '' as $$
declare
  joined timestamptz;
  before text;
begin
  if not private.require_company_admin(p_company_id) then
    return;
  end if;
  select min(m.created_at) into joined
  from public.company_members m
  where m.company_id = p_company_id and m.member_id = p_member_id and not m.is_deleted;
  if joined is null then
    return;
  end if;
  before := private.highest_role(p_company_id, p_member_id);
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
  if before = 'admin' then
    perform private.keep_an_admin(p_company_id);
  end if;
  perform private.tell_member(p_company_id, p_member_id, before);
  return query select * from public.company_members m
    where m.company_id = p_company_id and m.member_id = p_member_id and m.role = p_role;
end
$$;

-- Takes one role from a person, or all of them; answers the memberships that ended. Everybody may
-- leave by themselves. No row: nothing to end. Definer: as above.
create or replace function public.remove_member(
  p_company_id uuid, p_member_id uuid, p_role text default null)
returns setof public.company_members
language plpgsql security definer set search_path = '' as $$
declare
  before text;
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
  before := private.highest_role(p_company_id, p_member_id);
  if p_role is null or p_role = 'admin' then
    perform private.spare_the_owner(p_company_id, p_member_id);
  end if;
  return query update public.company_members m set is_deleted = true
    where m.company_id = p_company_id and m.member_id = p_member_id
      and (p_role is null or m.role = p_role) and not m.is_deleted
    returning m.*;
  if before = 'admin' then
    perform private.keep_an_admin(p_company_id);
  end if;
  perform private.tell_member(p_company_id, p_member_id, before);
end
$$;

revoke execute on function
  private.person_name(uuid), private.highest_role(uuid, uuid),
  private.tell_member(uuid, uuid, text)
  from public;
