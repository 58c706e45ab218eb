-- Writes that stand or fall together. All run with the caller's rights: row security is what keeps
-- people from writing for others, and whoever writes is whoever asks.

-- Records files somebody already uploaded, in the order given: [{"url", "path"?}].
-- A path counts only inside the caller's own folder, because a record opens the stored file to its
-- readers; otherwise the link is kept and the path forgotten.
create function private.record_media(items jsonb, for_usage text) returns uuid[]
language plpgsql set search_path = '' as $$
declare
  uid uuid := auth.uid();
  recorded uuid[] := '{}';
  item jsonb;
  path text;
  media uuid;
begin
  for item in select value from jsonb_array_elements(items) loop
    path := item ->> 'path';
    if path is null or split_part(path, '/', 1) <> uid::text then
      path := null;
    end if;
    insert into public.media_assets (user_id, bucket, storage_path, url, usage, mime_type)
    values (uid, case when path is not null then 'story' end, path, item ->> 'url', for_usage,
      'image/jpeg')
    on conflict on constraint media_assets_place_key do nothing
    returning id into media;
    -- The upload recorded it before: that record is the one to link.
    if media is null then
      select m.id into media from public.media_assets m
      where m.bucket = 'story' and m.storage_path = path and m.user_id = uid;
    end if;
    if media is null then
      raise exception using errcode = 'foreign_key_violation', message = 'There is no such file.';
    end if;
    recorded := recorded || media;
  end loop;
  return recorded;
end
$$;

-- A new draft with its pictures and the report it came from: story.create. What else p_story says
-- (an author, a status) is not looked at.
create function public.create_story(
  p_story jsonb,
  p_media jsonb default '[]',
  p_reporter_id uuid default null)
returns table (id uuid, media uuid[], link jsonb)
language plpgsql set search_path = '' as $$
declare
  given public.stories := jsonb_populate_record(null::public.stories, p_story);
begin
  -- The policy would refuse these as well, but as forbidden; to the author they do not exist.
  if given.experience_id is not null and not exists (
    select from public.experiences e where e.id = given.experience_id)
  then
    raise exception using errcode = 'foreign_key_violation',
      constraint = 'stories_experience_id_fkey', message = 'There is no such experience.';
  end if;
  if given.channel_id is not null and not exists (
    select from public.channels c where c.id = given.channel_id and c.user_id = (select auth.uid()))
  then
    raise exception using errcode = 'foreign_key_violation',
      constraint = 'stories_channel_id_fkey', message = 'There is no such channel.';
  end if;

  insert into public.stories (user_id, experience_id, channel_id, title, notes, story_content,
    seo_title_tag, seo_meta_desc, seo_excerpt, seo_slug, long_tail_keyword, hashtags)
  values (auth.uid(), given.experience_id, given.channel_id, given.title, given.notes,
    given.story_content, given.seo_title_tag, given.seo_meta_desc, given.seo_excerpt,
    given.seo_slug, given.long_tail_keyword, given.hashtags)
  returning stories.id into create_story.id;

  media := private.record_media(p_media, 'story');
  insert into public.story_media (story_id, media_id, position)
  select create_story.id, item.media_id, item.number - 1
  from unnest(media) with ordinality as item (media_id, number)
  on conflict do nothing;

  if p_reporter_id is not null then
    insert into secondary.reporters_stories (story_id, reporter_id, experience_id)
    values (create_story.id, p_reporter_id, given.experience_id)
    returning to_jsonb(reporters_stories) into link;
  end if;
  return next;
end
$$;

-- A comment of the caller with its pictures: story.comments.create.
create function public.create_comment(
  p_story_id uuid,
  p_content text,
  p_media jsonb default '[]')
returns table (id uuid, media uuid[])
language plpgsql set search_path = '' as $$
begin
  if not exists (select from public.stories s where s.id = p_story_id) then
    raise exception using errcode = 'no_data_found', message = 'There is no such story.';
  end if;
  insert into public.comments (user_id, story_id, content)
  values (auth.uid(), p_story_id, p_content)
  returning comments.id into create_comment.id;

  media := private.record_media(p_media, 'comment');
  insert into public.comment_media (comment_id, media_id, position)
  select create_comment.id, item.media_id, item.number - 1
  from unnest(media) with ordinality as item (media_id, number)
  on conflict do nothing;
  return next;
end
$$;

-- Likes a story or takes the like back; with p_liked it becomes that, however often one asks:
-- story.likes.create. Answers the new state and the like that was made, found or removed.
create function public.toggle_like(p_story_id uuid, p_liked boolean default null)
returns table (status boolean, like_id uuid)
language plpgsql set search_path = '' as $$
declare
  uid uuid := auth.uid();
begin
  if not exists (select from public.stories s where s.id = p_story_id) then
    raise exception using errcode = 'no_data_found', message = 'There is no such story.';
  end if;
  -- A row that is not there cannot be locked: calls of one person on one story queue up here.
  perform pg_advisory_xact_lock(hashtextextended(concat('like ', p_story_id, ' ', uid), 0));

  if p_liked is distinct from true then
    delete from public.likes l where l.story_id = p_story_id and l.user_id = uid
    returning l.id into like_id;
    if like_id is not null or p_liked is false then
      status := false;
      return next;
      return;
    end if;
  end if;

  insert into public.likes (user_id, story_id) values (uid, p_story_id)
  on conflict on constraint likes_story_id_user_id_key do nothing
  returning id into like_id;
  if like_id is null then
    select l.id into like_id from public.likes l
    where l.story_id = p_story_id and l.user_id = uid;
  end if;
  status := true;
  return next;
end
$$;

revoke execute on function private.record_media(jsonb, text),
  public.create_story(jsonb, jsonb, uuid), public.create_comment(uuid, text, jsonb),
  public.toggle_like(uuid, boolean) from public, anon, authenticated;
grant execute on function private.record_media(jsonb, text),
  public.create_story(jsonb, jsonb, uuid), public.create_comment(uuid, text, jsonb),
  public.toggle_like(uuid, boolean) to authenticated, service_role;
