import type { ComponentProps } from "react";

/** Read aloud, not shown. */
export function VisuallyHidden(props: ComponentProps<"span">) {
  return <span className="sr-only" {...props} />;
}

/** The first stop of the Tab key: jumps over the frame to the page itself. */
export function SkipLink({ target = "main" }: { target?: string }) {
  return (
    <a
      href={`#${target}`}
      className="fixed top-3 left-3 z-70 -translate-y-20 rounded-md bg-jade px-4 py-2.5 font-medium text-on-jade text-sm shadow-md transition-transform focus-visible:translate-y-0"
    >
      Skip to content
    </a>
  );
}
