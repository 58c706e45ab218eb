-- Only the server makes links of invitations. Whoever follows one proves that they read the mailbox
-- it was sent to, so nobody else may know a token: not the inviter either, who could open accounts
-- in other people's names with it. The caller's own rights decide who is invited; the server then
-- gives the invitations their links and where they lead on to, and sends the mails.

drop policy "company_invitations: admins and super admin add" on public.company_invitations;
drop policy "company_invitations: admins and super admin revoke" on public.company_invitations;
revoke insert (company_id, email, role, token_hash, note, expires_at)
  on public.company_invitations from authenticated;
revoke update (revoked_at) on public.company_invitations from authenticated;

-- The one before, which ended when this one was sent.
alter table public.company_invitations
  add column replaces uuid references public.company_invitations (id) on delete set null;
create index company_invitations_replaces_idx on public.company_invitations (replaces);
create index company_invitations_latest_idx
  on public.company_invitations (company_id, email, created_at desc, id desc);
grant select (replaces) on public.company_invitations to authenticated;

drop function public.invite_members(uuid, text, jsonb, text, text);

-- Invites a batch of people, all or none. Whoever was invited and has not answered is invited anew,
-- and the old link ends. Outcome of each: `invited`, `renewed`, or `member` for somebody who already
-- holds the role, with the membership. The links do not work until `arm_invitations`.
-- Says nothing about whether an address has an account. No row: no such company.
-- Definer: takes the lock that changes to a team take, and must see whether somebody else's
-- address is a member.
create function public.invite_members(
  p_company_id uuid,
  p_role text,
  p_emails text[],
  p_note text default null)
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
  before uuid;
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
  if cardinality(p_emails) + (
      select count(*) from public.company_invitations i
      where i.company_id = p_company_id and i.created_at > now() - interval '1 day') > 500
    or cardinality(p_emails) + (
      select count(*) from public.company_invitations i
      where i.invited_by = auth.uid() and i.created_at > now() - interval '1 day') > 500 then
    raise exception using errcode = 'PT409', hint = 'too_many',
      message = 'A company and a person may send 500 invitations a day. Try again tomorrow.';
  end if;
  select i.email into wanted_email
  from unnest(p_emails) as p (email)
  join public.company_invitations i
    on i.email = lower(btrim(p.email)) and i.created_at > now() - interval '1 day'
  group by i.email having count(*) >= 10
  limit 1;
  if found then
    raise exception using errcode = 'PT409', hint = 'too_many',
      message = format('%s was invited too often today. Try again tomorrow.', wanted_email);
  end if;

  for wanted_email in select lower(btrim(p.email)) from unnest(p_emails) as p (email) loop
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
    before := null;
    update public.company_invitations i set revoked_at = now()
    where i.company_id = p_company_id and i.email = wanted_email
      and i.accepted_at is null and i.revoked_at is null
    returning i.id into before;
    insert into public.company_invitations
      (company_id, email, role, token_hash, note, invited_by, replaces)
    values (p_company_id, wanted_email, p_role,
      -- Nobody knows what this is the hash of.
      encode(sha256(convert_to(concat(gen_random_uuid(), gen_random_uuid()), 'UTF8')), 'hex'),
      p_note, auth.uid(), before)
    returning * into invitation;
    return query select case when before is null then 'invited' else 'renewed' end, wanted_email,
      company.name, invitation.id, invitation.company_id, null::uuid, invitation.role, false,
      invitation.created_at, invitation.updated_at;
  end loop;
end
$$;

-- Gives invitations their links: [{"id", "token_hash", "redirect_link"}]. The server's, which has
-- checked that the redirect leads to a page of ours.
create function public.arm_invitations(p_links jsonb) returns void
language sql set search_path = '' as $$
  update public.company_invitations i
  set token_hash = l.token_hash, redirect_link = l.redirect_link
  from jsonb_to_recordset(p_links) as l (id uuid, token_hash text, redirect_link text)
  where i.id = l.id and i.accepted_at is null
$$;

-- The state of an invitation in a word.
create function private.invitation_state(i public.company_invitations) returns text
language sql stable set search_path = '' as $$
  select case
    when i.accepted_at is not null then 'accepted'
    when i.revoked_at is not null then 'revoked'
    when i.expires_at <= now() then 'expired'
    else 'pending' end
$$;

-- What an invitation says to whoever holds its link, before they have signed in. The mailbox it was
-- sent to is theirs, so they may know whether it has an account; once the link is used up it tells
-- no more than the company. No row: no such token, or the company is gone.
-- Definer: they have no rights at all.
create function public.invitation_by_token(p_token_hash text)
returns table (
  state text, company_name text, logo_url text, role text, inviter text, note text, email text,
  has_account boolean, expires_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select s.state, c.name, l.url,
    case when s.state = 'pending' then i.role end,
    private.person_name(i.invited_by),
    case when s.state = 'pending' then i.note end,
    case when s.state = 'pending' then i.email end,
    case when s.state = 'pending' then exists (
      select from auth.users u
      where lower(u.email) = i.email and u.email_confirmed_at is not null) end,
    i.expires_at
  from public.company_invitations i
  cross join lateral private.invitation_state(i) as s (state)
  join public.company_accounts c on c.id = i.company_id and not c.is_deleted
  left join public.media_assets l on l.id = c.logo_id
  where i.token_hash = p_token_hash
$$;

-- Makes room for the account of somebody invited: whoever signed up with their address and never
-- confirmed it has shown nothing, and the link has. Answers whether there was one. The server's.
-- Definer: accounts are the auth server's.
create function public.drop_unconfirmed_account(p_token_hash text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from auth.users u
  using public.company_invitations i
  where i.token_hash = p_token_hash and private.invitation_state(i) = 'pending'
    and lower(u.email) = i.email and u.email_confirmed_at is null;
  return found;
end
$$;

-- Accepts an invitation for the caller and answers the membership. No row: no such token, or the
-- company is gone. 42501 with the hint other_address: the invitation is for somebody else. PT409
-- with the hints accepted, revoked, expired: it is used up. The inviter is told by mail.
-- Definer: nobody writes memberships, and the token is compared with what nobody may read.
create or replace function public.accept_invitation(p_token text)
returns setof public.company_members
language plpgsql security definer set search_path = '' as $$
declare
  uid uuid := auth.uid();
  hash text := encode(sha256(convert_to(p_token, 'UTF8')), 'hex');
  company public.company_accounts;
  my_email text;
  invitation public.company_invitations;
begin
  if uid is null then
    raise exception using errcode = 'insufficient_privilege', message = 'Sign in first.';
  end if;
  -- The company first, as every change to a team does: two that wait for each other never finish.
  select c.* into company from public.company_accounts c
  where c.id = (select i.company_id from public.company_invitations i where i.token_hash = hash)
    and not c.is_deleted for update;
  if not found then
    return;
  end if;
  select * into invitation from public.company_invitations i where i.token_hash = hash for update;
  if not found then
    return;
  end if;

  select lower(u.email) into my_email from auth.users u
  where u.id = uid and u.email_confirmed_at is not null;
  if my_email is distinct from invitation.email then
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

  -- Joining makes a business person of a traveller, as founding a company does. Colleagues see the
  -- name the person gave.
  insert into public.businessprofiles (businessid, email, businessname)
  select uid, my_email, private.free_business_name(
    (select case when btrim(concat_ws(' ', u.firstname, u.lastname)) <> ''
        then btrim(concat_ws(' ', u.firstname, u.lastname))
        when u.username <> '' then u.username
        else split_part(my_email, '@', 1) end
      from (select uid as userid) as me left join public.userprofiles u using (userid)))
  on conflict (businessid) do nothing;
  update public.company_invitations i set accepted_at = now(), accepted_by = uid
  where i.id = invitation.id;
  return query
    insert into public.company_members as m (company_id, member_id, role)
    values (company.id, uid, invitation.role)
    on conflict (company_id, member_id, role) do update
      set is_deleted = false,
        created_at = case when m.is_deleted then now() else m.created_at end
    returning m.*;

  perform private.queue_mail(b.email, 'invitation-accepted',
    jsonb_build_object(
      'company', company.name,
      'companyId', company.id,
      'role', invitation.role,
      'person', private.person_name(uid),
      'email', my_email),
    p_company_id => company.id)
  from public.businessprofiles b
  where b.businessid = invitation.invited_by
    -- Not somebody who has left meanwhile.
    and (b.type = 'SUPER_ADMIN' or private.highest_role(company.id, b.businessid) = 'admin');
end
$$;

-- An invitation of a company the caller runs, locked after its company as every change to a team
-- does. No row: there is none.
create function private.lock_invitation(p_id uuid) returns setof public.company_invitations
language plpgsql set search_path = '' as $$
begin
  perform from public.company_accounts c
  where c.id = (select i.company_id from public.company_invitations i where i.id = p_id)
    and not c.is_deleted
    and (c.id in (select private.my_company_ids('{admin}')) or private.is_super_admin())
  for update;
  if found then
    return query select * from public.company_invitations i where i.id = p_id for update;
  end if;
end
$$;

-- Withdraws an invitation that has not been answered; again changes nothing. No row: none of the
-- caller's companies has it. PT409 with the hint accepted: the person is in the team already.
-- Definer: nobody writes invitations, which keep their history.
create function public.revoke_invitation(p_id uuid) returns table (id uuid, email text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  invitation public.company_invitations;
begin
  select * into invitation from private.lock_invitation(p_id);
  if invitation.id is null then
    return;
  end if;
  if invitation.accepted_at is not null then
    raise exception using errcode = 'PT409', hint = 'accepted',
      message = 'The invitation has been accepted. Remove the person from the team instead.';
  end if;
  update public.company_invitations i set revoked_at = now()
  where i.id = p_id and i.revoked_at is null;
  return query select invitation.id, invitation.email;
end
$$;

-- Takes a withdrawal back, for an hour; the link in the mail works again. No row: as above.
-- Definer: as above.
create function public.restore_invitation(p_id uuid) returns table (id uuid, email text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  invitation public.company_invitations;
begin
  select * into invitation from private.lock_invitation(p_id);
  if invitation.id is null then
    return;
  end if;
  if invitation.revoked_at is not null then
    if invitation.accepted_at is not null or invitation.expires_at <= now()
      or invitation.revoked_at < now() - interval '1 hour'
      or exists (
        select from public.company_invitations i
        where i.company_id = invitation.company_id and i.email = invitation.email
          and (i.created_at, i.id) > (invitation.created_at, invitation.id))
    then
      raise exception using errcode = 'PT409', hint = 'over',
        message = 'This cannot be taken back any more. Invite the person again.';
    end if;
    update public.company_invitations i set revoked_at = null where i.id = p_id;
  end if;
  return query select invitation.id, invitation.email;
end
$$;

revoke execute on function
  public.invite_members(uuid, text, text[], text), public.arm_invitations(jsonb),
  public.invitation_by_token(text), public.drop_unconfirmed_account(text),
  public.revoke_invitation(uuid), public.restore_invitation(uuid)
  from public, anon, authenticated;
revoke execute on function
  private.invitation_state(public.company_invitations), private.lock_invitation(uuid)
  from public;
grant execute on function
  public.invite_members(uuid, text, text[], text), public.revoke_invitation(uuid),
  public.restore_invitation(uuid)
  to authenticated, service_role;
grant execute on function public.arm_invitations(jsonb), public.drop_unconfirmed_account(text)
  to service_role;
grant execute on function public.invitation_by_token(text) to anon, authenticated, service_role;
