"use client";

import { RotateCw } from "lucide-react";
import { type ReactNode, useTransition } from "react";
import { Button } from "./button";
import { ErrorPanel } from "./empty-state";

type ErrorStateProps = {
  title?: string;
  children?: ReactNode;
  /** The `retry` of error.tsx, or a query's refetch. */
  retry: () => void;
  /** Lets support find the log line. */
  digest?: string | undefined;
  className?: string;
};

/** What failed, and a button that tries again. */
export function ErrorState({ title, children, retry, digest, className }: ErrorStateProps) {
  const [pending, startTransition] = useTransition();
  return (
    <ErrorPanel
      title={title}
      className={className}
      action={
        <Button
          variant="secondary"
          pending={pending}
          onClick={() => startTransition(() => retry())}
        >
          <RotateCw aria-hidden />
          Try again
        </Button>
      }
    >
      {children ?? "It is not your doing. Try again in a moment."}
      {digest ? (
        <p className="mt-2 text-ink-subtle text-xs">
          Reference <code className="font-mono">{digest}</code>
        </p>
      ) : null}
    </ErrorPanel>
  );
}
