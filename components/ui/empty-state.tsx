import { SearchX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Scene, type SceneKind } from "./scene";

type EmptyStateProps = {
  title: string;
  /** Why it is empty and what would be here. */
  children?: ReactNode;
  /** The one thing to do now. */
  action?: ReactNode;
  scene?: SceneKind;
  /** The level the page's outline asks for. */
  as?: "h2" | "h3";
  className?: string;
};

/** Nothing here yet: an invitation to begin. Filtered down to nothing is `NoResults`. */
export function EmptyState({
  title,
  children,
  action,
  scene = "terraces",
  as: Heading = "h2",
  className,
}: EmptyStateProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center rounded-xl border border-line border-dashed bg-surface/60 px-6 py-12 text-center md:py-16",
        className,
      )}
    >
      <div className="h-36 w-48 overflow-hidden rounded-xl shadow-sm">
        <Scene kind={scene} />
      </div>
      <Heading className="display mt-6 text-2xl">{title}</Heading>
      {children ? <div className="mt-2 max-w-md text-ink-muted">{children}</div> : null}
      {action ? <div className="mt-6 flex flex-wrap justify-center gap-2.5">{action}</div> : null}
    </div>
  );
}

type NoResultsProps = {
  /** "No experiences match." */
  title: string;
  children?: ReactNode;
  /** A link or button that clears the filters. */
  action?: ReactNode;
  as?: "h2" | "h3";
  className?: string;
};

/** There are things, but none of this kind: the way out is to loosen the filters. */
export function NoResults({
  title,
  children,
  action,
  as: Heading = "h2",
  className,
}: NoResultsProps) {
  return (
    <div className={cn("flex flex-col items-center px-6 py-14 text-center", className)}>
      <span className="grid size-12 place-items-center rounded-full bg-hover text-ink-muted">
        <SearchX aria-hidden className="size-5.5" />
      </span>
      <Heading className="mt-4 font-semibold text-lg">{title}</Heading>
      {children ? <div className="mt-1 max-w-md text-ink-muted text-sm">{children}</div> : null}
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  );
}

type ErrorPanelProps = {
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Something failed; the look only. `ErrorState` adds the button that tries again. */
export function ErrorPanel({
  title = "This did not load.",
  children = "It is not your doing. Try again in a moment.",
  action,
  className,
}: ErrorPanelProps) {
  return (
    <div
      role="alert"
      className={cn(
        "flex flex-col items-center rounded-xl border border-line bg-surface px-6 py-12 text-center",
        className,
      )}
    >
      <span className="grid size-12 place-items-center rounded-full bg-danger-soft text-danger-ink">
        <TriangleAlert aria-hidden className="size-5.5" />
      </span>
      <p className="mt-4 font-semibold text-lg">{title}</p>
      <div className="mt-1 max-w-md text-ink-muted text-sm">{children}</div>
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  );
}
