import { createServerClient } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type AuthBackend,
  createAccount,
  follow,
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

/** What a browser keeps between two pages: @supabase/ssr with a cookie jar. */
function browser(jar = new Map<string, string>()) {
  const client: SupabaseClient = createServerClient(backend.url, backend.publishableKey, {
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (cookies) => {
        for (const { name, value } of cookies) {
          if (value) jar.set(name, value);
          else jar.delete(name);
        }
      },
    },
  });
  return { jar, client, reload: () => browser(jar).client };
}

const callback = `${SITE}/auth/callback?next=%2Fcompanies`;

async function codeOf(email: string): Promise<string> {
  const { link, token_hash } = (await backend.mail(email)).email_data;
  expect(token_hash).toMatch(/^pkce_/);
  const target = await follow(link);
  expect(target.hash).toBe("");
  expect(target.searchParams.get("next")).toBe("/companies");
  const code = target.searchParams.get("code");
  if (!code) throw new Error(`No code in ${target}`);
  return code;
}

describe("links of mails come back with ?code=", () => {
  it("sign-up", async () => {
    const { client, reload } = browser();
    const email = newEmail();
    await client.auth.signUp({ email, password: PASSWORD, options: { emailRedirectTo: callback } });
    const { data, error } = await reload().auth.exchangeCodeForSession(await codeOf(email));
    expect(error).toBeNull();
    expect(data.user?.email).toBe(email);
    const { data: kept } = await reload().auth.getClaims();
    expect(kept?.claims).toMatchObject({ email, amr: [{ method: "email/signup" }] });
  });

  it("magic link, for old and new accounts", async () => {
    for (const email of [newEmail(), (await createAccount(backend)).email ?? ""]) {
      const { client, reload } = browser();
      await client.auth.signInWithOtp({ email, options: { emailRedirectTo: callback } });
      const { data } = await reload().auth.exchangeCodeForSession(await codeOf(email));
      expect(data.user?.email).toBe(email);
    }
  });

  it("recovery", async () => {
    const { email = "" } = await createAccount(backend);
    const { client, reload } = browser();
    await client.auth.resetPasswordForEmail(email, { redirectTo: callback });
    const page = reload();
    const { data, error } = await page.auth.exchangeCodeForSession(await codeOf(email));
    expect(error).toBeNull();
    expect(data).toMatchObject({ redirectType: "recovery" });
    expect((await page.auth.updateUser({ password: "a-brand-new-password" })).error).toBeNull();
  });

  it("e-mail change, after both have agreed", async () => {
    const { email = "" } = await createAccount(backend);
    const { client, reload } = browser();
    await client.auth.signInWithPassword({ email, password: PASSWORD });
    const next = newEmail("next");
    await client.auth.updateUser({ email: next }, { emailRedirectTo: callback });
    const half = await follow((await backend.mail(email)).email_data.link);
    expect(half.searchParams.get("message")).toMatch(/proceed to confirm/);
    expect(half.searchParams.has("code")).toBe(false);
    const { data } = await reload().auth.exchangeCodeForSession(await codeOf(next));
    expect(data.user?.email).toBe(next);
  });

  it("a mail sent again", async () => {
    const { client, reload } = browser();
    const email = newEmail();
    const options = { emailRedirectTo: callback };
    await client.auth.signUp({ email, password: PASSWORD, options });
    await client.auth.resend({ type: "signup", email, options });
    expect((await reload().auth.exchangeCodeForSession(await codeOf(email))).error).toBeNull();
  });

  it("and a page of one's own can verify the hash instead", async () => {
    const { email = "" } = await createAccount(backend);
    const { client } = browser();
    await client.auth.signInWithOtp({ email });
    const { token_hash } = (await backend.mail(email)).email_data;
    const { data, error } = await client.auth.verifyOtp({ token_hash, type: "email" });
    expect(error).toBeNull();
    expect(data.session).not.toBeNull();
  });

  it("and the code in the mail can be typed instead", async () => {
    const { email = "" } = await createAccount(backend);
    const { client } = browser();
    await client.auth.signInWithOtp({ email });
    const { token } = (await backend.mail(email)).email_data;
    const { error } = await client.auth.verifyOtp({ email, token, type: "email" });
    expect(error).toBeNull();
  });
});

describe("the code", () => {
  const begin = async () => {
    const { email = "" } = await createAccount(backend);
    const { client, jar, reload } = browser();
    await client.auth.signInWithOtp({ email, options: { emailRedirectTo: callback } });
    return { email, jar, reload, code: await codeOf(email) };
  };
  const exchange = async (auth_code: string, code_verifier: string) => {
    const response = await fetch(`${backend.url}/auth/v1/token?grant_type=pkce`, {
      method: "POST",
      headers: { apikey: backend.publishableKey },
      body: JSON.stringify({ auth_code, code_verifier }),
    });
    const body = await response.json();
    return { status: response.status, code: body.error_code, session: body.access_token };
  };
  const verifierOf = (jar: Map<string, string>) => {
    const [, stored = ""] = [...jar].find(([name]) => name.endsWith("code-verifier")) ?? [];
    const json = stored.startsWith("base64-")
      ? Buffer.from(stored.slice(7), "base64url").toString()
      : stored;
    return String(JSON.parse(json)).split("/")[0] ?? "";
  };

  it("is worthless without the verifier, and survives a wrong one", async () => {
    const { code, reload } = await begin();
    expect(await exchange(code, "x".repeat(60))).toMatchObject({
      status: 400,
      code: "bad_code_verifier",
    });
    expect(await exchange(code, "")).toMatchObject({ status: 400, code: "validation_failed" });
    expect((await reload().auth.exchangeCodeForSession(code)).error).toBeNull();
  });

  it("works once, also for ten requests at once", async () => {
    const { code, jar } = await begin();
    const verifier = verifierOf(jar);
    const results = await Promise.all(Array.from({ length: 10 }, () => exchange(code, verifier)));
    expect(results.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(results.filter(({ code: error }) => error === "flow_state_not_found")).toHaveLength(9);
  });

  it("expires after five minutes, and is unknown before the link is followed", async () => {
    const { code, jar } = await begin();
    await backend.sql`
      update auth.flow_state set auth_code_issued_at = now() - interval '6 minutes' where auth_code = ${code}`;
    expect(await exchange(code, verifierOf(jar))).toMatchObject({
      status: 403,
      code: "flow_state_expired",
    });
    const waiting = await begin();
    await backend.sql`
      update auth.flow_state set auth_code_issued_at = null where auth_code = ${waiting.code}`;
    expect(await exchange(waiting.code, verifierOf(waiting.jar))).toMatchObject({
      code: "flow_state_not_found",
    });
  });

  it("is not given for a challenge that is none", async () => {
    const response = await fetch(`${backend.url}/auth/v1/otp`, {
      method: "POST",
      headers: { apikey: backend.publishableKey },
      body: JSON.stringify({
        email: newEmail(),
        code_challenge: "short",
        code_challenge_method: "s256",
      }),
    });
    expect(response.status).toBe(400);
  });
});

describe("@supabase/ssr", () => {
  it("keeps a session in cookies over reloads, refreshes it and signs out", async () => {
    const { email = "" } = await createAccount(backend);
    const { client, jar, reload } = browser();
    await client.auth.signInWithPassword({ email, password: PASSWORD });
    expect([...jar.keys()].some((name) => name.includes("auth-token"))).toBe(true);
    expect((await reload().auth.getUser()).data.user?.email).toBe(email);
    const before = (await reload().auth.getSession()).data.session?.refresh_token;
    const after = (await reload().auth.refreshSession()).data.session?.refresh_token;
    expect(after).not.toBe(before);
    expect((await reload().auth.getSession()).data.session?.refresh_token).toBe(after);
    await reload().auth.signOut();
    expect((await reload().auth.getUser()).data.user).toBeNull();
    expect([...jar.keys()].filter((name) => name.includes("auth-token"))).toEqual([]);
  });
});
