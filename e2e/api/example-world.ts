/**
 * The world in which the examples of the API succeed (lib/api/examples.ts): six people, their
 * company and its contents, under fixed ids. `resetWorld` brings it back to the state described
 * here, whatever an example did to it.
 *
 * A further record is one more row of its table below. Owners of a feature add theirs.
 */

import { createHash } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { decodeJwt } from "jose";
import {
  EXAMPLE_CODE,
  EXAMPLE_FACTOR,
  EXAMPLE_PASSWORD,
  type ExampleCaller,
  exampleEmails,
  exampleTokens,
  exampleIds as ids,
} from "@/lib/api/examples";
import { totpCode } from "../../supabase/embedded/auth/totp.ts";
import { adminClient, authOptions, publishableKey, sql, supabaseUrl } from "./support.ts";

type ExamplePerson = Exclude<ExampleCaller, "nobody">;

const people: Record<ExamplePerson, { business: boolean }> = {
  traveller: { business: false },
  member: { business: true },
  editor: { business: true },
  admin: { business: true },
  owner: { business: true },
  superAdmin: { business: true },
};
export const examplePeople = Object.keys(people) as ExamplePerson[];

const photo = "https://pictures.example/lantern-night.jpg";
const longAgo = "2026-01-05T08:00:00Z";

type Row = Record<string, unknown>;
type Records = {
  table: string;
  /** Which rows of the table belong to this world, also those an example added. */
  ours: string;
  rows?: readonly Row[];
};

const isOurs = (column: string) => `${column} = any ($people)`;
const ofOurCompanies = (column: string) =>
  `${column} in (select id from public.company_accounts where ${isOurs("created_by")} or ${isOurs("owned_by")})`;
const ofOurExperiences = (column: string) =>
  `${column} in (select id from public.experiences where ${ofOurCompanies("owned_by")})`;

/** In the order in which they can be made; taken away in the opposite one. */
const world: readonly Records[] = [
  {
    table: "media_assets",
    ours: `${isOurs("user_id")} or id = '${ids.media}'`,
    rows: [
      { id: ids.media, user_id: ids.traveller, url: photo, usage: "story" },
      {
        id: ids.uploadedMedia,
        user_id: ids.traveller,
        url: photo,
        bucket: "story",
        storage_path: ids.uploadedPath,
        usage: "story",
      },
    ],
  },
  {
    table: "chat_threads",
    ours: isOurs("user_id"),
    rows: [{ id: ids.thread, user_id: ids.traveller, title: "An evening" }],
  },
  {
    table: "ai_uses",
    ours: isOurs("user_id"),
    rows: [
      {
        id: ids.aiUse,
        user_id: ids.traveller,
        purpose: "assistant",
        model: "example",
        question: "Where can I see lanterns?",
        state: "answered",
      },
    ],
  },
  {
    table: "uploads",
    ours: isOurs("user_id"),
    rows: [
      { id: ids.upload, user_id: ids.traveller, file_name: "lantern.png", total_parts: 1 },
      {
        id: ids.finishedUpload,
        user_id: ids.traveller,
        file_name: "lanterns.png",
        total_parts: 1,
        received_parts: [1],
        status: "completed",
        media_id: ids.uploadedMedia,
      },
    ],
  },
  {
    table: "company_accounts",
    ours: `${isOurs("created_by")} or ${isOurs("owned_by")} or id = '${ids.company}'`,
    rows: [
      {
        id: ids.company,
        name: "Lantern Night Walks (example)",
        description: "Evening walks through the old town.",
        created_by: ids.owner,
        owned_by: ids.owner,
        created_at: longAgo,
      },
    ],
  },
  {
    table: "company_members",
    ours: isOurs("member_id"),
    rows: [
      { company_id: ids.company, member_id: ids.owner, role: "admin" },
      { company_id: ids.company, member_id: ids.admin, role: "admin" },
      { id: ids.membership, company_id: ids.company, member_id: ids.editor, role: "editor" },
      { company_id: ids.company, member_id: ids.member, role: "member" },
    ],
  },
  {
    table: "experiences",
    ours: `${ofOurCompanies("owned_by")} or ${isOurs("created_by")}`,
    rows: [
      {
        id: ids.experience,
        created_by: ids.editor,
        owned_by: ids.company,
        name: "Lantern night",
        description: "The old town by lantern light.",
        thumbnail_description: "By lantern light.",
        address: "Bạch Đằng, Hội An",
        primary_photo: photo,
        status: "active",
        latitude: 15.8771,
        longitude: 108.3291,
        created_at: longAgo,
      },
      {
        id: ids.childExperience,
        created_by: ids.editor,
        owned_by: ids.company,
        name: "Lantern maker's workshop",
        parent_experience: ids.experience,
        status: "active",
      },
      {
        id: ids.spareExperience,
        created_by: ids.editor,
        owned_by: ids.company,
        name: "Rice paddies at dawn",
        status: "inactive",
      },
    ],
  },
  {
    table: "experience_details",
    ours: ofOurExperiences("experience_id"),
    rows: [
      {
        id: ids.detail,
        experience_id: ids.experience,
        type: "iconic_photos",
        name: "The bridge at dusk",
        text: "Stand on the south bank.",
        media: [photo],
      },
    ],
  },
  {
    table: "activities",
    ours: ofOurExperiences("experience_id"),
    rows: [
      {
        id: ids.activity,
        experience_id: ids.experience,
        created_by: ids.editor,
        title: "Float a lantern",
        hours: "18:00 to 21:00",
        highlights: ["Paper lanterns"],
        order_of_appearance: 1,
        status: "active",
      },
    ],
  },
  {
    table: "locations",
    ours: `${ofOurExperiences("experience_id")} or ${isOurs("created_by")}`,
    rows: [
      {
        id: ids.location,
        experience_id: ids.experience,
        created_by: ids.editor,
        title: "Covered bridge",
        latitude: 15.8771,
        longitude: 108.3261,
        order_of_appearance: 1,
        status: "active",
      },
    ],
  },
  {
    table: "experience_location_links",
    ours: ofOurExperiences("experience_id"),
    rows: [{ experience_id: ids.experience, location_id: ids.location }],
  },
  {
    table: "channels",
    ours: isOurs("user_id"),
    rows: [
      {
        id: ids.channel,
        user_id: ids.traveller,
        name: "A casual traveler",
        channel_type: "Travel Buddy",
        brand_voice: "Warm and plain.",
      },
    ],
  },
  {
    table: "stories",
    ours: isOurs("user_id"),
    rows: [
      {
        id: ids.story,
        user_id: ids.traveller,
        experience_id: ids.experience,
        channel_id: ids.channel,
        status: "PUBLISHED",
        title: "Ten thousand lanterns",
        story_content: "We floated a paper lantern and watched it turn the corner.",
        hashtags: ["#hoian"],
      },
      {
        id: ids.draftStory,
        user_id: ids.traveller,
        experience_id: ids.experience,
        channel_id: ids.channel,
        status: "DRAFT",
        title: "Notes from the bridge",
      },
    ],
  },
  {
    table: "story_media",
    ours: `media_id = '${ids.media}'`,
    rows: [{ story_id: ids.story, media_id: ids.media }],
  },
  {
    table: "comments",
    ours: isOurs("user_id"),
    rows: [
      {
        id: ids.comment,
        user_id: ids.editor,
        story_id: ids.story,
        content: "The corner by the fish market!",
      },
    ],
  },
  {
    table: "likes",
    ours: isOurs("user_id"),
    rows: [{ user_id: ids.editor, story_id: ids.story }],
  },
  { table: "shares", ours: isOurs("user_id") },
  {
    table: "visits",
    ours: isOurs("user_id"),
    rows: [{ user_id: ids.traveller, experience_id: ids.experience }],
  },
  {
    table: "challenges",
    ours: `${ofOurCompanies("company_id")} or ${isOurs("businessid")}`,
    rows: [
      {
        id: ids.challenge,
        businessid: ids.admin,
        company_id: ids.company,
        title: "Lantern hunt",
        status: "ACTIVE",
      },
      {
        id: ids.spareChallenge,
        businessid: ids.admin,
        company_id: ids.company,
        title: "Rice paddies on foot",
        status: "PASSIVE",
      },
    ],
  },
  {
    // Gone with their challenge.
    table: "rewards",
    ours: `id in ('${ids.reward}', '${ids.spareReward}')`,
    rows: [
      {
        id: ids.reward,
        challenge_id: ids.challenge,
        created_by: ids.admin,
        name: "Paper lantern",
        status: "ACTIVE",
        reward_type: "gift",
        amount: "1 lantern",
      },
      {
        id: ids.spareReward,
        challenge_id: ids.challenge,
        created_by: ids.admin,
        name: "Candle",
        status: "ACTIVE",
      },
    ],
  },
  { table: "visitors", ours: ofOurCompanies("company_id") },
];

/** Only one test file at a time may live in this world; held until `leaveWorld`. */
const WORLD_LOCK = 20_261_124;
let held: Awaited<ReturnType<typeof sql.reserve>> | undefined;

/** Waits for the world, makes its people and its records. Give the hook `WORLD_TIMEOUT`. */
export async function enterWorld(): Promise<void> {
  const connection = await sql.reserve();
  await connection`select pg_advisory_lock(${WORLD_LOCK})`;
  held = connection;
  await clear();
  await ensurePeople();
  await resetWorld();
}
export const WORLD_TIMEOUT = 600_000;

/** Takes everything away again and lets the next one in. */
export async function leaveWorld(): Promise<void> {
  await clear();
  for (const name of examplePeople) await adminClient.auth.admin.deleteUser(ids[name]);
  if (!held) return;
  await held`select pg_advisory_unlock(${WORLD_LOCK})`;
  held.release();
}

async function ensurePeople(): Promise<void> {
  for (const name of examplePeople) {
    await adminClient.auth.admin.deleteUser(ids[name]);
    const { error } = await adminClient.auth.admin.createUser({
      id: ids[name],
      email: exampleEmails[name],
      password: EXAMPLE_PASSWORD,
      email_confirm: true,
      user_metadata: people[name].business
        ? { account: "business", business_name: `Example ${name}`, username: `example_${name}` }
        : { username: "example_traveller", first_name: "Lan", last_name: "Pham" },
    });
    if (error) throw error;
  }
  await sql`update public.businessprofiles set type = 'SUPER_ADMIN' where businessid = ${ids.superAdmin}`;
  const hashes = await sql`
    select id, encrypted_password as hash from auth.users where id = any (${examplePeople.map((name) => ids[name])})`;
  passwords = hashes
    .map(
      ({ id, hash }) => `update auth.users set encrypted_password = '${hash}'
      where id = '${id}' and encrypted_password <> '${hash}'`,
    )
    .join(";\n");
  tokens.clear();
}

const everybody = `array[${examplePeople.map((name) => `'${ids[name]}'`).join(",")}]::uuid[]`;

const clearing = [
  ...world
    .toReversed()
    .map(({ table, ours }) => `delete from public.${table} where ${ours}`)
    .map((statement) => statement.replaceAll("$people", everybody)),
  // Whoever an example signed up.
  `delete from auth.users where email = '${exampleEmails.newcomer}'`,
  // What an example did to an account. Passwords are put back in `resetWorld`, which knows them.
  `delete from auth.sessions where id in ('${ids.session}', '${ids.businessSession}')`,
  `delete from auth.mfa_factors where user_id = any (${everybody})`,
  `delete from auth.one_time_tokens where user_id = any (${everybody})`,
  `update auth.users set email_change = '', email_change_sent_at = null, recovery_sent_at = null
    where id = any (${everybody})`,
].join(";\n");

const q = (value: string) => `'${value.replaceAll("'", "''")}'`;

const making = world
  .flatMap(({ table, rows = [] }) =>
    rows.map((row) => {
      const columns = Object.keys(row)
        .map((name) => `"${name}"`)
        .join(", ");
      const values = `jsonb_populate_record(null::public.${table}, ${q(JSON.stringify(row))})`;
      return `insert into public.${table} (${columns}) select ${columns} from ${values}`;
    }),
  )
  .join(";\n");

async function clear(): Promise<void> {
  await sql.unsafe(clearing);
}

/** Sessions, a code in a mail and half a second factor, as the auth server would have left them. */
const authRecords = [
  session(ids.session, ids.traveller, exampleTokens.refresh),
  session(ids.businessSession, ids.owner, exampleTokens.businessRefresh),
  `insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to) values
    (gen_random_uuid(), '${ids.traveller}', 'recovery_token', '${createHash("sha224")
      .update(exampleEmails.traveller + EXAMPLE_CODE)
      .digest("hex")}', '${exampleEmails.traveller}')`,
  `insert into auth.mfa_factors
      (id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret) values
    ('${ids.factor}', '${ids.traveller}', 'Tablet', 'totp', 'unverified', now(), now(),
      '${EXAMPLE_FACTOR.secret}')`,
].join(";\n");

function session(id: string, user: string, refreshToken: string): string {
  return `insert into auth.sessions (id, user_id, created_at, updated_at, aal)
      values ('${id}', '${user}', now(), now(), 'aal1');
    insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
      values (gen_random_uuid(), '${id}', now(), now(), 'password');
    insert into auth.refresh_tokens (token, user_id, revoked, created_at, updated_at, session_id)
      values ('${refreshToken}', '${user}', false, now(), now(), '${id}')`;
}

/** Password hashes of the six. */
let passwords = "";

/** Everything as described above; one round trip, one transaction. */
export async function resetWorld(): Promise<void> {
  await sql.unsafe(`${clearing};\n${making};\n${authRecords};\n${passwords}`);
}

/** An example's input with the one thing that no example can know: what the app shows now. */
export function asOfNow<T>(input: T): T {
  const text = JSON.stringify(input ?? null);
  return JSON.parse(text.replaceAll(EXAMPLE_FACTOR.code, totpCode(EXAMPLE_FACTOR.secret)));
}

const digesting = world
  .map(({ table, ours }) => {
    const rows = `select t::text as row from public.${table} as t where ${ours}`;
    return `select '${table}' as name, md5(coalesce(string_agg(row, '' order by row), '')) as digest
      from (${rows.replaceAll("$people", everybody)}) as rows`;
  })
  .join(" union all ");

/** What all records are now, to see whether a call changed any. */
export async function worldDigest(): Promise<Record<string, string>> {
  const rows = await sql.unsafe<{ name: string; digest: string }[]>(digesting);
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

const tokens = new Map<ExamplePerson, string>();

/** Forget a caller's session, e.g. because an example ended it. */
export function forgetToken(caller: ExampleCaller): void {
  if (caller !== "nobody") tokens.delete(caller);
}

/** Whether the session is still there: some operations end it, and a test without one proves nothing. */
async function isLive(token: string): Promise<boolean> {
  const { session_id } = decodeJwt<{ session_id: string }>(token);
  const found = await sql`select from auth.sessions where id = ${session_id}`;
  return found.length > 0;
}

/** The access token of one of the six; undefined for nobody. */
export async function tokenOf(caller: ExampleCaller): Promise<string | undefined> {
  if (caller === "nobody") return undefined;
  const known = tokens.get(caller);
  if (known && (await isLive(known))) return known;
  const client = createClient(supabaseUrl, publishableKey, authOptions);
  const { data, error } = await client.auth.signInWithPassword({
    email: exampleEmails[caller],
    password: EXAMPLE_PASSWORD,
  });
  if (error) throw error;
  tokens.set(caller, data.session.access_token);
  return data.session.access_token;
}
