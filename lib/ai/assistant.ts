/** The assistant's conversations: stored by thread, answered with what is stored, live while made. */
import "server-only";
import {
  createUIMessageStream,
  createUIMessageStreamResponse,
  type InferUIMessageChunk,
  type ModelMessage,
  toUIMessageStream,
  type UIMessage,
} from "ai";
import { type OutsideSource, startAnswer, wholeAnswer } from "@/lib/ai/answer";
import type { Rating, Reason } from "@/lib/ai/feedback";
import { liveAnswers } from "@/lib/ai/live";
import type { Source } from "@/lib/ai/tools";
import { beginUse } from "@/lib/ai/usage";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { describeError, log } from "@/lib/api/log";
import type { Json } from "@/lib/supabase/database.types";
import type { Db } from "@/lib/supabase/types";

/** How much of a conversation a model reads again. */
const REMEMBERED = 20;
const TITLE_LENGTH = 80;
/** How many conversations are listed; older ones are found by their words. */
const LISTED = 200;

/** What the dashboard shows beside the text of a message. */
export type AssistantMessage = UIMessage<
  { thread_id?: string; use_id?: string; helpful?: boolean | null; reason?: Reason | null },
  {
    citations: Source[];
    /** Pages of the web. */
    outside: OutsideSource[];
    /** What was done for a kept answer; while it is made, its tools say so. */
    steps: Step[];
    /** It is not whole. */
    cut: "stopped" | "failed";
  }
>;

/** One use of a tool, as far as it is shown. */
export type Step = { tool: string; query?: string; state: "done" | "failed" };

export type Turn = {
  threadId?: string | undefined;
  /** What is asked; absent to answer the last question again. */
  message?: string | undefined;
  /** The message from which on the conversation is replaced. */
  fromMessageId?: string | undefined;
  companyId?: string | undefined;
};

const noThread = () => new AppError("not_found", "There is no such conversation.");

/** Checks, stores what is asked, and starts to answer it. */
async function begin(db: Db, userId: string, turn: Turn) {
  if (!turn.message && !turn.threadId) {
    throw new AppError("bad_request", "Check the message.", { fields: { message: ["Required."] } });
  }
  const companyId = await memberOf(db, userId, turn.companyId);
  const known = turn.threadId ? await history(db, turn.threadId) : [];
  const remembered = turn.fromMessageId ? upTo(known, turn.fromMessageId) : known;
  const last = remembered.at(-1);
  const question = turn.message ?? (last?.role === "user" ? last.content : undefined);
  if (!question) throw new AppError("bad_request", "There is no question to answer.");

  // Before anything is stored or asked: a used-up day leaves the conversation as it is.
  const use = await beginUse(userId, "assistant", { question, companyId });
  try {
    const threadId = turn.threadId ?? (await createThread(db, question, companyId));
    if (turn.threadId && turn.fromMessageId) await rewind(db, threadId, turn.fromMessageId);
    if (turn.message) await store(db, { thread_id: threadId, role: "user", content: turn.message });
    const asked = turn.message
      ? [...remembered, { role: "user", content: turn.message }]
      : remembered;
    // Only texts: what tools once answered may be out of date, or no longer the asker's to see.
    const messages = asked
      .slice(-REMEMBERED)
      .map(
        ({ role, content }): ModelMessage =>
          role === "user" ? { role, content } : { role: "assistant", content },
      );
    const stop = new AbortController();
    const started = startAnswer({ db, messages, use, companyId, signal: stop.signal });
    return { threadId, use, started, stop: () => stop.abort(), signal: stop.signal };
  } catch (error) {
    await use.finish("failed");
    throw error;
  }
}

/** Answers one message as events of the AI SDK's UI protocol. */
export async function converse(
  db: Db,
  userId: string,
  turn: Turn,
): Promise<ReadableStream<Uint8Array>> {
  const { threadId, use, started, stop, signal } = await begin(db, userId, turn);
  const { result, sources, outside } = started;
  const events = createUIMessageStream<AssistantMessage>({
    async execute({ writer }) {
      writer.write({
        type: "start",
        messageId: crypto.randomUUID(),
        messageMetadata: { thread_id: threadId, use_id: use.id },
      });
      let text = "";
      let failed = false;
      const steps = new Map<string, Step>();
      const parts = toUIMessageStream({
        stream: result.stream,
        sendStart: false,
        sendFinish: false,
        onError: failure,
      });
      for await (const part of parts) {
        if (part.type === "text-delta") text += part.delta;
        if (part.type === "error") failed = true;
        noteStep(steps, part);
        writer.write(part as Parameters<typeof writer.write>[0]);
      }
      const cut = signal.aborted ? "stopped" : failed ? "failed" : undefined;
      if (cut) writer.write({ type: "data-cut", data: cut });
      writer.write({ type: "data-citations", data: sources.cited(text) });
      if (outside.length) writer.write({ type: "data-outside", data: outside });
      writer.write({ type: "finish" });
      await keep(db, threadId, use.id, {
        text,
        cited: sources.cited(text),
        outside,
        steps: [...steps.values()],
        cut,
      });
    },
    onError: failure,
  });
  const { body } = createUIMessageStreamResponse({ stream: events });
  if (!body) throw new Error("the stream has no body");
  return liveAnswers().keep(threadId, userId, body, stop);
}

/** Answers one message at once, for clients that do not stream. */
export async function converseAtOnce(db: Db, userId: string, turn: Turn, signal: AbortSignal) {
  const { threadId, use, started, stop } = await begin(db, userId, turn);
  signal.addEventListener("abort", stop);
  const { answer, citations, outside } = await wholeAnswer(started);
  await keep(db, threadId, use.id, { text: answer, cited: citations, outside });
  return { thread_id: threadId, use_id: use.id, answer, citations };
}

type StreamPart = InferUIMessageChunk<UIMessage>;

/** Keeps what a tool was asked and whether it answered: not what it answered, which may be long. */
function noteStep(steps: Map<string, Step>, part: StreamPart): void {
  if (part.type === "tool-input-available") {
    const { query } = (part.input ?? {}) as { query?: unknown };
    steps.set(part.toolCallId, {
      tool: part.toolName,
      ...(typeof query === "string" ? { query: query.slice(0, 400) } : {}),
      // Until it answers: what is cut off did not.
      state: "failed",
    });
  } else if (part.type === "tool-output-available") {
    const step = steps.get(part.toolCallId);
    if (step) step.state = "done";
  }
}

const failure = () => "The assistant failed to answer. Please try again.";

/** The company a question counts for, when the asker belongs to it. */
async function memberOf(
  db: Db,
  userId: string,
  companyId: string | undefined,
): Promise<string | undefined> {
  if (!companyId) return undefined;
  const { data, error } = await db
    .from("company_members")
    .select("id")
    .eq("company_id", companyId)
    .eq("member_id", userId)
    .eq("is_deleted", false)
    .limit(1);
  if (error) throw fromPostgrest(error);
  if (!data.length) throw new AppError("not_found", "Company not found.");
  return companyId;
}

type Stored = { id: string; role: string; content: string };

async function history(db: Db, threadId: string): Promise<Stored[]> {
  const { data, error } = await db
    .from("chat_threads")
    .select("id,chat_messages(id,role,content)")
    .eq("id", threadId)
    .order("created_at", { ascending: false, referencedTable: "chat_messages" })
    .order("id", { ascending: false, referencedTable: "chat_messages" })
    .limit(200, { referencedTable: "chat_messages" })
    .maybeSingle();
  if (error) throw fromPostgrest(error);
  if (!data) throw noThread();
  return data.chat_messages.reverse();
}

function upTo(messages: readonly Stored[], id: string): Stored[] {
  const place = messages.findIndex((message) => message.id === id);
  if (place < 0) throw new AppError("not_found", "There is no such message.");
  return messages.slice(0, place);
}

async function createThread(db: Db, question: string, companyId: string | undefined) {
  const { data, error } = await db
    .from("chat_threads")
    .insert({
      title: question.replace(/\s+/g, " ").slice(0, TITLE_LENGTH),
      ...(companyId ? { company_id: companyId } : {}),
    })
    .select("id")
    .single();
  if (error) throw fromPostgrest(error);
  return data.id;
}

async function rewind(db: Db, threadId: string, messageId: string): Promise<void> {
  const { error } = await db.rpc("rewind_thread", { p_thread: threadId, p_message: messageId });
  if (error) throw fromPostgrest(error);
}

type NewMessage = {
  thread_id: string;
  role: "user" | "assistant";
  content: string;
  parts?: Json;
  use_id?: string;
};

async function store(db: Db, message: NewMessage): Promise<void> {
  const { error } = await db.from("chat_messages").insert(message);
  if (error) throw fromPostgrest(error);
}

type Made = {
  text: string;
  cited: Source[];
  outside?: OutsideSource[] | undefined;
  steps?: Step[];
  cut?: "stopped" | "failed" | undefined;
};

/** Keeps an answer, as far as it came; an empty one is not worth keeping. */
async function keep(
  db: Db,
  threadId: string,
  useId: string,
  { text, cited, outside, steps, cut }: Made,
) {
  if (!text.trim()) return;
  await store(db, {
    thread_id: threadId,
    role: "assistant",
    content: text.slice(0, 100_000),
    parts: [
      ...(steps?.length ? [{ type: "data-steps", data: steps }] : []),
      { type: "text", text: text.slice(0, 100_000) },
      ...(cut ? [{ type: "data-cut", data: cut }] : []),
      { type: "data-citations", data: cited },
      ...(outside?.length ? [{ type: "data-outside", data: outside }] : []),
    ],
    use_id: useId,
  }).catch((error: unknown) => log.error({ error: describeError(error) }, "answer not kept"));
}

// Threads -------------------------------------------------------------------------------------------

export async function listThreads(db: Db, words: string | undefined) {
  const { data, error } = await db.rpc("list_chat_threads", {
    p_limit: LISTED,
    ...(words ? { p_search: words } : {}),
  });
  if (error) throw fromPostgrest(error);
  return data;
}

/** A conversation from its beginning. */
export async function getThread(db: Db, id: string) {
  const { data, error } = await db
    .from("chat_threads")
    .select(
      "id,title,company_id,created_at,chat_messages(id,role,content,parts,created_at,ai_uses(id,helpful,reason))",
    )
    .eq("id", id)
    .order("created_at", { referencedTable: "chat_messages" })
    .order("id", { referencedTable: "chat_messages" })
    .maybeSingle();
  if (error) throw fromPostgrest(error);
  if (!data) throw noThread();
  return data;
}

/** With a title, another name. */
export async function renameThread(db: Db, id: string, title: string | undefined) {
  const threads = db.from("chat_threads");
  const { data, error } = await (title === undefined
    ? threads.select("id,title").eq("id", id)
    : threads.update({ title }).eq("id", id).select("id,title")
  ).maybeSingle();
  if (error) throw fromPostgrest(error);
  if (!data) throw noThread();
  return data;
}

/** Out of sight at once; for a day it can be brought back. */
export async function deleteThread(db: Db, id: string) {
  return { id: await setDeleted(db, id, false) };
}

export async function restoreThread(db: Db, id: string): Promise<void> {
  await setDeleted(db, id, true);
}

async function setDeleted(db: Db, id: string, restore: boolean): Promise<string> {
  const { data, error } = await db.rpc("delete_chat_thread", {
    p_thread: id,
    p_restore: restore,
  });
  if (error) throw fromPostgrest(error);
  if (!data) throw noThread();
  return data;
}

/** A thumb up or down with its reason, or taken back; what was said before goes. */
export async function rateAnswer(db: Db, useId: string, { helpful, reason, remark }: Rating) {
  const { data, error } = await db
    .from("ai_uses")
    .update({ helpful, reason: reason ?? null, remark: remark || null })
    .eq("id", useId)
    .select("id,helpful")
    .maybeSingle();
  if (error) throw fromPostgrest(error);
  if (!data) throw new AppError("not_found", "There is no such answer.");
  return data;
}
