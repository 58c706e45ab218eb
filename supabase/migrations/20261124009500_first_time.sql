-- profile.business.get: the first time is, besides the time without a user name, the sign-in that made
-- the account. Otherwise as it was.
create or replace function public.get_business_profile(
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
    coalesce((select me.username is null or private.is_first_sign_in()
              from public.businessprofiles me where me.businessid = (select auth.uid())), true)
  from public.businessprofiles b
  where b.businessid = coalesce(p_user_id, (select auth.uid()))
$$;
