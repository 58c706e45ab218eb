import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A key of the keyboard. */
export function Kbd({ className, ...rest }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "inline-flex h-5 min-w-5 items-center justify-center rounded-xs border border-line bg-canvas px-1",
        "font-medium font-sans text-2xs text-ink-muted",
        className,
      )}
      {...rest}
    />
  );
}
