import type { ReactNode } from "react";
import { cn } from "./cn";

type PageHeaderProps = {
  title: ReactNode;
  /** A small line above the title: where one is, what kind of thing this is. */
  eyebrow?: ReactNode;
  description?: ReactNode;
  /** Beside the title: a status, a count. */
  meta?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** The head of a page with its one h1. */
export function PageHeader({
  title,
  eyebrow,
  description,
  meta,
  actions,
  className,
}: PageHeaderProps) {
  return (
    <header
      className={cn("flex flex-col gap-4 sm:flex-row sm:items-end sm:justify-between", className)}
    >
      <div className="min-w-0 space-y-1.5">
        {eyebrow ? <p className="eyebrow">{eyebrow}</p> : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="display text-3xl md:text-4xl">{title}</h1>
          {meta}
        </div>
        {description ? <p className="max-w-prose text-ink-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}

type SectionHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  id?: string;
  className?: string;
};

/** The head of a part of a page (h2), with a hairline under it. */
export function SectionHeader({ title, description, actions, id, className }: SectionHeaderProps) {
  return (
    <div
      className={cn(
        "flex flex-wrap items-end justify-between gap-3 border-line border-b pb-3",
        className,
      )}
    >
      <div className="space-y-0.5">
        <h2 id={id} className="display text-2xl">
          {title}
        </h2>
        {description ? <p className="text-ink-muted text-sm">{description}</p> : null}
      </div>
      {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
    </div>
  );
}
