"use client";

import type { ComponentProps, ReactNode } from "react";
import { type Components, defaultRehypePlugins, Streamdown } from "streamdown";
import { textLinkStyles } from "@/components/ui/text-link";
import { linkCitations } from "@/lib/ai/thread-messages";

type AnswerTextProps = {
  text: string;
  /** The numbers that have a source, so far. */
  refs: ReadonlySet<number>;
  streaming: boolean;
  onOpenSource: (ref: number) => void;
};

type Given = { children?: ReactNode };

/**
 * An answer's Markdown. It may repeat what strangers wrote, so there is no HTML and no picture in
 * it, and links lead to http(s) only.
 */
export function AnswerText({ text, refs, streaming, onOpenSource }: AnswerTextProps) {
  const { sanitize } = defaultRehypePlugins;
  return (
    <Streamdown
      className="space-y-3 leading-7 [overflow-wrap:anywhere]"
      mode={streaming ? "streaming" : "static"}
      rehypePlugins={sanitize ? [sanitize] : []}
      controls={false}
      components={{
        ...plainComponents,
        a: ({ href, children }) => (
          <AnswerLink href={href} onOpenSource={onOpenSource}>
            {children}
          </AnswerLink>
        ),
      }}
    >
      {linkCitations(text, refs)}
    </Streamdown>
  );
}

function AnswerLink({
  href,
  children,
  onOpenSource,
}: Pick<ComponentProps<"a">, "href" | "children"> & { onOpenSource: (ref: number) => void }) {
  const ref = /^#source-(\d{1,2})$/.exec(href ?? "")?.[1];
  if (ref) {
    return (
      <button
        type="button"
        aria-label={`Source ${ref}`}
        onClick={() => onOpenSource(Number(ref))}
        className="mx-0.5 inline-grid h-6 min-w-6 place-items-center rounded-sm bg-jade-soft px-1 align-baseline font-medium text-jade-ink text-xs tabular-nums transition-colors hover:bg-jade hover:text-on-jade"
      >
        {ref}
      </button>
    );
  }
  if (!href || !/^https?:\/\//i.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer nofollow ugc" className={textLinkStyles}>
      {children}
    </a>
  );
}

const heading = ({ children }: Given) => <p className="font-semibold">{children}</p>;

const plainComponents = {
  img: () => null,
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  p: ({ children }: Given) => <p>{children}</p>,
  strong: ({ children }: Given) => <strong className="font-semibold">{children}</strong>,
  ul: ({ children }: Given) => <ul className="list-disc space-y-2 pl-5">{children}</ul>,
  ol: ({ children }: Given) => <ol className="list-decimal space-y-2 pl-5">{children}</ol>,
  li: ({ children }: Given) => <li>{children}</li>,
  blockquote: ({ children }: Given) => (
    <blockquote className="border-line border-l-2 pl-4 text-ink-muted">{children}</blockquote>
  ),
  hr: () => <hr className="border-line" />,
  inlineCode: ({ children }: Given) => (
    <code className="rounded-xs bg-hover px-1 font-mono text-sm">{children}</code>
  ),
  pre: ({ children }: Given) => (
    <pre className="whitespace-pre-wrap rounded-md bg-sunken p-3 font-mono text-sm">{children}</pre>
  ),
  code: ({ children }: Given) => <code className="font-mono text-sm">{children}</code>,
  // A wide one is scrolled in itself, also by keyboard, instead of the page.
  table: ({ children }: Given) => (
    <section
      aria-label="Table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable
      tabIndex={0}
      className="scrollbar-quiet max-h-120 overflow-auto rounded-md border border-line px-3 py-1"
    >
      <table className="w-full text-left text-sm">{children}</table>
    </section>
  ),
  th: ({ children }: Given) => <th className="py-1.5 pr-4 font-semibold">{children}</th>,
  td: ({ children }: Given) => <td className="py-1.5 pr-4 align-top">{children}</td>,
} as Components;
