import { beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  call,
  EXPERIENCE_KEYS,
  expectFailure,
  expectKeys,
  expectLocked,
  nobody,
  type Person,
  person,
  sql,
  type Team,
  team,
  unique,
} from "./support.ts";

const experiences = "/api/v1/experiences";
const ids = (answer: Answer): string[] => answer.body.data.map((row: { id: string }) => row.id);

let ours: Team;
let boss: Person;
let traveller: Person;

beforeAll(async () => {
  [ours, boss, traveller] = await Promise.all([
    team(),
    person("boss", { superAdmin: true }),
    person("traveller"),
  ]);
});

async function create(fields: Record<string, unknown> = {}, who = ours.editor): Promise<string> {
  const answer = await call("POST", experiences, {
    token: who.token,
    body: { name: unique("Bến Thành"), owned_by: ours.companyId, ...fields },
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.data.id;
}

describe("experiences.create", () => {
  test("editor, admin and SUPER_ADMIN; the caller is its creator", async () => {
    for (const who of [ours.editor, ours.owner, boss]) {
      const answer = await call("POST", experiences, {
        token: who.token,
        body: {
          name: unique("Chợ"),
          owned_by: ours.companyId,
          description: "Một khu chợ.",
          address: "Lê Lợi, Quận 1",
          primary_photo: "https://example.com/a.jpg",
          photos: ["https://example.com/b.jpg"],
          primary_keyword: "market",
          url_slug: "cho",
        },
      });
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["data", "success"]);
      expectKeys(answer.body.data, ["id"]);
      const [row] = await sql`
        select created_by, owned_by, status from public.experiences
        where id = ${answer.body.data.id}`;
      expect(row).toEqual({ created_by: who.id, owned_by: ours.companyId, status: "inactive" });
    }
  });

  test("members, strangers, travellers and unowned ones are refused", async () => {
    const body = { name: unique("Chợ"), owned_by: ours.companyId };
    for (const { token } of [ours.member, ours.stranger, traveller]) {
      expectFailure(await call("POST", experiences, { token, body }), 403);
    }
    const { token } = ours.editor;
    for (const unowned of [{ name: "Unowned" }, { name: "Unowned", owned_by: null }]) {
      expectFailure(await call("POST", experiences, { token, body: unowned }), 403);
    }
    expectFailure(
      await call("POST", experiences, { token, body: { name: "Foreign", owned_by: nobody } }),
      403,
    );
    await expectLocked("POST", experiences, body);
  });

  test("names bad input and refuses what nobody may set", async () => {
    const post = (body: Record<string, unknown>) =>
      call("POST", experiences, {
        token: ours.editor.token,
        body: { owned_by: ours.companyId, ...body },
      });
    expectFailure(await post({}), 400, ["name"]);
    expectFailure(await post({ name: "A", status: "published" }), 400, ["status"]);
    expectFailure(await post({ name: "A", created_by: nobody, id: nobody }), 400, [
      "created_by",
      "id",
    ]);
    expectFailure(await post({ name: "A", primary_photo: "javascript:alert(1)" }), 400, [
      "primary_photo",
    ]);
    expectFailure(await post({ name: "A", photos: ["https://ok.example/a.jpg", "ftp://x"] }), 400, [
      "photos.1",
    ]);
    expectFailure(await post({ name: "A", primary_photo_id: nobody }), 400);
    expectFailure(await post({ name: "A", parent_experience: nobody }), 400);
  });
});

describe("experiences.get-all", () => {
  test("published ones with company and completed, newest first", async () => {
    const published = await create({ status: "active" });
    const draft = await create();
    const internal = await create({ status: "internal" });
    const answer = await call("GET", experiences, { token: traveller.token });
    expect(answer.status, answer.text).toBe(200);
    expect(ids(answer)).toContain(published);
    expect(ids(answer)).not.toContain(draft);
    expect(ids(answer)).not.toContain(internal);
    const row = answer.body.data.find(({ id }: { id: string }) => id === published);
    expectKeys(row, [...EXPERIENCE_KEYS, "company_accounts", "completed"]);
    expect(row.company_accounts).toEqual({ id: ours.companyId, name: ours.companyName });
    expect(row.completed).toBe(false);
    expect(row.created_by).toBe(ours.editor.id);
    // Drafts are not in this list even for those who may read them.
    expect(ids(await call("GET", experiences, { token: ours.owner.token }))).not.toContain(draft);
  });

  test("completed says: visited and told, by the caller", async () => {
    const id = await create({ status: "active" });
    const completed = async (token: string) =>
      (await call("GET", experiences, { token })).body.data.find(
        (row: { id: string }) => row.id === id,
      ).completed;
    await sql`insert into public.visits (user_id, experience_id, is_visited)
      values (${traveller.id}, ${id}, false)`;
    expect(await completed(traveller.token)).toBe(false);
    await sql`insert into public.stories (user_id, experience_id, title)
      values (${traveller.id}, ${id}, 'A day')`;
    expect(await completed(traveller.token)).toBe(true);
    expect(await completed(ours.member.token)).toBe(false);
  });

  test("pages by cursor", async () => {
    await create({ status: "active" });
    await create({ status: "active" });
    const { token } = traveller;
    const first = await call("GET", `${experiences}?limit=1`, { token });
    const second = await call("GET", `${experiences}?limit=1&cursor=${first.body.next_cursor}`, {
      token,
    });
    expectKeys(first.body, ["data", "next_cursor"]);
    const all = ids(await call("GET", experiences, { token }));
    expect([...ids(first), ...ids(second)]).toEqual(all.slice(0, 2));
    await expectLocked("GET", experiences);
  });
});

describe("experiences.get", () => {
  test("published for all, drafts for the company", async () => {
    const published = await create({ status: "active" });
    const draft = await create();
    const ask = (id: string, { token }: Person) =>
      call("GET", `${experiences}?experience-id=${id}`, { token });
    const seen = await ask(published, traveller);
    expect(seen.status, seen.text).toBe(200);
    expectKeys(seen.body, ["data"]);
    expectKeys(seen.body.data, EXPERIENCE_KEYS);
    for (const who of [ours.member, boss]) expect((await ask(draft, who)).status).toBe(200);
    for (const who of [traveller, ours.stranger]) expectFailure(await ask(draft, who), 404);
  });

  test("unknown and malformed ids, no token", async () => {
    const { token } = traveller;
    expectFailure(await call("GET", `${experiences}?experience-id=${nobody}`, { token }), 404);
    expectFailure(await call("GET", `${experiences}?experience-id=x`, { token }), 400, [
      "experience-id",
    ]);
    expectFailure(await call("GET", `${experiences}/get`, { token }), 400, ["experience-id"]);
    await expectLocked("GET", `${experiences}?experience-id=${nobody}`);
  });
});

describe("experiences.update", () => {
  const put = (id: string, { token }: Person, body: unknown) =>
    call("PUT", `${experiences}?experience-id=${id}`, { token, body });

  test("publishing and archiving by editor, admin and SUPER_ADMIN", async () => {
    const id = await create();
    for (const who of [ours.editor, ours.owner, boss]) {
      const status = who === ours.owner ? "inactive" : "active";
      const answer = await put(id, who, { name: unique("Neu"), status });
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["success", "message", "data"]);
      expect(answer.body.data).toEqual([{ id }]);
      const [row] = await sql`select status, created_by from public.experiences where id = ${id}`;
      expect(row).toEqual({ status, created_by: ours.editor.id });
    }
  });

  test("members, strangers and unknown ids: one answer", async () => {
    const draft = await create();
    const published = await create({ status: "active" });
    for (const who of [ours.member, ours.stranger, traveller]) {
      for (const id of [draft, published, nobody]) {
        expectFailure(await put(id, who, { name: "Mine" }), 403);
      }
    }
    await expectLocked("PUT", `${experiences}?experience-id=${draft}`, { name: "x" });
  });

  test("takes the whole row back; never another owner or creator", async () => {
    const id = await create();
    const { data } = (
      await call("GET", `${experiences}?experience-id=${id}`, { token: ours.editor.token })
    ).body;
    const answer = await put(id, ours.editor, {
      ...data,
      id: nobody,
      owned_by: nobody,
      created_by: nobody,
      address: "Lê Lợi",
    });
    expect(answer.status, answer.text).toBe(200);
    const [row] = await sql`
      select address, owned_by, created_by from public.experiences where id = ${id}`;
    expect(row).toEqual({
      address: "Lê Lợi",
      owned_by: ours.companyId,
      created_by: ours.editor.id,
    });
    expectFailure(await put(id, ours.editor, { owned_by: nobody, created_by: nobody }), 400);
    expectFailure(await put(id, ours.editor, { is_platform: true }), 400, ["is_platform"]);
    expectFailure(await put(id, ours.editor, { name: "" }), 400, ["name"]);
    expectFailure(await put(id, ours.editor, {}), 400);
    expectFailure(
      await call("PUT", experiences, { token: ours.editor.token, body: { name: "A" } }),
      400,
      ["experience-id"],
    );
  });
});

describe("experiences.delete", () => {
  const remove = (id: string, { token }: Person) =>
    call("DELETE", `${experiences}?experience-id=${id}`, { token });

  test("an admin deletes; again is fine", async () => {
    const id = await create({ status: "active" });
    for (const _ of [1, 2]) {
      const answer = await remove(id, ours.owner);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ data: null });
    }
    expect(await sql`select from public.experiences where id = ${id}`).toHaveLength(0);
  });

  test("editors and members are refused; strangers learn nothing of drafts", async () => {
    const draft = await create();
    const published = await create({ status: "active" });
    for (const who of [ours.editor, ours.member]) expectFailure(await remove(draft, who), 403);
    expectFailure(await remove(published, ours.stranger), 403);
    const unseen = await remove(draft, ours.stranger);
    expect(unseen.body).toEqual((await remove(nobody, ours.stranger)).body);
    const left = await sql`select from public.experiences where id in (${draft}, ${published})`;
    expect(left).toHaveLength(2);
    await expectLocked("DELETE", `${experiences}?experience-id=${draft}`);
    expectFailure(await call("DELETE", experiences, { token: ours.owner.token }), 400, [
      "experience-id",
    ]);
  });
});

describe("experiences.business", () => {
  const business = `${experiences}/business`;

  test("get-all: active and inactive ones of one's companies", async () => {
    const [draft, published, internal] = [
      await create(),
      await create({ status: "active" }),
      await create({ status: "internal" }),
    ];
    for (const who of [ours.member, boss]) {
      const answer = await call("GET", business, { token: who.token });
      expect(answer.status, answer.text).toBe(200);
      expect(ids(answer)).toEqual(expect.arrayContaining([draft, published]));
      expect(ids(answer)).not.toContain(internal);
      expectKeys(answer.body.data[0], EXPERIENCE_KEYS);
    }
    expect(ids(await call("GET", business, { token: ours.stranger.token }))).toEqual([]);
    expectFailure(await call("GET", business, { token: traveller.token }), 403);
    await expectLocked("GET", business);
  });

  test("get: of one creator, to themselves and SUPER_ADMIN", async () => {
    const byEditor = await create();
    const byOwner = await create({}, ours.owner);
    for (const who of [ours.editor, boss]) {
      const answer = await call("GET", `${business}?business-id=${ours.editor.id}`, {
        token: who.token,
      });
      expect(ids(answer)).toContain(byEditor);
      expect(ids(answer)).not.toContain(byOwner);
    }
    for (const who of [ours.owner, ours.stranger]) {
      expectFailure(
        await call("GET", `${business}?business-id=${ours.editor.id}`, { token: who.token }),
        403,
      );
    }
    expectFailure(await call("GET", `${business}/get`, { token: boss.token }), 400, [
      "business-id",
    ]);
    await expectLocked("GET", `${business}?business-id=${ours.editor.id}`);
  });
});

describe("experiences.public", () => {
  const open = `${experiences}/public`;

  test("get-all: published ones with names for ids, to anybody", async () => {
    const published = await create({ status: "active" });
    const draft = await create();
    await sql`update public.businessprofiles set username = 'guide_lan'
      where businessid = ${ours.editor.id}`;
    await call("PUT", `${experiences}?experience-id=${published}`, {
      token: ours.editor.token,
      body: { name: unique("Public") },
    });
    for (const token of [undefined, "nonsense", traveller.token]) {
      const answer = await call("GET", open, { token });
      expect(answer.status, answer.text).toBe(200);
      expect(ids(answer)).not.toContain(draft);
      const row = answer.body.data.find(({ id }: { id: string }) => id === published);
      expectKeys(row, [...EXPERIENCE_KEYS, "owner"]);
      expect(row).toMatchObject({ owner: ours.companyName, created_by: "guide_lan" });
    }
  });

  test("get: one published, in any language; drafts and unknown ids look alike", async () => {
    const published = await create({ status: "active" });
    const [draft, internal] = [await create(), await create({ status: "internal" })];
    for (const query of ["", "&language=vi", "&language=en"]) {
      const answer = await call("GET", `${open}?experience-id=${published}${query}`);
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body.data).toMatchObject({ id: published, owner: ours.companyName });
    }
    for (const id of [draft, internal, nobody]) {
      expectFailure(await call("GET", `${open}?experience-id=${id}`), 404);
    }
    expectFailure(await call("GET", `${open}?experience-id=x`), 400, ["experience-id"]);
    expectFailure(await call("GET", `${open}/get`), 400, ["experience-id"]);
  });

  test("every write shows in the very next read", async () => {
    const list = async () => ids(await call("GET", open));
    const id = await create({ status: "active" });
    expect(await list()).toContain(id);

    const path = `${experiences}?experience-id=${id}`;
    const one = `${open}?experience-id=${id}`;
    expect((await call("GET", one)).status).toBe(200);
    await call("PUT", path, { token: ours.editor.token, body: { status: "inactive" } });
    expect(await list()).not.toContain(id);
    expectFailure(await call("GET", one), 404);

    await call("PUT", path, { token: ours.editor.token, body: { status: "active" } });
    expect(await list()).toContain(id);
    await call("DELETE", path, { token: ours.owner.token });
    expect(await list()).not.toContain(id);
  });

  test("a renamed or deleted company shows at once, too", async () => {
    const other = await team();
    const created = await call("POST", experiences, {
      token: other.owner.token,
      body: { name: unique("Chùa"), owned_by: other.companyId, status: "active" },
    });
    const one = `${open}?experience-id=${created.body.data.id}`;
    expect((await call("GET", one)).body.data.owner).toBe(other.companyName);
    const name = unique("New name");
    const company = `/api/v1/companies?company-id=${other.companyId}`;
    await call("PUT", company, { token: other.owner.token, body: { name } });
    expect((await call("GET", one)).body.data.owner).toBe(name);
    await call("DELETE", company, { token: other.owner.token });
    expectFailure(await call("GET", one), 404);
  });

  test("an unchanged list is not sent again", async () => {
    const first = await call("GET", open);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/".+"$/);
    const again = await call("GET", open, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect(again.text).toBe("");
    expect(again.headers.get("etag")).toBe(etag);
    await create({ status: "active" });
    const changed = await call("GET", open, { headers: { "if-none-match": etag } });
    expect(changed.status).toBe(200);
  });

  test("pages by cursor", async () => {
    const first = await call("GET", `${open}?limit=1`);
    const second = await call("GET", `${open}?limit=1&cursor=${first.body.next_cursor}`);
    expect([...ids(first), ...ids(second)]).toEqual(ids(await call("GET", open)).slice(0, 2));
  });
});
