-- Who manages the companies, as lists.

-- Live companies with their live admins, newest first: raw, as the former web embedded them, and
-- flattened. Empty for everybody but a SUPER_ADMIN. A read; it changes nobody's role.
create function public.list_companies_with_admins(
  p_company_id uuid default null,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  id uuid, name text, description text, slogan text, created_by uuid, owned_by uuid,
  banner_media_id uuid, logo_id uuid, editors uuid[], is_deleted boolean, created_at timestamptz,
  updated_at timestamptz, company_members jsonb, admins jsonb)
language sql stable as $$
  select
    c.id, c.name, c.description, c.slogan, c.created_by, c.owned_by,
    c.banner_media_id, c.logo_id, c.editors, c.is_deleted, c.created_at,
    c.updated_at, coalesce(a.embedded, '[]'), coalesce(a.flat, '[]')
  from (
    select * from public.company_accounts x
    where not x.is_deleted and (select private.is_super_admin())
      and (p_company_id is null or x.id = p_company_id)
      and (x.created_at, x.id) < (
        case when p_before_created_at is null then 'infinity' else p_before_created_at end,
        case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
          else p_before_id end)
    order by x.created_at desc, x.id desc
    limit p_limit
  ) c
  left join lateral (
    select
      jsonb_agg(jsonb_build_object(
        'member_id', m.member_id, 'role', m.role, 'created_at', m.created_at,
        'businessprofiles', jsonb_build_object(
          'username', b.username, 'email', b.email, 'businessname', b.businessname))
        order by m.created_at desc, m.id desc) as embedded,
      jsonb_agg(jsonb_build_object(
        'id', m.member_id, 'role', m.role, 'username', b.username, 'email', b.email,
        'businessname', b.businessname, 'created_at', m.created_at)
        order by m.created_at desc, m.id desc) as flat
    from public.company_members m
    join public.businessprofiles b on b.businessid = m.member_id
    where m.company_id = c.id and m.role = 'admin' and not m.is_deleted
  ) a on true
  order by c.created_at desc, c.id desc
$$;

-- Profiles of a company's editors: those with the role, and those an older version listed in the
-- company's row. Empty for people who do not work there.
-- Definer: somebody listed without a membership is no colleague, so their profile is closed.
create function public.list_company_editors(
  p_company_id uuid,
  p_limit integer default 1000,
  p_before_created_at timestamptz default null,
  p_before_id uuid default null)
returns table (
  businessid uuid, email text, businessname text, username text, phone text, description text,
  type text, editors uuid[], avatar_id uuid, logo_id uuid, facebook text, instagram text, x text,
  address text, website text, status text, created timestamptz)
language sql stable security definer set search_path = '' as $$
  select
    b.businessid, b.email, b.businessname, b.username, b.phone, b.description,
    b.type, b.editors, b.avatar_id, b.logo_id, b.facebook, b.instagram, b.x,
    b.address, b.website, b.status, b.created
  from public.businessprofiles b
  where (p_company_id in (select private.my_company_ids()) or (select private.is_super_admin()))
    and b.businessid in (
      select m.member_id from public.company_members m
      where m.company_id = p_company_id and m.role = 'editor' and not m.is_deleted
      union
      select unnest(c.editors) from public.company_accounts c where c.id = p_company_id)
    and (b.created, b.businessid) < (
      case when p_before_created_at is null then 'infinity' else p_before_created_at end,
      case when p_before_id is null then 'ffffffff-ffff-ffff-ffff-ffffffffffff' else p_before_id end)
  order by b.created desc, b.businessid desc
  limit p_limit
$$;

revoke execute on function
  public.list_companies_with_admins(uuid, integer, timestamptz, uuid),
  public.list_company_editors(uuid, integer, timestamptz, uuid)
  from public, anon, authenticated;
grant execute on function
  public.list_companies_with_admins(uuid, integer, timestamptz, uuid),
  public.list_company_editors(uuid, integer, timestamptz, uuid)
  to authenticated, service_role;
