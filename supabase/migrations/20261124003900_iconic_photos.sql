-- Iconic photos of all published experiences, newest first.
create index experience_details_iconic_newest_idx
  on public.experience_details (created_at desc, id desc) where type = 'iconic_photos';

create function public.list_public_iconic_photos(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, experience_id uuid, type text, name text, "text" text, media text[], media_id uuid,
  tips jsonb, created_at timestamptz, updated_at timestamptz, url text)
language sql stable as $$
  select
    d.id, d.experience_id, d.type, d.name, d.text, d.media, d.media_id,
    d.tips, d.created_at, d.updated_at, m.url
  from (
    select x.* from public.experience_details x
    -- Limit 1, not exists: an index probe per row of the page, never a hash of all experiences.
    cross join lateral (
      select from public.experiences e
      where e.id = x.experience_id and e.status = 'active' limit 1) published
    where x.type = 'iconic_photos'
      and (x.created_at, x.id) < (
        case when p_before_created_at is null then 'infinity' else p_before_created_at end,
        case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
          else p_before_id end)
    order by x.created_at desc, x.id desc
    limit p_limit
  ) d
  left join private.media_links m on m.id = d.media_id
  order by d.created_at desc, d.id desc
$$;

revoke execute on function public.list_public_iconic_photos(integer, timestamptz, uuid)
  from public, anon, authenticated;
grant execute on function public.list_public_iconic_photos(integer, timestamptz, uuid)
  to anon, authenticated, service_role;
