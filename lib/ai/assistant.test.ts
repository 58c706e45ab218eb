/** Conversations: what is stored, what the model is told, and answers that outlive a reload. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { begin, callTool, events, say, startModelServer } from "@/lib/ai/testing";

const THREAD = "00000000-0000-4000-8000-000000000001";
const USER = "00000000-0000-4000-8000-000000000002";
const id = (last: string) => `00000000-0000-4000-8000-0000000000${last}`;
type Json = Record<string, unknown>;

let model: Awaited<ReturnType<typeof startModelServer>>;
let database: Server;
let asked: { what: string; body: Json }[] = [];
let assistant: typeof import("@/lib/ai/assistant");
let live: import("@/lib/ai/live").LiveAnswers;
let db: import("@/lib/supabase/types").Db;

beforeAll(async () => {
  model = await startModelServer();
  database = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    const what = `${request.method} ${request.url?.split("?")[0]?.replace("/rest/v1/", "")}`;
    asked.push({ what, body: text ? JSON.parse(text) : {} });
    response.setHeader("content-type", "application/json");
    if (what === "POST rpc/begin_ai_use") return response.end(`"${id("aa")}"`);
    if (what === "POST chat_threads") return response.end(JSON.stringify({ id: THREAD }));
    if (what === "GET chat_threads") {
      // The newest first, as asked for.
      const chat_messages = [
        { id: id("13"), role: "user", content: "And at night?" },
        { id: id("12"), role: "assistant", content: "By the river [1]." },
        { id: id("11"), role: "user", content: "Where?" },
      ];
      return response.end(JSON.stringify([{ id: THREAD, chat_messages }]));
    }
    if (what === "GET company_members") return response.end("[]");
    response.end("[]");
  });
  await new Promise<void>((ready) => database.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(database.address() as AddressInfo).port}`;
  for (const [name, value] of Object.entries({
    NEXT_PUBLIC_SUPABASE_URL: url,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: "key",
    SUPABASE_SECRET_KEY: "secret-key",
    LOG_LEVEL: "silent",
    OPENAI_API_KEY: "sk-test",
    OPENAI_BASE_URL: model.url,
  })) {
    vi.stubEnv(name, value);
  }
  assistant = await import("@/lib/ai/assistant");
  live = (await import("@/lib/ai/live")).liveAnswers();
  db = (await import("@/lib/supabase/bearer")).createBearerDb("a-token");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await model.stop();
  database.close();
});
beforeEach(() => {
  asked = [];
  model.answerWith((_, response) => say(response, ["On the ", "river."]));
});

const parse = (text: string): Json[] =>
  text
    .split("\n\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice("data: ".length)));
const read = async (stream: ReadableStream<Uint8Array>) => parse(await new Response(stream).text());
const wrote = (what: string) => asked.filter((one) => one.what === what).map(({ body }) => body);

test("a first message begins a conversation and both sides of it are kept", async () => {
  const all = await read(await assistant.converse(db, USER, { message: "Where are lanterns?" }));
  expect(all[0]).toMatchObject({
    type: "start",
    messageMetadata: { thread_id: THREAD, use_id: id("aa") },
  });
  const text = all.filter(({ type }) => type === "text-delta").map(({ delta }) => delta);
  expect(text.join("")).toBe("On the river.");
  expect(all.slice(-2).map(({ type }) => type)).toEqual(["data-citations", "finish"]);
  await vi.waitFor(() => expect(wrote("POST chat_messages")).toHaveLength(2));
  expect(wrote("POST chat_messages")).toMatchObject([
    { thread_id: THREAD, role: "user", content: "Where are lanterns?" },
    { thread_id: THREAD, role: "assistant", content: "On the river.", use_id: id("aa") },
  ]);
  expect(wrote("POST chat_threads")).toEqual([{ title: "Where are lanterns?" }]);
});

test("the model reads the stored conversation, never one a client tells", async () => {
  await assistant.converseAtOnce(
    db,
    USER,
    { threadId: THREAD, message: "Thanks. And food?" },
    new AbortController().signal,
  );
  const told = model.calls[0]?.body.messages.slice(1);
  expect(told?.map(({ role, content }) => [role, content])).toEqual([
    ["user", "Where?"],
    ["assistant", "By the river [1]."],
    ["user", "And at night?"],
    ["user", "Thanks. And food?"],
  ]);
});

test("what was done for an answer is kept with it, in a few words", async () => {
  model.answerWith(({ body }, response) =>
    body.messages.at(-1)?.role === "tool"
      ? say(response, ["By boat."])
      : callTool(response, "search", { query: "boats" }),
  );
  await read(await assistant.converse(db, USER, { message: "How?" }));
  await vi.waitFor(() => expect(wrote("POST chat_messages")).toHaveLength(2));
  expect(wrote("POST chat_messages")[1]).toMatchObject({
    parts: [
      { type: "data-steps", data: [{ tool: "search", query: "boats", state: "done" }] },
      { type: "text", text: "By boat." },
      { type: "data-citations" },
    ],
  });
});

test("editing and answering again replace what came after", async () => {
  const { signal } = new AbortController();
  await assistant.converseAtOnce(db, USER, { threadId: THREAD, fromMessageId: id("12") }, signal);
  expect(wrote("POST rpc/rewind_thread")).toEqual([{ p_thread: THREAD, p_message: id("12") }]);
  expect(model.calls[0]?.body.messages.slice(1)).toHaveLength(1);
  expect(wrote("POST chat_messages").map(({ role }) => role)).toEqual(["assistant"]);

  const unknown = { threadId: THREAD, fromMessageId: id("99"), message: "x" };
  await expect(assistant.converseAtOnce(db, USER, unknown, signal)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("questions count for no company the asker does not belong to", async () => {
  await expect(
    assistant.converse(db, USER, { message: "Figures?", companyId: id("cc") }),
  ).rejects.toMatchObject({ code: "not_found" });
  expect(model.calls).toEqual([]);
});

test("a reload reads on from the beginning, others read nothing, and stop stops the model", async () => {
  model.answerWith((_, response) => {
    begin(response).write(`${events([{ content: "Once upon a time" }]).split("\n\n")[0]}\n\n`);
  });
  const first = (await assistant.converse(db, USER, { message: "Tell me" })).getReader();
  await first.read();
  await first.cancel();
  expect(await live.resume(THREAD, id("ff"))).toBeNull();
  const again = await live.resume(THREAD, USER);
  expect(again).not.toBeNull();
  if (!again) return;
  const rest = read(again);
  await vi.waitFor(() => expect(model.calls).toHaveLength(1));
  expect(await live.stop(THREAD, id("ff"))).toBe(false);
  // Once something was written: what there is is kept.
  await new Promise((resume) => setTimeout(resume, 200));
  expect(await live.stop(THREAD, USER)).toBe(true);
  const all = await rest;
  expect(all[0]).toMatchObject({ type: "start" });
  expect(all.some(({ delta }) => delta === "Once upon a time")).toBe(true);
  await vi.waitFor(() => expect(model.calls[0]?.aborted).toBe(true));
  expect(await live.resume(THREAD, USER)).toBeNull();
  // Kept as far as it came, and said to be cut.
  await vi.waitFor(() => expect(wrote("POST chat_messages")).toHaveLength(2));
  expect(wrote("POST chat_messages")[1]?.parts).toContainEqual({
    type: "data-cut",
    data: "stopped",
  });
});
