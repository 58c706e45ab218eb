/**
 * `npm test`: everything, in the order in which it fails fastest. `--quick` (npm run check) stops
 * before the build: types, lint, unit, embedded backend and database.
 *
 * Closes with one plain line `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildWhenStale } from "./build.ts";
import { findChromium } from "./chromium.ts";
import { findRedisServer } from "./redis.ts";
import {
  backendEnvironment,
  bin,
  freePort,
  run,
  runCommand,
  startBackend,
  startNext,
} from "./stack.ts";

type Tally = { passed: number; failed: number };

const total: Tally = { passed: 0, failed: 0 };
const failures: string[] = [];

await runCommand(async () => {
  const scratch = await mkdtemp(path.join(tmpdir(), "travel-buddy-test-"));
  const quick = process.argv.includes("--quick");
  try {
    await step("types", () => check([bin("next"), "typegen"], [bin("tsc"), "--noEmit"]));
    await step("lint", () => check([bin("biome"), "ci", "--error-on-warnings", "."]));
    await step("unit, embedded backend, database", () =>
      vitest(scratch, ["unit", "embedded", "database"]),
    );
    await step("generated types", () =>
      check([process.execPath, "lib/commands/db-types.ts", "--check"]),
    );
    if (!quick) await withRunningApp(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  for (const name of failures) console.log(`failed: ${name}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** The built app on a seeded backend of its own, on free ports: API contract, then the browser. */
async function withRunningApp(scratch: string) {
  const chromium = await findChromium();
  const redis = await findRedisServer();
  const port = await freePort();
  const oidcPort = await freePort();
  const baseUrl = `http://localhost:${port}`;
  let built = false;
  await step("build", async () => {
    await buildWhenStale();
    built = true;
    return { passed: 1, failed: 0 };
  });
  if (!built) return;

  const dataDir = path.join(scratch, "data");
  const backend = await startBackend({
    dataDir,
    port: 0,
    appUrl: baseUrl,
    hookUrl: `http://127.0.0.1:${port}`,
    env: {
      // Hundreds of people sign in from this one address; supabase/embedded/auth tests the limits.
      SUPABASE_AUTH_RATE_LIMIT_SIGN_IN_SIGN_UPS: "100000",
      SUPABASE_AUTH_RATE_LIMIT_TOKEN_VERIFICATIONS: "100000",
      SUPABASE_AUTH_RATE_LIMIT_TOKEN_REFRESH: "100000",
      SUPABASE_AUTH_RATE_LIMIT_EMAIL_SENT: "100000",
      // e2e/auth/providers.spec.ts starts a provider there.
      SUPABASE_AUTH_EXTERNAL_GOOGLE_ENABLED: "true",
      SUPABASE_AUTH_EXTERNAL_GOOGLE_URL: `http://127.0.0.1:${oidcPort}`,
      SUPABASE_AUTH_EXTERNAL_GOOGLE_CLIENT_ID: "travel-buddy",
      SUPABASE_AUTH_EXTERNAL_GOOGLE_SECRET: "a-secret-only-tests-know",
    },
  });
  const env: Record<string, string> & { CRON_SECRET: string } = {
    ...backendEnvironment(backend),
    APP_URL: baseUrl,
    LOG_LEVEL: "warn",
    // All tests come from one address; lib/api/handler.test.ts covers the limits.
    RATE_LIMITS: "off",
    // Whatever .env.local says: mails of tests go nowhere but into the outbox, questions to no model.
    RESEND_API_KEY: "",
    SMTP_URL: "",
    OPENAI_API_KEY: "",
    CRON_SECRET: "a-secret-of-the-tests",
  };
  const app = await startNext("start", { port, host: "127.0.0.1", env, quiet: true });
  const target = {
    TEST_BASE_URL: baseUrl,
    TEST_SUPABASE_URL: backend.url,
    TEST_SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
    TEST_SUPABASE_SECRET_KEY: backend.secretKey,
    TEST_SUPABASE_JWT_SECRET: backend.jwtSecret ?? "",
    TEST_DATABASE_URL: backend.databaseUrl,
    TEST_SEND_EMAIL_HOOK_SECRET: env.SEND_EMAIL_HOOK_SECRET ?? "",
    TEST_CRON_SECRET: env.CRON_SECRET,
    TEST_OIDC_PORT: String(oidcPort),
    CHROMIUM_PATH: chromium,
    REDIS_SERVER_PATH: redis,
  };
  try {
    await step("API contract", () => vitest(scratch, ["api"], target));
    await step("several instances", () => vitest(scratch, ["redis"], target));
    await step("browser", () => browserTests(scratch, env, target));
  } finally {
    await app.stop();
    await backend.stop();
  }
  await step("commands", () => vitest(scratch, ["commands"]));
}

/** The browser's tests, some of them on an instance that asks a model the tests play. */
async function browserTests(
  scratch: string,
  env: Record<string, string>,
  target: Record<string, string>,
): Promise<Tally> {
  const [port, modelPort] = [await freePort(), await freePort()];
  const url = `http://localhost:${port}`;
  const app = await startNext("start", {
    port,
    host: "127.0.0.1",
    quiet: true,
    env: {
      ...env,
      APP_URL: url,
      OPENAI_API_KEY: "a-key-of-the-tests",
      OPENAI_BASE_URL: `http://127.0.0.1:${modelPort}/v1`,
    },
  });
  try {
    return await playwright(scratch, {
      ...target,
      TEST_MODEL_APP_URL: url,
      TEST_MODEL_PORT: String(modelPort),
    });
  } finally {
    await app.stop();
  }
}

async function step(name: string, body: () => Promise<Tally>) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const tally = await body().catch((error: unknown): Tally => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  total.passed += tally.passed;
  total.failed += tally.failed;
  if (tally.failed > 0) failures.push(name);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`── ${name}: ${tally.passed} ok, ${tally.failed} not ok, ${seconds} s`);
}

/** Commands that only succeed or fail, one after the other: one check in all. */
async function check(...commands: [string, ...string[]][]): Promise<Tally> {
  for (const [command, ...args] of commands) {
    if ((await run(command, args)) !== 0) return { passed: 0, failed: 1 };
  }
  return { passed: 1, failed: 0 };
}

async function vitest(scratch: string, projects: string[], env: Record<string, string> = {}) {
  const report = path.join(scratch, `vitest-${projects.join("-")}.json`);
  const code = await run(
    bin("vitest"),
    [
      "run",
      "--config=.config/vitest.config.ts",
      ...projects.map((name) => `--project=${name}`),
      "--reporter=dot",
      "--reporter=json",
      `--outputFile=${report}`,
    ],
    env,
  );
  const result = await readReport<{ numPassedTests: number; numFailedTests: number }>(report);
  return atLeastOneFailure(code, {
    passed: result?.numPassedTests ?? 0,
    failed: result?.numFailedTests ?? 0,
  });
}

async function playwright(scratch: string, env: Record<string, string>) {
  const report = path.join(scratch, "playwright.json");
  const code = await run(
    bin("playwright"),
    ["test", "--config=e2e/playwright.config.ts", "--reporter=line,json"],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  );
  type Stats = { stats: { expected: number; unexpected: number; flaky: number } };
  const stats = (await readReport<Stats>(report))?.stats;
  return atLeastOneFailure(code, {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
  });
}

/** A runner that fails without naming a test (a broken file, a crash) still counts as a failure. */
function atLeastOneFailure(code: number, tally: Tally): Tally {
  return code === 0 ? tally : { ...tally, failed: Math.max(1, tally.failed) };
}

async function readReport<T>(file: string): Promise<T | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}
