import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createResendTransport } from "./resend.ts";
import { type Mail, mailbox } from "./transport.ts";

/** `delay`: a service that takes its time, in milliseconds. */
type Reply = {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
  delay?: number;
};
type Asked = { url: string; headers: IncomingHttpHeaders; body: { to: string }[] };

/** Resend, as far as we use it: answers what the test tells it to, in order. */
let server: Server;
let replies: Reply[];
let asked: Asked[];
let baseUrl: string;

beforeEach(async () => {
  replies = [];
  asked = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push({
      url: request.url ?? "",
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    });
    const reply = replies.shift() ?? { status: 500, body: { message: "unexpected" } };
    if (reply.delay) await new Promise((resolve) => setTimeout(resolve, reply.delay));
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    response.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((done) => server.close(done)));

const send = (mails: readonly Mail[], deadline?: number) =>
  createResendTransport({
    apiKey: "re_test",
    baseUrl,
    from: "Travel Buddy 8 <no-reply@test.example>",
    wait: { first: 1, longest: 5 },
    timeout: 300,
  })(mails, deadline);

const mail = (id: string): Mail => ({
  id,
  to: `${id}@test.example`,
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello",
});
const accepted = (...ids: string[]): Reply => ({
  status: 200,
  body: { data: ids.map((id) => ({ id })) },
});
const refused = (status: number, name: string): Reply => ({
  status,
  body: { statusCode: status, name, message: "No." },
});

describe("the Resend transport", () => {
  test("sends a batch with key, sender and nobody in copy", async () => {
    replies = [accepted("one", "two")];
    expect(await send([mail("a"), mail("b")])).toEqual([
      { id: "a", status: "sent", providerId: "one" },
      { id: "b", status: "sent", providerId: "two" },
    ]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe("/emails/batch");
    expect(asked[0]?.headers.authorization).toBe("Bearer re_test");
    expect(asked[0]?.body[0]).toEqual({
      from: "Travel Buddy 8 <no-reply@test.example>",
      to: "a@test.example",
      subject: "Hello",
      html: "<p>Hello</p>",
      text: "Hello",
    });
  });

  test("asks again after 429 and 500, under the same idempotency key", async () => {
    replies = [
      { ...refused(429, "rate_limit_exceeded"), headers: { "retry-after": "1" } },
      { status: 500, body: "<h1>Oops</h1>" },
      accepted("one"),
    ];
    expect(await send([mail("a")])).toEqual([{ id: "a", status: "sent", providerId: "one" }]);
    const keys = asked.map(({ headers }) => headers["idempotency-key"]);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(1);
  });

  test("gives up after three attempts and says why", async () => {
    replies = [refused(429, "a"), refused(503, "b"), refused(500, "internal_server_error")];
    expect(await send([mail("a")])).toEqual([
      {
        id: "a",
        status: "failed",
        failure: "service",
        error: "500 internal_server_error: No.",
      },
    ]);
  });

  test("passes on further headers", async () => {
    replies = [accepted("one")];
    const headers = { "List-Unsubscribe": "<https://test.example/unsubscribe>" };
    await send([{ ...mail("a"), headers }]);
    expect(asked[0]?.body[0]).toMatchObject({ headers });
  });

  test("asks again when there is no answer in time, under the same key", async () => {
    replies = [{ ...accepted("lost"), delay: 1_000 }, accepted("one")];
    expect(await send([mail("a")])).toEqual([{ id: "a", status: "sent", providerId: "one" }]);
    expect(asked[1]?.headers["idempotency-key"]).toBe(asked[0]?.headers["idempotency-key"]);
  });

  test("whoever waits is told before their deadline", async () => {
    replies = [{ ...accepted("late"), delay: 1_000 }];
    const started = Date.now();
    expect(await send([mail("a")], started + 100)).toMatchObject([
      { id: "a", status: "failed", failure: "service" },
    ]);
    expect(Date.now() - started).toBeLessThan(250);
    expect(asked).toHaveLength(1);
  });

  test("has the same key for the same mails, and another for others", async () => {
    replies = [accepted("1", "2"), accepted("1", "2"), accepted("1"), accepted("2")];
    await send([mail("a"), mail("b")]);
    await send([mail("b"), mail("a")]);
    await send([mail("a")]);
    await send([mail("b")]);
    const keys = asked.map(({ headers }) => headers["idempotency-key"]);
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(3);
  });

  test("what arrived before under this key, in other words, has been sent", async () => {
    replies = [refused(409, "invalid_idempotent_request")];
    expect(await send([mail("a")])).toEqual([{ id: "a", status: "sent" }]);
    replies = [refused(409, "concurrent_idempotent_requests"), accepted("one")];
    expect(await send([mail("b")])).toMatchObject([{ status: "sent", providerId: "one" }]);
  });

  test("one mail that spoils the request is found", async () => {
    replies = [
      refused(422, "validation_error"),
      accepted("one"),
      refused(422, "validation_error"),
      accepted("three"),
    ];
    expect(await send([mail("a"), mail("b"), mail("c")])).toMatchObject([
      { id: "a", status: "sent" },
      { id: "b", status: "failed", final: true, failure: "address" },
      { id: "c", status: "sent" },
    ]);
  });

  test("an exhausted day waits for the outbox, not for us", async () => {
    replies = [refused(429, "daily_quota_exceeded")];
    const [delivery] = await send([mail("a")]);
    expect(delivery).toMatchObject({ status: "failed", failure: "service" });
    expect(delivery?.final).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test("a wrong key may be put right: not for good, but not repeated at once", async () => {
    replies = [refused(401, "missing_api_key")];
    const [delivery] = await send([mail("a")]);
    expect(delivery).toMatchObject({ status: "failed" });
    expect(asked).toHaveLength(1);
  });

  test("one bad address does not hold up the others", async () => {
    replies = [
      {
        status: 200,
        body: { data: [{ id: "one" }, { id: "two" }], errors: [{ index: 1, message: "Bad." }] },
      },
    ];
    expect(await send([mail("a"), mail("b"), mail("c")])).toEqual([
      { id: "a", status: "sent", providerId: "one" },
      { id: "b", status: "failed", failure: "address", final: true, error: "Bad." },
      { id: "c", status: "sent", providerId: "two" },
    ]);
    expect(asked[0]?.headers["x-batch-validation"]).toBe("permissive");
  });

  test("nobody there is a failure, not an exception", async () => {
    await new Promise((done) => server.close(done));
    const [delivery] = await send([mail("a")]);
    expect(delivery).toMatchObject({ status: "failed", failure: "service" });
    server.listen();
  });

  test("asks once for each hundred", async () => {
    const mails = Array.from({ length: 101 }, (_, i) => mail(`m${i}`));
    replies = [accepted(...mails.slice(0, 100).map(({ id }) => id)), accepted("last")];
    const deliveries = await send(mails);
    expect(asked.map(({ body }) => body.length)).toEqual([100, 1]);
    expect(deliveries.at(-1)?.providerId).toBe("last");
  });
});

test("without a service mails are kept", async () => {
  expect(await mailbox([mail("a")])).toEqual([{ id: "a", status: "stored" }]);
});
