-- Experiences as the apps of a company's people list them, in every state: by company and in two
-- orders. The API asks for the caller's role beside; row security alone would show outsiders the
-- published ones.

create function public.list_company_experiences_oldest(
  p_company_id uuid,
  p_limit integer default 1000,
  p_after_created_at timestamptz default null,
  p_after_id uuid default null)
returns table (
  id uuid, created_by uuid, owned_by uuid, name text, description text,
  thumbnail_description text, address text, primary_keyword text, url_slug text,
  primary_photo text, primary_video text, primary_photo_id uuid, primary_video_id uuid,
  photos text[], photos_id uuid[], parent_experience uuid, default_questions text[],
  status text, created_at timestamptz, updated_at timestamptz)
language sql stable as $$
  select
    e.id, e.created_by, e.owned_by, e.name, e.description,
    e.thumbnail_description, e.address, e.primary_keyword, e.url_slug,
    e.primary_photo, e.primary_video, e.primary_photo_id, e.primary_video_id,
    e.photos, e.photos_id, e.parent_experience, e.default_questions,
    e.status, e.created_at, e.updated_at
  from public.experiences e
  where e.owned_by = p_company_id
    and (e.created_at, e.id) > (
      case when p_after_created_at is null then '-infinity' else p_after_created_at end,
      case when p_after_id is null then '00000000-0000-0000-0000-000000000000'
        else p_after_id end)
  order by e.created_at, e.id
  limit p_limit
$$;

create function public.list_company_experiences_newest(
  p_company_id uuid,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, created_by uuid, owned_by uuid, name text, description text,
  thumbnail_description text, address text, primary_keyword text, url_slug text,
  primary_photo text, primary_video text, primary_photo_id uuid, primary_video_id uuid,
  photos text[], photos_id uuid[], parent_experience uuid, default_questions text[],
  status text, created_at timestamptz, updated_at timestamptz)
language sql stable as $$
  select
    e.id, e.created_by, e.owned_by, e.name, e.description,
    e.thumbnail_description, e.address, e.primary_keyword, e.url_slug,
    e.primary_photo, e.primary_video, e.primary_photo_id, e.primary_video_id,
    e.photos, e.photos_id, e.parent_experience, e.default_questions,
    e.status, e.created_at, e.updated_at
  from public.experiences e
  where e.owned_by = p_company_id
    and (e.created_at, e.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by e.created_at desc, e.id desc
  limit p_limit
$$;

-- Of every live company the caller works for (of all live companies for a SUPER_ADMIN), oldest
-- first.
create function public.list_my_companies_experiences(
  p_limit integer default 1000,
  p_after_created_at timestamptz default null,
  p_after_id uuid default null)
returns table (
  id uuid, created_by uuid, owned_by uuid, name text, description text,
  thumbnail_description text, address text, primary_keyword text, url_slug text,
  primary_photo text, primary_video text, primary_photo_id uuid, primary_video_id uuid,
  photos text[], photos_id uuid[], parent_experience uuid, default_questions text[],
  status text, created_at timestamptz, updated_at timestamptz)
language sql stable as $$
  select
    e.id, e.created_by, e.owned_by, e.name, e.description,
    e.thumbnail_description, e.address, e.primary_keyword, e.url_slug,
    e.primary_photo, e.primary_video, e.primary_photo_id, e.primary_video_id,
    e.photos, e.photos_id, e.parent_experience, e.default_questions,
    e.status, e.created_at, e.updated_at
  from (
    -- A page of each company, then the page of all: the age of everybody's experiences is not asked.
    select page.*
    from (select distinct c.id from private.my_company_ids() as c (id)
      where not (select private.is_super_admin())) mine
    cross join lateral (
      select * from public.experiences x
      where x.owned_by = mine.id
        and (x.created_at, x.id) > (
          case when p_after_created_at is null then '-infinity' else p_after_created_at end,
          case when p_after_id is null then '00000000-0000-0000-0000-000000000000'
            else p_after_id end)
      order by x.created_at, x.id
      limit p_limit
    ) page
    union all
    (select * from public.experiences x
      where (select private.is_super_admin())
        and x.owned_by not in (select c.id from public.company_accounts c where c.is_deleted)
        and (x.created_at, x.id) > (
          case when p_after_created_at is null then '-infinity' else p_after_created_at end,
          case when p_after_id is null then '00000000-0000-0000-0000-000000000000'
            else p_after_id end)
      order by x.created_at, x.id
      limit p_limit)
  ) e
  order by e.created_at, e.id
  limit p_limit
$$;

revoke execute on function
  public.list_company_experiences_oldest(uuid, integer, timestamptz, uuid),
  public.list_company_experiences_newest(uuid, integer, timestamptz, uuid),
  public.list_my_companies_experiences(integer, timestamptz, uuid)
  from public, anon, authenticated;
grant execute on function
  public.list_company_experiences_oldest(uuid, integer, timestamptz, uuid),
  public.list_company_experiences_newest(uuid, integer, timestamptz, uuid),
  public.list_my_companies_experiences(integer, timestamptz, uuid)
  to authenticated, service_role;
