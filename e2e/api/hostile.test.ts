/**
 * Random and hostile input into every parameter and every field of every operation, made from the
 * operations' own schemas around their examples: never our failure (5xx), always the documented
 * error shape, never a row of somebody else's company.
 *
 * The seed is fixed so that a failure can be repeated; TEST_SEED=<number> looks elsewhere.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { exampleIds } from "@/lib/api/examples";
import { addressOf, exampleCaller, operationsOf } from "@/lib/api/openapi";
import type { Operation } from "@/lib/api/operation";
import { resources } from "@/lib/api/resources";
import {
  enterWorld,
  forgetToken,
  leaveWorld,
  resetWorld,
  tokenOf,
  WORLD_TIMEOUT,
} from "./example-world.ts";
import { type Answer, baseUrl, nobody, sql, type Team, team } from "./support.ts";

const seed = Number(process.env.TEST_SEED ?? 20_261_124);
/** All operations together stay within about a minute. */
const TOTAL_MS = 55_000;
const MOST_RUNS = 40;

type Json = Record<string, unknown>;
type Case = { id: string; method: string; address: string; operation: Operation };

const cases: Case[] = resources.flatMap((resource) =>
  operationsOf(resource).flatMap(({ method, operation, also }) =>
    [operation, ...(also ? [also] : [])]
      .filter(({ unlimited }) => !unlimited)
      .map((one) => ({
        id: one.id,
        method: method.toUpperCase(),
        address: addressOf(resource),
        operation: one,
      })),
  ),
);

// Somebody else's company, with words in it that no answer may contain. ---------------------------

const SECRET = `secret-${crypto.randomUUID()}`;
let foreign: Team;
/** Their records; random input names them as often as our own. */
const foreignIds: string[] = [];

beforeAll(async () => {
  await enterWorld();
  foreign = await team();
  const { companyId, owner } = foreign;
  const add = async (table: string, row: Json) => {
    const [made] = await sql`insert into ${sql(`public.${table}`)} ${sql(row)} returning id`;
    foreignIds.push(made?.id);
    return made?.id as string;
  };
  const hidden = await add("experiences", {
    name: SECRET,
    description: SECRET,
    owned_by: companyId,
    created_by: owner.id,
    status: "internal",
  });
  await add("experience_details", { experience_id: hidden, name: SECRET, text: SECRET });
  await add("activities", { experience_id: hidden, title: SECRET, created_by: owner.id });
  await add("locations", { experience_id: hidden, title: SECRET, created_by: owner.id });
  const channel = await add("channels", { user_id: owner.id, name: SECRET, brand_voice: SECRET });
  const draft = { user_id: owner.id, channel_id: channel, title: SECRET, notes: SECRET };
  await add("stories", { ...draft, status: "DRAFT" });
  foreignIds.push(companyId, owner.id);
}, WORLD_TIMEOUT);
afterAll(leaveWorld);

// Input -------------------------------------------------------------------------------------------

const hostileTexts = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202e\u2066evil\u0007\u001b[2J",
  "e\u0301".repeat(500),
  "👩‍👩‍👧‍👦".repeat(50),
  "x".repeat(300),
  "x".repeat(20_000),
  "ử".repeat(120_000),
  "'; drop table public.experiences; --",
  "' or 1=1 --",
  "\\'); select pg_sleep(5); --",
  "(select type from businessprofiles)",
  "*,company_accounts(*)",
  "eq.1),or=(id.not.is.null",
  "in.(1,2,3)",
  "%",
  "_%\\",
  "a&b=c#d+e%20f%zz",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "{{constructor.constructor('return this')()}}",
  "../../../etc/passwd",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "-1",
  "0",
  "1e400",
  "9".repeat(40),
  "0x10",
  "true",
  "[]",
  "{}",
  "2026-02-30",
  "294277-01-01T00:00:00Z",
  "-infinity",
  "__proto__",
  "constructor",
];

const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 100 }) },
);

const anyId = fc.oneof(
  fc.constantFrom(...Object.values(exampleIds)),
  // Filled before the first run: read when a value is made.
  fc.nat().map((index) => foreignIds[index % foreignIds.length] ?? nobody),
  fc.constant(nobody),
);

const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: anyText },
  { weight: 2, arbitrary: anyId },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      2 ** 31,
      2 ** 53,
      -(2 ** 63),
      1e308,
      [],
      {},
      [null],
      [[[[]]]],
      { "": "" },
      JSON.parse('{"__proto__": {"type": "SUPER_ADMIN"}}'),
      { constructor: { prototype: {} } },
      Array.from({ length: 2_000 }, (_, index) => index),
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

/** A value that fits a JSON schema, more or less. */
function fitting(schema: Json): fc.Arbitrary<unknown> {
  const variants = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as Json[] | undefined;
  if (variants?.length) return fc.oneof(...variants.map(fitting));
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  switch ([schema.type].flat()[0]) {
    case "string":
      return schema.format === "uuid" ? anyId : fc.oneof(anyText, anyId);
    case "integer":
    case "number":
      return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(fitting((schema.items as Json | undefined) ?? {}), { maxLength: 5 });
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries((schema.properties as Record<string, Json> | undefined) ?? {}).map(
            ([name, part]) => [name, fitting(part)],
          ),
        ),
        { requiredKeys: [] },
      );
    default:
      return anyJson;
  }
}

const jsonSchema = (schema: z.ZodType): Json =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }) as Json;

/** The example with some of its fields replaced, some gone and some added. */
function bodies(operation: Operation): fc.Arbitrary<unknown> {
  if (!operation.body) return fc.constant(undefined);
  const schema = jsonSchema(operation.body);
  const example = operation.example?.body;
  const around = fc
    .tuple(
      fitting(schema),
      fc.dictionary(fc.constantFrom(...namesIn(schema)), anyJson, { maxKeys: 3 }),
    )
    .map(([fits, wild]) => {
      const base = isObject(example) ? example : {};
      return { ...base, ...(isObject(fits) ? fits : {}), ...wild };
    });
  const barely = fc
    .tuple(fc.constantFrom(...namesIn(schema)), anyJson)
    .map(([name, value]) => ({ ...(isObject(example) ? example : {}), [name]: value }));
  return fc.oneof(
    { weight: 5, arbitrary: barely },
    { weight: 3, arbitrary: around },
    { weight: 1, arbitrary: fitting(schema) },
    { weight: 1, arbitrary: anyJson },
  );
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Fields the schema knows, and some that must never matter. */
function namesIn(schema: Json): string[] {
  const names = new Set(["id", "user_id", "created_by", "type", "is_deleted", "role", "toString"]);
  const walk = (part: unknown) => {
    if (!isObject(part)) return;
    for (const name of Object.keys((part.properties as Json | undefined) ?? {})) names.add(name);
    for (const key of ["anyOf", "oneOf", "allOf"]) {
      for (const inner of (part[key] as unknown[] | undefined) ?? []) walk(inner);
    }
  };
  walk(schema);
  return [...names];
}

/** The example's query with one or more values replaced, and raw ones nobody's client would write. */
function queries(operation: Operation): fc.Arbitrary<string> {
  const example = operation.example?.query ?? {};
  const known = Object.keys(operation.query.shape);
  const names = known.length ? known : ["id"];
  const replaced = fc
    .dictionary(fc.constantFrom(...names), fc.oneof(anyText, anyId), { maxKeys: 3 })
    .map((wild) => {
      // Node itself refuses addresses beyond 16 KB, and so does every server in between.
      const short = Object.entries({ ...example, ...wild }).map(([name, value]) => [
        name,
        new URLSearchParams({ value }).toString().length > 4_000 ? value.slice(0, 400) : value,
      ]);
      return new URLSearchParams(short as [string, string][]).toString();
    });
  const raw = fc
    .tuple(
      fc.constantFrom(...names),
      fc.constantFrom("%00", "%ff%fe", "%ED%A0%80", "%", "&&==&", "a&%s=b", "%27%20or%201=1"),
    )
    .map(([name, value]) => `${name}=${value.replace("%s", name)}`);
  const asIs = fc.constant(new URLSearchParams(example).toString());
  return fc.oneof(
    { weight: 4, arbitrary: replaced },
    { weight: 1, arbitrary: raw },
    // A body is only looked at when the query is right.
    { weight: operation.body ? 8 : 1, arbitrary: asIs },
  );
}

// What must hold ----------------------------------------------------------------------------------

async function send(
  method: string,
  path: string,
  token: string | undefined,
  body: BodyInit | undefined,
): Promise<Pick<Answer, "status" | "headers" | "text">> {
  const response = await fetch(baseUrl + path, {
    method,
    redirect: "manual",
    headers: {
      accept: "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function expectDecent({ status, headers, text }: Pick<Answer, "status" | "headers" | "text">) {
  expect(status, text.slice(0, 500)).toBeLessThan(500);
  expect(headers.get("content-type")).toMatch(/^application\/json/);
  const body = JSON.parse(text);
  if (status >= 400) {
    expect(body).toMatchObject({
      success: false,
      error: expect.any(String),
      code: expect.any(String),
    });
    expect(text).not.toMatch(/pg_|relation \\?"|syntax error|at .+\.[jt]s:\d/i);
  }
  expect(text, "a row of somebody else's").not.toContain(SECRET);
  expect(text, "somebody else's address").not.toContain(foreign.member.email);
}

const perOperation = Math.floor(TOTAL_MS / cases.length);

describe.each(cases)("$id ($method)", ({ method, address, operation }) => {
  test("stands hostile input", async () => {
    await resetWorld();
    // Who sees everything would see the other company's rows by right.
    const caller = exampleCaller(operation) === "superAdmin" ? "owner" : exampleCaller(operation);
    const token = await tokenOf(caller);
    // The first call of an operation may have to load it.
    await send(method, address, token, undefined);
    const deadline = performance.now() + perOperation;
    await fc.assert(
      fc.asyncProperty(queries(operation), bodies(operation), async (query, body) => {
        if (performance.now() > deadline) return;
        const path = query ? `${address}?${query}` : address;
        const sent = body === undefined ? undefined : JSON.stringify(body);
        expectDecent(await send(method, path, token, sent));
      }),
      {
        // Each operation its own way through the values.
        seed: seed + cases.findIndex(({ operation: other }) => other === operation),
        numRuns: MOST_RUNS,
        // Shrinking repeats the calls; the first failing input says enough.
        endOnFailure: true,
      },
    );
    if (operation.id.startsWith("auth.")) forgetToken(caller);
  });
});

describe("bodies that are no JSON", () => {
  const withBody = cases.filter(({ operation }) => operation.body && operation.access === "user");

  test.each(withBody)("$id ($method)", async ({ method, address, operation }) => {
    const token = await tokenOf(exampleCaller(operation));
    const path = `${address}?${new URLSearchParams(operation.example?.query)}`;
    const strange: BodyInit[] = [
      new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
      "[".repeat(50_000),
      '{"a":'.repeat(5_000),
      '"\\u0000"',
      "{}{}",
      "\ufeff{}",
    ];
    for (const body of strange) expectDecent(await send(method, path, token, body));
  });

  test("and ones that are too large", async () => {
    const [one] = withBody;
    if (!one) return;
    await resetWorld();
    const token = await tokenOf(exampleCaller(one.operation));
    const answer = await send(
      one.method,
      one.address,
      token,
      JSON.stringify("x".repeat(1_000_001)),
    );
    expect(answer.status).toBe(413);
  });
});
