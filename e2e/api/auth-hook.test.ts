/** Mails of accounts: the auth server asks for them, the app writes them. */
import { randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { Webhook } from "standardwebhooks";
import { beforeAll, describe, expect, test } from "vitest";
import type { KeptMail } from "../mailbox.ts";
import {
  adminClient,
  authOptions,
  baseUrl,
  mailsTo,
  person,
  publishableKey,
  sql,
  supabaseUrl,
  uniqueEmail,
} from "./support.ts";

const secret = process.env.TEST_SEND_EMAIL_HOOK_SECRET ?? "";
const address = `${baseUrl}/api/hooks/send-email`;

type Signing = { id?: string; at?: Date; secret?: string; sign?: string };

/** What the auth server would send. */
async function hook(body: unknown, signing: Signing = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { id = `msg_${randomUUID()}`, at = new Date(), sign = text } = signing;
  const webhook = new Webhook((signing.secret ?? secret).replace(/^v1,/, ""));
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": webhook.sign(id, at, sign),
    },
    body: text,
  });
  const json = (await answer.json()) as {
    error?: { http_code: number; message: string; fields?: Record<string, string[]> };
  };
  return { status: answer.status, json };
}

const asked = (
  action: string,
  email: string,
  { data = {}, ...user }: { data?: object; new_email?: string; user_metadata?: object } = {},
) => ({
  user: { id: randomUUID(), email, phone: "", user_metadata: {}, ...user },
  email_data: {
    token: "305805",
    token_hash: "7d5b7b1964cf5d388340a7f04f1dbb5eeb6c7b52ef8270e1737a58d0",
    redirect_to: `${baseUrl}/companies?tab=1`,
    email_action_type: action,
    site_url: baseUrl,
    token_new: "",
    token_hash_new: "",
    ...data,
  },
});

/** The fragment of the link to our page, which must stand in both bodies. */
function linkIn(mail: KeptMail | undefined) {
  const link = new RegExp(`${baseUrl}/auth/confirm#([^\\s"<>)]+)`).exec(mail?.text ?? "")?.[1];
  expect(mail?.html).toContain(`${baseUrl}/auth/confirm#`);
  return Object.fromEntries(new URLSearchParams(link?.replaceAll("&amp;", "&")));
}

describe("who asks", () => {
  const body = asked("recovery", uniqueEmail("forged"));

  test("must have signed this, with our secret, now", async () => {
    const minutes = (n: number) => new Date(Date.now() + n * 60_000);
    const foreign = Buffer.from("somebody else's secret, as long").toString("base64");
    for (const signing of [
      { secret: `v1,whsec_${foreign}` },
      { at: minutes(-6) },
      { at: minutes(6) },
      { sign: JSON.stringify({ ...body, more: 1 }) },
    ]) {
      const { status, json } = await hook(body, signing);
      expect(status).toBe(401);
      expect(json.error).toMatchObject({ http_code: 401 });
    }
    for (const headers of [{}, { "webhook-signature": "v1,x" }] as Record<string, string>[]) {
      const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
      expect(answer.status).toBe(401);
    }
    expect(await mailsTo(body.user.email)).toEqual([]);
  });

  test("must say what is wanted, and be brief", async () => {
    for (const wrong of ["", "{", "[]", "{}"]) {
      expect((await hook(wrong)).status, wrong).toBe(400);
    }
    const { json } = await hook({ user: { email: 1 }, email_data: { token: "1" } });
    expect(Object.keys(json.error?.fields ?? {}).sort()).toEqual([
      "email_data.email_action_type",
      "user.email",
    ]);
    expect((await hook(asked("recovery", ""))).json.error?.fields).toHaveProperty(["user.email"]);
    expect((await hook({ ...body, padding: "x".repeat(300_000) })).status).toBe(413);
    const get = await fetch(address);
    expect(get.status).toBe(405);
  });

  test("is answered once for each request, however often it comes", async () => {
    const email = uniqueEmail("twice");
    const id = `msg_${randomUUID()}`;
    for (let n = 0; n < 3; n += 1) {
      expect(await hook(asked("recovery", email), { id })).toEqual({ status: 200, json: {} });
    }
    expect(await mailsTo(email)).toHaveLength(1);
    await hook(asked("recovery", email));
    expect(await mailsTo(email)).toHaveLength(2);
  });
});

describe("what is mailed", () => {
  test.each([
    ["signup", "confirm-address", "signup"],
    ["invite", "confirm-address", "invite"],
    ["magiclink", "magic-link", "magiclink"],
    ["email", "magic-link", "magiclink"],
    ["recovery", "reset-password", "recovery"],
  ])("%s: link to our page, and the code", async (action, template, type) => {
    const email = uniqueEmail(action);
    expect(await hook(asked(action, email))).toEqual({ status: 200, json: {} });
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ template, language: "en" });
    expect(mail?.text).toContain("305805");
    expect(linkIn(mail)).toEqual({
      token_hash: "7d5b7b1964cf5d388340a7f04f1dbb5eeb6c7b52ef8270e1737a58d0",
      type,
      next: "/companies?tab=1",
    });
  });

  test("other clients of ours are told to the page; home needs no word", async () => {
    const onward = async (redirect_to: string) => {
      const email = uniqueEmail("onward");
      await hook(asked("recovery", email, { data: { redirect_to } }));
      const { next, redirect_to: other } = linkIn((await mailsTo(email))[0]);
      return next ?? other;
    };
    expect(await onward("travelbuddy://auth?x=1&y=2")).toBe("travelbuddy://auth?x=1&y=2");
    expect(await onward("https://m.test.example/auth")).toBe("https://m.test.example/auth");
    expect(await onward(baseUrl)).toBeUndefined();
    expect(await onward("")).toBeUndefined();
  });

  test("a change of address goes to both mailboxes, with the crossed names", async () => {
    const [before, after] = [uniqueEmail("before"), uniqueEmail("after")];
    const data = { token: "111111", token_hash_new: "hash-of-present-1", token_new: "222222" };
    await hook(
      asked("email_change", before, {
        new_email: after,
        data: { ...data, token_hash: "hash-of-coming-2" },
      }),
    );
    const [[present], [coming]] = await Promise.all([mailsTo(before), mailsTo(after)]);
    expect(linkIn(present)).toMatchObject({
      token_hash: "hash-of-present-1",
      type: "email_change",
    });
    expect(present?.text).toContain("111111");
    expect(present?.text).not.toContain("222222");
    expect(linkIn(coming)).toMatchObject({ token_hash: "hash-of-coming-2", type: "email_change" });
    expect(coming?.text).toContain("222222");
    expect(coming?.text).not.toContain("111111");
  });

  test("a change that only the new mailbox confirms", async () => {
    const [before, after] = [uniqueEmail("before"), uniqueEmail("after")];
    await hook(asked("email_change", before, { new_email: after }));
    expect(await mailsTo(before)).toEqual([]);
    const [mail] = await mailsTo(after);
    expect(mail?.text).toContain("305805");
  });

  test("a code alone, to confirm who one is", async () => {
    const email = uniqueEmail("nonce");
    await hook(asked("reauthentication", email, { user_metadata: { language: "vi" } }));
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ template: "reauthentication", language: "vi" });
    expect(mail?.text).toContain("305805");
    expect(mail?.text).not.toContain("/auth/confirm");
  });

  test("notices, in the language of the account; what we do not know is nobody's trouble", async () => {
    const email = uniqueEmail("notices");
    const vietnamese = { user_metadata: { language: "vi-VN" } };
    for (const action of [
      "password_changed_notification",
      "phone_changed_notification",
      "identity_linked_notification",
      "identity_unlinked_notification",
      "mfa_factor_enrolled_notification",
      "mfa_factor_unenrolled_notification",
    ]) {
      expect((await hook(asked(action, email, vietnamese))).status, action).toBe(200);
    }
    const mails = await mailsTo(email);
    expect(mails.map(({ language }) => language)).toEqual(Array(6).fill("vi"));
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(6);

    const old = uniqueEmail("old");
    await hook(asked("email_changed_notification", email, { data: { old_email: old } }));
    expect((await mailsTo(old))[0]?.text).toContain(email);

    expect(await hook(asked("moon_phase_notification", email))).toEqual({ status: 200, json: {} });
    expect(await mailsTo(email)).toHaveLength(6);
  });

  test("nothing of it stays in the database without its owner", async () => {
    const email = uniqueEmail("secret");
    await hook(asked("recovery", email));
    const [row] = await sql`
      select is_secret, created_by, give_up_at <= created_at as now_or_never
      from public.mail_outbox where recipient = ${email}`;
    expect(row).toEqual({ is_secret: true, created_by: null, now_or_never: true });
  });
});

describe("the auth server of the tests", () => {
  let client: ReturnType<typeof createClient>;
  beforeAll(() => {
    client = createClient(supabaseUrl, publishableKey, authOptions);
  });

  test("has its mails written by the app, and its links and codes work", async () => {
    const who = await person("mailed");
    await client.auth.resetPasswordForEmail(who.email, { redirectTo: `${baseUrl}/reset-password` });
    const [mail] = await mailsTo(who.email);
    const { token_hash = "", next } = linkIn(mail);
    expect(next).toBe("/reset-password");
    const { data, error } = await client.auth.verifyOtp({ token_hash, type: "recovery" });
    expect(error).toBeNull();
    expect(data.user?.email).toBe(who.email);

    // Another person: one and the same is mailed once a second.
    const other = await person("coded");
    const asked = await client.auth.signInWithOtp({
      email: other.email,
      options: { shouldCreateUser: false },
    });
    expect(asked.error).toBeNull();
    const second = (await mailsTo(other.email)).find(({ template }) => template === "magic-link");
    const token = /\b(\d{6})\b/.exec(second?.text ?? "")?.[1] ?? "";
    const signedIn = await client.auth.verifyOtp({ email: other.email, token, type: "email" });
    expect(signedIn.error).toBeNull();
  });

  test("keeps nothing in a mailbox of its own", async () => {
    const who = await person("kept");
    await client.auth.resetPasswordForEmail(who.email);
    const kept = await sql`select from embedded.mails where recipient = ${who.email}`;
    expect(kept).toHaveLength(0);
    expect(await mailsTo(who.email)).toHaveLength(1);
  });

  test("writes to newcomers in the language they chose", async () => {
    const email = uniqueEmail("newcomer");
    const { data, error } = await adminClient.auth.admin.inviteUserByEmail(email, {
      data: { language: "vi" },
    });
    expect(error).toBeNull();
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ template: "confirm-address", language: "vi" });
    await adminClient.auth.admin.deleteUser(data.user?.id ?? "");
  });
});
