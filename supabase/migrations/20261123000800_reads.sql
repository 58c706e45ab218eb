-- Reads whose final shape the database makes, one round trip each.
--
-- List functions run with the caller's rights and have no SET clause, so that Postgres inlines them
-- and plans with the real limit and cursor. Paging is by keyset: pass created_at and id of the last
-- row seen (case, not coalesce: Postgres does not take coalesce for leakproof, and below a policy it
-- would filter row by row instead of seeking). The limit applies before anything is joined.
--
-- Column lists name what the contract calls `table.*`: columns we added are left out on purpose.

-- What everybody may know of people and companies whose rows they may not read. Views with their
-- owner's rights, on purpose; the schema is not served, so they are reachable through the
-- functions below only.

-- Who made a published experience: the user name, nothing else of the profile.
create view private.creator_names as
  select businessid, username from public.businessprofiles;
-- Whose experience it is: anonymous readers see no company row.
create view private.company_names as
  select id, name from public.company_accounts;
-- A company as any signed-in person sees it: owner, banner and logo without the rows behind them.
create view private.company_cards as
  select
    c.id, c.name, c.created_at, c.description, c.slogan,
    case when o.businessid is not null then jsonb_build_object(
      'businessid', o.businessid, 'username', o.username, 'created', o.created) end as business_owner,
    case when b.id is not null then jsonb_build_object('url', b.url) end as banner,
    case when l.id is not null then jsonb_build_object('url', l.url) end as logo
  from public.company_accounts c
  left join public.businessprofiles o on o.businessid = c.owned_by
  left join public.media_assets b on b.id = c.banner_media_id
  left join public.media_assets l on l.id = c.logo_id
  where not c.is_deleted;

revoke all on private.creator_names, private.company_names, private.company_cards
  from public, anon, authenticated;
grant select on private.creator_names, private.company_names to anon, authenticated, service_role;
grant select on private.company_cards to authenticated, service_role;

-- Travellers: experiences.get-all ---------------------------------------------------------------

-- Active experiences of everybody but the platform's own company, newest first, with the company
-- and whether the caller has a visit and a story there.
create function public.list_experiences(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, created_by uuid, owned_by uuid, name text, description text,
  thumbnail_description text, address text, primary_keyword text, url_slug text,
  primary_photo text, primary_video text, primary_photo_id uuid, primary_video_id uuid,
  photos text[], photos_id uuid[], parent_experience uuid, default_questions text[],
  status text, created_at timestamptz, updated_at timestamptz,
  company_accounts jsonb, completed boolean)
language sql stable as $$
  select
    e.id, e.created_by, e.owned_by, e.name, e.description,
    e.thumbnail_description, e.address, e.primary_keyword, e.url_slug,
    e.primary_photo, e.primary_video, e.primary_photo_id, e.primary_video_id,
    e.photos, e.photos_id, e.parent_experience, e.default_questions,
    e.status, e.created_at, e.updated_at,
    jsonb_build_object('id', c.id, 'name', c.name),
    visited.yes is not null and told.yes is not null
  from (
    select * from public.experiences x
    where x.status = 'active'
      -- Case, not <>: where one company owns nearly all, <> is taken to leave no row, and the index
      -- that gives the newest first seems not worth it.
      and case when x.owned_by = (select private.default_company_id()) then false else true end
      and (x.created_at, x.id) < (
        case when p_before_created_at is null then 'infinity' else p_before_created_at end,
        case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
          else p_before_id end)
    order by x.created_at desc, x.id desc
    limit p_limit
  ) e
  join private.company_names c on c.id = e.owned_by
  -- Limit 1, not exists: an index probe per row of the page, never a hash of all the caller's visits.
  left join lateral (
    select true as yes from public.visits v
    where v.experience_id = e.id and v.user_id = (select auth.uid()) limit 1) visited on true
  left join lateral (
    select true as yes from public.stories s
    where s.experience_id = e.id and s.user_id = (select auth.uid()) limit 1) told on true
  order by e.created_at desc, e.id desc
$$;

-- The public: experiences.public ----------------------------------------------------------------

-- As above, with the company's name as `owner` and the creator's user name as `created_by`.
create function public.list_public_experiences(
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
    where x.status = 'active'
      and case when x.owned_by = (select private.default_company_id()) then false else true end
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

-- One active experience in the same shape, the platform's own included. No row: unknown or not
-- published, which outsiders cannot tell apart.
create function public.get_public_experience(p_experience_id uuid)
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
  from public.experiences e
  join private.company_names c on c.id = e.owned_by
  left join private.creator_names p on p.businessid = e.created_by
  where e.id = p_experience_id and e.status = 'active'
$$;

-- Business: experiences.business ----------------------------------------------------------------

-- Active and inactive experiences of the caller's companies (of all companies for a SUPER_ADMIN),
-- newest first; optionally of one creator.
create function public.list_business_experiences(
  p_created_by uuid default null,
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
  where e.status in ('active', 'inactive')
    and (p_created_by is null or e.created_by = p_created_by)
    and (e.owned_by in (select private.my_company_ids()) or (select private.is_super_admin()))
    and (e.created_at, e.id) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        else p_before_id end)
  order by e.created_at desc, e.id desc
  limit p_limit
$$;

-- Companies -------------------------------------------------------------------------------------

-- All live companies, newest first: companies.get-all.
create function public.list_companies(
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, name text, created_at timestamptz, description text, slogan text,
  business_owner jsonb, banner jsonb, logo jsonb)
language sql stable as $$
  select c.id, c.name, c.created_at, c.description, c.slogan, c.business_owner, c.banner, c.logo
  from private.company_cards c
  where (c.created_at, c.id) < (
    case when p_before_created_at is null then 'infinity' else p_before_created_at end,
    case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
      else p_before_id end)
  order by c.created_at desc, c.id desc
  limit p_limit
$$;

-- One live company in the same shape: companies.get.
create function public.get_company(p_company_id uuid)
returns table (
  id uuid, name text, created_at timestamptz, description text, slogan text,
  business_owner jsonb, banner jsonb, logo jsonb)
language sql stable as $$
  select c.id, c.name, c.created_at, c.description, c.slogan, c.business_owner, c.banner, c.logo
  from private.company_cards c where c.id = p_company_id
$$;

-- What the caller is in a company: the highest of SUPER_ADMIN, admin, editor, member, or null.
-- No row: there is no such live company.
create function public.company_access(p_company_id uuid)
returns table (company_id uuid, role text, is_owner boolean)
language sql stable as $$
  select c.id,
    case when (select private.is_super_admin()) then 'SUPER_ADMIN' else (
      select m.role from public.company_members m
      where m.company_id = c.id and m.member_id = (select auth.uid()) and not m.is_deleted
      order by array_position('{admin,editor,member}', m.role) limit 1) end,
    coalesce(c.owned_by = (select auth.uid()), false)
  from public.company_accounts c
  where c.id = p_company_id and not c.is_deleted
$$;

-- The company switcher: the caller's companies with the highest role in each, by name.
create function public.my_companies()
returns table (
  id uuid, name text, slogan text, logo_url text, role text, is_owner boolean,
  created_at timestamptz)
language sql stable as $$
  select c.id, c.name, c.slogan, l.url, m.role,
    coalesce(c.owned_by = (select auth.uid()), false), c.created_at
  from (
    select distinct on (company_id) company_id, role from public.company_members
    where member_id = (select auth.uid()) and not is_deleted
    order by company_id, array_position('{admin,editor,member}', role)
  ) m
  join public.company_accounts c on c.id = m.company_id and not c.is_deleted
  left join public.media_assets l on l.id = c.logo_id
  order by private.fold(c.name), c.id
$$;

-- Live members, newest first, once per role held: companies.members.get. Row security leaves it
-- empty for people outside the company.
create function public.list_company_members(
  p_company_id uuid,
  p_role text default null,
  p_limit integer default 1000,
  p_before_joined_on timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, role text, username text, email text, businessname text, joined_on timestamptz,
  membership_id uuid)
language sql stable as $$
  select m.member_id, m.role, p.username, p.email, p.businessname, m.created_at, m.id
  from (
    select * from public.company_members x
    where x.company_id = p_company_id and not x.is_deleted
      and (p_role is null or x.role = p_role)
      and (x.created_at, x.id) < (
        case when p_before_joined_on is null then 'infinity' else p_before_joined_on end,
        case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
          else p_before_id end)
    order by x.created_at desc, x.id desc
    limit p_limit
  ) m
  join public.businessprofiles p on p.businessid = m.member_id
  order by m.created_at desc, m.id desc
$$;

-- A business profile with the live companies the caller may know it belongs to, once per role:
-- profile.business.get. first_time speaks of the caller, whoever is asked about.
-- No row: no such profile, or none of the caller's business.
create function public.get_business_profile(
  p_user_id uuid default null,
  p_company_name text default null)
returns table (
  businessid uuid, email text, businessname text, username text, phone text, description text,
  type text, editors uuid[], avatar_id uuid, logo_id uuid, facebook text, instagram text, x text,
  address text, website text, status text, created timestamptz, companies jsonb,
  first_time boolean)
language sql stable as $$
  select
    b.businessid, b.email, b.businessname, b.username, b.phone, b.description,
    b.type, b.editors, b.avatar_id, b.logo_id, b.facebook, b.instagram, b.x,
    b.address, b.website, b.status, b.created,
    coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', c.id, 'name', c.name, 'is_deleted', c.is_deleted, 'role', m.role)
        order by m.created_at desc, m.id desc)
      from public.company_members m
      join public.company_accounts c on c.id = m.company_id and not c.is_deleted
      where m.member_id = b.businessid and not m.is_deleted
        and (p_company_name is null or c.name = p_company_name)), '[]'),
    coalesce((select me.username is null from public.businessprofiles me
              where me.businessid = (select auth.uid())), true)
  from public.businessprofiles b
  where b.businessid = coalesce(p_user_id, (select auth.uid()))
$$;

-- Dashboard -------------------------------------------------------------------------------------

-- Visits and published stories of each experience; those of its company's own people do not count.
-- Definer: visits and stories are their travellers'; the company sees how many, not whose.
create function private.count_reactions(experiences uuid[])
returns table (experience_id uuid, visits bigint, stories bigint)
language sql stable security definer set search_path = '' as $$
  select e.id,
    (select count(*) from public.visits v
      where v.experience_id = e.id and v.is_visited and not exists (
        select from public.company_members m
        where m.company_id = e.owned_by and m.member_id = v.user_id and not m.is_deleted)),
    (select count(*) from public.stories s
      where s.experience_id = e.id and s.status = 'PUBLISHED' and not exists (
        select from public.company_members m
        where m.company_id = e.owned_by and m.member_id = s.user_id and not m.is_deleted))
  from public.experiences e where e.id = any (experiences)
$$;

-- One page of a company's experiences as the dashboard lists them, and how many there are in all.
-- Always one row; `experiences` is a JSON list. Words of the search must all occur in name or
-- address, accents and case aside. Sorts: created_at, updated_at, name, status.
create function public.list_company_experiences(
  p_company_id uuid,
  p_search text default null,
  p_status text[] default null,
  p_sort text default 'created_at',
  p_descending boolean default true,
  p_limit integer default 25,
  p_offset integer default 0)
returns table (total bigint, experiences jsonb)
language plpgsql stable set search_path = '' as $$
declare
  direction text := case when p_descending then 'desc' else 'asc' end;
  sort_key text := case p_sort
    when 'created_at' then 'e.created_at'
    when 'updated_at' then 'coalesce(e.updated_at, e.created_at)'
    when 'name' then 'e.search_text' -- begins with the name, accents folded
    when 'status' then 'e.status' end;
  conditions text := 'e.owned_by = $1';
  patterns text[];
begin
  if sort_key is null then
    raise exception using errcode = 'invalid_parameter_value', message = 'Unknown sort.';
  end if;
  if p_status is not null then
    conditions := conditions || ' and e.status = any ($2)';
  end if;
  select array_agg('%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%') into patterns
  from regexp_split_to_table(private.fold(left(p_search, 200)), '\s+') as word where word <> '';
  if patterns is not null then
    conditions := conditions || ' and e.search_text like all ($3)';
  end if;

  return query execute format($query$
    with page as materialized (
      select e.*, row_number() over () as place
      from (
        select e.* from public.experiences e where %1$s
        order by %2$s %3$s, e.id %3$s
        limit $4 offset $5
      ) e
    )
    select
      (select count(*) from public.experiences e where %1$s),
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', e.id, 'name', e.name, 'address', e.address,
          'thumbnail_description', e.thumbnail_description, 'status', e.status,
          'primary_photo', e.primary_photo, 'primary_photo_id', e.primary_photo_id,
          'latitude', e.latitude, 'longitude', e.longitude,
          'created_by', e.created_by, 'creator', p.username,
          'created_at', e.created_at, 'updated_at', e.updated_at,
          'visits', r.visits, 'stories', r.stories) order by e.place)
        from page e
        join private.count_reactions((select array_agg(id) from page)) r on r.experience_id = e.id
        left join private.creator_names p on p.businessid = e.created_by), '[]')
    $query$, conditions, sort_key, direction)
  using p_company_id, p_status, patterns, least(greatest(p_limit, 0), 1000), greatest(p_offset, 0);
end
$$;

-- Counts of a company for its members. No row: no such live company, or none of the caller's.
-- Definer: counts visits and stories, which are their travellers'.
create function public.company_overview(p_company_id uuid)
returns table (
  experiences_active bigint, experiences_inactive bigint, experiences_internal bigint,
  members bigint, admins bigint, editors bigint, plain_members bigint,
  visits bigint, visitors bigint, stories bigint, storytellers bigint)
language sql stable security definer set search_path = '' as $$
  with company as (
    select c.id from public.company_accounts c
    where c.id = p_company_id and not c.is_deleted
      and (c.id in (select private.my_company_ids()) or (select private.is_super_admin()))
  ),
  team as (
    -- Somebody with several roles counts as the highest.
    select distinct on (m.member_id) m.member_id, m.role
    from public.company_members m join company on company.id = m.company_id
    where not m.is_deleted
    order by m.member_id, array_position('{admin,editor,member}', m.role)
  ),
  own as (
    select e.id, e.status from public.experiences e join company on company.id = e.owned_by
  ),
  visited as (
    select count(*) as visits, count(distinct v.user_id) as visitors
    from public.visits v join own on own.id = v.experience_id
    where v.is_visited and v.user_id not in (select member_id from team)
  ),
  told as (
    select count(*) as stories, count(distinct s.user_id) as storytellers
    from public.stories s join own on own.id = s.experience_id
    where s.status = 'PUBLISHED' and s.user_id not in (select member_id from team)
  )
  select
    (select count(*) from own where status = 'active'),
    (select count(*) from own where status = 'inactive'),
    (select count(*) from own where status = 'internal'),
    (select count(*) from team),
    (select count(*) from team where role = 'admin'),
    (select count(*) from team where role = 'editor'),
    (select count(*) from team where role = 'member'),
    visited.visits, visited.visitors, told.stories, told.storytellers
  from company, visited, told
$$;

revoke execute on function private.count_reactions(uuid[]) from public;
grant execute on function private.count_reactions(uuid[]) to authenticated, service_role;

revoke execute on function
  public.list_experiences(integer, timestamptz, uuid),
  public.list_public_experiences(integer, timestamptz, uuid),
  public.get_public_experience(uuid),
  public.list_business_experiences(uuid, integer, timestamptz, uuid),
  public.list_companies(integer, timestamptz, uuid),
  public.get_company(uuid),
  public.company_access(uuid),
  public.my_companies(),
  public.list_company_members(uuid, text, integer, timestamptz, uuid),
  public.get_business_profile(uuid, text),
  public.list_company_experiences(uuid, text, text[], text, boolean, integer, integer),
  public.company_overview(uuid)
  from public, anon, authenticated;
grant execute on function
  public.list_public_experiences(integer, timestamptz, uuid),
  public.get_public_experience(uuid)
  to anon, authenticated, service_role;
grant execute on function
  public.list_experiences(integer, timestamptz, uuid),
  public.list_business_experiences(uuid, integer, timestamptz, uuid),
  public.list_companies(integer, timestamptz, uuid),
  public.get_company(uuid),
  public.company_access(uuid),
  public.my_companies(),
  public.list_company_members(uuid, text, integer, timestamptz, uuid),
  public.get_business_profile(uuid, text),
  public.list_company_experiences(uuid, text, text[], text, boolean, integer, integer),
  public.company_overview(uuid)
  to authenticated, service_role;
