import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AuthBackend,
  createAccount,
  PASSWORD,
  signedIn,
  startAuthBackend,
} from "./testing.ts";

let backend: AuthBackend;

beforeAll(async () => {
  backend = await startAuthBackend();
});
afterAll(() => backend?.stop());

describe("tokens", () => {
  it("carry what hosted tokens carry and verify against the JWKS", async () => {
    const { client, user, email, session } = await signedIn(backend);
    const { data } = await client.auth.getClaims();
    expect(data?.header).toMatchObject({ alg: "ES256", kid: expect.any(String) });
    expect(data?.claims).toMatchObject({
      iss: `${backend.url}/auth/v1`,
      aud: "authenticated",
      role: "authenticated",
      sub: user.id,
      email,
      phone: "",
      app_metadata: { provider: "email" },
      user_metadata: { email_verified: true },
      aal: "aal1",
      amr: [{ method: "password", timestamp: expect.any(Number) }],
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      is_anonymous: false,
    });
    const { exp = 0, iat = 0 } = data?.claims ?? {};
    expect(exp - iat).toBe(3600);
    expect(session.expires_at).toBe(exp);
  });

  it("are refused when forged, missing or orphaned", async () => {
    const { session } = await signedIn(backend);
    const { auth } = backend.client();
    const [header, payload] = session.access_token.split(".");
    const forged = await auth.getUser(`${header}.${payload}.AAAA`);
    expect(forged.error).toMatchObject({ status: 403, code: "bad_jwt" });
    const headers = { apikey: backend.publishableKey };
    const missing = await fetch(`${backend.url}/auth/v1/user`, { headers });
    expect(missing.status).toBe(401);
    expect(await missing.json()).toMatchObject({ code: 401, error_code: "no_authorization" });
    await backend.admin.auth.admin.signOut(session.access_token);
    const orphaned = await auth.getUser(session.access_token);
    expect(orphaned.error).toMatchObject({ name: "AuthSessionMissingError" });
  });

  it("of a deleted user are refused", async () => {
    const { user, session } = await signedIn(backend);
    await backend.admin.auth.admin.deleteUser(user.id);
    const { error } = await backend.client().auth.getUser(session.access_token);
    expect(error).toMatchObject({ status: 403, code: "user_not_found" });
  });
});

describe("refresh", () => {
  const refresh = (token: string) => backend.client().auth.refreshSession({ refresh_token: token });
  /** Makes every rotation of the session older than the reuse interval. */
  const age = (token: string) => backend.sql`
    update auth.refresh_tokens set updated_at = now() - interval '1 minute'
     where session_id = (select session_id from auth.refresh_tokens where token = ${token})`;

  it("rotates, and gives the lost answer again", async () => {
    const { session } = await signedIn(backend);
    const first = await refresh(session.refresh_token);
    expect(first.data.session?.refresh_token).not.toBe(session.refresh_token);
    const again = await refresh(session.refresh_token);
    expect(again.data.session?.refresh_token).toBe(first.data.session?.refresh_token);
  });

  it("gives ten requests at once one successor", async () => {
    const { session } = await signedIn(backend);
    const results = await Promise.all(
      Array.from({ length: 10 }, () => refresh(session.refresh_token)),
    );
    expect(results.map(({ error }) => error)).toEqual(Array(10).fill(null));
    expect(new Set(results.map(({ data }) => data.session?.refresh_token)).size).toBe(1);
  });

  it("survives old and new tokens of one session at once", async () => {
    const { session } = await signedIn(backend);
    const second = (await refresh(session.refresh_token)).data.session?.refresh_token ?? "";
    const tokens = Array.from({ length: 10 }, (_, n) => (n % 2 ? second : session.refresh_token));
    const results = await Promise.all(tokens.map(refresh));
    expect(results.map(({ error }) => error)).toEqual(Array(10).fill(null));
    const live = await backend.sql`
      select 1 from auth.refresh_tokens where not revoked and user_id = ${session.user.id}`;
    expect(live).toHaveLength(1);
  });

  it("lets an older token pass within the interval, and revokes the family after it", async () => {
    const { session } = await signedIn(backend);
    const second = (await refresh(session.refresh_token)).data.session?.refresh_token ?? "";
    const third = (await refresh(second)).data.session?.refresh_token ?? "";
    const soon = await refresh(session.refresh_token);
    expect(soon.error).toBeNull();
    const latest = soon.data.session?.refresh_token ?? "";

    await age(session.refresh_token);
    const stolen = await refresh(session.refresh_token);
    expect(stolen.error).toMatchObject({ status: 400, code: "refresh_token_already_used" });
    for (const token of [latest, third, second]) {
      expect((await refresh(token)).error?.code).toBe("refresh_token_already_used");
    }
  });

  it("refuses unknown and empty tokens, ended and expired sessions, banned users", async () => {
    expect((await refresh("nosuchtoken1")).error).toMatchObject({
      status: 400,
      code: "refresh_token_not_found",
    });
    const ended = await signedIn(backend);
    await ended.client.auth.signOut();
    expect((await refresh(ended.session.refresh_token)).error?.code).toBe(
      "refresh_token_not_found",
    );
    const late = await signedIn(backend);
    await backend.sql`
      update auth.sessions set not_after = now() - interval '1 second' where user_id = ${late.user.id}`;
    expect((await refresh(late.session.refresh_token)).error?.code).toBe("session_expired");
    const banned = await signedIn(backend);
    await backend.admin.auth.admin.updateUserById(banned.user.id, { ban_duration: "1h" });
    expect((await refresh(banned.session.refresh_token)).error?.code).toBe("user_banned");
  });
});

describe("sign-out", () => {
  it.each([
    ["local", [false, true]],
    ["others", [true, false]],
    ["global", [false, false]],
  ] as const)("%s ends the right sessions", async (scope, alive) => {
    const here = await signedIn(backend);
    const there = backend.client();
    const other = await there.auth.signInWithPassword({ email: here.email, password: PASSWORD });
    const { error } = await here.client.auth.signOut({ scope });
    expect(error).toBeNull();
    const tokens = [here.session.access_token, other.data.session?.access_token ?? ""];
    const results = await Promise.all(tokens.map((token) => backend.client().auth.getUser(token)));
    expect(results.map(({ data }) => data.user !== null)).toEqual(alive);
  });
});

describe("updateUser", () => {
  it("merges data, and null removes a key", async () => {
    const { client } = await signedIn(backend);
    await client.auth.updateUser({ data: { city: "Huế", team: { name: "A" } } });
    const { data } = await client.auth.updateUser({ data: { city: null, language: "vi" } });
    expect(data.user?.user_metadata).toMatchObject({ language: "vi", team: { name: "A" } });
    expect(data.user?.user_metadata).not.toHaveProperty("city");
  });

  it("changes the password, ends the other sessions and kills outstanding codes", async () => {
    const { client, email, session } = await signedIn(backend);
    const there = backend.client();
    const other = await there.auth.signInWithPassword({ email, password: PASSWORD });
    await client.auth.resetPasswordForEmail(email);
    const { email_data } = await backend.mail(email);

    expect((await client.auth.updateUser({ password: PASSWORD })).error?.code).toBe(
      "same_password",
    );
    expect((await client.auth.updateUser({ password: "short" })).error?.code).toBe("weak_password");
    const { error } = await client.auth.updateUser({ password: "another-long-password" });
    expect(error).toBeNull();

    const { auth } = backend.client();
    expect((await auth.getUser(session.access_token)).error).toBeNull();
    expect((await auth.getUser(other.data.session?.access_token)).data.user).toBeNull();
    const recovery = await auth.verifyOtp({ type: "recovery", token_hash: email_data.token_hash });
    expect(recovery.error?.code).toBe("otp_expired");
    const old = await auth.signInWithPassword({ email, password: PASSWORD });
    expect(old.error?.code).toBe("invalid_credentials");
    const now = await auth.signInWithPassword({ email, password: "another-long-password" });
    expect(now.error).toBeNull();
  });

  it("cannot touch app_metadata, role or the address of somebody else", async () => {
    const { client, session, user } = await signedIn(backend);
    const { email: taken = "" } = await createAccount(backend);
    expect((await client.auth.updateUser({ email: taken })).error).toMatchObject({
      status: 422,
      code: "email_exists",
    });
    const put = (body: object) =>
      fetch(`${backend.url}/auth/v1/user`, {
        method: "PUT",
        headers: {
          apikey: backend.publishableKey,
          authorization: `Bearer ${session.access_token}`,
        },
        body: JSON.stringify(body),
      });
    expect((await put({ app_metadata: { admin: true } })).status).toBe(403);
    expect((await put({ role: "service_role" })).status).toBe(200);
    const { data } = await backend.admin.auth.admin.getUserById(user.id);
    expect(data.user?.role).toBe("authenticated");
    expect(data.user?.app_metadata).not.toHaveProperty("admin");
  });
});
