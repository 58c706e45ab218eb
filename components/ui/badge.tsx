import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeStyles = cva(
  "inline-flex h-6 items-center gap-1.5 rounded-full px-2.5 font-medium text-xs whitespace-nowrap [&_svg]:size-3.5",
  {
    variants: {
      tone: {
        neutral: "bg-hover text-ink-muted",
        jade: "bg-jade-soft text-jade-ink",
        lantern: "bg-lantern-soft text-lantern-ink",
        danger: "bg-danger-soft text-danger-ink",
        river: "bg-river-soft text-river-ink",
        lotus: "bg-lotus-soft text-lotus-ink",
        /** On a picture: its own ground, whatever lies behind. */
        onPicture: "bg-surface text-ink shadow-sm",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyles>["tone"]>;

/** A word about a thing: a role, a count, a label. */
export function Badge({
  tone,
  className,
  ...rest
}: ComponentProps<"span"> & VariantProps<typeof badgeStyles>) {
  return <span className={cn(badgeStyles({ tone }), className)} {...rest} />;
}
