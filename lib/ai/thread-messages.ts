/** A stored conversation as the screen shows it. No server code: the browser reads it again, too. */
import type { AssistantMessage } from "@/lib/ai/assistant";
import type { Reason } from "@/lib/ai/feedback";

export type StoredMessage = {
  id: string;
  role: string;
  content: string;
  parts: unknown;
  ai_uses: { id: string; helpful: boolean | null; reason: string | null } | null;
};

/** Messages for `useChat`; what has no parts is its text. */
export function toAssistantMessages(stored: readonly StoredMessage[]): AssistantMessage[] {
  return stored.map(({ id, role, content, parts, ai_uses }) => ({
    id,
    role: role === "user" ? "user" : "assistant",
    ...(ai_uses
      ? {
          metadata: {
            use_id: ai_uses.id,
            helpful: ai_uses.helpful,
            reason: ai_uses.reason as Reason | null,
          },
        }
      : {}),
    parts: Array.isArray(parts)
      ? (parts as AssistantMessage["parts"])
      : [{ type: "text", text: content }],
  }));
}

/** The text of a message, without steps and sources. */
export const textOf = (message: Pick<AssistantMessage, "parts">): string =>
  message.parts
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n\n")
    .trim();

/** What an answer cites; nothing while it is still being written. */
export const citationsOf = (message: Pick<AssistantMessage, "parts">) =>
  message.parts.flatMap((part) => (part.type === "data-citations" ? part.data : []));

/** Pages of the web an answer drew on. */
export const outsideOf = (message: Pick<AssistantMessage, "parts">) =>
  message.parts.flatMap((part) => (part.type === "data-outside" ? part.data : []));

/** An answer to paste elsewhere: its text, and its sources by their numbers. */
export function plainText(message: Pick<AssistantMessage, "parts">): string {
  const sources = citationsOf(message).map(({ ref, title, place }) =>
    [`[${ref}] ${title}`, place === title ? null : place].filter(Boolean).join(", "),
  );
  return [textOf(message), sources.join("\n")].filter(Boolean).join("\n\n");
}

/** Why an answer is not whole; undefined when it is. */
export const cutOf = (message: Pick<AssistantMessage, "parts">) =>
  message.parts.flatMap((part) => (part.type === "data-cut" ? part.data : []))[0];

/** While it is done, and once it is. */
const steps: Record<string, readonly [string, string]> = {
  search: ["Searching", "Searched"],
  get_experience: ["Reading about an experience", "Read about an experience"],
  nearby: ["Looking around there", "Looked around there"],
  company_figures: [
    "Reading the company’s figures of the last 28 days",
    "Read the company’s figures of the last 28 days",
  ],
  web_search: ["Searching the web", "Searched the web"],
};

function stepWords(tool: string, query: unknown, over: boolean): string {
  const [now, then] = steps[tool] ?? ["Looking something up", "Looked something up"];
  const what = over ? then : now;
  return typeof query === "string" && query ? `${what} for “${query}”` : what;
}

export type ShownStep = { words: string; state: "running" | "done" | "failed" };

/** What is being done, in words: the steps of an answer so far. */
export function stepsOf(message: Pick<AssistantMessage, "parts">) {
  return message.parts.flatMap((part): ShownStep[] => {
    if (part.type === "data-steps") {
      return part.data.map(({ tool, query, state }) => ({
        words: stepWords(tool, query, true),
        state,
      }));
    }
    if (!part.type.startsWith("tool-") || !("state" in part)) return [];
    const name = part.type.slice("tool-".length);
    const { query } = ("input" in part && part.input ? part.input : {}) as { query?: unknown };
    const state =
      part.state === "output-available"
        ? "done"
        : part.state === "output-error"
          ? "failed"
          : "running";
    return [{ words: stepWords(name, query, state === "done"), state }];
  });
}

/** Makes `[1]` a link to the source of that number, where there is one. */
export function linkCitations(text: string, refs: ReadonlySet<number>): string {
  return text.replace(/\[(\d{1,2})\](?!\()/g, (whole, ref: string) =>
    refs.has(Number(ref)) ? `[${ref}](#source-${ref})` : whole,
  );
}

/** What went wrong, from the API's answer or the connection, in a sentence. */
export function failureWords(error: Error): string {
  try {
    const { error: words } = JSON.parse(error.message) as { error?: unknown };
    if (typeof words === "string" && words) return words;
  } catch {
    // Not an answer of ours.
  }
  if (error.message.startsWith("The assistant")) return error.message;
  return "The connection was lost. Nothing of the conversation is.";
}
