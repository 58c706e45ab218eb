/** The assistant's conversations: streamed, kept, changed, and nobody else's. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { enterWorld, leaveWorld, tokenOf, WORLD_TIMEOUT } from "./example-world.ts";
import { baseUrl, call, expectFailure } from "./support.ts";

beforeAll(enterWorld, WORLD_TIMEOUT);
afterAll(leaveWorld);

type Message = { id: string; role: string; content: string };

test("a conversation: streamed, read, searched, answered again, renamed, rated, deleted", async () => {
  const token = await tokenOf("traveller");
  const stranger = await tokenOf("member");
  const response = await fetch(`${baseUrl}/api/v1/agents/chat`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "text/event-stream",
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ message: "Where can I float a lántern?" }),
  });
  expect(response.status).toBe(200);
  const events = (await response.text())
    .split("\n\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice("data: ".length)));
  const { thread_id, use_id } = events[0].messageMetadata;
  expect(events.map(({ type }) => type)).toContain("tool-output-available");
  expect(events.at(-1).type).toBe("finish");

  const at = `/api/v1/agents/chat/threads?thread_id=${thread_id}`;
  const read = async () => {
    const { body } = await call("GET", at, { token });
    return (body as { data: { chat_messages: Message[] } }).data.chat_messages;
  };
  await expect.poll(async () => (await read()).length, { timeout: 10_000 }).toBe(2);
  const [question, answer] = await read();
  expect(question).toMatchObject({ role: "user", content: "Where can I float a lántern?" });
  expect(answer).toMatchObject({ role: "assistant" });

  for (const [words, times] of [
    ["LANTERN", 1],
    ["zeppelin", 0],
    ["%", 0],
  ] as const) {
    const { body } = await call(
      "GET",
      `/api/v1/agents/chat/threads?q=${encodeURIComponent(words)}`,
      { token },
    );
    const ids = (body as { data: { id: string }[] }).data.map(({ id }) => id);
    expect(
      ids.filter((id) => id === thread_id),
      words,
    ).toHaveLength(times);
  }

  // Nobody else reads, continues, changes or rates it.
  const others = [
    ["GET", at, undefined],
    ["PUT", at, { title: "Mine" }],
    ["DELETE", at, undefined],
    ["POST", "/api/v1/agents/chat", { thread_id, message: "Go on" }],
    ["PUT", "/api/v1/agents/chat", { use_id, helpful: false }],
  ] as const;
  for (const [method, path, body] of others) {
    expectFailure(await call(method, path, { token: stranger, ...(body ? { body } : {}) }), 404);
  }

  const again = await call("POST", "/api/v1/agents/chat", {
    token,
    body: { thread_id, from_message_id: answer?.id },
  });
  expect(again.status, again.text).toBe(201);
  const after = await read();
  expect(after.map(({ role }) => role)).toEqual(["user", "assistant"]);
  expect(after[1]?.id).not.toBe(answer?.id);

  expect((await call("PUT", at, { token, body: { title: "Lanterns" } })).status).toBe(200);
  const why = { helpful: false, reason: "source", remark: "The page says otherwise." };
  for (const [rating, status] of [
    [why, 200],
    [{ helpful: true }, 200],
    [{ helpful: true, reason: "wrong" }, 400],
    [{ helpful: false, reason: "boring" }, 400],
  ] as const) {
    const rated = await call("PUT", "/api/v1/agents/chat", { token, body: { use_id, ...rating } });
    expect(rated.status, JSON.stringify(rating)).toBe(status);
  }
  const history = async () =>
    (
      (await call("GET", "/api/v1/agents/chat/history", { token })).body as {
        data: { id: string }[];
      }
    ).data;
  expect((await call("DELETE", at, { token })).status).toBe(200);
  expectFailure(await call("GET", at, { token }), 404);
  expect((await history()).map(({ id }) => id)).not.toContain(thread_id);

  const back = { body: { deleted: false } };
  expectFailure(await call("PUT", at, { token: stranger, ...back }), 404);
  expect((await call("PUT", at, { token, ...back })).body).toMatchObject({
    data: { id: thread_id, title: "Lanterns" },
  });
  expect(await read()).toHaveLength(2);
  expectFailure(await call("PUT", at, { token, body: {} }), 400);
});
