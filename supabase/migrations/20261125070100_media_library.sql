-- A company's files: what there is, where each is shown, how much room they take, and how one goes.

-- The newest first; `uses` says where the company shows it. All by the caller's rights.
create function public.list_company_media(
  p_company_id uuid,
  p_usage text default null,
  p_kind text default null,
  p_limit integer default 60,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, url text, usage text, mime_type text, size_bytes bigint, width integer, height integer,
  alt text, created_at timestamptz, uses jsonb)
language sql stable set search_path = '' as $$
  with page as (
    select m.* from public.media_assets m
    where m.company_id = p_company_id
      and case when p_usage is null then true else m.usage = p_usage end
      and case p_kind
        when 'video' then m.mime_type like 'video/%'
        when 'image' then m.mime_type is null or m.mime_type not like 'video/%'
        else true end
      and case when p_before_created_at is null then true
        else (m.created_at, m.id) < (p_before_created_at, p_before_id) end
    order by m.created_at desc, m.id desc
    limit least(greatest(p_limit, 1), 200)
  )
  select p.id, p.url, p.usage, p.mime_type, p.size_bytes, p.width, p.height, p.alt, p.created_at,
    (select coalesce(jsonb_agg(jsonb_build_object(
        'kind', u.kind, 'name', u.name, 'experience_id', u.experience_id) order by u.kind, u.name), '[]')
      from (
        select 'company' as kind, c.name, null::uuid as experience_id
        from public.company_accounts c
        where c.id = p_company_id and p.id in (c.logo_id, c.banner_media_id)
        union all
        select 'experience', e.name, e.id from public.experiences e
        where e.owned_by = p_company_id
          and (p.id in (e.primary_photo_id, e.primary_video_id) or p.id = any (e.photos_id)
            or p.url in (e.primary_photo, e.primary_video) or p.url = any (e.photos))
        union all
        select 'block', d.name, e.id
        from public.experience_details d join public.experiences e on e.id = d.experience_id
        where e.owned_by = p_company_id and (d.media_id = p.id or p.url = any (d.media))
        union all
        select 'activity', a.title, e.id
        from public.activities a join public.experiences e on e.id = a.experience_id
        where e.owned_by = p_company_id and a.status <> 'deleted'
          and (a.primary_photo_id = p.id or p.id = any (a.photos_id)
            or a.primary_photo = p.url or p.url = any (a.photos))
        union all
        select 'place', l.title, e.id
        from public.locations l join public.experiences e on e.id = l.experience_id
        where e.owned_by = p_company_id and l.status <> 'deleted'
          and (l.primary_photo_id = p.id
            or l.primary_photo = p.url or p.url = any (l.photos))
      ) u)
  from page p
  order by p.created_at desc, p.id desc
$$;

-- How many files of each use and kind, and their bytes.
create function public.company_media_totals(p_company_id uuid)
returns table (usage text, kind text, files bigint, bytes bigint)
language sql stable set search_path = '' as $$
  select m.usage, case when m.mime_type like 'video/%' then 'video' else 'image' end, count(*),
    coalesce(sum(m.size_bytes), 0)::bigint
  from public.media_assets m where m.company_id = p_company_id
  group by 1, 2
$$;

-- Takes a file of the company away from everything that shows it, and its record with it: together,
-- or a page would go on asking for a picture that is gone. Answers where the file lies; no row for
-- somebody who may not. The policies decide.
create function public.delete_company_media(p_company_id uuid, p_media_id uuid)
returns table (bucket text, path text)
language plpgsql set search_path = '' as $$
#variable_conflict use_column
declare
  gone public.media_assets;
begin
  select * into gone from public.media_assets m
  where m.id = p_media_id and m.company_id = p_company_id
    and (m.company_id in (select private.my_company_ids('{admin,editor}'))
      or private.is_super_admin())
  for update;
  if not found then
    return;
  end if;
  update public.experiences e set
    primary_photo = nullif(e.primary_photo, gone.url),
    primary_video = nullif(e.primary_video, gone.url),
    photos = array_remove(e.photos, gone.url),
    photos_id = array_remove(e.photos_id, gone.id)
  where e.owned_by = p_company_id
    and (gone.url in (e.primary_photo, e.primary_video) or gone.url = any (e.photos)
      or gone.id = any (e.photos_id));
  update public.experience_details d set media = array_remove(d.media, gone.url)
  where gone.url = any (d.media) and d.experience_id in (
    select e.id from public.experiences e where e.owned_by = p_company_id);
  update public.activities a set
    primary_photo = nullif(a.primary_photo, gone.url),
    photos = array_remove(a.photos, gone.url),
    photos_id = array_remove(a.photos_id, gone.id)
  where (a.primary_photo = gone.url or gone.url = any (a.photos) or gone.id = any (a.photos_id))
    and a.experience_id in (select e.id from public.experiences e where e.owned_by = p_company_id);
  update public.locations l set
    primary_photo = nullif(l.primary_photo, gone.url),
    photos = array_remove(l.photos, gone.url)
  where (l.primary_photo = gone.url or gone.url = any (l.photos))
    and l.experience_id in (select e.id from public.experiences e where e.owned_by = p_company_id);
  -- Ids that name it (covers, logo, banner) fall to null by their foreign keys.
  delete from public.media_assets m where m.id = gone.id;
  return query select gone.bucket, gone.storage_path where gone.bucket is not null;
  if not found then
    return query select null::text, null::text;
  end if;
end
$$;

revoke execute on function
  public.list_company_media(uuid, text, text, integer, timestamptz, uuid),
  public.company_media_totals(uuid), public.delete_company_media(uuid, uuid) from public, anon;
grant execute on function
  public.list_company_media(uuid, text, text, integer, timestamptz, uuid),
  public.company_media_totals(uuid), public.delete_company_media(uuid, uuid) to authenticated;
