-- A change of a company that names its owner, too: all of it or nothing. `p_changes` may hold name
-- and description. No row: no such company, or the caller may not edit it. Handing it over is for
-- its owner and SUPER_ADMIN, to another admin (see transfer_company); naming the present owner
-- changes nothing, so that an admin may send back what they read.
create function public.hand_over_company(
  p_company_id uuid, p_owner_id uuid, p_changes jsonb default '{}')
returns setof public.company_accounts
language plpgsql set search_path = '' as $$
declare
  company public.company_accounts;
begin
  update public.company_accounts c set
    name = case when p_changes ? 'name' then p_changes ->> 'name' else c.name end,
    description = case when p_changes ? 'description' then p_changes ->> 'description'
      else c.description end
  where c.id = p_company_id
  returning * into company;
  if not found then
    return;
  elsif company.owned_by = p_owner_id then
    return next company;
  else
    return query select * from public.transfer_company(p_company_id, p_owner_id);
  end if;
end
$$;

revoke execute on function public.hand_over_company(uuid, uuid, jsonb)
  from public, anon, authenticated;
grant execute on function public.hand_over_company(uuid, uuid, jsonb)
  to authenticated, service_role;
