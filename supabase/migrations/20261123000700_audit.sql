-- Who changed what. Written by triggers in the transaction of the change, by nobody else.
--
-- No foreign keys: the log outlives the company, the person and the record it speaks of.

create table public.audit_log (
  id bigint generated always as identity primary key,
  company_id uuid,
  actor_id uuid,
  action text not null check (action in ('create', 'update', 'delete', 'restore')),
  entity text not null,
  entity_id uuid not null,
  -- {column: [before, after]}
  changes jsonb not null default '{}' check (jsonb_typeof(changes) = 'object'),
  created_at timestamptz not null default now()
);
create index audit_log_company_id_newest_idx on public.audit_log (company_id, created_at desc, id desc);
create index audit_log_entity_newest_idx
  on public.audit_log (entity, entity_id, created_at desc, id desc);
create index audit_log_actor_id_idx on public.audit_log (actor_id, created_at desc);

alter table public.audit_log enable row level security;
revoke all on public.audit_log from anon, authenticated;
grant select on public.audit_log to authenticated;

create policy "audit_log: admins and super admin read" on public.audit_log
  for select to authenticated
  using (company_id in (select private.my_company_ids('{admin}'))
    or (select private.is_super_admin()));

-- Argument: the column that names the company. Definer: nobody else may write the log.
create function private.audit() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) else '{}' end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) else '{}' end;
  row_now jsonb := case when tg_op = 'DELETE' then before else after end;
  difference jsonb;
  verb text;
begin
  select coalesce(jsonb_object_agg(key, jsonb_build_array(before -> key, after -> key)), '{}')
  into difference
  from jsonb_object_keys(before || after) as key
  where coalesce(before -> key, 'null') <> coalesce(after -> key, 'null')
    -- Derived, or secret.
    and key not in ('id', 'created_at', 'updated_at', 'search', 'search_text', 'token_hash');
  if tg_op = 'UPDATE' and difference = '{}' then
    return null;
  end if;

  verb := case
    when tg_op = 'INSERT' then 'create'
    when tg_op = 'DELETE' then 'delete'
    when before -> 'is_deleted' = 'false' and after -> 'is_deleted' = 'true' then 'delete'
    when before -> 'is_deleted' = 'true' and after -> 'is_deleted' = 'false' then 'restore'
    else 'update' end;
  insert into public.audit_log (company_id, actor_id, action, entity, entity_id, changes)
  values ((row_now ->> tg_argv[0])::uuid, auth.uid(), verb, tg_table_name,
    (row_now ->> 'id')::uuid, difference);
  return null;
end
$$;
revoke execute on function private.audit() from public;

create trigger audit after insert or update or delete on public.company_accounts
  for each row execute function private.audit('id');
create trigger audit after insert or update or delete on public.company_members
  for each row execute function private.audit('company_id');
create trigger audit after insert or update or delete on public.company_invitations
  for each row execute function private.audit('company_id');
create trigger audit after insert or update or delete on public.experiences
  for each row execute function private.audit('owned_by');
