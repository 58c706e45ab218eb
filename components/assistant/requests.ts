/** What the assistant's screen asks of the API; the session's cookie says who asks. */
import type { AssistantMessage } from "@/lib/ai/assistant";
import type { Rating } from "@/lib/ai/feedback";
import { failureWords, type StoredMessage, toAssistantMessages } from "@/lib/ai/thread-messages";

export const CHAT = "/api/v1/agents/chat";
const THREADS = `${CHAT}/threads`;

export type Thread = { id: string; title: string | null; company_id: string | null };

async function ask<T>(method: string, address: string, body?: unknown): Promise<T> {
  const response = await fetch(address, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(failureWords(new Error(text)));
  return (JSON.parse(text) as { data: T }).data;
}

const one = (threadId: string) => `${THREADS}?thread_id=${encodeURIComponent(threadId)}`;

export const listThreads = (words: string) =>
  ask<Thread[]>("GET", words ? `${THREADS}?q=${encodeURIComponent(words)}` : THREADS);

export async function readThread(threadId: string): Promise<AssistantMessage[]> {
  const thread = await ask<{ chat_messages: StoredMessage[] }>("GET", one(threadId));
  return toAssistantMessages(thread.chat_messages);
}

export const renameThread = (threadId: string, title: string) =>
  ask<unknown>("PUT", one(threadId), { title });
export const deleteThread = (threadId: string) => ask<unknown>("DELETE", one(threadId));
export const restoreThread = (threadId: string) =>
  ask<unknown>("PUT", one(threadId), { deleted: false });
export const rateAnswer = (use_id: string, rating: Rating) =>
  ask<unknown>("PUT", CHAT, { use_id, ...rating });

/** An answer on its way: where to read on, and where to stop it. */
export const liveAddress = (threadId: string) =>
  `${CHAT}?thread_id=${encodeURIComponent(threadId)}`;
export const stopAnswer = (threadId: string) =>
  ask<{ stopped: boolean }>("DELETE", liveAddress(threadId));
