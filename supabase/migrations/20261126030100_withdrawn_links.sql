-- Pictures of an experience that is no longer public.
--
-- Whoever saw the experience holds links to its pictures that are good for a year, and a signed link
-- cannot be taken back. So its file gets another name: the link that was handed out leads nowhere,
-- the record and everything that shows the picture has the new one. What is shown publicly elsewhere
-- keeps its name. The storage is not in our transaction: here stands what is still to be moved.

create table public.withdrawn_links (
  media_id uuid primary key references public.media_assets (id) on delete cascade,
  -- The name that was given up; null as long as the file has it. It goes once nothing points to it.
  old_path text,
  created_at timestamptz not null default now()
);
-- The server's alone.
alter table public.withdrawn_links enable row level security;
revoke all on public.withdrawn_links from anon, authenticated;
grant select, insert, update, delete on public.withdrawn_links to service_role;

-- The stored files an experience shows: itself, in its blocks, at its activities and places.
create function private.files_of_experience(experience public.experiences)
returns setof public.media_assets language sql stable set search_path = '' as $$
  with shown as materialized (
    select experience.primary_photo_id as id, experience.primary_photo as link
    union select experience.primary_video_id, experience.primary_video
    union select unnest(experience.photos_id), null
    union select null, unnest(experience.photos)
    union select d.media_id, unnest(d.media) from public.experience_details d
      where d.experience_id = experience.id
    union select d.media_id, null from public.experience_details d
      where d.experience_id = experience.id
    union select a.primary_photo_id, a.primary_photo from public.activities a
      where a.experience_id = experience.id
    union select unnest(a.photos_id), null from public.activities a
      where a.experience_id = experience.id
    union select null, unnest(a.photos) from public.activities a
      where a.experience_id = experience.id
    union select l.primary_photo_id, l.primary_photo from public.locations l
      where l.experience_id = experience.id
    union select null, unnest(l.photos) from public.locations l
      where l.experience_id = experience.id
  )
  select m.* from public.media_assets m
  where m.company_id = experience.owned_by and m.bucket is not null
    and exists (select from shown s where s.id = m.id or private.is_same_file(s.link, m.url))
$$;

-- Whether people outside the company are shown a file: its face, an active experience, a story or
-- comment, somebody's portrait.
create function private.is_shown_publicly(file public.media_assets) returns boolean
language sql stable set search_path = '' as $$
  select
    exists (select from public.company_accounts c where c.logo_id = file.id)
    or exists (select from public.company_accounts c where c.banner_media_id = file.id)
    or exists (select from public.story_media s where s.media_id = file.id)
    or exists (select from public.comment_media c where c.media_id = file.id)
    or exists (select from public.userprofiles u where u.avatar_id = file.id)
    or exists (select from public.businessprofiles b where file.id in (b.avatar_id, b.logo_id))
    or exists (
      select from public.experiences e
      where e.owned_by = file.company_id and e.status = 'active' and (
        file.id in (e.primary_photo_id, e.primary_video_id) or file.id = any (e.photos_id)
        or private.is_same_file(e.primary_photo, file.url)
        or private.is_same_file(e.primary_video, file.url)
        or private.is_among_files(e.photos, file.url)
        or exists (select from public.experience_details d where d.experience_id = e.id
          and (d.media_id = file.id or private.is_among_files(d.media, file.url)))
        or exists (select from public.activities a where a.experience_id = e.id
          and (a.primary_photo_id = file.id or file.id = any (a.photos_id)
            or private.is_same_file(a.primary_photo, file.url)
            or private.is_among_files(a.photos, file.url)))
        or exists (select from public.locations l where l.experience_id = e.id
          and (l.primary_photo_id = file.id or private.is_same_file(l.primary_photo, file.url)
            or private.is_among_files(l.photos, file.url)))))
$$;

-- Notes what has to be moved when an experience leaves the public.
-- Definer: the list is the server's.
create function private.withdraw_links() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.withdrawn_links (media_id)
  select f.id from private.files_of_experience(new) f
  on conflict do nothing;
  return null;
end
$$;
create trigger withdraw_links after update of status on public.experiences
  for each row when (old.status = 'active' and new.status <> 'active')
  execute function private.withdraw_links();

-- What is to be moved (`old_path` null) or to be removed. What is public again is struck off.
create function public.list_withdrawn_links(p_limit integer default 100)
returns table (media_id uuid, bucket text, path text, old_path text)
language plpgsql set search_path = '' as $$
#variable_conflict use_column
begin
  delete from public.withdrawn_links w using public.media_assets m
  where m.id = w.media_id and w.old_path is null and private.is_shown_publicly(m);
  return query
    select w.media_id, m.bucket, m.storage_path, w.old_path
    from public.withdrawn_links w join public.media_assets m on m.id = w.media_id
    where m.bucket is not null
    order by w.created_at limit p_limit;
end
$$;

-- The file has its new name: the record and all that shows it change together. False: somebody else
-- moved it, or it went.
create function public.move_withdrawn_file(
  p_media_id uuid, p_old_path text, p_path text, p_url text)
returns boolean language plpgsql set search_path = '' as $$
declare
  file public.media_assets;
begin
  select * into file from public.media_assets m
  where m.id = p_media_id and m.storage_path = p_old_path for update;
  if not found then
    return false;
  end if;
  update public.withdrawn_links w set old_path = p_old_path
  where w.media_id = p_media_id and w.old_path is null;
  if not found then
    return false;
  end if;
  update public.media_assets m set storage_path = p_path, url = p_url where m.id = p_media_id;
  perform private.swap_company_media(file.company_id, null, null, file.url, p_url);
  return true;
end
$$;

revoke execute on function private.files_of_experience(public.experiences),
  private.is_shown_publicly(public.media_assets), private.withdraw_links() from public;
revoke execute on function public.list_withdrawn_links(integer),
  public.move_withdrawn_file(uuid, text, text, text) from public, anon, authenticated;
grant execute on function private.files_of_experience(public.experiences),
  private.is_shown_publicly(public.media_assets), private.is_same_file(text, text),
  private.is_among_files(text[], text), private.swapped_link(text, text, text),
  private.swapped_links(text[], text, text), private.swapped_ids(uuid[], uuid, uuid),
  private.swap_company_media(uuid, uuid, uuid, text, text) to service_role;
grant execute on function public.list_withdrawn_links(integer),
  public.move_withdrawn_file(uuid, text, text, text) to service_role;
