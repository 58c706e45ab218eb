/** Every address of every operation of this version, and what is common to all of them. */
import { beforeAll, describe, expect, test } from "vitest";
import { call, expectFailure, type Team, team } from "./support.ts";

type Address = { resource: string; allow: string[]; actions: Record<string, string> };

const methodOf = {
  get: "GET",
  "get-all": "GET",
  create: "POST",
  update: "PUT",
  delete: "DELETE",
} as const;

/** A resource that has exactly these actions; its methods follow from them. */
function of(resource: string, ...actions: (keyof typeof methodOf)[]): Address {
  const methods = new Set<string>(actions.map((action) => methodOf[action]));
  return {
    resource,
    allow: ["GET", "HEAD", "POST", "PUT", "DELETE"].filter(
      (method) => methods.has(method) || (method === "HEAD" && methods.has("GET")),
    ),
    actions: Object.fromEntries(actions.map((action) => [action, methodOf[action]])),
  };
}

/** Resource, methods, and which of the former web's action addresses lead to it. */
const addresses: Address[] = [
  { resource: "auth/login", allow: ["POST"], actions: {} },
  { resource: "auth/sign-up", allow: ["POST"], actions: {} },
  { resource: "auth/logout", allow: ["GET", "HEAD", "POST"], actions: {} },
  { resource: "auth/business/login", allow: ["POST"], actions: {} },
  { resource: "auth/business/sign-up", allow: ["POST"], actions: {} },
  { resource: "auth/new-session", allow: ["GET", "HEAD", "POST"], actions: {} },
  { resource: "auth/oauth", allow: ["POST"], actions: {} },
  { resource: "auth/callback", allow: ["GET", "HEAD", "POST"], actions: {} },
  { resource: "auth/business/callback", allow: ["GET", "HEAD", "POST"], actions: {} },
  { resource: "auth/forgot-password", allow: ["POST"], actions: {} },
  { resource: "auth/magic-link", allow: ["POST"], actions: {} },
  { resource: "auth/resend-confirmation", allow: ["POST"], actions: {} },
  { resource: "auth/otp-verification", allow: ["POST"], actions: {} },
  { resource: "auth/reset-password", allow: ["POST"], actions: {} },
  { resource: "auth/update-email", allow: ["POST"], actions: {} },
  { resource: "auth/sessions", allow: ["GET", "HEAD", "DELETE"], actions: {} },
  { resource: "auth/logout-everywhere", allow: ["POST"], actions: {} },
  { resource: "auth/second-factor", allow: ["GET", "HEAD", "POST", "DELETE"], actions: {} },
  { resource: "auth/second-factor/verify", allow: ["POST"], actions: {} },
  of("profile", "create", "get", "update"),
  of("profile/avatar", "update"),
  of("profile/business", "get", "get-all", "update"),
  of("companies", "create", "get", "get-all", "update", "delete"),
  of("companies/admins", "get-all", "update"),
  of("companies/editors", "create", "get"),
  of("companies/members", "create", "get", "update", "delete"),
  { resource: "companies/members/send-email", allow: ["POST"], actions: {} },
  { resource: "email/send-email", allow: ["POST"], actions: {} },
  of("experiences", "create", "get", "get-all", "update", "delete"),
  of("experiences/business", "get", "get-all"),
  of("experiences/public", "get", "get-all"),
  of("experiences/children", "get"),
  of("experiences/details", "create", "get", "update", "delete"),
  of("experiences/iconicPhotos", "get"),
  of("experiences/locations", "create", "get"),
  ...["experiences/challenge", "destination/challenge", "challenge"].flatMap((challenge) => [
    of(`${challenge}/business`, "create", "get-all", "update", "delete"),
    of(`${challenge}/business/reward`, "create", "get-all", "update", "delete"),
    of(`${challenge}/user`, "get", "get-all"),
    of(`${challenge}/user/reward`, "get", "get-all"),
  ]),
  of("destination", "create", "get", "get-all", "update", "delete"),
  of("destination/details", "create", "get", "update", "delete"),
  of("destination/attractions", "get"),
  of("activities", "create", "get", "update", "delete"),
  of("activities/experience", "get"),
  of("attraction", "create", "get", "update", "delete"),
  of("locations", "create", "get", "get-all", "update"),
  of("locations/experience", "get"),
  of("storage/upload_image", "create"),
  of("storage/upload_video", "create"),
  of("storage/upload-image", "create"),
  of("storage/upload-images", "create"),
  of("storage/upload-video", "create"),
  of("storage/upload-image/initialize", "create"),
  of("storage/upload-image/resumable", "create", "get"),
  of("storage/upload-image/resumable/initialize", "create"),
  of("storage/upload-image/resumable/chunk", "create"),
  of("storage/upload-image/resumable/complete", "create"),
  of("storage/uploads", "create"),
  of("storage/uploads/complete", "create"),
];

const all = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const prefixes = ["/api/v1/", "/api/"];

let ours: Team;
beforeAll(async () => {
  ours = await team();
});

describe.each(addresses)("$resource", ({ resource, allow, actions }) => {
  test.each(prefixes)(
    "wrong methods below %s answer 405 and say which are right",
    async (prefix) => {
      for (const method of all.filter((name) => !allow.includes(name))) {
        const answer = await call(method, prefix + resource, { token: ours.owner.token });
        expectFailure(answer, 405);
        expect(answer.headers.get("allow")).toBe([...allow, "OPTIONS"].join(", "));
      }
    },
  );

  for (const [action, method] of Object.entries(actions)) {
    test.each(prefixes)(`%s: /${action} belongs to ${method}`, async (prefix) => {
      const path = `${prefix + resource}/${action}`;
      // Whatever the good method answers, it found the operation.
      const good = await call(method, path, { token: ours.owner.token });
      expect([200, 201, 400, 403], good.text).toContain(good.status);
      for (const wrong of all.filter((name) => name !== method)) {
        const answer = await call(wrong, path, { token: ours.owner.token });
        expectFailure(answer, 405);
        expect(answer.headers.get("allow")).toMatch(new RegExp(`^${method}\\b.*, OPTIONS$`));
      }
    });
  }
});

test("aliases and the canonical address answer the same", async () => {
  const { token } = ours.owner;
  const query = `company-id=${ours.companyId}`;
  const canonical = await call("GET", `/api/v1/companies?${query}`, { token });
  for (const path of [
    `/api/companies?${query}`,
    `/api/v1/companies/get?${query}`,
    `/api/companies/get?company_id=${ours.companyId}`,
    `/api/v1/companies/${ours.companyId}`,
  ]) {
    const alias = await call("GET", path, { token });
    expect(alias.status, path).toBe(200);
    expect(alias.body).toEqual(canonical.body);
  }
});

test("what is not there answers 404 in the error shape", async () => {
  const paths = [
    "/api/v1/nothing",
    "/api/nothing/at/all",
    "/api/v1/companies/approve",
    "/api/v1/companies/members/get-all",
    "/api/v1/auth/login/create",
    "/api/v1/experiences/12",
    "/api/v2/companies",
    "/api",
  ];
  for (const path of paths) {
    for (const method of ["GET", "POST"]) expectFailure(await call(method, path), 404);
  }
});

test("HEAD is GET without a body", async () => {
  const head = await call("HEAD", "/api/v1/companies", { token: ours.owner.token });
  expect(head.status).toBe(200);
  expect(head.text).toBe("");
  expect(head.headers.get("content-type")).toContain("application/json");
  expect((await call("HEAD", "/api/v1/auth/login")).status).toBe(405);
});

describe("bodies", () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    call("POST", "/api/v1/companies", { token: ours.owner.token, body, headers });

  test("broken JSON, other types, too much", async () => {
    expectFailure(await send('{"name":'), 400);
    expectFailure(await send(""), 400);
    expectFailure(await send("null"), 400);
    expectFailure(
      await send("name=x", { "content-type": "application/x-www-form-urlencoded" }),
      415,
    );
    expectFailure(await send("x", { "content-type": "text/plain" }), 415);
    expectFailure(await send(JSON.stringify({ name: "x".repeat(1_100_000) })), 413);
  });

  test("hostile keys and values never break the server", async () => {
    const hostile = [
      '{"__proto__":{"x":1},"name":"p"}',
      '{"constructor":1,"name":"c"}',
      `{"name":${JSON.stringify("\ud800 lone")}}`,
      '{"name":{"$ne":null}}',
      '{"name":["a"]}',
      '{"name":"x","description":1e400}',
      `{"name":${"[".repeat(2000)}${"]".repeat(2000)}}`,
    ];
    for (const body of hostile) {
      const answer = await send(body);
      expect(answer.status, body.slice(0, 60)).toBeLessThan(500);
    }
  });
});

describe("headers", () => {
  test("a sane request id is kept, another is replaced", async () => {
    const kept = await call("GET", "/api/health", { headers: { "x-request-id": "trace-1234567" } });
    expect(kept.headers.get("x-request-id")).toBe("trace-1234567");
    const replaced = await call("GET", "/api/health", { headers: { "x-request-id": 'a"b' } });
    expect(replaced.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("security headers on every answer", async () => {
    for (const path of ["/api/health", "/health", "/api/v1/companies", "/api/nothing"]) {
      const { headers } = await call("GET", path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  test("CORS for known origins only; OPTIONS answers OK", async () => {
    const known = new URL(process.env.TEST_BASE_URL ?? "").origin;
    const ask = (origin: string) =>
      call("OPTIONS", "/api/v1/companies", {
        headers: { origin, "access-control-request-method": "PUT" },
      });
    const good = await ask(known);
    expect(good.status).toBe(200);
    expect(good.text).toBe("OK");
    expect(good.headers.get("access-control-allow-origin")).toBe(known);
    expect(good.headers.get("access-control-allow-credentials")).toBe("true");
    expect(good.headers.get("access-control-allow-methods")).toBe(
      "GET, POST, PUT, DELETE, OPTIONS",
    );
    expect(good.headers.get("access-control-max-age")).toBe("86400");
    for (const header of [
      "Authorization",
      "Content-Type",
      "Accept",
      "x-requested-with",
      "x-client-id",
    ]) {
      expect(good.headers.get("access-control-allow-headers")).toContain(header);
    }
    for (const origin of ["https://evil.example", "null", `${known}.evil.example`]) {
      const bad = await ask(origin);
      expect(bad.status).toBe(200);
      expect(bad.headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});
