/** The provider's web search: only where it is offered and allowed, and what comes of it. */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { begin, say, startModelServer } from "@/lib/ai/testing";
import { parseEnv } from "@/lib/env";
import type { Db } from "@/lib/supabase/types";

const basis = {
  NEXT_PUBLIC_SUPABASE_URL: "http://127.0.0.1:1",
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: "key",
  OPENAI_API_KEY: "sk-test",
};

test.each([
  [{}, false],
  [{ AI_WEB_SEARCH: "on" }, true],
  [{ AI_WEB_SEARCH: "on", OPENAI_BASE_URL: "https://api.openai.com/v1" }, true],
  [{ AI_WEB_SEARCH: "on", OPENAI_BASE_URL: "https://models.example/v1" }, false],
  [{ AI_WEB_SEARCH: "force", OPENAI_BASE_URL: "https://models.example/v1" }, true],
  [{ AI_WEB_SEARCH: "off", OPENAI_BASE_URL: "https://api.openai.com/v1" }, false],
])("%o: %s", (more, offered) => {
  expect(parseEnv({ ...basis, ...more }).openai?.webSearch).toBe(offered);
});

let model: Awaited<ReturnType<typeof startModelServer>>;
let database: Server;

beforeAll(async () => {
  model = await startModelServer();
  database = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end("[]");
  });
  await new Promise<void>((ready) => database.listen(0, "127.0.0.1", ready));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await model.stop();
  database.close();
});
beforeEach(() => {
  vi.resetModules();
  // The models are one set for a process; each test has an environment of its own.
  Reflect.deleteProperty(globalThis, Symbol.for("travel-buddy.process-wide"));
});

/** Answers as the responses API streams: a search of the web, then a text that cites pages. */
function answerFromTheWeb(response: ServerResponse) {
  const url = "https://lanterns.example/festival";
  const text = "It is on full-moon nights (from outside).";
  const item = { id: "msg_1", type: "message", role: "assistant", status: "completed" };
  const call = { id: "ws_1", type: "web_search_call", status: "completed" };
  const action = { type: "search", query: "lantern festival", sources: [{ type: "url", url }] };
  const annotation = { type: "url_citation", url, title: "Festival", start_index: 0, end_index: 5 };
  const bad = { ...annotation, url: "javascript:alert(1)", title: "Press me" };
  const content = [{ type: "output_text", text, annotations: [annotation, bad] }];
  const usage = { input_tokens: 100, output_tokens: 20, total_tokens: 120 };
  const head = { id: "resp_1", created_at: 1, model: "stand-in" };
  begin(response);
  for (const event of [
    { type: "response.created", response: head },
    {
      type: "response.output_item.added",
      output_index: 0,
      item: { ...call, status: "in_progress" },
    },
    { type: "response.output_item.done", output_index: 0, item: { ...call, action } },
    { type: "response.output_item.added", output_index: 1, item: { ...item, content: [] } },
    {
      type: "response.output_text.delta",
      item_id: "msg_1",
      output_index: 1,
      content_index: 0,
      delta: text,
    },
    ...[annotation, bad].map((one, annotation_index) => ({
      type: "response.output_text.annotation.added",
      item_id: "msg_1",
      output_index: 1,
      content_index: 0,
      annotation_index,
      annotation: one,
    })),
    { type: "response.output_item.done", output_index: 1, item: { ...item, content } },
    { type: "response.completed", response: { ...head, usage, output: [] } },
  ]) {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }
  response.end();
}

async function ask(webSearch: string) {
  for (const [name, value] of Object.entries({
    ...basis,
    NEXT_PUBLIC_SUPABASE_URL: `http://127.0.0.1:${(database.address() as AddressInfo).port}`,
    OPENAI_BASE_URL: model.url,
    OPENAI_MODEL: "stand-in",
    AI_WEB_SEARCH: webSearch,
    LOG_LEVEL: "silent",
  })) {
    vi.stubEnv(name, value);
  }
  const { startAnswer, wholeAnswer } = await import("@/lib/ai/answer");
  const finish = vi.fn(async () => {});
  const answer = await wholeAnswer(
    startAnswer({
      db: {} as Db,
      messages: [{ role: "user", content: "When is the festival?" }],
      use: { id: "use", finish },
      signal: new AbortController().signal,
    }),
  );
  await vi.waitFor(() => expect(finish).toHaveBeenCalledWith("answered", expect.anything(), 0));
  return { answer, body: model.calls[0]?.body as unknown as Record<string, unknown> };
}

test("pages are named apart from our sources, unsafe addresses left out, nothing kept or fetched live", async () => {
  model.answerWith((_, response) => answerFromTheWeb(response));
  const { answer, body } = await ask("force");
  expect(answer).toMatchObject({
    answer: "It is on full-moon nights (from outside).",
    citations: [],
    outside: [{ url: "https://lanterns.example/festival" }],
  });
  expect(answer.outside).toHaveLength(1);
  expect(body.store).toBe(false);
  const tools = body.tools as { type: string; name?: string; external_web_access?: boolean }[];
  expect(tools.find(({ type }) => type === "web_search")?.external_web_access).toBe(false);
  // Ours are there besides.
  expect(tools.map(({ name }) => name)).toContain("search");
});

test("without leave the model never hears of the web", async () => {
  model.answerWith((_, response) => say(response, ["Hello."]));
  const { answer, body } = await ask("on");
  expect(answer.outside).toBeUndefined();
  expect(JSON.stringify(body)).not.toMatch("web_search");
});
