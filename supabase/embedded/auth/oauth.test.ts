import { createHash, randomUUID } from "node:crypto";
import { createServerClient } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";
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
import {
  type Account,
  browse,
  CLIENT_ID,
  CLIENT_SECRET,
  type LocalProvider,
  startProvider,
} from "./testing-provider.ts";

let backend: AuthBackend;
let provider: LocalProvider;

beforeAll(async () => {
  provider = await startProvider();
  backend = await startAuthBackend({
    SUPABASE_AUTH_EMAIL_ENABLE_CONFIRMATIONS: "true",
    SUPABASE_AUTH_ENABLE_MANUAL_LINKING: "true",
    SUPABASE_AUTH_EXTERNAL_GOOGLE_ENABLED: "true",
    SUPABASE_AUTH_EXTERNAL_GOOGLE_URL: provider.issuer,
    SUPABASE_AUTH_EXTERNAL_GOOGLE_CLIENT_ID: CLIENT_ID,
    SUPABASE_AUTH_EXTERNAL_GOOGLE_SECRET: CLIENT_SECRET,
  });
  provider.serve(`${backend.url}/auth/v1/callback`);
});
afterAll(async () => {
  await backend?.stop();
  await provider?.stop();
});

const newPerson = (more: Partial<Account> = {}): Account => ({
  sub: randomUUID(),
  email: newEmail("oauth"),
  email_verified: true,
  name: "Linh Trần Mai",
  picture: "https://pictures.example/linh.jpg",
  ...more,
});

const back = `${SITE}/auth/callback?next=%2Fcompanies`;

/** The consent page's address as supabase-js makes it. */
async function consent(client: SupabaseClient, redirectTo = back): Promise<string> {
  const { data, error } = await client.auth.signInWithOAuth({
    provider: "google",
    options: { redirectTo, skipBrowserRedirect: true, queryParams: { prompt: "consent" } },
  });
  if (error) throw error;
  return data.url ?? "";
}

/** Goes through the provider as `person`, without PKCE; gives where it ends. */
async function visit(person: Account | null, redirectTo = back): Promise<URL> {
  provider.next = person;
  const client = backend.client({ auth: { flowType: "implicit" } });
  const visited = await browse(await consent(client, redirectTo), SITE);
  return visited.at(-1) as URL;
}

/** The session in the fragment, checked with the auth server. */
async function sessionAt(url: URL) {
  const params = fragment(url);
  const client = backend.client();
  const { data, error } = await client.auth.setSession({
    access_token: params.get("access_token") ?? "",
    refresh_token: params.get("refresh_token") ?? "",
  });
  if (error) throw error;
  return { params, client, user: data.user };
}

/** A browser that keeps its verifier in cookies, as @supabase/ssr does. */
function browser() {
  const jar = new Map<string, string>();
  return createServerClient(backend.url, backend.publishableKey, {
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (cookies) => {
        for (const { name, value } of cookies) jar.set(name, value);
      },
    },
  }) as unknown as SupabaseClient;
}

describe("a newcomer", () => {
  it("comes back with tokens in the fragment (implicit)", async () => {
    const person = newPerson();
    const target = await visit(person);
    expect(target.toString().split("#")[0]).toBe(back);
    const { params, user, client } = await sessionAt(target);
    expect(params.get("token_type")).toBe("bearer");
    expect(params.get("provider_token")).toBeTruthy();
    expect(user).toMatchObject({
      email: person.email,
      app_metadata: { provider: "google", providers: ["google"] },
      user_metadata: {
        full_name: "Linh Trần Mai",
        avatar_url: person.picture,
        provider_id: person.sub,
        email_verified: true,
      },
      identities: [{ provider: "google", id: person.sub }],
    });
    expect((await client.auth.getClaims()).data?.claims.amr).toMatchObject([{ method: "oauth" }]);
    expect((await client.auth.refreshSession()).error).toBeNull();
  });

  it("comes back with a code that only the browser that left can exchange (PKCE)", async () => {
    const person = newPerson();
    provider.next = person;
    const client = browser();
    const target = (await browse(await consent(client), SITE)).at(-1) as URL;
    expect(target.hash).toBe("");
    expect(target.searchParams.get("next")).toBe("/companies");
    const code = target.searchParams.get("code") ?? "";

    const thief = browser();
    await consent(thief); // has a verifier, but another
    expect((await thief.auth.exchangeCodeForSession(code)).error?.code).toBe("bad_code_verifier");
    const { data, error } = await client.auth.exchangeCodeForSession(code);
    expect(error).toBeNull();
    expect(data.user?.email).toBe(person.email);
    expect(data.session?.provider_token).toBeTruthy();
    expect((await client.auth.exchangeCodeForSession(code)).error).not.toBeNull();
    const left = await backend.sql`select from auth.flow_state where auth_code = ${code}`;
    expect(left).toHaveLength(0);
  });

  it("is asked for consent with our own PKCE and nonce; the app's parameters override nothing", async () => {
    const client = backend.client({ auth: { flowType: "implicit" } });
    const { data } = await client.auth.signInWithOAuth({
      provider: "google",
      options: {
        redirectTo: back,
        skipBrowserRedirect: true,
        scopes: "email calendar",
        queryParams: {
          prompt: "consent",
          state: "mine",
          client_id: "evil",
          redirect_uri: "https://evil.example",
        },
      },
    });
    const response = await fetch(data.url ?? "", { redirect: "manual" });
    expect(response.status).toBe(302);
    const at = new URL(response.headers.get("location") ?? "");
    expect(at.origin).toBe(provider.issuer);
    const query = Object.fromEntries(at.searchParams);
    expect(query).toMatchObject({
      client_id: CLIENT_ID,
      redirect_uri: `${backend.url}/auth/v1/callback`,
      response_type: "code",
      code_challenge_method: "S256",
      prompt: "consent",
      scope: "openid email profile calendar",
    });
    expect(query.state).not.toBe("mine");
    expect(query.nonce?.length).toBeGreaterThan(20);
    expect(query).not.toHaveProperty("redirect_to");

    const json = await fetch(`${data.url}&skip_http_redirect=true`);
    expect(new URL((await json.json()).url).origin).toBe(provider.issuer);
  });

  it("is turned away where sign-ups are closed, and known people are not", async () => {
    const closed = await startAuthBackend({
      SUPABASE_AUTH_ENABLE_SIGNUP: "false",
      SUPABASE_AUTH_EXTERNAL_GOOGLE_ENABLED: "true",
      SUPABASE_AUTH_EXTERNAL_GOOGLE_URL: provider.issuer,
      SUPABASE_AUTH_EXTERNAL_GOOGLE_CLIENT_ID: CLIENT_ID,
      SUPABASE_AUTH_EXTERNAL_GOOGLE_SECRET: CLIENT_SECRET,
      SUPABASE_AUTH_EXTERNAL_GOOGLE_REDIRECT_URI: `${backend.url}/auth/v1/callback`,
    });
    try {
      const known = await createAccount(closed);
      const ask = async (person: Account) => {
        provider.next = person;
        const client = closed.client({ auth: { flowType: "implicit" } });
        const visited = await browse(await consent(client), backend.url);
        const callback = visited.at(-1) as URL;
        // The provider knows one address to come back to; this backend has another port.
        callback.port = new URL(closed.url).port;
        const response = await fetch(callback, { redirect: "manual" });
        return new URL(response.headers.get("location") ?? "");
      };
      const stranger = await ask(newPerson());
      expect(Object.fromEntries(stranger.searchParams)).toMatchObject({
        error: "access_denied",
        error_code: "signup_disabled",
      });
      const friend = await ask(newPerson({ email: known.email ?? "" }));
      expect(fragment(friend).get("access_token")).toBeTruthy();
    } finally {
      await closed.stop();
    }
  });
});

describe("what goes wrong comes back to the app", () => {
  const problem = (url: URL) => ({
    query: Object.fromEntries(url.searchParams),
    fragment: Object.fromEntries(fragment(url)),
  });

  it("cancelled consent", async () => {
    const target = await visit(null);
    const { query, fragment } = problem(target);
    expect(query).toMatchObject({
      next: "/companies",
      error: "access_denied",
      error_description: "The person said no.",
    });
    expect(fragment).toEqual({ error: query.error, error_description: query.error_description });
  });

  it("a state that was used, is unknown, too old or missing", async () => {
    provider.next = newPerson();
    const client = backend.client({ auth: { flowType: "implicit" } });
    const visited = await browse(await consent(client), SITE);
    const callback = visited.find(({ pathname }) => pathname === "/auth/v1/callback");
    expect(callback?.searchParams.get("code")).toBeTruthy();

    const at = async (address: string) => {
      const response = await fetch(address, { redirect: "manual" });
      return problem(new URL(response.headers.get("location") ?? "")).query;
    };
    // Nowhere but to the site: nothing says any more where it came from.
    const replayed = await at(String(callback));
    expect(replayed).toMatchObject({ error: "invalid_request", error_code: "bad_oauth_state" });
    expect(replayed).not.toHaveProperty("next");
    const base = `${backend.url}/auth/v1/callback`;
    expect(await at(`${base}?code=x&state=made-up`)).toMatchObject({
      error_code: "bad_oauth_state",
    });
    expect(await at(`${base}?code=x`)).toMatchObject({ error_code: "bad_oauth_callback" });

    const slow = new URL(
      (await fetch(await consent(client), { redirect: "manual" })).headers.get("location") ?? "",
    );
    await backend.sql`update embedded.oauth_states set created_at = now() - interval '6 minutes'`;
    const state = slow.searchParams.get("state");
    expect(await at(`${base}?code=x&state=${state}`)).toMatchObject({
      error_code: "bad_oauth_state",
    });
    const [kept] = await backend.sql`select id from embedded.oauth_states where id = ${state}`;
    expect(kept).toBeUndefined();
  });

  it("a link checker uses nothing up", async () => {
    const client = backend.client({ auth: { flowType: "implicit" } });
    const location = (await fetch(await consent(client), { redirect: "manual" })).headers.get(
      "location",
    );
    const state = new URL(location ?? "").searchParams.get("state");
    const head = await fetch(`${backend.url}/auth/v1/callback?code=x&state=${state}`, {
      method: "HEAD",
    });
    expect(head.status).toBeGreaterThanOrEqual(400);
    const id = createHash("sha256")
      .update(state ?? "")
      .digest("hex");
    expect(await backend.sql`select from embedded.oauth_states where id = ${id}`).toHaveLength(1);
  });

  it("a code the provider does not know", async () => {
    const client = backend.client({ auth: { flowType: "implicit" } });
    const location = (await fetch(await consent(client), { redirect: "manual" })).headers.get(
      "location",
    );
    const state = new URL(location ?? "").searchParams.get("state");
    const response = await fetch(`${backend.url}/auth/v1/callback?code=x&state=${state}`, {
      redirect: "manual",
    });
    const { query } = problem(new URL(response.headers.get("location") ?? ""));
    expect(query).toMatchObject({ error: "server_error", error_code: "unexpected_failure" });
    expect(query.error_description).toBe("Unable to exchange external code");
  });

  it("no e-mail address", async () => {
    const { email: _, ...person } = newPerson();
    expect(problem(await visit(person)).query).toMatchObject({
      error_description: "Error getting user email from external provider",
    });
  });

  it("nobody leads out of the allow-list", async () => {
    const target = await visit(newPerson(), "https://evil.example/steal");
    expect(target.origin).toBe(SITE);
    expect(fragment(target).get("access_token")).toBeTruthy();
  });

  it("a provider that is not switched on", async () => {
    for (const name of ["facebook", "nobody", "constructor"]) {
      const response = await fetch(`${backend.url}/auth/v1/authorize?provider=${name}`, {
        redirect: "manual",
      });
      expect(response.status, name).toBe(400);
      expect(await response.json()).toMatchObject({ error_code: "validation_failed" });
    }
  });
});

describe("whose account it is", () => {
  it("the same person again, whatever address they have now", async () => {
    const person = newPerson();
    const { user: first } = await sessionAt(await visit(person));
    const { user: again } = await sessionAt(
      await visit({ ...person, email: newEmail("moved"), name: "Linh Phạm" }),
    );
    expect(again?.id).toBe(first?.id);
    expect(again?.email).toBe(person.email);
    expect(again?.user_metadata.full_name).toBe("Linh Phạm");
  });

  it("a confirmed account with the same verified address is linked", async () => {
    const known = await createAccount(backend);
    const { user, client } = await sessionAt(await visit(newPerson({ email: known.email ?? "" })));
    expect(user?.id).toBe(known.id);
    expect(user?.app_metadata).toEqual({ provider: "email", providers: ["email", "google"] });
    // The password still works.
    const { error } = await client.auth.signInWithPassword({
      email: known.email ?? "",
      password: PASSWORD,
    });
    expect(error).toBeNull();
  });

  it("an address the provider has not verified links to nobody and opens nothing", async () => {
    const known = await createAccount(backend);
    const taken = newPerson({ email: known.email ?? "", email_verified: false });
    const free = newPerson({ email_verified: false });
    const answers = [];
    for (const person of [taken, free]) {
      const target = await visit(person);
      answers.push(Object.fromEntries(target.searchParams));
      expect(fragment(target).get("access_token")).toBeNull();
    }
    // The answer does not say which of the two has an account.
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ error_code: "provider_email_needs_verification" });
    const linked = await backend.sql`
      select from auth.identities where user_id = ${known.id} and provider = 'google'`;
    expect(linked).toHaveLength(0);

    // Whoever reads the mailbox may confirm it, and then the provider's word is enough.
    await follow((await backend.mail(free.email ?? "")).email_data.link);
    const { user } = await sessionAt(await visit(free));
    expect(user?.email).toBe(free.email);
  });

  it("an account somebody else left in wait for the address loses its password", async () => {
    const email = newEmail("victim");
    const attacker = backend.client();
    await attacker.auth.signUp({
      email,
      password: PASSWORD,
      options: { data: { first_name: "Trap" } },
    });
    const { user } = await sessionAt(await visit(newPerson({ email })));
    expect(user?.user_metadata.first_name).toBeUndefined();
    expect(user?.identities?.map(({ provider }) => provider)).toEqual(["google"]);
    const { error } = await attacker.auth.signInWithPassword({ email, password: PASSWORD });
    expect(error?.code).toBe("invalid_credentials");
  });

  it("banned people stay out", async () => {
    const person = newPerson();
    const { user } = await sessionAt(await visit(person));
    await backend.admin.auth.admin.updateUserById(user?.id ?? "", { ban_duration: "1h" });
    expect((await visit(person)).searchParams.get("error_code")).toBe("user_banned");
  });
});

describe("adding and removing a way of signing in", () => {
  it("needs a session, belongs to one account, leaves one way in", async () => {
    const { client, user } = await signedIn(backend);
    const person = newPerson();
    provider.next = person;
    const { data, error } = await client.auth.linkIdentity({
      provider: "google",
      options: { redirectTo: back, skipBrowserRedirect: true },
    });
    expect(error).toBeNull();
    await browse(data.url ?? "", SITE);
    const { data: linked } = await client.auth.getUserIdentities();
    expect(linked?.identities.map(({ provider }) => provider).sort()).toEqual(["email", "google"]);
    const { user: same } = await sessionAt(await visit(person));
    expect(same?.id).toBe(user.id);

    const other = await signedIn(backend);
    const theirs = await other.client.auth.linkIdentity({
      provider: "google",
      options: { redirectTo: back, skipBrowserRedirect: true },
    });
    provider.next = person;
    const refused = (await browse(theirs.data.url ?? "", SITE)).at(-1);
    expect(refused?.searchParams.get("error_code")).toBe("identity_already_exists");

    const google = linked?.identities.find(({ provider }) => provider === "google");
    const email = linked?.identities.find(({ provider }) => provider === "email");
    if (!google || !email) throw new Error("not linked");
    expect((await other.client.auth.unlinkIdentity(google)).error?.code).toBe("identity_not_found");
    expect((await client.auth.unlinkIdentity(google)).error).toBeNull();
    expect((await client.auth.unlinkIdentity(email)).error?.code).toBe(
      "single_identity_not_deletable",
    );
  });
});
