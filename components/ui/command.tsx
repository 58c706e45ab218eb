"use client";

import { Command as Primitive } from "cmdk";
import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { scrimStyles } from "./overlay-styles";
import { Spinner } from "./spinner";

/** A list one types into: the palette, the company switcher, the combobox. Arrows, Home, End, Enter. */
export function Command({ className, ...rest }: ComponentProps<typeof Primitive>) {
  return <Primitive className={cn("flex min-h-0 flex-col outline-none", className)} {...rest} />;
}

export function CommandInput({
  className,
  pending = false,
  hidden = false,
  ...rest
}: ComponentProps<typeof Primitive.Input> & {
  pending?: boolean;
  /** Typing still narrows the list, but no box is drawn: for short lists. */
  hidden?: boolean;
}) {
  return (
    <div
      className={cn(
        "flex items-center gap-2.5 border-line border-b px-4 text-ink-subtle",
        hidden && "sr-only",
      )}
    >
      {pending ? <Spinner /> : <Search aria-hidden className="size-4.5 shrink-0" />}
      <Primitive.Input
        className={cn(
          "h-12 w-full min-w-0 bg-transparent text-[1rem] text-ink outline-none md:text-sm",
          className,
        )}
        {...rest}
      />
    </div>
  );
}

export function CommandList({ className, ...rest }: ComponentProps<typeof Primitive.List>) {
  return (
    <Primitive.List
      className={cn("scrollbar-quiet min-h-0 scroll-py-2 overflow-y-auto p-1.5", className)}
      {...rest}
    />
  );
}

export function CommandEmpty({ className, ...rest }: ComponentProps<typeof Primitive.Empty>) {
  return (
    <Primitive.Empty
      className={cn("px-3 py-8 text-center text-ink-muted text-sm", className)}
      {...rest}
    />
  );
}

export function CommandGroup({ className, ...rest }: ComponentProps<typeof Primitive.Group>) {
  return (
    <Primitive.Group
      className={cn(
        "**:[[cmdk-group-heading]]:eyebrow **:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2.5 **:[[cmdk-group-heading]]:pb-1",
        className,
      )}
      {...rest}
    />
  );
}

export function CommandItem({ className, ...rest }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item
      className={cn(
        "flex min-h-11 cursor-pointer select-none items-center gap-3 rounded-sm px-2.5 py-1.5 text-sm outline-none md:min-h-10",
        "data-[selected=true]:bg-hover data-[disabled=true]:pointer-events-none data-[disabled=true]:opacity-50",
        "[&_svg]:size-4.5 [&_svg]:shrink-0 [&_svg]:text-ink-subtle",
        className,
      )}
      {...rest}
    />
  );
}

type CommandDialogProps = {
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
};

/** A command list in the middle of the page. */
export function CommandDialog({ label, open, onOpenChange, children }: CommandDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={scrimStyles} />
        <Dialog.Content
          aria-describedby={undefined}
          className={cn(
            "fixed inset-x-3 top-3 z-50 mx-auto flex max-h-[min(32rem,calc(100dvh-1.5rem))] max-w-xl flex-col overflow-hidden",
            "rounded-xl border border-line bg-raised shadow-lg outline-none md:top-[14vh]",
            "data-[state=open]:animate-enter data-[state=closed]:animate-exit",
          )}
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
