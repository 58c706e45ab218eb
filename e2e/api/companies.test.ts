import { describe, expect, test } from "vitest";
import {
  COMPANY_KEYS,
  call,
  expectFailure,
  expectKeys,
  expectLocked,
  LISTED_COMPANY_KEYS,
  nobody,
  type Person,
  person,
  sql,
  team,
  unique,
} from "./support.ts";

const companies = "/api/v1/companies";

describe("companies.create", () => {
  test("a fresh traveller founds one and is its admin and owner", async () => {
    const { id, token } = await person("founder");
    const name = unique("Mekong Boats");
    const answer = await call("POST", companies, {
      token,
      body: { name: `  ${name} `, description: "Boats." },
    });
    expect(answer.status, answer.text).toBe(201);
    expectKeys(answer.body, ["data"]);
    expectKeys(answer.body.data, COMPANY_KEYS);
    expect(answer.body.data).toMatchObject({
      name,
      description: "Boats.",
      created_by: id,
      owned_by: id,
      is_deleted: false,
    });
    const members = await sql`
      select role from public.company_members where company_id = ${answer.body.data.id}`;
    expect(members.map((row) => row.role)).toEqual(["admin"]);
  });

  test("a name is taken once and for all", async () => {
    const { owner, companyId, companyName, stranger } = await team();
    const again = () =>
      call("POST", companies, { token: stranger.token, body: { name: companyName.toUpperCase() } });
    const duplicate = await again();
    expectFailure(duplicate, 409, ["name"]);
    expect(duplicate.body.error).toContain("already exists");

    await call("DELETE", `${companies}?company-id=${companyId}`, { token: owner.token });
    expectFailure(await again(), 409, ["name"]);
  });

  test("names bad input and refuses what nobody may set", async () => {
    const { token } = await person("founder");
    const create = (body: unknown) => call("POST", companies, { token, body });
    expectFailure(await create({}), 400, ["name"]);
    expectFailure(await create({ name: "   " }), 400, ["name"]);
    expectFailure(await create({ name: "x".repeat(256) }), 400, ["name"]);
    expectFailure(await create({ name: unique("A"), description: "x".repeat(5001) }), 400, [
      "description",
    ]);
    expectFailure(await create({ name: unique("A"), owned_by: nobody, is_platform: true }), 400, [
      "is_platform",
      "owned_by",
    ]);
    expectFailure(await create({ name: "A\u0000B" }), 400, ["name"]);
    expectFailure(await create([]), 400);
    await expectLocked("POST", companies, { name: unique("A") });
  });
});

describe("companies.get-all", () => {
  test("newest first, in the contract's shape, owner known to strangers", async () => {
    const { companyId, owner, stranger } = await team();
    const answer = await call("GET", companies, { token: stranger.token });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["data"]);
    const found = answer.body.data.find((row: { id: string }) => row.id === companyId);
    expectKeys(found, LISTED_COMPANY_KEYS);
    expectKeys(found.business_owner, ["businessid", "username", "created"]);
    expect(found.business_owner.businessid).toBe(owner.id);
    expect(found).toMatchObject({ banner: null, logo: null });
    const dates = answer.body.data.map((row: { created_at: string }) => row.created_at);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  test("pages by cursor without gaps or repeats", async () => {
    const { token } = await person("reader");
    await team();
    await team();
    const all = (await call("GET", companies, { token })).body.data;
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor ? `?limit=2&cursor=${cursor}` : "?limit=2";
      const { body } = await call("GET", companies + query, { token });
      expect(body.data.length).toBeLessThanOrEqual(2);
      seen.push(...body.data.map((row: { id: string }) => row.id));
      cursor = body.next_cursor;
    }
    const ids = all.map((row: { id: string }) => row.id);
    expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
  });

  test("refuses a forged cursor and a senseless limit", async () => {
    const { token } = await person("reader");
    expectFailure(await call("GET", `${companies}?cursor=abc`, { token }), 400, ["cursor"]);
    expectFailure(await call("GET", `${companies}?limit=0`, { token }), 400, ["limit"]);
    expectFailure(await call("GET", `${companies}?limit=ten`, { token }), 400, ["limit"]);
    expectFailure(await call("GET", `${companies}?page=2`, { token }), 400, ["page"]);
    await expectLocked("GET", companies);
  });
});

describe("companies.get", () => {
  test("one company, by dashes or underscores", async () => {
    const { companyId, companyName, stranger } = await team();
    for (const name of ["company-id", "company_id"]) {
      const answer = await call("GET", `${companies}?${name}=${companyId}`, {
        token: stranger.token,
      });
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body.data, LISTED_COMPANY_KEYS);
      expect(answer.body.data.name).toBe(companyName);
    }
  });

  test("unknown, deleted, malformed, absent", async () => {
    const { companyId, owner } = await team();
    const token = owner.token;
    expectFailure(await call("GET", `${companies}?company-id=${nobody}`, { token }), 404);
    expectFailure(await call("GET", `${companies}?company-id=7`, { token }), 400, ["company-id"]);
    expectFailure(await call("GET", `${companies}/get`, { token }), 400, ["company-id"]);
    await call("DELETE", `${companies}?company-id=${companyId}`, { token });
    expectFailure(await call("GET", `${companies}?company-id=${companyId}`, { token }), 404);
    await expectLocked("GET", `${companies}?company-id=${companyId}`);
  });
});

describe("companies.update", () => {
  test("an admin and a SUPER_ADMIN change name and description", async () => {
    const { companyId, owner } = await team();
    const boss = await person("boss", { superAdmin: true });
    const path = `${companies}?company-id=${companyId}`;
    const name = unique("Renamed");
    const renamed = await call("PUT", path, { token: owner.token, body: { name } });
    expect(renamed.status, renamed.text).toBe(201);
    expectKeys(renamed.body.data, COMPANY_KEYS);
    // What is not sent stays.
    expect(renamed.body.data).toMatchObject({ name, description: "Walks and boats." });

    const described = await call("PUT", path, {
      token: boss.token,
      body: { description: null, owner_id: owner.id },
    });
    expect(described.status, described.text).toBe(201);
    expect(described.body.data).toMatchObject({ name, description: null, owned_by: owner.id });
  });

  test("also at the seed's address with the id in the path", async () => {
    const { companyId, owner } = await team();
    const answer = await call("PUT", `${companies}/${companyId}`, {
      token: owner.token,
      body: { description: "By path." },
    });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body.data.description).toBe("By path.");
  });

  test("weaker roles and strangers are refused and change nothing", async () => {
    const { companyId, companyName, editor, member, stranger } = await team();
    const path = `${companies}?company-id=${companyId}`;
    for (const { token } of [editor, member, stranger]) {
      expectFailure(await call("PUT", path, { token, body: { name: unique("Mine") } }), 403);
    }
    const [row] = await sql`select name from public.company_accounts where id = ${companyId}`;
    expect(row?.name).toBe(companyName);
    await expectLocked("PUT", path, { name: "x" });
  });

  test("unknown company, unknown owner, taken name, bad input", async () => {
    const { companyId, owner } = await team();
    const other = await team();
    const put = (id: string, body: unknown) =>
      call("PUT", `${companies}?company-id=${id}`, { token: owner.token, body });
    expectFailure(await put(nobody, { name: unique("A") }), 404);
    expectFailure(await put(companyId, { name: unique("A"), owner_id: nobody }), 404);
    expectFailure(await put(companyId, { name: other.companyName }), 409, ["name"]);
    expectFailure(await put(companyId, {}), 400);
    expectFailure(await put(companyId, { name: "" }), 400, ["name"]);
    expectFailure(await put(companyId, { owner_id: owner.id }), 400);
    expectFailure(await put(companyId, { created_by: nobody, editors: [] }), 400, [
      "created_by",
      "editors",
    ]);
    expectFailure(await call("PUT", companies, { token: owner.token, body: { name: "A" } }), 400, [
      "company-id",
    ]);
  });
});

test("defect 18: a colleague as owner_id is known, not 404, and changes nothing", async () => {
  const { companyId, owner, member } = await team();
  const answer = await call("PUT", `${companies}?company-id=${companyId}`, {
    token: owner.token,
    body: { name: unique("Owned"), owner_id: member.id },
  });
  expect(answer.status, answer.text).toBe(201);
  expect(answer.body.data.owned_by).toBe(owner.id);
});

test("companies.update: owned_by hands it over, all of the call or nothing", async () => {
  const { companyId, companyName, owner, editor, member } = await team();
  await sql`
    update public.company_members set role = 'admin'
    where company_id = ${companyId} and member_id = ${editor.id}`;
  const put = (who: Person, body: unknown) =>
    call("PUT", `${companies}?company-id=${companyId}`, { token: who.token, body });

  // An admin sends back what they read; only the owner gives it away, and only to an admin.
  const same = await put(editor, { description: "Boats.", owned_by: owner.id });
  expect(same.status, same.text).toBe(201);
  expect(same.body.data).toMatchObject({ description: "Boats.", owned_by: owner.id });
  const name = unique("Handed over");
  expectFailure(await put(editor, { name, owned_by: editor.id }), 403);
  expectFailure(await put(member, { name, owned_by: member.id }), 403);
  expectFailure(await put(owner, { name, owned_by: member.id }), 409);
  const [before] = await sql`
    select name, owned_by from public.company_accounts where id = ${companyId}`;
  expect(before).toEqual({ name: companyName, owned_by: owner.id });

  const given = await put(owner, { name, owned_by: editor.id });
  expect(given.status, given.text).toBe(201);
  expectKeys(given.body.data, COMPANY_KEYS);
  expect(given.body.data).toMatchObject({ name, description: "Boats.", owned_by: editor.id });
  expectFailure(await put(owner, { owned_by: owner.id }), 403);
});

describe("companies.delete", () => {
  test("the owner deletes softly; again there is nothing", async () => {
    const { companyId, owner } = await team();
    const path = `${companies}?company-id=${companyId}`;
    const answer = await call("DELETE", path, { token: owner.token });
    expect(answer.status, answer.text).toBe(201);
    expectKeys(answer.body.data, COMPANY_KEYS);
    expect(answer.body.data).toMatchObject({ id: companyId, is_deleted: true });
    const [row] = await sql`select is_deleted from public.company_accounts where id = ${companyId}`;
    expect(row?.is_deleted).toBe(true);
    expectFailure(await call("DELETE", path, { token: owner.token }), 404);
  });

  test("an admin who is not the owner, members and strangers are refused", async () => {
    const { companyId, editor, member, stranger } = await team();
    const path = `${companies}?company-id=${companyId}`;
    await sql`
      update public.company_members set role = 'admin'
      where company_id = ${companyId} and member_id = ${editor.id}`;
    for (const { token } of [editor, member, stranger]) {
      expectFailure(await call("DELETE", path, { token }), 403);
    }
    await expectLocked("DELETE", path);
    const boss = await person("boss", { superAdmin: true });
    expect((await call("DELETE", path, { token: boss.token })).status).toBe(201);
  });

  test("absent and malformed ids", async () => {
    const { token } = await person("someone");
    expectFailure(await call("DELETE", companies, { token }), 400, ["company-id"]);
    expectFailure(await call("DELETE", `${companies}?company-id=${nobody}`, { token }), 404);
  });
});

describe("companies.members.get", () => {
  const members = `${companies}/members`;

  test("the flattened team, newest first, to its own people", async () => {
    const { companyId, owner, editor, member } = await team();
    for (const { token } of [owner, editor, member]) {
      const answer = await call("GET", `${members}?company-id=${companyId}`, { token });
      expect(answer.status, answer.text).toBe(201);
      expect(answer.body.data).toHaveLength(3);
      for (const row of answer.body.data) {
        expectKeys(row, ["id", "role", "username", "email", "businessname", "joined_on"]);
      }
      expect(answer.body.data.at(-1)).toMatchObject({ id: owner.id, role: "admin" });
    }
  });

  test("by role, and by page", async () => {
    const { companyId, owner, editor } = await team();
    const ask = async (query: string) =>
      (await call("GET", `${members}?company-id=${companyId}${query}`, { token: owner.token }))
        .body;
    expect((await ask("&role=editor")).data.map((row: { id: string }) => row.id)).toEqual([
      editor.id,
    ]);
    expect((await ask("&role=captain")).data).toEqual([]);
    const first = await ask("&limit=2");
    const second = await ask(`&limit=2&cursor=${first.next_cursor}`);
    expect(first.data.length + second.data.length).toBe(3);
    expect(second.next_cursor).toBeNull();
  });

  test("SUPER_ADMIN may look, strangers may not", async () => {
    const { companyId, stranger, owner } = await team();
    const boss = await person("boss", { superAdmin: true });
    const path = `${members}?company-id=${companyId}`;
    expect((await call("GET", path, { token: boss.token })).body.data).toHaveLength(3);
    expectFailure(await call("GET", path, { token: stranger.token }), 403);
    expectFailure(await call("GET", members, { token: owner.token }), 400, ["company-id"]);
    expectFailure(
      await call("GET", `${members}?company-id=${nobody}`, { token: owner.token }),
      404,
    );
    await expectLocked("GET", path);
  });
});
