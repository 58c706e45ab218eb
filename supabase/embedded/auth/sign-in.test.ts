import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AuthBackend,
  createAccount,
  newEmail,
  PASSWORD,
  signedIn,
  startAuthBackend,
} from "./testing.ts";

let backend: AuthBackend;

beforeAll(async () => {
  backend = await startAuthBackend({ SUPABASE_AUTH_ENABLE_ANONYMOUS_SIGN_INS: "true" });
});
afterAll(() => backend?.stop());

describe("sign-up without confirmation", () => {
  it("signs in at once and shows the metadata to triggers as an object", async () => {
    await backend.sql.unsafe(`
      create table if not exists public.seen (id uuid, first_name text, kind text);
      create or replace function public.see() returns trigger language plpgsql
        security definer set search_path = '' as $$
        begin
          insert into public.seen values (new.id, new.raw_user_meta_data ->> 'first_name',
            jsonb_typeof(new.raw_user_meta_data) || jsonb_typeof(new.raw_app_meta_data));
          return new;
        end $$;
      create or replace trigger see after insert on auth.users
        for each row execute function public.see();`);
    const email = newEmail();
    const { data, error } = await backend.client().auth.signUp({
      email: email.toUpperCase(),
      password: PASSWORD,
      options: { data: { first_name: "Ana" } },
    });
    expect(error).toBeNull();
    expect(data.session?.refresh_token).toMatch(/^[a-z0-9]{12}$/);
    expect(data.user).toMatchObject({
      email,
      role: "authenticated",
      aud: "authenticated",
      is_anonymous: false,
      app_metadata: { provider: "email", providers: ["email"] },
      user_metadata: { first_name: "Ana", email, email_verified: true, phone_verified: false },
    });
    expect(data.user?.identities).toMatchObject([
      { provider: "email", id: data.user?.id, email, identity_data: { first_name: "Ana" } },
    ]);
    const [seen] = await backend.sql`select * from seen where id = ${data.user?.id ?? ""}`;
    expect(seen).toMatchObject({ first_name: "Ana", kind: "objectobject" });
  });

  it("refuses an address that is taken, a weak password and a bad address", async () => {
    const { email = "" } = await createAccount(backend);
    const { auth } = backend.client();
    const taken = await auth.signUp({ email, password: PASSWORD });
    expect(taken.error).toMatchObject({ status: 422, code: "user_already_exists" });
    const weak = await auth.signUp({ email: newEmail(), password: "short" });
    expect(weak.error).toMatchObject({ status: 422, code: "weak_password", reasons: ["length"] });
    const none = await auth.signUp({ email: newEmail(), password: "" });
    expect(none.error).toMatchObject({ status: 400, code: "validation_failed" });
    const long = await auth.signUp({ email: newEmail(), password: "x".repeat(73) });
    expect(long.error).toMatchObject({ status: 400, code: "validation_failed" });
    for (const address of ["nobody", "a b@example.com", "a@-x.com", "<a>@example.com"]) {
      const bad = await auth.signUp({ email: address, password: PASSWORD });
      expect(bad.error, address).toMatchObject({ status: 400, code: "validation_failed" });
    }
  });

  it("creates one account out of ten requests at once", async () => {
    const email = newEmail();
    const results = await Promise.all(
      Array.from({ length: 10 }, () => backend.client().auth.signUp({ email, password: PASSWORD })),
    );
    expect(results.filter(({ error }) => error === null)).toHaveLength(1);
    expect(new Set(results.map(({ error }) => error?.code))).toEqual(
      new Set([undefined, "user_already_exists"]),
    );
  });

  it("answers a trigger's exception as hosted does and keeps nothing", async () => {
    await backend.sql.unsafe(`
      create or replace function public.refuse() returns trigger language plpgsql as $$
        begin
          if new.email like 'refused%' then raise exception 'no such company'; end if;
          return new;
        end $$;
      create or replace trigger refuse after insert on auth.users
        for each row execute function public.refuse();`);
    const email = newEmail("refused");
    const { error } = await backend.client().auth.signUp({ email, password: PASSWORD });
    expect(error).toMatchObject({ status: 500, message: "Database error saving new user" });
    const created = await backend.admin.auth.admin.createUser({ email, password: PASSWORD });
    expect(created.error?.message).toBe("Database error creating new user");
    const rows = await backend.sql`select 1 from auth.users where email = ${email}`;
    expect(rows).toHaveLength(0);
  });
});

describe("password sign-in", () => {
  it("answers alike for a wrong password and an unknown address, in comparable time", async () => {
    const { email = "" } = await createAccount(backend);
    const attempt = async (address: string) => {
      const started = performance.now();
      const { error } = await backend
        .client()
        .auth.signInWithPassword({ email: address, password: "not-the-password" });
      return { error: { ...error }, ms: performance.now() - started };
    };
    await attempt(newEmail()); // the comparison hash is made once
    const wrong = await attempt(email);
    const unknown = await attempt(newEmail());
    expect(unknown.error).toEqual(wrong.error);
    expect(wrong.error).toMatchObject({ status: 400, code: "invalid_credentials" });
    expect(unknown.ms).toBeGreaterThan(wrong.ms / 4);
  });

  it("tells banned only to whoever knows the password", async () => {
    const { id, email = "" } = await createAccount(backend);
    await backend.admin.auth.admin.updateUserById(id, { ban_duration: "1h" });
    const { auth } = backend.client();
    const right = await auth.signInWithPassword({ email, password: PASSWORD });
    expect(right.error).toMatchObject({ status: 400, code: "user_banned" });
    const wrong = await auth.signInWithPassword({ email, password: "wrong-password" });
    expect(wrong.error).toMatchObject({ code: "invalid_credentials" });
    await backend.admin.auth.admin.updateUserById(id, { ban_duration: "none" });
    const again = await auth.signInWithPassword({ email, password: PASSWORD });
    expect(again.error).toBeNull();
  });

  it("hashes with bcrypt at upstream's cost and accepts foreign hashes", async () => {
    const { id, email } = await signedIn(backend).then(({ user, email }) => ({
      id: user.id,
      email,
    }));
    const [row] = await backend.sql`select encrypted_password from auth.users where id = ${id}`;
    expect(row?.encrypted_password).toMatch(/^\$2[ab]\$10\$/);
    await backend.sql`
      update auth.users set encrypted_password = extensions.crypt('seeded-password', extensions.gen_salt('bf'))
       where id = ${id}`;
    const { error } = await backend
      .client()
      .auth.signInWithPassword({ email, password: "seeded-password" });
    expect(error).toBeNull();
  });

  it("does not keep reads waiting while ten people sign in", async () => {
    const accounts = await Promise.all(Array.from({ length: 10 }, () => createAccount(backend)));
    const read = async () => {
      const started = performance.now();
      await (await fetch(`${backend.url}/auth/v1/health`)).text();
      return performance.now() - started;
    };
    // At a steady pace, not one after the other: a blocked server would then be asked but once.
    const reads: Promise<number>[] = [];
    const pace = setInterval(() => reads.push(read()), 10);
    const signIns = await Promise.all(
      accounts.map(({ email = "" }) =>
        backend.client().auth.signInWithPassword({ email, password: PASSWORD }),
      ),
    );
    clearInterval(pace);
    expect(signIns.every(({ error }) => error === null)).toBe(true);
    const delays = (await Promise.all(reads)).sort((a, b) => a - b);
    const median = delays[Math.floor(delays.length / 2)];
    expect(median).toBeLessThan(100);
  });
});

describe("sign-in by mail without confirmation of sign-ups", () => {
  it("mails a magic link to new and old accounts alike", async () => {
    for (const email of [newEmail(), (await createAccount(backend)).email ?? ""]) {
      await backend.client().auth.signInWithOtp({ email });
      const mails = await backend.mails(email);
      expect(mails.map(({ action }) => action)).toEqual(["magiclink"]);
      const token = mails[0]?.email_data.token ?? "";
      const { data } = await backend.client().auth.verifyOtp({ email, token, type: "email" });
      expect(data.user?.email).toBe(email);
    }
  });
});

describe("anonymous users", () => {
  it("sign in, and become permanent with an address and a password", async () => {
    const client = backend.client();
    const { data, error } = await client.auth.signInAnonymously({ options: { data: { a: 1 } } });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({ is_anonymous: true, email: "", user_metadata: { a: 1 } });
    const claims = await client.auth.getClaims();
    expect(claims.data?.claims).toMatchObject({ is_anonymous: true, role: "authenticated" });

    const early = await client.auth.updateUser({ password: PASSWORD });
    expect(early.error).toMatchObject({ status: 422, code: "validation_failed" });
    const email = newEmail();
    const kept = await client.auth.updateUser({ email, password: PASSWORD });
    expect(kept.data.user).toMatchObject({ id: data.user?.id, email, is_anonymous: false });
    expect(kept.data.user?.identities).toHaveLength(1);
    const later = await backend.client().auth.signInWithPassword({ email, password: PASSWORD });
    expect(later.data.user?.id).toBe(data.user?.id);
  });
});

describe("the wire", () => {
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${backend.url}/auth/v1${path}`, {
      method: "POST",
      headers: { apikey: backend.publishableKey, ...headers },
      body,
    });

  it("words errors by the API version asked for", async () => {
    const body = JSON.stringify({ email: newEmail(), password: "wrong-password" });
    const old = await post("/token?grant_type=password", body);
    expect(old.headers.get("x-supabase-api-version")).toBeNull();
    expect(await old.json()).toEqual({
      code: 400,
      error_code: "invalid_credentials",
      msg: "Invalid login credentials",
    });
    const current = await post("/token?grant_type=password", body, {
      "x-supabase-api-version": "2024-01-01",
    });
    expect(current.headers.get("x-supabase-api-version")).toBe("2024-01-01");
    expect(await current.json()).toEqual({
      code: "invalid_credentials",
      message: "Invalid login credentials",
    });
  });

  it("refuses broken bodies and unknown grants", async () => {
    expect(await (await post("/signup", "{")).json()).toMatchObject({ error_code: "bad_json" });
    expect(await (await post("/signup", '{"email":1}')).json()).toMatchObject({
      error_code: "bad_json",
    });
    expect((await post("/token?grant_type=magic", "{}")).status).toBe(400);
  });

  it("describes itself", async () => {
    const headers = { apikey: backend.publishableKey };
    const settings = await fetch(`${backend.url}/auth/v1/settings`, { headers });
    expect(await settings.json()).toMatchObject({
      external: { email: true, phone: false, anonymous_users: true },
      disable_signup: false,
      mailer_autoconfirm: true,
    });
    const health = await fetch(`${backend.url}/auth/v1/health`);
    expect(await health.json()).toMatchObject({ name: "GoTrue" });
    const jwks = await (await fetch(backend.jwksUrl)).json();
    expect(jwks.keys).toMatchObject([{ kty: "EC", crv: "P-256", alg: "ES256" }]);
    expect(jwks.keys[0]).not.toHaveProperty("d");
  });

  it("keeps the auth tables from API roles", async () => {
    for (const role of ["anon", "authenticated", "service_role"]) {
      const read = backend.sql.begin(async (tx) => {
        await tx`select set_config('role', ${role}, true)`;
        return tx`select * from auth.users`;
      });
      await expect(read, role).rejects.toMatchObject({ code: "42501" });
    }
  });
});
