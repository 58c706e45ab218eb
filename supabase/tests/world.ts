import { randomUUID } from "node:crypto";
import { type Inside, openDatabase, type Sql, type Tx } from "./harness.ts";

/** Everybody a rule can tell apart. `former` was a member once; `owner` is also an admin. */
export const actors = [
  "signedOut",
  "stranger",
  "traveller",
  "former",
  "member",
  "editor",
  "admin",
  "owner",
  "superAdmin",
] as const;
export type Actor = (typeof actors)[number];
export type Person = Exclude<Actor, "signedOut">;

export const everybody: readonly Actor[] = actors;
export const signedIn = actors.filter((actor) => actor !== "signedOut");
export const insiders: readonly Actor[] = ["member", "editor", "admin", "owner", "superAdmin"];
export const editors: readonly Actor[] = ["editor", "admin", "owner", "superAdmin"];
export const admins: readonly Actor[] = ["admin", "owner", "superAdmin"];
export const superAdmin: readonly Actor[] = ["superAdmin"];
export const nobody: readonly Actor[] = [];

const people = actors.filter((actor): actor is Person => actor !== "signedOut");

/** Two companies, a deleted one, the platform's own, and a row of everything in them. */
export type World = {
  people: Record<Person, string>;
  /** Ids of rows by the name the tests give them. */
  id(name: string): string;
  /** The account an actor's statements run as; null when signed out. */
  caller(actor: Actor): string | null;
};

/** Four of the characters codes of grants are made of. */
const grantCode = (suffix: string) =>
  [...suffix.slice(0, 4)].map((digit) => "ABCDEFGHJKLMNPQR"[Number.parseInt(digit, 16)]).join("");

/** A database of its own with a world in it, for the test file that awaits it at its top. */
export async function openWorld(): Promise<{ sql: Sql; world: World; inside: Inside }> {
  const { sql, inside } = await openDatabase();
  return { sql, inside, world: await createWorld(sql) };
}

/** Creates the world as the server would. Names are unique, so several may live in one database. */
export async function createWorld(sql: Sql | Tx): Promise<World> {
  const suffix = randomUUID().slice(0, 8);
  const ids = new Map<string, string>();
  const id = (name: string) => {
    const known = ids.get(name);
    if (!known) throw new Error(`The test world has no ${name}.`);
    return known;
  };
  const name = (key: string) => {
    const made = randomUUID();
    ids.set(key, made);
    return made;
  };
  const person = {} as Record<Person, string>;

  for (const who of people) {
    person[who] = name(who);
    await sql`insert into auth.users (id, email, raw_user_meta_data) values (${person[who]},
      ${`${who}.${suffix}@test.example`}, ${sql.json({
        account: who === "traveller" ? "traveller" : "business",
        business_name: `${who} ${suffix}`,
        username: `${who}_${suffix}`,
        first_name: who,
      })})`;
    if (who !== "traveller") {
      const [channel] = await sql`select id from public.channels where user_id = ${person[who]}`;
      ids.set(`channel of ${who}`, channel?.id);
    }
  }
  await sql`update public.businessprofiles set type = 'SUPER_ADMIN'
    where businessid = ${person.superAdmin}`;

  const company = async (key: string, owner: Person, more: object = {}) => {
    await sql`insert into public.company_accounts ${sql({
      id: name(key),
      name: `${key} ${suffix}`,
      created_by: person[owner],
      owned_by: person[owner],
      ...more,
    })}`;
  };
  await company("acme", "owner");
  await company("other", "stranger");
  await company("gone", "owner");
  await company("empty", "owner");
  const [platform] = await sql`select id from public.company_accounts where is_platform`;
  if (platform) ids.set("platform", platform.id);
  else await company("platform", "superAdmin", { is_platform: true });

  const join = async (key: string, where: string, who: Person, role: string, more: object = {}) => {
    await sql`insert into public.company_members ${sql({
      id: name(key),
      company_id: id(where),
      member_id: person[who],
      role,
      ...more,
    })}`;
  };
  await join("acme owner", "acme", "owner", "admin");
  await join("acme admin", "acme", "admin", "admin");
  await join("acme editor", "acme", "editor", "editor");
  await join("acme member", "acme", "member", "member");
  await join("acme former", "acme", "former", "admin", { is_deleted: true });
  await join("other admin", "other", "stranger", "admin");
  await join("gone admin", "gone", "admin", "admin");

  const experience = async (key: string, where: string, status: string, maker: Person) => {
    await sql`insert into public.experiences (id, owned_by, created_by, name, status, address)
      values (${name(key)}, ${id(where)}, ${person[maker]}, ${key}, ${status}, 'Chợ Bến Thành')`;
  };
  await experience("acme active", "acme", "active", "editor");
  await experience("acme inactive", "acme", "inactive", "former");
  await experience("acme internal", "acme", "internal", "editor");
  await experience("other active", "other", "active", "stranger");
  await experience("other inactive", "other", "inactive", "stranger");
  await experience("platform active", "platform", "active", "superAdmin");
  await experience("gone inactive", "gone", "inactive", "owner");
  await sql`update public.company_accounts set is_deleted = true where id = ${id("gone")}`;

  const media = async (key: string, owner: Person, where?: string) => {
    const made = name(key);
    const path = `${person[owner]}/${key.replaceAll(" ", "-")}/${made}.jpg`;
    ids.set(`path of ${key}`, path);
    await sql`insert into public.media_assets (id, user_id, company_id, bucket, storage_path, url)
      values (${made}, ${person[owner]}, ${where ? id(where) : null}, 'experience', ${path},
        ${`https://files.test/${made}.jpg`})`;
    await sql`insert into storage.objects (id, bucket_id, name, owner, owner_id)
      values (${name(`file of ${key}`)}, 'experience', ${path}, ${person[owner]}, ${person[owner]})`;
  };
  await media("editor picture", "editor");
  await media("traveller picture", "traveller");
  await media("acme picture", "former", "acme");
  await media("stranger picture", "stranger");
  await media("other picture", "stranger", "other");
  await sql`insert into storage.objects (id, bucket_id, name, owner, owner_id)
    values (${name("unregistered file")}, 'experience', ${`${person.traveller}/draft.jpg`},
      ${person.traveller}, ${person.traveller})`;
  ids.set("path of unregistered file", `${person.traveller}/draft.jpg`);

  for (const [key, where] of [
    ["block of acme active", "acme active"],
    ["block of acme internal", "acme internal"],
    ["block of other inactive", "other inactive"],
  ] as const) {
    await sql`insert into public.experience_details (id, experience_id, type, name)
      values (${name(key)}, ${id(where)}, 'historical_context', ${key})`;
  }
  for (const [key, where, status] of [
    ["activity of acme active", "acme active", "active"],
    ["inactive activity of acme active", "acme active", "inactive"],
    ["deleted activity of acme active", "acme active", "deleted"],
    ["activity of acme internal", "acme internal", "active"],
    ["activity of other inactive", "other inactive", "active"],
  ] as const) {
    await sql`insert into public.activities (id, experience_id, title, status, created_by)
      values (${name(key)}, ${id(where)}, ${key}, ${status}, ${person.editor})`;
  }
  for (const [key, where, status, maker] of [
    ["place of acme active", "acme active", "inactive", "editor"],
    ["deleted place of acme active", "acme active", "deleted", "editor"],
    ["place of acme internal", "acme internal", "active", "former"],
    ["free place", null, "active", "editor"],
    // Its maker left: the company shows it, so it is the company's to change.
    ["linked place", null, "active", "former"],
    ["internal linked place", null, "active", "editor"],
    ["place of other inactive", "other inactive", "active", "stranger"],
  ] as const) {
    await sql`insert into public.locations (id, experience_id, title, status, created_by)
      values (${name(key)}, ${where && id(where)}, ${key}, ${status}, ${person[maker]})`;
  }
  for (const [where, place] of [
    ["acme active", "linked place"],
    ["acme internal", "internal linked place"],
  ] as const) {
    await sql`insert into public.experience_location_links (experience_id, location_id)
      values (${id(where)}, ${id(place)})`;
  }

  for (const [key, who, where] of [
    ["visit of traveller", "traveller", "acme active"],
    ["visit of member", "member", "acme internal"],
  ] as const) {
    const [visit] = await sql`insert into public.visits (user_id, experience_id)
      values (${person[who]}, ${id(where)}) returning id`;
    ids.set(key, String(visit?.id));
    const [event] = await sql`select id from public.events
      where kind = 'visit' and person = ${person[who]} and experience_id = ${id(where)}`;
    ids.set(`event of ${who}'s visit`, String(event?.id));
  }
  for (const [key, email] of [
    ["registration of traveller", `traveller.${suffix}@test.example`],
    ["registration of nobody", `nobody.${suffix}@test.example`],
  ] as const) {
    await sql`insert into public.visitors (id, email, language, experience_id, company_id)
      values (${name(key)}, ${email}, 'vi', ${id("acme active")}, ${id("acme")})`;
  }
  for (const [key, who, status, where] of [
    ["draft of traveller", "traveller", "DRAFT", "acme active"],
    ["story of traveller", "traveller", "PUBLISHED", "acme active"],
    ["story of member", "member", "PUBLISHED", "acme active"],
    ["story of a hidden place", "member", "PUBLISHED", "acme internal"],
    ["story of no place", "stranger", "PUBLISHED", null],
  ] as const) {
    await sql`insert into public.stories (id, user_id, experience_id, status, title)
      values (${name(key)}, ${person[who]}, ${where && id(where)}, ${status}, ${key})`;
  }
  await sql`insert into public.story_media (story_id, media_id) values
    (${id("story of traveller")}, ${id("traveller picture")}),
    (${id("story of a hidden place")}, ${id("acme picture")})`;
  await sql`insert into secondary.reporters_stories (story_id, reporter_id)
    values (${id("story of traveller")}, ${randomUUID()})`;
  for (const [key, who, story] of [
    ["of traveller", "traveller", "story of member"],
    ["of member", "member", "story of traveller"],
  ] as const) {
    await sql`insert into public.likes (id, user_id, story_id)
      values (${name(`like ${key}`)}, ${person[who]}, ${id(story)})`;
    await sql`insert into public.shares (id, user_id, story_id, platform)
      values (${name(`share ${key}`)}, ${person[who]}, ${id(story)}, 'facebook')`;
  }
  for (const [key, who, story, picture] of [
    ["comment of stranger", "stranger", "story of traveller", "other picture"],
    ["comment on a hidden place", "member", "story of a hidden place", "acme picture"],
  ] as const) {
    await sql`insert into public.comments (id, user_id, story_id, content)
      values (${name(key)}, ${person[who]}, ${id(story)}, ${key})`;
    await sql`insert into public.comment_media (comment_id, media_id)
      values (${id(key)}, ${id(picture)})`;
  }

  for (const [key, where, accepted] of [
    ["invitation to acme", "acme", null],
    ["accepted invitation to acme", "acme", new Date()],
    ["invitation to other", "other", null],
  ] as const) {
    await sql`insert into public.company_invitations
        (id, company_id, email, role, token_hash, accepted_at, invited_by)
      values (${name(key)}, ${id(where)}, ${`${key.replaceAll(" ", ".")}.${suffix}@test.example`},
        'member', encode(sha256(${key + suffix}::text::bytea), 'hex'), ${accepted}, null)`;
  }
  await sql`insert into public.idempotency_keys (user_id, operation, key, request_hash)
    values (${person.traveller}, 'companies.create', ${name("key of traveller")}, repeat('0', 64))`;
  for (const [key, where, status, maker] of [
    ["acme challenge", "acme", "ACTIVE", "editor"],
    ["acme draft challenge", "acme", "PASSIVE", "former"],
    ["other draft challenge", "other", "PASSIVE", "stranger"],
    ["gone challenge", "gone", "ARCHIVED", "owner"],
    // Of no company: its maker's alone.
    ["own challenge", null, "PASSIVE", "former"],
  ] as const) {
    await sql`insert into public.challenges (id, company_id, businessid, title, status)
      values (${name(key)}, ${where && id(where)}, ${person[maker]}, ${key}, ${status})`;
    for (const position of [1, 2, 3]) {
      await sql`insert into public.challenge_steps (id, challenge_id, position, title, proof)
        values (${name(`step ${position} of ${key}`)}, ${id(key)}, ${position}, 'Look up', 'self')`;
    }
    await sql`insert into public.rewards (id, challenge_id, name)
      values (${name(`reward of ${key}`)}, ${id(key)}, 'Coffee')`;
  }
  await sql`insert into public.rewards (id, challenge_id, name, status)
    values (${name("hidden reward of acme challenge")}, ${id("acme challenge")}, 'Tea', 'PASSIVE')`;
  for (const [key, who, where, test] of [
    ["walk of traveller", "traveller", "acme challenge", false],
    ["walk of member", "member", "acme draft challenge", true],
  ] as const) {
    await sql`insert into public.challenge_participations (id, challenge_id, user_id, is_test)
      values (${name(key)}, ${id(where)}, ${person[who]}, ${test})`;
    await sql`insert into public.check_ins
        (id, participation_id, step_id, proof, status, accepted_at)
      values (${name(`check-in on ${key}`)}, ${id(key)}, ${id(`step 1 of ${where}`)}, 'self',
        'accepted', now())`;
    await sql`insert into public.reward_grants (id, participation_id, reward_id, code)
      values (${name(`grant on ${key}`)}, ${id(key)}, ${id(`reward of ${where}`)},
        ${test ? `TEST${grantCode(suffix)}` : `REAL${grantCode(suffix)}`})`;
  }
  for (const who of ["traveller", "member"] as const) {
    await sql`insert into public.chat_threads (id, user_id)
      values (${name(`thread of ${who}`)}, ${person[who]})`;
    await sql`insert into public.chat_messages (id, thread_id, role, content)
      values (${name(`message of ${who}`)}, ${id(`thread of ${who}`)}, 'user', 'Where to?')`;
    await sql`insert into public.chat_threads (id, user_id, deleted_at)
      values (${name(`deleted thread of ${who}`)}, ${person[who]}, now())`;
    await sql`insert into public.chat_messages (id, thread_id, role, content)
      values (${name(`deleted message of ${who}`)}, ${id(`deleted thread of ${who}`)}, 'user', 'x')`;
    await sql`insert into public.uploads (id, user_id, file_name, total_parts)
      values (${name(`upload of ${who}`)}, ${person[who]}, 'a.jpg', 2)`;
    await sql`insert into public.upload_parts (upload_id, part, size_bytes, sha256)
      values (${id(`upload of ${who}`)}, 1, 10, repeat('a', 64))`;
    await sql`insert into storage.objects (id, bucket_id, name, owner, owner_id)
      values (${name(`part of ${who}`)}, 'uploads',
        ${`${person[who]}/${id(`upload of ${who}`)}/1-${"a".repeat(64)}`}, ${person[who]}, ${person[who]})`;
  }
  for (const [where, activity] of [
    ["acme active", null],
    ["acme active", "activity of acme active"],
    ["acme active", "deleted activity of acme active"],
    ["acme internal", null],
  ] as const) {
    await sql`insert into public.experiences_activities_localizations
        (id, experience_id, activity_id, language, name)
      values (${name(`translation of ${activity ?? where}`)}, ${id(where)},
        ${activity && id(activity)}, 'vi', 'Chợ')`;
  }
  await sql`insert into public.ingest_files (key, user_id, slug, custom_id, metadata)
    values (${name("file on its way").replaceAll("-", "")}, ${person.traveller}, 'gallery', 'x', '{}')`;
  await sql`insert into public.withdrawn_links (media_id) values (${id("acme picture")})`;
  await sql`insert into public.mail_outbox (id, recipient, template, props, company_id)
    values (${name("mail to acme")}, 'a@b.test', 'message', '{}', ${id("acme")})`;
  for (const who of ["admin", "former"] as const) {
    ids.set(`wishes of ${who}`, person[who]);
    await sql`insert into public.notification_settings (company_id, member_id, weekly_summary)
      values (${id("acme")}, ${person[who]}, false)`;
  }
  for (const who of ["traveller", "member"] as const) {
    await sql`insert into public.ai_uses (id, user_id, company_id, purpose, model, question)
      values (${name(`question of ${who}`)}, ${person[who]}, ${id("acme")}, 'search', 'x', 'Why?')`;
  }
  for (const where of ["acme", "other"]) {
    const [entry] = await sql`select id from public.audit_log
      where entity = 'company_accounts' and entity_id = ${id(where)} and action = 'create'`;
    ids.set(`log of ${where}`, String(entry?.id));
  }

  return {
    people: person,
    id,
    caller: (actor) => (actor === "signedOut" ? null : person[actor]),
  };
}
