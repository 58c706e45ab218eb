import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "./card";
import { cn } from "./cn";
import { InfoHint } from "./info-hint";

export type StatDelta = {
  /** "+12%", "+3", "new". */
  text: string;
  direction: "up" | "down" | "flat";
  /** Compared with what: "than the 28 days before". */
  against?: string;
  /** Whether up is bad here (open questions, failures). */
  upIsBad?: boolean;
};

type StatCardProps = {
  label: string;
  /** Formatted already: "1,204", "38%", "3 of 11". */
  value: string;
  delta?: StatDelta | undefined;
  /** Behind the ⓘ: formula, date basis, freshness. */
  info?: ReactNode;
  /** Where the rows behind the number are. */
  href?: string;
  icon?: ReactNode;
  /** Below the number: a sparkline, a sentence. */
  children?: ReactNode;
  className?: string;
};

const arrows = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight } as const;

/** One number worth a card. It opens its rows. */
export function StatCard({
  label,
  value,
  delta,
  info,
  href,
  icon,
  children,
  className,
}: StatCardProps) {
  return (
    <Card
      className={cn(
        "relative flex flex-col gap-2 p-5",
        href && "transition-[border-color,box-shadow] hover:border-line-strong hover:shadow-sm",
        className,
      )}
    >
      <div className={cn("text-ink-muted", info && "pr-7")}>
        <p className="flex items-center gap-2 font-medium text-sm [&_svg]:size-4.5">
          {icon}
          {href ? (
            <Link
              href={href}
              className="rounded-xs after:absolute after:inset-0 after:rounded-xl after:content-['']"
            >
              {label}
            </Link>
          ) : (
            label
          )}
        </p>
        {info ? (
          <span className="absolute top-2 right-2 z-10 md:top-3.5 md:right-3">
            <InfoHint about={label}>{info}</InfoHint>
          </span>
        ) : null}
      </div>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="display text-4xl tabular-nums">{value}</p>
        {delta ? <Delta {...delta} /> : null}
      </div>
      {children ? <div className="text-ink-muted text-sm">{children}</div> : null}
    </Card>
  );
}

function Delta({ text, direction, against, upIsBad = false }: StatDelta) {
  const Arrow = arrows[direction];
  const good = direction === "flat" ? null : (direction === "up") !== upIsBad;
  return (
    <p
      className={cn(
        "inline-flex items-center gap-1 font-medium text-xs tabular-nums",
        good === null ? "text-ink-subtle" : good ? "text-jade-ink" : "text-danger-ink",
      )}
    >
      <Arrow aria-hidden className="size-3.5" />
      {text}
      {against ? <span className="font-normal text-ink-subtle">{against}</span> : null}
    </p>
  );
}
