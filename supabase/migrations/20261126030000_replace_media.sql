-- One file in place of another, wherever the other is shown.

-- Whether two links open the same file. The storage signs it anew each time it is asked, so links
-- to one file may differ behind the question mark.
create function private.is_same_file(link text, other text) returns boolean
language sql immutable parallel safe
return link = other or (strpos(other, '/storage/v1/object/sign/') > 0
  and split_part(link, '?', 1) = split_part(other, '?', 1));

create function private.is_among_files(links text[], other text) returns boolean
language sql immutable parallel safe
return exists (select from unnest(links) as link where private.is_same_file(link, other));

create function private.swapped_link(link text, old_link text, new_link text) returns text
language sql immutable parallel safe
return case when private.is_same_file(link, old_link) then new_link else link end;

-- The same for a list, each link once.
create function private.swapped_links(links text[], old_link text, new_link text) returns text[]
language sql immutable parallel safe
return case when links is null then null else array(
  select swapped from (
    select private.swapped_link(item, old_link, new_link) as swapped, min(place) as place
    from unnest(links) with ordinality as listed (item, place) group by 1) as each_once
  order by place) end;

create function private.swapped_ids(ids uuid[], old_id uuid, new_id uuid) returns uuid[]
language sql immutable parallel safe
return case when ids is null then null else array(
  select swapped from (
    select case when item = old_id then new_id else item end as swapped, min(place) as place
    from unnest(ids) with ordinality as listed (item, place) group by 1) as each_once
  order by place) end;

-- Puts a file and its link in the place of another one in all that a company shows; answers in how
-- many places. Called by functions that have looked at the rights.
create function private.swap_company_media(
  p_company_id uuid, old_id uuid, new_id uuid, old_link text, new_link text)
returns integer language plpgsql set search_path = '' as $$
declare
  places integer := 0;
  changed integer;
begin
  update public.company_accounts c set
    logo_id = case when c.logo_id = old_id then new_id else c.logo_id end,
    banner_media_id = case when c.banner_media_id = old_id then new_id else c.banner_media_id end
  where c.id = p_company_id and old_id <> new_id and old_id in (c.logo_id, c.banner_media_id);
  get diagnostics changed = row_count;
  places := places + changed;

  update public.experiences e set
    primary_photo_id = case when e.primary_photo_id = old_id then new_id
      else e.primary_photo_id end,
    primary_video_id = case when e.primary_video_id = old_id then new_id
      else e.primary_video_id end,
    photos_id = private.swapped_ids(e.photos_id, old_id, new_id),
    primary_photo = private.swapped_link(e.primary_photo, old_link, new_link),
    primary_video = private.swapped_link(e.primary_video, old_link, new_link),
    photos = private.swapped_links(e.photos, old_link, new_link)
  where e.owned_by = p_company_id
    and (old_id in (e.primary_photo_id, e.primary_video_id) or old_id = any (e.photos_id)
      or private.is_same_file(e.primary_photo, old_link)
      or private.is_same_file(e.primary_video, old_link)
      or private.is_among_files(e.photos, old_link));
  get diagnostics changed = row_count;
  places := places + changed;

  update public.experience_details d set
    media_id = case when d.media_id = old_id then new_id else d.media_id end,
    media = private.swapped_links(d.media, old_link, new_link)
  where d.experience_id in (select e.id from public.experiences e where e.owned_by = p_company_id)
    and (d.media_id = old_id or private.is_among_files(d.media, old_link));
  get diagnostics changed = row_count;
  places := places + changed;

  update public.activities a set
    primary_photo_id = case when a.primary_photo_id = old_id then new_id
      else a.primary_photo_id end,
    photos_id = private.swapped_ids(a.photos_id, old_id, new_id),
    primary_photo = private.swapped_link(a.primary_photo, old_link, new_link),
    photos = private.swapped_links(a.photos, old_link, new_link)
  where a.experience_id in (select e.id from public.experiences e where e.owned_by = p_company_id)
    and (a.primary_photo_id = old_id or old_id = any (a.photos_id)
      or private.is_same_file(a.primary_photo, old_link)
      or private.is_among_files(a.photos, old_link));
  get diagnostics changed = row_count;
  places := places + changed;

  update public.locations l set
    primary_photo_id = case when l.primary_photo_id = old_id then new_id
      else l.primary_photo_id end,
    primary_photo = private.swapped_link(l.primary_photo, old_link, new_link),
    photos = private.swapped_links(l.photos, old_link, new_link)
  where l.experience_id in (select e.id from public.experiences e where e.owned_by = p_company_id)
    and (l.primary_photo_id = old_id
      or private.is_same_file(l.primary_photo, old_link)
      or private.is_among_files(l.photos, old_link));
  get diagnostics changed = row_count;
  return places + changed;
end
$$;

-- Shows `p_new_id` wherever `p_old_id` is shown: in the company's face, its experiences with their
-- blocks, activities and places, and in stories and comments that show the company's file. The old file stays in the library, used by nothing. All of it or nothing; answers in how
-- many places.
-- Definer: a story that shows the company's file is its author's row, and handing the new file over
-- to the company is nobody's right by hand. Who may is looked at here, as the policies would.
create function public.replace_media_everywhere(p_old_id uuid, p_new_id uuid)
returns integer language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  old_file public.media_assets;
  new_file public.media_assets;
  places integer;
  changed integer;
begin
  -- In one order, so that two who swap the same pair do not wait for each other.
  perform from public.media_assets m where m.id in (p_old_id, p_new_id) order by m.id for update;
  select * into old_file from public.media_assets m
  where m.id = p_old_id and m.company_id is not null
    and (m.company_id in (select private.my_company_ids('{admin,editor}'))
      or private.is_super_admin());
  if not found then
    raise exception using errcode = 'no_data_found', message = 'There is no such file.';
  end if;
  select * into new_file from public.media_assets m
  where m.id = p_new_id
    and (m.company_id = old_file.company_id or (m.company_id is null and m.user_id = uid));
  if not found then
    raise exception using errcode = 'no_data_found', message = 'There is no such file.';
  end if;
  if p_old_id = p_new_id then
    raise exception using errcode = 'PT409', message = 'This is the same file.';
  end if;
  if coalesce(old_file.mime_type, '') like 'video/%'
      <> coalesce(new_file.mime_type, '') like 'video/%' then
    raise exception using errcode = 'PT409',
      message = 'A picture cannot take the place of a film, nor a film that of a picture.';
  end if;
  if exists (select from public.company_accounts c
      where c.id = old_file.company_id and p_old_id in (c.logo_id, c.banner_media_id))
    and not (old_file.company_id in (select private.my_company_ids('{admin}'))
      or private.is_super_admin()) then
    raise exception using errcode = 'PT409',
      message = 'This is the company''s logo or banner: an admin has to replace it.';
  end if;

  update public.media_assets m set
    company_id = old_file.company_id,
    usage = coalesce(old_file.usage, m.usage),
    -- Said of the old one, it holds as long as nobody says better.
    alt = coalesce(m.alt, old_file.alt)
  where m.id = p_new_id;
  places := private.swap_company_media(
    old_file.company_id, p_old_id, p_new_id, old_file.url, new_file.url);

  insert into public.story_media (story_id, media_id, created_at)
  select s.story_id, p_new_id, s.created_at from public.story_media s where s.media_id = p_old_id
  on conflict do nothing;
  delete from public.story_media s where s.media_id = p_old_id;
  get diagnostics changed = row_count;
  places := places + changed;
  insert into public.comment_media (comment_id, media_id, position, created_at)
  select c.comment_id, p_new_id, c.position, c.created_at
  from public.comment_media c where c.media_id = p_old_id
  on conflict do nothing;
  delete from public.comment_media c where c.media_id = p_old_id;
  get diagnostics changed = row_count;
  places := places + changed;
  return places;
end
$$;

revoke execute on function private.is_same_file(text, text),
  private.is_among_files(text[], text), private.swapped_link(text, text, text),
  private.swapped_links(text[], text, text), private.swapped_ids(uuid[], uuid, uuid),
  private.swap_company_media(uuid, uuid, uuid, text, text) from public;
revoke execute on function public.replace_media_everywhere(uuid, uuid) from public, anon;
grant execute on function public.replace_media_everywhere(uuid, uuid) to authenticated;
