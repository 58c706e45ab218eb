import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AuthBackend,
  createAccount,
  follow,
  fragment,
  newEmail,
  PASSWORD,
  SITE,
  startAuthBackend,
} from "./testing.ts";

let backend: AuthBackend;

beforeAll(async () => {
  backend = await startAuthBackend({ SUPABASE_AUTH_EMAIL_ENABLE_CONFIRMATIONS: "true" });
});
afterAll(() => backend?.stop());

/** Makes what was mailed to the user older than `auth.email.otp_expiry`. */
const expire = (email: string) => backend.sql`
  update auth.one_time_tokens set created_at = created_at - interval '2 hours' where relates_to = ${email}`;

const signUp = async (email = newEmail(), options = {}) => {
  const client = backend.client();
  const { data, error } = await client.auth.signUp({ email, password: PASSWORD, options });
  if (error) throw error;
  return { client, email, user: data.user, session: data.session };
};

describe("sign-up with confirmation", () => {
  it("mails a link that signs in, once", async () => {
    const { email, user, session } = await signUp();
    expect(session).toBeNull();
    expect(user).toMatchObject({ email, confirmation_sent_at: expect.any(String) });
    expect(user?.email_confirmed_at).toBeUndefined();
    const early = await backend.client().auth.signInWithPassword({ email, password: PASSWORD });
    expect(early.error).toMatchObject({ status: 400, code: "email_not_confirmed" });

    const { email_data } = await backend.mail(email);
    expect(email_data.token).toMatch(/^\d{6}$/);
    const target = await follow(email_data.link);
    expect(target.origin).toBe(SITE);
    const session_ = fragment(target);
    expect(Object.fromEntries(session_)).toMatchObject({
      type: "signup",
      token_type: "bearer",
      expires_in: "3600",
      refresh_token: expect.any(String),
    });
    const { data } = await backend.client().auth.getUser(session_.get("access_token") ?? "");
    expect(data.user?.user_metadata).toMatchObject({ email_verified: true });

    const second = await follow(email_data.link);
    expect(fragment(second).get("error_code")).toBe("otp_expired");
    expect(fragment(second).get("error")).toBe("access_denied");
  });

  it("does not tell a taken address from a free one", async () => {
    const { email = "" } = await createAccount(backend);
    const free = await signUp();
    const taken = await signUp(email);
    expect(
      Object.keys(taken.user ?? {})
        .filter((key) => key !== "user_metadata")
        .sort(),
    ).toEqual(
      Object.keys(free.user ?? {})
        .filter((key) => key !== "user_metadata")
        .sort(),
    );
    expect(taken.user?.identities).toEqual([]);
    expect(await backend.mails(email)).toHaveLength(0);
    const stillMine = await backend.client().auth.signInWithPassword({ email, password: PASSWORD });
    expect(stillMine.error).toBeNull();
  });

  it("does not let a second sign-up take over an unconfirmed account", async () => {
    const { email, user } = await signUp();
    const again = await backend
      .client()
      .auth.signUp({ email, password: "the-intruders-own", options: { data: { evil: true } } });
    expect(again.data.user?.id).toBe(user?.id);
    await follow((await backend.mail(email)).email_data.link);
    const intruder = await backend
      .client()
      .auth.signInWithPassword({ email, password: "the-intruders-own" });
    expect(intruder.error?.code).toBe("invalid_credentials");
    const { data } = await backend.client().auth.signInWithPassword({ email, password: PASSWORD });
    expect(data.user?.user_metadata).not.toHaveProperty("evil");
  });

  it("resends, which makes the first mail worthless", async () => {
    const { email } = await signUp();
    const first = await backend.mail(email);
    const { error } = await backend.client().auth.resend({ type: "signup", email });
    expect(error).toBeNull();
    const [second] = await backend.mails(email);
    expect(second?.email_data.token_hash).not.toBe(first.email_data.token_hash);
    expect(fragment(await follow(first.email_data.link)).get("error_code")).toBe("otp_expired");
    expect(fragment(await follow(second?.email_data.link ?? "")).get("access_token")).toBeTruthy();
    // Nobody, and somebody with nothing to confirm: the same silence.
    for (const address of [newEmail(), email]) {
      const silent = await backend.client().auth.resend({ type: "signup", email: address });
      expect(silent.error).toBeNull();
    }
    expect(await backend.mails(email)).toHaveLength(2);
  });
});

describe("verifyOtp", () => {
  /** Each type with what makes its mail arrive. */
  const sends = {
    signup: (email: string) => backend.client().auth.signUp({ email, password: PASSWORD }),
    email: (email: string) => backend.client().auth.signInWithOtp({ email }),
    magiclink: async (email: string) => {
      await createAccount(backend, email);
      return backend.client().auth.signInWithOtp({ email });
    },
    recovery: async (email: string) => {
      await createAccount(backend, email);
      return backend.client().auth.resetPasswordForEmail(email);
    },
    invite: (email: string) => backend.admin.auth.admin.inviteUserByEmail(email),
  } as const;
  const types = Object.keys(sends) as (keyof typeof sends)[];

  it.each(types)("%s by code and by hash, each once", async (type) => {
    for (const by of ["code", "hash"] as const) {
      const email = newEmail();
      const { error: sendError } = await sends[type](email);
      expect(sendError).toBeNull();
      const { token, token_hash } = (await backend.mail(email)).email_data;
      const proof = by === "code" ? { email, token, type } : { token_hash, type };
      const client = backend.client();
      const { data, error } = await client.auth.verifyOtp(proof);
      expect(error, by).toBeNull();
      expect(data.session?.user.email).toBe(email);
      expect(data.user?.email_confirmed_at).toBeTruthy();
      expect((await client.auth.getClaims()).data?.claims.amr).toMatchObject([{ method: "otp" }]);
      const again = await backend.client().auth.verifyOtp(proof);
      expect(again.error, by).toMatchObject({ status: 403, code: "otp_expired" });
    }
  });

  it.each(types)("%s refuses a wrong, a foreign and an expired code", async (type) => {
    const email = newEmail();
    await sends[type](email);
    const { token, token_hash } = (await backend.mail(email)).email_data;
    const { auth } = backend.client();
    const wrong = String((Number(token) + 1) % 1_000_000).padStart(6, "0");
    for (const proof of [
      { email, token: wrong, type },
      { email: newEmail(), token, type },
      { token_hash: "0".repeat(56), type },
    ]) {
      expect((await auth.verifyOtp(proof)).error).toMatchObject({
        status: 403,
        code: "otp_expired",
      });
    }
    await expire(email);
    for (const proof of [
      { email, token, type },
      { token_hash, type },
    ]) {
      expect((await auth.verifyOtp(proof)).error).toMatchObject({
        status: 403,
        code: "otp_expired",
      });
    }
  });

  it("does not take a recovery code for a sign-up code", async () => {
    const { email = "" } = await createAccount(backend);
    await backend.client().auth.resetPasswordForEmail(email);
    const { token } = (await backend.mail(email)).email_data;
    const { auth } = backend.client();
    expect((await auth.verifyOtp({ email, token, type: "signup" })).error?.code).toBe(
      "otp_expired",
    );
    expect((await auth.verifyOtp({ email, token, type: "email" })).error).toBeNull();
  });

  it("gives ten requests with one code one session", async () => {
    const { email = "" } = await createAccount(backend);
    await backend.client().auth.signInWithOtp({ email });
    const { token } = (await backend.mail(email)).email_data;
    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        backend.client().auth.verifyOtp({ email, token, type: "email" }),
      ),
    );
    expect(results.filter(({ error }) => error === null)).toHaveLength(1);
    const rows = await backend.sql`
      select 1 from auth.sessions s join auth.users u on u.id = s.user_id where u.email = ${email}`;
    expect(rows).toHaveLength(1);
  });

  it("does not lock up with a request for a new code", async () => {
    const { email = "" } = await createAccount(backend);
    for (let round = 0; round < 3; round++) {
      await backend.client().auth.signInWithOtp({ email });
      const { token } = (await backend.mail(email)).email_data;
      const results = await Promise.all([
        ...[1, 2, 3].map(() => backend.client().auth.signInWithOtp({ email })),
        ...[1, 2, 3].map(() => backend.client().auth.verifyOtp({ email, token, type: "email" })),
      ]);
      for (const { error } of results) expect([undefined, "otp_expired"]).toContain(error?.code);
    }
  });

  it("wants a type, one proof and a known type", async () => {
    const post = async (body: object) => {
      const response = await fetch(`${backend.url}/auth/v1/verify`, {
        method: "POST",
        headers: { apikey: backend.publishableKey },
        body: JSON.stringify(body),
      });
      return (await response.json()).error_code;
    };
    expect(await post({ token: "123456", email: "a@example.com" })).toBe("validation_failed");
    expect(await post({ type: "email", email: "a@example.com" })).toBe("validation_failed");
    expect(await post({ type: "sms", token: "123456", email: "a@example.com" })).toBe(
      "validation_failed",
    );
    expect(await post({ type: "email", token_hash: "x", email: "a@example.com" })).toBe(
      "validation_failed",
    );
  });
});

describe("magic link and recovery", () => {
  it("creates no account when asked not to", async () => {
    const email = newEmail();
    const { error } = await backend
      .client()
      .auth.signInWithOtp({ email, options: { shouldCreateUser: false } });
    expect(error).toMatchObject({ status: 422, code: "otp_disabled" });
    expect(await backend.mails(email)).toHaveLength(0);
  });

  it("keeps the data of a sign-up by link", async () => {
    const email = newEmail();
    await backend.client().auth.signInWithOtp({ email, options: { data: { first_name: "Ana" } } });
    const mail = await backend.mail(email);
    expect(mail.action).toBe("signup");
    const { data } = await backend
      .client()
      .auth.verifyOtp({ email, token: mail.email_data.token, type: "email" });
    expect(data.user?.user_metadata).toMatchObject({ first_name: "Ana" });
  });

  it("leads through a recovery to a new password", async () => {
    const { email = "" } = await createAccount(backend);
    await backend.client().auth.resetPasswordForEmail(email);
    const mail = await backend.mail(email);
    expect(mail.action).toBe("recovery");
    const session = fragment(await follow(mail.email_data.link));
    expect(session.get("type")).toBe("recovery");
    const client = backend.client();
    await client.auth.setSession({
      access_token: session.get("access_token") ?? "",
      refresh_token: session.get("refresh_token") ?? "",
    });
    const { error } = await client.auth.updateUser({ password: "a-brand-new-password" });
    expect(error).toBeNull();
    const again = await backend
      .client()
      .auth.signInWithPassword({ email, password: "a-brand-new-password" });
    expect(again.error).toBeNull();
  });

  it("says the same for an address without an account, and mails nothing", async () => {
    const email = newEmail();
    const { data, error } = await backend.client().auth.resetPasswordForEmail(email);
    expect({ data, error }).toEqual({ data: {}, error: null });
    expect(await backend.mails(email)).toHaveLength(0);
  });

  it("is not used up by a link checker's HEAD request", async () => {
    const { email = "" } = await createAccount(backend);
    await backend.client().auth.signInWithOtp({ email });
    const { link } = (await backend.mail(email)).email_data;
    const head = { method: "HEAD", redirect: "manual" } as const;
    expect((await fetch(link, head)).status).toBe(401);
    const keyed = await fetch(link, { ...head, headers: { apikey: backend.publishableKey } });
    expect(keyed.status).toBe(405);
    expect(fragment(await follow(link)).get("access_token")).toBeTruthy();
  });
});
