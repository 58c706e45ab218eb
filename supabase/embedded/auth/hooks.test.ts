import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type AuthBackend,
  createAccount,
  newEmail,
  PASSWORD,
  signedIn,
  startAuthBackend,
} from "./testing.ts";

type Call = { headers: IncomingHttpHeaders; body: string };
type Answer = { status: number; body?: string; headers?: Record<string, string> };

const secret = Buffer.from("a test's own secret of some length").toString("base64");
let backend: AuthBackend;
let receiver: Server;
let calls: Call[] = [];
let answers: Answer[] = [];

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    calls.push({ headers: request.headers, body: await text(request) });
    const { status, body = "{}", headers } = answers.shift() ?? { status: 200 };
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const { port } = receiver.address() as AddressInfo;
  backend = await startAuthBackend({
    SUPABASE_AUTH_EMAIL_ENABLE_CONFIRMATIONS: "true",
    SUPABASE_AUTH_HOOK_SEND_EMAIL_ENABLED: "true",
    SUPABASE_AUTH_HOOK_SEND_EMAIL_URI: `http://127.0.0.1:${port}/api/hooks/send-email`,
    SUPABASE_AUTH_HOOK_SEND_EMAIL_SECRETS: `v1,whsec_${secret}`,
    SUPABASE_AUTH_HOOK_CUSTOM_ACCESS_TOKEN_ENABLED: "true",
    SUPABASE_AUTH_HOOK_CUSTOM_ACCESS_TOKEN_URI: "pg-functions://postgres/public/token_hook",
  });
  await backend.sql.unsafe(`
    create function public.token_hook(event jsonb) returns jsonb language plpgsql stable as $$
      declare claims jsonb := event -> 'claims';
      begin
        if claims ->> 'email' like 'refused%' then
          return '{"error": {"http_code": 403, "message": "Not from this company"}}';
        elsif claims ->> 'email' like 'broken%' then
          raise exception 'a bug';
        elsif claims ->> 'email' like 'careless%' then
          return jsonb_build_object('claims', claims - 'sub');
        end if;
        return jsonb_set(event, '{claims,companies}', '["saigon"]'
          || jsonb_build_array(event ->> 'authentication_method', current_user));
      end $$;
    revoke execute on function public.token_hook from public;
    grant execute on function public.token_hook to supabase_auth_admin;`);
});
afterAll(async () => {
  await backend?.stop();
  receiver?.close();
});
beforeEach(() => {
  calls = [];
  answers = [];
});

describe("the send-email hook", () => {
  it("is signed as Standard Webhooks say", async () => {
    await backend.client().auth.signUp({ email: newEmail(), password: PASSWORD });
    const [{ headers, body }] = calls as [Call];
    const seconds = Number(headers["webhook-timestamp"]);
    expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(10);
    const signed = `${headers["webhook-id"]}.${seconds}.${body}`;
    const expected = createHmac("sha256", Buffer.from(secret, "base64")).update(signed).digest();
    const [version, given = ""] = String(headers["webhook-signature"]).split(",");
    expect(version).toBe("v1");
    expect(timingSafeEqual(Buffer.from(given, "base64"), expected)).toBe(true);
  });

  it("gets the user and what the mail needs, and its code works", async () => {
    const email = newEmail();
    const redirectTo = "http://127.0.0.1:3000/welcome";
    await backend.client().auth.signUp({
      email,
      password: PASSWORD,
      options: { emailRedirectTo: redirectTo, data: { first_name: "Ana" } },
    });
    const { user, email_data } = JSON.parse(calls[0]?.body ?? "");
    expect(user).toMatchObject({ email, user_metadata: { first_name: "Ana" } });
    expect(email_data).toEqual({
      token: expect.stringMatching(/^\d{6}$/),
      token_hash: expect.stringMatching(/^[0-9a-f]{56}$/),
      redirect_to: redirectTo,
      email_action_type: "signup",
      site_url: `${backend.url}/auth/v1`,
      token_new: "",
      token_hash_new: "",
    });
    const { error } = await backend
      .client()
      .auth.verifyOtp({ email, token: email_data.token, type: "email" });
    expect(error).toBeNull();
    expect(await backend.mails(email)).toHaveLength(0);
  });

  it("gets both codes of an e-mail change under upstream's crossed names", async () => {
    const { client, email } = await signedIn(backend);
    const next = newEmail("next");
    await client.auth.updateUser({ email: next });
    const { user, email_data } = JSON.parse(calls.at(-1)?.body ?? "");
    expect(user).toMatchObject({ email, new_email: next });
    const verify = (token_hash: string) =>
      backend.client().auth.verifyOtp({ type: "email_change", token_hash });
    expect((await verify(email_data.token_hash_new)).data.session).toBeNull();
    expect((await verify(email_data.token_hash)).data.session?.user.email).toBe(next);

    await client.auth.updateUser({ email });
    const again = JSON.parse(calls.at(-1)?.body ?? "").email_data;
    const typed = (address: string, token: string) =>
      backend.client().auth.verifyOtp({ type: "email_change", email: address, token });
    expect((await typed(next, again.token)).error).toBeNull();
    expect((await typed(email, again.token_new)).data.session?.user.email).toBe(email);
  });

  it("is tried again when busy", async () => {
    answers = [
      { status: 503, headers: { "retry-after": "1" } },
      { status: 429, headers: { "retry-after": "1" } },
    ];
    const { error } = await backend.client().auth.signUp({ email: newEmail(), password: PASSWORD });
    expect(error).toBeNull();
    expect(calls).toHaveLength(3);
    expect(new Set(calls.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it("that fails leaves no account, so that signing up can be repeated", async () => {
    const email = newEmail();
    answers = [
      { status: 500 },
      { status: 200, body: '{"error":{"http_code":422,"message":"No mail to this domain"}}' },
    ];
    const { auth } = backend.client();
    const first = await auth.signUp({ email, password: PASSWORD });
    expect(first.error).toMatchObject({
      status: 500,
      message: "Unexpected status code returned from hook: 500",
    });
    const second = await auth.signUp({ email, password: PASSWORD });
    expect(second.error).toMatchObject({ status: 422, message: "No mail to this domain" });
    expect(await backend.sql`select 1 from auth.users where email = ${email}`).toHaveLength(0);
    expect((await auth.signUp({ email, password: PASSWORD })).error).toBeNull();
  });
});

describe("the custom-access-token hook", () => {
  it("adds claims, as the auth role, and knows how somebody signed in", async () => {
    const { client } = await signedIn(backend);
    const { data } = await client.auth.getClaims();
    expect(data?.claims.companies).toEqual(["saigon", "password", "supabase_auth_admin"]);
    await client.auth.refreshSession();
    const refreshed = await client.auth.getClaims();
    expect(refreshed.data?.claims.companies).toContain("token_refresh");
  });

  it.each([
    ["refused", 403, "Not from this company"],
    ["broken", 500, "Error running hook URI: pg-functions://postgres/public/token_hook"],
    ["careless", 500, "output claims do not conform to the expected schema: sub"],
  ])("that is %s lets nobody in", async (name, status, message) => {
    const { email = "", id } = await createAccount(backend, newEmail(name));
    const { error } = await backend.client().auth.signInWithPassword({ email, password: PASSWORD });
    expect(error).toMatchObject({ status, message });
    expect(await backend.sql`select 1 from auth.sessions where user_id = ${id}`).toHaveLength(0);
  });
});
