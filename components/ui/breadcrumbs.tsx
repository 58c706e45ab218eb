import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { cn } from "./cn";

export type Crumb = { label: string; href?: string };

/** Where the page hangs in the tree. The last crumb is the page itself and no link. */
export function Breadcrumbs({ items, className }: { items: readonly Crumb[]; className?: string }) {
  return (
    <nav aria-label="Breadcrumbs" className={cn("text-sm", className)}>
      <ol className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
        {items.map(({ label, href }, index) => (
          <li key={label} className="flex min-w-0 items-center gap-1.5">
            {index > 0 ? (
              <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-subtle" />
            ) : null}
            {href ? (
              <Link
                href={href}
                className="rounded-xs text-ink-muted underline-offset-4 transition-colors hover:text-ink hover:underline"
              >
                {label}
              </Link>
            ) : (
              <span aria-current="page" className="max-w-72 truncate font-medium">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
