"use client";

import { ArrowLeft, ArrowRight, Crop, GripVertical, Star, Trash2 } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Picture } from "@/components/ui/picture";
import { imageProblem, MAX_PHOTOS, type StoredMedia } from "@/lib/media/limits";
import { AltField } from "./alt-field";
import { CropDialog } from "./crop-dialog";
import { DropZone } from "./drop-zone";
import { Refusals } from "./refusals";
import { UploadTile } from "./upload-tile";
import { useUploads } from "./use-uploads";

/** A picture in order. One that came as a bare link has no record, so no id and no description. */
export type ManagedPicture = Omit<StoredMedia, "id"> & { id: string | null };

type PictureManagerProps = {
  companyId: string;
  /** Absent while the experience is being written for the first time. */
  experienceId?: string | undefined;
  /** What the pictures belong to; becomes part of their path. */
  title: string;
  pictures: readonly ManagedPicture[];
  /** Given the list as it is when the change arrives: several uploads end at the same time. */
  onChange: (change: (pictures: readonly ManagedPicture[]) => ManagedPicture[]) => void;
  onBusyChange?: (busy: boolean) => void;
  /** Shows the pictures, changes none. */
  readOnly?: boolean;
};

/** Name of the file a stored picture is cropped from: it comes back by it when nothing was cut. */
const CROPPED = "cropped";

const keyOf = ({ id, url }: ManagedPicture) => id ?? url;

function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(to, 0, item);
  return next;
}

/**
 * Cover and gallery as one list in order: the first picture is the cover. Files come by drop or by
 * the file dialog; the order changes by dragging or with the arrow buttons.
 */
export function PictureManager({
  companyId,
  experienceId,
  title,
  pictures,
  onChange,
  onBusyChange,
  readOnly = false,
}: PictureManagerProps) {
  const problemsId = useId();
  const [dragged, setDragged] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const [cropping, setCropping] = useState<ManagedPicture | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const { uploads, refusals, busy, add, controls } = useUploads({
    target: { purpose: "gallery", companyId, title, ...(experienceId ? { experienceId } : {}) },
    onStored: (picture, { replaces }) => {
      onChange((all) => {
        const place = all.findIndex((one) => keyOf(one) === replaces);
        const original = all[place];
        return original ? all.with(place, { ...picture, alt: original.alt }) : [...all, picture];
      });
      setSaid(
        replaces
          ? "The cropped picture takes its place. The original stays in the media library."
          : "Picture uploaded. It has no description yet.",
      );
    },
  });

  useEffect(() => onBusyChange?.(busy), [busy, onBusyChange]);

  function move(from: number, to: number) {
    if (to < 0 || to >= pictures.length || from === to) return;
    onChange((all) => moved(all, from, to));
    setSaid(to === 0 ? "Now the cover." : `Moved to place ${to + 1} of ${pictures.length}.`);
  }

  /** The buttons move with their picture; the focus follows. */
  function moveByKey(from: number, to: number, button: "earlier" | "later" | "cover") {
    move(from, to);
    requestAnimationFrame(() => {
      const tile = list.current?.querySelectorAll("[data-tile]")[to];
      const same = tile?.querySelector<HTMLElement>(`[data-move="${button}"]:not(:disabled)`);
      (same ?? tile?.querySelector<HTMLElement>("[data-move]:not(:disabled)"))?.focus();
    });
  }

  function remove(index: number) {
    onChange((all) => all.filter((_, place) => place !== index));
    setSaid("Picture removed.");
    requestAnimationFrame(() => {
      const tiles = list.current?.querySelectorAll<HTMLElement>("[data-remove]");
      (tiles?.[Math.min(index, tiles.length - 1)] ?? list.current)?.focus();
    });
  }

  /** The first of all is the cover, for which there is a route of its own. */
  function addFiles(files: File[]) {
    const isFirst = pictures.length + uploads.length === 0;
    add(files, { room, ...(isFirst ? { first: { purpose: "experiencePhoto" } } : {}) });
  }

  /** The result is a picture of its own; what is saved shows the original until one saves again. */
  function cropped(file: File) {
    const original = cropping;
    setCropping(null);
    if (!original || imageProblem(file) || file.name === CROPPED) return;
    add([file], { room: 1, replaces: keyOf(original) });
  }

  const silent = pictures.filter(({ id, alt }) => id !== null && alt === null).length;

  function describeNext() {
    list.current?.querySelector<HTMLElement>('[data-alt="missing"]')?.focus();
  }

  const room = MAX_PHOTOS - pictures.length - uploads.length;

  return (
    <div className="space-y-4">
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      {silent > 0 && !readOnly ? (
        <div className="flex flex-col items-start gap-x-4 gap-y-1 rounded-lg bg-lantern-soft px-4 py-2.5 sm:flex-row sm:items-center">
          <p className="min-w-0 flex-1 text-lantern-ink text-sm">
            {silent === 1
              ? "One picture has no description yet."
              : `${silent} pictures have no description yet.`}{" "}
            It is what people hear who cannot see it.
          </p>
          <Button variant="secondary" size="sm" onClick={describeNext}>
            Describe the next
          </Button>
        </div>
      ) : null}
      {pictures.length + uploads.length > 0 ? (
        <ol
          ref={list}
          tabIndex={-1}
          aria-label="Pictures in order"
          className="grid grid-cols-1 gap-4 outline-none sm:grid-cols-2"
        >
          {pictures.map((picture, index) => (
            <li
              key={keyOf(picture)}
              data-tile
              className={cn(
                "min-w-0 space-y-2.5",
                index === 0 && "sm:col-span-2",
                dragged === index && "opacity-50",
              )}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                if (dragged !== index) {
                  move(dragged, index);
                  setDragged(index);
                }
              }}
              onDrop={(event) => {
                if (dragged !== null) event.preventDefault();
              }}
            >
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow buttons do the same without a mouse */}
              <div
                className="group relative overflow-hidden rounded-lg border border-line"
                draggable={!readOnly}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move";
                  event.dataTransfer.setData("text/plain", picture.url);
                  setDragged(index);
                }}
                onDragEnd={() => setDragged(null)}
              >
                <Picture
                  src={picture.url}
                  blur={picture.blur_data_url}
                  alt={picture.alt || `Picture ${index + 1}`}
                  ratio={index === 0 ? "16/9" : "3/2"}
                  sizes={index === 0 ? "(min-width: 1280px) 760px, 100vw" : "380px"}
                  seed={picture.url}
                  priority={index === 0}
                />
                {index === 0 ? (
                  <Badge tone="onPicture" className="absolute top-3 left-3">
                    <Star aria-hidden />
                    Cover
                  </Badge>
                ) : null}
                {readOnly ? null : (
                  <>
                    <span
                      aria-hidden
                      className="absolute top-3 right-3 hidden cursor-grab rounded-sm bg-surface p-1.5 text-ink-muted opacity-0 shadow-xs transition-opacity group-hover:opacity-100 md:block"
                    >
                      <GripVertical className="size-4" />
                    </span>
                    <div className="absolute right-2 bottom-2 flex gap-1 rounded-md bg-surface p-1 shadow-sm">
                      {index > 0 ? (
                        <IconButton
                          data-move="cover"
                          size="sm"
                          label={`Make picture ${index + 1} the cover`}
                          onClick={() => moveByKey(index, 0, "cover")}
                        >
                          <Star aria-hidden />
                        </IconButton>
                      ) : null}
                      <IconButton
                        data-move="earlier"
                        size="sm"
                        label={`Move picture ${index + 1} earlier`}
                        disabled={index === 0}
                        onClick={() => moveByKey(index, index - 1, "earlier")}
                      >
                        <ArrowLeft aria-hidden />
                      </IconButton>
                      <IconButton
                        data-move="later"
                        size="sm"
                        label={`Move picture ${index + 1} later`}
                        disabled={index === pictures.length - 1}
                        onClick={() => moveByKey(index, index + 1, "later")}
                      >
                        <ArrowRight aria-hidden />
                      </IconButton>
                      {picture.id ? (
                        <IconButton
                          size="sm"
                          label={`Crop picture ${index + 1}`}
                          onClick={() => setCropping(picture)}
                        >
                          <Crop aria-hidden />
                        </IconButton>
                      ) : null}
                      <IconButton
                        data-remove
                        size="sm"
                        variant="danger-quiet"
                        label={`Remove picture ${index + 1}`}
                        onClick={() => remove(index)}
                      >
                        <Trash2 aria-hidden />
                      </IconButton>
                    </div>
                  </>
                )}
              </div>
              {picture.id ? (
                <AltField
                  name={`alt-${picture.id}`}
                  label={`Description of picture ${index + 1}`}
                  of={`picture ${index + 1}`}
                  labelHidden
                  readOnly={readOnly}
                  alt={picture.alt}
                  onChange={(alt) =>
                    onChange((all) =>
                      all.map((one) => (one.id === picture.id ? { ...one, alt } : one)),
                    )
                  }
                />
              ) : null}
            </li>
          ))}
          {uploads.map((upload, index) => (
            <li
              key={upload.key}
              className={cn(pictures.length === 0 && index === 0 && "sm:col-span-2")}
            >
              <UploadTile
                upload={upload}
                controls={controls}
                className={pictures.length === 0 && index === 0 ? "aspect-video" : "aspect-3/2"}
              />
            </li>
          ))}
        </ol>
      ) : null}
      {readOnly ? (
        pictures.length === 0 ? (
          <p className="text-ink-muted text-sm">No pictures yet.</p>
        ) : null
      ) : (
        <DropZone
          multiple
          purpose="gallery"
          label={pictures.length === 0 ? "Add pictures" : "Add more pictures"}
          hint="Drop them here or choose files. JPEG, PNG or WebP, up to 4.5 MB each. The first one is the cover."
          describedBy={refusals.length ? problemsId : undefined}
          className={pictures.length === 0 ? "min-h-44" : undefined}
          onFiles={addFiles}
        />
      )}
      <Refusals id={problemsId} refusals={refusals} />
      {cropping ? (
        <CropDialog
          source={{ url: cropping.url, name: CROPPED }}
          purpose="gallery"
          confirmLabel="Use cropped"
          onClose={() => setCropping(null)}
          onCropped={cropped}
        />
      ) : null}
    </div>
  );
}
