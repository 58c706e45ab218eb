import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyles, iconButtonStyles } from "./button-styles";
import { cn } from "./cn";
import { pageSlots } from "./page-slots";

type PaginationProps = {
  page: number;
  pageSize: number;
  total: number;
  /** The address of a page, the rest of the query kept. */
  href: (page: number) => string;
  /** What is counted: "experiences". */
  noun?: string;
  className?: string;
};

/** "26–50 of 112", and the way to the other pages. Links, so that each can be opened beside. */
export function Pagination({
  page,
  pageSize,
  total,
  href,
  noun = "entries",
  className,
}: PaginationProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const to = Math.min(page * pageSize, total);
  return (
    <div className={cn("flex flex-wrap items-center justify-between gap-3", className)}>
      <p className="text-ink-muted text-sm tabular-nums">
        {from}–{to} of {total} {noun}
      </p>
      {pages > 1 ? (
        <nav aria-label="Pages">
          <ul className="flex items-center gap-1">
            <li>
              <Arrow href={page > 1 ? href(page - 1) : null} label="Previous page">
                <ChevronLeft aria-hidden />
              </Arrow>
            </li>
            {pageSlots(page, pages).map((slot, index) =>
              slot === "gap" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no identity but its place
                <li key={`gap-${index}`} className="px-1 text-ink-subtle max-sm:hidden">
                  …
                </li>
              ) : (
                <li key={slot} className={cn(slot !== page && "max-sm:hidden")}>
                  <Link
                    href={href(slot)}
                    aria-label={`Page ${slot}`}
                    aria-current={slot === page ? "page" : undefined}
                    className={cn(
                      buttonStyles({ variant: "ghost", size: "sm" }),
                      iconButtonStyles({ size: "sm" }),
                      "tabular-nums aria-[current]:bg-jade-soft aria-[current]:text-jade-ink",
                    )}
                  >
                    {slot}
                  </Link>
                </li>
              ),
            )}
            <li>
              <Arrow href={page < pages ? href(page + 1) : null} label="Next page">
                <ChevronRight aria-hidden />
              </Arrow>
            </li>
          </ul>
        </nav>
      ) : null}
    </div>
  );
}

function Arrow({
  href,
  label,
  children,
}: {
  href: string | null;
  label: string;
  children: ReactNode;
}) {
  const look = cn(
    buttonStyles({ variant: "secondary", size: "sm" }),
    iconButtonStyles({ size: "sm" }),
  );
  return href ? (
    <Link href={href} aria-label={label} className={look}>
      {children}
    </Link>
  ) : (
    // No link to nowhere; the place stays, so that nothing jumps.
    <span aria-hidden className={cn(look, "pointer-events-none opacity-45")}>
      {children}
    </span>
  );
}
