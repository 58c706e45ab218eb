/** `Idempotency-Key`: a POST sent again answers what the first one answered. */
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  baseUrl,
  call,
  expectFailure,
  sql,
  type Team,
  team,
  unique,
} from "./support.ts";

let ours: Team;
beforeAll(async () => {
  ours = await team();
});

const create = (
  key: string,
  body: unknown,
  { token = ours.owner.token, path = "/api/v1/companies" } = {},
): Promise<Answer> => call("POST", path, { token, body, headers: { "idempotency-key": key } });

const newKey = () => crypto.randomUUID();
const companiesNamed = async (name: string) =>
  (await sql`select id from public.company_accounts where name = ${name}`).length;

describe("the same call again", () => {
  test("answers the same and makes nothing", async () => {
    const key = newKey();
    const name = unique("Once");
    const first = await create(key, { name, description: null });
    expect(first.status, first.text).toBe(201);
    expect(first.headers.get("idempotency-replayed")).toBeNull();

    // Also at another address, and with the fields in another order.
    const again = await create(key, { description: null, name }, { path: "/api/companies/create" });
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.headers.get("content-type")).toContain("application/json");
    expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
    expect(await companiesNamed(name)).toBe(1);
  });

  test("20 at once make one company", async () => {
    const key = newKey();
    const name = unique("Race");
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(key, { name })));
    const made = answers.filter(({ status }) => status === 201);
    const told = answers.filter(({ status }) => status === 409);
    expect(made.length).toBeGreaterThan(0);
    expect(made.length + told.length).toBe(20);
    expect(new Set(made.map(({ body }) => body.data.id)).size).toBe(1);
    const fresh = made.filter(({ headers }) => !headers.has("idempotency-replayed"));
    expect(fresh).toHaveLength(1);
    for (const answer of told) expect(answer.headers.get("retry-after")).toBe("1");
    expect(await companiesNamed(name)).toBe(1);
    expect((await create(key, { name })).status).toBe(201);
  });

  test("a failure of the first is the answer to all", async () => {
    const key = newKey();
    const failed = await create(key, { name: ours.companyName });
    expectFailure(failed, 409, ["name"]);
    const again = await create(key, { name: ours.companyName });
    expect(again.status).toBe(409);
    expect(again.text).toBe(failed.text);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
  });
});

describe("another call with the same key", () => {
  test("is refused when its body differs", async () => {
    const key = newKey();
    const name = unique("First");
    await create(key, { name });
    const other = unique("Second");
    expectFailure(await create(key, { name: other }), 400, ["Idempotency-Key"]);
    expect(await companiesNamed(other)).toBe(0);
  });

  test("is its own when somebody else or another operation uses the key", async () => {
    const key = newKey();
    const [mine, theirs] = [unique("Mine"), unique("Theirs")];
    expect((await create(key, { name: mine })).status).toBe(201);
    const stranger = await create(key, { name: theirs }, { token: ours.stranger.token });
    expect(stranger.status, stranger.text).toBe(201);
    expect(stranger.body.data.name).toBe(theirs);
    const experience = await create(
      key,
      { name: unique("Walk"), owned_by: ours.companyId },
      { path: "/api/v1/experiences" },
    );
    expect(experience.status, experience.text).toBe(200);
    expect(experience.headers.get("idempotency-replayed")).toBeNull();
  });
});

describe("the key", () => {
  test.each(["a b", "x".repeat(256), "caf\u00e9"])("is refused as %j", async (key) => {
    expectFailure(await create(key, { name: unique("Bad") }), 400, ["Idempotency-Key"]);
  });

  test("is not used up by a call that was refused before it ran", async () => {
    const key = newKey();
    expectFailure(await create(key, { name: "" }), 400, ["name"]);
    expect((await create(key, { name: unique("Corrected") })).status).toBe(201);
  });

  test("needs a caller and means nothing elsewhere", async () => {
    const headers = { "idempotency-key": "a b" };
    expectFailure(await call("POST", "/api/v1/companies", { body: { name: "x" }, headers }), 401);
    const { token } = ours.owner;
    const read = await call("GET", "/api/v1/companies?limit=1", { token, headers });
    expect(read.status).toBe(200);
  });

  test("may be sent by the dashboard's origins", async () => {
    const { origin } = new URL(baseUrl);
    const asked = await call("OPTIONS", "/api/v1/companies", { headers: { origin } });
    expect(asked.headers.get("access-control-allow-headers")).toContain("Idempotency-Key");
  });
});
