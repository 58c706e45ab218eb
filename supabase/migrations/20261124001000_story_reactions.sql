-- Stories leave their author's desk: who reads published ones, and what others leave on them.

-- The first publication ------------------------------------------------------------------------

-- Figures count from the day a story was first published, however often it is taken back and shown
-- again later.
alter table public.stories add column published_at timestamptz;
alter table public.stories disable trigger touch_updated_at;
update public.stories set published_at = created_at where status = 'PUBLISHED';
alter table public.stories enable trigger touch_updated_at;

create function private.keep_first_publication() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.published_at is not null then
    new.published_at := old.published_at;
  elsif new.status = 'PUBLISHED' and new.published_at is null then
    new.published_at := now();
  end if;
  return new;
end
$$;
revoke execute on function private.keep_first_publication() from public;
create trigger keep_first_publication before insert or update of status, published_at
  on public.stories for each row execute function private.keep_first_publication();

-- Stories of one experience, newest first; "published" alone has its index already.
create index stories_experience_id_published_newest_idx
  on public.stories (experience_id, created_at desc, id desc) where status = 'PUBLISHED';

-- Who reads a story ----------------------------------------------------------------------------

-- Published ones are for whoever may see what they tell of; one without an experience is for all.
-- The inner select is a scalar on purpose: "exists" inside "or" tempts Postgres to read every
-- experience into a hash for a page of twenty.
drop policy "stories: author and super admin read" on public.stories;
create policy "stories: published ones everybody who sees the experience, author, super admin"
  on public.stories for select to authenticated
  using (user_id = (select auth.uid())
    or (select private.is_super_admin())
    or (status = 'PUBLISHED' and case when experience_id is null then true
      else (select true from public.experiences e where e.id = experience_id) end));
create policy "stories: the public reads published ones of active experiences" on public.stories
  for select to anon
  using (status = 'PUBLISHED' and case when experience_id is null then true
    else (select true from public.experiences e where e.id = experience_id) end);

-- Notes are what a story was written from, for its author alone: private.story_notes.
revoke select on public.stories from authenticated;
grant select (id, user_id, experience_id, channel_id, status, title, story_content, seo_title_tag,
  seo_meta_desc, seo_excerpt, seo_slug, long_tail_keyword, hashtags, created_at, updated_at,
  published_at) on public.stories to anon, authenticated;

-- What only a company could read must not come out because the experience is deleted: such a story
-- is a draft again, and its author's to publish.
-- Definer: whoever deletes an experience may not write other people's stories.
create function private.withdraw_hidden_stories() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.stories set status = 'DRAFT' where experience_id = old.id and status = 'PUBLISHED';
  return old;
end
$$;
revoke execute on function private.withdraw_hidden_stories() from public;
create trigger withdraw_hidden_stories before delete on public.experiences
  for each row when (old.status <> 'active') execute function private.withdraw_hidden_stories();

-- Pictures of one call carry the same time: their order is kept by number.
alter table public.story_media
  add column position integer not null default 0 check (position >= 0);
grant insert (position) on public.story_media to authenticated;

-- Likes, shares, comments ------------------------------------------------------------------------

create table public.likes (
  id uuid primary key default gen_random_uuid(),
  story_id uuid not null references public.stories (id) on delete cascade,
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  created_at timestamptz not null default now(),
  constraint likes_story_id_user_id_key unique (story_id, user_id)
);
create index likes_user_id_idx on public.likes (user_id);

-- Every time somebody passed a story on; repeats count.
create table public.shares (
  id uuid primary key default gen_random_uuid(),
  story_id uuid not null references public.stories (id) on delete cascade,
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  platform text not null check (platform in ('facebook', 'twitter', 'instagram')),
  created_at timestamptz not null default now()
);
create index shares_story_id_idx on public.shares (story_id, created_at);
create index shares_user_id_idx on public.shares (user_id);

create table public.comments (
  id uuid primary key default gen_random_uuid(),
  story_id uuid not null references public.stories (id) on delete cascade,
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  content text not null check (length(btrim(content)) between 1 and 10000),
  created_at timestamptz not null default now(),
  updated_at timestamptz
);
create index comments_story_id_newest_idx on public.comments (story_id, created_at desc, id desc);
create index comments_user_id_idx on public.comments (user_id);
create trigger touch_updated_at before update on public.comments
  for each row execute function private.touch_updated_at();

create table public.comment_media (
  comment_id uuid not null references public.comments (id) on delete cascade,
  media_id uuid not null references public.media_assets (id) on delete cascade,
  position integer not null default 0 check (position >= 0),
  created_at timestamptz not null default now(),
  constraint comment_media_pkey primary key (comment_id, media_id)
);
create index comment_media_media_id_idx on public.comment_media (media_id);

-- How many liked a story is for everybody (the read functions say it); who did, for nobody else.
alter table public.likes enable row level security;
revoke all on public.likes from anon, authenticated;
grant select, delete, insert (user_id, story_id) on public.likes to authenticated;

create policy "likes: whoever likes and super admin read" on public.likes
  for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_super_admin()));
create policy "likes: readers of the story add their own" on public.likes
  for insert to authenticated
  with check (user_id = (select auth.uid())
    and exists (select from public.stories s where s.id = story_id));
create policy "likes: whoever likes deletes" on public.likes
  for delete to authenticated using (user_id = (select auth.uid()));

alter table public.shares enable row level security;
revoke all on public.shares from anon, authenticated;
grant select, insert (user_id, story_id, platform) on public.shares to authenticated;

create policy "shares: whoever shared and super admin read" on public.shares
  for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_super_admin()));
create policy "shares: readers of the story add their own" on public.shares
  for insert to authenticated
  with check (user_id = (select auth.uid())
    and exists (select from public.stories s where s.id = story_id));

alter table public.comments enable row level security;
revoke all on public.comments from anon, authenticated;
grant select, delete, insert (user_id, story_id, content), update (content) on public.comments
  to authenticated;

-- Authors keep reading what they wrote when the story is gone from sight.
create policy "comments: author and readers of the story read" on public.comments
  for select to authenticated
  using (user_id = (select auth.uid())
    or (select true from public.stories s where s.id = story_id));
create policy "comments: readers of the story add their own" on public.comments
  for insert to authenticated
  with check (user_id = (select auth.uid())
    and exists (select from public.stories s where s.id = story_id));
create policy "comments: author edits" on public.comments
  for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "comments: author and super admin delete" on public.comments
  for delete to authenticated
  using (user_id = (select auth.uid()) or (select private.is_super_admin()));

alter table public.comment_media enable row level security;
revoke all on public.comment_media from anon, authenticated;
grant select, delete, insert (comment_id, media_id, position) on public.comment_media
  to authenticated;

create policy "comment_media: readers of the comment read" on public.comment_media
  for select to authenticated
  using (exists (select from public.comments c where c.id = comment_id));
create policy "comment_media: author adds own files" on public.comment_media
  for insert to authenticated
  with check (
    exists (select from public.comments c
      where c.id = comment_id and c.user_id = (select auth.uid()))
    and exists (select from public.media_assets m
      where m.id = media_id and m.user_id = (select auth.uid())));
create policy "comment_media: author deletes" on public.comment_media
  for delete to authenticated
  using (exists (select from public.comments c
    where c.id = comment_id and c.user_id = (select auth.uid())));

-- Where a story came from ------------------------------------------------------------------------

-- Outside the schemas the API serves; written and answered by create_story only.
create schema if not exists secondary;
revoke all on schema secondary from public;
grant usage on schema secondary to authenticated, service_role;

create table secondary.reporters_stories (
  story_id uuid primary key references public.stories (id) on delete cascade,
  -- What reported it lives with the agents, in no table of ours.
  reporter_id uuid not null,
  experience_id uuid references public.experiences (id) on delete set null,
  created_at timestamptz not null default now()
);
create index reporters_stories_experience_id_idx on secondary.reporters_stories (experience_id);

alter table secondary.reporters_stories enable row level security;
revoke all on secondary.reporters_stories from anon, authenticated;
grant select, insert (story_id, reporter_id, experience_id) on secondary.reporters_stories
  to authenticated;
grant all on secondary.reporters_stories to service_role;

create policy "reporters_stories: author of the story and super admin read"
  on secondary.reporters_stories for select to authenticated
  using ((select private.is_super_admin()) or exists (
    select from public.stories s where s.id = story_id and s.user_id = (select auth.uid())));
create policy "reporters_stories: author of the story adds"
  on secondary.reporters_stories for insert to authenticated
  with check (exists (
    select from public.stories s where s.id = story_id and s.user_id = (select auth.uid())));
