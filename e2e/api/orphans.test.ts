/** What is left behind is found and removed, and nothing else is. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import {
  adminClient,
  call,
  type Person,
  person,
  publishableKey,
  sql,
  supabaseUrl,
} from "./support.ts";

let lan: Person;
let bytes: Buffer;
beforeAll(async () => {
  lan = await person("lan");
  bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();
});

/** The command as an operator runs it. */
async function orphans(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["lib/commands/media-orphans.ts", ...args],
    {
      env: {
        ...process.env,
        NEXT_PUBLIC_SUPABASE_URL: supabaseUrl,
        NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishableKey,
        SUPABASE_SECRET_KEY: process.env.TEST_SUPABASE_SECRET_KEY,
      },
    },
  );
  return stdout;
}

const exists = async (bucket: string, path: string) =>
  (await adminClient.storage.from(bucket).download(path)).data !== null;

const age = (path: string) =>
  sql`update storage.objects set created_at = now() - interval '3 days' where name = ${path}`;

test("media:orphans tells of what belongs to nothing, and removes it when asked to", async () => {
  const upload = async (title: string) =>
    (
      await call("POST", "/api/v1/storage/upload-image", {
        token: lan.token,
        body: { imageBase64: bytes.toString("base64"), bucket: "story", title },
      })
    ).body;
  const recorded = await upload("recorded");
  const deleted = await upload("deleted");
  const linked = await upload("linked");
  await sql`delete from public.media_assets where id in (${deleted.media_id}, ${linked.media_id})`;
  // Only a link to it is left, in a record of another kind.
  await sql`insert into public.media_assets (user_id, url) values (${lan.id}, ${linked.signedUrl})`;
  const young = `${lan.id}/young/x.png`;
  await adminClient.storage.from("story").upload(young, bytes, { contentType: "image/png" });
  for (const { filePath } of [recorded, deleted, linked]) await age(filePath);

  const told = await orphans();
  expect(told).toContain(deleted.filePath);
  for (const path of [recorded.filePath, linked.filePath, young]) expect(told).not.toContain(path);
  expect(told).toContain("Nothing was removed");
  expect(await exists("story", deleted.filePath)).toBe(true);

  expect(await orphans("--remove")).toMatch(/Removed \d+/);
  expect(await exists("story", deleted.filePath)).toBe(false);
  for (const path of [recorded.filePath, linked.filePath, young]) {
    expect(await exists("story", path)).toBe(true);
  }
  await adminClient.storage.from("story").remove([recorded.filePath, linked.filePath, young]);
}, 60_000);

test("parts of an expired upload go, those of one under way stay", async () => {
  const begin = async () => {
    const body = { fileName: "a.png", totalParts: 2 };
    const opened = await call("POST", "/api/v1/storage/upload-image/initialize", {
      token: lan.token,
      body,
    });
    const { uploadId } = opened.body;
    const sent = await call("POST", "/api/v1/storage/upload-image/resumable", {
      token: lan.token,
      body: { uploadId, partNumber: 1, chunk: bytes.toString("base64") },
    });
    expect(sent.status, sent.text).toBe(200);
    const [part] = await sql`select name from storage.objects
      where bucket_id = 'uploads' and name like ${`${lan.id}/${uploadId}/%`}`;
    await age(part?.name);
    return { uploadId, path: part?.name as string };
  };
  const [expired, current] = [await begin(), await begin()];
  await sql`update public.uploads set expires_at = now() - interval '1 hour'
    where id = ${expired.uploadId}`;
  // The round of the timer and of the scheduler.
  process.env.SUPABASE_SECRET_KEY ??= process.env.TEST_SUPABASE_SECRET_KEY;
  const { clearExpiredUploads } = await import("@/lib/uploads/clean-up");
  expect(await clearExpiredUploads()).toBeGreaterThanOrEqual(1);
  expect(await exists("uploads", expired.path)).toBe(false);
  expect(await exists("uploads", current.path)).toBe(true);
  const sessions = await sql`select id from public.uploads where user_id = ${lan.id}`;
  expect(sessions.map(({ id }) => id)).toEqual([current.uploadId]);
}, 60_000);

test("the scheduler's address is closed without its secret", async () => {
  expect((await call("GET", "/api/cron/uploads")).status).toBe(401);
  const headers = { authorization: "Bearer undefined" };
  expect((await call("GET", "/api/cron/uploads", { headers })).status).toBe(401);
});
