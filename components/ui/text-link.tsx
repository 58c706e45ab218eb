import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const textLinkStyles =
  "rounded-xs font-medium text-jade-ink underline decoration-jade/35 underline-offset-[0.22em] transition-colors hover:decoration-current";

/** A link in running text: underlined, since colour alone says nothing to many readers. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={cn(textLinkStyles, className)} {...rest} />;
}
