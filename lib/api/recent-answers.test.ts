import { beforeEach, expect, test, vi } from "vitest";
import { prepare } from "@/lib/api/operation";
import { forgetRecentAnswers, recentAnswer } from "@/lib/api/recent-answers";

beforeEach(forgetRecentAnswers);

const textOf = (answer: unknown) => Buffer.from((answer as { body: Uint8Array }).body).toString();

test("readers of the same moment share one answer, until something is written", async () => {
  const make = vi.fn(async () => prepare(`{"call":${make.mock.calls.length}}`));
  expect(textOf(await recentAnswer("list", make))).toBe('{"call":1}');
  expect(textOf(await recentAnswer("list", make))).toBe('{"call":1}');
  expect(textOf(await recentAnswer("another", make))).toBe('{"call":2}');
  forgetRecentAnswers();
  expect(textOf(await recentAnswer("list", make))).toBe('{"call":3}');
});

test("what was begun before a write is not kept after it", async () => {
  await recentAnswer("list", async () => {
    forgetRecentAnswers();
    return prepare('"old"');
  });
  expect(textOf(await recentAnswer("list", async () => prepare('"new"')))).toBe('"new"');
});

test("answers that depend on more than the address, and failures, are made each time", async () => {
  const page = vi.fn(async () => prepare("<p>", { contentType: "text/html" }));
  await recentAnswer("docs", page);
  await recentAnswer("docs", page);
  expect(page).toHaveBeenCalledTimes(2);
  const plain = vi.fn(async () => ({ data: [] }));
  await recentAnswer("plain", plain);
  await recentAnswer("plain", plain);
  expect(plain).toHaveBeenCalledTimes(2);
  await expect(
    recentAnswer("lost", async () => Promise.reject(new Error("away"))),
  ).rejects.toThrow();
  expect(textOf(await recentAnswer("lost", async () => prepare('"found"')))).toBe('"found"');
});
