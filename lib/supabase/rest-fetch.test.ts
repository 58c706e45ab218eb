import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PostgrestClient } from "@supabase/postgrest-js";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { restFetch } from "@/lib/supabase/rest-fetch";

let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => answer(request, response));
let origin: string;
let db: PostgrestClient;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  db = new PostgrestClient(`${origin}/rest/v1`, {
    fetch: restFetch,
    headers: { authorization: "Bearer t" },
    retry: false,
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("sends what it was given and reads what comes back", async () => {
  let seen: unknown;
  answer = (request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { method, url, headers } = request;
      seen = { method, url, body, token: headers.authorization, type: headers["content-type"] };
      response.writeHead(201, { "content-type": "application/json", "content-range": "0-0/41" });
      response.end('[{"name":"Bến Thành"}]');
    });
  };
  const result = await db
    .from("places")
    .insert({ name: "Bến Thành" }, { count: "exact" })
    .select("name");
  expect(result).toMatchObject({ status: 201, count: 41, data: [{ name: "Bến Thành" }] });
  expect(seen).toEqual({
    method: "POST",
    url: "/rest/v1/places?select=name",
    body: '{"name":"Bến Thành"}',
    token: "Bearer t",
    type: "application/json",
  });
});

test("answers without a body are answers", async () => {
  answer = (_request, response) => void response.writeHead(204, { "content-range": "*/7" }).end();
  expect(await db.from("places").delete().eq("id", 1)).toMatchObject({ status: 204, error: null });
  answer = (_request, response) => void response.writeHead(200, { "content-range": "*/7" }).end();
  const head = await db.from("places").select("*", { count: "exact", head: true });
  expect(head).toMatchObject({ count: 7, error: null });
});

test("errors of the database keep their code", async () => {
  answer = (_request, response) => {
    response.writeHead(409, { "content-type": "application/json" });
    response.end('{"code":"23505","message":"duplicate key","details":null,"hint":null}');
  };
  const { error, status } = await db.from("places").select();
  expect(status).toBe(409);
  expect(error?.code).toBe("23505");
});

test("a server that is away or too slow is an error, not a hang", async () => {
  answer = () => {};
  const slow = await db.from("places").select().abortSignal(AbortSignal.timeout(50));
  expect(slow.error?.message).toMatch(/abort|timeout/i);
  const away = new PostgrestClient("http://127.0.0.1:1/rest/v1", {
    fetch: restFetch,
    retry: false,
  });
  expect((await away.from("places").select()).error?.message).toMatch(/ECONNREFUSED/);
});

test("connections are kept", async () => {
  const ports = new Set<number | undefined>();
  answer = (request, response) => {
    ports.add(request.socket.remotePort);
    response.end("[]");
  };
  for (let i = 0; i < 5; i += 1) await db.from("places").select();
  // One of them may be new: the test before dropped a connection.
  expect(ports.size).toBeLessThanOrEqual(2);
});

test("everything but the database goes through the ordinary fetch", async () => {
  const ordinary = vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("ok"));
  await restFetch(`${origin}/auth/v1/token`, { method: "POST", body: "{}" });
  await restFetch(`${origin}/storage/v1/object/a`, { method: "POST", body: new FormData() });
  await restFetch(new Request(`${origin}/rest/v1/places`));
  expect(ordinary).toHaveBeenCalledTimes(3);
  ordinary.mockRestore();
});
