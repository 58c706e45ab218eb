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

const editors = "/api/v1/experiences/business/editors";
const members = "/api/v1/experiences/business/members";

let ours: Team;
let boss: Person;
let traveller: Person;
/** In the order of their making. */
let made: string[];

beforeAll(async () => {
  [ours, boss, traveller] = await Promise.all([
    team(),
    person("boss", { superAdmin: true }),
    person("traveller"),
  ]);
  made = [];
  for (const status of ["active", "inactive", "internal"]) {
    const answer = await call("POST", "/api/v1/experiences", {
      token: ours.editor.token,
      body: { name: unique("Cầu Long Biên"), owned_by: ours.companyId, status },
    });
    expect(answer.status, answer.text).toBe(200);
    made.push(answer.body.data.id);
  }
});

const ids = (answer: Answer): string[] => answer.body.data.map((row: { id: string }) => row.id);

/** Both pages of a list that is cut after the second. */
async function inTwo(path: string, token: string): Promise<string[]> {
  const sign = path.includes("?") ? "&" : "?";
  const first = await call("GET", `${path}${sign}limit=2`, { token });
  const second = await call("GET", `${path}${sign}limit=2&cursor=${first.body.next_cursor}`, {
    token,
  });
  expect(second.body.next_cursor).toBeNull();
  return [...ids(first), ...ids(second)];
}

describe("experiences.business.editors.get", () => {
  const path = (id: string) => `${editors}?company-id=${id}`;

  test("every state, oldest first, for editors, admins and SUPER_ADMIN", async () => {
    for (const { token } of [ours.editor, ours.owner, boss]) {
      const answer = await call("GET", path(ours.companyId), { token });
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["data"]);
      expect(ids(answer)).toEqual(made);
      for (const row of answer.body.data) expectKeys(row, EXPERIENCE_KEYS);
    }
    expect(await inTwo(path(ours.companyId), ours.editor.token)).toEqual(made);
  });

  test("others are refused", async () => {
    for (const { token } of [ours.member, ours.stranger, traveller]) {
      expectFailure(await call("GET", path(ours.companyId), { token }), 403);
    }
    const { token } = ours.editor;
    expectFailure(await call("GET", path(nobody), { token }), 404);
    expectFailure(await call("GET", path("x"), { token }), 400, ["company-id"]);
    expectFailure(await call("GET", editors, { token }), 400, ["company-id"]);
    await expectLocked("GET", path(ours.companyId));
  });

  test("a former editor is a stranger", async () => {
    const former = await person("former", { business: true });
    await sql`insert into public.company_members (company_id, member_id, role, is_deleted)
      values (${ours.companyId}, ${former.id}, 'editor', true)`;
    expectFailure(await call("GET", path(ours.companyId), { token: former.token }), 403);
  });
});

describe("experiences.business.members", () => {
  const path = (id: string) => `${members}?company_id=${id}`;

  test("of one company, newest first", async () => {
    for (const { token } of [ours.member, ours.editor, ours.owner, boss]) {
      const answer = await call("GET", path(ours.companyId), { token });
      expect(answer.status, answer.text).toBe(200);
      expect(ids(answer)).toEqual(made.toReversed());
      for (const row of answer.body.data) expectKeys(row, EXPERIENCE_KEYS);
    }
    expect(await inTwo(path(ours.companyId), ours.member.token)).toEqual(made.toReversed());
  });

  test("defect 3: internal ones are for members only", async () => {
    for (const { token } of [ours.stranger, traveller]) {
      expectFailure(await call("GET", path(ours.companyId), { token }), 403);
    }
    const { token } = ours.member;
    expectFailure(await call("GET", path(nobody), { token }), 404);
    expectFailure(await call("GET", path("x"), { token }), 400);
    await expectLocked("GET", path(ours.companyId));
  });

  test("of all one's companies, oldest first; of everybody for a SUPER_ADMIN", async () => {
    const answer = await call("GET", members, { token: ours.member.token });
    expect(answer.status, answer.text).toBe(200);
    expect(ids(answer)).toEqual(made);
    for (const row of answer.body.data) expectKeys(row, EXPERIENCE_KEYS);
    expect(await inTwo(members, ours.member.token)).toEqual(made);
    expect(ids(await call("GET", members, { token: ours.stranger.token }))).toEqual([]);
    expectFailure(await call("GET", members, { token: traveller.token }), 403);
    const whole = await call("GET", members, { token: boss.token });
    expect(whole.status, whole.text).toBe(200);
    await expectLocked("GET", members);
  });

  test("old addresses", async () => {
    const { token } = ours.owner;
    for (const old of [
      `/api/experiences/business/editors/get?company-id=${ours.companyId}`,
      `/api/experiences/business/members/get?company-id=${ours.companyId}`,
      "/api/experiences/business/members/get-all",
    ]) {
      expect((await call("GET", old, { token })).status, old).toBe(200);
    }
  });
});
