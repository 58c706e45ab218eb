/**
 * `npm run media:orphans`: finds stored files that no record and no text speaks of, parts of uploads
 * nobody finished, and records whose file is gone. It only tells; `-- --remove` removes the files.
 *
 *   npm run media:orphans -- [--older-than "2 days"] [--remove]
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "@supabase/supabase-js";
import type { Database } from "../supabase/database.types.ts";
import {
  CommandError,
  loadEnvFiles,
  projectRoot,
  runCommand,
  startBackend,
  supabaseIsConfigured,
} from "./stack.ts";

const BATCH = 500;
/** How many of each are named; the rest is counted. */
const NAMED = 20;

type File = { bucket: string; path: string; size_bytes: number };
type Target = { url: string; secretKey: string; stop(): Promise<void> };

await runCommand(async () => {
  const { values: options } = parseArgs({
    options: {
      "older-than": { type: "string", default: "2 days" },
      remove: { type: "boolean", default: false },
    },
  });
  if (!/^\d{1,4} (?:minutes?|hours?|days?|weeks?)$/.test(options["older-than"])) {
    throw new CommandError('--older-than takes a time such as "2 days" or "12 hours".');
  }
  loadEnvFiles("production");
  const target = await findTarget();
  try {
    const client = createClient<Database>(target.url, target.secretKey, {
      auth: { autoRefreshToken: false, persistSession: false },
    });
    const list = (after: number) =>
      client
        .rpc("list_orphaned_files", { p_older_than: options["older-than"], p_limit: after + BATCH })
        .range(after, after + BATCH - 1);
    const parts = (after: number) =>
      client
        .rpc("list_abandoned_parts", { p_limit: after + BATCH })
        .range(after, after + BATCH - 1);
    await treat("Files that nothing speaks of", list, client, options.remove);
    await treat("Parts of uploads that are over", parts, client, options.remove);

    const { data: broken, error } = await client.rpc("list_records_without_file");
    if (error) throw new CommandError(error.message);
    console.log(`Records whose file is gone: ${broken.length}`);
    for (const row of broken.slice(0, NAMED)) {
      console.log(`  ${row.id}  ${row.bucket}/${row.path}`);
    }
  } finally {
    await target.stop();
  }
  return 0;
});

type Client = ReturnType<typeof createClient<Database>>;
type Answer = PromiseLike<{ data: File[] | null; error: { message: string } | null }>;

/** Tells of the files and, when asked to, removes them. */
async function treat(
  what: string,
  list: (after: number) => Answer,
  client: Client,
  remove: boolean,
): Promise<void> {
  const found: File[] = [];
  for (;;) {
    const { data, error } = await list(found.length);
    if (error) throw new CommandError(error.message);
    found.push(...(data ?? []));
    if ((data?.length ?? 0) < BATCH) break;
  }
  const bytes = found.reduce((sum, file) => sum + (file.size_bytes ?? 0), 0);
  console.log(`${what}: ${found.length} (${(bytes / 1_000_000).toFixed(1)} MB)`);
  for (const file of found.slice(0, NAMED)) console.log(`  ${file.bucket}/${file.path}`);
  if (found.length > NAMED) console.log(`  … and ${found.length - NAMED} more`);
  if (found.length === 0) return;
  if (!remove) {
    console.log("  Nothing was removed. Add -- --remove to remove them.");
    return;
  }
  let removed = 0;
  for (const [bucket, files] of Map.groupBy(found, (file) => file.bucket)) {
    for (let start = 0; start < files.length; start += BATCH) {
      const paths = files.slice(start, start + BATCH).map((file) => file.path);
      const { data, error } = await client.storage.from(bucket).remove(paths);
      if (error) throw new CommandError(error.message);
      removed += data.length;
    }
  }
  console.log(`  Removed ${removed}.`);
}

/** The configured Supabase, the embedded one that is running, or one started for the purpose. */
async function findTarget(): Promise<Target> {
  const stop = async () => {};
  if (supabaseIsConfigured()) {
    const url = process.env.NEXT_PUBLIC_SUPABASE_URL ?? "";
    const secretKey = process.env.SUPABASE_SECRET_KEY;
    if (!secretKey) throw new CommandError("SUPABASE_SECRET_KEY is not set (see .env.example).");
    return { url, secretKey, stop };
  }
  const dataDir =
    process.env.EMBEDDED_DATA_DIR || path.join(projectRoot, "supabase/.temp/embedded");
  if (!existsSync(path.join(dataDir, "ready.json"))) {
    throw new CommandError("There is no data yet: run npm start first.");
  }
  const read = async (name: string) =>
    JSON.parse(await readFile(path.join(dataDir, name), "utf8")) as Record<string, string>;
  const [{ url = "" }, { secret = "" }] = await Promise.all([
    read("ready.json"),
    read("keys.json"),
  ]);
  const running = await fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (running) return { url, secretKey: secret, stop };
  // The port it had before: stored links lead there.
  const backend = await startBackend({ dataDir, port: Number(new URL(url).port), seed: false });
  return { url: backend.url, secretKey: backend.secretKey, stop: () => backend.stop() };
}
