import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";

export type ChecklistStep = { label: string; detail: string; done: boolean; href: string };

/** The first steps of a company, computed from what is there; gone once all are done. */
export function Checklist({ steps }: { steps: readonly ChecklistStep[] }) {
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <Card>
      <CardHeader
        title="Getting started"
        description={`${done} of ${steps.length} done`}
        className="pb-3 md:pb-3"
      />
      <div className="px-5 md:px-6">
        <Progress label="Steps done" value={done} max={steps.length} />
      </div>
      <ol className="p-2 pt-3 md:p-3">
        {steps.map((step) => (
          <li key={step.label}>
            <Link
              href={step.href}
              className="group flex items-center gap-3.5 rounded-lg px-3 py-2.5 transition-colors hover:bg-hover"
            >
              <span
                className={cn(
                  "grid size-6 shrink-0 place-items-center rounded-full",
                  step.done ? "bg-jade text-on-jade" : "border border-line-strong",
                )}
              >
                {step.done ? <Check aria-hidden className="size-4" /> : null}
              </span>
              <span className="min-w-0 flex-1">
                <span className={cn("block font-medium text-sm", step.done && "text-ink-muted")}>
                  {step.label}
                  <span className="sr-only">{step.done ? " (done)" : " (to do)"}</span>
                </span>
                {step.done ? null : (
                  <span className="block text-ink-muted text-xs">{step.detail}</span>
                )}
              </span>
              <ArrowRight
                aria-hidden
                className="size-4 shrink-0 text-ink-subtle opacity-0 transition-opacity group-hover:opacity-100"
              />
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
