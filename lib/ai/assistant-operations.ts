/** `agents/chat…`: the assistant that remembers, for the dashboard and for mobile. */
import "server-only";
import { z } from "zod";
import {
  converse,
  converseAtOnce,
  deleteThread,
  getThread,
  listThreads,
  rateAnswer,
  renameThread,
  restoreThread,
} from "@/lib/ai/assistant";
import { rating } from "@/lib/ai/feedback";
import { liveAnswers } from "@/lib/ai/live";
import { acceptsEvents } from "@/lib/api/events";
import { exampleIds } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { requiredText, text, timestamp, uuid } from "@/lib/api/schemas";

const threadId = { thread_id: uuid };

/** What an answer names as its sources, by the numbers in its text. */
const citation = z.object({
  ref: z.int(),
  kind: z.string(),
  id: z.string(),
  experience_id: z.string().nullable(),
  title: z.string(),
  place: z.string().nullable(),
  address: z.string().nullable(),
  photo: z.string().nullable(),
});

const chat = operation({
  id: "agents.chat.create",
  summary: "Say something to the assistant.",
  description: [
    "With `Accept: text/event-stream` the answer arrives as events of the AI SDK's UI message protocol (`useChat`), with status 200. Send one message: the conversation is read from `thread_id`; without it one begins, and its id comes with the answer, or the first event.",
    "`from_message_id` replaces the conversation from that message on: with `message` a question is asked differently, without it the last question is answered again.",
    "The answer is kept. A reader of events who comes back within seconds reads on at GET; without readers it ends.",
    "`company_id`: figures of that company may be asked for by its members.",
  ].join(" "),
  access: "user",
  role: "any user; conversations are their own",
  body: z.strictObject({
    thread_id: uuid.optional(),
    message: requiredText(4000).optional(),
    from_message_id: uuid.optional(),
    company_id: uuid.optional(),
  }),
  limits: ["ai", "ai-day"],
  idempotency: false,
  failures: ["not_found", "internal"],
  success: {
    status: 201,
    schema: z.object({
      data: z.object({
        thread_id: z.string(),
        use_id: z.string().describe("For saying whether it helped."),
        answer: z.string(),
        citations: z.array(citation),
      }),
    }),
  },
  example: {
    as: "traveller",
    body: { thread_id: exampleIds.thread, message: "Where can I see lanterns?" },
  },
  async handle({ db, user, body, request }) {
    const turn = {
      threadId: body.thread_id,
      message: body.message,
      fromMessageId: body.from_message_id,
      companyId: body.company_id,
    };
    if (!acceptsEvents(request)) {
      return { data: await converseAtOnce(db, user.userId, turn, request.signal) };
    }
    return { streamed: true, events: await converse(db, user.userId, turn) };
  },
});

const resume = operation({
  id: "agents.chat.get",
  summary: "Read on in an answer that is being made.",
  description: "From its beginning, as events; null when none is being made: it is stored, then.",
  access: "user",
  role: "self",
  query: threadId,
  success: { status: 200, schema: z.object({ data: z.null() }) },
  example: { as: "traveller", query: { thread_id: exampleIds.thread } },
  async handle({ user, query }) {
    const answer = await liveAnswers().resume(query.thread_id, user.userId);
    return answer ? { streamed: true, events: answer } : { data: null };
  },
});

const stop = operation({
  id: "agents.chat.delete",
  summary: "Stop an answer.",
  description: "What was written so far is kept.",
  access: "user",
  role: "self",
  query: threadId,
  success: { status: 200, schema: z.object({ data: z.object({ stopped: z.boolean() }) }) },
  example: { as: "traveller", query: { thread_id: exampleIds.thread } },
  async handle({ user, query }) {
    return { data: { stopped: await liveAnswers().stop(query.thread_id, user.userId) } };
  },
});

const rate = operation({
  id: "agents.chat.update",
  summary: "Say whether an answer helped.",
  description:
    "The whole rating: what was said before is replaced. `reason` and `remark` belong to `helpful: false`.",
  access: "user",
  role: "self",
  body: rating.safeExtend({ use_id: uuid }),
  failures: ["not_found"],
  success: {
    status: 200,
    schema: z.object({ data: z.object({ id: z.string(), helpful: z.boolean().nullable() }) }),
  },
  example: { as: "traveller", body: { use_id: exampleIds.aiUse, helpful: true } },
  async handle({ db, body }) {
    const { use_id, ...given } = body;
    return { data: await rateAnswer(db, use_id, given) };
  },
});

const thread = z.object({
  id: z.string(),
  title: z.string().nullable(),
  company_id: z.string().nullable(),
  created_at: timestamp,
});

const threads = operation({
  id: "agents.chat.threads.get-all",
  summary: "One's conversations, newest first.",
  description: "With `q` those whose title or messages have the words.",
  access: "user",
  role: "self",
  query: { q: text(200).optional() },
  success: {
    status: 200,
    schema: z.object({ data: z.array(thread.extend({ updated_at: timestamp.nullable() })) }),
  },
  example: { as: "traveller" },
  async handle({ db, query }) {
    return { data: await listThreads(db, query.q) };
  },
});

const oneThread = operation({
  id: "agents.chat.threads.get",
  summary: "One conversation, from its beginning.",
  access: "user",
  role: "self",
  query: threadId,
  failures: ["not_found"],
  success: {
    status: 200,
    schema: z.object({
      data: thread.extend({
        chat_messages: z.array(
          z.object({
            id: z.string(),
            role: z.string(),
            content: z.string(),
            parts: z.unknown(),
            created_at: timestamp,
            ai_uses: z
              .object({
                id: z.string(),
                helpful: z.boolean().nullable(),
                reason: z.string().nullable(),
              })
              .nullable(),
          }),
        ),
      }),
    }),
  },
  example: { as: "traveller", query: { thread_id: exampleIds.thread } },
  async handle({ db, query }) {
    return { data: await getThread(db, query.thread_id) };
  },
});

const rename = operation({
  id: "agents.chat.threads.update",
  summary: "Rename a conversation, or bring it back.",
  description: "`deleted: false` brings back what was deleted within the last day.",
  access: "user",
  role: "self",
  query: threadId,
  body: z
    .strictObject({
      title: requiredText(255).optional(),
      deleted: z.literal(false).optional(),
    })
    .refine((body) => body.title !== undefined || body.deleted === false, {
      path: ["title"],
      message: "Required.",
    }),
  failures: ["not_found"],
  success: {
    status: 200,
    schema: z.object({ data: z.object({ id: z.string(), title: z.string().nullable() }) }),
  },
  example: {
    as: "traveller",
    query: { thread_id: exampleIds.thread },
    body: { title: "Lanterns" },
  },
  async handle({ db, query, body }) {
    if (body.deleted === false) await restoreThread(db, query.thread_id);
    return { data: await renameThread(db, query.thread_id, body.title) };
  },
});

const remove = operation({
  id: "agents.chat.threads.delete",
  summary: "Delete a conversation.",
  description: "For a day it can be brought back; then it is gone.",
  access: "user",
  role: "self",
  query: threadId,
  failures: ["not_found"],
  success: { status: 200, schema: z.object({ data: z.object({ id: z.string() }) }) },
  example: { as: "traveller", query: { thread_id: exampleIds.thread } },
  async handle({ db, user, query }) {
    await liveAnswers().stop(query.thread_id, user.userId);
    return { data: await deleteThread(db, query.thread_id) };
  },
});

export const assistantChat: Resource = {
  address: "agents/chat",
  literal: true,
  post: chat,
  one: resume,
  put: rate,
  delete: stop,
};
export const assistantThreads: Resource = {
  address: "agents/chat/threads",
  literal: true,
  list: threads,
  one: oneThread,
  selectedBy: ["thread_id"],
  put: rename,
  delete: remove,
};
