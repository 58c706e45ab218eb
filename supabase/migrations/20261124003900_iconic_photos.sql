-- Iconic photos of all published experiences, newest first.

create index experience_details_iconic_newest_idx
  on public.experience_details (created_at desc, id desc) where type = 'iconic_photos';

-- A view with its owner's rights, on purpose, that shows published ones only: the policy of blocks
-- would make a hash of all experiences for a page of twenty. Limit 1, not exists, for the same
-- reason: an index probe per row of the page.
create view private.published_iconic_photos as
  select d.id, d.experience_id, d.type, d.name, d.text, d.media, d.media_id,
    d.tips, d.created_at, d.updated_at, m.url
  from public.experience_details d
  cross join lateral (
    select from public.experiences e
    where e.id = d.experience_id and e.status = 'active' limit 1) published
  left join public.media_assets m on m.id = d.media_id
  where d.type = 'iconic_photos';
revoke all on private.published_iconic_photos from public, anon, authenticated;
grant select on private.published_iconic_photos to anon, authenticated, service_role;

create function public.list_public_iconic_photos(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, experience_id uuid, type text, name text, "text" text, media text[], media_id uuid,
  tips jsonb, created_at timestamptz, updated_at timestamptz, url text)
language sql stable as $$
  select d.id, d.experience_id, d.type, d.name, d.text, d.media, d.media_id,
    d.tips, d.created_at, d.updated_at, d.url
  from private.published_iconic_photos d
  where (d.created_at, d.id) < (
    case when p_before_created_at is null then 'infinity' else p_before_created_at end,
    case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
      else p_before_id end)
  order by d.created_at desc, d.id desc
  limit p_limit
$$;

revoke execute on function public.list_public_iconic_photos(integer, timestamptz, uuid)
  from public, anon, authenticated;
grant execute on function public.list_public_iconic_photos(integer, timestamptz, uuid)
  to anon, authenticated, service_role;
