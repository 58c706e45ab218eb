import type { ReactNode } from "react";
import { cn } from "./cn";

export type DescriptionItem = { term: string; description: ReactNode };

/** Facts: a term and what it is, side by side where there is room. */
export function DescriptionList({
  items,
  className,
}: {
  items: readonly DescriptionItem[];
  className?: string;
}) {
  return (
    <dl className={cn("divide-y divide-line", className)}>
      {items.map(({ term, description }) => (
        <div key={term} className="grid gap-0.5 py-3 sm:grid-cols-[12rem_1fr] sm:gap-4">
          <dt className="text-ink-muted text-sm">{term}</dt>
          <dd className="min-w-0 break-words text-sm">{description}</dd>
        </div>
      ))}
    </dl>
  );
}
