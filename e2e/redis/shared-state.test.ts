/** What instances of the app share through Redis, and how they do without it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createLiveAnswers, type LiveAnswers } from "@/lib/ai/live";
import { createEndedSessions } from "@/lib/api/ended-sessions";
import { createRateLimits, limits } from "@/lib/api/rate-limit";
import { connectRedis, type Redis } from "@/lib/api/redis";
import { type RedisServer, redisServer } from "./support.ts";

let server: RedisServer;
let clients: [Redis, Redis];

beforeAll(async () => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "key");
  vi.stubEnv("LOG_LEVEL", "silent");
  server = await redisServer();
  await server.start();
});
afterAll(() => server?.stop());

/** Each instance of the app has a connection of its own. */
beforeEach(async () => {
  clients = [connectRedis(server.url), connectRedis(server.url)];
  await Promise.all(clients.map(ready));
});
afterEach(() => {
  for (const client of clients) client.disconnect();
});

const ready = (client: Redis) =>
  expect.poll(() => client.status, { timeout: 10_000 }).toBe("ready");

const tooMany = { code: "too_many_requests", headers: { "retry-after": expect.any(String) } };

describe("rate limits", () => {
  test("of two instances are one budget", async () => {
    const [a, b] = [createRateLimits(clients[0]), createRateLimits(clients[1])];
    const { points } = limits["company-creation"];
    for (let taken = 1; taken <= points; taken += 1) {
      const budget = await (taken % 2 ? a : b).consume("company-creation", "user:1");
      expect(budget).toMatchObject({
        name: "company-creation",
        limit: points,
        left: points - taken,
      });
      expect(budget.reset).toBeGreaterThan(50);
    }
    await expect(a.consume("company-creation", "user:1")).rejects.toMatchObject(tooMany);
    await expect(b.consume("company-creation", "user:1")).rejects.toMatchObject(tooMany);
    // Nobody else is touched.
    await b.consume("company-creation", "user:2");
  });

  test("admit a burst of 20 beyond the 10 a second, shared too", async () => {
    const instances = clients.map((client) => createRateLimits(client));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) => instances[n % 2]?.consume("overall", "user:3")),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(30);
  });

  test("keep no address of a person in Redis, and nothing for ever", async () => {
    const [client] = clients;
    await createRateLimits(client).consume("account", "someone@example.com");
    const keys = await client.keys("*");
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.join(" ")).not.toContain("someone");
    for (const key of keys) expect(await client.ttl(key), key).toBeGreaterThanOrEqual(0);
  });
});

describe("ended sessions", () => {
  test("are ended everywhere, and forgotten when their tokens have expired", async () => {
    const [a, b] = [createEndedSessions(clients[0]), createEndedSessions(clients[1])];
    await a.end("s1", Date.now() / 1000 + 3600);
    expect(await b.has("s1")).toBe(true);
    expect(await b.has("s2")).toBe(false);
    expect(await clients[0].ttl("tb:ended:s1")).toBeGreaterThan(3590);
  });
});

describe("answers on their way", () => {
  /** An answer that goes on as long as the test says so. */
  function answer() {
    const encoder = new TextEncoder();
    let control: ReadableStreamDefaultController<Uint8Array>;
    const stopped = vi.fn(() => control.close());
    const source = new ReadableStream<Uint8Array>({
      start: (given) => {
        control = given;
      },
    });
    const say = (text: string) => control.enqueue(encoder.encode(text));
    return { source, stopped, say, end: () => control.close() };
  }
  let thread = "";
  beforeEach(() => {
    thread = crypto.randomUUID();
  });
  const found = (live: LiveAnswers, user = "user") =>
    vi.waitFor(async () => {
      const stream = await live.resume(thread, user);
      if (!stream) throw new Error("not there yet");
      return stream;
    });

  test("are read from their beginning at another instance, and by nobody else", async () => {
    const [a, b] = [createLiveAnswers(clients[0]), createLiveAnswers(clients[1])];
    const { source, stopped, say, end } = answer();
    await a.keep(thread, "user", source, stopped).cancel();
    say("Đèn ");
    const there = await found(b);
    expect(await b.resume(thread, "somebody else")).toBeNull();
    expect(await b.stop(thread, "somebody else")).toBe(false);
    const reader = there.getReader();
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toBe("Đèn ");
    say("lồng");
    expect(await next()).toBe("lồng");
    end();
    expect((await reader.read()).done).toBe(true);
    expect(stopped).not.toHaveBeenCalled();
    // Complete: it is stored, and the next one asks for that.
    await vi.waitFor(async () => expect(await b.resume(thread, "user")).toBeNull());
    const [client] = clients;
    for (const key of await client.keys("tb:live*")) {
      expect(await client.ttl(key), key).toBeGreaterThanOrEqual(0);
    }
  });

  test("end when another instance says so, and when a new one begins there", async () => {
    const [a, b] = [createLiveAnswers(clients[0]), createLiveAnswers(clients[1])];
    const first = answer();
    a.keep(thread, "user", first.source, first.stopped);
    await found(b);
    expect(await b.stop(thread, "user")).toBe(true);
    await vi.waitFor(() => expect(first.stopped).toHaveBeenCalled(), 3_000);

    const [second, third] = [answer(), answer()];
    a.keep(thread, "user", second.source, second.stopped);
    await found(b);
    b.keep(thread, "user", third.source, third.stopped);
    await vi.waitFor(() => expect(second.stopped).toHaveBeenCalled(), 3_000);
    expect(third.stopped).not.toHaveBeenCalled();
    third.end();
  });

  test("go on while somebody reads them elsewhere, and end when nobody does", {
    timeout: 40_000,
  }, async () => {
    const [a, b] = [createLiveAnswers(clients[0]), createLiveAnswers(clients[1])];
    const { source, stopped, say } = answer();
    await a.keep(thread, "user", source, stopped).cancel();
    say("On");
    const reader = (await found(b)).getReader();
    await reader.read();
    // Longer than an answer goes on without readers.
    const waiting = reader.read();
    await new Promise((resume) => setTimeout(resume, 10_000));
    expect(stopped).not.toHaveBeenCalled();
    say("ce");
    expect(new TextDecoder().decode((await waiting).value)).toBe("ce");
    await reader.cancel();
    await vi.waitFor(() => expect(stopped).toHaveBeenCalled(), 10_000);
  });

  test("live in one process while there is no Redis", async () => {
    const alone = createLiveAnswers(null);
    const { source, stopped, say } = answer();
    await alone.keep(thread, "user", source, stopped).cancel();
    say("x");
    expect(await alone.resume(thread, "user")).not.toBeNull();
    expect(await alone.stop(thread, "user")).toBe(true);
    expect(stopped).toHaveBeenCalled();
    expect(await createLiveAnswers(null).resume(thread, "user")).toBeNull();
  });
});

describe("without Redis", () => {
  test("each instance goes on by itself, quickly, and comes back", async () => {
    const [a, b] = [createRateLimits(clients[0]), createRateLimits(clients[1])];
    const [endedA, endedB] = [createEndedSessions(clients[0]), createEndedSessions(clients[1])];
    await server.stop();
    await expect.poll(() => clients[0].status).not.toBe("ready");

    const started = performance.now();
    const { points } = limits["company-creation"];
    for (let taken = 0; taken < points; taken += 1) await a.consume("company-creation", "user:4");
    await expect(a.consume("company-creation", "user:4")).rejects.toMatchObject(tooMany);
    await b.consume("company-creation", "user:4");
    await endedA.end("s3", Date.now() / 1000 + 60);
    expect(await endedA.has("s3")).toBe(true);
    expect(await endedB.has("s3")).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);

    await server.start();
    await Promise.all(clients.map(ready));
    await endedA.end("s4", Date.now() / 1000 + 60);
    expect(await endedB.has("s4")).toBe(true);
    await a.consume("company-creation", "user:5");
    const budget = await b.consume("company-creation", "user:5");
    expect(budget.left).toBe(points - 2);
  });
});
