/** Mails on their way: the real outbox and the real clients, the services played by this machine. */
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json, text } from "node:stream/consumers";
import postgres from "postgres";
import { SMTPServer } from "smtp-server";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { TestBackend } from "../embedded/testing.ts";
import { attempt, rolledBack, rowsAs, type Sql, startMigrated } from "./harness.ts";
import { createWorld, type World } from "./world.ts";

let backend: TestBackend;
let sql: Sql;
let world: World;

type Sent = { key: string; to: string[]; text: string[] };

/** Resend: answers 200 unless told otherwise, and remembers what it was asked. */
let service: Server;
let replies: { status: number; name: string }[] = [];
let asked: Sent[] = [];

beforeAll(async () => {
  backend = await startMigrated();
  sql = postgres(backend.databaseUrl, { max: 4, onnotice: () => {} });
  world = await createWorld(sql);
  service = createServer(async (request, response) => {
    const mails = (await json(request)) as { to: string; text: string }[];
    asked.push({
      key: String(request.headers["idempotency-key"]),
      to: mails.map(({ to }) => to),
      text: mails.map((mail) => mail.text),
    });
    const { status, name } = replies.shift() ?? { status: 200, name: "" };
    response.writeHead(status, { "content-type": "application/json", "retry-after": "0.001" });
    const data = mails.map((_, place) => ({ id: `re_${place}` }));
    response.end(
      JSON.stringify(status === 200 ? { data } : { statusCode: status, name, message: "No." }),
    );
  }).listen(0, "127.0.0.1");
  await once(service, "listening");
}, 60_000);
afterAll(async () => {
  service?.close();
  await sql?.end();
  await backend?.stop();
});

beforeEach(async () => {
  replies = [];
  asked = [];
  await sql`delete from public.mail_outbox`;
});
afterEach(() => vi.unstubAllEnvs());

const resend = () => ({
  RESEND_API_KEY: "re_test",
  RESEND_BASE_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
});

/** The app's mail, configured like this; each time as a process of its own would be. */
async function app(env: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries({
    NEXT_PUBLIC_SUPABASE_URL: backend.url,
    EMBEDDED_SUPABASE_URL: backend.url,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
    SUPABASE_SECRET_KEY: backend.secretKey,
    SEND_EMAIL_HOOK_SECRET: backend.hookSecret,
    APP_URL: "https://buddy.test",
    LOG_LEVEL: "silent",
    RESEND_API_KEY: "",
    SMTP_URL: "",
    ...env,
  })) {
    vi.stubEnv(name, value);
  }
  return {
    ...(await import("@/lib/email/send")),
    ...(await import("@/lib/email/deliver")),
    ...(await import("@/lib/email/auth-hook")),
    ...(await import("@/lib/email/mailbox")),
  };
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
const tokenIn = (words: string | undefined) => /#token=([\w-]+)/.exec(words ?? "")?.[1] ?? "";
const busy = { status: 500, name: "internal_server_error" };
const due = () =>
  sql`update public.mail_outbox set next_attempt_at = now() where status = 'queued'`;
const outbox = () => sql`
  select status, attempts, failure, props is null as cleared, provider_id, last_error
  from public.mail_outbox order by created_at, id`;

const hello = { subject: "Hello", body: "There.", reason: "You asked." };

describe("an invitation whose mail fails", () => {
  test("is not lost: the same link goes out later and is good once, for that person", async () => {
    const { sendMails, deliverQueued, invitationToken } = await app(resend());
    const mailId = randomUUID();
    const [{ email } = { email: "" }] = await sql<{ email: string }[]>`
      update auth.users set email_confirmed_at = now() where id = ${world.id("traveller")}
      returning email`;
    const [invitation] = await sql`
      insert into public.company_invitations (company_id, email, role, token_hash)
      values (${world.id("acme")}, ${email}, 'editor', ${hashOf(invitationToken(mailId))})
      returning id`;
    replies = [busy, busy, busy];
    const outcomes = await sendMails([
      {
        id: mailId,
        to: email,
        template: "invitation",
        invitationId: invitation?.id,
        companyId: world.id("acme"),
        props: { company: "Acme", role: "editor", inviter: "Mai", known: true },
      },
    ]);
    expect(outcomes).toEqual(["failed"]);
    expect(await outbox()).toMatchObject([{ status: "queued", attempts: 1, failure: "service" }]);
    await rolledBack(sql, async (tx) => {
      const [shown] = await rowsAs(
        tx,
        world.id("admin"),
        "select id, mail_status, mail_failure from public.list_invitations($1)",
        [world.id("acme")],
      );
      expect(shown).toEqual({
        id: invitation?.id,
        mail_status: "queued",
        mail_failure: "service",
      });
    });

    // What waits in the database opens nothing.
    const [row] = await sql`select to_jsonb(m) as kept from public.mail_outbox m`;
    const token = tokenIn(asked[0]?.text[0]);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(row?.kept)).not.toContain(token);

    // Not yet due: nobody hurries a service in trouble.
    expect(await deliverQueued()).toBe(0);
    await due();
    expect(await deliverQueued()).toBe(1);
    expect(await outbox()).toMatchObject([{ status: "sent", attempts: 2, cleared: true }]);
    // The same request again: had the first one arrived, nobody would get a second mail.
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
    expect(asked.map(({ text: [words] }) => tokenIn(words))).toEqual(Array(4).fill(token));

    await rolledBack(sql, async (tx) => {
      const accept = (who: string, given: string) =>
        attempt(tx, world.id(who), "select * from public.accept_invitation($1)", [given]);
      expect(await accept("stranger", token)).toMatchObject({ code: "42501" });
      expect(await accept("traveller", invitationToken(randomUUID()))).toMatchObject({ count: 0 });
      expect(await accept("traveller", token)).toMatchObject({ count: 1 });
    });
  });

  test("cannot be opened by somebody with another server's key", async () => {
    const id = randomUUID();
    const ours = (await app({})).invitationToken(id);
    const theirs = (await app({ SUPABASE_SECRET_KEY: "sb_secret_embedded_other" })).invitationToken(
      id,
    );
    expect(ours).not.toBe(theirs);
    expect((await app({})).invitationToken(id)).toBe(ours);
  });
});

describe("several instances", () => {
  test("send each mail once", async () => {
    const queue = (n: number) => sql`
      select private.queue_mail(${`person${n}@test.example`}, 'message', ${sql.json(hello)})`;
    for (let n = 0; n < 25; n += 1) await queue(n);
    const instances = [await app(resend()), await app(resend()), await app(resend())];
    const tried = await Promise.all(
      Array.from({ length: 12 }, (_, n) => instances[n % 3]?.deliverQueued() ?? 0),
    );
    expect(tried.reduce((sum, n) => sum + n, 0)).toBe(25);
    const people = asked.flatMap(({ to }) => to);
    expect(people).toHaveLength(25);
    expect(new Set(people).size).toBe(25);
    expect(
      (await outbox()).every(({ status, attempts }) => status === "sent" && attempts === 1),
    ).toBe(true);
  });

  test("take over from one that died, with the same request", async () => {
    const { sendMails, deliverQueued } = await app(resend());
    const letters = ["a", "b", "c"].map((who) => ({
      to: `${who}@test.example`,
      template: "message" as const,
      props: hello,
    }));
    await sendMails(letters);
    // Sent, but nobody wrote it down: as if the process had ended in between.
    await sql`update public.mail_outbox
      set status = 'queued', props = ${sql.json(hello)}, sent_at = null, next_attempt_at = now()`;
    await deliverQueued();
    expect(asked).toHaveLength(2);
    expect(asked[1]?.key).toBe(asked[0]?.key);
    expect(asked[1]?.to).toEqual(asked[0]?.to);
  });
});

describe("the mail server", () => {
  test("gets what the outbox has, once it is back", async () => {
    const received: { to: string; source: string }[] = [];
    let down = true;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onMailFrom: (_from, _session, done) =>
        done(down ? Object.assign(new Error("Try later"), { responseCode: 421 }) : null),
      async onData(stream, { envelope }, done) {
        const to = envelope.rcptTo[0]?.address ?? "";
        received.push({ to, source: await text(stream) });
        done();
      },
    });
    server.on("error", () => {});
    const listening = server.listen(0, "127.0.0.1");
    await once(listening, "listening");
    try {
      const { port } = listening.address() as AddressInfo;
      const { sendMails, deliverQueued } = await app({ SMTP_URL: `smtp://127.0.0.1:${port}` });
      const letter = { to: "a@test.example", template: "message" as const, props: hello };
      expect(await sendMails([letter])).toEqual(["failed"]);
      expect(await outbox()).toMatchObject([{ status: "queued", failure: "service" }]);
      down = false;
      await due();
      await deliverQueued();
      expect(received).toMatchObject([{ to: "a@test.example" }]);
      expect(received[0]?.source).toContain("Subject: Hello");
      expect(await outbox()).toMatchObject([{ status: "sent", cleared: true }]);
    } finally {
      await new Promise<void>((done) => server.close(() => done()));
    }
  });
});

describe("a mail of an account", () => {
  /** As the auth server asks for it. */
  function request(secret = backend.hookSecret) {
    const id = randomUUID();
    const now = new Date();
    const body = JSON.stringify({
      user: { email: "a@test.example" },
      email_data: {
        email_action_type: "recovery",
        token: "305805",
        token_hash: "hash-of-the-token",
        redirect_to: "",
      },
    });
    return new Request("http://app.test/api/hooks/send-email", {
      method: "POST",
      body,
      headers: {
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
        "webhook-signature": new Webhook(secret.replace(/^v1,/, "")).sign(id, now, body),
      },
    });
  }

  test("is out before the auth server is answered, and then forgotten", async () => {
    const { answerAuthHook } = await app(resend());
    const answer = await answerAuthHook(request());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({});
    expect(asked[0]?.text[0]).toContain(
      "https://buddy.test/auth/confirm#token_hash=hash-of-the-token",
    );
    expect(await outbox()).toMatchObject([{ status: "sent", cleared: true }]);
  });

  test("that fails is told to the person and not kept: a late code helps nobody", async () => {
    const { answerAuthHook, deliverQueued } = await app(resend());
    replies = [busy, busy, busy];
    const answer = await answerAuthHook(request());
    // The auth server reads the error of an answer with 200 only.
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      error: { http_code: 500, message: expect.stringContaining("could not be sent") },
    });
    expect(await outbox()).toMatchObject([{ status: "failed", attempts: 1, cleared: true }]);
    await due();
    expect(await deliverQueued()).toBe(0);
  });

  test("is taken from the old and the new secret while they are exchanged, else from nobody", async () => {
    const fresh = `v1,whsec_${Buffer.from(randomUUID() + randomUUID()).toString("base64")}`;
    const exchanging = await app({ SEND_EMAIL_HOOK_SECRET: `${fresh}|${backend.hookSecret}` });
    expect((await exchanging.answerAuthHook(request())).status).toBe(200);
    expect((await exchanging.answerAuthHook(request(fresh))).status).toBe(200);
    const exchanged = await app({ SEND_EMAIL_HOOK_SECRET: fresh });
    expect((await exchanged.answerAuthHook(request())).status).toBe(401);
    const none = await app({ SEND_EMAIL_HOOK_SECRET: "" });
    expect((await none.answerAuthHook(request())).status).toBe(401);
  });
});

describe("the mailbox of this machine", () => {
  test("keeps mails only where none can leave and nobody else reads", async () => {
    const { sendMails, mailboxIsOpen, mailboxAddress, listKeptMails } = await app({});
    expect(mailboxIsOpen()).toBe(true);
    expect(mailboxAddress()).toBe("/dev/mailbox");
    const letter = { to: "50%_a@test.example", template: "message" as const, props: hello };
    expect(await sendMails([letter])).toEqual(["stored"]);
    const subjects = async (to?: string) =>
      (await listKeptMails(to)).mails.map(({ subject }) => subject);
    expect(await subjects()).toEqual(["Hello"]);
    expect(await subjects("0%_A@TEST")).toEqual(["Hello"]);
    expect(await subjects("0_%")).toEqual([]);

    const hosted = {
      NEXT_PUBLIC_SUPABASE_URL: "https://project.supabase.test",
      NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x",
      SUPABASE_SECRET_KEY: "sb_secret_x",
    };
    for (const [open, env] of [
      [true, { ...hosted, NEXT_PUBLIC_SUPABASE_URL: "http://127.0.0.1:54321" }],
      [false, { ...hosted, NODE_ENV: "development" }],
      [true, { NODE_ENV: "production" }],
      [false, { ...hosted, NODE_ENV: "production" }],
      [false, { ...resend(), NODE_ENV: "development" }],
      [false, { ...resend(), NODE_ENV: "production" }],
      [false, { SMTP_URL: "smtp://127.0.0.1", NODE_ENV: "production" }],
    ] as [boolean, Record<string, string>][]) {
      const configured = await app(env);
      expect(configured.mailboxIsOpen(), JSON.stringify(env)).toBe(open);
      expect(configured.mailboxAddress()).toBe(open ? "/dev/mailbox" : null);
    }
  });
});
