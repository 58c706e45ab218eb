"use client";

import { ArrowUp, Square } from "lucide-react";
import { type RefObject, useId } from "react";
import { cn } from "@/components/ui/cn";
import { controlStyles } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import type { Allowance } from "@/lib/ai/usage";
import { LONGEST_QUESTION } from "./limits";

type ComposerProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  onValueChange: (value: string) => void;
  busy: boolean;
  onSend: () => void;
  onStop: () => void;
  allowance: Allowance;
};

/** Where one asks. Enter sends, Shift+Enter makes a new line. */
export function Composer(props: ComposerProps) {
  const { field, value, onValueChange, busy, onSend, onStop, allowance } = props;
  const id = useId();
  const usedUp = allowance.used >= 1;
  const tooLong = value.length > LONGEST_QUESTION;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSend();
      }}
      className="sticky bottom-14 z-10 bg-canvas pt-2 pb-4 md:bottom-0"
    >
      <div className="relative">
        <label htmlFor={id} className="sr-only">
          Your question
        </label>
        <textarea
          ref={field}
          id={id}
          rows={1}
          value={value}
          placeholder="Ask the assistant"
          aria-invalid={tooLong || undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onValueChange(event.target.value)}
          onKeyDown={(event) => {
            // Enter that ends a word of an input method belongs to that.
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (!busy) onSend();
          }}
          className={cn(
            controlStyles,
            "field-sizing-content block max-h-48 min-h-14 resize-none rounded-xl py-4 pr-15 leading-6 shadow-sm",
          )}
        />
        <div className="absolute right-1.5 bottom-1.5 md:right-2 md:bottom-2">
          {busy ? (
            <IconButton label="Stop" variant="secondary" onClick={onStop}>
              <Square aria-hidden className="fill-current" />
            </IconButton>
          ) : (
            <IconButton
              label="Send"
              variant="primary"
              type="submit"
              disabled={!value.trim() || tooLong || usedUp}
            >
              <ArrowUp aria-hidden />
            </IconButton>
          )}
        </div>
      </div>
      <p
        id={`${id}-hint`}
        className={cn("mt-1.5 text-xs", tooLong ? "text-danger-ink" : "sr-only")}
      >
        {tooLong
          ? `At most ${LONGEST_QUESTION} characters; these are ${value.length}.`
          : "Enter sends, Shift and Enter make a new line."}
      </p>
      <AllowanceLine allowance={allowance} />
    </form>
  );
}

/** What is left of the day: a number once there is something to say, a plain refusal at its end. */
function AllowanceLine({ allowance: { used, whose } }: { allowance: Allowance }) {
  const owner = whose === "company" ? "your company’s" : "your";
  if (used >= 1) {
    return (
      <p
        role="alert"
        className="mt-2 rounded-lg bg-lantern-soft px-4 py-3 text-lantern-ink text-sm"
      >
        {whose === "company" ? "Your company has" : "You have"} used up what may be asked in a day.
        It comes back bit by bit within the next 24 hours; your conversations stay.
      </p>
    );
  }
  const percent = Math.round(used * 100);
  return (
    <div className="mt-2 flex items-center gap-3 text-ink-muted text-xs">
      <span className="shrink-0">
        {percent === 0 && used > 0 ? "Under 1" : percent} % of {owner} day used
      </span>
      <Progress
        label={`Used of ${owner} day`}
        value={percent}
        tone={used >= 0.8 ? "lantern" : "jade"}
        className="max-w-32"
      />
    </div>
  );
}
