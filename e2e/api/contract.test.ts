/**
 * The whole contract (contract.json, a compact copy of it): every operation, at every address that
 * installed clients, the seed or the former documentation name. Calls are the operations' own
 * examples; statuses, parameter names and the shape of answers are the contract's.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { resolveAlias } from "@/lib/api/aliases";
import type { ExampleCaller } from "@/lib/api/examples";
import { exampleCaller } from "@/lib/api/openapi";
import type { Operation } from "@/lib/api/operation";
import { resources } from "@/lib/api/resources";
import {
  enterWorld,
  forgetToken,
  leaveWorld,
  resetWorld,
  tokenOf,
  WORLD_TIMEOUT,
  worldDigest,
} from "./example-world.ts";
import { type Answer, call, expectFailure, expiredToken, type Person, person } from "./support.ts";

type Shape = string | number | boolean | null | Shape[] | { [key: string]: Shape };
type ContractOperation = {
  id: string;
  module: string;
  auth: "none" | "bearer";
  role: string;
  /** "GET /api/v1/companies" … */
  addresses: string[];
  query: string[];
  body: string[];
  status: number;
  shape: Shape;
};
const contract = JSON.parse(readFileSync(new URL("contract.json", import.meta.url), "utf8")) as {
  tables: Record<string, string>;
  operations: ContractOperation[];
};

/** What is not served yet, and the issue it belongs to. Nothing else may be missing. */
const excluded: Record<string, string> = {
  "agents.foreignServer": "documented without a handler; nothing could call it",
};
const excludedModules: Record<string, string> = {
  "agents-external": "served by another host, but for what stands in `alsoServed`",
  python: "unreachable in the original; not ported (defect 21)",
};
const alsoServed = ["agents-external.story-stream"];
const served = contract.operations.filter(
  ({ id, module }) =>
    alsoServed.includes(id) || (!(id in excluded) && !(module in excludedModules)),
);

const all = new Map<string, Operation>();
for (const { one, list, post, put, patch, delete: remove } of resources) {
  for (const operation of [one, list, post, put, patch, remove]) {
    if (operation) all.set(operation.id, operation);
  }
}

/** The operation by its id, or what stands behind its address under a sibling's id. */
function operationFor({ id, addresses, query }: ContractOperation): Operation | undefined {
  const known = all.get(id);
  if (known) return known;
  const [method = "", path = ""] = (addresses[0] ?? "").split(" ");
  const segments = path.split("/").slice(2);
  const search = new URLSearchParams(query.map((name) => [name, "x"]));
  try {
    return resolveAlias(segments).dispatch.select(method, search);
  } catch {
    return undefined;
  }
}

let stranger: Person;

beforeAll(async () => {
  await enterWorld();
  stranger = await person("stranger", { business: true });
}, WORLD_TIMEOUT);
afterAll(leaveWorld);

/** Whether a call may have changed the world; reads leave it as it is. */
let touched = false;
async function pristine(): Promise<void> {
  if (touched) await resetWorld();
  touched = false;
}

type Example = { query?: Record<string, string>; body?: unknown };

/** The example at one address; an id in the path is taken out of the query. */
function callAt(
  address: string,
  { query = {}, body }: Example,
  options: { token?: string | undefined } = {},
): Promise<Answer> {
  const [method = "", template = ""] = address.split(" ");
  const rest = { ...query };
  const path = template.replace(/\{(.+?)\}/g, (_, name: string) => {
    const known = Object.keys(rest).find((key) => same(key, name)) ?? name;
    const value = rest[known] ?? "";
    delete rest[known];
    return value;
  });
  const search = new URLSearchParams(rest).toString();
  return call(method, search ? `${path}?${search}` : path, {
    body,
    // Where events are the rule.
    headers: { accept: "application/json" },
    ...options,
  });
}

const same = (a: string, b: string) => a.replaceAll("_", "-") === b.replaceAll("_", "-");

const weaker: Partial<Record<ExampleCaller, ExampleCaller>> = {
  superAdmin: "owner",
  owner: "admin",
  admin: "editor",
  editor: "member",
  member: "traveller",
};

/** Roles in the contract's words that let in every signed-in person, or speak of one's own rows. */
const isOpen = (role: string) => /^(public|any user|self|business user)|any user for/.test(role);

/** Who may call is everybody, to whom is the question: a stranger's recipients are bad input. */
const REFUSED_AS_INPUT = ["companies.members.send-email", "email.send-email"];
const refusals = ({ id }: ContractOperation) =>
  REFUSED_AS_INPUT.includes(id) ? [400, 403, 404] : [403, 404];

test("every operation is served or knowingly left out", () => {
  const missing = served.filter((entry) => !operationFor(entry)).map(({ id }) => id);
  expect(missing).toEqual([]);
  expect(contract.operations.length - served.length).toBe(15);
});

describe.each(served)("$id", (entry) => {
  const operation = operationFor(entry);
  if (!operation?.example) {
    test("is served, with an example", () => expect.fail("no operation or no example"));
    return;
  }
  const { example } = operation;
  const caller = exampleCaller(operation);
  const method = (entry.addresses[0] ?? "").split(" ")[0] ?? "";
  const needsToken = entry.auth === "bearer";

  const isAuth = entry.id.startsWith("auth.");
  const token = () => tokenOf(caller);
  const touching = () => {
    // Exchanging a token is a GET, too.
    if (method !== "GET" || isAuth) touched = true;
  };
  const used = () => {
    if (isAuth) forgetToken(caller);
    touching();
  };

  describe.each(entry.addresses)("at %s", (address) => {
    beforeEach(pristine);

    test("answers the good call as the contract says", async () => {
      const answer = await callAt(address, example, { token: await token() });
      used();
      expect(answer.status, answer.text).toBe(entry.status);
      const known = { ...answer.body };
      for (const name of ADDED_AT[entry.id] ?? []) delete known[name];
      for (const name of ADDED_TO_DATA[entry.id] ?? []) {
        known.data = known.data.map(({ [name]: _, ...row }: Json) => row);
      }
      expect(problems(entry.shape, known)).toEqual([]);
    });

    if (needsToken) {
      test("is closed without a token, and with one that is bad or expired", async () => {
        for (const bad of [undefined, "nonsense", expiredToken]) {
          expectFailure(await callAt(address, example, { token: bad }), 401);
        }
      });
    } else {
      test("does not look at a token", async () => {
        const answer = await callAt(address, example, { token: expiredToken });
        touching();
        expect(answer.status, answer.text).toBe(entry.status);
      });
    }

    test("refuses bad input", async () => {
      for (const { what, query, body } of badInputs(operation, example)) {
        // A resource's bare address means its list without the id.
        if (query && !address.split("?")[0]?.match(/\/(get|update|delete)$/)) continue;
        const answer = await callAt(
          address,
          { query: query ?? example.query ?? {}, body: body ?? example.body },
          { token: await token() },
        );
        expect(answer.status, `${what}: ${answer.text}`).toBe(400);
        expectFailure(answer, 400);
      }
    });
  });

  test("knows the parameters of the contract", () => {
    const unknownQuery = entry.query.filter((name) => !operation.queryNames.has(name));
    if (!operation.toleratesUnknownQuery) expect(unknownQuery).toEqual([]);
    if (!entry.body.length) return;
    const known = bodyProperties(operation);
    if (known) {
      const unknown = entry.body.filter((name) => !known.has(name));
      expect(unknown.filter((name) => !leftOut(entry.id, name))).toEqual([]);
    }
  });

  if (needsToken) {
    test("keeps a stranger away from what is not theirs", async () => {
      await pristine();
      const before = await worldDigest();
      // Signing out ends the session: not the one the other tests need.
      const { token } = isAuth ? await person("leaver") : stranger;
      const answer = await callAt(entry.addresses[0] ?? "", example, { token });
      touching();
      expect(answer.status, answer.text).toBeLessThan(500);
      if (isOpen(entry.role)) {
        if (method === "GET" && !selfOnly(entry.role)) {
          expect(answer.status, answer.text).toBe(entry.status);
        }
      } else {
        expectNothing(answer, entry);
      }
      if (!isOpen(entry.role)) expect(await worldDigest()).toEqual(before);
    });

    const lower = weaker[caller];
    if (lower && !isOpen(entry.role)) {
      test(`keeps a weaker role away (${lower} instead of ${caller})`, async () => {
        await pristine();
        const before = await worldDigest();
        const answer = await callAt(entry.addresses[0] ?? "", example, {
          token: await tokenOf(lower),
        });
        touching();
        expectNothing(answer, entry);
        expect(await worldDigest()).toEqual(before);
      });
    }
  }
});

const selfOnly = (role: string) => role.startsWith("self") || role.startsWith("business user");

/** Refused, or answered with nothing. */
function expectNothing(answer: Answer, entry: ContractOperation): void {
  if (answer.status === entry.status && Array.isArray(answer.body?.data)) {
    expect(answer.body.data, "rows of somebody else").toEqual([]);
    return;
  }
  // A deletion succeeds when there is nothing to delete; that nothing is gone is checked by digest.
  if (answer.status === entry.status && answer.body?.data === null) return;
  expect(refusals(entry), answer.text).toContain(answer.status);
  expectFailure(answer, answer.status);
}

// Bad input ---------------------------------------------------------------------------------------

type Json = Record<string, unknown>;
type Bad = { what: string; query?: Record<string, string>; body?: unknown };

/** Ways of getting a call wrong, read off the operation's own schemas. */
function badInputs(operation: Operation, { query = {}, body }: Example): Bad[] {
  const bad: Bad[] = [];
  for (const [name, field] of Object.entries(operation.query.shape)) {
    const schema = field as z.ZodType;
    if (!schema.safeParse(undefined).success) {
      const { [name]: _, ...rest } = query;
      bad.push({ what: `without ${name}`, query: rest });
    }
    if (!schema.safeParse("not-an-id").success && query[name] !== undefined) {
      bad.push({ what: `${name} malformed`, query: { ...query, [name]: "not-an-id" } });
    }
  }
  if (!operation.toleratesUnknownQuery && !operation.positional?.length) {
    bad.push({ what: "unknown parameter", query: { ...query, "no-such-parameter": "1" } });
  }
  if (operation.body) {
    bad.push({ what: "broken JSON", body: '{"name": ' });
    for (const value of ['"text"', "7", "null"]) {
      if (!operation.body.safeParse(JSON.parse(value)).success) {
        bad.push({ what: `${value} as body`, body: value });
      }
    }
    if (body && typeof body === "object" && !Array.isArray(body)) {
      for (const name of Object.keys(body)) {
        const { [name]: _, ...rest } = body as Json;
        if (!operation.body.safeParse(rest).success) {
          bad.push({ what: `without ${name}`, body: rest });
        }
        const wrong = { ...(body as Json), [name]: { "wrong type": true } };
        if (!operation.body.safeParse(wrong).success)
          bad.push({ what: `${name} wrong`, body: wrong });
      }
    }
  }
  return bad;
}

/** Names a body may have; undefined where any will do. */
function bodyProperties(operation: Operation): Set<string> | undefined {
  if (!operation.body) return new Set();
  const schema = z.toJSONSchema(operation.body, { io: "input", unrepresentable: "any" });
  const names = new Set<string>();
  let anything = false;
  const walk = (part: Json) => {
    if (typeof part !== "object" || part === null) return;
    for (const name of Object.keys((part.properties as Json | undefined) ?? {})) names.add(name);
    if (part.additionalProperties !== false && part.properties) anything = true;
    for (const key of ["anyOf", "oneOf", "allOf"])
      for (const inner of (part[key] as Json[] | undefined) ?? []) walk(inner);
  };
  walk(schema as Json);
  return anything || names.size === 0 ? undefined : names;
}

/** Fields of the contract that are refused on purpose; the API's README says why. */
const leftOut = (id: string, name: string) => refusedFields[id]?.includes(name) ?? false;
const refusedFields: Record<string, readonly string[]> = {};

// Shapes ------------------------------------------------------------------------------------------

/** Additions of ours that clients need not know: of lists, and what came of an invitation. */
const ADDED = new Set(["next_cursor"]);
const ADDED_TO_ROWS: Record<string, ReadonlySet<string>> = {
  company_members: new Set(["email", "status", "mail"]),
};
const ADDED_AT: Record<string, readonly string[]> = {
  "companies.editors.create": ["results"],
  "storage.upload_image": ["media_id", "filePath"],
  "storage.upload_video": ["media_id", "filePath"],
  "storage.upload-image.create": ["media_id"],
  "storage.upload-video.create": ["media_id", "filePath"],
  "storage.upload-images.create": ["results"],
  "storage.upload-image.resumable.create": ["media_id"],
  "storage.upload-image.resumable.complete": ["media_id", "signedUrl"],
};

/** … and to each of the rows an answer lists. */
const ADDED_TO_DATA: Record<string, readonly string[]> = {
  // The post itself: the contract lists what stands around it.
  "agents-external.story-stream": ["story_content"],
};

const kinds: [RegExp, (value: unknown) => boolean][] = [
  [
    /^uuid/,
    (value) => typeof value === "string" && (value === "" || /^[0-9a-f-]{36}$/.test(value)),
  ],
  [/^(string|uri|timestamptz|date)/, (value) => typeof value === "string"],
  [/^integer/, Number.isInteger],
  [/^number/, (value) => typeof value === "number"],
  [/^boolean/, (value) => typeof value === "boolean"],
];

/** Where an answer is not what the contract says; empty when it is. */
function problems(shape: Shape, value: unknown, path = "$"): string[] {
  if (typeof shape === "string") return leafProblems(shape, value, path);
  if (Array.isArray(shape)) {
    if (value === null && path.split(".").length > 2) return [];
    if (!Array.isArray(value)) return [`${path}: not a list`];
    return value.flatMap((item, index) => problems(shape[0] ?? null, item, `${path}[${index}]`));
  }
  if (typeof shape !== "object" || shape === null) {
    return Object.is(shape, value) ? [] : [`${path}: ${JSON.stringify(value)} is not ${shape}`];
  }
  // Something embedded that is not there.
  if (value === null && path.split(".").length > 2) return [];
  if (typeof value !== "object" || value === null) return [`${path}: not an object`];
  const { "...": columns, ...named } = shape;
  const found: string[] =
    typeof columns === "string" ? leafProblems(columns, value, path, named) : [];
  for (const [key, inner] of Object.entries(named)) {
    const given = (value as Json)[key];
    if (given === undefined) {
      if (!/undefined|\?$/.test(String(inner))) found.push(`${path}.${key}: missing`);
    } else found.push(...problems(inner, given, `${path}.${key}`));
  }
  if (columns === undefined) {
    for (const key of Object.keys(value)) {
      if (!(key in named) && !ADDED.has(key)) found.push(`${path}.${key}: not in the contract`);
    }
  }
  return found;
}

function leafProblems(
  shape: string,
  value: unknown,
  path: string,
  also: Record<string, Shape> = {},
): string[] {
  const row = /^([a-z_]+)\.\*$/.exec(shape)?.[1];
  if (row) return rowProblems(row, value, path, also);
  if (value === null) return [];
  const known = kinds.find(([pattern]) => pattern.test(shape));
  return !known || known[1](value) ? [] : [`${path}: ${JSON.stringify(value)} is not ${shape}`];
}

/** Every column the contract knows of, and no other. */
function rowProblems(
  table: string,
  value: unknown,
  path: string,
  also: Record<string, Shape>,
): string[] {
  if (value === null && path.split(".").length > 2) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [`${path}: not a row`];
  }
  const tables = table === "profile" ? ["userprofiles", "businessprofiles"] : [table];
  const candidates = tables.map((name) => {
    const columns = contract.tables[name]?.split(" ");
    // Views whose columns the contract does not know.
    if (!columns) return [];
    const missing = columns.filter((column) => !(column in value) && !(column in also));
    const extra = Object.keys(value).filter(
      (key) => !columns.includes(key) && !(key in also) && !ADDED_TO_ROWS[name]?.has(key),
    );
    return [
      ...missing.map((column) => `${path}.${column}: missing`),
      ...extra.map((key) => `${path}.${key}: not in the contract`),
    ];
  });
  return candidates.sort((a, b) => a.length - b.length)[0] ?? [];
}
