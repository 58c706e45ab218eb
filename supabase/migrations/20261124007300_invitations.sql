-- Inviting people and accepting: a one-time token that only the mail knows, bound to the address
-- it was sent to.

-- Where the person goes after accepting. The API takes pages of ours only; the database does not
-- know which those are, and its functions can be called around the API: whoever follows the link
-- has to check it again.
alter table public.company_invitations
  add column redirect_link text check (redirect_link <> '' and private.is_link(redirect_link));
create index company_invitations_email_idx on public.company_invitations (email, created_at);
grant select (redirect_link) on public.company_invitations to authenticated;

-- Invites a batch of people: [{"email": …, "token_hash": …}], all or none. Whoever was invited and
-- has not answered gets a new token, and the old one ends. Outcome of each: `invited`, `renewed`,
-- or `member` for somebody who already holds the role, with the membership.
-- Says nothing about whether an address has an account. No row: no such company.
-- Definer: takes the lock that changes to a team take, and must see whether somebody else's
-- address is a member.
create function public.invite_members(
  p_company_id uuid,
  p_role text,
  p_people jsonb,
  p_note text default null,
  p_redirect_link text default null)
returns table (
  outcome text, email text, company_name text, id uuid, company_id uuid, member_id uuid, role text,
  is_deleted boolean, created_at timestamptz, updated_at timestamptz)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  company public.company_accounts;
  membership public.company_members;
  invitation public.company_invitations;
  wanted_email text;
  wanted_hash text;
  renewed boolean;
begin
  if not private.require_company_admin(p_company_id) then
    return;
  end if;
  select * into company from public.company_accounts c where c.id = p_company_id;
  if company.is_platform and not private.is_super_admin() then
    raise exception using errcode = 'insufficient_privilege',
      message = 'Only a SUPER_ADMIN invites people to the platform''s own company.';
  end if;
  -- Mail to strangers in our name is a thing to be stingy with: for a company; for a person, who
  -- may found as many companies as they like; and for an address, which is mailed at every renewal.
  perform pg_advisory_xact_lock(hashtextextended(concat('invite ', auth.uid()), 0));
  if jsonb_array_length(p_people) + (
      select count(*) from public.company_invitations i
      where i.company_id = p_company_id and i.created_at > now() - interval '1 day') > 500
    or jsonb_array_length(p_people) + (
      select count(*) from public.company_invitations i
      where i.invited_by = auth.uid() and i.created_at > now() - interval '1 day') > 500 then
    raise exception using errcode = 'PT409', hint = 'too_many',
      message = 'A company and a person may send 500 invitations a day. Try again tomorrow.';
  end if;
  select i.email into wanted_email
  from jsonb_to_recordset(p_people) as p (email text)
  join public.company_invitations i
    on i.email = lower(btrim(p.email)) and i.created_at > now() - interval '1 day'
  group by i.email having count(*) >= 10
  limit 1;
  if found then
    raise exception using errcode = 'PT409', hint = 'too_many',
      message = format('%s was invited too often today. Try again tomorrow.', wanted_email);
  end if;

  for wanted_email, wanted_hash in
    select lower(btrim(p.email)), p.token_hash
    from jsonb_to_recordset(p_people) as p (email text, token_hash text)
  loop
    select m.* into membership
    from public.company_members m
    join public.businessprofiles b on b.businessid = m.member_id
    where m.company_id = p_company_id and m.role = p_role and not m.is_deleted
      and lower(b.email) = wanted_email;
    if found then
      return query select 'member', wanted_email, company.name, membership.id, membership.company_id,
        membership.member_id, membership.role, membership.is_deleted, membership.created_at,
        membership.updated_at;
      continue;
    end if;
    update public.company_invitations i set revoked_at = now()
    where i.company_id = p_company_id and i.email = wanted_email
      and i.accepted_at is null and i.revoked_at is null;
    renewed := found;
    insert into public.company_invitations
      (company_id, email, role, token_hash, note, redirect_link, invited_by)
    values (p_company_id, wanted_email, p_role, wanted_hash, p_note, p_redirect_link, auth.uid())
    returning * into invitation;
    return query select case when renewed then 'renewed' else 'invited' end, wanted_email, company.name,
      invitation.id, invitation.company_id, null::uuid, invitation.role, false,
      invitation.created_at, invitation.updated_at;
  end loop;
end
$$;

-- Accepts an invitation for the caller and answers the membership. No row: no such token, or the
-- company is gone. 42501 with the hint other_address: the invitation is for somebody else. PT409
-- with the hints accepted, revoked, expired: it is used up.
-- Definer: nobody writes memberships, and the token is compared with what nobody may read.
create function public.accept_invitation(p_token text) returns setof public.company_members
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  hash text := encode(sha256(convert_to(p_token, 'UTF8')), 'hex');
  company uuid;
  address text;
  invitation public.company_invitations;
begin
  if uid is null then
    raise exception using errcode = 'insufficient_privilege', message = 'Sign in first.';
  end if;
  select i.company_id into company from public.company_invitations i where i.token_hash = hash;
  -- The company first, as every change to a team does: two that wait for each other never finish.
  perform from public.company_accounts c where c.id = company and not c.is_deleted for update;
  if not found then
    return;
  end if;
  select * into invitation from public.company_invitations i where i.token_hash = hash for update;
  if not found then
    return;
  end if;

  select lower(u.email) into address from auth.users u
  where u.id = uid and u.email_confirmed_at is not null;
  if address is distinct from invitation.email then
    raise exception using errcode = 'insufficient_privilege', hint = 'other_address',
      message = 'This invitation is for another e-mail address.';
  end if;
  if invitation.accepted_at is not null then
    raise exception using errcode = 'PT409', hint = 'accepted',
      message = 'This invitation has been used.';
  elsif invitation.revoked_at is not null then
    raise exception using errcode = 'PT409', hint = 'revoked',
      message = 'This invitation has been withdrawn. Ask for a new one.';
  elsif invitation.expires_at <= now() then
    raise exception using errcode = 'PT409', hint = 'expired',
      message = 'This invitation has expired. Ask for a new one.';
  end if;

  -- Joining makes a business person of a traveller, as founding a company does.
  insert into public.businessprofiles (businessid, email, businessname)
  select uid, address, private.free_business_name(
    coalesce((select u.username from public.userprofiles u where u.userid = uid),
      split_part(address, '@', 1)))
  on conflict (businessid) do nothing;
  update public.company_invitations i set accepted_at = now(), accepted_by = uid
  where i.id = invitation.id;
  return query
    insert into public.company_members as m (company_id, member_id, role)
    values (company, uid, invitation.role)
    on conflict (company_id, member_id, role) do update
      set is_deleted = false,
        created_at = case when m.is_deleted then now() else m.created_at end
    returning m.*;
end
$$;

-- Whoever is out of a team stays out: what was sent to them before ends, and what they sent, or a
-- dismissed admin would come back with an invitation of their own.
-- Deferred: changing a role ends one membership and makes the next in the same transaction.
-- Definer: invitations are revoked whoever ended the membership.
create function private.revoke_invitations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select from public.company_members m
    where m.company_id = new.company_id and m.member_id = new.member_id and not m.is_deleted)
  then
    update public.company_invitations i set revoked_at = now()
    where i.company_id = new.company_id and i.accepted_at is null and i.revoked_at is null
      and (i.invited_by = new.member_id
        or i.email = (select lower(u.email) from auth.users u where u.id = new.member_id));
  end if;
  return null;
end
$$;
revoke execute on function private.revoke_invitations() from public;
create constraint trigger revoke_invitations after update of is_deleted on public.company_members
  deferrable initially deferred for each row when (new.is_deleted and not old.is_deleted)
  execute function private.revoke_invitations();

-- Whose address the caller may write to in a company's name: of the given ones those of members of
-- companies they run, and their own; all of them for a SUPER_ADMIN.
create function public.mailable_addresses(p_emails text[]) returns setof text
language sql stable as $$
  select distinct wanted.email
  from unnest(p_emails) as wanted (email)
  where (select private.is_super_admin())
    or exists (
      select from public.company_members m
      join public.businessprofiles b on b.businessid = m.member_id
      where lower(b.email) = wanted.email and not m.is_deleted
        and m.company_id in (select private.my_company_ids('{admin}')))
$$;

revoke execute on function
  public.invite_members(uuid, text, jsonb, text, text), public.accept_invitation(text),
  public.mailable_addresses(text[])
  from public, anon, authenticated;
grant execute on function
  public.invite_members(uuid, text, jsonb, text, text), public.accept_invitation(text),
  public.mailable_addresses(text[])
  to authenticated, service_role;
