"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { scrimStyles } from "./overlay-styles";

const widths = { sm: "sm:max-w-md", md: "sm:max-w-lg", lg: "sm:max-w-2xl" } as const;

export type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Opens it; left out when `open` is controlled. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Takes the focus afterwards, where what opened it may be gone: an item of a menu, a link. */
  returnFocus?: RefObject<HTMLElement | null>;
  size?: keyof typeof widths;
  children?: ReactNode;
  /** Buttons at the bottom; a `DialogClose` around the one that leaves. */
  footer?: ReactNode;
};

/** Asks for attention in the middle of the page; a sheet from the bottom on phones. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  size = "md",
  returnFocus,
  children,
  footer,
}: DialogProps) {
  return (
    <Primitive.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className={scrimStyles} />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={(event) => {
            if (!returnFocus?.current) return;
            event.preventDefault();
            returnFocus.current.focus();
          }}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[calc(100dvh-2rem)] flex-col rounded-t-2xl bg-raised shadow-lg outline-none",
            "sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:mx-auto sm:-translate-y-1/2 sm:rounded-2xl sm:border sm:border-line",
            "data-[state=open]:animate-rise data-[state=closed]:animate-sink",
            widths[size],
          )}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-5 pb-3 sm:px-6 sm:pt-6">
            <div className="space-y-1">
              <Primitive.Title className="display text-2xl">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="text-ink-muted text-sm">
                  {description}
                </Primitive.Description>
              ) : null}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Close" quiet size="sm" className="-mt-1 -mr-2">
                <X aria-hidden />
              </IconButton>
            </Primitive.Close>
          </div>
          {children ? (
            <div className="scrollbar-quiet min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5 sm:px-6 sm:pb-6">
              {children}
            </div>
          ) : null}
          {footer ? (
            <div className="flex flex-col-reverse gap-2 border-line border-t px-5 py-4 sm:flex-row sm:justify-end sm:px-6">
              {footer}
            </div>
          ) : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Closes the dialog or sheet it stands in. */
export const DialogClose = Primitive.Close;
