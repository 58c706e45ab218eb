/** Translations: one model call for many readers, kept, and never more than texts. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { complete, startModelServer } from "@/lib/ai/testing";
import { prepare } from "@/lib/api/operation";

const ID = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";
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
/** What stands in the database about who translates what. */
const claims = new Map<string, string>();
let translate: typeof import("@/lib/ai/translate");

beforeAll(async () => {
  model = await startModelServer();
  database = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    response.setHeader("content-type", "application/json");
    const path = request.url ?? "";
    if (path.includes("/rpc/begin_ai_use")) return response.end(quota ? '"use"' : "null");
    if (path.includes("/experiences?")) {
      const ids = [...new Set(decodeURIComponent(path).match(/[0-9a-f-]{36}/g))];
      return response.end(
        JSON.stringify(ids.map((id) => ({ id, owned_by: id === OTHER ? "b" : "a" }))),
      );
    }
    if (path.includes("/rpc/translations_of")) return response.end(JSON.stringify(stored));
    if (path.includes("/rpc/claim_translations")) {
      const { p_experiences, p_activities } = JSON.parse(text);
      const rows = (p_experiences as string[]).map((experience_id, index) => {
        const state = claims.get(experience_id) ?? "mine";
        if (state === "mine") claims.set(experience_id, "running");
        return { experience_id, activity_id: p_activities[index], state };
      });
      return response.end(JSON.stringify(rows));
    }
    if (path.includes("/rpc/end_translations")) {
      const { p_experiences, p_failed_seconds } = JSON.parse(text);
      for (const id of p_experiences) {
        if (p_failed_seconds) claims.set(id, "failed");
        else claims.delete(id);
      }
    }
    if (path.includes("/experiences_activities_localizations")) stored = JSON.parse(text);
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
  claims.clear();
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
    {
      experience_id: ID,
      activity_id: null,
      name: "Cũ",
      created_at: "2025-01-01T00:00:00Z",
      updated_at: null,
    },
  ];
  expect((await read("vi")).name).toBe("Đi dạo đèn lồng");
  expect(model.calls).toHaveLength(1);
});

test("what another instance makes is waited for, not made again", async () => {
  claims.set(ID, "running");
  const waiting = read("vi");
  await new Promise((later) => setTimeout(later, 400));
  stored = [
    {
      experience_id: ID,
      activity_id: null,
      name: "Ở nơi khác",
      created_at: "2026-02-01T00:00:00Z",
    },
  ];
  expect((await waiting).name).toBe("Ở nơi khác");
  expect(model.calls).toEqual([]);
});

test("what another instance dies over is made here", async () => {
  claims.set(ID, "running");
  setTimeout(() => claims.delete(ID), 300);
  expect((await read("vi")).name).toBe("Đi dạo đèn lồng");
  expect(model.calls).toHaveLength(1);
});

test("a list costs one call for what is missing, and at most twenty texts of it", async () => {
  const rows = Array.from({ length: 30 }, (_, n) => ({
    ...experience,
    id: `00000000-0000-4000-8000-${String(n + 1).padStart(12, "0")}`,
  }));
  model.answerWith((call, response) => {
    const asked = JSON.parse(String(call.body.messages.at(-1)?.content)) as object[];
    const items = asked.map((texts) => ({
      thumbnail_description: null,
      address: null,
      highlights: null,
      ...texts,
      name: "Đèn lồng",
    }));
    return complete(response, JSON.stringify({ items }));
  });
  const list = async () => {
    const answer = await translate.translatedExperiences(
      prepare(JSON.stringify({ data: rows, next_cursor: "x" })),
      "vi",
    );
    const body = JSON.parse(String(answer.body)) as { data: typeof rows; next_cursor: string };
    expect(body.next_cursor).toBe("x");
    expect(body.data.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    return body.data.map(({ name }) => name === "Đèn lồng");
  };
  const all = await Promise.all(Array.from({ length: 50 }, list));
  expect(model.calls).toHaveLength(1);
  for (const one of all) expect(one).toEqual(rows.map((_, place) => place < 20));
  expect(stored).toHaveLength(20);
  const kept = stored.map((row) => ({ ...row, created_at: "2026-02-01T00:00:00Z" }));
  stored = kept;
  expect((await list()).filter(Boolean)).toHaveLength(30);
  expect(model.calls).toHaveLength(2);
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
