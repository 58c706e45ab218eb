import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    /** Work is under way: shows a spinner over the label, keeps the width, takes no more presses. */
    pending?: boolean;
    /** Lends the look to the one child, a Link as a rule. */
    asChild?: boolean;
  };

/** The button. `type` is "button" unless said otherwise, so that none submits by accident. */
export function Button({
  variant,
  size,
  block,
  pending = false,
  asChild = false,
  className,
  type = "button",
  disabled,
  children,
  ...rest
}: ButtonProps) {
  const look = cn(buttonStyles({ variant, size, block }), className);
  if (asChild) {
    return (
      <Slot.Root className={look} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type}
      className={look}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      {...rest}
    >
      {pending ? <PendingLabel>{children}</PendingLabel> : children}
    </button>
  );
}

/** The label stays for its width and for screen readers; the spinner lies over it. */
export function PendingLabel({ children }: { children: React.ReactNode }) {
  return (
    <>
      <span className="absolute inset-0 grid place-items-center">
        <Spinner />
      </span>
      <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
    </>
  );
}
