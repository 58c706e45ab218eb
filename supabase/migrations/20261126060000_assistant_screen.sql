-- The assistant's screen: why an answer did not help, conversations that can be brought back, and
-- how much of the day is used.

alter table public.ai_uses
  add column reason text
    check (reason in ('wrong', 'incomplete', 'source', 'language', 'other')),
  add column remark text check (length(remark) <= 1000),
  -- Reasons belong to a thumb down; taken back, they go with it.
  add constraint ai_uses_reason_needs_thumb_down
    check (helpful is not distinct from false or (reason is null and remark is null));
grant update (reason, remark) on public.ai_uses to authenticated;

-- Deleted conversations are out of everybody's sight at once and gone after a day.
alter table public.chat_threads add column deleted_at timestamptz;
create index chat_threads_deleted_at_idx on public.chat_threads (deleted_at)
  where deleted_at is not null;

alter policy "chat_threads: owner reads" on public.chat_threads
  using (user_id = (select auth.uid()) and deleted_at is null);
alter policy "chat_threads: owner edits" on public.chat_threads
  using (user_id = (select auth.uid()) and deleted_at is null)
  with check (user_id = (select auth.uid()) and deleted_at is null);
-- Messages follow: their policies look for the conversation as the caller.

-- Deletes a conversation of the caller's, or brings it back; null when there is none. What has been
-- deleted for a day goes for good on the way.
-- Definer: what is deleted is out of its owner's sight.
create function public.delete_chat_thread(p_thread uuid, p_restore boolean default false)
returns uuid language plpgsql security definer set search_path = '' as $$
declare
  changed uuid;
begin
  update public.chat_threads t
  set deleted_at = case when p_restore then null else now() end
  where t.id = p_thread and t.user_id = (select auth.uid())
    and (t.deleted_at is not null) = p_restore
  returning t.id into changed;
  delete from public.chat_threads t where t.deleted_at < now() - interval '1 day';
  return changed;
end
$$;

-- Tokens of the last day, the caller's and their company's, as begin_ai_use counts them.
-- Definer: a company's day counts what colleagues asked; who asked is not shown.
create function public.ai_day(p_company uuid default null)
returns table (user_tokens bigint, company_tokens bigint)
language sql stable security definer set search_path = '' as $$
  with spent as (
    select u.user_id, u.company_id, case
      when u.state = 'running' and u.created_at > now() - interval '10 minutes' then 1000
      else u.input_tokens + u.output_tokens end as tokens
    from public.ai_uses u
    where u.created_at > now() - interval '1 day' and (u.user_id = (select auth.uid())
      or (u.company_id = p_company and p_company in (select private.my_company_ids())))
  )
  select
    coalesce(sum(s.tokens) filter (where s.user_id = (select auth.uid())), 0)::bigint,
    coalesce(sum(s.tokens) filter (where s.company_id = p_company
      and p_company in (select private.my_company_ids())), 0)::bigint
  from spent s
$$;

revoke execute on function public.delete_chat_thread(uuid, boolean), public.ai_day(uuid)
  from public;
grant execute on function public.delete_chat_thread(uuid, boolean), public.ai_day(uuid)
  to authenticated, service_role;
