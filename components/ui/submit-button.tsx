"use client";

import { type ComponentProps, useContext } from "react";
import { useFormStatus } from "react-dom";
import { PendingLabel } from "./button";
import { type ButtonLook, buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { FormPending } from "./form-pending";

export type SubmitButtonProps = Omit<ComponentProps<"button">, "type" | "disabled"> &
  ButtonLook & {
    /** From `useActionState`; left out, the button asks the form it stands in. */
    pending?: boolean;
  };

/**
 * Sends its form once. While it is being sent the button stays focusable (a disabled one would
 * throw keyboard users back to the top of the page) but ignores presses.
 */
export function SubmitButton({
  pending,
  variant,
  size,
  block,
  className,
  children,
  onClick,
  ...rest
}: SubmitButtonProps) {
  const form = useFormStatus();
  const outer = useContext(FormPending);
  const busy = pending ?? (outer || form.pending);
  return (
    <button
      type="submit"
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={cn(
        buttonStyles({ variant, size, block }),
        "aria-disabled:cursor-progress",
        className,
      )}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {busy ? <PendingLabel>{children}</PendingLabel> : children}
    </button>
  );
}
