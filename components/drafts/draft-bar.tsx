"use client";

import { Check, CircleAlert, RotateCcw, Sparkles, Square, Undo2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { TextField } from "@/components/ui/text-field";
import type { DraftPhase, useDraft } from "./use-draft";

type DraftBarProps = {
  draft: Pick<
    ReturnType<typeof useDraft>,
    "phase" | "problem" | "mayUndo" | "stop" | "undo" | "keep"
  >;
  /** "Draft the story". */
  label: string;
  /** Why nothing can be drafted yet. */
  missing: string | null;
  builtIn: boolean;
  /** Writes it, or writes it again, with a wish. */
  onWrite: (wish: string) => void;
};

const said: Record<DraftPhase, string> = {
  idle: "",
  writing: "The draft is being written.",
  written: "The draft is in the fields. Keep it or take it out.",
  stopped: "Stopped. What was written so far is in the fields.",
  failed: "",
};

/** What one may do with a draft: begin it, stop it, keep it, take it out, ask for another. */
export function DraftBar({ draft, label, missing, builtIn, onWrite }: DraftBarProps) {
  const { phase, problem, mayUndo } = draft;
  const [wish, setWish] = useState("");
  const bar = useRef<HTMLElement>(null);
  const first = useRef(true);

  // The button that was pressed makes way for others: the focus stays in the bar.
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the phase
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (document.activeElement === document.body) {
      bar.current?.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
    }
  }, [phase]);

  const decide = phase === "written" || phase === "stopped" || (phase === "failed" && mayUndo);
  return (
    <section
      ref={bar}
      aria-label="Draft"
      className="space-y-3 rounded-xl border border-line bg-jade-soft/40 p-4"
    >
      <p role="status" className="sr-only">
        {said[phase]}
      </p>
      {phase === "failed" ? (
        <p role="alert" className="flex items-start gap-2 text-danger-ink text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {problem}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        {phase === "writing" ? (
          <>
            <span className="flex items-center gap-2 text-sm">
              <Spinner /> Writing…
            </span>
            <Button variant="secondary" size="sm" onClick={draft.stop}>
              <Square aria-hidden className="fill-current" />
              Stop
            </Button>
          </>
        ) : decide ? (
          <>
            <span aria-hidden className="min-w-0 basis-full text-sm sm:flex-1 sm:basis-0">
              {phase === "failed" ? "What was there is kept." : said[phase]}
            </span>
            <Button size="sm" onClick={draft.keep}>
              <Check aria-hidden />
              Keep
            </Button>
            <Button variant="secondary" size="sm" onClick={draft.undo}>
              <Undo2 aria-hidden />
              Undo the draft
            </Button>
          </>
        ) : (
          <>
            <span className="min-w-0 basis-full text-ink-muted text-sm sm:flex-1 sm:basis-0">
              {missing ?? "It fills the fields below; what stands there can be brought back."}
            </span>
            <Button size="sm" disabled={missing !== null} onClick={() => onWrite("")}>
              <Sparkles aria-hidden />
              {phase === "failed" ? "Try again" : label}
            </Button>
          </>
        )}
      </div>
      {decide && !builtIn ? (
        <div className="flex flex-wrap items-end gap-2">
          <TextField
            name="wish"
            label="What should be different?"
            optional
            maxLength={500}
            autoComplete="off"
            className="min-w-0 flex-1 basis-56"
            value={wish}
            onChange={(event) => setWish(event.target.value)}
            onKeyDown={(event) => {
              // Enter in this field must not save the form around it.
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              onWrite(wish.trim());
            }}
          />
          <Button
            variant="secondary"
            disabled={missing !== null}
            onClick={() => onWrite(wish.trim())}
          >
            <RotateCcw aria-hidden />
            Write again
          </Button>
        </div>
      ) : null}
      {builtIn ? (
        <p className="flex flex-wrap items-center gap-2 text-ink-muted text-xs">
          <Badge tone="lantern">Built-in</Badge>
          No language model is configured: your notes are put in order by rules, nothing is
          invented.
        </p>
      ) : null}
    </section>
  );
}
