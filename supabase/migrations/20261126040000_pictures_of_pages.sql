-- Pictures as the dashboard shows them: with what stands in until they are there. And one's portrait.

-- As before, with each picture's placeholder.
create or replace function public.experience_contents(p_experience_ids uuid[])
returns table (
  id uuid, description text, photos text[], cover jsonb, gallery jsonb, blocks jsonb, stops jsonb)
language sql stable set search_path = '' as $$
  select
    e.id, e.description, e.photos,
    (select jsonb_build_object('id', m.id, 'url', m.url, 'alt', m.alt, 'width', m.width,
        'height', m.height, 'blur_data_url', m.blur_data_url)
      from public.media_assets m where m.id = e.primary_photo_id),
    coalesce((
      select jsonb_agg(jsonb_build_object('id', m.id, 'url', m.url, 'alt', m.alt,
        'width', m.width, 'height', m.height, 'blur_data_url', m.blur_data_url)
        order by wanted.place)
      from unnest(e.photos_id) with ordinality as wanted (id, place)
      join public.media_assets m on m.id = wanted.id), '[]'),
    coalesce((
      select jsonb_agg(jsonb_build_object('type', d.type, 'tips', d.tips))
      from public.experience_details d where d.experience_id = e.id), '[]'),
    coalesce((
      select jsonb_agg(jsonb_build_object('description', s.description, 'photo', s.photo))
      from (
        select a.description, a.primary_photo as photo from public.activities a
        where a.experience_id = e.id and a.status <> 'deleted'
        union all
        select l.description, l.primary_photo from public.locations l
        where l.status <> 'deleted' and (l.experience_id = e.id or l.id in (
          select k.location_id from public.experience_location_links k
          where k.experience_id = e.id))
      ) s), '[]')
  from public.experiences e
  where e.id = any (p_experience_ids)
$$;

-- Shows an uploaded picture in all profiles of the caller; null shows none. Whether they may use the
-- picture, the triggers of the profiles decide.
create function public.show_my_avatar(p_media_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  update public.userprofiles set avatar_id = p_media_id where userid = auth.uid();
  update public.businessprofiles set avatar_id = p_media_id where businessid = auth.uid();
end
$$;
revoke execute on function public.show_my_avatar(uuid) from public, anon;
grant execute on function public.show_my_avatar(uuid) to authenticated;
