/** What surrounds an operation, with operations made for the purpose. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/api/errors";
import { requestCounters } from "@/lib/api/metrics";
import { type Operation, operation, prepare } from "@/lib/api/operation";

const SECRET = "a-secret-of-at-least-thirty-two-characters";
const lines: string[] = [];

type Handler = typeof import("@/lib/api/handler");
let answer: Handler["answer"];

beforeAll(async () => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "key");
  vi.stubEnv("SUPABASE_JWT_SECRET", SECRET);
  vi.stubEnv("APP_URL", "https://travel.example");
  vi.stubEnv("TRUSTED_PROXY_HOPS", "1");
  vi.stubEnv("RATE_LIMITS", "on");
  const { log } = await import("@/lib/api/log");
  for (const level of ["info", "error"] as const) {
    vi.spyOn(log, level).mockImplementation(
      (line: unknown) => void lines.push(JSON.stringify(line)),
    );
  }
  ({ answer } = await import("@/lib/api/handler"));
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

let address = 0;
/** A caller nobody has counted yet. */
const newcomer = () => `198.51.100.${++address}`;

type Init = { method?: string; query?: string; body?: unknown; headers?: Record<string, string> };

function call(target: Operation, { method = "GET", query = "", body, headers = {} }: Init = {}) {
  const request = new Request(`http://app.internal/api/x${query}`, {
    method,
    headers: {
      host: "app.internal",
      "x-forwarded-for": newcomer(),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer(request, { route: "x", allow: ["GET"], select: () => target });
}

async function token(claims: Record<string, unknown> = {}) {
  const { SignJWT } = await import("jose");
  return new SignJWT({ role: "authenticated", ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(crypto.randomUUID())
    .setIssuer("http://127.0.0.1:1/auth/v1")
    .setAudience("authenticated")
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(SECRET));
}

const echo = operation({
  id: "test.echo",
  summary: "Echo.",
  access: "public",
  role: "public",
  query: { "wished-name": z.string().optional(), plain_name: z.string().optional() },
  success: { status: 200, schema: z.object({ query: z.record(z.string(), z.string()) }) },
  handle: async ({ query }) => ({ query: query as Record<string, string> }),
});

const whoami = operation({
  id: "test.whoami",
  summary: "Who.",
  access: "user",
  role: "any user",
  success: { status: 200, schema: z.object({ id: z.string() }) },
  handle: async ({ user }) => ({ id: user.userId }),
});

const failing = (error: unknown) =>
  operation({
    id: "test.failing",
    summary: "Fails.",
    access: "public",
    role: "public",
    success: { status: 200, schema: z.object({}) },
    handle: async () => {
      throw error;
    },
  });

describe("parameters", () => {
  test("dashes and underscores mean the same, empty means absent", async () => {
    const response = await call(echo, { query: "?wished_name=a&plain-name=b" });
    expect(await response.json()).toEqual({ query: { "wished-name": "a", plain_name: "b" } });
    const empty = await call(echo, { query: "?wished_name=" });
    expect(await empty.json()).toEqual({ query: {} });
  });

  test.each(["?other=1", "?__proto__=1", "?wished-name=a&wished_name=b"])(
    "refuses %s",
    async (query) => {
      const response = await call(echo, { query });
      expect(response.status).toBe(400);
      expect(Object.keys((await response.json()).fields)).toHaveLength(1);
    },
  );
});

describe("parameters by place", () => {
  const placed = operation({
    id: "test.placed",
    summary: "Says what it was asked.",
    access: "public",
    role: "public",
    query: { id: z.string(), type: z.string().optional(), limit: z.string().optional() },
    positional: ["id", "type"],
    success: { status: 200, schema: z.record(z.string(), z.string()) },
    handle: async ({ query }) =>
      Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
  });

  test.each([
    ["?id=1&type=2", { id: "1", type: "2" }],
    ["?what=1&ever=2", { id: "1", type: "2" }],
    ["?type=2&limit=9&what=1", { id: "1", type: "2", limit: "9" }],
    ["?id=1&kind=2", { id: "1", type: "2" }],
  ])("%s", async (query, expected) => {
    expect(await (await call(placed, { query })).json()).toEqual(expected);
  });

  test("there are no more places than parameters", async () => {
    const response = await call(placed, { query: "?a=1&b=2&c=3" });
    expect(Object.keys((await response.json()).fields)).toEqual(["c"]);
  });
});

describe("answers", () => {
  test("lose what the schema does not know", async () => {
    const leaky = operation({
      id: "test.leaky",
      summary: "Leaks.",
      access: "public",
      role: "public",
      success: { status: 201, schema: z.object({ data: z.object({ id: z.string() }) }) },
      handle: async () => ({ data: { id: "1", password_hash: "x" } }),
    });
    const response = await call(leaky);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ data: { id: "1" } });
  });

  test("that break the contract are ours to answer for", async () => {
    const broken = operation({
      id: "test.broken",
      summary: "Breaks.",
      access: "public",
      role: "public",
      success: { status: 200, schema: z.object({ id: z.string() }) },
      handle: async () => ({ id: 7 as unknown as string }),
    });
    const response = await call(broken);
    expect(response.status).toBe(500);
    expect((await response.json()).fields).toBeUndefined();
  });

  test("shared ones come with a tag and are not sent twice", async () => {
    const shared = operation({
      id: "test.shared",
      summary: "Shared.",
      access: "public",
      role: "public",
      success: { status: 200, schema: z.object({}) },
      handle: async () => prepare('{"a":1}'),
    });
    const first = await call(shared);
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
    for (const given of [etag, etag.replace("W/", ""), `"other", ${etag}`, "*"]) {
      expect((await call(shared, { headers: { "if-none-match": given } })).status).toBe(304);
    }
    expect((await call(shared, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });
});

describe("failures", () => {
  test("expected ones say what; unexpected ones are logged and say nothing", async () => {
    const known = await call(
      failing(new AppError("conflict", "Taken.", { fields: { name: ["Taken."] } })),
    );
    expect(known.status).toBe(409);
    expect(await known.json()).toEqual({
      success: false,
      error: "Taken.",
      message: "Taken.",
      code: "conflict",
      request_id: known.headers.get("x-request-id"),
      fields: { name: ["Taken."] },
    });

    lines.length = 0;
    const unknown = await call(failing(new Error("connection to 10.0.0.7 refused")));
    expect(unknown.status).toBe(500);
    expect(await unknown.text()).not.toContain("10.0.0.7");
    expect(lines.join()).toContain("connection to 10.0.0.7 refused");
  });

  test("HTTPS sites say so on failures, too", async () => {
    const response = await call(failing(new Error("x")));
    expect(response.headers.get("strict-transport-security")).toContain("max-age=");
  });
});

describe("callers", () => {
  test("by bearer token; a bad one is not replaced by a good cookie", async () => {
    const good = await token();
    expect((await call(whoami, { headers: { authorization: `Bearer ${good}` } })).status).toBe(200);
    const bad = await call(whoami, {
      headers: { authorization: "Bearer bad", cookie: await sessionCookie(good) },
    });
    expect(bad.status).toBe(401);
    expect(bad.headers.get("www-authenticate")).toBe("Bearer");
  });

  const change = operation({
    id: "test.change",
    summary: "Changes.",
    access: "user",
    role: "any user",
    mutates: true,
    success: { status: 200, schema: z.object({}) },
    handle: async () => ({}),
  });

  test("by cookie: reads from anywhere, changes only from our own pages", async () => {
    const cookie = await sessionCookie(await token());
    expect((await call(whoami, { headers: { cookie } })).status).toBe(200);
    for (const [origin, status] of [
      ["https://travel.example", 200],
      ["http://app.internal", 200],
      ["https://www.travel.example", 403],
      ["https://evil.example", 403],
    ] as const) {
      for (const [method, target] of [
        ["POST", whoami],
        ["GET", change],
      ] as const) {
        const response = await call(target, { method, headers: { cookie, origin } });
        expect(response.status, `${method} from ${origin}`).toBe(status);
      }
    }
    // No Origin and no Fetch Metadata: not a browser we know.
    expect((await call(change, { headers: { cookie } })).status).toBe(403);
  });

  test("public operations do not even look at a token", async () => {
    const response = await call(echo, { headers: { authorization: "Bearer bad" } });
    expect(response.status).toBe(200);
  });
});

/** A session as @supabase/ssr keeps it. */
async function sessionCookie(accessToken: string) {
  const session = {
    access_token: accessToken,
    refresh_token: "r",
    token_type: "bearer",
    expires_in: 3600,
    expires_at: Math.floor(Date.now() / 1000) + 3600,
    user: { id: "x" },
  };
  const value = Buffer.from(JSON.stringify(session)).toString("base64url");
  return `theme=dark; tb-session=base64-${value}`;
}

describe("limits", () => {
  const statuses = async (count: number, once: () => Promise<Response>) => {
    const responses: Response[] = [];
    for (let i = 0; i < count; i += 1) responses.push(await once());
    return responses;
  };

  test("10 a second and a burst of 20, then 429 with Retry-After", async () => {
    const from = { headers: { "x-forwarded-for": newcomer() } };
    const responses = await statuses(35, () => call(echo, from));
    const refused = responses.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    expect(responses.length - refused.length).toBeGreaterThanOrEqual(30);
    const last = refused.at(-1);
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(last?.headers.get("ratelimit")).toMatch(/^"overall";r=0;t=\d+$/);
    expect(await last?.text()).toContain("too_many_requests");
    // Others are not touched.
    expect((await call(echo)).status).toBe(200);
  });

  test("are told with every answer", async () => {
    const response = await call(echo);
    expect(response.headers.get("ratelimit-policy")).toBe('"overall";q=10;w=1');
    expect(response.headers.get("ratelimit")).toBe('"overall";r=9;t=1');
  });

  test("count users, wherever they call from", async () => {
    const authorization = `Bearer ${await token()}`;
    const responses = await statuses(35, () => call(whoami, { headers: { authorization } }));
    expect(responses.some(({ status }) => status === 429)).toBe(true);
  });

  test("count bad tokens by address", async () => {
    const headers = { authorization: "Bearer bad", "x-forwarded-for": newcomer() };
    const responses = await statuses(35, () => call(whoami, { headers }));
    expect(responses.at(-1)?.status).toBe(429);
  });

  test("company creation: 10 a minute", async () => {
    const create = operation({
      id: "test.create",
      summary: "Creates.",
      access: "user",
      role: "any user",
      limits: ["company-creation"],
      success: { status: 200, schema: z.object({}) },
      handle: async () => ({}),
    });
    const headers = { authorization: `Bearer ${await token()}` };
    const responses = await statuses(11, () => call(create, { method: "POST", headers }));
    expect(responses.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
    expect(Number(responses.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(30);
  });

  test("one account is not guessed from many addresses", async () => {
    const login = operation({
      id: "test.login",
      summary: "Login.",
      access: "public",
      role: "public",
      body: z.strictObject({ email: z.string() }),
      limits: ["auth"],
      account: ({ email }) => email,
      success: { status: 200, schema: z.object({}) },
      handle: async () => ({}),
    });
    const attempt = () => call(login, { method: "POST", body: { email: "victim@example.com" } });
    const responses = await statuses(11, attempt);
    expect(responses.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
    const other = await call(login, { method: "POST", body: { email: "other@example.com" } });
    expect(other.status).toBe(200);
  });
});

test.each([
  ["account-code", 10],
  ["account-mail", 5],
] as const)("the budget %s of one account has %i, apart from sign-ins", async (name, points) => {
  const mailed = operation({
    id: "test.mailed",
    summary: "Mail.",
    access: "public",
    role: "public",
    body: z.strictObject({ email: z.string() }),
    account: ({ email }) => email,
    accountLimits: [name],
    success: { status: 200, schema: z.object({}) },
    handle: async () => ({}),
  });
  const seen: number[] = [];
  for (let index = 0; index <= points; index += 1) {
    // However it is written, it is one mailbox.
    const email = index % 2 ? "Mailbox@Example.com" : "mailbox@example.com";
    seen.push((await call(mailed, { method: "POST", body: { email } })).status);
  }
  expect(seen).toEqual([...Array(points).fill(200), 429]);
  const other = await call(mailed, {
    method: "POST",
    body: { email: `other-${name}@example.com` },
  });
  expect(other.status).toBe(200);
});

describe("the log", () => {
  test("defect 8: tokens that clients send in the address or the body are in no line", async () => {
    lines.length = 0;
    const callback = operation({
      id: "test.callback",
      summary: "Callback.",
      access: "public",
      role: "public",
      query: { access_token: z.string().optional(), refresh_token: z.string().optional() },
      toleratesUnknownQuery: true,
      success: { status: 200, schema: z.object({}) },
      handle: async ({ query }) => {
        if (query.refresh_token === "refused-token") throw new AppError("bad_request", "No.");
        if (query.refresh_token) throw new Error("boom");
        return {};
      },
    });
    const secrets = ["eyJ.access.token", "refused-token", "crash-token", "provider-token"];
    await call(callback, { query: `?access_token=${secrets[0]}&provider_token=${secrets[3]}` });
    await call(callback, { query: `?refresh_token=${secrets[1]}` });
    await call(callback, { query: `?refresh_token=${secrets[2]}` });
    expect(lines).toHaveLength(3);
    for (const secret of secrets) expect(lines.join()).not.toContain(secret);
  });

  test("one line per request, without tokens, addresses or values", async () => {
    lines.length = 0;
    const good = await token({ email: "someone@example.com" });
    await call(whoami, {
      query: "?secret=hunter2",
      headers: {
        authorization: `Bearer ${good}`,
        "x-request-id": "trace-12345678",
        "x-forwarded-for": "203.0.113.77",
      },
    });
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0] ?? "");
    expect(line).toMatchObject({
      request_id: "trace-12345678",
      operation: "test.whoami",
      method: "GET",
      status: 400,
      caller: "user",
    });
    expect(lines[0]).not.toMatch(/hunter2|example\.com|203\.0|eyJ/);
  });

  test("requests are counted", async () => {
    await call(echo);
    expect(requestCounters()["test.echo GET 200"]?.count).toBeGreaterThan(0);
  });
});

test("HEAD of events makes nobody wait for a reader", async () => {
  const cancel = vi.fn();
  const live = operation({
    id: "test.live",
    summary: "Events.",
    access: "public",
    role: "public",
    success: { status: 200, schema: z.object({}) },
    example: {},
    handle: async () => ({ streamed: true as const, events: new ReadableStream({ cancel }) }),
  });
  const response = await call(live, { method: "HEAD" });
  expect([response.status, response.body]).toEqual([200, null]);
  expect(cancel).toHaveBeenCalled();
});
