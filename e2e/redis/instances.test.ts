/** Two instances of the built app on one Redis: limits and sign-outs hold for both. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, type Service, startNext } from "../../lib/commands/stack.ts";
import { person } from "../api/support.ts";
import { type RedisServer, redisServer } from "./support.ts";

let server: RedisServer;
const apps: Service[] = [];
const urls: string[] = [];

beforeAll(async () => {
  server = await redisServer();
  await server.start();
  const supabaseUrl = process.env.TEST_SUPABASE_URL ?? "";
  for (let count = 0; count < 2; count += 1) {
    const port = await freePort();
    urls.push(`http://localhost:${port}`);
    apps.push(
      await startNext("start", {
        port,
        host: "127.0.0.1",
        quiet: true,
        env: {
          NEXT_PUBLIC_SUPABASE_URL: supabaseUrl,
          EMBEDDED_SUPABASE_URL: supabaseUrl,
          NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: process.env.TEST_SUPABASE_PUBLISHABLE_KEY ?? "",
          SUPABASE_SECRET_KEY: process.env.TEST_SUPABASE_SECRET_KEY ?? "",
          SUPABASE_JWT_SECRET: process.env.TEST_SUPABASE_JWT_SECRET ?? "",
          APP_URL: `http://localhost:${port}`,
          REDIS_URL: server.url,
          // Whatever .env.local says: mails of tests go nowhere.
          RESEND_API_KEY: "",
          SMTP_URL: "",
          RATE_LIMITS: "on",
          TRUSTED_PROXY_HOPS: "",
          LOG_LEVEL: "error",
        },
      }),
    );
  }
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await server?.stop();
});

const get = (instance: number, path: string, headers: Record<string, string> = {}) =>
  fetch(urls[instance] + path, { headers });

test("who signs out here is signed out there", async () => {
  const { token } = await person("leaver");
  const headers = { authorization: `Bearer ${token}` };
  for (const instance of [0, 1]) {
    expect((await get(instance, "/api/v1/companies?limit=1", headers)).status).toBe(200);
  }
  expect((await get(0, "/api/v1/auth/logout", headers)).status).toBe(200);
  for (const instance of [0, 1]) {
    expect((await get(instance, "/api/v1/companies?limit=1", headers)).status).toBe(401);
  }
});

test("a user has one budget at both, and is told of it", async () => {
  const { token } = await person("hasty");
  const headers = { authorization: `Bearer ${token}` };
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) => get(n % 2, "/api/v1/companies?limit=1", headers)),
  );
  const refused = answers.filter(({ status }) => status === 429);
  // 10 a second and a burst of 20; a slow machine may pass into the next second or two.
  expect(refused.length).toBeGreaterThanOrEqual(10);
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(30);
  for (const answer of answers) {
    expect(answer.headers.get("ratelimit-policy")).toBe('"overall";q=10;w=1');
    expect(answer.headers.get("ratelimit")).toMatch(/^"overall";r=\d+;t=\d+$/);
  }
  for (const answer of refused) {
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  }
});

test("without trusted proxies, X-Forwarded-For makes nobody somebody else", async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      get(n % 2, "/api/v1/experiences/public?limit=1", { "x-forwarded-for": `198.51.100.${n}` }),
    ),
  );
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
});
