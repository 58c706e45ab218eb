"use client";

import { RotateCcw, ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast-store";
import type { AssistantMessage } from "@/lib/ai/assistant";
import { citationsOf, textOf } from "@/lib/ai/thread-messages";
import type { Source } from "@/lib/ai/tools";
import { AnswerText } from "./answer-text";
import { rateAnswer } from "./requests";
import { Sources } from "./sources";

type AnswerProps = {
  message: AssistantMessage;
  streaming: boolean;
  /** Answers the question once more; for the last answer only. */
  onAgain: (() => void) | undefined;
  onOpen: (source: Source) => void;
};

/** An answer with its sources, and what one may do with it. */
export function Answer({ message, streaming, onAgain, onOpen }: AnswerProps) {
  const text = textOf(message);
  const sources = citationsOf(message);
  const useId = message.metadata?.use_id;
  if (!text) return null;
  return (
    <article aria-label="Answer" aria-busy={streaming} className="space-y-4">
      <AnswerText
        text={text}
        refs={new Set(sources.map(({ ref }) => ref))}
        streaming={streaming}
        onOpenSource={(ref) => {
          const source = sources.find((one) => one.ref === ref);
          if (source) onOpen(source);
        }}
      />
      <Sources sources={sources} onOpen={onOpen} />
      {streaming ? null : (
        <div className="-ml-2 flex items-center gap-0.5">
          {useId ? (
            <Thumbs key={useId} useId={useId} given={message.metadata?.helpful ?? null} />
          ) : null}
          {onAgain ? (
            <IconButton label="Answer again" size="sm" onClick={onAgain}>
              <RotateCcw aria-hidden />
            </IconButton>
          ) : null}
        </div>
      )}
    </article>
  );
}

/** Whether it helped; pressed again, it is taken back. */
function Thumbs({ useId, given }: { useId: string; given: boolean | null }) {
  const [helpful, setHelpful] = useState(given);

  async function rate(pressed: boolean) {
    const before = helpful;
    const next = helpful === pressed ? null : pressed;
    setHelpful(next);
    try {
      await rateAnswer(useId, next);
    } catch {
      setHelpful(before);
      toast.error("Your rating did not get through. Please try again.");
    }
  }
  const look = (on: boolean) => cn(on && "text-jade-ink [&_svg]:fill-current");
  return (
    <>
      <IconButton
        label="It helped"
        size="sm"
        aria-pressed={helpful === true}
        onClick={() => void rate(true)}
        className={look(helpful === true)}
      >
        <ThumbsUp aria-hidden />
      </IconButton>
      <IconButton
        label="It did not help"
        size="sm"
        aria-pressed={helpful === false}
        onClick={() => void rate(false)}
        className={look(helpful === false)}
      >
        <ThumbsDown aria-hidden />
      </IconButton>
    </>
  );
}
