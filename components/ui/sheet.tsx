"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { scrimStyles } from "./overlay-styles";

const sides = {
  right:
    "inset-y-0 right-0 w-full max-w-md border-l data-[state=open]:animate-from-right data-[state=closed]:animate-to-right",
  left: "inset-y-0 left-0 w-[min(20rem,85vw)] border-r data-[state=open]:animate-from-left data-[state=closed]:animate-to-left",
  bottom:
    "inset-x-0 bottom-0 max-h-[85dvh] rounded-t-2xl border-t data-[state=open]:animate-from-bottom data-[state=closed]:animate-to-bottom",
} as const;

type SheetProps = {
  title: ReactNode;
  titleHidden?: boolean;
  description?: ReactNode;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: keyof typeof sides;
  children: ReactNode;
  footer?: ReactNode;
};

/** A panel from the edge: details of a row, filters and menus on phones. */
export function Sheet({
  title,
  titleHidden = false,
  description,
  trigger,
  open,
  onOpenChange,
  side = "right",
  children,
  footer,
}: SheetProps) {
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
          className={cn(
            "fixed z-50 flex flex-col border-line bg-raised shadow-lg outline-none",
            sides[side],
          )}
        >
          <div
            className={cn(
              "flex items-start justify-between gap-4 px-5 pt-5 pb-3",
              titleHidden && "absolute top-0 right-0 z-10 p-3",
            )}
          >
            <div className={cn("space-y-1", titleHidden && "sr-only")}>
              <Primitive.Title className="display text-2xl">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="text-ink-muted text-sm">
                  {description}
                </Primitive.Description>
              ) : null}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Close" quiet size="sm">
                <X aria-hidden />
              </IconButton>
            </Primitive.Close>
          </div>
          <div className="scrollbar-quiet min-h-0 flex-1 overflow-y-auto px-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
            {children}
          </div>
          {footer ? <div className="border-line border-t px-5 py-4">{footer}</div> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
