-- What anybody reads of an experience beside itself: activities and places, and all published
-- experiences by address. (Blocks are in the migration of contents.)

-- Inactive activities were public. They become so by being set active, like experiences.
drop policy "activities: the public reads what is not deleted" on public.activities;
create policy "activities: the public reads active ones" on public.activities
  for select to anon
  using (status = 'active'
    and exists (select from public.experiences e where e.id = experience_id));

-- Parts of one experience -------------------------------------------------------------------------
--
-- Empty for an experience that is not published. The cursor is the sort key of the last row seen;
-- a part without a place in the order comes last.

create function public.list_public_activities(
  p_experience_id uuid,
  p_limit integer default 1000,
  p_after_order integer default null,
  p_after_created_at timestamptz default null,
  p_after_id uuid default null)
returns table (
  id uuid, experience_id uuid, created_by uuid, title text, hours text, address text,
  description text, description_thumbnail text, primary_photo text, primary_photo_id uuid,
  photos text[], photos_id uuid[], highlights text[], order_of_appearance integer, status text,
  created_at timestamptz, updated_at timestamptz)
language sql stable as $$
  select
    a.id, a.experience_id, a.created_by, a.title, a.hours, a.address,
    a.description, a.description_thumbnail, a.primary_photo, a.primary_photo_id,
    a.photos, a.photos_id, a.highlights, a.order_of_appearance, a.status,
    a.created_at, a.updated_at
  from public.activities a
  where a.experience_id = p_experience_id and a.status = 'active'
    and exists (select from public.experiences e
      where e.id = p_experience_id and e.status = 'active')
    and (p_after_id is null
      or (case when a.order_of_appearance is null then 2147483647 else a.order_of_appearance end,
          a.created_at, a.id)
        > (case when p_after_order is null then 2147483647 else p_after_order end,
          p_after_created_at, p_after_id))
  order by case when a.order_of_appearance is null then 2147483647 else a.order_of_appearance end,
    a.created_at, a.id
  limit p_limit
$$;

-- Those made for the experience; places that are only linked to it are another list.
create function public.list_public_locations(
  p_experience_id uuid,
  p_limit integer default 1000,
  p_after_order integer default null,
  p_after_created_at timestamptz default null,
  p_after_id uuid default null)
returns table (
  id uuid, experience_id uuid, created_by uuid, title text, hours text, description text,
  description_thumbnail text, primary_photo text, primary_photo_id uuid, photos text[],
  order_of_appearance integer, status text, created_at timestamptz, updated_at timestamptz)
language sql stable as $$
  select
    l.id, l.experience_id, l.created_by, l.title, l.hours, l.description,
    l.description_thumbnail, l.primary_photo, l.primary_photo_id, l.photos,
    l.order_of_appearance, l.status, l.created_at, l.updated_at
  from public.locations l
  where l.experience_id = p_experience_id and l.status <> 'deleted'
    and exists (select from public.experiences e
      where e.id = p_experience_id and e.status = 'active')
    and (p_after_id is null
      or (case when l.order_of_appearance is null then 2147483647 else l.order_of_appearance end,
          l.created_at, l.id)
        > (case when p_after_order is null then 2147483647 else p_after_order end,
          p_after_created_at, p_after_id))
  order by case when l.order_of_appearance is null then 2147483647 else l.order_of_appearance end,
    l.created_at, l.id
  limit p_limit
$$;

-- By address --------------------------------------------------------------------------------------
--
-- One row an experience; the API puts those of an address together. The limit counts experiences,
-- so that a city with thousands does not make one endless entry. No address sorts as the empty one.

drop index public.experiences_address_idx;
create index experiences_active_by_address_idx on public.experiences
  ((case when address is null then '' else address end), name, id) where status = 'active';
create index experiences_active_by_owner_and_address_idx on public.experiences
  (owned_by, (case when address is null then '' else address end), name, id)
  where status = 'active';

create function public.list_experiences_by_address(
  p_limit integer default 1000,
  p_after_address text default '',
  p_after_name text default '',
  p_after_id uuid default '00000000-0000-0000-0000-000000000000')
returns table (
  id uuid, name text, primary_photo text, description text, thumbnail_description text,
  address text, default_questions text[], owned_by uuid)
language sql stable as $$
  select e.id, e.name, e.primary_photo, e.description, e.thumbnail_description,
    e.address, e.default_questions, e.owned_by
  from public.experiences e
  where e.status = 'active'
    and (case when e.address is null then '' else e.address end, e.name, e.id)
      > (p_after_address, p_after_name, p_after_id)
  order by case when e.address is null then '' else e.address end, e.name, e.id
  limit p_limit
$$;

-- The same of some companies: a page of each, then the page of all.
create function public.list_experiences_by_address_and_owners(
  p_owners uuid[],
  p_limit integer default 1000,
  p_after_address text default '',
  p_after_name text default '',
  p_after_id uuid default '00000000-0000-0000-0000-000000000000')
returns table (
  id uuid, name text, primary_photo text, description text, thumbnail_description text,
  address text, default_questions text[], owned_by uuid)
language sql stable as $$
  select e.id, e.name, e.primary_photo, e.description, e.thumbnail_description,
    e.address, e.default_questions, e.owned_by
  from (select distinct unnest(p_owners) as id) owner
  cross join lateral (
    select x.* from public.experiences x
    where x.owned_by = owner.id and x.status = 'active'
      and (case when x.address is null then '' else x.address end, x.name, x.id)
        > (p_after_address, p_after_name, p_after_id)
    order by case when x.address is null then '' else x.address end, x.name, x.id
    limit p_limit
  ) e
  order by case when e.address is null then '' else e.address end, e.name, e.id
  limit p_limit
$$;

revoke execute on function
  public.list_public_activities(uuid, integer, integer, timestamptz, uuid),
  public.list_public_locations(uuid, integer, integer, timestamptz, uuid),
  public.list_experiences_by_address(integer, text, text, uuid),
  public.list_experiences_by_address_and_owners(uuid[], integer, text, text, uuid)
  from public, anon, authenticated;
grant execute on function
  public.list_public_activities(uuid, integer, integer, timestamptz, uuid),
  public.list_public_locations(uuid, integer, integer, timestamptz, uuid),
  public.list_experiences_by_address(integer, text, text, uuid),
  public.list_experiences_by_address_and_owners(uuid[], integer, text, text, uuid)
  to anon, authenticated, service_role;
