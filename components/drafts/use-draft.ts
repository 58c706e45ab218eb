"use client";

import { useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast-store";
import { readDraft } from "@/lib/ai/draft-events";

export type DraftPhase = "idle" | "writing" | "written" | "stopped" | "failed";

type Wish<Draft, Values> = {
  values: Values;
  /** The form with what there is of a draft. */
  merge: (values: Values, draft: Partial<Draft>) => Values;
  onValues: (values: Values) => void;
};

/**
 * Fills a form with a draft while it is written. Nothing that stood in the form is lost: each draft
 * can be taken out again, the one before it too, and even that can be undone.
 */
export function useDraft<Draft extends object, Values>(wish: Wish<Draft, Values>) {
  const { values, merge, onValues } = wish;
  const [phase, setPhase] = useState<DraftPhase>("idle");
  const [problem, setProblem] = useState("");
  const [before, setBefore] = useState<Values[]>([]);
  const abort = useRef<AbortController | null>(null);

  // Who leaves the page stops the model.
  useEffect(() => () => abort.current?.abort(), []);

  async function write(address: string, body: object): Promise<void> {
    const start = values;
    const stop = new AbortController();
    abort.current = stop;
    setPhase("writing");
    setProblem("");
    let arrived = false;
    const show = (draft: Partial<Draft>) => {
      if (stop.signal.aborted || Object.keys(draft).length === 0) return;
      if (!arrived) setBefore((all) => [...all, start]);
      arrived = true;
      onValues(merge(start, draft));
    };
    try {
      show(await readDraft<Draft>(address, body, { signal: stop.signal, onChange: show }));
      setPhase("written");
    } catch (error) {
      if (stop.signal.aborted) setPhase(arrived || before.length ? "stopped" : "idle");
      else {
        setProblem((error as Error).message);
        setPhase("failed");
      }
    }
  }

  function undo() {
    const last = before.at(-1);
    if (!last) return;
    const [drafted, stack, shown] = [values, before, phase];
    setBefore(stack.slice(0, -1));
    setPhase(stack.length > 1 ? "written" : "idle");
    onValues(last);
    toast.undo("The draft is taken out", () => {
      setBefore(stack);
      setPhase(shown);
      onValues(drafted);
    });
  }

  return {
    phase,
    problem,
    /** There is something to go back to. */
    mayUndo: before.length > 0,
    write,
    stop: () => abort.current?.abort(),
    undo,
    keep: () => {
      setBefore([]);
      setPhase("idle");
    },
  };
}
