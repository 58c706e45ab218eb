"use client";

import Link from "next/link";
import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

const tabStyles = cn(
  "-mb-px inline-flex h-11 shrink-0 items-center gap-2 border-transparent border-b-2 px-1 font-medium text-ink-muted text-sm transition-colors",
  "hover:text-ink data-[state=active]:border-jade data-[state=active]:text-ink aria-[current]:border-jade aria-[current]:text-ink",
  "[&_svg]:size-4.5",
);

const listStyles = "scrollbar-quiet flex gap-6 overflow-x-auto border-line border-b";

export type TabItem = { value: string; label: ReactNode; content: ReactNode };

/** Views of one thing, switched in place. What should survive a reload belongs in `TabLinks`. */
export function Tabs({
  label,
  items,
  value,
  defaultValue,
  onValueChange,
  className,
}: {
  label: string;
  items: readonly TabItem[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  className?: string;
}) {
  return (
    <Primitive.Root
      className={className}
      {...(value === undefined ? { defaultValue: defaultValue ?? items[0]?.value } : { value })}
      {...(onValueChange ? { onValueChange } : {})}
    >
      <Primitive.List aria-label={label} className={listStyles}>
        {items.map((item) => (
          <Primitive.Trigger key={item.value} value={item.value} className={tabStyles}>
            {item.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {items.map((item) => (
        <Primitive.Content key={item.value} value={item.value} className="pt-6">
          {item.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}

/** Tabs that are addresses: they can be linked to, opened beside, and survive a reload. */
export function TabLinks({
  label,
  items,
  current,
  className,
}: {
  label: string;
  items: readonly { value: string; label: ReactNode; href: string }[];
  current: string;
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn(listStyles, className)}>
      {items.map((item) => (
        <Link
          key={item.value}
          href={item.href}
          scroll={false}
          aria-current={item.value === current ? "page" : undefined}
          className={tabStyles}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
