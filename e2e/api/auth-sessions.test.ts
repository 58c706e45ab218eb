/** Sessions: exchanged, handed over by a provider, listed, ended; and what people hear of them. */
import { createClient } from "@supabase/supabase-js";
import { describe, expect, test } from "vitest";
import {
  adminClient,
  authOptions,
  baseUrl,
  call,
  expectFailure,
  expectKeys,
  expectLocked,
  expiredToken,
  forgetUser,
  nobody,
  type Person,
  person,
  publishableKey,
  sql,
  supabaseUrl,
  unique,
  uniqueEmail,
} from "./support.ts";

async function session({ email, password }: Pick<Person, "email" | "password">) {
  const client = createClient(supabaseUrl, publishableKey, authOptions);
  const { data, error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return data.session;
}

const isGood = async (token: string) =>
  (await call("GET", "/api/v1/companies", { token })).status === 200;

describe("auth.new-session", () => {
  const path = "/api/v1/auth/new-session";

  test.each(["GET", "POST"])("%s exchanges a refresh token", async (method) => {
    const someone = await person("renewing");
    const { refresh_token } = await session(someone);
    const answer =
      method === "GET"
        ? await call("GET", `${path}?refresh_token=${refresh_token}`)
        : await call("POST", path, { body: { refresh_token } });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["access_token", "expires_at", "refresh_token", "user_id"]);
    expect(answer.body.user_id).toBe(someone.id);
    expect(answer.body.refresh_token).not.toBe(refresh_token);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(await isGood(answer.body.access_token)).toBe(true);
  });

  test("takes the first parameter, whatever its name", async () => {
    const { refresh_token } = await session(await person("outdated"));
    expect((await call("GET", `${path}?token=${refresh_token}`)).status).toBe(200);
  });

  test("refuses what it does not know", async () => {
    expectFailure(await call("GET", path), 400, ["refresh_token"]);
    expectFailure(await call("POST", path, { body: {} }), 400, ["refresh_token"]);
    expectFailure(await call("GET", `${path}?refresh_token=abcdefghijkl`), 400, ["refresh_token"]);
    const someone = await person("gone");
    const { refresh_token, access_token } = await session(someone);
    await call("POST", "/api/v1/auth/logout", { token: access_token });
    expectFailure(await call("POST", path, { body: { refresh_token } }), 400, ["refresh_token"]);
  });

  test("defect 7: renewals at the same time do not answer one another", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, (_, i) => person(`renew${i}`)));
    const sessions = await Promise.all(people.map(session));
    const answers = await Promise.all(
      sessions.map(({ refresh_token }) => call("POST", path, { body: { refresh_token } })),
    );
    expect(answers.map(({ body }) => body.user_id)).toEqual(people.map(({ id }) => id));
  });
});

describe("auth.oauth", () => {
  const path = "/api/v1/auth/oauth";

  test("answers the consent page, which comes back to our page", async () => {
    const redirectLink = `${baseUrl}/auth/callbackv1?next=%2Fa`;
    const answer = await call("POST", path, { body: { provider: "google", redirectLink } });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["data"]);
    expectKeys(answer.body.data, ["provider", "url"]);
    const url = new URL(answer.body.data.url);
    expect(url.origin + url.pathname).toBe(`${supabaseUrl}/auth/v1/authorize`);
    expect(url.searchParams.get("provider")).toBe("google");
    expect(url.searchParams.get("redirect_to")).toBe(redirectLink);
    // Tokens in the fragment, as installed clients read them.
    expect(url.searchParams.has("code_challenge")).toBe(false);
  });

  test("refuses providers that are not set up or not known", async () => {
    for (const provider of ["facebook", "twitter", "apple", "constructor", ""]) {
      expectFailure(await call("POST", path, { body: { provider } }), 400, ["provider"]);
    }
    expectFailure(await call("POST", path, { body: {} }), 400, ["provider"]);
  });
});

describe("auth.callback", () => {
  const path = "/api/v1/auth/callback";
  const picture = "https://lh3.example/linh.jpg";

  /** Somebody as Google's answer makes them. */
  async function newcomer() {
    const email = uniqueEmail("oauth");
    const password = "correct horse battery";
    const { data, error } = await adminClient.auth.admin.createUser({
      email,
      password,
      email_confirm: true,
      user_metadata: { full_name: "Linh Trần Mai", avatar_url: picture, email_verified: true },
    });
    if (error) throw error;
    forgetUser(data.user.id);
    return { id: data.user.id, ...(await session({ email, password })), email, password };
  }
  const query = ({ access_token = "", refresh_token = "" }) =>
    `?${new URLSearchParams({ access_token, refresh_token, token_type: "bearer", expires_in: "3600" })}`;

  test("completes a newcomer's profile: names, picture, channel, and nothing of a business", async () => {
    const someone = await newcomer();
    const answer = await call("GET", path + query(someone));
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, [
      "access_token",
      "refresh_token",
      "expires_at",
      "user_id",
      "first_time",
      "user",
    ]);
    expect(answer.body).toMatchObject({
      access_token: someone.access_token,
      refresh_token: someone.refresh_token,
      user_id: someone.id,
      first_time: true,
      user: {
        userid: someone.id,
        email: someone.email,
        firstname: "Linh",
        lastname: "Trần Mai",
        username: "LinhTranMai",
        media_assets: { url: picture },
      },
    });
    const channels = () =>
      sql`select channel_type from public.channels where user_id = ${someone.id}`;
    expect(await channels()).toEqual([{ channel_type: "Travel Buddy" }]);
    const business =
      await sql`select from public.businessprofiles where businessid = ${someone.id}`;
    expect(business).toHaveLength(0);

    // Again, by POST and a day later: nothing is made twice.
    await sql`update auth.users set created_at = now() - interval '1 day' where id = ${someone.id}`;
    const { access_token, refresh_token } = someone;
    const again = await call("POST", path, { body: { access_token, refresh_token } });
    expect(again.status, again.text).toBe(200);
    expect(again.body.first_time).toBe(false);
    expect(again.body.user).not.toHaveProperty("media_assets");
    expect(await channels()).toHaveLength(1);
    expect(await sql`select from public.media_assets where user_id = ${someone.id}`).toHaveLength(
      1,
    );
  });

  test("renews an access token that is no longer good", async () => {
    const someone = await newcomer();
    const answer = await call(
      "GET",
      path + query({ access_token: expiredToken, refresh_token: someone.refresh_token }),
    );
    expect(answer.body.user_id, answer.text).toBe(someone.id);
    expect(await isGood(answer.body.access_token)).toBe(true);
  });

  test("says what is missing or went wrong", async () => {
    const { access_token, refresh_token } = await newcomer();
    for (const at of [path, "/api/v1/auth/business/callback"]) {
      expectFailure(await call("GET", `${at}?error=access_denied&error_description=No`), 400);
      expectFailure(await call("GET", `${at}?refresh_token=${refresh_token}`), 400, [
        "access_token",
      ]);
      expectFailure(await call("GET", `${at}?access_token=${access_token}`), 400, [
        "refresh_token",
      ]);
      expectFailure(await call("GET", at + query({ access_token: "x", refresh_token: "y" })), 400);
    }
  });

  test("defect 16: a business callback makes nobody a business", async () => {
    const someone = await newcomer();
    expectFailure(await call("GET", `/api/v1/auth/business/callback${query(someone)}`), 400);
    const made = await sql`select from public.businessprofiles where businessid = ${someone.id}`;
    expect(made).toHaveLength(0);
    // It was no sign-in, so no session is left.
    expect(await isGood(someone.access_token)).toBe(false);
    const { refresh_token } = someone;
    expectFailure(await call("POST", "/api/v1/auth/new-session", { body: { refresh_token } }), 400);
  });

  test("defect 7: the business callback answers the caller's own profile and no other", async () => {
    const [mine, theirs] = await Promise.all([
      person("mine", { business: true }),
      person("theirs", { business: true }),
    ]);
    // A SUPER_ADMIN sees every profile; the original took whatever single row it saw.
    const boss = await person("boss", { superAdmin: true });
    for (const who of [mine, theirs, boss]) {
      const answer = await call(
        "GET",
        `/api/v1/auth/business/callback${query(await session(who))}`,
      );
      expect(answer.status, answer.text).toBe(200);
      expectKeys(answer.body, ["access_token", "refresh_token", "expires_at", "user_id", "user"]);
      expect(answer.body.user.businessid).toBe(who.id);
      expect(answer.body.user).not.toHaveProperty("media_assets");
    }
  });
});

describe("auth.sessions", () => {
  const path = "/api/v1/auth/sessions";
  const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  test("lists where somebody is signed in, and nobody else's", async () => {
    const someone = await person("listed");
    await person("other");
    const { body: login } = await call("POST", "/api/v1/auth/login", {
      body: { email: someone.email, password: someone.password },
      headers: { "user-agent": browser },
    });
    const answer = await call("GET", path, { token: login.access_token });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.data).toHaveLength(2);
    expect(answer.body.data[0]).toMatchObject({
      is_current: true,
      device: "Firefox on Linux",
      second_factor: false,
    });
    expect(answer.body.data[1]).toMatchObject({ is_current: false, device: null });
    expect(answer.text).not.toContain(browser);
    await expectLocked("GET", path);
  });

  test("ends one at once, refresh token and access token; a stranger's id does nothing", async () => {
    const [someone, stranger] = await Promise.all([person("ending"), person("stranger")]);
    const { access_token: token } = await session(someone);
    const listed = (await call("GET", path, { token })).body.data;
    const other = listed.find(({ is_current }: { is_current: boolean }) => !is_current);

    for (const id of [other.id, nobody]) {
      const answer = await call("DELETE", `${path}?session-id=${id}`, { token: stranger.token });
      expectFailure(answer, 404);
    }
    expect(await isGood(someone.token)).toBe(true);

    const ended = await call("DELETE", `${path}?session_id=${other.id}`, { token });
    expect(ended.status, ended.text).toBe(200);
    expect(await isGood(someone.token)).toBe(false);
    expect(await isGood(token)).toBe(true);
    expectFailure(await call("DELETE", `${path}?session-id=${other.id}`, { token }), 404);
    expectFailure(await call("DELETE", path, { token }), 400, ["session-id"]);
  });

  test("auth.logout-everywhere ends all, or all others", async () => {
    const someone = await person("leaving");
    const everywhere = "/api/v1/auth/logout-everywhere";
    const here = await session(someone);
    const kept = await call("POST", everywhere, {
      token: here.access_token,
      body: { keep_this: true },
    });
    expect(kept.body, kept.text).toMatchObject({ ended: 1 });
    expect(await isGood(here.access_token)).toBe(true);
    expect(await isGood(someone.token)).toBe(false);

    const all = await call("POST", everywhere, { token: here.access_token, body: {} });
    expect(all.body, all.text).toMatchObject({ ended: 1 });
    expect(await isGood(here.access_token)).toBe(false);
    expect(await sql`select from auth.sessions where user_id = ${someone.id}`).toHaveLength(0);
    await expectLocked("POST", everywhere, {});
  });
});

describe("what people hear of", () => {
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const safari =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1";
  const mails = (email: string) =>
    sql`select template, props from public.mail_outbox where recipient = ${email} order by created_at`;

  test("a sign-in from a new device; not the first one, not a known device", async () => {
    const { email, password } = await person("watched");
    const login = (userAgent: string) =>
      call("POST", "/api/v1/auth/login", {
        body: { email, password },
        headers: { "user-agent": userAgent },
      });
    await login(firefox);
    await login(firefox);
    expect(await mails(email)).toEqual([]);
    expect((await login(safari)).status).toBe(200);
    await login(safari);
    const sent = await mails(email);
    expect(sent.map(({ template }) => template)).toEqual(["new-sign-in"]);
  });

  test("a welcome, for a new business", async () => {
    const email = uniqueEmail("welcome");
    const signedUp = await call("POST", "/api/v1/auth/business/sign-up", {
      body: { email, password: "seven quiet paper boats", businessName: unique("Welcome Tours") },
    });
    forgetUser(signedUp.body.userId);
    expect((await mails(email)).map(({ template }) => template)).toEqual(["welcome"]);
    await call("POST", "/api/v1/auth/business/login", {
      body: { email, password: "seven quiet paper boats" },
    });
    expect(await mails(email)).toHaveLength(1);
  });
});
