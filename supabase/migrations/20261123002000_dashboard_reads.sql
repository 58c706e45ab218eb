-- What the dashboard's pages show beyond lists and counts.

-- What the content score of an experience looks at, as far as the caller may see it: the pictures
-- in order with size and description, the kinds of blocks, and what else can be visited.
create function public.experience_contents(p_experience_ids uuid[])
returns table (
  id uuid, description text, photos text[], cover jsonb, gallery jsonb, blocks jsonb, stops jsonb)
language sql stable as $$
  select
    e.id, e.description, e.photos,
    (select jsonb_build_object('id', m.id, 'url', m.url, 'alt', m.alt, 'width', m.width,
        'height', m.height)
      from public.media_assets m where m.id = e.primary_photo_id),
    coalesce((
      select jsonb_agg(jsonb_build_object('id', m.id, 'url', m.url, 'alt', m.alt,
        'width', m.width, 'height', m.height) order by wanted.place)
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

-- Visits of a company's experiences for each of the last whole days at the company's place; its own
-- people do not count. No row: no such live company, or none of the caller's.
-- Definer: visits are their travellers'; the company sees how many, not whose.
create function public.company_visits_per_day(p_company_id uuid, p_days integer default 28)
returns table (day date, visits bigint)
language sql stable security definer set search_path = '' as $$
  with company as (
    select c.id, c.time_zone, (now() at time zone c.time_zone)::date as today
    from public.company_accounts c
    where c.id = p_company_id and not c.is_deleted
      and (c.id in (select private.my_company_ids()) or (select private.is_super_admin()))
  ),
  counted as (
    select (v.created_at at time zone company.time_zone)::date as day, count(*) as visits
    from company
    join public.experiences e on e.owned_by = company.id
    join public.visits v on v.experience_id = e.id
    where v.is_visited
      and v.created_at >= now() - make_interval(days => least(greatest(p_days, 1), 366) + 2)
      and v.user_id not in (
        select m.member_id from public.company_members m
        where m.company_id = company.id and not m.is_deleted)
    group by 1
  )
  select days.day::date, coalesce(counted.visits, 0)
  from company
  cross join lateral generate_series(
    company.today - least(greatest(p_days, 1), 366), company.today - 1, interval '1 day')
    as days (day)
  left join counted on counted.day = days.day::date
  order by 1
$$;

revoke execute on function
  public.experience_contents(uuid[]), public.company_visits_per_day(uuid, integer)
  from public, anon, authenticated;
grant execute on function
  public.experience_contents(uuid[]), public.company_visits_per_day(uuid, integer)
  to authenticated, service_role;

-- A draft with the same texts, pictures, blocks, activities and linked places; visits and stories
-- stay with the original. Null: there is no such experience for the caller. Runs with the caller's
-- rights, so that copying needs what creating needs.
create function public.duplicate_experience(p_experience_id uuid, p_name text)
returns uuid
language plpgsql set search_path = '' as $$
declare
  copy uuid;
begin
  insert into public.experiences (owned_by, name, description, thumbnail_description, address,
    primary_keyword, primary_photo, primary_photo_id, primary_video, primary_video_id, photos,
    photos_id, parent_experience, default_questions, status, latitude, longitude)
  select e.owned_by, p_name, e.description, e.thumbnail_description, e.address,
    e.primary_keyword, e.primary_photo, e.primary_photo_id, e.primary_video, e.primary_video_id,
    e.photos, e.photos_id, e.parent_experience, e.default_questions, 'inactive', e.latitude,
    e.longitude
  from public.experiences e
  -- Published experiences of other companies can be read, but not taken.
  where e.id = p_experience_id
    and (e.owned_by in (select private.my_company_ids()) or (select private.is_super_admin()))
  returning id into copy;
  if copy is null then
    return null;
  end if;

  insert into public.experience_details (experience_id, type, name, text, media, media_id, tips)
  select copy, d.type, d.name, d.text, d.media, d.media_id, d.tips
  from public.experience_details d where d.experience_id = p_experience_id
  order by d.created_at, d.id;
  insert into public.activities (experience_id, title, hours, address, description,
    description_thumbnail, primary_photo, primary_photo_id, photos, photos_id, highlights,
    order_of_appearance, status)
  select copy, a.title, a.hours, a.address, a.description, a.description_thumbnail,
    a.primary_photo, a.primary_photo_id, a.photos, a.photos_id, a.highlights,
    a.order_of_appearance, a.status
  from public.activities a
  where a.experience_id = p_experience_id and a.status <> 'deleted'
  order by a.created_at, a.id;
  insert into public.locations (experience_id, title, hours, description, description_thumbnail,
    primary_photo, primary_photo_id, photos, order_of_appearance, status, latitude, longitude)
  select copy, l.title, l.hours, l.description, l.description_thumbnail,
    l.primary_photo, l.primary_photo_id, l.photos, l.order_of_appearance, l.status, l.latitude,
    l.longitude
  from public.locations l
  where l.experience_id = p_experience_id and l.status <> 'deleted'
  order by l.created_at, l.id;
  insert into public.experience_location_links (experience_id, location_id)
  select copy, k.location_id from public.experience_location_links k
  where k.experience_id = p_experience_id;
  return copy;
end
$$;
revoke execute on function public.duplicate_experience(uuid, text) from public, anon, authenticated;
grant execute on function public.duplicate_experience(uuid, text) to authenticated, service_role;
