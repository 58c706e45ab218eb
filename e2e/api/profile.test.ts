import { describe, expect, test } from "vitest";
import {
  call,
  expectFailure,
  expectKeys,
  expectLocked,
  nobody,
  person,
  sql,
  team,
} from "./support.ts";

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

describe("profile.business.get-all", () => {
  const path = "/api/v1/profile/business";

  test("one's own profile, exactly the contract's columns", async () => {
    const { id, token } = await person("self", { business: true });
    await person("other", { business: true });
    const answer = await call("GET", path, { token });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["data", "success"]);
    expect(answer.body.data).toHaveLength(1);
    expectKeys(answer.body.data[0], PROFILE_KEYS);
    expect(answer.body.data[0].businessid).toBe(id);
  });

  test("everybody's for a SUPER_ADMIN", async () => {
    const boss = await person("boss", { superAdmin: true });
    const other = await person("other", { business: true });
    const answer = await call("GET", path, { token: boss.token });
    const ids = answer.body.data.map((row: { businessid: string }) => row.businessid);
    expect(ids).toEqual(expect.arrayContaining([boss.id, other.id]));
  });

  test("refuses travellers and people without a token", async () => {
    expectFailure(await call("GET", path, { token: (await person("traveller")).token }), 403);
    await expectLocked("GET", path);
  });
});

describe("profile.business.get", () => {
  const path = "/api/v1/profile/business/get";

  test("one's own, with companies by role", async () => {
    const { owner, companyId, companyName } = await team();
    await sql`
      insert into public.company_members (company_id, member_id, role)
      values (${companyId}, ${owner.id}, 'member')`;
    const { status, body } = await call("GET", path, { token: owner.token });
    expect(status).toBe(200);
    expectKeys(body.data, [...PROFILE_KEYS, "companies", "first_time"]);
    expect(body.data.companies).toHaveLength(2);
    expect(body.data.companies).toEqual(
      expect.arrayContaining([
        { id: companyId, name: companyName, is_deleted: false, role: "admin" },
        { id: companyId, name: companyName, is_deleted: false, role: "member" },
      ]),
    );
    expect(body.data.first_time).toBe(true);
    expect(body.success).toBe(true);
  });

  test("takes the empty and unknown parameters installed clients send", async () => {
    const { id, token } = await person("client", { business: true });
    for (const query of ["?user_id=", "?user-id=", `?user_id=${id}&_=1`]) {
      const answer = await call("GET", `/api/v1/profile/business${query}`, { token });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body.data.businessid).toBe(id);
    }
  });

  test("keeps only companies of exactly the asked name", async () => {
    const { owner, companyName } = await team();
    const named = async (name: string) => {
      const query = new URLSearchParams({ company: name });
      const answer = await call("GET", `${path}?${query}`, { token: owner.token });
      return answer.body.data.companies.length;
    };
    expect(await named(companyName)).toBe(1);
    expect(await named("Another & one")).toBe(0);
  });

  test("colleagues and SUPER_ADMIN see each other, strangers do not", async () => {
    const { owner, member, stranger } = await team();
    const boss = await person("boss", { superAdmin: true });
    const ask = (token: string) => call("GET", `${path}?user-id=${owner.id}`, { token });
    expect((await ask(member.token)).body.data.businessid).toBe(owner.id);
    expect((await ask(boss.token)).body.data.businessid).toBe(owner.id);
    expectFailure(await ask(stranger.token), 404);
  });

  test("refuses what is not there", async () => {
    const { token } = await person("someone", { business: true });
    expectFailure(await call("GET", `${path}?user-id=${nobody}`, { token }), 404);
    expectFailure(await call("GET", `${path}?user-id=1`, { token }), 400, ["user-id"]);
    expectFailure(await call("GET", path, { token: (await person("traveller")).token }), 404);
    await expectLocked("GET", path);
  });
});
