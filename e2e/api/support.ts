/** What the API tests share: a client that says what it got, people, companies. */
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { afterAll, expect } from "vitest";
import { mailsIn } from "../mailbox.ts";

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; \`npm test\` starts the app and sets it.`);
  return value;
}

export const baseUrl = required("TEST_BASE_URL");
export const supabaseUrl = required("TEST_SUPABASE_URL");
export const publishableKey = required("TEST_SUPABASE_PUBLISHABLE_KEY");

// Some schemas look at the environment (allowed hosts of links): the app's, not none.
process.env.NEXT_PUBLIC_SUPABASE_URL ??= supabaseUrl;
process.env.EMBEDDED_SUPABASE_URL ??= supabaseUrl;
process.env.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY ??= publishableKey;
process.env.APP_URL ??= baseUrl;

export const authOptions = { auth: { autoRefreshToken: false, persistSession: false } };
/** The service key: for accounts. */
export const adminClient = createClient(
  supabaseUrl,
  required("TEST_SUPABASE_SECRET_KEY"),
  authOptions,
);

/** For what no client may write: memberships and roles. */
export const sql = postgres(required("TEST_DATABASE_URL"), { max: 2, onnotice: () => {} });

/** What the app mailed to an address, oldest first. */
export const mailsTo = (email: string) => mailsIn(baseUrl, email);

const userIds: string[] = [];

afterAll(async () => {
  // Companies first: they keep their experiences and challenges, which keep their creators.
  await sql`
    delete from public.challenges where businessid = any (${userIds}) or company_id in
      (select id from public.company_accounts where created_by = any (${userIds}))`;
  await sql`
    with gone as (select id from public.company_accounts where created_by = any (${userIds}))
    delete from public.experiences where owned_by in (select id from gone)`;
  await sql`delete from public.company_accounts where created_by = any (${userIds})`;
  for (const id of userIds.splice(0)) await adminClient.auth.admin.deleteUser(id);
  await sql.end();
});

// biome-ignore lint/suspicious/noExplicitAny: answers are what the tests are about
type Body = any;
export type Answer = { status: number; headers: Headers; body: Body; text: string };

export type CallOptions = {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
};

/** One request. Objects are sent as JSON, strings as they are. */
export async function call(
  method: string,
  path: string,
  { token, body, headers = {} }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(baseUrl + path, {
    method,
    redirect: "manual",
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let parsed: Body = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    // HTML or nothing.
  }
  return { status: response.status, headers: response.headers, body: parsed, text };
}

/** The documented error shape, the status, and the fields that are named (if any). */
export function expectFailure(answer: Answer, status: number, fields?: string[]): void {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.body).toMatchObject({
    success: false,
    error: expect.any(String),
    code: expect.any(String),
  });
  expect(answer.body.message).toBe(answer.body.error);
  expect(answer.body.request_id).toBe(answer.headers.get("x-request-id"));
  if (fields) expect(Object.keys(answer.body.fields ?? {}).sort()).toEqual([...fields].sort());
}

/** Exactly these keys, in whatever order. */
export function expectKeys(value: Body, keys: readonly string[]): void {
  expect(Object.keys(value).sort()).toEqual([...keys].sort());
}

export type Person = { id: string; email: string; password: string; token: string };

let counter = 0;
const run = Math.random().toString(36).slice(2, 8);

/** Unique in this run, readable in a failure. */
export const unique = (name: string) => `${name} ${run} ${++counter}`;
export const uniqueEmail = (name: string) => `${name}.${run}.${++counter}@test.example`;

/** Removes an account the test made through the API itself. */
export function forgetUser(id: string): void {
  userIds.push(id);
}

/** A traveller, or with `business` somebody with a business profile. Signed in. */
export async function person(
  name: string,
  { business = false, superAdmin = false }: { business?: boolean; superAdmin?: boolean } = {},
): Promise<Person> {
  const email = uniqueEmail(name);
  const password = "correct horse battery";
  const { data, error } = await adminClient.auth.admin.createUser({
    email,
    password,
    email_confirm: true,
    user_metadata: business || superAdmin ? { account: "business", business_name: email } : {},
  });
  if (error) throw error;
  userIds.push(data.user.id);
  if (superAdmin) {
    await sql`update public.businessprofiles set type = 'SUPER_ADMIN' where businessid = ${data.user.id}`;
  }
  const client = createClient(supabaseUrl, publishableKey, authOptions);
  const signedIn = await client.auth.signInWithPassword({ email, password });
  if (signedIn.error) throw signedIn.error;
  return { id: data.user.id, email, password, token: signedIn.data.session.access_token };
}

export type Team = {
  companyId: string;
  companyName: string;
  owner: Person;
  editor: Person;
  member: Person;
  stranger: Person;
};

/** A company with somebody in each role, and a business person outside of it. */
export async function team(): Promise<Team> {
  const [owner, editor, member, stranger] = await Promise.all([
    person("owner", { business: true }),
    person("editor", { business: true }),
    person("member", { business: true }),
    person("stranger", { business: true }),
  ]);
  const companyName = unique("Company");
  const created = await call("POST", "/api/v1/companies", {
    token: owner.token,
    body: { name: companyName, description: "Walks and boats." },
  });
  expect(created.status, created.text).toBe(201);
  const companyId: string = created.body.data.id;
  await sql`
    insert into public.company_members (company_id, member_id, role)
    values (${companyId}, ${editor.id}, 'editor'), (${companyId}, ${member.id}, 'member')`;
  return { companyId, companyName, owner, editor, member, stranger };
}

/** An id nobody has. */
export const nobody = "00000000-0000-4000-8000-000000000000";

/** Well formed, signed by nobody we know, and expired. */
export const expiredToken = [
  { alg: "ES256", typ: "JWT", kid: "unknown" },
  { sub: nobody, role: "authenticated", aud: "authenticated", exp: 1_700_000_000 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .concat("c2lnbmF0dXJl")
  .join(".");

/** What every operation that needs a token answers without a good one. */
export async function expectLocked(method: string, path: string, body?: unknown): Promise<void> {
  for (const token of [undefined, "nonsense", expiredToken]) {
    expectFailure(await call(method, path, { token, body }), 401);
  }
}

export const EXPERIENCE_KEYS = [
  "id",
  "created_by",
  "owned_by",
  "name",
  "description",
  "thumbnail_description",
  "address",
  "primary_keyword",
  "url_slug",
  "primary_photo",
  "primary_video",
  "primary_photo_id",
  "primary_video_id",
  "photos",
  "photos_id",
  "parent_experience",
  "default_questions",
  "status",
  "created_at",
  "updated_at",
] as const;

export const COMPANY_KEYS = [
  "id",
  "name",
  "description",
  "slogan",
  "created_by",
  "owned_by",
  "banner_media_id",
  "logo_id",
  "editors",
  "is_deleted",
  "created_at",
  "updated_at",
] as const;

export const LISTED_COMPANY_KEYS = [
  "id",
  "name",
  "created_at",
  "description",
  "slogan",
  "business_owner",
  "banner",
  "logo",
] as const;
