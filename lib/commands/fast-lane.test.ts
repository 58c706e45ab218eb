/** The preloaded listener itself, with lanes and a Next made up here. */
import http, { type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Lane } from "../api/fast-lane.ts";
import { processWide } from "../api/process-wide.ts";

const { createServer } = http;
const lanes = processWide("fast-lanes", () => new Map<string, Lane>());
let server: Server;
let url: string;

beforeAll(async () => {
  await import("./fast-lane.ts");
  server = http.createServer((_, response) => response.end("from Next"));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  http.createServer = createServer;
  lanes.clear();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const events = { status: 200, headers: { "content-type": "text/event-stream" }, cookies: [] };
const bytes = (text: string) => new TextEncoder().encode(text);

test("an answer that is still being made arrives while it is", async () => {
  let more: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      more = controller;
      controller.enqueue(bytes("data: one\n\n"));
    },
  });
  lanes.set("/live", async () => ({ ...events, body: null, stream }));
  const response = await fetch(`${url}/live`);
  expect(response.headers.get("content-encoding")).toBeNull();
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("data: one\n\n");
  more?.enqueue(bytes("data: two\n\n"));
  more?.close();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("data: two\n\n");
});

test("who leaves is missed by what makes the answer", async () => {
  const cancel = vi.fn();
  lanes.set("/live", async () => ({
    ...events,
    body: null,
    stream: new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes("data: one\n\n")),
      cancel,
    }),
  }));
  const leaving = new AbortController();
  const response = await fetch(`${url}/live`, { signal: leaving.signal });
  expect(response.status).toBe(200);
  leaving.abort();
  await vi.waitFor(() => expect(cancel).toHaveBeenCalled());
});

test("a lane that stumbles leaves the request to Next", async () => {
  lanes.set("/broken", () => {
    throw new TypeError("no such header");
  });
  expect(await (await fetch(`${url}/broken`)).text()).toBe("from Next");
});
