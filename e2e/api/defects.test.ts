/**
 * Defects of the former API (their numbers in the contract) that concern no single resource. Those
 * of one resource are tested beside it, under the same kind of title.
 */
import { glob, readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { addressOf, operationsOf } from "@/lib/api/openapi";
import { limits } from "@/lib/api/rate-limit";
import { resources } from "@/lib/api/resources";
import { baseUrl, call, expectFailure, person, sql, type Team, team, unique } from "./support.ts";

let ours: Team;
beforeAll(async () => {
  ours = await team();
});

/** Our own sources, without tests. */
async function* sources(...patterns: string[]): AsyncGenerator<[name: string, text: string]> {
  for await (const name of glob(patterns)) {
    if (!/\.test\.tsx?$|node_modules/.test(name)) yield [name, await readFile(name, "utf8")];
  }
}
const CODE = ["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}", "lib/**/*.ts", "*.ts"];

test("defect 7: sign-ins at the same time do not run as one another", async () => {
  const people = await Promise.all(
    Array.from({ length: 6 }, (_, index) => person(`twin${index}`, { business: true })),
  );
  const sessions = await Promise.all(
    people.map(({ email, password }) =>
      call("POST", "/api/v1/auth/business/login", { body: { email, password } }),
    ),
  );
  const profiles = await Promise.all(
    sessions.map(({ body }) =>
      call("GET", "/api/v1/profile/business/get-all", { token: body.access_token }),
    ),
  );
  people.forEach(({ id }, index) => {
    expect(sessions[index]?.body.userId).toBe(id);
    expect(profiles[index]?.body.data.map((row: { businessid: string }) => row.businessid)).toEqual(
      [id],
    );
  });
});

test("defect 8: a token in the address opens nothing", async () => {
  const { token } = ours.owner;
  for (const name of ["access_token", "token", "authorization", "refresh_token"]) {
    expectFailure(await call("GET", `/api/v1/companies?${name}=${token}`), 401);
  }
});

test("defect 9: the service key never reaches a browser", async () => {
  const page = await (await fetch(`${baseUrl}/sign-in`)).text();
  const scripts = [...page.matchAll(/(?:src|href)="(\/_next\/[^"]+\.js[^"]*)"/g)].map(
    ([, at]) => at,
  );
  expect(scripts.length).toBeGreaterThan(2);
  const texts = await Promise.all(
    scripts.map(async (at) => (await fetch(baseUrl + at?.replaceAll("&amp;", "&"))).text()),
  );
  const secret = process.env.TEST_SUPABASE_SECRET_KEY ?? "";
  expect(secret).not.toBe("");
  for (const text of [page, ...texts]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain("SUPABASE_SECRET_KEY");
  }
  // Whatever uses it is marked as the server's, and a bundle with it does not build.
  for await (const [name, text] of sources("lib/**/*.ts")) {
    if (/supabaseSecretKey/.test(text) && !name.startsWith("lib/env/")) {
      expect(text, name).toContain('import "server-only"');
    }
  }
});

test("defect 10: nothing secret has a public name, no signed link is in the sources", async () => {
  const names = new Set<string>();
  for await (const [name, text] of sources(...CODE, "supabase/**/*.ts", ".env.example")) {
    for (const [variable] of text.matchAll(/NEXT_PUBLIC_[A-Z_]+[A-Z]/g)) names.add(variable);
    expect(text, name).not.toMatch(/\/object\/sign\/[^"'`]*token=ey/);
    expect(text, name).not.toMatch(/\b(?:sk-[A-Za-z0-9]{20}|SG\.[\w-]{20})/);
  }
  expect([...names].sort()).toEqual([
    "NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY",
    "NEXT_PUBLIC_SUPABASE_URL",
  ]);
});

test("defect 14: words in an address open nothing", async () => {
  const closed = resources.flatMap((resource) =>
    operationsOf(resource)
      .filter(({ operation, also }) => [operation, also].every((o) => o?.access !== "public"))
      .map(({ method }) => [method.toUpperCase(), addressOf(resource)] as const),
  );
  expect(closed.length).toBeGreaterThan(20);
  for (const [method, address] of closed) {
    for (const word of ["auth", "docs", "public"]) {
      expectFailure(await call(method, `${address}?x=/${word}`), 401);
    }
    // A word behind it is another address: there, or not, but never this operation.
    const behind = await call(method, `${address}/docs`);
    expect([401, 404, 405], `${method} ${address}/docs`).toContain(behind.status);
  }
});

test("defect 15: a wished language calls nobody and writes nothing; models have budgets", async () => {
  const count = async () =>
    (await sql`select count(*)::int from public.experiences_activities_localizations`)[0]?.count;
  const [table] =
    await sql`select to_regclass('public.experiences_activities_localizations') as id`;
  const before = table?.id ? await count() : 0;
  for (const language of ["vi", "xx", "tlh"]) {
    const answer = await call("GET", `/api/v1/experiences/public?limit=1&language=${language}`);
    expect(answer.status).toBe(200);
  }
  expect(table?.id ? await count() : 0).toBe(before);
  expect(limits.ai.points).toBeLessThanOrEqual(limits["ai-day"].points);
});

test("defect 17: what goes wrong inside stays inside", async () => {
  const { token } = ours.owner;
  const id = "company-id=00000000-0000-4000-8000-000000000000";
  for (const answer of [
    await call("POST", "/api/v1/companies", { token, body: "{" }),
    await call("POST", "/api/v1/companies", { token, body: { name: ours.companyName } }),
    await call("GET", `/api/v1/companies?${id}`, { token }),
    await call("POST", "/api/v1/experiences", {
      token,
      body: { name: "x", owned_by: ours.companyId, parent_experience: ours.companyId },
    }),
  ]) {
    expectFailure(answer, answer.status);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toMatch(/constraint|relation|column|pgrst|sqlstate|\bat .*:\d+|stack/i);
  }
});

test("defect 21: no address runs a script", async () => {
  const { token } = ours.owner;
  for (const name of ["generating-location-story", "generating-story", "generating-reel"]) {
    for (const method of ["GET", "POST"]) {
      for (const prefix of ["/api/v1/python/", "/api/python/", "/api/"]) {
        expectFailure(await call(method, prefix + name, { token, body: undefined }), 404);
      }
    }
  }
  for await (const [name, text] of sources("app/**/*.ts", "lib/**/*.ts")) {
    if (!name.startsWith("lib/commands/")) expect(text, name).not.toContain("child_process");
  }
});

test("defect 22: no company, site or business is fixed in the code", async () => {
  for await (const [name, text] of sources(...CODE, "supabase/migrations/*.sql")) {
    expect(text, name).not.toContain("c7ae75f1-96f0-409d-b5e7-24ce7d304d5a");
  }
  const [platform] = await sql`select id from public.company_accounts where is_platform`;
  if (!platform) return;
  const chief = await person("chief", { superAdmin: true });
  const made = await call("POST", "/api/v1/experiences", {
    token: chief.token,
    body: { name: unique("Nobody's") },
  });
  expect(made.status, made.text).toBe(200);
  const [row] = await sql`
    delete from public.experiences where id = ${made.body.data.id} returning owned_by`;
  expect(row?.owned_by).toBe(platform.id);
});
