/** Forgotten passwords, mailed codes, new addresses. */
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
  type Person,
  person,
  publishableKey,
  sql,
  supabaseUrl,
  uniqueEmail,
} from "./support.ts";

/** The code of a mail that nobody sends. */
async function codeFor(
  email: string,
  type: "recovery" | "magiclink" = "recovery",
): Promise<string> {
  const { data, error } = await adminClient.auth.admin.generateLink({ type, email });
  if (error) throw error;
  return data.properties.email_otp;
}

const verify = (body: Record<string, unknown>) =>
  call("POST", "/api/v1/auth/otp-verification", { body });

/** A session opened with a mailed code, as forgetting a password ends in. */
async function recovered({ email }: Person) {
  const answer = await verify({ email, token: await codeFor(email) });
  expect(answer.status, answer.text).toBe(200);
  return answer.body as { access_token: string; refresh_token: string; userId: string };
}

const mailsTo = (email: string, template: string) =>
  sql`select props, created_at from public.mail_outbox where recipient = ${email} and template = ${template}`;

describe("mails that anybody may ask for", () => {
  test.each(["forgot-password", "magic-link", "resend-confirmation"])(
    "auth.%s answers the same for a known address and an unknown one",
    async (name) => {
      const { email } = await person("known");
      const path = `/api/v1/auth/${name}`;
      const known = await call("POST", path, { body: { email } });
      const unknown = await call("POST", path, { body: { email: uniqueEmail("unknown") } });
      // At once again: the auth server refuses that for known addresses only.
      const again = await call("POST", path, { body: { email } });
      for (const answer of [known, unknown, again]) {
        expect(answer.status, answer.text).toBe(200);
        expectKeys(answer.body, ["message"]);
        expect(answer.body).toEqual(unknown.body);
      }
    },
  );

  test("auth.forgot-password and auth.magic-link have a mail sent to whoever has an account", async () => {
    for (const name of ["forgot-password", "magic-link"]) {
      const { id, email } = await person("forgetful");
      await call("POST", `/api/v1/auth/${name}`, { body: { email: email.toUpperCase() } });
      const sent = async () =>
        (await sql`select recovery_sent_at from auth.users where id = ${id}`)[0]?.recovery_sent_at;
      await expect.poll(sent, { timeout: 10_000 }).not.toBeNull();
    }
  });

  test("auth.magic-link makes no account", async () => {
    const email = uniqueEmail("nobody");
    await call("POST", "/api/v1/auth/magic-link", { body: { email } });
    // Long enough for what runs after the answer.
    const { id, email: known } = await person("somebody");
    await call("POST", "/api/v1/auth/magic-link", { body: { email: known } });
    const sent = async () =>
      (await sql`select recovery_sent_at from auth.users where id = ${id}`)[0]?.recovery_sent_at;
    await expect.poll(sent, { timeout: 10_000 }).not.toBeNull();
    expect(await sql`select from auth.users where email = ${email}`).toHaveLength(0);
  });

  test("defect 6: links in mails and redirects of providers lead to our own pages only", async () => {
    const { email } = await person("target");
    for (const link of [
      "https://evil.example/auth",
      `${baseUrl}@evil.example/`,
      "javascript:alert(1)",
      "//evil.example",
    ]) {
      for (const name of ["forgot-password", "magic-link", "resend-confirmation"]) {
        const body = { email, redirect_url: link };
        expectFailure(await call("POST", `/api/v1/auth/${name}`, { body }), 400, ["redirect_url"]);
      }
      const body = { provider: "google", redirectLink: link };
      expectFailure(await call("POST", "/api/v1/auth/oauth", { body }), 400, ["redirectLink"]);
    }
    const own = { email, redirect_url: `${baseUrl}/auth/reset-password` };
    expect((await call("POST", "/api/v1/auth/forgot-password", { body: own })).status).toBe(200);
  });

  test("name bad input", async () => {
    for (const name of ["forgot-password", "magic-link", "resend-confirmation"]) {
      expectFailure(await call("POST", `/api/v1/auth/${name}`, { body: {} }), 400, ["email"]);
      expectFailure(await call("POST", `/api/v1/auth/${name}`, { body: { email: "x" } }), 400, [
        "email",
      ]);
    }
  });
});

describe("auth.otp-verification", () => {
  test("signs in with the code, once", async () => {
    const someone = await person("coded");
    const token = await codeFor(someone.email);
    const answer = await verify({
      email: someone.email,
      token: `${token.slice(0, 3)} ${token.slice(3)}`,
    });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["message", "userId", "access_token", "refresh_token"]);
    expect(answer.body.userId).toBe(someone.id);
    const list = await call("GET", "/api/v1/companies", { token: answer.body.access_token });
    expect(list.status).toBe(200);
    expectFailure(await verify({ email: someone.email, token }), 400, ["token"]);
  });

  test("takes the code of a magic link as type email", async () => {
    const someone = await person("linked");
    const token = await codeFor(someone.email, "magiclink");
    const answer = await verify({ email: someone.email, token, type: "email" });
    expect(answer.body.userId, answer.text).toBe(someone.id);
  });

  test("refuses a wrong code, an old one, somebody else's, and an unknown address alike", async () => {
    const [mine, theirs] = await Promise.all([person("mine"), person("theirs")]);
    const token = await codeFor(theirs.email);
    const wrong = token === "000000" ? "000001" : "000000";
    await sql`
      update auth.one_time_tokens set created_at = now() - interval '2 hours', updated_at = now()
      where user_id = ${theirs.id}`;
    const answers = [
      await verify({ email: theirs.email, token: wrong }),
      await verify({ email: theirs.email, token }),
      await verify({ email: mine.email, token }),
      await verify({ email: uniqueEmail("nobody"), token }),
    ];
    for (const answer of answers) {
      expectFailure(answer, 400, ["token"]);
      expect(answer.body.error).toBe(answers[0]?.body.error);
    }
    expectFailure(await verify({ email: mine.email, token: "abc" }), 400, ["token"]);
    expectFailure(await verify({ email: mine.email }), 400, ["token"]);
  });
});

describe("auth.reset-password", () => {
  const reset = (token: string, body: unknown) =>
    call("POST", "/api/v1/auth/reset-password", { token, body });
  const login = (email: string, password: string) =>
    call("POST", "/api/v1/auth/login", { body: { email, password } });

  test("sets the password, ends the other sessions at once and tells the owner", async () => {
    const someone = await person("resetting");
    const password = "seven quiet paper boats";
    const { access_token: token } = await recovered(someone);
    const answer = await reset(token, { password });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["message", "userId"]);
    expect(answer.body.userId).toBe(someone.id);
    expectFailure(await login(someone.email, someone.password), 400);
    expect((await login(someone.email, password)).status).toBe(200);
    // This session goes on, the one from before does not.
    expect((await call("GET", "/api/v1/companies", { token })).status).toBe(200);
    expectFailure(await call("GET", "/api/v1/companies", { token: someone.token }), 401);
    expect(await mailsTo(someone.email, "password-changed")).toHaveLength(1);
  });

  test("defect 9: an access token alone is not enough, and no server key is used", async () => {
    const someone = await person("old");
    const client = createClient(supabaseUrl, publishableKey, authOptions);
    const { email, password } = someone;
    await client.auth.signInWithPassword({ email, password });
    await sql`
      update auth.mfa_amr_claims c set updated_at = now() - interval '31 minutes', created_at = now() - interval '31 minutes'
      from auth.sessions s where s.id = c.session_id and s.user_id = ${someone.id}`;
    const { data } = await client.auth.refreshSession();
    const stale = data.session?.access_token ?? "";
    expect((await call("GET", "/api/v1/companies", { token: stale })).status).toBe(200);
    expectFailure(await reset(stale, { password: "seven quiet paper boats" }), 403);
    expect((await login(email, password)).status).toBe(200);
    // Whoever ends the session takes the right away with it: the caller's own token is what acts.
    const { access_token: token } = await recovered(someone);
    await call("POST", "/api/v1/auth/logout", { token });
    expectFailure(await reset(token, { password: "seven quiet paper boats" }), 401);
  });

  test("refuses what is short, breached, the present one, or not there", async () => {
    const someone = await person("weak");
    const { access_token: token } = await recovered(someone);
    for (const password of ["short", "password123", "Qwerty123456", someone.password]) {
      expectFailure(await reset(token, { password }), 400, ["password"]);
    }
    expectFailure(await reset(token, {}), 400, ["password"]);
    await expectLocked("POST", "/api/v1/auth/reset-password", {
      password: "seven quiet paper boats",
    });
  });
});

describe("auth.update-email", () => {
  const move = (token: string, body: unknown) =>
    call("POST", "/api/v1/auth/update-email", { token, body });

  test("waits for both mailboxes, then profiles follow and the old address is told", async () => {
    const someone = await person("moving", { business: true });
    const to = uniqueEmail("moved");
    const answer = await move(someone.token, { email: to, refresh_token: "anything" });
    expect(answer.status, answer.text).toBe(200);
    expectKeys(answer.body, ["data"]);
    expectKeys(answer.body.data, [
      "access_token",
      "expires_at",
      "refresh_token",
      "user_id",
      "email",
    ]);
    expect(answer.body.data).toMatchObject({ user_id: someone.id, email: someone.email });

    const addresses = async () => {
      const [row] = await sql`
        select a.email as account, u.email as traveller, b.email as business from auth.users a
        join public.userprofiles u on u.userid = a.id
        join public.businessprofiles b on b.businessid = a.id where a.id = ${someone.id}`;
      return [...new Set(Object.values(row ?? {}))];
    };
    const codes = await sql`
      select token_hash, relates_to from auth.one_time_tokens where user_id = ${someone.id}`;
    expect(codes.map(({ relates_to }) => relates_to).sort()).toEqual([someone.email, to].sort());
    const client = createClient(supabaseUrl, publishableKey, authOptions);
    const agree = (index: number) =>
      client.auth.verifyOtp({ type: "email_change", token_hash: codes[index]?.token_hash });
    expect((await agree(0)).error).toBeNull();
    expect(await addresses()).toEqual([someone.email]);
    expect((await agree(1)).error).toBeNull();
    expect(await addresses()).toEqual([to]);
    expect(await mailsTo(someone.email, "email-changed")).toHaveLength(1);
  });

  test("an address that is somebody else's is answered like any other, and nothing changes", async () => {
    const [mine, theirs] = await Promise.all([person("mine"), person("theirs")]);
    const answer = await move(mine.token, { email: theirs.email, refresh_token: "anything" });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.data).toMatchObject({ email: mine.email, user_id: mine.id });
    const [row] = await sql`select email, email_change from auth.users where id = ${mine.id}`;
    expect(row).toEqual({ email: mine.email, email_change: "" });
  });

  test("names bad input and needs a session that lives", async () => {
    const { token } = await person("inputs");
    expectFailure(await move(token, {}), 400, ["email", "refresh_token"]);
    expectFailure(await move(token, { email: "x", refresh_token: "y" }), 400, ["email"]);
    const body = { email: uniqueEmail("x"), refresh_token: "y" };
    await expectLocked("POST", "/api/v1/auth/update-email", body);
  });
});
