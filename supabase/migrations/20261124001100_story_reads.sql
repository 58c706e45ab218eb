-- Stories, comments and channels in the shape clients get them, one round trip each.

-- What every reader of a story may know of rows they may not read: the author's name and face, the
-- channel's name, the pictures, how many liked it. Views with their owner's rights, on purpose; the
-- schema is not served, so they are reachable through what follows only.

-- People see their own e-mail address, everybody else a mask in its place.
create view private.story_authors as
  select p.userid,
    jsonb_build_object(
      'email', case when p.userid = (select auth.uid()) then p.email
        else left(p.email, 1) || '***@***' end,
      'firstname', p.firstname, 'lastname', p.lastname,
      'media_assets', case when a.id is not null then jsonb_build_object('url', a.url) end
    ) as card
  from public.userprofiles p
  left join public.media_assets a on a.id = p.avatar_id;
create view private.story_channels as
  select id, channel_type, name from public.channels;
create view private.story_pictures as
  select l.story_id, m.url, m.created_at, l.position
  from public.story_media l join public.media_assets m on m.id = l.media_id;
create view private.comment_pictures as
  select l.comment_id, m.url, m.created_at, l.position
  from public.comment_media l join public.media_assets m on m.id = l.media_id;
create view private.story_likes as select story_id from public.likes;
create view private.story_shares as select story_id from public.shares;
create view private.story_comments as select story_id from public.comments;
-- The caller's own, and nobody else's.
create view private.story_notes as
  select id, notes from public.stories where user_id = (select auth.uid());

-- A story with all that hangs on it, for whoever may read the story. Everything is a subquery of the
-- select list, so a page of twenty looks up twenty and columns not asked for cost nothing.
-- A destination is an experience here: both names say the same.
create view private.story_cards with (security_invoker = true) as
  select
    s.id, s.user_id, s.experience_id, s.experience_id as destination_id, s.channel_id, s.status,
    s.title,
    case when s.user_id = (select auth.uid())
      then (select n.notes from private.story_notes n where n.id = s.id) end as notes,
    s.story_content, s.seo_title_tag, s.seo_meta_desc, s.seo_excerpt, s.seo_slug,
    s.long_tail_keyword, s.hashtags, s.created_at, s.updated_at,
    (select jsonb_build_object('name', e.name)
      from public.experiences e where e.id = s.experience_id) as experiences,
    (select jsonb_build_object('name', e.name)
      from public.experiences e where e.id = s.experience_id) as destinations,
    (select coalesce(
        jsonb_agg(jsonb_build_object('url', p.url) order by p.created_at desc, p.position), '[]')
      from private.story_pictures p where p.story_id = s.id) as media_assets,
    (select jsonb_build_object('channel_type', c.channel_type, 'name', c.name)
      from private.story_channels c where c.id = s.channel_id) as channels,
    (select a.card from private.story_authors a where a.userid = s.user_id) as userprofiles,
    (select jsonb_build_array(jsonb_build_object('count', count(*)))
      from private.story_likes l where l.story_id = s.id) as likes,
    (select jsonb_build_array(jsonb_build_object('count', count(*)))
      from private.story_shares l where l.story_id = s.id) as shares,
    (select jsonb_build_array(jsonb_build_object('count', count(*)))
      from private.story_comments l where l.story_id = s.id) as comments
  from public.stories s;

create view private.comment_cards with (security_invoker = true) as
  select c.id, c.story_id, c.user_id, c.content, c.created_at, c.updated_at,
    (select coalesce(
        jsonb_agg(jsonb_build_object('url', p.url) order by p.created_at desc, p.position), '[]')
      from private.comment_pictures p where p.comment_id = c.id) as media_assets
  from public.comments c;

revoke all on private.story_authors, private.story_channels, private.story_pictures,
  private.comment_pictures, private.story_likes, private.story_shares, private.story_comments,
  private.story_notes, private.story_cards, private.comment_cards from public, anon, authenticated;
grant select on private.story_authors, private.story_channels, private.story_pictures,
  private.story_likes, private.story_shares, private.story_comments, private.story_notes,
  private.story_cards
  to anon, authenticated, service_role;
grant select on private.comment_pictures, private.comment_cards to authenticated, service_role;

-- The functions ask for no right of their own: row security has said which stories there are.

-- The caller's own in every state, newest first: story.get-all.
create function public.list_my_stories(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns setof private.story_cards language sql stable as $$
  select s.* from private.story_cards s
  where s.user_id = (select auth.uid())
    and (s.created_at, s.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by s.created_at desc, s.id desc
  limit p_limit
$$;

-- One story the caller may read: story.get.
create function public.get_story(p_story_id uuid)
returns setof private.story_cards language sql stable as $$
  select s.* from private.story_cards s where s.id = p_story_id
$$;

-- Published stories, newest first: story.public.get-all. Asked as nobody, so of active experiences.
create function public.list_public_stories(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns setof private.story_cards language sql stable as $$
  select s.* from private.story_cards s
  where s.status = 'PUBLISHED'
    and (s.created_at, s.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by s.created_at desc, s.id desc
  limit p_limit
$$;

-- One published story: story.public.get.
create function public.get_public_story(p_story_id uuid)
returns setof private.story_cards language sql stable as $$
  select s.* from private.story_cards s where s.id = p_story_id and s.status = 'PUBLISHED'
$$;

-- Published stories of one experience, newest first: experiences.public.stories and
-- experiences.public.travelerPhotos.
create function public.list_experience_stories(
  p_experience_id uuid,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns setof private.story_cards language sql stable as $$
  select s.* from private.story_cards s
  where s.experience_id = p_experience_id and s.status = 'PUBLISHED'
    and (s.created_at, s.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by s.created_at desc, s.id desc
  limit p_limit
$$;

-- Comments on a story, newest first: story.comments.get.
create function public.list_story_comments(
  p_story_id uuid,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns setof private.comment_cards language sql stable as $$
  select c.* from private.comment_cards c
  where c.story_id = p_story_id
    and (c.created_at, c.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by c.created_at desc, c.id desc
  limit p_limit
$$;

-- The caller's channels, newest first: channel.get-all.
create function public.list_my_channels(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, user_id uuid, name text, channel_type text, url text, brand_voice text,
  created_at timestamptz, updated_at timestamptz)
language sql stable as $$
  select c.id, c.user_id, c.name, c.channel_type, c.url, c.brand_voice, c.created_at, c.updated_at
  from public.channels c
  where c.user_id = (select auth.uid())
    and (c.created_at, c.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by c.created_at desc, c.id desc
  limit p_limit
$$;

revoke execute on function
  public.list_my_stories(integer, timestamptz, uuid), public.get_story(uuid),
  public.list_public_stories(integer, timestamptz, uuid), public.get_public_story(uuid),
  public.list_experience_stories(uuid, integer, timestamptz, uuid),
  public.list_story_comments(uuid, integer, timestamptz, uuid),
  public.list_my_channels(integer, timestamptz, uuid) from public, anon, authenticated;
grant execute on function
  public.list_public_stories(integer, timestamptz, uuid), public.get_public_story(uuid),
  public.list_experience_stories(uuid, integer, timestamptz, uuid)
  to anon, authenticated, service_role;
grant execute on function
  public.list_my_stories(integer, timestamptz, uuid), public.get_story(uuid),
  public.list_story_comments(uuid, integer, timestamptz, uuid),
  public.list_my_channels(integer, timestamptz, uuid) to authenticated, service_role;
