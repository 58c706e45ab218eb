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
  unique,
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

const TRAVELLER_KEYS = [
  "userid",
  "email",
  "username",
  "firstname",
  "lastname",
  "phone",
  "language",
  "avatar_id",
  "preferences",
  "facebook",
  "instagram",
  "x",
  "createdAt",
];

const own = "/api/v1/profile";

describe("profile.create", () => {
  test("completes the traveller's profile, as often as one likes", async () => {
    const { id, email, token } = await person("newcomer");
    const body = { username: "amina_onfoot", firstname: "Amina", lastname: "Diallo", phone: "1" };
    for (const path of [own, `${own}/create`, "/api/profile?role=user"]) {
      const answer = await call("POST", path, { token, body: { ...body, email } });
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["data"]);
      expectKeys(answer.body.data, [...TRAVELLER_KEYS, "first_time"]);
      expect(answer.body.data).toMatchObject({ userid: id, email, ...body, first_time: true });
    }
  });

  test("makes a business profile that opens nothing", async () => {
    const { id, email, token } = await person("founder");
    const { companyId } = await team();
    const answer = await call("POST", `${own}?role=business`, {
      token,
      body: { businessname: unique("Chợ Lớn Walks"), description: "Slow." },
    });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body.data, [...PROFILE_KEYS, "first_time"]);
    expect(answer.body.data).toMatchObject({ businessid: id, email, type: null, editors: null });
    const members = `/api/v1/companies/members?company-id=${companyId}`;
    expectFailure(await call("GET", members, { token }), 403);
    // The name of another business is taken, case aside.
    const { owner } = await team();
    const [taken] = await sql`
      select businessname from public.businessprofiles where businessid = ${owner.id}`;
    const again = await call("POST", `${own}?role=business`, {
      token,
      body: { businessname: taken?.businessname.toUpperCase() },
    });
    expectFailure(again, 409, ["businessname"]);
  });

  test("finds a name when none is given", async () => {
    const { token } = await person("nameless");
    const answer = await call("POST", `${own}?role=business`, { token, body: {} });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.data.businessname).toMatch(/^nameless/);
  });

  test("names bad input and refuses people without a token", async () => {
    const { token } = await person("careless");
    const post = (body: unknown) => call("POST", own, { token, body });
    expectFailure(await post({ username: "a b", firstname: "x".repeat(101) }), 400, [
      "username",
      "firstname",
    ]);
    expectFailure(await post({ description: "a business's" }), 400, ["description"]);
    expectFailure(await post({ userid: nobody, createdAt: "2020-01-01" }), 400, [
      "userid",
      "createdAt",
    ]);
    await expectLocked("POST", own, {});
  });
});

describe("profile.get", () => {
  test("defect 19: reading makes nothing, at every address", async () => {
    const { id, token } = await person("reader");
    for (const path of [own, `${own}?role=user`, `${own}/get?role=user`, `${own}/user`]) {
      const answer = await call("GET", path, { token });
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body.data, [
        ...TRAVELLER_KEYS,
        "media_assets",
        "first_time",
        "company_ids",
      ]);
      expect(answer.body.data).toMatchObject({ userid: id, media_assets: null, first_time: true });
    }
    // The former web made a profile and an avatar here.
    const business = await call("GET", `${own}?role=business`, { token });
    expect(business.body.data.userid).toBe(id);
    await sql`delete from public.userprofiles where userid = ${id}`;
    expectFailure(await call("GET", own, { token }), 404);
    const [made] = await sql`
      select (select count(*)::int from public.userprofiles where userid = ${id}) as travellers,
        (select count(*)::int from public.businessprofiles where businessid = ${id}) as businesses,
        (select count(*)::int from public.media_assets where user_id = ${id}) as media`;
    expect(made).toEqual({ travellers: 0, businesses: 0, media: 0 });
  });

  test("the business profile, and when it is no first visit any more", async () => {
    const { id, token } = await person("both", { business: true });
    const business = await call("GET", `${own}?role=business`, { token });
    expectKeys(business.body.data, [...PROFILE_KEYS, "media_assets", "first_time", "company_ids"]);
    expect(business.body.data.first_time).toBe(true);

    await sql`
      update public.userprofiles set username = 'both', firstname = 'B', lastname = 'T'
      where userid = ${id}`;
    await sql`update auth.users set created_at = now() - interval '1 day' where id = ${id}`;
    const traveller = await call("GET", own, { token });
    expect(traveller.body.data.first_time).toBe(false);
    await expectLocked("GET", own);
  });
});

test("profile.get names the companies whose form one filled in, each once", async () => {
  const [{ email, token }, { companyId }, stranger] = await Promise.all([
    person("visitor"),
    team(),
    person("stranger"),
  ]);
  await sql`
    insert into public.visitors (email, company_id) values (${email}, ${companyId})`;
  await sql`insert into public.visitors (email) values (${email})`;
  expect((await call("GET", own, { token })).body.data.company_ids).toEqual([companyId]);
  expect((await call("GET", own, { token: stranger.token })).body.data.company_ids).toEqual([]);
});

describe("profile.update", () => {
  test("writes what is given, keeps the rest, clears with an empty text", async () => {
    const { token } = await person("mover");
    const put = (body: unknown) => call("PUT", own, { token, body });
    const first = await put({
      username: "mover",
      firstname: "M",
      language: "vi",
      preferences: "Tea",
    });
    expect(first.status, first.text).toBe(200);
    expectKeys(first.body.data, TRAVELLER_KEYS);
    const second = await put({ username: "", lastname: "V" });
    expect(second.body.data).toMatchObject({
      username: null,
      firstname: "M",
      lastname: "V",
      language: "vi",
      preferences: "Tea",
    });
    // Nothing to write is no failure.
    expect((await put({})).body.data.firstname).toBe("M");
    const literal = await call("PUT", `${own}/user`, { token, body: { x: "@mover" } });
    expect(literal.body.data.x).toBe("@mover");
  });

  test("what the web's business page sends; the e-mail stays the account's", async () => {
    const { id, email, token } = await person("shop", { business: true });
    const name = unique("Shop");
    const answer = await call("PUT", `${own}?role=business`, {
      token,
      body: {
        businessname: name,
        email: "somebody.else@test.example",
        facebook: "f",
        instagram: "i",
        x: "x",
        phone: "1",
        description: "d",
      },
    });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body.data, PROFILE_KEYS);
    expect(answer.body.data).toMatchObject({ businessid: id, email, businessname: name });
  });

  test("bad input, no such profile, no token", async () => {
    const { token } = await person("traveller");
    const put = (body: unknown, role = "user") =>
      call("PUT", `${own}?role=${role}`, { token, body });
    expectFailure(await put({ username: "no!", email: "x" }), 400, ["username", "email"]);
    expectFailure(await put({ firstname: "A" }, "business"), 400, ["firstname"]);
    expectFailure(await put({ phone: "1" }, "business"), 404);
    await expectLocked("PUT", own, { phone: "1" });
  });
});

describe("profile.avatar.update", () => {
  const path = `${own}/avatar`;
  const body = { "avatar-url": "https://example.com/me.jpg" };

  test("records the picture and shows it", async () => {
    const { id, token } = await person("face", { business: true });
    for (const role of ["user", "business"]) {
      const answer = await call("PUT", `${path}?role=${role}`, { token, body });
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["data"]);
      const [row] = await sql`
        select user_id, usage, mime_type from public.media_assets where id = ${answer.body.data}`;
      expect(row).toEqual({ user_id: id, usage: "avatar", mime_type: "image/jpeg" });
      const { data } = (await call("GET", `${own}?role=${role}`, { token })).body;
      expect(data.avatar_id).toBe(answer.body.data);
      expect(data.media_assets).toEqual({ url: body["avatar-url"] });
    }
  });

  test("a profile that is not there leaves no picture behind", async () => {
    const { id, token } = await person("faceless");
    expectFailure(await call("PUT", `${path}?role=business`, { token, body }), 404);
    const rows = await sql`select from public.media_assets where user_id = ${id}`;
    expect(rows).toHaveLength(0);
    expectFailure(await call("PUT", path, { token, body }), 400, ["role"]);
    expectFailure(await call("PUT", `${path}?role=media_assets`, { token, body }), 400, ["role"]);
    const script = { "avatar-url": "javascript:alert(1)" };
    expectFailure(await call("PUT", `${path}?role=user`, { token, body: script }), 400, [
      "avatar-url",
    ]);
    await expectLocked("PUT", `${path}?role=user`, body);
  });
});

describe("defect 1: nobody makes themselves SUPER_ADMIN", () => {
  const unchanged = async (id: string) => {
    const [row] = await sql`
      select type, editors, status from public.businessprofiles where businessid = ${id}`;
    expect(row).toEqual({ type: null, editors: null, status: null });
  };

  test("defect 1: not by profile.create or profile.update", async () => {
    const { id, token } = await person("climber", { business: true });
    const body = { type: "SUPER_ADMIN", editors: [id], status: "active", businessid: nobody };
    for (const method of ["POST", "PUT"]) {
      const answer = await call(method, `${own}?role=business`, { token, body });
      expectFailure(answer, 400, ["type", "editors", "status", "businessid"]);
    }
    await unchanged(id);
  });

  test("defect 1: not by profile.business.update, which old clients send whole", async () => {
    const { id, token } = await person("climber", { business: true });
    const answer = await call("PUT", `${own}/business`, {
      token,
      body: { phone: "7", type: "SUPER_ADMIN", editors: [id], status: "active" },
    });
    expect(answer.status, answer.text).toBe(200);
    await unchanged(id);
    const ids = { businessid: nobody, avatar_id: nobody, created: "2020-01-01T00:00:00Z" };
    const row = () => sql`
      select businessid, avatar_id, created from public.businessprofiles where businessid = ${id}`;
    const before = await row();
    expect((await call("PUT", `${own}/business`, { token, body: ids })).status).toBe(200);
    expect(await row()).toEqual(before);
  });
});

describe("profile.business.update", () => {
  const path = "/api/v1/profile/business";

  test("defect 18: answers 200 with the id and writes", async () => {
    const { id, token } = await person("owner", { business: true });
    const name = unique("Renamed");
    for (const address of [path, `${path}/update`]) {
      const answer = await call("PUT", address, {
        token,
        body: { businessname: name, address: "Lê Lợi 1", website: "https://example.com" },
      });
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["success", "message", "data"]);
      expect(answer.body.data).toEqual([{ id }]);
    }
    const [row] = await sql`
      select businessname, address from public.businessprofiles where businessid = ${id}`;
    expect(row).toEqual({ businessname: name, address: "Lê Lợi 1" });

    const { data } = (await call("GET", path, { token })).body;
    const answer = await call("PUT", path, {
      token,
      body: { ...data[0], businessid: nobody, editors: [nobody], phone: "9" },
    });
    expect(answer.status, answer.text).toBe(200);
    expect((await call("GET", path, { token })).body.data).toEqual([{ ...data[0], phone: "9" }]);
  });

  test("bad input, foreign pictures, no profile, no token", async () => {
    const { token } = await person("owner", { business: true });
    const other = await person("other", { business: true });
    const put = (body: unknown) => call("PUT", path, { token, body });
    expectFailure(await put({ website: "javascript:alert(1)", businessname: " " }), 400, [
      "website",
      "businessname",
    ]);
    const [picture] = await sql`
      insert into public.media_assets (user_id, url)
      values (${other.id}, 'https://example.com/a.jpg') returning id`;
    expectFailure(await put({ logo_id: picture?.id }), 400);
    const traveller = await person("traveller");
    const refused = await call("PUT", path, { token: traveller.token, body: { phone: "1" } });
    expectFailure(refused, 403);
    await expectLocked("PUT", path, { phone: "1" });
  });
});

test("defect 17: what the database said of a failure stays inside", async () => {
  const [first, second] = await Promise.all([
    person("first", { business: true }),
    person("second", { business: true }),
  ]);
  const failures = [
    await call("PUT", `${own}/business`, {
      token: second.token,
      body: { businessname: first.email },
    }),
    await call("PUT", `${own}/business`, { token: second.token, body: { logo_id: nobody } }),
    await call("POST", `${own}?role=business`, {
      token: second.token,
      body: { businessname: first.email },
    }),
    await call("PUT", `${own}/avatar?role=business`, {
      token: (await person("traveller")).token,
      body: { "avatar-url": "https://example.com/a.jpg" },
    }),
  ];
  expect(failures.map(({ status }) => status)).toEqual([409, 400, 409, 404]);
  for (const failure of failures) {
    expectFailure(failure, failure.status);
    expect(failure.text).not.toMatch(/businessprofiles|_key|_fkey|constraint|23505|23503|P0002/);
  }
});

describe("profile.business.get-all", () => {
  const path = "/api/v1/profile/business";

  test("defect 18: somebody without a business profile gets an answer", async () => {
    expectFailure(await call("GET", path, { token: (await person("traveller")).token }), 403);
  });

  test("also the profiles that list one as editor, a page at a time", async () => {
    const { id, token } = await person("helper", { business: true });
    const { owner } = await team();
    await sql`
      update public.businessprofiles set editors = array[${id}::uuid] where businessid = ${owner.id}`;
    const first = await call("GET", `${path}?limit=1`, { token });
    expect(first.body.data).toHaveLength(1);
    const second = await call("GET", `${path}?limit=1&cursor=${first.body.next_cursor}`, { token });
    const ids = [...first.body.data, ...second.body.data].map((row) => row.businessid);
    expect(ids.sort()).toEqual([id, owner.id].sort());
    expect(second.body.next_cursor).toBeNull();
  });

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

    await sql`update public.businessprofiles set username = 'lan' where businessid = ${owner.id}`;
    const firstTime = async () =>
      (await call("GET", path, { token: owner.token })).body.data.first_time;
    expect(await firstTime()).toBe(true);
    await sql`update auth.users set created_at = created_at - interval '1 day'
      where id = ${owner.id}`;
    expect(await firstTime()).toBe(false);
  });

  test("takes the empty and unknown parameters installed clients send", async () => {
    const { id, token } = await person("client", { business: true });
    for (const query of ["?user_id=", "?user-id=", `?user_id=${id}&_=1`, "?role=business"]) {
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
