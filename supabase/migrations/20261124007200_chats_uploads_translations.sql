-- Conversations with the assistant, uploads that arrive in parts, and translated content: the
-- tables; what fills them comes with its own migration.

-- Conversations -----------------------------------------------------------------------------------

create table public.chat_threads (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  title text check (length(title) <= 255),
  created_at timestamptz not null default now(),
  updated_at timestamptz
);
create index chat_threads_user_id_newest_idx
  on public.chat_threads (user_id, created_at desc, id desc);

create table public.chat_messages (
  id uuid primary key default gen_random_uuid(),
  thread_id uuid not null references public.chat_threads (id) on delete cascade,
  -- No "system": what the model is told besides comes from the server, never from a table that
  -- the person may write.
  role text not null check (role in ('user', 'assistant')),
  content text not null check (length(content) <= 100000),
  created_at timestamptz not null default now()
);
create index chat_messages_thread_id_idx on public.chat_messages (thread_id, created_at, id);

create trigger touch_updated_at before update on public.chat_threads
  for each row execute function private.touch_updated_at();

-- Nobody but the person: not even a SUPER_ADMIN reads along.
alter table public.chat_threads enable row level security;
revoke all on public.chat_threads from anon, authenticated;
grant select, delete on public.chat_threads to authenticated;
grant insert (user_id, title), update (title) on public.chat_threads to authenticated;

create policy "chat_threads: owner reads" on public.chat_threads
  for select to authenticated using (user_id = (select auth.uid()));
create policy "chat_threads: owner adds" on public.chat_threads
  for insert to authenticated with check (user_id = (select auth.uid()));
create policy "chat_threads: owner edits" on public.chat_threads
  for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "chat_threads: owner deletes" on public.chat_threads
  for delete to authenticated using (user_id = (select auth.uid()));

-- What was said stays as it was said; it goes with its thread.
alter table public.chat_messages enable row level security;
revoke all on public.chat_messages from anon, authenticated;
grant select on public.chat_messages to authenticated;
grant insert (thread_id, role, content) on public.chat_messages to authenticated;

create policy "chat_messages: owner of the thread reads" on public.chat_messages
  for select to authenticated
  using (exists (select from public.chat_threads t
    where t.id = thread_id and t.user_id = (select auth.uid())));
create policy "chat_messages: owner of the thread adds" on public.chat_messages
  for insert to authenticated
  with check (exists (select from public.chat_threads t
    where t.id = thread_id and t.user_id = (select auth.uid())));

-- Uploads in parts --------------------------------------------------------------------------------

create table public.uploads (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  -- For people to recognise it; where the file is stored is not made of it.
  file_name text not null check (length(file_name) between 1 and 255 and file_name !~ '[/\\]'),
  mime_type text check (mime_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  total_parts integer not null check (total_parts between 1 and 10000),
  received_parts integer[] not null default '{}',
  status text not null default 'initialized'
    check (status in ('initialized', 'uploading', 'completed')),
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  constraint uploads_received_parts_check check (
    cardinality(received_parts) <= total_parts
    and 1 <= all (received_parts) and total_parts >= all (received_parts)
    and (status <> 'completed' or cardinality(received_parts) = total_parts))
);
create index uploads_user_id_newest_idx on public.uploads (user_id, created_at desc, id desc);
create trigger touch_updated_at before update on public.uploads
  for each row execute function private.touch_updated_at();

alter table public.uploads enable row level security;
revoke all on public.uploads from anon, authenticated;
grant select, delete on public.uploads to authenticated;
-- Which parts have arrived is the server's to say.
grant insert (user_id, file_name, mime_type, total_parts) on public.uploads to authenticated;

create policy "uploads: owner reads" on public.uploads
  for select to authenticated using (user_id = (select auth.uid()));
create policy "uploads: owner adds" on public.uploads
  for insert to authenticated with check (user_id = (select auth.uid()));
create policy "uploads: owner deletes" on public.uploads
  for delete to authenticated using (user_id = (select auth.uid()));

-- Translated content ------------------------------------------------------------------------------

-- An activity is translated as a part of its experience, so the pair must be one.
alter table public.activities
  add constraint activities_id_experience_id_key unique (id, experience_id);

create table public.experiences_activities_localizations (
  id uuid primary key default gen_random_uuid(),
  experience_id uuid not null references public.experiences (id) on delete cascade,
  -- Null: the experience itself.
  activity_id uuid,
  language text not null check (language ~ '^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$'),
  name text check (length(name) <= 500),
  description text check (length(description) <= 50000),
  thumbnail_description text check (length(thumbnail_description) <= 5000),
  address text check (length(address) <= 1000),
  highlights text[] check (cardinality(highlights) <= 100),
  default_questions text[] check (cardinality(default_questions) <= 100),
  owned_by uuid references public.company_accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz,
  -- One translation of each thing, whoever makes it first.
  constraint experiences_activities_localizations_key
    unique nulls not distinct (experience_id, activity_id, language),
  constraint experiences_activities_localizations_activity_fkey
    foreign key (activity_id, experience_id) references public.activities (id, experience_id)
    on update cascade on delete cascade
);
create index experiences_activities_localizations_activity_idx
  on public.experiences_activities_localizations (activity_id, experience_id);
create index experiences_activities_localizations_owned_by_idx
  on public.experiences_activities_localizations (owned_by);
create trigger touch_updated_at before update on public.experiences_activities_localizations
  for each row execute function private.touch_updated_at();

-- Translating costs money, so nobody writes but the server.
alter table public.experiences_activities_localizations enable row level security;
revoke all on public.experiences_activities_localizations from anon, authenticated;
grant select on public.experiences_activities_localizations to anon, authenticated;

create policy "experiences_activities_localizations: the public reads"
  on public.experiences_activities_localizations
  for select to anon
  using (exists (select from public.experiences e where e.id = experience_id)
    and (activity_id is null or exists (select from public.activities a where a.id = activity_id)));
create policy "experiences_activities_localizations: readers of the original read"
  on public.experiences_activities_localizations
  for select to authenticated
  using (exists (select from public.experiences e where e.id = experience_id)
    and (activity_id is null or exists (select from public.activities a where a.id = activity_id)));

-- The companies whose traveller form the caller filled in.
create or replace function private.my_form_company_ids() returns uuid[]
language sql stable as $$
  select coalesce(array_agg(distinct v.company_id), '{}')
  from public.visitors v
  where v.company_id is not null
    and v.email = (select u.email from public.userprofiles u where u.userid = auth.uid())
$$;
