"use client";

import { type ReactNode, useEffect, useRef } from "react";

type AuthHeadingProps = {
  title: string;
  children?: ReactNode;
  /** Takes the focus: it answers a press, and what was pressed is gone. */
  focus?: boolean;
};

/** The head of every sign-in page: what this is, and a sentence. */
export function AuthHeading({ title, children, focus = false }: AuthHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <div className="mb-8">
      <h1 ref={heading} tabIndex={-1} className="display break-words text-4xl outline-none">
        {title}
      </h1>
      {children ? <div className="mt-2 text-ink-muted">{children}</div> : null}
    </div>
  );
}

/** An address in a sentence. */
export function Address({ children }: { children: ReactNode }) {
  return <strong className="font-medium text-ink wrap-anywhere">{children}</strong>;
}
