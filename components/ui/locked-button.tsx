"use client";

import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { type ButtonLook, buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

type LockedButtonProps = ButtonLook & {
  /** The role that may, "editor" for example; it and every higher one. */
  needs: string;
  className?: string;
  children: ReactNode;
};

/**
 * Stands in for a control the reader may not use, and says which role it takes. It can be reached
 * by keyboard, so that the reason is not a secret of the mouse.
 */
export function LockedButton({
  needs,
  variant = "secondary",
  size,
  block,
  className,
  children,
}: LockedButtonProps) {
  const article = /^[aeiou]/i.test(needs) ? "an" : "a";
  return (
    <Tooltip content={`This needs ${article} ${needs} of the company.`}>
      <button
        type="button"
        aria-disabled="true"
        className={cn(buttonStyles({ variant, size, block }), className)}
        onClick={(event) => event.preventDefault()}
      >
        <Lock aria-hidden className="opacity-70" />
        {children}
        <span className="sr-only">
          (needs {article} {needs})
        </span>
      </button>
    </Tooltip>
  );
}
