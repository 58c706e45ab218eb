import type { ReactNode } from "react";
import { cn } from "./cn";

type FilterBarProps = {
  /** The `SearchField`. */
  search?: ReactNode;
  /** At the right edge: view switch, columns, CSV. */
  end?: ReactNode;
  /** The filters. */
  children?: ReactNode;
  className?: string;
};

/** The line above a list: search, filters, and how to look at it. */
export function FilterBar({ search, end, children, className }: FilterBarProps) {
  return (
    <div className={cn("flex flex-wrap items-center gap-2.5", className)}>
      {search ? (
        <div className="w-full min-w-0 sm:w-auto sm:flex-1 sm:max-w-88">{search}</div>
      ) : null}
      {children ? <div className="flex flex-wrap items-center gap-2">{children}</div> : null}
      {end ? <div className="ml-auto flex items-center gap-2">{end}</div> : null}
    </div>
  );
}

type SelectionBarProps = {
  count: number;
  /** What is selected: "experiences". */
  noun: string;
  onClear: () => void;
  /** What can be done with them, as small buttons. */
  children: ReactNode;
};

/** Rises from below while something is selected. */
export function SelectionBar({ count, noun, onClear, children }: SelectionBarProps) {
  if (count === 0) return null;
  return (
    <section
      aria-label="Selection"
      className="fixed inset-x-3 bottom-18 z-30 mx-auto flex max-w-2xl animate-rise flex-wrap items-center gap-2 rounded-xl border border-line bg-raised p-2 pl-4 shadow-lg md:bottom-6"
    >
      <p role="status" className="mr-auto font-medium text-sm tabular-nums">
        {count} {noun}
      </p>
      {children}
      <button
        type="button"
        onClick={onClear}
        className="h-11 rounded-md px-3 text-ink-muted text-sm transition-colors hover:bg-hover hover:text-ink md:h-8.5"
      >
        Clear
      </button>
    </section>
  );
}
