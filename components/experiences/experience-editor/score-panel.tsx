"use client";

import { ArrowUpRight, CircleCheck } from "lucide-react";
import { Card } from "@/components/ui/card";
import { ScoreRing } from "@/components/ui/score-ring";
import type { ContentScore, ReadyGap, ScoreField } from "@/lib/experiences/content-score";
import { fieldAnchor } from "./field-anchor";

const words: Record<ContentScore["level"], string> = {
  started: "Getting there",
  good: "Good",
  excellent: "Excellent",
};

/** Brings a field into sight and puts the cursor into it. */
export function goToField(field: ScoreField) {
  const section = document.getElementById(fieldAnchor(field));
  section?.scrollIntoView({ block: "center" });
  const control = section?.querySelector<HTMLElement>("input, textarea, select, button");
  (control ?? section)?.focus({ preventScroll: true });
}

function GapLink({ field, children }: { field: ScoreField; children: React.ReactNode }) {
  return (
    <a
      href={`#${fieldAnchor(field)}`}
      className="group flex min-h-11 items-center gap-3 rounded-md px-3 py-2 text-sm transition-colors hover:bg-hover md:min-h-9"
      onClick={(event) => {
        event.preventDefault();
        goToField(field);
      }}
    >
      {children}
    </a>
  );
}

/** How complete the experience is, and what would make it better, the largest gain first. */
export function ScorePanel({
  score,
  gaps,
  published,
}: {
  score: ContentScore;
  /** What stands between it and travellers. */
  gaps: readonly ReadyGap[];
  published: boolean;
}) {
  const open = score.parts
    .filter(({ gap }) => gap !== null)
    .sort((a, b) => b.weight - b.points - (a.weight - a.points));
  return (
    <Card>
      <div className="flex items-center gap-4 p-5">
        <ScoreRing value={score.score} label="Content score" size="md" />
        <div className="min-w-0">
          <h2 className="font-semibold">{words[score.level]}</h2>
          <p className="text-ink-muted text-sm">
            {score.points} of {score.possible} points
          </p>
        </div>
      </div>
      {gaps.length > 0 && !published ? (
        <div className="border-line border-t px-2 py-3">
          <h3 className="eyebrow px-3 pb-1">Before it can be published</h3>
          <ul>
            {gaps.map(({ field, label }) => (
              <li key={field}>
                <GapLink field={field}>
                  <span aria-hidden className="size-1.75 shrink-0 rounded-full bg-lantern" />
                  <span className="first-letter:uppercase">{label}</span>
                </GapLink>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="border-line border-t px-2 py-3">
        {open.length === 0 ? (
          <p className="flex items-center gap-2.5 px-3 py-1 text-jade-ink text-sm">
            <CircleCheck aria-hidden className="size-4.5" />
            Nothing is missing.
          </p>
        ) : (
          <>
            <h3 className="eyebrow px-3 pb-1">What would make it better</h3>
            <ul>
              {open.map(({ id, field, gap, weight, points }) => (
                <li key={id}>
                  <GapLink field={field}>
                    <span className="min-w-9 shrink-0 rounded-full bg-jade-soft px-1.5 py-0.5 text-center font-medium text-jade-ink text-xs tabular-nums">
                      <span className="sr-only">gains </span>+{weight - points}
                      <span className="sr-only"> points:</span>
                    </span>
                    <span className="min-w-0 flex-1">{gap}</span>
                    <ArrowUpRight
                      aria-hidden
                      className="size-4 shrink-0 text-ink-subtle opacity-0 transition-opacity group-hover:opacity-100"
                    />
                  </GapLink>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  );
}
