/** Translations: one model call for many readers, kept, and never more than texts. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { complete, startModelServer } from "@/lib/ai/testing";
import { prepare } from "@/lib/api/operation";

const ID = "00000000-0000-4000-8000-000000000001";
const experience = {
  id: ID,
  name: "Lantern walk",
  description: "Lanterns on the river.",
  address: null,
  default_questions: ["When?"],
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-02T00:00:00Z",
};

let model: Awaited<ReturnType<typeof startModelServer>>;
let database: Server;
let stored: Record<string, unknown>[] = [];
let quota = true;
let translate: typeof import("@/lib/ai/translate");

beforeAll(async () => {
  model = await startModelServer();
  database = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    response.setHeader("content-type", "application/json");
    const path = request.url ?? "";
    if (path.includes("/rpc/begin_ai_use")) return response.end(quota ? '"use"' : "null");
    if (path.includes("/experiences?")) return response.end('{"owned_by":"company"}');
    if (path.includes("/experiences_activities_localizations")) {
      if (request.method !== "POST") return response.end(JSON.stringify(stored));
      stored = JSON.parse(text);
    }
    response.end("[]");
  });
  await new Promise<void>((ready) => database.listen(0, "127.0.0.1", ready));
  for (const [name, value] of Object.entries({
    NEXT_PUBLIC_SUPABASE_URL: `http://127.0.0.1:${(database.address() as AddressInfo).port}`,
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: "key",
    SUPABASE_SECRET_KEY: "secret-key",
    LOG_LEVEL: "silent",
    OPENAI_API_KEY: "sk-test",
    OPENAI_BASE_URL: model.url,
  })) {
    vi.stubEnv(name, value);
  }
  translate = await import("@/lib/ai/translate");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await model.stop();
  database.close();
});
beforeEach(() => {
  stored = [];
  quota = true;
  model.answerWith((_, response) =>
    complete(
      response,
      JSON.stringify({
        items: [
          {
            name: "Đi dạo đèn lồng",
            description: "Đèn lồng trên sông.",
            thumbnail_description: "not asked for",
            address: null,
            highlights: null,
            default_questions: ["Khi nào?", "one too many"],
          },
        ],
      }),
    ),
  );
});

const read = async (language: string) => {
  const answer = await translate.translatedExperience(
    prepare(JSON.stringify({ data: experience })),
    ID,
    language,
  );
  return (JSON.parse(String(answer.body)) as { data: typeof experience }).data;
};

test("fifty readers at once cost one call; later ones none", async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => read("vi")));
  expect(model.calls).toHaveLength(1);
  for (const one of all) {
    expect(one).toEqual({
      ...experience,
      name: "Đi dạo đèn lồng",
      description: "Đèn lồng trên sông.",
    });
  }
  expect(stored).toMatchObject([{ experience_id: ID, activity_id: null, language: "vi" }]);
  expect((await read("vi-VN")).name).toBe("Đi dạo đèn lồng");
  expect(model.calls).toHaveLength(1);
});

test("made again when the original was changed since", async () => {
  stored = [
    { activity_id: null, name: "Cũ", created_at: "2025-01-01T00:00:00Z", updated_at: null },
  ];
  expect((await read("vi")).name).toBe("Đi dạo đèn lồng");
  expect(model.calls).toHaveLength(1);
});

test("other languages, and nonsense, answer the original without a call", async () => {
  for (const language of ["en", "en-US", "tlh", "", "__proto__", "constructor"]) {
    expect(await read(language)).toEqual(experience);
  }
  expect(model.calls).toEqual([]);
});

test("a model that fails and a day that is used up leave the original", async () => {
  model.answerWith((_, response) => complete(response, "no JSON"));
  expect(await read("fr")).toEqual(experience);
  // Readers come back; each failed call would cost again, and count for nobody's day.
  expect(await read("fr")).toEqual(experience);
  expect(model.calls).toHaveLength(1);
  quota = false;
  model.answerWith((_, response) => complete(response, "never asked"));
  expect(await read("de")).toEqual(experience);
  expect(model.calls).toEqual([]);
  expect(stored).toEqual([]);
});
