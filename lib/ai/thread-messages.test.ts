import { describe, expect, it } from "vitest";
import type { AssistantMessage } from "@/lib/ai/assistant";
import {
  failureWords,
  linkCitations,
  plainText,
  stepsOf,
  textOf,
  toAssistantMessages,
} from "./thread-messages";

const stored = { id: "1", role: "user", content: "Where?", parts: null, ai_uses: null };

describe("toAssistantMessages", () => {
  it("takes the parts that were kept, else the text", () => {
    const parts = [{ type: "text", text: "There [1]" }];
    const use = { id: "u", helpful: true, reason: null };
    const [question, answer] = toAssistantMessages([
      stored,
      { ...stored, id: "2", role: "assistant", parts, ai_uses: use },
    ]);
    expect(question && textOf(question)).toBe("Where?");
    expect(answer).toMatchObject({ parts, metadata: { use_id: "u", helpful: true, reason: null } });
  });
});

describe("linkCitations", () => {
  it("links only numbers that have a source, and leaves links alone", () => {
    expect(linkCitations("a [1] b [2] c [1](https://x.example)", new Set([1]))).toBe(
      "a [1](#source-1) b [2] c [1](https://x.example)",
    );
  });
});

it("copies an answer with its sources", () => {
  const parts = [
    { type: "text", text: "By boat [2]." },
    { type: "data-citations", data: [{ ref: 2, title: "Pier", place: "Old town" }] },
  ] as unknown as AssistantMessage["parts"];
  expect(plainText({ parts })).toBe("By boat [2].\n\n[2] Pier, Old town");
});

describe("stepsOf", () => {
  it("says what is being searched, and whether it is done", () => {
    const parts = [
      { type: "step-start" },
      { type: "tool-search", toolCallId: "a", state: "output-available", input: { query: "boat" } },
      { type: "tool-nearby", toolCallId: "b", state: "input-available", input: {} },
    ] as unknown as AssistantMessage["parts"];
    expect(stepsOf({ parts })).toEqual([
      { words: "Searched for “boat”", state: "done" },
      { words: "Looking around there", state: "running" },
    ]);
  });

  it("knows them of kept answers, too", () => {
    const parts = [
      {
        type: "data-steps",
        data: [
          { tool: "search", query: "boat", state: "done" },
          { tool: "dig", state: "failed" },
        ],
      },
    ] as unknown as AssistantMessage["parts"];
    expect(stepsOf({ parts })).toEqual([
      { words: "Searched for “boat”", state: "done" },
      { words: "Looked something up", state: "failed" },
    ]);
  });
});

it("says what the API said, and otherwise that the connection was lost", () => {
  expect(failureWords(new Error('{"error":"Try again tomorrow."}'))).toBe("Try again tomorrow.");
  expect(failureWords(new TypeError("Failed to fetch"))).toMatch(/connection/);
});
