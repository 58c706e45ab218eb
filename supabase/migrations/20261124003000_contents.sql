-- Reads and rights of what belongs to an experience: blocks, activities, places.

-- The link of a picture, for people who may not read the file's record. A view with its owner's
-- rights, on purpose; the schema is not served, so it is reachable through functions only.
create view private.media_links as select id, url from public.media_assets;
revoke all on private.media_links from public, anon, authenticated;
grant select on private.media_links to anon, authenticated, service_role;

-- Blocks of an experience in the order of their creation, each with the link of its picture. Without
-- a type: all but the iconic photos. Row security leaves it empty for an experience the caller may
-- not see; anonymous callers see what is published.
create function public.list_experience_details(
  p_experience_id uuid,
  p_type text default null,
  p_limit integer default 1000,
  p_after_created_at timestamptz default null,
  p_after_id uuid default null)
returns table (
  id uuid, experience_id uuid, type text, name text, text text, media text[], media_id uuid,
  tips jsonb, created_at timestamptz, updated_at timestamptz, url text)
language sql stable as $$
  select d.id, d.experience_id, d.type, d.name, d.text, d.media, d.media_id,
    d.tips, d.created_at, d.updated_at, m.url
  from (
    select * from public.experience_details x
    where x.experience_id = p_experience_id
      and case when p_type is null then x.type is distinct from 'iconic_photos'
        else x.type = p_type end
      and (x.created_at, x.id) > (
        case when p_after_created_at is null then '-infinity' else p_after_created_at end,
        case when p_after_id is null then '00000000-0000-0000-0000-000000000000'
          else p_after_id end)
    order by x.created_at, x.id
    limit p_limit
  ) d
  left join private.media_links m on m.id = d.media_id
  order by d.created_at, d.id
$$;

-- Active experiences below a parent, newest first, with the company's name as `owner` and the
-- creator's user name as `created_by`: experiences.public.children.
create function public.list_public_children(
  p_parent_id uuid,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, created_by text, owned_by uuid, name text, description text,
  thumbnail_description text, address text, primary_keyword text, url_slug text,
  primary_photo text, primary_video text, primary_photo_id uuid, primary_video_id uuid,
  photos text[], photos_id uuid[], parent_experience uuid, default_questions text[],
  status text, created_at timestamptz, updated_at timestamptz, owner text)
language sql stable as $$
  select
    e.id, p.username, e.owned_by, e.name, e.description,
    e.thumbnail_description, e.address, e.primary_keyword, e.url_slug,
    e.primary_photo, e.primary_video, e.primary_photo_id, e.primary_video_id,
    e.photos, e.photos_id, e.parent_experience, e.default_questions,
    e.status, e.created_at, e.updated_at, c.name
  from (
    select * from public.experiences x
    where x.parent_experience = p_parent_id and x.status = 'active'
      and (x.created_at, x.id) < (
        case when p_before_created_at is null then 'infinity' else p_before_created_at end,
        case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
          else p_before_id end)
    order by x.created_at desc, x.id desc
    limit p_limit
  ) e
  join private.company_names c on c.id = e.owned_by
  left join private.creator_names p on p.businessid = e.created_by
  order by e.created_at desc, e.id desc
$$;

revoke execute on function
  public.list_experience_details(uuid, text, integer, timestamptz, uuid),
  public.list_public_children(uuid, integer, timestamptz, uuid)
  from public, anon, authenticated;
grant execute on function
  public.list_experience_details(uuid, text, integer, timestamptz, uuid),
  public.list_public_children(uuid, integer, timestamptz, uuid)
  to anon, authenticated, service_role;

-- Two changes to who sees a place. One that only a link ties to a company is the company's to delete
-- and to bring back; until now the deleting update was refused, because the row would have vanished
-- from the editor's sight. And "select true … limit 1" for "exists": in a list of all places Postgres
-- would otherwise read every experience and every link into a hash, for a page of twenty.
alter policy "locations: the public reads what is not deleted" on public.locations
  using (status <> 'deleted' and (
    (select true from public.experiences e where e.id = experience_id limit 1)
    or (select true from public.experience_location_links k
      where k.location_id = locations.id limit 1)));
alter policy "locations: readers of an experience it belongs to, maker, super admin"
  on public.locations
  using (
    (select private.is_super_admin())
    or (select true from public.experiences e where e.id = experience_id
      and (locations.status <> 'deleted' or e.owned_by in (select private.my_company_ids()))
      limit 1)
    or (status <> 'deleted' and (
      select true from public.experience_location_links k
      where k.location_id = locations.id limit 1))
    or (experience_id is null and created_by = (select auth.uid()))
    or (status = 'deleted' and private.may_edit_location(id)));

-- Places, newest first: GET /locations without an id.
create index locations_newest_idx on public.locations (created_at desc, id desc);
