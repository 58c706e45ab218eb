import { afterEach, describe, expect, it } from "vitest";
import {
  type AuthBackend,
  createAccount,
  newEmail,
  PASSWORD,
  signedIn,
  startAuthBackend,
} from "./testing.ts";

let backend: AuthBackend;
afterEach(() => backend?.stop());

const tooMany = { status: 429, code: "over_request_rate_limit" };

describe("rate limits of config.toml", () => {
  it("stop guessing of passwords, sign-ups and requests for mails per address", async () => {
    backend = await startAuthBackend({ SUPABASE_AUTH_RATE_LIMIT_SIGN_IN_SIGN_UPS: "5" });
    const { email = "" } = await createAccount(backend);
    const { auth } = backend.client();
    for (let n = 0; n < 5; n++) {
      const { error } = await auth.signInWithPassword({ email, password: `guess-${n}` });
      expect(error?.code).toBe("invalid_credentials");
    }
    const right = await auth.signInWithPassword({ email, password: PASSWORD });
    expect(right.error).toMatchObject(tooMany);
    expect((await auth.signUp({ email: newEmail(), password: PASSWORD })).error).toMatchObject(
      tooMany,
    );
    expect((await auth.resetPasswordForEmail(email)).error).toMatchObject(tooMany);
    expect((await auth.signInWithOtp({ email })).error).toMatchObject(tooMany);
    expect((await auth.resend({ type: "signup", email })).error).toMatchObject(tooMany);

    const response = await fetch(`${backend.url}/auth/v1/token?grant_type=password`, {
      method: "POST",
      headers: { apikey: backend.publishableKey, "sb-forwarded-for": "203.0.113.9" },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    expect(response.status, "a forwarded address is not believed from a browser").toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    const forwarded = await fetch(`${backend.url}/auth/v1/token?grant_type=password`, {
      method: "POST",
      headers: { apikey: backend.secretKey, "sb-forwarded-for": "203.0.113.9" },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    expect(forwarded.status, "but from a server that has the secret key").toBe(200);
  });

  it("stop guessing of codes, of refresh tokens and anonymous accounts", async () => {
    backend = await startAuthBackend({
      SUPABASE_AUTH_ENABLE_ANONYMOUS_SIGN_INS: "true",
      SUPABASE_AUTH_RATE_LIMIT_TOKEN_VERIFICATIONS: "3",
      SUPABASE_AUTH_RATE_LIMIT_TOKEN_REFRESH: "3",
      SUPABASE_AUTH_RATE_LIMIT_ANONYMOUS_USERS: "3",
    });
    const { email, session } = await signedIn(backend);
    const { auth } = backend.client();
    const last = async (attempt: () => Promise<{ error: unknown }>) => {
      const results = [];
      for (let n = 0; n < 4; n++) results.push((await attempt()).error);
      expect(results.slice(0, 3)).not.toContainEqual(expect.objectContaining(tooMany));
      return results[3];
    };
    const guess = () => auth.verifyOtp({ email, token: "000000", type: "email" });
    expect(await last(guess)).toMatchObject(tooMany);
    let token = session.refresh_token;
    const refresh = async () => {
      const { data, error } = await auth.refreshSession({ refresh_token: token });
      token = data.session?.refresh_token ?? token;
      return { error };
    };
    expect(await last(refresh)).toMatchObject(tooMany);
    expect(await last(() => auth.signInAnonymously())).toMatchObject(tooMany);
  });

  it("stop mails: one to a person in a while, so many an hour in all", async () => {
    backend = await startAuthBackend({
      SUPABASE_AUTH_EMAIL_MAX_FREQUENCY: "1m",
      SUPABASE_AUTH_RATE_LIMIT_EMAIL_SENT: "3",
    });
    const people = await Promise.all([1, 2, 3, 4].map(() => createAccount(backend)));
    const [first, ...others] = people.map(({ email = "" }) => email);
    const recover = async (email = "") => {
      const { error } = await backend.client().auth.resetPasswordForEmail(email);
      return error && { status: error.status, code: error.code, message: error.message };
    };
    // At once: the second must not slip through before the first is written.
    const both = await Promise.all([recover(first), recover(first)]);
    expect(both.filter((error) => error === null)).toHaveLength(1);
    expect(both.find((error) => error !== null)).toMatchObject({
      status: 429,
      code: "over_email_send_rate_limit",
      message: expect.stringMatching(/only request this after \d+ seconds/),
    });
    expect(await backend.mails(first ?? "")).toHaveLength(1);

    expect(await recover(others[0])).toBeNull();
    expect(await recover(others[1])).toBeNull();
    expect(await recover(others[2])).toEqual({
      status: 429,
      code: "over_email_send_rate_limit",
      message: "email rate limit exceeded",
    });
  });
});

describe("switches of config.toml", () => {
  it("sign with a shared secret", async () => {
    backend = await startAuthBackend({
      SUPABASE_AUTH_JWT_SECRET: "a-shared-secret-of-at-least-32-characters",
    });
    const { client, user } = await signedIn(backend);
    const { data } = await client.auth.getClaims();
    expect(data?.header.alg).toBe("HS256");
    expect(data?.claims.sub).toBe(user.id);
    expect(await (await fetch(backend.jwksUrl)).json()).toEqual({ keys: [] });
    expect((await client.auth.refreshSession()).error).toBeNull();
  });

  it("close sign-up, anonymous accounts and the second mailbox, and ask for strong passwords", async () => {
    backend = await startAuthBackend({
      SUPABASE_AUTH_ENABLE_SIGNUP: "false",
      SUPABASE_AUTH_EMAIL_DOUBLE_CONFIRM_CHANGES: "false",
      SUPABASE_AUTH_EMAIL_SECURE_PASSWORD_CHANGE: "true",
      SUPABASE_AUTH_PASSWORD_REQUIREMENTS: "lower_upper_letters_digits",
    });
    const { auth } = backend.client();
    const closed = { status: 422, code: "signup_disabled" };
    expect((await auth.signUp({ email: newEmail(), password: PASSWORD })).error).toMatchObject(
      closed,
    );
    expect((await auth.signInWithOtp({ email: newEmail() })).error).toMatchObject(closed);
    expect((await auth.signInAnonymously()).error).toMatchObject(closed);

    const { client, email, user } = await signedIn(backend);
    const weak = await client.auth.updateUser({ password: "only-lower-letters" });
    expect(weak.error).toMatchObject({ code: "weak_password", reasons: ["characters"] });

    const next = newEmail("next");
    await client.auth.updateUser({ email: next });
    expect(await backend.mails(email)).toHaveLength(0);
    const { token } = (await backend.mail(next)).email_data;
    const changed = await auth.verifyOtp({ type: "email_change", email: next, token });
    expect(changed.data.user?.email).toBe(next);

    // A session older than a day must prove itself once more.
    await backend.sql`
      update auth.sessions set created_at = now() - interval '25 hours' where user_id = ${user.id}`;
    const password = "Another-long-passw0rd";
    const bare = await client.auth.updateUser({ password });
    expect(bare.error).toMatchObject({ status: 400, code: "reauthentication_needed" });
    expect((await client.auth.reauthenticate()).error).toBeNull();
    const nonce = (await backend.mail(next)).email_data.token;
    const wrong = await client.auth.updateUser({ password, nonce: "000000" });
    expect(wrong.error).toMatchObject({ status: 422, code: "reauthentication_not_valid" });
    expect((await client.auth.updateUser({ password, nonce })).error).toBeNull();
  });
});
