/** Two instances of the built app on one Redis: limits and sign-outs hold for both. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { begin, complete, events, startModelServer } from "@/lib/ai/testing";
import { freePort, type Service, startNext } from "../../lib/commands/stack.ts";
import { person, sql } from "../api/support.ts";
import { type RedisServer, redisServer } from "./support.ts";

let server: RedisServer;
let model: Awaited<ReturnType<typeof startModelServer>>;
const apps: Service[] = [];
const urls: string[] = [];

beforeAll(async () => {
  server = await redisServer();
  await server.start();
  model = await startModelServer();
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
          OPENAI_API_KEY: "sk-test",
          OPENAI_BASE_URL: model.url,
          OPENAI_MODEL: "stand-in",
        },
      }),
    );
  }
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await server?.stop();
  await model?.stop();
});

const wait = (ms: number) => new Promise<undefined>((resume) => setTimeout(resume, ms));

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

describe("an answer of the assistant", () => {
  const CHAT = "/api/v1/agents/chat";

  /** Asks at the first instance; a model that goes on until it is let go. */
  async function askSlowly() {
    let finish = () => {};
    const going = new Promise<void>((resume) => {
      finish = resume;
    });
    const [first = "", last = ""] = [["Once upon "], ["a time."]].map(([content]) =>
      events([{ content }]).split("\n\n").slice(0, 1).join(""),
    );
    model.answerWith(async (_, response) => {
      begin(response).write(`${first}\n\n`);
      await going;
      response.end(`${last}\n\n${events([]).trimStart()}`);
    });
    const { token } = await person("asker");
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(urls[0] + CHAT, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ message: "Tell me a story" }),
    });
    expect(response.status).toBe(200);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const start = new TextDecoder().decode((await reader.read()).value);
    const thread = /"thread_id":"([0-9a-f-]+)"/.exec(start)?.[1];
    // The page is reloaded: its connection is gone.
    await reader.cancel();
    const at = `${CHAT}?thread_id=${thread}`;
    return { headers, at, thread, finish };
  }

  test("is read on from its beginning at the other instance after a reload", async () => {
    const { headers, at, thread, finish } = await askSlowly();
    const again = await get(1, at, headers);
    expect(again.headers.get("content-type")).toMatch("text/event-stream");
    const whole = again.text();
    finish();
    const parts = (await whole)
      .split("\n\n")
      .filter((line) => line.startsWith("data: {"))
      .map((line) => JSON.parse(line.slice("data: ".length)));
    expect(parts[0]).toMatchObject({ type: "start", messageMetadata: { thread_id: thread } });
    const text = parts.filter(({ type }) => type === "text-delta").map(({ delta }) => delta);
    expect(text.join("")).toBe("Once upon a time.");
    expect(parts.at(-1)).toMatchObject({ type: "finish" });
    // Stored once, by the instance that made it; nothing is being made any more.
    expect(await (await get(1, at, headers)).json()).toMatchObject({ data: null });
    const stored = await sql`select content from public.chat_messages
      where thread_id = ${thread ?? ""} and role = 'assistant'`;
    expect(stored.map(({ content }) => content)).toEqual(["Once upon a time."]);
  });

  test("is stopped at the other instance, model and all, and by nobody else", async () => {
    const { headers, at, finish } = await askSlowly();
    const stranger = await person("stranger");
    const stop = async (token: Record<string, string>) =>
      (await fetch(urls[1] + at, { method: "DELETE", headers: token })).json();
    expect(await stop({ authorization: `Bearer ${stranger.token}` })).toMatchObject({
      data: { stopped: false },
    });
    expect(model.calls[0]?.aborted).toBe(false);
    expect(await stop(headers)).toMatchObject({ data: { stopped: true } });
    await vi.waitFor(() => expect(model.calls[0]?.aborted).toBe(true), 5_000);
    finish();
  });
});

test("a closed tab stops the model", async () => {
  model.answerWith((_, response) => {
    begin(response).write(`${events([{ content: "Once upon a time" }]).split("\n\n")[0]}\n\n`);
  });
  const { token } = await person("leaver");
  const tab = new AbortController();
  const response = await fetch(`${urls[0]}/api/v1/agents/search`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "text/event-stream",
    },
    body: JSON.stringify({ query: "Tell me a story" }),
    signal: tab.signal,
  });
  await response.body?.getReader().read();
  expect(model.calls[0]?.aborted).toBe(false);
  tab.abort();
  await vi.waitFor(() => expect(model.calls[0]?.aborted).toBe(true), 5_000);
  await vi.waitFor(async () => {
    const [use] = await sql`select state from public.ai_uses order by created_at desc limit 1`;
    expect(use?.state).toBe("stopped");
  }, 5_000);
});

test("fifty readers at both ask a model once for a translation", { timeout: 90_000 }, async () => {
  const owner = await person("owner", { business: true });
  const [company] = await sql`insert into public.company_accounts (name, created_by, owned_by)
    values (${`Lanterns ${owner.id}`}, ${owner.id}, ${owner.id}) returning id`;
  const [experience] = await sql`insert into public.experiences (name, owned_by, created_by, status)
    values ('Lantern walk', ${company?.id}, ${owner.id}, 'active') returning id`;
  let arrived = 0;
  let everybody = () => {};
  const everybodyIsHere = new Promise<void>((resume) => {
    everybody = resume;
  });
  model.answerWith(async (_, response) => {
    await everybodyIsHere;
    const item = { name: "Đi dạo đèn lồng", description: null, thumbnail_description: null };
    const rest = { address: null, highlights: null, default_questions: null };
    complete(response, JSON.stringify({ items: [{ ...item, ...rest }] }));
  });
  const address = `/api/v1/experiences/public?experience-id=${experience?.id}&language=vi`;
  // One address has a budget of thirty at once; who is refused comes again while the model works.
  const ask = async (n: number): Promise<Response> => {
    const answer = get(n % 2, address);
    const early = await Promise.race([answer, wait(700)]);
    if (early?.status !== 429) {
      arrived += 1;
      if (arrived === 50) everybody();
      return answer;
    }
    await wait(1_000);
    return ask(n);
  };
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => ask(n)));
  for (const answer of answers) {
    expect(await answer.json()).toMatchObject({ data: { name: "Đi dạo đèn lồng" } });
  }
  expect(model.calls).toHaveLength(1);
  const kept = await sql`select count(*)::integer from public.experiences_activities_localizations
    where experience_id = ${experience?.id}`;
  expect(kept[0]?.count).toBe(1);
});
