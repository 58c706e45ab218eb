/**
 * Loads the demo data into a running Supabase: accounts through the Auth API, pictures through the
 * Storage API, rows in one SQL transaction. The embedded backend runs it on a fresh database with
 * SUPABASE_URL, SUPABASE_SECRET_KEY and DATABASE_URL. Every step may be repeated, so a start that
 * was interrupted simply begins again.
 *
 * Dates count back from today (or from SEED_DATE), so that figures of the last weeks are never
 * empty; everything else is the same on every machine.
 */
import { createHash } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { DEMO_PASSWORD, type Person, people } from "./accounts.ts";
import {
  challengeRows,
  checkInRows,
  grantRows,
  rewardRows,
  stepKeys,
  stepRows,
  walkRows,
} from "./challenge-rows.ts";
import { messageRows, threadRows, translationRows } from "./chat-rows.ts";
import { companies, invitations } from "./companies.ts";
import { experiences } from "./experiences.ts";
import { gallery } from "./gallery.ts";
import { companyIds, personId, seedId } from "./ids.ts";
import { openingRows } from "./opening-rows.ts";
import {
  type Picture,
  renderAvatar,
  renderBanner,
  renderExperience,
  renderLogo,
} from "./render.ts";
import {
  activityRows,
  author,
  channelRows,
  commentRows,
  companyRows,
  detailRows,
  experienceRows,
  likeRows,
  linkRows,
  locationRows,
  memberRows,
  shareRows,
  storyMediaRows,
  storyRows,
  visitRows,
} from "./rows.ts";
import { visitorRows } from "./visitor-rows.ts";

const ONE_YEAR = 31_536_000;
const DAY = 86_400_000;

type Bucket = "experience" | "company" | "profile";

/** A picture to draw and store, and what media_assets says about it. */
type Job = {
  id: string;
  userId: string;
  companyId: string | null;
  bucket: Bucket;
  folder: string;
  usage: "thumbnail" | "gallery" | "logo" | "banner" | "avatar";
  alt: string;
  draw: () => Promise<Picture>;
};

type Asset = Omit<Job, "draw"> & { path: string; width: number; height: number; size: number };

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing; the embedded backend sets it.`);
  return value;
}

/** Runs the work in `width` lanes, first come first served. */
async function inLanes<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>) {
  const results: R[] = [];
  const queue = items.entries();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const [i, item] of queue) results[i] = await work(item);
    }),
  );
  return results;
}

async function createAccount(supabase: SupabaseClient, one: Person) {
  const { error } = await supabase.auth.admin.createUser({
    id: one.id,
    email: one.email,
    password: DEMO_PASSWORD,
    email_confirm: true,
    user_metadata: {
      first_name: one.firstName,
      last_name: one.lastName,
      username: one.username,
      language: one.language,
      ...(one.business
        ? { account: "business", business_name: `${one.firstName} ${one.lastName}` }
        : {}),
    },
  });
  // An interrupted start left it behind; its id is fixed, so it is the same account.
  if (error && error.code !== "email_exists" && error.code !== "user_already_exists") {
    throw new Error(`Account ${one.email}: ${error.message}`);
  }
}

function pictureJobs(): Job[] {
  const jobs: Job[] = [];
  for (const [i, e] of experiences.entries()) {
    const common = {
      userId: author(e, i),
      companyId: companyIds[e.company],
      bucket: "experience" as const,
      folder: e.slug,
    };
    jobs.push({
      ...common,
      id: seedId("media", e.slug),
      usage: "thumbnail",
      alt: e.alt,
      draw: () => renderExperience(e.slug),
    });
    for (const [n, view] of (gallery[e.slug] ?? []).entries()) {
      jobs.push({
        ...common,
        id: seedId("media", `${e.slug}/${n}`),
        usage: "gallery",
        alt: `${e.alt}, ${view.light}`,
        draw: () => renderExperience(e.slug, { palette: view.palette, width: 1350 }),
      });
    }
  }
  for (const c of companies) {
    const common = {
      userId: personId(c.owner),
      companyId: companyIds[c.key],
      bucket: "company" as const,
      folder: c.key,
    };
    jobs.push(
      {
        ...common,
        id: seedId("logo", c.key),
        usage: "logo",
        alt: `Logo of ${c.name}`,
        draw: () => renderLogo(c.key),
      },
      {
        ...common,
        id: seedId("banner", c.key),
        usage: "banner",
        alt: `Illustrated banner of ${c.name}`,
        draw: () => renderBanner(c.key),
      },
    );
  }
  for (const one of people) {
    jobs.push({
      id: seedId("avatar", one.key),
      userId: one.id,
      companyId: null,
      bucket: "profile",
      folder: "avatar",
      usage: "avatar",
      alt: `Portrait of ${one.firstName} ${one.lastName}`,
      draw: () => renderAvatar(one.key, one.look),
    });
  }
  return jobs;
}

async function store(supabase: SupabaseClient, { draw, ...job }: Job): Promise<Asset> {
  const { bytes, hash, width, height } = await draw();
  const path = `${job.userId}/${job.folder}/${hash}.jpg`;
  const { error } = await supabase.storage.from(job.bucket).upload(path, bytes, {
    contentType: "image/jpeg",
    cacheControl: "3600",
    upsert: true,
  });
  if (error) throw new Error(`Picture ${job.bucket}/${path}: ${error.message}`);
  return { ...job, path, width, height, size: bytes.length };
}

/** One-year links by media id. */
async function signLinks(supabase: SupabaseClient, assets: readonly Asset[]) {
  const links = new Map<string, string>();
  for (const bucket of ["experience", "company", "profile"] as const) {
    const mine = assets.filter((asset) => asset.bucket === bucket);
    const paths = mine.map((asset) => asset.path);
    const { data, error } = await supabase.storage.from(bucket).createSignedUrls(paths, ONE_YEAR);
    if (error) throw new Error(`Links of bucket ${bucket}: ${error.message}`);
    for (const [i, asset] of mine.entries()) {
      const link = data[i]?.signedUrl;
      if (!link) throw new Error(`No link for ${bucket}/${asset.path}.`);
      links.set(asset.id, link);
    }
  }
  return links;
}

/** One statement a table: the rows travel as JSON and take the table's own types. */
async function insert(
  sql: postgres.TransactionSql,
  table: string,
  rows: readonly object[],
  // Named where a table has a constraint that waits for the end: it cannot decide what is there.
  key?: string,
) {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  await sql`
    insert into public.${sql(table)} (${sql(columns)})
    select ${sql(columns)}
    from jsonb_populate_recordset(null::public.${sql(table)}, ${JSON.stringify(rows)}::text::jsonb)
    on conflict ${key ? sql`(${sql(key)})` : sql``} do nothing`;
}

function invitationRows(anchor: Date) {
  return invitations.map((one) => ({
    id: seedId("invitation", one.email),
    company_id: companyIds[one.company],
    email: one.email,
    role: one.role,
    note: one.note ?? null,
    // The hash of a token nobody was sent.
    token_hash: createHash("sha256").update(seedId("token", one.email)).digest("hex"),
    invited_by: personId(companies.find((c) => c.key === one.company)?.owner ?? "super"),
    created_at: new Date(anchor.getTime() - one.age * DAY),
    expires_at: new Date(anchor.getTime() - (one.age - one.valid) * DAY),
  }));
}

/** The mails that have brought them; what they said is not kept once they are sent. */
const invitationMailRows = (anchor: Date) =>
  invitationRows(anchor).map(({ id, company_id, email, invited_by, created_at }) => ({
    id: seedId("invitation mail", email),
    recipient: email,
    template: "invitation",
    status: "sent",
    attempts: 1,
    company_id,
    invitation_id: id,
    created_by: invited_by,
    sent_at: created_at,
    created_at,
  }));

async function writeRows(
  sql: postgres.TransactionSql,
  anchor: Date,
  assets: readonly Asset[],
  links: ReadonlyMap<string, string>,
) {
  const rows = companyRows(anchor);
  await insert(sql, "company_accounts", rows);
  // seed.sql made the platform's company when nobody was there yet to own it.
  for (const { id, owned_by, country, city, time_zone, created_at } of rows) {
    await sql`
      update public.company_accounts
      set ${sql({ owned_by, created_by: owned_by, country, city, time_zone, created_at })}
      where id = ${id} and owned_by is null`;
  }
  await insert(sql, "company_members", memberRows(anchor));
  await insert(sql, "company_invitations", invitationRows(anchor));
  await insert(sql, "mail_outbox", invitationMailRows(anchor));
  await insert(
    sql,
    "media_assets",
    assets.map((a) => ({
      id: a.id,
      user_id: a.userId,
      company_id: a.companyId,
      bucket: a.bucket,
      storage_path: a.path,
      url: links.get(a.id),
      usage: a.usage,
      mime_type: "image/jpeg",
      size_bytes: a.size,
      width: a.width,
      height: a.height,
      alt: a.alt,
      created_at: anchor,
    })),
  );
  const media = (id: string) => ({ id, url: links.get(id) ?? null });
  await insert(
    sql,
    "experiences",
    experienceRows(anchor).map((row) => {
      const cover = media(seedId("media", row.url_slug));
      const views = (gallery[row.url_slug] ?? []).map((_, n) =>
        media(seedId("media", `${row.url_slug}/${n}`)),
      );
      return {
        ...row,
        primary_photo: cover.url,
        primary_photo_id: cover.id,
        photos: views.map((view) => view.url),
        photos_id: views.map((view) => view.id),
      };
    }),
  );
  await insert(sql, "experience_details", detailRows(anchor));
  await insert(sql, "activities", activityRows(anchor));
  await insert(sql, "locations", locationRows(anchor));
  await insert(sql, "experience_location_links", linkRows());
  await insert(sql, "experiences_activities_localizations", translationRows(anchor));
  await insert(sql, "channels", channelRows(anchor));
  await insert(sql, "visits", visitRows(anchor));
  await insert(sql, "visitors", visitorRows(anchor));
  // The log has no ids to recognize its rows by: what an earlier start left is complete.
  const [opened] = await sql`select from public.events where kind = 'open' limit 1`;
  if (!opened) await sql`insert into public.events ${sql(openingRows(anchor))}`;
  await insert(sql, "stories", storyRows(anchor));
  await insert(sql, "story_media", storyMediaRows());
  await insert(sql, "likes", likeRows(anchor));
  await insert(sql, "shares", shareRows(anchor));
  await insert(sql, "comments", commentRows(anchor));
  await insert(
    sql,
    "challenges",
    challengeRows(anchor).map(({ cover, ...row }) => {
      const url = links.get(seedId("media", cover)) ?? null;
      return { ...row, thumbnailUrl: url, backgroundUrl: url };
    }),
  );
  await insert(sql, "challenge_steps", stepRows(anchor), "id");
  for (const { step_id, ...key } of stepKeys()) {
    await sql`update public.challenge_step_keys set ${sql(key)} where step_id = ${step_id}`;
  }
  await insert(sql, "rewards", rewardRows(anchor));
  await insert(sql, "challenge_participations", walkRows(anchor));
  await insert(sql, "check_ins", checkInRows(anchor));
  await insert(sql, "reward_grants", grantRows(anchor));
  await insert(sql, "chat_threads", threadRows(anchor));
  await insert(sql, "chat_messages", messageRows(anchor));

  await sql`
    update public.businessprofiles set type = 'SUPER_ADMIN' where businessid = ${personId("super")}`;
  for (const one of people) {
    const avatar = seedId("avatar", one.key);
    await sql`update public.userprofiles set avatar_id = ${avatar} where userid = ${one.id}`;
    await sql`update public.businessprofiles set avatar_id = ${avatar} where businessid = ${one.id}`;
  }
  for (const c of companies) {
    await sql`
      update public.company_accounts
      set logo_id = ${seedId("logo", c.key)}, banner_media_id = ${seedId("banner", c.key)}
      where id = ${companyIds[c.key]}`;
  }
  // Uploaded with the secret key, but the file belongs to the person in whose folder it lies.
  await sql`
    update storage.objects o set owner_id = m.user_id::text
    from public.media_assets m
    where m.bucket = o.bucket_id and m.storage_path = o.name and o.owner_id is null`;
  // The log should read as if the team had worked here: their names, on the days in question.
  await sql`
    delete from public.audit_log
    where action = 'update' and actor_id is null and entity_id in ${sql(Object.values(companyIds))}`;
  await sql`
    update public.audit_log a set actor_id = e.created_by, created_at = e.created_at
    from public.experiences e where a.entity_id = e.id`;
  await sql`
    update public.audit_log a set actor_id = c.owned_by, created_at = c.created_at
    from public.company_accounts c where a.entity_id = c.id`;
  await sql`
    update public.audit_log a set actor_id = c.businessid, created_at = c.created
    from public.challenges c where a.entity_id = c.id
      or a.entity_id in (select id from public.challenge_steps where challenge_id = c.id)
      or a.entity_id in (select id from public.rewards where challenge_id = c.id)`;
  await sql`
    update public.audit_log a set actor_id = i.decided_by, created_at = i.decided_at
    from public.check_ins i where a.entity_id = i.id`;
  await sql`
    update public.audit_log a set actor_id = c.owned_by, created_at = m.created_at
    from public.company_members m join public.company_accounts c on c.id = m.company_id
    where a.entity_id = m.id`;
  await sql`
    update public.audit_log a set actor_id = i.invited_by, created_at = i.created_at
    from public.company_invitations i where a.entity_id = i.id`;
}

async function main() {
  const started = performance.now();
  const supabase = createClient(required("SUPABASE_URL"), required("SUPABASE_SECRET_KEY"), {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const anchor = new Date(process.env.SEED_DATE ?? new Date().toISOString().slice(0, 10));

  // Two lanes: the passwords are hashed on one core while the other begins to draw.
  const jobs = pictureJobs();
  let drawn = 0;
  const [assets] = await Promise.all([
    inLanes(jobs, 4, async (job) => {
      const asset = await store(supabase, job);
      drawn += 1;
      if (drawn % 30 === 0) console.log(`Pictures ${drawn} of ${jobs.length}`);
      return asset;
    }),
    inLanes(people, 2, (one) => createAccount(supabase, one)),
  ]);
  const links = await signLinks(supabase, assets);

  const sql = postgres(required("DATABASE_URL"), { max: 1, onnotice: () => {} });
  try {
    await sql.begin((transaction) => writeRows(transaction, anchor, assets, links));
    await sql`analyze`;
  } finally {
    await sql.end({ timeout: 5 });
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `Demo data: ${experiences.length} experiences, ${people.length} people, ${assets.length} pictures in ${seconds} s`,
  );
}

await main();
