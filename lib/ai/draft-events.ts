/**
 * A draft on its way from a model, as events. Each says what one field gained, so that a long text
 * is not sent again with every word. No server code: a page puts them together again.
 *
 * In the dashboard: `readDraft` with the address of `story/generate`, `story/regenerate` or
 * `experiences/draft` and their body; `onChange` gets what there is so far, again and again, and the
 * promise gives the finished draft, which is within the limits (a passing one may not be). Abort the
 * signal to stop the model.
 */
import { failureWords } from "@/lib/ai/thread-messages";

export type Field = string | string[];

export type DraftEvent<T> =
  /** More of a text. */
  | { type: "text"; field: string; text: string }
  /** What a field now holds. */
  | { type: "value"; field: string; value: Field }
  | { type: "done"; data: T }
  | { type: "error"; error: string; code: string };

/** What changed between two states of a draft. */
export function* changes(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Generator<Exclude<DraftEvent<never>, { type: "done" | "error" }>> {
  for (const [field, value] of Object.entries(after)) {
    const old = before[field];
    if (typeof value === "string") {
      if (typeof old === "string" && value.startsWith(old)) {
        if (value !== old) yield { type: "text", field, text: value.slice(old.length) };
      } else if (value !== old && value) yield { type: "value", field, value };
    } else if (Array.isArray(value)) {
      const known = value.filter((one): one is string => typeof one === "string");
      if (JSON.stringify(known) !== JSON.stringify(old ?? [])) {
        yield { type: "value", field, value: known };
      }
    }
  }
}

/** A draft with one more event. */
export function withChange<T extends object>(draft: Partial<T>, event: DraftEvent<T>): Partial<T> {
  if (event.type === "done") return event.data;
  if (event.type === "error") return draft;
  const old = (draft as Record<string, Field | undefined>)[event.field];
  const value =
    event.type === "value" ? event.value : `${typeof old === "string" ? old : ""}${event.text}`;
  return { ...draft, [event.field]: value };
}

/**
 * Asks for a draft and reads it while it is written.
 *
 * @throws {Error} with a sentence for people; an `AbortError` when the signal was aborted
 */
export async function readDraft<T extends object>(
  address: string,
  body: object,
  { signal, onChange }: { signal?: AbortSignal; onChange: (draft: Partial<T>) => void },
): Promise<T> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
  if (!response.ok || !response.body) {
    throw new Error(failureWords(new Error(await response.text())));
  }
  let draft: Partial<T> = {};
  let rest = "";
  const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await text.read();
    if (done) break;
    const lines = (rest + value).split("\n\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = JSON.parse(line.slice("data: ".length)) as DraftEvent<T>;
      if (event.type === "error") throw new Error(event.error);
      if (event.type === "done") return event.data;
      draft = withChange(draft, event);
    }
    onChange(draft);
  }
  throw new Error("The connection was lost before the draft was complete.");
}
