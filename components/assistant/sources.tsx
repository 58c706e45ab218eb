"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { fieldAnchor } from "@/components/experiences/experience-editor/field-anchor";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Picture } from "@/components/ui/picture";
import { Sheet } from "@/components/ui/sheet";
import { Spinner } from "@/components/ui/spinner";
import { openSource } from "@/lib/ai/actions";
import type { OutsideSource } from "@/lib/ai/answer";
import type { Source } from "@/lib/ai/tools";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";

const kinds: Record<Source["kind"], string> = {
  experience: "Experience",
  detail: "From an experience",
  activity: "Activity",
  location: "Place",
  story: "Story",
};

/** Where in the editor it is written. */
const sectionOf: Record<Source["kind"], string> = {
  experience: "",
  detail: `#${fieldAnchor("blocks")}`,
  activity: `#${fieldAnchor("places")}`,
  location: `#${fieldAnchor("places")}`,
  story: "",
};

/** The sources of an answer, as cards; each opens. */
export function Sources({
  sources,
  onOpen,
}: {
  sources: readonly Source[];
  onOpen: (source: Source) => void;
}) {
  if (!sources.length) return null;
  return (
    <section aria-label="Sources">
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {sources.map((source) => (
          <li key={source.ref}>
            <button
              type="button"
              onClick={() => onOpen(source)}
              className="flex w-full items-center gap-3 rounded-lg border border-line bg-surface p-2 text-left transition-colors hover:border-line-strong hover:bg-raised"
            >
              <Picture
                src={source.photo}
                alt=""
                ratio="1/1"
                sizes="56px"
                seed={source.experience_id ?? source.id}
                className="size-14 shrink-0 rounded-md"
              />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium text-sm">
                  <span className="text-ink-subtle tabular-nums">{source.ref}</span> {source.title}
                </span>
                <span className="block truncate text-ink-subtle text-xs">
                  {[kinds[source.kind], source.address].filter(Boolean).join(" · ")}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Opened =
  Awaited<ReturnType<typeof openSource>> extends infer State
    ? State extends { status: "success"; data: infer Data }
      ? Data
      : never
    : never;

/** One source in a panel: what it is, and the way to it. */
export function SourceSheet({
  companyId,
  source,
  onClose,
}: {
  companyId: string;
  source: Source | null;
  onClose: () => void;
}) {
  return (
    <Sheet
      title={source?.title ?? "Source"}
      open={source !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      {source ? <SourceBody key={source.id} companyId={companyId} source={source} /> : null}
    </Sheet>
  );
}

function SourceBody({ companyId, source }: { companyId: string; source: Source }) {
  const [opened, setOpened] = useState<Opened | { problem: string }>();
  useEffect(() => {
    let left = false;
    void callAction(() =>
      openSource(idle, {
        companyId,
        kind: source.kind,
        id: source.id,
        experienceId: source.experience_id,
      }),
    ).then((state) => {
      if (left) return;
      setOpened(
        state.status === "success" ? state.data : { problem: state.message ?? "Please try again." },
      );
    });
    return () => {
      left = true;
    };
  }, [companyId, source]);

  return (
    <div className="space-y-4">
      {source.photo ? (
        <Picture
          src={source.photo}
          alt=""
          ratio="3/2"
          sizes="(min-width: 448px) 408px, 100vw"
          className="rounded-lg"
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-2 text-ink-muted text-sm">
        <Badge tone="jade">{kinds[source.kind]}</Badge>
        {source.place && source.place !== source.title ? <span>{source.place}</span> : null}
      </div>
      {source.address ? <p className="text-ink-muted text-sm">{source.address}</p> : null}
      {opened === undefined ? (
        <p role="status" className="flex items-center gap-2 text-ink-muted text-sm">
          <Spinner /> Opening…
        </p>
      ) : "problem" in opened ? (
        <p role="alert" className="text-danger-ink text-sm">
          {opened.problem}
        </p>
      ) : opened.gone ? (
        <p className="text-ink-muted text-sm">
          It is not there any more, or you may no longer see it.
        </p>
      ) : (
        <>
          {opened.text ? (
            <blockquote className="whitespace-pre-line border-line border-l-2 pl-4 text-sm leading-6 [overflow-wrap:anywhere]">
              {opened.text}
            </blockquote>
          ) : (
            <p className="text-ink-muted text-sm">There is no text to it.</p>
          )}
          {opened.href ? (
            <Button asChild block>
              <Link href={`${opened.href}${sectionOf[source.kind]}`}>
                Open {opened.experience || "the experience"}
                <ArrowRight aria-hidden />
              </Link>
            </Button>
          ) : null}
        </>
      )}
    </div>
  );
}

/** Pages of the web an answer drew on: apart from ours, and said to be others'. */
export function OutsideSources({ pages }: { pages: readonly OutsideSource[] }) {
  if (!pages.length) return null;
  return (
    <section aria-label="Outside sources" className="text-sm">
      <p className="text-ink-muted">From outside Travel Buddy, not checked by us:</p>
      <ul className="mt-1 space-y-1">
        {pages.map(({ url, title }) => (
          <li key={url}>
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="break-words underline"
            >
              {title}
            </a>{" "}
            <span className="text-ink-muted">({new URL(url).hostname})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
