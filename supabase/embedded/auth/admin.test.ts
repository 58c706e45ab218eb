import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AuthBackend,
  createAccount,
  follow,
  fragment,
  newEmail,
  PASSWORD,
  SITE,
  signedIn,
  startAuthBackend,
} from "./testing.ts";

let backend: AuthBackend;

beforeAll(async () => {
  backend = await startAuthBackend({ SUPABASE_AUTH_EMAIL_ENABLE_CONFIRMATIONS: "true" });
});
afterAll(() => backend?.stop());

const admin = () => backend.admin.auth.admin;
const signIn = (email: string, password = PASSWORD) =>
  backend.client().auth.signInWithPassword({ email, password });

describe("users", () => {
  it("are created with everything hosted accepts", async () => {
    const id = randomUUID();
    const email = newEmail();
    const { data, error } = await admin().createUser({
      id,
      email,
      password: PASSWORD,
      email_confirm: true,
      user_metadata: { first_name: "Ana" },
      app_metadata: { tier: "gold" },
    });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({
      id,
      email,
      user_metadata: { first_name: "Ana", email_verified: true },
      app_metadata: { provider: "email", providers: ["email"], tier: "gold" },
    });
    expect((await signIn(email)).data.user?.id).toBe(id);
    const [row] = await backend.sql`select encrypted_password from auth.users where id = ${id}`;
    const copy = newEmail();
    await admin().createUser({
      email: copy,
      password_hash: row?.encrypted_password,
      email_confirm: true,
    });
    expect((await signIn(copy)).error).toBeNull();
  });

  it("are not confirmed unless asked, and not created twice", async () => {
    const email = newEmail();
    const { data } = await admin().createUser({ email, password: PASSWORD });
    expect(data.user?.email_confirmed_at).toBeUndefined();
    expect((await signIn(email)).error?.code).toBe("email_not_confirmed");
    const again = await admin().createUser({ email: email.toUpperCase(), password: PASSWORD });
    expect(again.error).toMatchObject({ status: 422, code: "email_exists" });
    expect((await admin().createUser({ password: PASSWORD })).error?.status).toBe(400);
  });

  it("may have a phone number, which is theirs alone", async () => {
    const digits = String(Date.now()).slice(-9);
    const { data } = await admin().createUser({
      email: newEmail(),
      phone: `+84${digits}`,
      phone_confirm: true,
    });
    expect(data.user).toMatchObject({
      phone: `84${digits}`,
      phone_confirmed_at: expect.any(String),
    });
    const { id } = await createAccount(backend);
    for (const { error } of [
      await admin().createUser({ email: newEmail(), phone: `84${digits}` }),
      await admin().updateUserById(id, { phone: `+84${digits}` }),
    ]) {
      expect(error).toMatchObject({ status: 422, code: "phone_exists" });
    }
    expect((await admin().updateUserById(id, { phone: "call me" })).error?.status).toBe(400);
  });

  it("are listed newest first, by page", async () => {
    const before = (await admin().listUsers({ perPage: 1 })).data;
    const total = "total" in before ? before.total : 0;
    const created = [];
    for (let n = 0; n < 5; n++) created.push((await createAccount(backend)).id);
    const first = (await admin().listUsers({ page: 1, perPage: 2 })).data;
    expect(first).toMatchObject({ aud: "authenticated", total: total + 5, nextPage: 2 });
    expect(first).toMatchObject({ lastPage: Math.ceil((total + 5) / 2) });
    const second = (await admin().listUsers({ page: 2, perPage: 2 })).data;
    expect([...first.users, ...second.users].map(({ id }) => id)).toEqual(
      created.reverse().slice(0, 4),
    );
    const all = (await admin().listUsers()).data;
    expect(all).toMatchObject({ nextPage: null, lastPage: 1 });
    const bad = await fetch(`${backend.url}/auth/v1/admin/users?page=-1`, {
      headers: { apikey: backend.secretKey },
    });
    expect(bad.status).toBe(400);
  });

  it("are read, changed and unknown", async () => {
    const { id, email = "" } = await createAccount(backend);
    expect((await admin().getUserById(id)).data.user?.email).toBe(email);
    expect((await admin().getUserById(randomUUID())).error).toMatchObject({
      status: 404,
      code: "user_not_found",
    });
    const next = newEmail();
    const { data, error } = await admin().updateUserById(id, {
      email: next,
      password: "another-long-password",
      user_metadata: { city: "Huế" },
      app_metadata: { tier: "gold" },
      role: "authenticated",
    });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({
      email: next,
      user_metadata: { city: "Huế", email_verified: true },
      app_metadata: { provider: "email", tier: "gold" },
    });
    expect((await signIn(next, "another-long-password")).error).toBeNull();
    expect((await signIn(email)).error?.code).toBe("invalid_credentials");
    const { email: taken = "" } = await createAccount(backend);
    expect((await admin().updateUserById(id, { email: taken })).error?.code).toBe("email_exists");
    expect((await admin().updateUserById(id, { password: "short" })).error?.code).toBe(
      "weak_password",
    );
    expect((await admin().updateUserById(randomUUID(), { role: "x" })).error?.status).toBe(404);
  });

  it("lose their sessions with their password", async () => {
    const { user, session } = await signedIn(backend);
    await admin().updateUserById(user.id, { password: "another-long-password" });
    const { data } = await backend.client().auth.getUser(session.access_token);
    expect(data.user).toBeNull();
  });

  it("are deleted for good, or softly without a trace of who they were", async () => {
    const hard = await signedIn(backend);
    expect((await admin().deleteUser(hard.user.id)).error).toBeNull();
    expect((await admin().getUserById(hard.user.id)).error?.code).toBe("user_not_found");
    expect((await signIn(hard.email)).error?.code).toBe("invalid_credentials");
    const left = await backend.sql`
      select 1 from auth.identities where user_id = ${hard.user.id}
      union all select 1 from auth.sessions where user_id = ${hard.user.id}`;
    expect(left).toHaveLength(0);

    const soft = await signedIn(backend);
    expect((await admin().deleteUser(soft.user.id, true)).error).toBeNull();
    expect((await signIn(soft.email)).error?.code).toBe("invalid_credentials");
    const [row] = await backend.sql`
      select email, deleted_at, raw_user_meta_data as data from auth.users where id = ${soft.user.id}`;
    expect(row?.deleted_at).toBeTruthy();
    expect(row?.email).not.toContain("example.com");
    expect(row?.data).toEqual({});
    // The address is free again.
    expect((await createAccount(backend, soft.email)).email).toBe(soft.email);
  });

  it("are nobody's business without the secret key", async () => {
    const { session } = await signedIn(backend);
    const attempts = [
      ["GET", "/admin/users"],
      ["POST", "/admin/users"],
      ["GET", `/admin/users/${session.user.id}`],
      ["DELETE", `/admin/users/${session.user.id}`],
      ["POST", "/admin/generate_link"],
      ["POST", "/invite"],
    ] as const;
    for (const [method, path] of attempts) {
      for (const bearer of [undefined, session.access_token]) {
        const response = await fetch(`${backend.url}/auth/v1${path}`, {
          method,
          headers: {
            apikey: backend.publishableKey,
            ...(bearer && { authorization: `Bearer ${bearer}` }),
          },
          body: method === "POST" ? JSON.stringify({ email: newEmail() }) : null,
        });
        expect(response.status, `${method} ${path}`).toBe(403);
        expect(await response.json()).toMatchObject({ error_code: "not_admin" });
      }
    }
  });
});

describe("invitations", () => {
  it("create the account, mail a link and sign in with it", async () => {
    const email = newEmail();
    const { data, error } = await admin().inviteUserByEmail(email, {
      data: { first_name: "Ana" },
      redirectTo: `${SITE}/welcome`,
    });
    expect(error).toBeNull();
    expect(data.user).toMatchObject({ email, invited_at: expect.any(String) });
    const mail = await backend.mail(email);
    expect(mail.action).toBe("invite");
    const target = await follow(mail.email_data.link);
    expect(target.pathname).toBe("/welcome");
    expect(fragment(target).get("type")).toBe("invite");
    const { data: who } = await backend
      .client()
      .auth.getUser(fragment(target).get("access_token") ?? "");
    expect(who.user).toMatchObject({ email, user_metadata: { first_name: "Ana" } });
  });

  it("can be repeated until accepted", async () => {
    const email = newEmail();
    await admin().inviteUserByEmail(email);
    expect((await admin().inviteUserByEmail(email)).error).toBeNull();
    await follow((await backend.mail(email)).email_data.link);
    expect((await admin().inviteUserByEmail(email)).error).toMatchObject({
      status: 422,
      code: "email_exists",
    });
  });
});

describe("generateLink", () => {
  const redirectTo = `${SITE}/callback`;

  it.each(["signup", "invite", "magiclink", "recovery"] as const)("%s", async (type) => {
    const email = newEmail();
    if (type === "recovery" || type === "magiclink") await createAccount(backend, email);
    const { data, error } = await admin().generateLink({
      type,
      email,
      password: PASSWORD,
      options: { redirectTo },
    } as Parameters<ReturnType<typeof admin>["generateLink"]>[0]);
    expect(error).toBeNull();
    expect(data.user?.email).toBe(email);
    expect(data.properties).toMatchObject({
      verification_type: type,
      redirect_to: redirectTo,
      email_otp: expect.stringMatching(/^\d{6}$/),
      hashed_token: expect.stringMatching(/^[0-9a-f]{56}$/),
    });
    expect(await backend.mails(email)).toHaveLength(0);
    const target = await follow(data.properties?.action_link ?? "");
    expect(target.pathname).toBe("/callback");
    expect(fragment(target).get("access_token")).toBeTruthy();
    const used = await backend
      .client()
      .auth.verifyOtp({ type, token_hash: data.properties?.hashed_token ?? "" });
    expect(used.error?.code).toBe("otp_expired");
  });

  it("makes both halves of an e-mail change", async () => {
    const { email = "", id } = await createAccount(backend);
    const newAddress = newEmail("next");
    for (const type of ["email_change_current", "email_change_new"] as const) {
      const { data, error } = await admin().generateLink({ type, email, newEmail: newAddress });
      expect(error).toBeNull();
      const client = backend.client();
      if (type === "email_change_current") {
        const half = await client.auth.verifyOtp({
          type: "email_change",
          token_hash: data.properties?.hashed_token ?? "",
        });
        expect(half.error).toBeNull();
      }
    }
    const { data } = await admin().getUserById(id);
    expect(data.user).toMatchObject({ email, new_email: newAddress });
  });

  it("makes a sign-up link of a magic link for nobody, and no recovery", async () => {
    const { data } = await admin().generateLink({ type: "magiclink", email: newEmail() });
    expect(data.properties?.verification_type).toBe("signup");
    const recovery = await admin().generateLink({ type: "recovery", email: newEmail() });
    expect(recovery.error).toMatchObject({ status: 404, code: "user_not_found" });
    const { email = "" } = await createAccount(backend);
    const taken = await admin().generateLink({ type: "signup", email, password: PASSWORD });
    expect(taken.error).toMatchObject({ status: 422, code: "email_exists" });
  });
});
