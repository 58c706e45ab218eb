/** Facebook and X over HTTP, against a stand-in that answers as their documentation says. */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuthBackend, fragment, newEmail, SITE, startAuthBackend } from "./testing.ts";
import { CLIENT_ID, CLIENT_SECRET } from "./testing-provider.ts";

type Asked = { path: string; authorization: string | undefined; form: URLSearchParams };

let server: Server;
let backend: AuthBackend;
let asked: Asked[] = [];
/** What stands at the addresses of the two; undefined answers 400. */
let answers: Record<string, unknown> = {};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    let body = "";
    for await (const part of request) body += part;
    const { authorization } = request.headers;
    asked.push({ path: request.url ?? "", authorization, form: new URLSearchParams(body) });
    const answer = answers[pathname];
    response.writeHead(answer ? 200 : 400, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { error: { message: "no" } }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = (name: string) => ({
    [`SUPABASE_AUTH_EXTERNAL_${name}_ENABLED`]: "true",
    [`SUPABASE_AUTH_EXTERNAL_${name}_URL`]: url,
    [`SUPABASE_AUTH_EXTERNAL_${name}_CLIENT_ID`]: CLIENT_ID,
    [`SUPABASE_AUTH_EXTERNAL_${name}_SECRET`]: CLIENT_SECRET,
  });
  backend = await startAuthBackend({ ...settings("FACEBOOK"), ...settings("TWITTER") });
});
afterAll(async () => {
  await backend?.stop();
  server?.close();
});

/** Goes to the consent page, presses "yes" there and comes back; gives both addresses. */
async function visit(provider: "facebook" | "twitter") {
  asked = [];
  const { data } = await backend.client({ auth: { flowType: "implicit" } }).auth.signInWithOAuth({
    provider,
    options: { redirectTo: `${SITE}/auth/callback`, skipBrowserRedirect: true },
  });
  const authorize = await fetch(data.url ?? "", { redirect: "manual" });
  const page = new URL(authorize.headers.get("location") ?? "");
  const back = new URL(page.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("code", "the-code");
  back.searchParams.set("state", page.searchParams.get("state") ?? "");
  const target = await fetch(back, { redirect: "manual" });
  return { page, target: new URL(target.headers.get("location") ?? "") };
}

async function userAt(target: URL) {
  const { data, error } = await backend
    .client()
    .auth.getUser(fragment(target).get("access_token") ?? "");
  if (error) throw new Error(`${error.message} at ${target}`);
  return data.user;
}

/** The code's exchange proves that whoever left is who comes back. */
function expectPkce(page: URL, { form }: Asked) {
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  expect(page.searchParams.get("code_challenge")).toBe(challenge);
  expect(form.get("code")).toBe("the-code");
}

describe("Facebook", () => {
  it("signs in whom its graph names, by the code and the app's secret", async () => {
    const person = { id: randomUUID(), email: newEmail("fb"), name: "An Lê", first_name: "An" };
    answers = { "/oauth/access_token": { access_token: "fb-token" }, "/me": person };
    const { page, target } = await visit("facebook");
    expect(page.pathname).toBe("/dialog/oauth");
    expect(page.searchParams.get("scope")).toContain("email");
    const [exchange, me] = asked as [Asked, Asked];
    expectPkce(page, exchange);
    expect(exchange.form.get("client_secret")).toBe(CLIENT_SECRET);
    expect(me.authorization).toBe("Bearer fb-token");
    expect(me.path).toContain("fields=id,email,first_name,last_name,name,picture");
    expect(await userAt(target)).toMatchObject({
      email: person.email,
      app_metadata: { provider: "facebook" },
      user_metadata: { full_name: "An Lê", provider_id: person.id },
    });
  });

  it("without an address, or with a code it does not know, nobody gets in", async () => {
    answers = {
      "/oauth/access_token": { access_token: "fb-token" },
      "/me": { id: randomUUID(), name: "Nobody" },
    };
    for (const next of [{}, { "/oauth/access_token": undefined }]) {
      answers = { ...answers, ...next };
      const { target } = await visit("facebook");
      expect(fragment(target).get("access_token")).toBeNull();
      expect(target.href).toContain("error");
    }
  });
});

describe("X", () => {
  it("signs in whom its API names, with the app's credentials in the header", async () => {
    const person = {
      id: randomUUID(),
      name: "Bình",
      username: "binh",
      confirmed_email: newEmail("x"),
    };
    answers = {
      "/2/oauth2/token": { access_token: "x-token" },
      "/2/users/me": { data: person },
    };
    const { page, target } = await visit("twitter");
    expect(page.pathname).toBe("/i/oauth2/authorize");
    const [exchange, me] = asked as [Asked, Asked];
    expectPkce(page, exchange);
    const credentials = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString("base64");
    expect(exchange.authorization).toBe(`Basic ${credentials}`);
    expect(exchange.form.get("client_secret")).toBeNull();
    expect(me.authorization).toBe("Bearer x-token");
    expect(await userAt(target)).toMatchObject({
      email: person.confirmed_email,
      app_metadata: { provider: "twitter" },
      user_metadata: { user_name: "binh" },
    });
  });
});
