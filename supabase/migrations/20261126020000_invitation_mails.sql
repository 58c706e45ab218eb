-- Invitations and their mails are one change: no crash leaves people invited without a mail that is
-- on its way. The links are the server's to make, so inviting is now the server's call, for whom it
-- has verified; past it nobody invites, and nobody writes to strangers in our name.

-- Whose rights count in the rest of the transaction, for functions that only the server may call.
create function private.act_for(p_user_id uuid, p_aal text) returns void
language sql set search_path = '' as $$
  select set_config('request.jwt.claims',
    jsonb_build_object('role', 'authenticated', 'sub', p_user_id, 'aal', p_aal)::text, true),
    set_config('request.jwt.claim.sub', p_user_id::text, true)
$$;
revoke execute on function private.act_for(uuid, text) from public;

drop function public.invite_members(uuid, text, text[], text);
drop function public.arm_invitations(jsonb);

-- Invites a batch of people, all or none: [{"email", "name", "mail_id", "token_hash"}]. Whoever was
-- invited and has not answered is invited anew, and the old link ends. Outcome of each: `invited`,
-- `renewed`, or `member` for somebody who already holds the role, with the membership. The mails
-- are in the outbox then, claimed for the server to deliver; should it never come to that, they fall
-- due by themselves.
-- Says nothing about whether an address has an account. No row: no such company.
-- Definer: takes the lock that changes to a team take, must see whether somebody else's address is
-- a member, and writes the outbox.
create function public.invite_members(
  p_inviter uuid,
  p_aal text,
  p_company_id uuid,
  p_role text,
  p_people jsonb,
  p_note text default null,
  p_redirect_link text default null)
returns table (
  outcome text, email text, id uuid, company_id uuid, member_id uuid, role text,
  is_deleted boolean, created_at timestamptz, updated_at timestamptz)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  company public.company_accounts;
  membership public.company_members;
  invitation public.company_invitations;
  invitee record;
  before uuid;
  letters jsonb := '[]';
  people constant integer := jsonb_array_length(p_people);
  inviter_name text;
begin
  perform private.act_for(p_inviter, p_aal);
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
  perform pg_advisory_xact_lock(hashtextextended(concat('invite ', p_inviter), 0));
  if people + (
      select count(*) from public.company_invitations i
      where i.company_id = p_company_id and i.created_at > now() - interval '1 day') > 500
    or people + (
      select count(*) from public.company_invitations i
      where i.invited_by = p_inviter and i.created_at > now() - interval '1 day') > 500 then
    raise exception using errcode = 'PT409', hint = 'too_many',
      message = 'A company and a person may send 500 invitations a day. Try again tomorrow.';
  end if;
  select i.email as email into invitee
  from jsonb_to_recordset(p_people) as p (email text)
  join public.company_invitations i
    on i.email = lower(btrim(p.email)) and i.created_at > now() - interval '1 day'
  group by i.email having count(*) >= 10
  limit 1;
  if found then
    raise exception using errcode = 'PT409', hint = 'too_many',
      message = format('%s was invited too often today. Try again tomorrow.', invitee.email);
  end if;

  select case when btrim(b.businessname) <> '' then b.businessname else b.username end
  into inviter_name
  from public.businessprofiles b where b.businessid = p_inviter;

  for invitee in
    select lower(btrim(p.email)) as email, p.name, p.mail_id, p.token_hash
    from jsonb_to_recordset(p_people) as p (email text, name text, mail_id uuid, token_hash text)
  loop
    select m.* into membership
    from public.company_members m
    join public.businessprofiles b on b.businessid = m.member_id
    where m.company_id = p_company_id and m.role = p_role and not m.is_deleted
      and lower(b.email) = invitee.email;
    if found then
      return query select 'member', invitee.email, membership.id, membership.company_id,
        membership.member_id, membership.role, membership.is_deleted, membership.created_at,
        membership.updated_at;
      continue;
    end if;
    before := null;
    update public.company_invitations i set revoked_at = now()
    where i.company_id = p_company_id and i.email = invitee.email
      and i.accepted_at is null and i.revoked_at is null
    returning i.id into before;
    insert into public.company_invitations
      (company_id, email, role, token_hash, note, redirect_link, invited_by, replaces)
    values (p_company_id, invitee.email, p_role, invitee.token_hash, p_note, p_redirect_link,
      p_inviter, before)
    returning * into invitation;
    -- Into the outbox at once at the end: together they are one batch.
    letters := letters || jsonb_build_object(
      'id', invitee.mail_id, 'recipient', invitee.email, 'template', 'invitation',
      'company_id', p_company_id, 'invitation_id', invitation.id, 'created_by', p_inviter,
      'props', jsonb_strip_nulls(jsonb_build_object(
        'company', company.name, 'role', p_role, 'name', invitee.name, 'note', p_note,
        'inviter', case when inviter_name is null then 'A colleague' else inviter_name end,
        -- Decides the wording; no caller learns it.
        'known', exists (select from public.userprofiles u where u.email = invitee.email))));
    return query select case when before is null then 'invited' else 'renewed' end, invitee.email,
      invitation.id, invitation.company_id, null::uuid, invitation.role, false,
      invitation.created_at, invitation.updated_at;
  end loop;
  perform public.write_mails(letters);
end
$$;

-- Withdraws an invitation that has not been answered; again changes nothing. No row: none of the
-- caller's companies has it. PT409 with the hint accepted: the person is in the team already; with
-- the hint replaced: a newer one has taken its place, and is still open.
-- Definer: nobody writes invitations, which keep their history.
create or replace function public.revoke_invitation(p_id uuid) returns table (id uuid, email text)
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
  if invitation.revoked_at is not null and exists (
    select from public.company_invitations i
    where i.company_id = invitation.company_id and i.email = invitation.email and i.id <> p_id
      and private.invitation_state(i) = 'pending')
  then
    raise exception using errcode = 'PT409', hint = 'replaced',
      message = 'This invitation was sent anew. Withdraw the newer one instead.';
  end if;
  update public.company_invitations i set revoked_at = now()
  where i.id = p_id and i.revoked_at is null;
  return query select invitation.id, invitation.email;
end
$$;

-- Makes room for the account of somebody invited: whoever signed up with their address and never
-- confirmed it has shown nothing, and the link has. Not for one that was suspended: it would come
-- back unsuspended. Answers whether there was one. The server's.
-- Definer: accounts are the auth server's.
create or replace function public.drop_unconfirmed_account(p_token_hash text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from auth.users u
  using public.company_invitations i
  where i.token_hash = p_token_hash and private.invitation_state(i) = 'pending'
    and lower(u.email) = i.email and u.email_confirmed_at is null
    and (u.banned_until is null or u.banned_until <= now());
  return found;
end
$$;

revoke execute on function public.invite_members(uuid, text, uuid, text, jsonb, text, text)
  from public, anon, authenticated;
grant execute on function public.invite_members(uuid, text, uuid, text, jsonb, text, text)
  to service_role;

-- The list of invitations tells of their mails, and the mailbox looks for parts of addresses.
drop function public.invitation_mails(uuid);
drop index public.mail_outbox_recipient_idx;
