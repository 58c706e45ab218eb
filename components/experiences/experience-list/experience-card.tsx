"use client";

import { BookOpenText, Footprints, MapPin } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { CheckboxBox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Picture } from "@/components/ui/picture";
import { ScoreRing } from "@/components/ui/score-ring";
import { StatusBadge } from "@/components/ui/status-badge";
import type { ListedExperience } from "@/lib/experiences/experience-queries";
import { formatNumber } from "@/lib/format/format";

type ExperienceCardProps = {
  experience: ListedExperience;
  href: string;
  locale: string;
  /** In sight when the page opens. */
  priority: boolean;
  /** Left out, the card cannot be selected. */
  selection?: { selected: boolean; onChange: (selected: boolean) => void } | undefined;
  menu: ReactNode;
};

/** An experience, picture first. */
export function ExperienceCard({
  experience,
  href,
  locale,
  priority,
  selection,
  menu,
}: ExperienceCardProps) {
  const { name, address, status, cover, visits, stories, score } = experience;
  return (
    <Card
      className={cn(
        "group relative flex h-full flex-col overflow-hidden transition-[border-color,box-shadow] hover:border-line-strong hover:shadow-md",
        selection?.selected && "border-jade outline-2 outline-jade",
      )}
    >
      <Picture
        src={cover}
        blur={experience.coverBlur}
        alt=""
        ratio="4/3"
        sizes="(min-width: 1280px) 380px, (min-width: 640px) 50vw, 100vw"
        seed={experience.id}
        priority={priority}
        imageClassName="transition-transform duration-500 ease-out group-hover:scale-[1.03]"
      />
      <StatusBadge status={status} onPicture className="absolute top-3 right-3" />
      {selection ? (
        <span className="absolute top-2 left-2 z-10 grid size-8 place-items-center rounded-sm bg-surface shadow-sm">
          <CheckboxBox
            aria-label={`Select ${name}`}
            checked={selection.selected}
            onChange={(event) => selection.onChange(event.target.checked)}
          />
        </span>
      ) : null}
      <div className="flex flex-1 flex-col gap-1.5 p-4 pb-3">
        <h2 className="display text-xl leading-snug">
          <Link
            href={href}
            className="line-clamp-2 rounded-xs after:absolute after:inset-0 after:content-['']"
          >
            {name}
          </Link>
        </h2>
        <p className="flex min-h-5 items-center gap-1.5 text-ink-muted text-sm">
          {address ? (
            <>
              <MapPin aria-hidden className="size-4 shrink-0 text-ink-subtle" />
              <span className="truncate">{address}</span>
            </>
          ) : (
            <span className="text-ink-subtle">No address yet</span>
          )}
        </p>
        <div className="mt-auto flex items-center gap-4 pt-2 text-ink-muted text-sm">
          <span className="flex items-center gap-1.5 tabular-nums">
            <Footprints aria-hidden className="size-4 text-ink-subtle" />
            {formatNumber(locale, visits)}
            <span className="sr-only">{visits === 1 ? "visit" : "visits"}</span>
          </span>
          <span className="flex items-center gap-1.5 tabular-nums">
            <BookOpenText aria-hidden className="size-4 text-ink-subtle" />
            {formatNumber(locale, stories)}
            <span className="sr-only">{stories === 1 ? "story" : "stories"}</span>
          </span>
          <span className="ml-auto flex items-center gap-1">
            <ScoreRing value={score} label="Content score" size="sm" />
            <span className="relative z-10">{menu}</span>
          </span>
        </div>
      </div>
    </Card>
  );
}
