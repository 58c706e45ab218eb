/** The agents with the built-in model: no key, the same path. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExampleCaller, exampleIds } from "@/lib/api/examples";
import { enterWorld, leaveWorld, tokenOf, WORLD_TIMEOUT } from "./example-world.ts";
import { baseUrl, call, expectFailure } from "./support.ts";

beforeAll(enterWorld, WORLD_TIMEOUT);
afterAll(leaveWorld);

const ask = async (body: object, headers: Record<string, string> = {}) =>
  fetch(`${baseUrl}/api/v1/agents/search`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await tokenOf("traveller")}`,
      ...headers,
    },
    body: JSON.stringify(body),
  });

describe("agents/search", () => {
  test("answers from what there is, names its source and what it is", async () => {
    const response = await ask({ query: "Where can I float a lantern?" });
    expect(response.status).toBe(201);
    const { answer } = (await response.json()) as { answer: string };
    expect(answer).toMatch(/^No language model is configured/);
    expect(answer).toMatch(/lantern/i);
    expect(answer).toMatch(/\[\d\]/);
  });

  test("answers in Vietnamese what is asked in Vietnamese", async () => {
    const response = await ask({ query: "Tôi có thể thả đèn lồng ở đâu?" });
    expect(((await response.json()) as { answer: string }).answer).toMatch(
      /^Chưa cấu hình mô hình/,
    );
  });

  test("says that there is nothing, where there is nothing", async () => {
    const response = await ask({ query: "How do I renew my passport at the embassy?" });
    expect(((await response.json()) as { answer: string }).answer).toMatch(/found nothing/);
  });

  test("streams the same answer to whoever accepts events", async () => {
    const response = await ask(
      { query: "Where can I float a lantern?" },
      { accept: "text/event-stream", "idempotency-key": "a-key" },
    );
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch("text/event-stream");
    const events = (await response.text())
      .split("\n\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line.slice("data: ".length)));
    expect(events[0]).toEqual({ type: "tool", name: "search", state: "running" });
    const text = events.filter(({ type }) => type === "text").map(({ text }) => text);
    expect(text.length).toBeGreaterThan(5);
    const last = events.at(-1);
    expect(last.answer).toBe(text.join(""));
    expect(last.citations[0]).toMatchObject({ ref: expect.any(Number), title: expect.any(String) });
  });

  test("refuses what is no question", async () => {
    const token = await tokenOf("traveller");
    for (const body of [
      {},
      { query: " " },
      { query: "x", word_limit: 0 },
      { query: "x", model: "y" },
    ]) {
      expectFailure(await call("POST", "/api/v1/agents/search", { body, token }), 400);
    }
  });
});

test("intents are known by keyword in both languages", async () => {
  const token = await tokenOf("traveller");
  for (const [query, intent] of [
    ["Where is the nearest market?", "find_location"],
    ["Giá vé bao nhiêu?", "get_travel_info"],
    ["Tôi muốn đặt phòng", "book_reserve"],
  ]) {
    const { status, body } = await call("POST", "/api/v1/agents/intent-classifier", {
      body: { query },
      token,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ primaryIntent: { intent, confidence: 0.8 } });
  }
});

test("a draft is made of the notes, and says that rules made it", async () => {
  const { status, body } = await call("POST", "/api/v1/story/generate", {
    token: await tokenOf("traveller"),
    body: {
      experience: "Lantern walk",
      notes: "We floated a paper lantern.",
      media_urls: [],
      channel_type: "instagram",
    },
  });
  expect(status).toBe(201);
  const data = body?.data as Record<string, string> | undefined;
  expect(data?.story_content).toMatch(/We floated a paper lantern\./);
  expect(data?.story_content).toMatch(/without a language model/);
  expect(data?.seo_slug).toMatch(/^[a-z0-9-]+$/);
});

describe("story/stream", () => {
  const form = (channels: string, file: Blob, notes = "We floated a paper lantern.") => {
    const body = new FormData();
    body.set("experience_id", exampleIds.experience);
    body.set("notes", notes);
    body.set("channel_type_list", channels);
    body.set("reporter_id", exampleIds.admin);
    body.append("media", file, "lantern.png");
    return body;
  };
  const send = async (body: FormData, as: ExampleCaller = "traveller") =>
    fetch(`${baseUrl}/api/v1/story/stream`, {
      method: "POST",
      headers: { authorization: `Bearer ${await tokenOf(as)}` },
      body,
    });
  const pixel = () =>
    new Blob(
      [
        Buffer.from(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADElEQVQImWPgrooBAAF1AOISc7yVAAAAAElFTkSuQmCC",
          "base64",
        ),
      ],
      { type: "image/png" },
    );

  test("answers one post for each kind of channel as an event, with what was sent stored", async () => {
    const response = await send(form(" Travel Buddy,instagram, instagram", pixel()));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch("text/event-stream");
    const posts = (await response.text())
      .split("\n\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line.slice("data: ".length)).data[0]);
    expect(posts.map(({ channel_type }) => channel_type).sort()).toEqual([
      "instagram",
      "travel_buddy",
    ]);
    for (const post of posts) {
      expect(post.reporter_id).toBe(exampleIds.traveller);
      expect(post.story_content).toMatch("We floated a paper lantern.");
      expect(post.seo_title_tag.length).toBeLessThanOrEqual(60);
      expect(post.media).toHaveLength(1);
      expect((await fetch(post.media[0])).headers.get("content-type")).toBe("image/png");
    }
    const mine = posts.find(({ channel_type }) => channel_type === "travel_buddy");
    expect(mine.channel_id).toBe(exampleIds.channel);
  });

  test("refuses unknown channels, files that are none, and places nobody may see", async () => {
    for (const body of [
      form("myspace", pixel()),
      form(",", pixel()),
      form("instagram", pixel(), ""),
      form("instagram", new Blob(["<svg/>"], { type: "image/svg+xml" })),
    ]) {
      const answer = await send(body);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ success: false, code: "bad_request" });
    }
    const elsewhere = form("instagram", pixel());
    elsewhere.set("experience_id", "00000000-0000-4000-8000-000000000001");
    expect((await send(elsewhere)).status).toBe(404);
  });
});

test("a story arrives while it is drafted, and its end is what JSON answers", async () => {
  const body = JSON.stringify({
    experience: "Lantern walk",
    notes: "We floated a paper lantern.",
    media_urls: [],
    channel_type: "instagram",
  });
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${await tokenOf("traveller")}`,
  };
  const address = `${baseUrl}/api/v1/story/generate`;
  const whole = await fetch(address, { method: "POST", headers, body });
  const streamed = await fetch(address, {
    method: "POST",
    headers: { ...headers, accept: "text/event-stream" },
    body,
  });
  expect(streamed.status).toBe(200);
  const events = (await streamed.text())
    .split("\n\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line.slice("data: ".length)));
  expect(events.filter(({ field }) => field === "story_content").length).toBeGreaterThan(5);
  expect(events.at(-1)).toEqual({ type: "done", ...(await whole.json()) });
});
