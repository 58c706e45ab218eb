"use client";

import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

type MessageProps = {
  title: string;
  children: ReactNode;
  action: ReactNode;
  /** Whether the title takes the focus: it answers a press, and what was pressed is gone. */
  focus?: boolean;
  /** Above the title. */
  picture?: ReactNode;
};

/** One state of the invitation: what it is, in a sentence or two, and what can be done. */
export function InvitationMessage({
  title,
  children,
  action,
  focus = false,
  picture,
}: MessageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <>
      {picture ? <div className="mb-4">{picture}</div> : null}
      <h1 ref={heading} tabIndex={-1} className="display break-words text-4xl outline-none">
        {title}
      </h1>
      <div className="mt-2 mb-8 space-y-3 text-ink-muted">{children}</div>
      <div className="space-y-3">{action}</div>
    </>
  );
}

/** An address, whole. */
export function Address({ children }: { children: ReactNode }) {
  return <strong className="break-words font-medium text-ink">{children}</strong>;
}

export function ButtonLink({
  href,
  variant,
  children,
}: {
  href: string;
  variant?: "secondary";
  children: ReactNode;
}) {
  return (
    <Button asChild size="lg" block variant={variant}>
      <Link href={href}>{children}</Link>
    </Button>
  );
}
