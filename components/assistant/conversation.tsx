"use client";

import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { CircleAlert, RotateCcw, Sparkles } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { dayUsed } from "@/lib/ai/actions";
import type { AssistantMessage } from "@/lib/ai/assistant";
import { failureWords, stepsOf, textOf } from "@/lib/ai/thread-messages";
import type { Source } from "@/lib/ai/tools";
import type { Allowance } from "@/lib/ai/usage";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { Answer } from "./answer";
import { Composer } from "./composer";
import { LONGEST_QUESTION } from "./limits";
import { Question } from "./question";
import { CHAT, liveAddress, readThread, stopAnswer } from "./requests";
import { SourceSheet } from "./sources";
import { StepsUnderWay } from "./steps";

type ConversationProps = {
  companyId: string;
  scope: string | null;
  threadId: string | undefined;
  initial: AssistantMessage[];
  suggestions: readonly string[];
  draft: string;
  allowance: Allowance;
  /** A first question made a conversation. */
  onBegin: (threadId: string, question: string) => void;
};

/** Near enough to the end of the page to be carried along with an answer that grows. */
const NEAR_END = 160;

/** Questions and answers, and the field for the next one. */
export function Conversation(props: ConversationProps) {
  const { companyId, scope, threadId, initial, suggestions, draft, onBegin } = props;
  const thread = useRef(threadId);
  const field = useRef<HTMLTextAreaElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState(draft);
  const [said, setSaid] = useState("");
  const [open, setOpen] = useState<Source | null>(null);
  const [stopping, setStopping] = useState(false);
  const [allowance, setAllowance] = useState(props.allowance);
  // What the server knows by these ids; a message that is on its way has one of the browser's.
  const stored = useRef(new Set(initial.map(({ id }) => id)));
  const [transport] = useState(() => newTransport(thread, stored, scope));

  const chat = useChat<AssistantMessage>({
    messages: initial,
    transport,
    // Reloaded while an answer was made: read on in it.
    resume: initial.at(-1)?.role === "user",
    throttle: 60,
    onFinish: async ({ message, isError }) => {
      setStopping(false);
      void callAction(() => dayUsed(idle, { companyId: scope })).then((state) => {
        if (state.status === "success") setAllowance(state.data);
      });
      if (isError) return;
      setSaid(textOf(message) ? `Answer: ${spoken(textOf(message))}` : "Stopped.");
      await sync();
    },
  });
  const { messages, status, error } = chat;
  const busy = status === "submitted" || status === "streaming";
  const last = messages.at(-1);
  const answering = busy && last?.role === "assistant" ? last : undefined;
  const unanswered = !busy && !error && last?.role === "user";

  /** Takes over what is stored, whose ids later changes name. */
  async function sync(): Promise<AssistantMessage[] | null> {
    if (!thread.current) return null;
    const kept = await readThread(thread.current).catch(() => null);
    if (!kept) return null;
    stored.current = new Set(kept.map(({ id }) => id));
    chat.setMessages(kept);
    return kept;
  }

  // The first event of a first answer names the conversation.
  const begun = last?.role === "assistant" ? last.metadata?.thread_id : undefined;
  const firstQuestion = messages[0];
  useEffect(() => {
    if (!begun || thread.current) return;
    thread.current = begun;
    onBegin(begun, firstQuestion ? textOf(firstQuestion) : "");
  }, [begun, firstQuestion, onBegin]);

  useEffect(() => {
    if (draft) field.current?.focus();
  }, [draft]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows whatever grew
  useEffect(() => {
    if (!busy) return;
    const page = document.documentElement;
    if (page.scrollHeight - page.scrollTop - page.clientHeight < NEAR_END) {
      end.current?.scrollIntoView({ block: "end" });
    }
  }, [messages, busy]);

  function begin() {
    chat.clearError();
    setSaid("The assistant is looking.");
    requestAnimationFrame(() => end.current?.scrollIntoView({ block: "end" }));
  }

  function send(text: string, messageId?: string) {
    const question = text.trim();
    if (!question || question.length > LONGEST_QUESTION || busy || allowance.used >= 1) return;
    begin();
    void chat.sendMessage({ text: question, ...(messageId ? { messageId } : {}) });
    if (!messageId) setWords("");
    field.current?.focus();
  }

  /** Answers the last question once more, or at last: whichever is stored decides. */
  async function again() {
    const asked = last?.role === "user" ? last : messages.at(-2);
    if (error && asked && !thread.current) {
      // Refused before anything was stored.
      return send(textOf(asked), asked.id);
    }
    const kept = await sync();
    const newest = kept?.at(-1);
    const isKept = kept?.some(
      (one) => one.role === "user" && asked && textOf(one) === textOf(asked),
    );
    if (!newest || (error && !isKept)) {
      if (asked) {
        chat.setMessages([...(kept ?? messages.filter(({ id }) => id !== asked.id))]);
        send(textOf(asked));
      }
      return;
    }
    begin();
    await chat.regenerate(newest.role === "assistant" ? { messageId: newest.id } : {});
  }

  async function stop() {
    setStopping(true);
    const stopped = thread.current
      ? await stopAnswer(thread.current).catch(() => ({ stopped: false }))
      : { stopped: false };
    // The server ends the stream itself and keeps what was written.
    if (!stopped.stopped) await chat.stop();
    field.current?.focus();
  }

  return (
    <div className="flex min-h-[calc(100dvh-16rem)] min-w-0 flex-col">
      <div className="flex-1 space-y-6 pb-4">
        {messages.length === 0 ? (
          <Beginning suggestions={suggestions} onAsk={send} />
        ) : (
          <ol aria-label="Conversation" className="space-y-6">
            {messages.map((message, index) => (
              // Ids change once a message is stored; its place does not.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={index}>
                {message.role === "user" ? (
                  <Question
                    text={textOf(message)}
                    mayEdit={!busy && allowance.used < 1}
                    onEdit={(text) => send(text, message.id)}
                  />
                ) : (
                  <Answer
                    message={message}
                    streaming={busy && message === last}
                    onAgain={
                      !busy && message === last && allowance.used < 1
                        ? () => void again()
                        : undefined
                    }
                    onOpen={setOpen}
                  />
                )}
              </li>
            ))}
          </ol>
        )}
        {busy ? (
          <StepsUnderWay
            steps={answering ? stepsOf(answering) : []}
            next={stopping ? "Stopping" : answering && textOf(answering) ? "Writing" : "Looking"}
          />
        ) : null}
        {error ? (
          <div
            role="alert"
            className="flex flex-wrap items-center gap-3 rounded-lg bg-danger-soft px-4 py-3 text-danger-ink text-sm"
          >
            <CircleAlert aria-hidden className="size-4.5 shrink-0" />
            <span className="min-w-0 flex-1">{failureWords(error)}</span>
            <Button size="sm" variant="secondary" onClick={() => void again()}>
              <RotateCcw aria-hidden />
              Try again
            </Button>
          </div>
        ) : null}
        {unanswered ? (
          <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-ink-muted text-sm">
            <span className="min-w-0 flex-1">This question has no answer yet.</span>
            <Button size="sm" variant="secondary" onClick={() => void again()}>
              Answer it now
            </Button>
          </div>
        ) : null}
        <div ref={end} className="scroll-mb-48" />
      </div>
      <Composer
        field={field}
        value={words}
        onValueChange={setWords}
        busy={busy}
        onSend={() => send(words)}
        onStop={() => void stop()}
        allowance={allowance}
      />
      {/* Said once when it begins and once when it is there, not with every word. */}
      <p role="status" className="sr-only">
        {said}
      </p>
      <SourceSheet companyId={companyId} source={open} onClose={() => setOpen(null)} />
    </div>
  );
}

type Ref<T> = { readonly current: T };

/** Sends one message; the rest of the conversation is the server's. */
function newTransport(
  thread: Ref<string | undefined>,
  stored: Ref<ReadonlySet<string>>,
  scope: string | null,
) {
  return new DefaultChatTransport<AssistantMessage>({
    api: CHAT,
    headers: { accept: "text/event-stream" },
    prepareSendMessagesRequest: ({ messages, trigger, messageId }) => {
      const asked = messages.at(-1);
      return {
        body: {
          ...(thread.current ? { thread_id: thread.current } : {}),
          ...(scope ? { company_id: scope } : {}),
          ...(trigger === "submit-message" && asked ? { message: textOf(asked) } : {}),
          ...(messageId && stored.current.has(messageId) ? { from_message_id: messageId } : {}),
        },
      };
    },
    prepareReconnectToStreamRequest: () => ({ api: liveAddress(thread.current ?? "") }),
    fetch: async (address, init) => {
      const reads = !init?.method || init.method === "GET";
      if (reads && !thread.current) return new Response(null, { status: 204 });
      const response = await fetch(address, init);
      const events = response.headers.get("content-type")?.startsWith("text/event-stream");
      // No answer is being made: the SDK expects that without a body.
      return reads && response.ok && !events ? new Response(null, { status: 204 }) : response;
    },
  });
}

/** An answer as it is read out: without signs of Markdown and numbers of sources. */
const spoken = (text: string) => text.replace(/\[\d{1,2}\]/g, "").replace(/[*_`#\\]/g, "");

function Beginning({
  suggestions,
  onAsk,
}: {
  suggestions: readonly string[];
  onAsk: (question: string) => void;
}) {
  return (
    <EmptyState
      title="What would you like to know?"
      scene="bay"
      action={suggestions.map((question) => (
        <Button
          key={question}
          variant="secondary"
          onClick={() => onAsk(question)}
          className="h-auto min-h-11 max-w-full whitespace-normal py-2 text-left md:h-auto md:min-h-10"
        >
          <Sparkles aria-hidden />
          {question}
        </Button>
      ))}
    >
      Ask about experiences, activities, places and travellers’ stories, in English or Vietnamese.
      Answers name what they are taken from.
    </EmptyState>
  );
}
