import { Check, ChevronRight, CircleAlert } from "lucide-react";
import { Spinner } from "@/components/ui/spinner";
import type { ShownStep } from "@/lib/ai/thread-messages";

/** What is being done for an answer; `next` is what comes of it. */
export function StepsUnderWay({ steps, next }: { steps: readonly ShownStep[]; next: string }) {
  return (
    <ul aria-label="Steps" className="space-y-1.5 text-ink-muted text-sm">
      <StepLines steps={steps} />
      <li className="flex items-center gap-2">
        <Spinner />
        {next}…
      </li>
    </ul>
  );
}

/** What was done for it, folded away. */
export function StepsTaken({ steps }: { steps: readonly ShownStep[] }) {
  if (!steps.length) return null;
  const failed = steps.filter(({ state }) => state === "failed").length;
  return (
    <details className="group text-ink-muted text-sm">
      <summary className="-ml-1 inline-flex min-h-8 cursor-pointer list-none items-center gap-1 rounded-sm px-1 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        {steps.length === 1 ? "One step" : `${steps.length} steps`}
        {failed ? `, ${failed === steps.length ? "" : `${failed} `}did not work` : ""}
      </summary>
      <ul aria-label="Steps" className="mt-1 space-y-1.5 pl-5">
        <StepLines steps={steps} />
      </ul>
    </details>
  );
}

function StepLines({ steps }: { steps: readonly ShownStep[] }) {
  return steps.map(({ words, state }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same search may be made twice
    <li key={index} className="flex items-start gap-2 [overflow-wrap:anywhere] [&_svg]:mt-0.5">
      {state === "done" ? (
        <Check aria-hidden className="size-4 shrink-0 text-jade-ink" />
      ) : state === "failed" ? (
        <CircleAlert aria-hidden className="size-4 shrink-0 text-danger-ink" />
      ) : (
        <Spinner />
      )}
      <span className="min-w-0">
        {words}
        {state === "failed" ? ": did not work" : ""}
      </span>
    </li>
  ));
}
