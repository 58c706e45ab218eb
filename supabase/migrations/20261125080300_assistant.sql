-- Conversations with the assistant: which company is asked about, what an answer consisted of, and
-- going back to an earlier point.

alter table public.chat_threads
  add column company_id uuid references public.company_accounts (id) on delete set null;
create index chat_threads_company_id_idx on public.chat_threads (company_id);
alter table public.chat_messages
  -- Tools, sources and the like, as the dashboard shows them.
  add column parts jsonb check (jsonb_typeof(parts) = 'array' and length(parts::text) <= 400000),
  add column use_id uuid references public.ai_uses (id) on delete set null;
create index chat_messages_use_id_idx on public.chat_messages (use_id);

grant insert (company_id) on public.chat_threads to authenticated;
grant insert (parts, use_id) on public.chat_messages to authenticated;

-- Takes a message and all after it out of a conversation of the caller's, to ask or answer again.
-- Definer: messages are not theirs to delete one by one.
create function public.rewind_thread(p_thread uuid, p_message uuid) returns integer
language sql security definer set search_path = '' as $$
  with place as (
    select m.created_at, m.id from public.chat_messages m
    join public.chat_threads t on t.id = m.thread_id
    where m.id = p_message and t.id = p_thread and t.user_id = (select auth.uid())
  ), gone as (
    delete from public.chat_messages m using place p
    where m.thread_id = p_thread and (m.created_at, m.id) >= (p.created_at, p.id)
    returning m.id
  )
  select count(*)::integer from gone
$$;

-- The caller's conversations, the newest first; with words, those whose title or messages have them.
create function public.list_chat_threads(p_search text default null, p_limit integer default 50)
returns table (id uuid, title text, company_id uuid, created_at timestamptz, updated_at timestamptz)
language sql stable set search_path = '' as $$
  select t.id, t.title, t.company_id, t.created_at, t.updated_at
  from public.chat_threads t
  where t.user_id = (select auth.uid()) and (
    p_search is null
    or private.fold(t.title) like '%' || replace(replace(private.fold(p_search), '\', '\\'), '%', '\%') || '%'
    or exists (select from public.chat_messages m where m.thread_id = t.id
      and private.fold(m.content)
        like '%' || replace(replace(private.fold(p_search), '\', '\\'), '%', '\%') || '%'))
  order by t.created_at desc, t.id desc limit least(greatest(p_limit, 1), 200)
$$;

revoke execute on function public.rewind_thread(uuid, uuid),
  public.list_chat_threads(text, integer) from public;
grant execute on function public.rewind_thread(uuid, uuid),
  public.list_chat_threads(text, integer) to authenticated, service_role;
