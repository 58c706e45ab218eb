"use client";

import { Check, Copy, RotateCcw } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast-store";
import type { AssistantMessage } from "@/lib/ai/assistant";
import {
  citationsOf,
  cutOf,
  outsideOf,
  plainText,
  stepsOf,
  textOf,
} from "@/lib/ai/thread-messages";
import type { Source } from "@/lib/ai/tools";
import { AnswerText } from "./answer-text";
import { type Given, ReasonForm, Thumbs } from "./feedback";
import { OutsideSources, Sources } from "./sources";
import { StepsTaken } from "./steps";

type AnswerProps = {
  message: AssistantMessage;
  streaming: boolean;
  /** Answers the question once more; for the last answer only. */
  onAgain: (() => void) | undefined;
  onOpen: (source: Source) => void;
};

const cutWords = {
  stopped: "Stopped before its end.",
  failed: "It broke off before its end.",
} as const;

/** An answer with its sources, and what one may do with it. */
export function Answer({ message, streaming, onAgain, onOpen }: AnswerProps) {
  const text = textOf(message);
  const sources = citationsOf(message);
  const cut = cutOf(message);
  const useId = message.metadata?.use_id;
  if (!text) return null;
  return (
    <article aria-label="Answer" aria-busy={streaming} className="space-y-4">
      {streaming ? null : <StepsTaken steps={stepsOf(message)} />}
      <AnswerText
        text={text}
        refs={new Set(sources.map(({ ref }) => ref))}
        streaming={streaming}
        onOpenSource={(ref) => {
          const source = sources.find((one) => one.ref === ref);
          if (source) onOpen(source);
        }}
      />
      {cut && !streaming ? <p className="text-ink-muted text-sm italic">{cutWords[cut]}</p> : null}
      <Sources sources={sources} onOpen={onOpen} />
      <OutsideSources pages={outsideOf(message)} />
      {streaming ? null : <Actions key={useId} message={message} onAgain={onAgain} />}
    </article>
  );
}

function Actions({ message, onAgain }: Pick<AnswerProps, "message" | "onAgain">) {
  const { use_id: useId, helpful = null, reason = null } = message.metadata ?? {};
  const [given, setGiven] = useState<Given>({ helpful, reason });
  const [asking, setAsking] = useState(false);
  const feedback = useId
    ? { useId, given, onGiven: setGiven, asking, onAskingChange: setAsking }
    : null;
  return (
    <div className="space-y-3">
      <div className="-ml-2 flex items-center gap-0.5">
        <CopyButton text={plainText(message)} />
        {feedback ? <Thumbs {...feedback} /> : null}
        {onAgain ? (
          <IconButton label="Answer again" size="sm" onClick={onAgain}>
            <RotateCcw aria-hidden />
          </IconButton>
        ) : null}
      </div>
      {feedback ? <ReasonForm {...feedback} /> : null}
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <IconButton
      label={copied ? "Copied" : "Copy the answer"}
      size="sm"
      onClick={async () => {
        try {
          await navigator.clipboard.writeText(text);
          setCopied(true);
          setTimeout(() => setCopied(false), 2000);
        } catch {
          toast.error("The browser did not allow copying.");
        }
      }}
    >
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
    </IconButton>
  );
}
