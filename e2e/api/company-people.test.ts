import { beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  COMPANY_KEYS,
  call,
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

const companies = "/api/v1/companies";
const PROFILE_KEYS = [
  "businessid",
  "email",
  "businessname",
  "username",
  "phone",
  "description",
  "type",
  "editors",
  "avatar_id",
  "logo_id",
  "facebook",
  "instagram",
  "x",
  "address",
  "website",
  "status",
  "created",
];
const MEMBERSHIP_KEYS = [
  "id",
  "company_id",
  "member_id",
  "role",
  "is_deleted",
  "created_at",
  "updated_at",
];

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

describe("companies.admins.get-all", () => {
  const admins = `${companies}/admins`;

  test("companies with their live admins, embedded and flattened, for a SUPER_ADMIN", async () => {
    for (const path of [admins, `${admins}?company-id=${ours.companyId}`, `${admins}/get-all`]) {
      const answer = await call("GET", path, { token: boss.token });
      expect(answer.status, answer.text).toBe(201);
      const row = answer.body.data.find(({ id }: { id: string }) => id === ours.companyId);
      expectKeys(row, [...COMPANY_KEYS, "company_members", "admins"]);
      expect(row.company_members).toEqual([
        {
          member_id: ours.owner.id,
          role: "admin",
          created_at: expect.any(String),
          businessprofiles: {
            username: null,
            email: ours.owner.email,
            businessname: ours.owner.email,
          },
        },
      ]);
      expect(row.admins).toEqual([
        {
          id: ours.owner.id,
          role: "admin",
          username: null,
          email: ours.owner.email,
          businessname: ours.owner.email,
          created_at: expect.any(String),
        },
      ]);
    }
    const one = await call("GET", `${admins}?company-id=${ours.companyId}&limit=1`, {
      token: boss.token,
    });
    expect(one.body.data).toHaveLength(1);
    expect(one.body.next_cursor).toBeNull();
  });

  test("defect 19: reading the admins changes no role", async () => {
    const [before] = await sql`
      select jsonb_agg(to_jsonb(m) order by m.id) as rows from public.company_members m
      where m.company_id = ${ours.companyId}`;
    await call("GET", admins, { token: boss.token });
    const [after] = await sql`
      select jsonb_agg(to_jsonb(m) order by m.id) as rows from public.company_members m
      where m.company_id = ${ours.companyId}`;
    expect(after).toEqual(before);
  });

  test("defect 3: nobody else", async () => {
    for (const { token } of [ours.owner, ours.stranger, traveller]) {
      expectFailure(await call("GET", admins, { token }), 403);
    }
    await expectLocked("GET", admins);
  });
});

describe("companies.admins.update", () => {
  const path = (id: string) => `${companies}/admins?member-id=${id}`;

  test("a SUPER_ADMIN, and everybody their own; the whole row comes back", async () => {
    for (const who of [boss, ours.member]) {
      const body = { businessname: unique("Name"), phone: "5", username: "some_body" };
      const answer = await call("PUT", path(ours.member.id), { token: who.token, body });
      expect(answer.status, answer.text).toBe(201);
      expectKeys(answer.body.data, PROFILE_KEYS);
      expect(answer.body.data).toMatchObject({ businessid: ours.member.id, ...body });
    }
  });

  test("defect 1: writes neither type, nor editors, nor the e-mail", async () => {
    for (const who of [boss, ours.owner]) {
      const answer = await call("PUT", path(ours.owner.id), {
        token: who.token,
        body: { type: "SUPER_ADMIN", email: "other@test.example", phone: "6" },
      });
      expect(answer.body.data).toMatchObject({ type: null, email: ours.owner.email, phone: "6" });
      // The whole row comes back, with what nobody may write.
      const again = await call("PUT", path(ours.owner.id), {
        token: who.token,
        body: {
          ...answer.body.data,
          editors: [nobody],
          businessid: nobody,
          status: "active",
          avatar_id: nobody,
          logo_id: nobody,
          phone: "7",
        },
      });
      expect(again.status, again.text).toBe(201);
      expect(again.body.data).toEqual({ ...answer.body.data, phone: "7" });
      const refused = await call("PUT", path(ours.owner.id), {
        token: who.token,
        body: { is_super: true },
      });
      expectFailure(refused, 400, ["is_super"]);
    }
  });

  test("defect 3: colleagues are refused, strangers find nobody", async () => {
    const put = (who: Person, id: string) =>
      call("PUT", path(id), { token: who.token, body: { phone: "stolen" } });
    expectFailure(await put(ours.owner, ours.member.id), 403);
    expectFailure(await put(ours.stranger, ours.member.id), 404);
    expectFailure(await put(boss, nobody), 404);
    expectFailure(await put(traveller, traveller.id), 404);
    const missing = await call("PUT", `${companies}/admins`, { token: boss.token, body: {} });
    expectFailure(missing, 400, ["member-id"]);
    await expectLocked("PUT", path(ours.member.id), { phone: "1" });
  });
});

describe("companies.editors.get", () => {
  const editors = `${companies}/editors`;

  test("members with the role, and people the company's row lists", async () => {
    const { companyId, editor, member, stranger } = await team();
    await sql`
      update public.company_accounts set editors = array[${stranger.id}::uuid]
      where id = ${companyId}`;
    for (const { token } of [member, boss]) {
      const answer = await call("GET", `${editors}?company-id=${companyId}`, { token });
      expect(answer.status, answer.text).toBe(201);
      for (const row of answer.body.data) expectKeys(row, PROFILE_KEYS);
      const ids = answer.body.data.map((row: { businessid: string }) => row.businessid);
      expect(ids.sort()).toEqual([editor.id, stranger.id].sort());
    }
    const page = await call("GET", `${editors}?company_id=${companyId}&limit=1`, {
      token: member.token,
    });
    expect(page.body.data).toHaveLength(1);
    expect(page.body.next_cursor).toEqual(expect.any(String));
  });

  test("strangers, unknown companies, no company, no token", async () => {
    const ask = (query: string, { token } = ours.stranger) =>
      call("GET", `${editors}${query}`, { token });
    expectFailure(await ask(`?company-id=${ours.companyId}`), 403);
    expectFailure(await ask(`?company-id=${ours.companyId}`, traveller), 403);
    expectFailure(await ask(`?company-id=${nobody}`), 404);
    expectFailure(await ask(""), 400, ["company-id"]);
    await expectLocked("GET", `${editors}?company-id=${ours.companyId}`);
  });
});

describe("companies.members.update", () => {
  const members = `${companies}/members`;
  const put = (who: Person, companyId: string, memberId: string, role: string) =>
    call("PUT", members, {
      token: who.token,
      body: { "company-id": companyId, "member-id": memberId, role },
    });

  test("gives a member exactly this role", async () => {
    const { companyId, owner, member } = await team();
    for (const [who, role] of [
      [owner, "editor"],
      [boss, "admin"],
      [owner, "member"],
      [owner, "member"],
    ] as const) {
      const answer = await put(who, companyId, member.id, role);
      expect(answer.status, answer.text).toBe(201);
      expectKeys(answer.body.data, MEMBERSHIP_KEYS);
      expect(answer.body.data).toMatchObject({ member_id: member.id, role, is_deleted: false });
      const live = await sql`
        select role from public.company_members
        where company_id = ${companyId} and member_id = ${member.id} and not is_deleted`;
      expect(live.map((row) => row.role)).toEqual([role]);
    }
  });

  test("defect 3: weaker roles and strangers are refused and change nothing", async () => {
    for (const who of [ours.editor, ours.member, ours.stranger, traveller]) {
      expectFailure(await put(who, ours.companyId, who.id, "admin"), 403);
      expectFailure(await put(who, ours.companyId, ours.owner.id, "member"), 403);
    }
    const admins = await sql`
      select member_id from public.company_members
      where company_id = ${ours.companyId} and role = 'admin' and not is_deleted`;
    expect(admins.map((row) => row.member_id)).toEqual([ours.owner.id]);
  });

  test("the last admin stays; unknown people and roles", async () => {
    expectFailure(await put(ours.owner, ours.companyId, ours.owner.id, "member"), 409);
    expectFailure(await put(ours.owner, ours.companyId, ours.stranger.id, "member"), 404);
    expectFailure(await put(ours.owner, nobody, ours.member.id, "member"), 404);
    expectFailure(await put(ours.owner, ours.companyId, ours.member.id, "SUPER_ADMIN"), 400, [
      "role",
    ]);
    await expectLocked("PUT", members, {});
  });
});

describe("companies.members.delete", () => {
  const path = (companyId: string, memberId: string, role?: string) =>
    `${companies}/members?company-id=${companyId}&member-id=${memberId}${role ? `&role=${role}` : ""}`;
  const remove = (who: Person, ...where: Parameters<typeof path>): Promise<Answer> =>
    call("DELETE", path(...where), { token: who.token });

  test("ends one role, then all of them; again there is nothing to end", async () => {
    const { companyId, owner, member } = await team();
    await sql`
      insert into public.company_members (company_id, member_id, role)
      values (${companyId}, ${member.id}, 'editor')`;
    const one = await remove(owner, companyId, member.id, "editor");
    expect(one.status, one.text).toBe(201);
    expect(one.body.data).toHaveLength(1);
    expectKeys(one.body.data[0], MEMBERSHIP_KEYS);
    expect(one.body.data[0]).toMatchObject({ role: "editor", is_deleted: true });
    expect((await remove(owner, companyId, member.id)).body.data).toHaveLength(1);
    const again = await remove(owner, companyId, member.id);
    expect(again.status).toBe(201);
    expect(again.body.data).toEqual([]);
  });

  test("everybody may leave, the last admin not", async () => {
    const { companyId, owner, member } = await team();
    expect((await remove(member, companyId, member.id)).body.data).toHaveLength(1);
    expectFailure(await remove(owner, companyId, owner.id), 409);
  });

  test("defect 3: weaker roles and strangers are refused", async () => {
    for (const who of [ours.editor, ours.member, ours.stranger, traveller]) {
      expectFailure(await remove(who, ours.companyId, ours.owner.id), 403);
    }
    expectFailure(await remove(ours.owner, nobody, ours.member.id), 404);
    const missing = await call("DELETE", `${companies}/members`, { token: ours.owner.token });
    expectFailure(missing, 400, ["company-id", "member-id"]);
    await expectLocked("DELETE", path(ours.companyId, ours.member.id));
  });

  test("of 10 simultaneous changes to two admins one stays", async () => {
    const { companyId, owner, editor } = await team();
    await sql`
      update public.company_members set role = 'admin'
      where company_id = ${companyId} and member_id = ${editor.id}`;
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        i % 2 ? remove(owner, companyId, owner.id) : remove(editor, companyId, editor.id),
      ),
    );
    const admins = await sql`
      select from public.company_members
      where company_id = ${companyId} and role = 'admin' and not is_deleted`;
    expect(admins).toHaveLength(1);
  });
});
