import { describe, expect, test } from "vitest";
import {
  call,
  expectFailure,
  expectKeys,
  expectLocked,
  forgetUser,
  person,
  sql,
  unique,
  uniqueEmail,
} from "./support.ts";

describe("auth.login", () => {
  test("answers the session at the top level", async () => {
    const { email, password, id } = await person("login");
    const answer = await call("POST", "/api/v1/auth/login", { body: { email, password } });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["access_token", "expires_at", "refresh_token", "user_id"]);
    expect(answer.body.user_id).toBe(id);
    expect(answer.body.expires_at).toBeGreaterThan(Date.now() / 1000);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    // The token is good for the rest of the API.
    const list = await call("GET", "/api/v1/companies", { token: answer.body.access_token });
    expect(list.status).toBe(200);
  });

  test("refuses a wrong password and an unknown address alike", async () => {
    const { email } = await person("wrong");
    const wrong = await call("POST", "/api/v1/auth/login", { body: { email, password: "nope" } });
    const unknown = await call("POST", "/api/v1/auth/login", {
      body: { email: uniqueEmail("unknown"), password: "nope" },
    });
    expectFailure(wrong, 400);
    expectFailure(unknown, 400);
    expect(unknown.body.error).toBe(wrong.body.error);
  });

  test("names what is missing or wrong", async () => {
    expectFailure(await call("POST", "/api/v1/auth/login", { body: {} }), 400, [
      "email",
      "password",
    ]);
    expectFailure(
      await call("POST", "/api/v1/auth/login", { body: { email: "x", password: "secret" } }),
      400,
      ["email"],
    );
    expectFailure(
      await call("POST", "/api/v1/auth/login", {
        body: { email: "a@b.co", password: "x", remember: true },
      }),
      400,
      ["remember"],
    );
  });
});

describe("auth.sign-up", () => {
  const signUp = (body: Record<string, unknown>) => call("POST", "/api/v1/auth/sign-up", { body });

  test("creates account, profile and session", async () => {
    const email = uniqueEmail("new");
    const answer = await signUp({
      email,
      password: "correct horse",
      firstName: "Thảo",
      lastName: "Nguyễn",
      phone: "+84 28 1234",
    });
    expect(answer.status, answer.text).toBe(200);
    forgetUser(answer.body.userId);
    expectKeys(answer.body, ["message", "userId", "access_token", "expires_at", "refresh_token"]);
    const [profile] = await sql`
      select email, username, firstname, lastname, phone from public.userprofiles
      where userid = ${answer.body.userId}`;
    expect(profile).toEqual({
      email,
      username: "ThaoNguyen",
      firstname: "Thảo",
      lastname: "Nguyễn",
      phone: "+84 28 1234",
    });
  });

  test("a name is not needed, and equal names are no business", async () => {
    const answer = await signUp({
      email: uniqueEmail("twin"),
      password: "correct horse",
      firstName: "Lan",
      lastName: "Lan",
    });
    expect(answer.status, answer.text).toBe(200);
    forgetUser(answer.body.userId);
    const rows = await sql`
      select from public.businessprofiles where businessid = ${answer.body.userId}`;
    expect(rows).toHaveLength(0);
  });

  test("an address has one account", async () => {
    const { email } = await person("taken");
    expectFailure(await signUp({ email, password: "correct horse" }), 409, ["email"]);
  });

  test("refuses a weak password and bad input", async () => {
    expectFailure(await signUp({ email: uniqueEmail("weak"), password: "123" }), 400, ["password"]);
    expectFailure(await signUp({}), 400, ["email", "password"]);
    expectFailure(
      await signUp({ email: uniqueEmail("boss"), password: "correct horse", type: "SUPER_ADMIN" }),
      400,
      ["type"],
    );
  });
});

describe("auth.logout", () => {
  test.each(["GET", "POST"])("%s ends the session for good", async (method) => {
    const { email, password } = await person("leaving");
    const session = (await call("POST", "/api/v1/auth/login", { body: { email, password } })).body;
    const answer = await call(method, "/api/v1/auth/logout", { token: session.access_token });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["message"]);

    const refreshed = await fetch(
      `${process.env.TEST_SUPABASE_URL}/auth/v1/token?grant_type=refresh_token`,
      {
        method: "POST",
        headers: {
          apikey: process.env.TEST_SUPABASE_PUBLISHABLE_KEY ?? "",
          "content-type": "application/json",
        },
        body: JSON.stringify({ refresh_token: session.refresh_token }),
      },
    );
    expect(refreshed.status).toBe(400);
    // The access token stops here and now, too; so a repeated sign-out is refused.
    expectFailure(await call("GET", "/api/v1/companies", { token: session.access_token }), 401);
    expectFailure(await call(method, "/api/v1/auth/logout", { token: session.access_token }), 401);
  });

  test("leaves other sessions alone, and needs a token", async () => {
    const someone = await person("other");
    const { email, password } = someone;
    const second = (await call("POST", "/api/v1/auth/login", { body: { email, password } })).body;
    await call("POST", "/api/v1/auth/logout", { token: second.access_token });
    expect((await call("GET", "/api/v1/companies", { token: someone.token })).status).toBe(200);
    await expectLocked("GET", "/api/v1/auth/logout");
    await expectLocked("POST", "/api/v1/auth/logout");
  });
});

describe("auth.business.login", () => {
  test("answers the ids of both profiles and makes what is missing", async () => {
    const { id, email, password } = await person("business", { business: true });
    await sql`delete from public.channels where user_id = ${id}`;
    await sql`delete from public.userprofiles where userid = ${id}`;
    const answer = await call("POST", "/api/v1/auth/business/login", { body: { email, password } });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["access_token", "expires_at", "refresh_token", "userId", "b2cId"]);
    expect(answer.body).toMatchObject({ userId: id, b2cId: id });
    expect(await sql`select from public.userprofiles where userid = ${id}`).toHaveLength(1);
    expect(await sql`select from public.channels where user_id = ${id}`).toHaveLength(1);

    // Again: nothing is made twice.
    await call("POST", "/api/v1/auth/business/login", { body: { email, password } });
    expect(await sql`select from public.channels where user_id = ${id}`).toHaveLength(1);
  });

  test("a traveller gets 400 and keeps no session", async () => {
    const { id, email, password } = await person("traveller");
    const before = await sql`select id from auth.sessions where user_id = ${id}`;
    expectFailure(
      await call("POST", "/api/v1/auth/business/login", { body: { email, password } }),
      400,
    );
    const after = await sql`select id from auth.sessions where user_id = ${id}`;
    expect(after).toEqual(before);
  });

  test("refuses wrong credentials and bad input", async () => {
    const { email } = await person("business", { business: true });
    const path = "/api/v1/auth/business/login";
    expectFailure(await call("POST", path, { body: { email, password: "nope" } }), 400);
    expectFailure(await call("POST", path, { body: { email } }), 400, ["password"]);
  });
});

describe("auth.business.sign-up", () => {
  const signUp = (body: Record<string, unknown>) =>
    call("POST", "/api/v1/auth/business/sign-up", { body });

  test("creates account, both profiles, channel and session", async () => {
    const email = uniqueEmail("founder");
    const businessName = unique("Saigon Walks");
    const answer = await signUp({
      email,
      password: "correct horse",
      businessName,
      userName: "saigon_walks",
      phone: "123",
      description: "Walks.",
    });
    expect(answer.status, answer.text).toBe(200);
    forgetUser(answer.body.userId);
    expectKeys(answer.body, [
      "message",
      "editors",
      "withB2cProfile",
      "userId",
      "access_token",
      "expires_at",
      "refresh_token",
      "channelId",
    ]);
    expect(answer.body).toMatchObject({ editors: null, withB2cProfile: true });
    const [profile] = await sql`
      select b.email, b.businessname, b.username, b.phone, b.description, b.type, b.editors
      from public.businessprofiles b join public.userprofiles u on u.userid = b.businessid
      where b.businessid = ${answer.body.userId}`;
    expect(profile).toEqual({
      email,
      businessname: businessName,
      username: "saigon_walks",
      phone: "123",
      description: "Walks.",
      type: null,
      editors: null,
    });
    const [channel] = await sql`
      select id from public.channels where user_id = ${answer.body.userId}`;
    expect(answer.body.channelId).toBe(channel?.id);
  });

  test("defect 16: parent enrols nobody, whether it exists or not", async () => {
    const parent = await person("parent", { business: true });
    const [before] = await sql`
      select businessname, editors from public.businessprofiles where businessid = ${parent.id}`;
    for (const name of [before?.businessname, unique("No such business")]) {
      const answer = await signUp({
        email: uniqueEmail("child"),
        password: "correct horse",
        parent: name,
      });
      expect(answer.status, answer.text).toBe(200);
      forgetUser(answer.body.userId);
      expect(answer.body.editors).toBe(false);
    }
    const [after] = await sql`
      select businessname, editors from public.businessprofiles where businessid = ${parent.id}`;
    expect(after).toEqual(before);
  });

  test("refuses a taken name or address without leaving half an account", async () => {
    const businessName = unique("Taken");
    const first = await signUp({
      email: uniqueEmail("a"),
      password: "correct horse",
      businessName,
    });
    forgetUser(first.body.userId);
    const email = uniqueEmail("b");
    expectFailure(
      await signUp({ email, password: "correct horse", businessName: businessName.toUpperCase() }),
      409,
      ["businessName"],
    );
    expect(await sql`select from auth.users where email = ${email}`).toHaveLength(0);

    const { email: taken } = await person("taken");
    expectFailure(await signUp({ email: taken, password: "correct horse" }), 409, ["email"]);
  });

  test("names bad input", async () => {
    expectFailure(
      await signUp({ email: uniqueEmail("x"), password: "correct horse", userName: "a b" }),
      400,
      ["userName"],
    );
    expectFailure(
      await signUp({ email: uniqueEmail("x"), password: "correct horse", editors: [], type: "x" }),
      400,
      ["editors", "type"],
    );
  });
});
