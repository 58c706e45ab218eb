import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { createSmtpTransport } from "./smtp.ts";
import type { Mail } from "./transport.ts";

type Received = { from: string; to: string[]; source: string };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A mail server of this machine, and what arrived there. */
async function mailServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    async onData(stream, { envelope }, done) {
      const source = await text(stream);
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      received.push({ from, to: envelope.rcptTo.map(({ address }) => address), source });
      done();
    },
    ...options,
  });
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  closing.push(() => new Promise<void>((done) => server.close(() => done())));
  return { received, address: `127.0.0.1:${(listening.address() as AddressInfo).port}` };
}

const from = "Travel Buddy 8 <no-reply@test.example>";
const mail = (id: string): Mail => ({
  id,
  to: `${id}@test.example`,
  subject: "Chào bạn",
  html: "<p>Hello</p>",
  text: "Hello",
});

const smtpError = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

describe("the SMTP transport", () => {
  test("sends each mail by itself, with both bodies and its headers", async () => {
    const { received, address } = await mailServer();
    const send = createSmtpTransport({ url: `smtp://${address}`, from });
    const unsubscribe = { "List-Unsubscribe": "<https://test.example/unsubscribe>" };
    const outcomes = await send([mail("a"), { ...mail("b"), headers: unsubscribe }]);
    expect(outcomes).toEqual([
      { id: "a", status: "sent", providerId: "<a@test.example>" },
      { id: "b", status: "sent", providerId: "<b@test.example>" },
    ]);
    expect(received.map(({ to }) => to).sort()).toEqual([["a@test.example"], ["b@test.example"]]);
    const b = received.find(({ to }) => to[0] === "b@test.example");
    expect(b?.from).toBe("no-reply@test.example");
    expect(b?.source).toContain("Message-ID: <b@test.example>");
    expect(b?.source).toContain("List-Unsubscribe: <https://test.example/unsubscribe>");
    expect(b?.source).toContain("From: Travel Buddy 8 <no-reply@test.example>");
    expect(b?.source).toMatch(/text\/plain[\s\S]*Hello[\s\S]*text\/html[\s\S]*<p>Hello<\/p>/);
  });

  test("signs in with the address's name and password", async () => {
    const { received, address } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        if (username === "us" && password === "s3cret") done(null, { user: username });
        else done(smtpError(535, "Wrong password"));
      },
    });
    const right = createSmtpTransport({ url: `smtp://us:s3cret@${address}`, from });
    expect(await right([mail("a")])).toMatchObject([{ status: "sent" }]);
    const wrong = createSmtpTransport({ url: `smtp://us:wrong@${address}`, from });
    const [refusal] = await wrong([mail("b")]);
    // An operator puts that right; the mail is not to blame.
    expect(refusal).toMatchObject({ status: "failed", failure: "service" });
    expect(refusal?.final).toBeUndefined();
    expect(refusal?.error).not.toContain("wrong@");
    expect(received).toHaveLength(1);
  });

  test("one refused address does not hold up the others; a full mailbox may empty", async () => {
    const { received, address } = await mailServer({
      onRcptTo({ address: to }, _session, done) {
        if (to.startsWith("nobody")) done(smtpError(550, "No such user"));
        else if (to.startsWith("full")) done(smtpError(452, "Mailbox full"));
        else done();
      },
    });
    const send = createSmtpTransport({ url: `smtp://${address}`, from });
    const outcomes = await send([mail("nobody"), mail("a"), mail("full")]);
    expect(outcomes).toMatchObject([
      { id: "nobody", status: "failed", failure: "address", final: true },
      { id: "a", status: "sent" },
      { id: "full", status: "failed", failure: "service" },
    ]);
    expect(outcomes[2]?.final).toBeUndefined();
    expect(received).toHaveLength(1);
  });

  test("a server that is not there, or says nothing, is a failure, not an exception", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const url = `smtp://127.0.0.1:${port}`;
    const [quiet] = await createSmtpTransport({ url, from, timeout: 100 })([mail("a")]);
    expect(quiet).toMatchObject({ status: "failed", failure: "service" });
    await new Promise((done) => silent.close(done));
    const [gone] = await createSmtpTransport({ url, from })([mail("a")]);
    expect(gone).toMatchObject({ status: "failed", failure: "service" });
  });

  test("whoever waits is told before their deadline", async () => {
    const { address } = await mailServer({
      onRcptTo: (_to, _session, done) => void setTimeout(done, 1_500),
    });
    const started = Date.now();
    const send = createSmtpTransport({ url: `smtp://${address}`, from });
    expect(await send([mail("a")], started + 200)).toMatchObject([{ status: "failed" }]);
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});
