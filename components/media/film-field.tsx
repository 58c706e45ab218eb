"use client";

import { Clapperboard, Trash2 } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { inMegabytes } from "@/lib/media/limits";
import { DropZone } from "./drop-zone";
import { Refusals } from "./refusals";
import { UploadTile } from "./upload-tile";
import { useUploads } from "./use-uploads";

/** One that came as a bare link has no record, so no id. */
export type ManagedFilm = { id: string | null; url: string };

type FilmFieldProps = {
  companyId: string;
  experienceId?: string | undefined;
  title: string;
  film: ManagedFilm | null;
  /** Shown until it plays: the cover. */
  poster: string | undefined;
  maxBytes: number;
  readOnly?: boolean;
  onChange: (film: ManagedFilm | null) => void;
  onBusyChange: (busy: boolean) => void;
};

/** The film of an experience: played in place, uploaded, taken away. */
export function FilmField({
  companyId,
  experienceId,
  title,
  film,
  poster,
  maxBytes,
  readOnly = false,
  onChange,
  onBusyChange,
}: FilmFieldProps) {
  const problemsId = useId();
  const [unplayable, setUnplayable] = useState<string>();
  const { uploads, refusals, busy, add, controls } = useUploads({
    target: { purpose: "video", companyId, title, ...(experienceId ? { experienceId } : {}) },
    maxFilmBytes: maxBytes,
    onStored: ({ id, url }) => onChange({ id, url }),
  });
  useEffect(() => onBusyChange(busy), [busy, onBusyChange]);
  const upload = uploads[0];

  return (
    <div className="space-y-4">
      {upload ? (
        <UploadTile upload={upload} controls={controls} className="aspect-video" />
      ) : film ? (
        <div className="space-y-2.5">
          {/* biome-ignore lint/a11y/useMediaCaption: nobody has written captions for it */}
          <video
            key={film.url}
            src={film.url}
            poster={poster}
            controls
            playsInline
            preload="metadata"
            aria-label={`Film of ${title}`}
            onError={() => setUnplayable(film.url)}
            className="aspect-video w-full rounded-lg border border-line bg-black object-contain"
          />
          {unplayable === film.url ? (
            <p className="text-ink-muted text-sm">
              This browser cannot play the film.{" "}
              <TextLink href={film.url} target="_blank" rel="noreferrer">
                Open the file
              </TextLink>
            </p>
          ) : null}
          {readOnly ? null : (
            <Button variant="danger-quiet" size="sm" onClick={() => onChange(null)}>
              <Trash2 aria-hidden />
              Remove the film
            </Button>
          )}
        </div>
      ) : readOnly ? (
        <p className="flex items-center gap-2 text-ink-muted text-sm">
          <Clapperboard aria-hidden className="size-4" />
          No film yet.
        </p>
      ) : null}
      {readOnly || upload ? null : (
        <DropZone
          purpose="video"
          label={film ? "Replace the film" : "Add a film"}
          hint={`MP4, MOV or WebM, up to ${inMegabytes(maxBytes)}. The cover stands in until it plays.`}
          describedBy={refusals.length ? problemsId : undefined}
          onFiles={(files) => add(files, { room: 1 })}
        />
      )}
      <Refusals id={problemsId} refusals={refusals} />
    </div>
  );
}
