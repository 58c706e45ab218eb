import { describe, expect, it } from "vitest";
import type { AssistantMessage } from "@/lib/ai/assistant";
import {
  failureWords,
  linkCitations,
  stepsOf,
  textOf,
  toAssistantMessages,
} from "./thread-messages";

const stored = { id: "1", role: "user", content: "Where?", parts: null, ai_uses: null };

describe("toAssistantMessages", () => {
  it("takes the parts that were kept, else the text", () => {
    const parts = [{ type: "text", text: "There [1]" }];
    const use = { id: "u", helpful: true };
    const [question, answer] = toAssistantMessages([
      stored,
      { ...stored, id: "2", role: "assistant", parts, ai_uses: use },
    ]);
    expect(question && textOf(question)).toBe("Where?");
    expect(answer).toMatchObject({ parts, metadata: { use_id: "u", helpful: true } });
  });
});

describe("linkCitations", () => {
  it("links only numbers that have a source, and leaves links alone", () => {
    expect(linkCitations("a [1] b [2] c [1](https://x.example)", new Set([1]))).toBe(
      "a [1](#source-1) b [2] c [1](https://x.example)",
    );
  });
});

describe("stepsOf", () => {
  it("says what is being searched, and whether it is done", () => {
    const parts = [
      { type: "step-start" },
      { type: "tool-search", toolCallId: "a", state: "output-available", input: { query: "boat" } },
      { type: "tool-nearby", toolCallId: "b", state: "input-available", input: {} },
    ] as unknown as AssistantMessage["parts"];
    expect(stepsOf({ parts })).toEqual([
      { words: "Searching for “boat”", state: "done" },
      { words: "Looking around there", state: "running" },
    ]);
  });
});

it("says what the API said, and otherwise that the connection was lost", () => {
  expect(failureWords(new Error('{"error":"Try again tomorrow."}'))).toBe("Try again tomorrow.");
  expect(failureWords(new TypeError("Failed to fetch"))).toMatch(/connection/);
});
