import { randomUUID } from "node:crypto";
import { type Db, iso, json, type Tx } from "./service.ts";

export type Metadata = Record<string, unknown>;

type Timestamp = Date | string | null;

/** A row of auth.users with its identities and factors. */
export type User = {
  id: string;
  aud: string | null;
  role: string | null;
  email: string | null;
  encrypted_password: string | null;
  email_confirmed_at: Timestamp;
  invited_at: Timestamp;
  confirmation_sent_at: Timestamp;
  recovery_sent_at: Timestamp;
  email_change: string | null;
  email_change_sent_at: Timestamp;
  email_change_confirm_status: number | null;
  last_sign_in_at: Timestamp;
  raw_app_meta_data: Metadata | null;
  raw_user_meta_data: Metadata | null;
  created_at: Timestamp;
  updated_at: Timestamp;
  phone: string | null;
  phone_confirmed_at: Timestamp;
  confirmed_at: Timestamp;
  banned_until: Timestamp;
  reauthentication_sent_at: Timestamp;
  deleted_at: Timestamp;
  is_anonymous: boolean;
  identities: Metadata[] | null;
  factors: Metadata[] | null;
};

/** Upstream writes this tenant id into every row. */
export const INSTANCE_ID = "00000000-0000-0000-0000-000000000000";
export const AUDIENCE = "authenticated";

/** By id or by address; null when there is none. `lock` holds the row until the commit. */
export async function findUser(
  db: Db,
  by: { id: string } | { email: string },
  options: { lock?: boolean } = {},
): Promise<User | null> {
  const where =
    "id" in by ? db`u.id = ${by.id}` : db`u.email = ${by.email} and u.is_sso_user = false`;
  const [user] = await db<User[]>`
    select u.*, ${related(db)} from auth.users u where ${where}
    ${options.lock ? db`for no key update of u` : db``}`;
  return user ?? null;
}

/** Identities and factors as JSON, oldest first. */
export const related = (db: Db) => db`
  (select json_agg(i order by i.created_at) from (
     select id as identity_id, provider_id as id, user_id, identity_data, provider,
            last_sign_in_at, created_at, updated_at, email
       from auth.identities where user_id = u.id) i) as identities,
  (select json_agg(f order by f.created_at) from (
     select id, created_at, updated_at, status, friendly_name, factor_type, phone
       from auth.mfa_factors where user_id = u.id) f) as factors`;

/** Null means gone between two statements of one request. */
export async function requireUserRow(tx: Tx, id: string): Promise<User> {
  const user = await findUser(tx, { id });
  if (!user) throw new Error("The user disappeared inside a transaction");
  return user;
}

type NewUser = {
  id?: string;
  email?: string | null;
  phone?: string | null;
  passwordHash?: string;
  role?: string;
  appMetadata: Metadata;
  userMetadata: Metadata;
  isAnonymous?: boolean;
};

/** Inserts the account as upstream does: triggers see the caller's metadata as a jsonb object. */
export async function insertUser(tx: Tx, user: NewUser): Promise<string> {
  const id = user.id ?? randomUUID();
  await tx`
    insert into auth.users (
      instance_id, id, aud, role, email, phone, encrypted_password, confirmation_token,
      recovery_token, email_change_token_new, email_change, raw_app_meta_data,
      raw_user_meta_data, created_at, updated_at, is_anonymous
    ) values (
      ${INSTANCE_ID}, ${id}, ${AUDIENCE}, ${user.role ?? AUDIENCE}, ${user.email ?? null},
      ${user.phone ?? null}, ${user.passwordHash ?? ""}, '', '', '', '',
      ${json(tx, user.appMetadata)}, ${json(tx, user.userMetadata)}, now(), now(),
      ${user.isAnonymous ?? false}
    )`;
  return id;
}

/** Adds the way of signing in that an address gives; returns its data. */
export async function insertEmailIdentity(
  tx: Tx,
  userId: string,
  email: string,
  data: Metadata = {},
  verified = false,
): Promise<Metadata> {
  const identity = { ...data, sub: userId, email, email_verified: verified, phone_verified: false };
  await tx`
    insert into auth.identities (
      provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at
    ) values (${userId}, ${userId}, ${json(tx, identity)}, 'email', now(), now(), now())`;
  return identity;
}

/** Marks the address as proven; every other outstanding code of the user dies with it. */
export async function confirmEmail(tx: Tx, userId: string): Promise<void> {
  await tx`
    update auth.users set
      email_confirmed_at = coalesce(email_confirmed_at, now()),
      confirmation_token = '',
      raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || '{"email_verified": true}',
      updated_at = now()
    where id = ${userId}`;
  await tx`
    update auth.identities
       set identity_data = identity_data || '{"email_verified": true}', updated_at = now()
     where user_id = ${userId} and provider = 'email'`;
  await tx`delete from auth.one_time_tokens where user_id = ${userId}`;
}

/** Sets and, where the patch says null, removes keys, as upstream merges metadata. */
export function mergeMetadata(current: Metadata | null, patch: Metadata): Metadata {
  const merged = Object.entries({ ...current, ...patch }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged);
}

export const isConfirmed = (user: User) => user.email_confirmed_at !== null;

export const isBanned = (user: User) =>
  user.banned_until !== null && new Date(user.banned_until) > new Date();

/** The user as the API shows it; absent timestamps are left out, as upstream leaves them out. */
export function toUserJson(user: User): Metadata {
  return {
    id: user.id,
    aud: user.aud ?? "",
    role: user.role ?? "",
    email: user.email ?? "",
    email_confirmed_at: iso(user.email_confirmed_at),
    invited_at: iso(user.invited_at),
    phone: user.phone ?? "",
    phone_confirmed_at: iso(user.phone_confirmed_at),
    confirmation_sent_at: iso(user.confirmation_sent_at),
    confirmed_at: iso(user.confirmed_at),
    recovery_sent_at: iso(user.recovery_sent_at),
    new_email: user.email_change || undefined,
    email_change_sent_at: iso(user.email_change_sent_at),
    reauthentication_sent_at: iso(user.reauthentication_sent_at),
    last_sign_in_at: iso(user.last_sign_in_at),
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    factors: user.factors?.map(toRelatedJson),
    identities: (user.identities ?? []).map(toRelatedJson),
    created_at: iso(user.created_at),
    updated_at: iso(user.updated_at),
    banned_until: iso(user.banned_until),
    deleted_at: iso(user.deleted_at),
    is_anonymous: user.is_anonymous,
  };
}

function toRelatedJson(row: Metadata): Metadata {
  const { last_sign_in_at, created_at, updated_at, phone, ...rest } = row;
  return {
    ...rest,
    last_sign_in_at: iso(last_sign_in_at),
    created_at: iso(created_at),
    updated_at: iso(updated_at),
    phone: phone ?? undefined,
  };
}
