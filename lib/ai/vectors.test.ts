/** Vectors: made of documents in the background and of questions in time, or the search goes by words. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startModelServer } from "@/lib/ai/testing";
import type { Db } from "@/lib/supabase/types";

let model: Awaited<ReturnType<typeof startModelServer>>;
let database: Server;
let asked: { what: string; body: Record<string, unknown> }[] = [];
let missing: { id: number; content: string }[] = [];
let possible = true;
let vectors: typeof import("@/lib/ai/vectors");
let search: typeof import("@/lib/ai/search");
let db: Db;

beforeAll(async () => {
  model = await startModelServer();
  database = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    const what = request.url?.split("?")[0]?.replace("/rest/v1/", "") ?? "";
    const body = text ? JSON.parse(text) : {};
    asked.push({ what, body });
    response.setHeader("content-type", "application/json");
    const answers: Record<string, () => unknown> = {
      "rpc/has_search_vectors": () => possible,
      "rpc/begin_ai_use": () => "use",
      "rpc/search_vectors_missing": () => missing.splice(0, 2),
      "rpc/keep_search_vectors": () => body.p_ids.length,
    };
    response.end(JSON.stringify(answers[what]?.() ?? []));
  });
  await new Promise<void>((ready) => database.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(database.address() as AddressInfo).port}`;
  for (const [name, value] of Object.entries({
    NEXT_PUBLIC_SUPABASE_URL: url,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: "key",
    SUPABASE_SECRET_KEY: "secret-key",
    OPENAI_API_KEY: "sk-test",
    OPENAI_BASE_URL: model.url,
    OPENAI_EMBEDDING_MODEL: "small",
    LOG_LEVEL: "silent",
  })) {
    vi.stubEnv(name, value);
  }
  db = createClient(url, "key") as unknown as Db;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await model.stop();
  database.close();
});
beforeEach(async () => {
  asked = [];
  missing = [];
  possible = true;
  vi.resetModules();
  Reflect.deleteProperty(globalThis, Symbol.for("travel-buddy.process-wide"));
  vectors = await import("@/lib/ai/vectors");
  search = await import("@/lib/ai/search");
  model.answerWith(({ body }, response) => {
    const { input } = body as unknown as { input: string[] };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        object: "list",
        model: "small",
        data: input.map((_, index) => ({ object: "embedding", index, embedding: [0.6, 0.8] })),
        usage: { prompt_tokens: 7, total_tokens: 7 },
      }),
    );
  });
});

const searched = () => asked.filter(({ what }) => what.startsWith("rpc/search_content"));

test("a question is asked by its vector, which is made once", async () => {
  await search.searchContent(db, { query: "lights" });
  await search.searchContent(db, { query: "lights" });
  expect(searched().map(({ what }) => what)).toEqual(Array(2).fill("rpc/search_content_hybrid"));
  const { p_vector, p_model, p_query } = searched()[0]?.body ?? {};
  expect([p_model, p_query]).toEqual(["small", "lights"]);
  expect(JSON.parse(String(p_vector))).toHaveLength(1536);
  expect(JSON.parse(String(p_vector)).slice(0, 3)).toEqual([0.6, 0.8, 0]);
  expect(model.calls).toHaveLength(1);
});

test("by words where the model fails, and where the database has no vectors", async () => {
  model.answerWith((_, response) => void response.writeHead(500).end("oops"));
  await search.searchContent(db, { query: "lights" });
  expect(searched().map(({ what }) => what)).toEqual(["rpc/search_content"]);

  Reflect.deleteProperty(globalThis, Symbol.for("travel-buddy.process-wide"));
  vi.resetModules();
  possible = false;
  asked = [];
  model.answerWith((_, response) => void response.writeHead(500).end("never asked"));
  search = await import("@/lib/ai/search");
  await search.searchContent(db, { query: "lights" });
  expect(searched().map(({ what }) => what)).toEqual(["rpc/search_content"]);
  expect(model.calls).toEqual([]);
});

test("documents get theirs batch by batch, and their tokens are noted", async () => {
  missing = ["a", "b", "c"].map((content, id) => ({ id, content }));
  expect(await vectors.embedDocuments()).toBe(3);
  const kept = asked.filter(({ what }) => what === "rpc/keep_search_vectors");
  expect(kept.map(({ body }) => body.p_contents)).toEqual([["a", "b"], ["c"]]);
  await vi.waitFor(() =>
    expect(asked.find(({ what }) => what === "ai_uses")?.body).toMatchObject({
      state: "answered",
      input_tokens: 7,
    }),
  );
});
