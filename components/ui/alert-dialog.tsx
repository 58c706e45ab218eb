"use client";

import { AlertDialog as Primitive } from "radix-ui";
import { type ReactNode, type RefObject, useId, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { controlStyles } from "./field";
import { scrimStyles } from "./overlay-styles";

export type AlertDialogProps = {
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The verb, "Delete experience"; never just "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  /** Has to be typed before the button works: for what cannot be brought back. */
  confirmText?: string;
  /** What went wrong the last time, shown in place. */
  error?: string | undefined;
  pending?: boolean;
  /** Takes the focus afterwards, where what opened it may be gone: an item of a menu, a link. */
  returnFocus?: RefObject<HTMLElement | null>;
  /** Does it. The dialog stays open until the owner closes it, so that a failure can be shown. */
  onConfirm: () => void;
  children?: ReactNode;
};

/** Asks once more before something that hurts. */
export function AlertDialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  confirmLabel,
  cancelLabel = "Cancel",
  danger = false,
  confirmText,
  error,
  pending = false,
  returnFocus,
  onConfirm,
  children,
}: AlertDialogProps) {
  const [typed, setTyped] = useState("");
  const inputId = useId();
  const matches = confirmText === undefined || typed.trim() === confirmText.trim();

  function change(next: boolean) {
    if (!next) setTyped("");
    onOpenChange?.(next);
  }

  return (
    <Primitive.Root {...(open === undefined ? {} : { open })} onOpenChange={change}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className={scrimStyles} />
        <Primitive.Content
          onCloseAutoFocus={(event) => {
            if (!returnFocus?.current) return;
            event.preventDefault();
            returnFocus.current.focus();
          }}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 rounded-t-2xl bg-raised p-6 shadow-lg outline-none",
            "sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:mx-auto sm:max-w-md sm:-translate-y-1/2 sm:rounded-2xl sm:border sm:border-line",
            "data-[state=open]:animate-rise data-[state=closed]:animate-sink",
          )}
        >
          <Primitive.Title className="display text-2xl">{title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="mt-2 text-ink-muted text-sm">{description}</div>
          </Primitive.Description>
          {children}
          {confirmText === undefined ? null : (
            <form
              className="mt-4 space-y-1.5"
              onSubmit={(event) => {
                event.preventDefault();
                if (matches && !pending) onConfirm();
              }}
            >
              <label htmlFor={inputId} className="block text-sm">
                Type <strong className="font-semibold">{confirmText}</strong> to confirm
              </label>
              <input
                id={inputId}
                value={typed}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setTyped(event.target.value)}
                className={cn(controlStyles, "h-11 md:h-10")}
              />
            </form>
          )}
          {error ? (
            <p role="alert" className="mt-4 text-danger-ink text-sm">
              {error}
            </p>
          ) : null}
          <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <Primitive.Cancel asChild>
              <Button variant="secondary">{cancelLabel}</Button>
            </Primitive.Cancel>
            <Button
              variant={danger ? "danger" : "primary"}
              pending={pending}
              disabled={!matches}
              onClick={onConfirm}
            >
              {confirmLabel}
            </Button>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
