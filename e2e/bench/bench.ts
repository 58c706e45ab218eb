/**
 * `npm run bench`: start-up, memory, and our API beside the same read straight at the REST
 * endpoint. Ratios are taken within one run, the two sides measured in turns; absolute numbers
 * only describe this machine.
 *
 *   node e2e/bench/bench.ts [--seconds 6] [--rows 1000,100000] [--stories 200000]
 *     [--visits 100000] [--likes 1000000] [--film 200]
 *
 * `--only figures,search` takes some parts: start, lists, figures, search, uploads, answers.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "@supabase/supabase-js";
import autocannon from "autocannon";
import postgres from "postgres";
import { buildWhenStale } from "../../lib/commands/build.ts";
import {
  type BackendReady,
  backendEnvironment,
  freePort,
  runCommand,
  type Service,
  startBackend,
  startNext,
} from "../../lib/commands/stack.ts";
import { measureAnswers } from "./answers.ts";
import { addExperiences, addFigures, addStories, benchCompany, checkFilling } from "./rows.ts";
import { measureUploads } from "./uploads.ts";

const CONNECTIONS = 10;
const PAGE = 20;
const ROUNDS = 3;

const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "6" },
    rows: { type: "string", default: "1000,100000" },
    stories: { type: "string", default: "200000" },
    visits: { type: "string", default: "100000" },
    likes: { type: "string", default: "1000000" },
    film: { type: "string", default: "200" },
    only: { type: "string" },
  },
});
const seconds = Number(options.seconds);

const PARTS = ["start", "lists", "figures", "search", "uploads", "answers"] as const;
/** Whether this part is to be measured. */
const wanted = (part: (typeof PARTS)[number]) =>
  (options.only ?? PARTS.join(",")).split(",").includes(part);
if (!PARTS.some(wanted)) throw new Error(`--only takes ${PARTS.join(", ")}`);

/** What travellers may ask, in words that are in few texts, in many, in none, and misspelt. */
const QUESTIONS = [
  "hidden garden in Lisbon",
  "where can we see an old lighthouse near Porto with children",
  "painted monastery",
  "teahouse",
  "a quiet place for a walk by the water",
  "Kyoto temple at night",
  "lighthuose in Tromso",
  "salt cellar brewery of Krakow",
  "what is there to do in Vilnius",
  "a bakery that closes at dusk in Bergen",
  "zeppelin",
  "crooked bridge of Mostar behind the market",
];

type Row = Record<string, string | number>;
type Target = { url: string; headers: Record<string, string> };

await runCommand(async () => {
  const building = performance.now();
  const build = await buildWhenStale();
  const buildSeconds = (performance.now() - building) / 1000;
  const dataDir = await mkdtemp(path.join(tmpdir(), "travel-buddy-bench-"));
  try {
    if (wanted("start")) {
      const start = await measureStartUp(dataDir);
      console.log("\nStart-up");
      console.table([
        { build: build === "built" ? `${buildSeconds.toFixed(1)} s` : "cached", ...start },
      ]);
    }
    if (wanted("lists") || wanted("figures") || wanted("search")) await measureReads(dataDir);
    if (wanted("uploads")) await showUploads();
    if (wanted("answers")) await showAnswers();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
  return 0;
});

async function showAnswers() {
  const { first, many } = await measureAnswers();
  console.log("\nFirst token of an answer, ours beside the model's own");
  console.table(first);
  console.log("\nMany answers at once");
  console.table(many);
}

async function showUploads() {
  if (Number(options.film) <= 0) return;
  console.log("\nA film uploaded, MB resident above idle (the app's bound is 150)");
  console.table(await measureUploads(Number(options.film)));
}

/** Cold: no data folder yet. Seeded: the demo data on top. Warm: the second start. */
async function measureStartUp(dataDir: string): Promise<Row> {
  const timed = async (folder: string, seed: boolean) => {
    const begin = performance.now();
    const backend = await startBackend({ dataDir: folder, port: 0, seed });
    const taken = performance.now() - begin;
    await backend.stop();
    return `${(taken / 1000).toFixed(2)} s`;
  };
  const empty = path.join(dataDir, "empty");
  return {
    "backend cold": await timed(empty, false),
    "backend warm": await timed(empty, false),
    "backend cold with demo data": await timed(path.join(dataDir, "seeded"), true),
  };
}

async function measureReads(dataDir: string) {
  const backend = await startBackend({
    dataDir: path.join(dataDir, "empty"),
    port: 0,
    seed: false,
  });
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const begin = performance.now();
  const app = await startNext("start", {
    port,
    host: "127.0.0.1",
    env: {
      ...backendEnvironment(backend),
      APP_URL: baseUrl,
      // Counted like any other request, but not refused.
      RATE_LIMITS: "report",
      // Whatever .env.local says: mails of the people it makes go nowhere.
      RESEND_API_KEY: "",
      SMTP_URL: "",
      // Logging is part of what a request costs; the file descriptor goes to /dev/null.
      LOG_LEVEL: "info",
    },
    quiet: true,
  });
  console.log(`\nApp ready ${((performance.now() - begin) / 1000).toFixed(2)} s after its start`);
  const sql = postgres(backend.databaseUrl, { max: 2, onnotice: () => {} });
  try {
    const idle = await memory(app, backend);
    const { companyId, userId, token } = await benchCompany(sql, backend);
    await checkFilling(sql, { companyId, userId });
    const sizes = options.rows.split(",").map(Number);
    if (wanted("lists")) {
      const tables: Row[] = [];
      for (const rows of sizes) {
        const experienceId = await addExperiences(sql, companyId, rows);
        tables.push(...(await compareReads({ rows, baseUrl, backend, token, experienceId })));
      }
      const stories = Number(options.stories);
      if (stories > 0) {
        await addStories(sql, userId, stories);
        tables.push(...(await compareStories({ stories, baseUrl, backend, token })));
      }
      console.log(`\nReads: ${CONNECTIONS} connections, ${PAGE} rows, median of ${ROUNDS} rounds`);
      console.table(tables);
    }
    if (wanted("search")) {
      const rows = Math.max(...sizes);
      await addExperiences(sql, companyId, rows);
      console.log(`\nSearch over ${rows} experiences, alone, ms`);
      console.table(await measureSearch(backend, token));
    }
    if (wanted("figures") && Number(options.visits) > 0) {
      console.log(
        `\nFigures of a company with ${options.visits} visits, ${options.likes} likes, ` +
          `${options.stories} stories`,
      );
      console.table(await measureFigures(sql, { baseUrl, backend }));
    }
    if (options.only) return;
    console.log("\nTen sign-ins at once beside a read, ms at the median");
    console.table([await measureSignIns(backend, token)]);
    console.log("\nMemory, MB resident");
    console.table([
      { when: "idle", ...idle },
      { when: "after the reads", ...(await memory(app, backend)) },
    ]);
  } finally {
    await sql.end();
    await app.stop();
    await backend.stop();
  }
}

async function compareReads(bench: {
  rows: number;
  baseUrl: string;
  backend: BackendReady;
  token: string;
  experienceId: string;
}): Promise<Row[]> {
  const { baseUrl, backend, token, experienceId } = bench;
  const key = { apikey: backend.publishableKey };
  const user = { authorization: `Bearer ${token}` };
  const rest = `${backend.url}/rest/v1/experiences`;
  const embed = "*,company_accounts(id,name)";
  const newest = `order=created_at.desc,id.desc&limit=${PAGE}`;
  const list = { url: `${baseUrl}/api/v1/experiences?limit=${PAGE}`, headers: user };
  const pairs: Pair[] = [
    [
      // What the API asks for, asked directly: with `completed`, company, one row to look ahead.
      "signed-in list",
      list,
      {
        url: `${backend.url}/rest/v1/rpc/list_experiences?p_limit=${PAGE + 1}`,
        headers: { ...key, ...user },
      },
    ],
    [
      "signed-in list / bare table with company",
      list,
      { url: `${rest}?select=${embed}&status=eq.active&${newest}`, headers: { ...key, ...user } },
    ],
    [
      "signed-in single",
      { url: `${baseUrl}/api/v1/experiences?experience-id=${experienceId}`, headers: user },
      {
        url: `${rest}?select=*&id=eq.${experienceId}`,
        headers: { ...key, ...user, accept: "application/vnd.pgrst.object+json" },
      },
    ],
    [
      "public list (cached)",
      { url: `${baseUrl}/api/v1/experiences/public?limit=${PAGE}`, headers: {} },
      // The company's row is not for anonymous readers; ours names it, the direct read cannot.
      { url: `${rest}?select=*&status=eq.active&${newest}`, headers: key },
    ],
  ];
  return compare(`${bench.rows} experiences`, pairs);
}

/** Our stories beside the same stories at the REST endpoint. */
function compareStories(bench: {
  stories: number;
  baseUrl: string;
  backend: BackendReady;
  token: string;
}): Promise<Row[]> {
  const { baseUrl, backend, token } = bench;
  const key = { apikey: backend.publishableKey };
  const user = { authorization: `Bearer ${token}` };
  const rpc = `${backend.url}/rest/v1/rpc`;
  return compare(`${bench.stories} stories`, [
    [
      "signed-in list",
      { url: `${baseUrl}/api/v1/story?limit=${PAGE}`, headers: user },
      { url: `${rpc}/list_my_stories?p_limit=${PAGE + 1}`, headers: { ...key, ...user } },
    ],
    [
      "public list (cached)",
      { url: `${baseUrl}/api/v1/story/public?limit=${PAGE}`, headers: {} },
      { url: `${rpc}/list_public_stories?p_limit=${PAGE + 1}`, headers: key },
    ],
  ]);
}

/** Name, our address, the same read straight at the REST endpoint. */
type Pair = [name: string, ours: Target, direct: Target];

async function compare(amount: string, pairs: Pair[]): Promise<Row[]> {
  const result: Row[] = [];
  for (const [name, ours, direct] of pairs) {
    const [a, b] = await inTurns(ours, direct);
    result.push({
      of: amount,
      read: name,
      "API req/s": Math.round(a.rate),
      "API p50 ms": a.median,
      "REST req/s": Math.round(b.rate),
      "REST p50 ms": b.median,
      ratio: (a.rate / b.rate).toFixed(2),
    });
  }
  return result;
}

/** How long somebody waits for an overview, alone and as one of ten. */
async function measureFigures(
  sql: postgres.Sql,
  { baseUrl, backend }: { baseUrl: string; backend: BackendReady },
): Promise<Row[]> {
  const { companyId, userId, token } = await benchCompany(sql, backend, "Figures");
  await addFigures(
    sql,
    { companyId, userId },
    {
      visits: Number(options.visits),
      likes: Number(options.likes),
      stories: Number(options.stories),
    },
  );
  const user = { authorization: `Bearer ${token}` };
  const address = (name: string): Target => ({
    url: `${baseUrl}/api/v1/analytics/business/${name}?business-id=${companyId}`,
    headers: user,
  });
  const targets: [string, Target][] = [
    ["overview of experiences", address("overview/experiences")],
    ["overview of explorers", address("overview/explorers")],
    ["overview of stories", address("overview/stories")],
    [
      "the dashboard's overview",
      {
        url: `${backend.url}/rest/v1/rpc/company_overview?p_company_id=${companyId}`,
        headers: { apikey: backend.publishableKey, ...user },
      },
    ],
    ["users per day", address("daily/unique-users")],
    ["stories and photos per day", address("daily/stories-photos")],
    ["best stories", address("top/stories")],
  ];
  const result: Row[] = [];
  for (const [name, target] of targets) {
    const measure = async (connections: number, duration: number) => {
      const { latency, non2xx, errors } = await autocannon({ ...target, connections, duration });
      if (non2xx > 0 || errors > 0) throw new Error(`${name}: ${non2xx} bad answers`);
      return latency;
    };
    await measure(1, 2);
    const alone = await measure(1, seconds);
    const ten = await measure(CONNECTIONS, seconds);
    result.push({
      figures: name,
      "alone p50 ms": alone.p50,
      "p99 ms": alone.p99,
      "ten at once p50 ms": ten.p50,
    });
  }
  return result;
}

/** How long `search_content` takes by the REST endpoint, for everybody and for a company's editor. */
async function measureSearch(backend: BackendReady, token: string): Promise<Row[]> {
  const result: Row[] = [];
  for (const [who, authorization] of [
    ["signed out", undefined],
    ["editor", `Bearer ${token}`],
  ] as const) {
    const times: { question: string; taken: number; found: number }[] = [];
    for (let round = 0; round <= 10; round += 1) {
      for (const question of QUESTIONS) {
        const begin = performance.now();
        const answer = await fetch(`${backend.url}/rest/v1/rpc/search_content`, {
          method: "POST",
          headers: {
            apikey: backend.publishableKey,
            "content-type": "application/json",
            ...(authorization && { authorization }),
          },
          body: JSON.stringify({ p_query: question }),
        });
        const rows: unknown[] = await answer.json();
        if (!answer.ok) throw new Error(`search: ${answer.status} ${JSON.stringify(rows)}`);
        // The first round only warms up.
        if (round === 0) continue;
        times.push({ question, taken: performance.now() - begin, found: rows.length });
      }
    }
    const sorted = times.toSorted((a, b) => a.taken - b.taken);
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)];
    const slowest = at(1);
    result.push({
      who,
      "p50 ms": (at(0.5)?.taken ?? 0).toFixed(1),
      "p95 ms": (at(0.95)?.taken ?? 0).toFixed(1),
      "slowest ms": (slowest?.taken ?? 0).toFixed(1),
      "slowest question": slowest?.question ?? "",
      answered: `${times.filter((time) => time.found > 0).length} of ${times.length}`,
    });
  }
  return result;
}

/** Both sides in turns, so that a busy moment of the machine hits both. */
async function inTurns(first: Target, second: Target) {
  await load(first, 1);
  await load(second, 1);
  const rounds = { first: [] as Load[], second: [] as Load[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.first.push(await load(first, seconds));
    rounds.second.push(await load(second, seconds));
  }
  return [middle(rounds.first), middle(rounds.second)] as const;
}

type Load = { rate: number; median: number };

async function load(target: Target, duration: number): Promise<Load> {
  const result = await autocannon({ ...target, connections: CONNECTIONS, duration });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${target.url}: ${result.non2xx} bad answers, ${result.errors} errors`);
  }
  return { rate: result.requests.average, median: result.latency.p50 };
}

function middle(loads: Load[]): Load {
  return loads.toSorted((a, b) => a.rate - b.rate)[Math.floor(loads.length / 2)] as Load;
}

/** How much ten simultaneous password sign-ins delay a small read. */
async function measureSignIns(backend: BackendReady, token: string): Promise<Row> {
  const read = async () => {
    const begin = performance.now();
    await fetch(`${backend.url}/rest/v1/experiences?select=id&limit=1`, {
      headers: { apikey: backend.publishableKey, authorization: `Bearer ${token}` },
    }).then((answer) => answer.text());
    return performance.now() - begin;
  };
  const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
  const alone: number[] = [];
  for (let i = 0; i < 50; i += 1) alone.push(await read());

  const admin = createClient(backend.url, backend.secretKey, { auth: { persistSession: false } });
  const people = Array.from({ length: 10 }, (_, i) => `bench-sign-in-${i}@example.test`);
  const password = "bench-sign-in-password";
  for (const email of people) {
    await admin.auth.admin.createUser({ email, password, email_confirm: true });
  }
  let pending = true;
  const signIns = Promise.all(
    people.map((email) =>
      createClient(backend.url, backend.publishableKey, {
        auth: { persistSession: false, autoRefreshToken: false },
      }).auth.signInWithPassword({ email, password }),
    ),
  ).then((results) => {
    pending = false;
    const failed = results.find((result) => result.error);
    if (failed) throw failed.error;
  });
  const beside: number[] = [];
  while (pending) beside.push(await read());
  await signIns;
  return {
    alone: median(alone).toFixed(1),
    "during ten sign-ins": median(beside).toFixed(1),
    delay: (median(beside) - median(alone)).toFixed(1),
    reads: beside.length,
  };
}

/** Resident memory of each process and its children, in MB. */
async function memory(app: Service, backend: Service): Promise<Row> {
  if (!(await stat("/proc").catch(() => null))) return {};
  const resident = async (pid: number) => {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  };
  const below = (pid: number) =>
    execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" })
      .trim()
      .split(/\s+/)
      .map(Number);
  const appPid = app.process.pid ?? 0;
  const backendPid = backend.process.pid ?? 0;
  const [postmaster] = below(backendPid);
  return {
    app: Math.round(await resident(appPid)),
    backend: Math.round(await resident(backendPid)),
    postmaster: Math.round(await resident(postmaster ?? 0)),
  };
}
