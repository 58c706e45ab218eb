"use client";

import { Tooltip as Primitive } from "radix-ui";
import { type ReactNode, useState } from "react";
import { cn } from "./cn";

/** Once, around the application: neighbouring tooltips then open without the delay. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Primitive.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Primitive.Provider>
  );
}

type TooltipProps = {
  content: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  /** Nothing to say just now; the child stays mounted as it is. */
  disabled?: boolean;
  /** One element that can take the focus. */
  children: ReactNode;
};

/** A short hint on hover and on keyboard focus. Never the only place of anything important. */
export function Tooltip({ content, side = "top", disabled = false, children }: TooltipProps) {
  const [open, setOpen] = useState(false);
  return (
    <Primitive.Root open={open && !disabled} onOpenChange={setOpen}>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-60 max-w-64 rounded-sm bg-ink px-2.5 py-1.5 text-canvas text-xs shadow-md",
            "data-[state=delayed-open]:animate-enter data-[state=closed]:animate-exit",
          )}
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
