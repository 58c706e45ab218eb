/** A stored conversation as the screen shows it. No server code: the browser reads it again, too. */
import type { AssistantMessage } from "@/lib/ai/assistant";

export type StoredMessage = {
  id: string;
  role: string;
  content: string;
  parts: unknown;
  ai_uses: { id: string; helpful: boolean | null } | null;
};

/** Messages for `useChat`; what has no parts is its text. */
export function toAssistantMessages(stored: readonly StoredMessage[]): AssistantMessage[] {
  return stored.map(({ id, role, content, parts, ai_uses }) => ({
    id,
    role: role === "user" ? "user" : "assistant",
    ...(ai_uses ? { metadata: { use_id: ai_uses.id, helpful: ai_uses.helpful } } : {}),
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

const steps: Record<string, string> = {
  search: "Searching",
  get_experience: "Reading about an experience",
  nearby: "Looking around there",
  company_figures: "Reading the company's figures of the last 28 days",
};

/** What is being done, in words: the steps of an answer so far. */
export function stepsOf(message: Pick<AssistantMessage, "parts">) {
  return message.parts.flatMap((part) => {
    if (!part.type.startsWith("tool-") || !("state" in part)) return [];
    const name = part.type.slice("tool-".length);
    const { query } = ("input" in part && part.input ? part.input : {}) as { query?: unknown };
    const what = steps[name] ?? "Looking something up";
    return [
      {
        words: name === "search" && typeof query === "string" ? `${what} for “${query}”` : what,
        state:
          part.state === "output-available"
            ? ("done" as const)
            : part.state === "output-error"
              ? ("failed" as const)
              : ("running" as const),
      },
    ];
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
