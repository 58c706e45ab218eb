import { cn } from "./cn";

/** Darkens the page behind a dialog. */
export const scrimStyles = cn(
  "fixed inset-0 z-50 bg-scrim",
  "data-[state=open]:animate-fade-in data-[state=closed]:animate-fade-out",
);

/** A floating panel anchored to its trigger: menus and popovers. */
export const floatingStyles = cn(
  "z-55 rounded-lg border border-line bg-raised text-ink shadow-md",
  "data-[state=open]:animate-enter data-[state=closed]:animate-exit",
);

/** A line in a menu, a palette or a list of options. */
export const menuItemStyles = cn(
  "relative flex min-h-11 cursor-pointer select-none items-center gap-2.5 rounded-sm px-2.5 text-sm outline-none md:min-h-9",
  "data-disabled:pointer-events-none data-disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50",
  "data-highlighted:bg-hover [&_svg]:size-4.5 [&_svg]:shrink-0 [&_svg]:text-ink-subtle",
);
