"use client";

import { Crop, Trash2 } from "lucide-react";
import { type ReactNode, useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Picture } from "@/components/ui/picture";
import { toast } from "@/components/ui/toast-store";
import type { ActionState } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import { imageProblem, type StoredMedia } from "@/lib/media/limits";
import type { UploadTarget } from "@/lib/media/upload-file";
import { CropDialog } from "./crop-dialog";
import { DropZone } from "./drop-zone";
import { Refusals } from "./refusals";
import { UploadTile } from "./upload-tile";
import { useUploads } from "./use-uploads";

export type FieldPicture = Pick<StoredMedia, "id" | "url" | "blur_data_url">;

type PictureFieldProps = {
  /** "Logo". */
  title: string;
  hint: string;
  target: UploadTarget & { purpose: "logo" | "banner" | "avatar" };
  picture: FieldPicture | null;
  alt: string;
  /** Shown when there is no picture. */
  empty?: ReactNode;
  /** Shows another picture, or none. */
  save: (mediaId: string | null) => Promise<ActionState<unknown>>;
};

const looks = {
  logo: { shape: "size-32 rounded-xl", tile: "size-44 rounded-xl", ratio: "1/1", sizes: "128px" },
  avatar: { shape: "size-32 rounded-full", tile: "size-44", ratio: "1/1", sizes: "128px" },
  banner: {
    shape: "w-full rounded-xl",
    tile: "w-full aspect-21/9 rounded-xl",
    ratio: "21/9",
    sizes: "(min-width: 768px) 640px, 100vw",
  },
} as const;

/** One picture of a company or a person: chosen, cropped, uploaded, shown at once, taken away. */
export function PictureField({
  title,
  hint,
  target,
  picture,
  alt,
  empty,
  save,
}: PictureFieldProps) {
  const problemsId = useId();
  const [pending, start] = useTransition();
  const [shown, setShown] = useState(picture);
  const [cropping, setCropping] = useState<File | { url: string; name: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const what = title.toLocaleLowerCase("en");
  const { shape, tile, ratio, sizes } = looks[target.purpose];

  function set(next: FieldPicture | null) {
    const before = shown;
    start(async () => {
      const result = await callAction(() => save(next?.id ?? null));
      if (result.status !== "success") {
        toast.error(result.message ?? "Please try again.");
        return;
      }
      setShown(next);
      if (next) toast.success(`${title} saved`);
      else toast.undo(`${title} removed`, () => set(before));
    });
  }

  const { uploads, refusals, add, controls } = useUploads({
    target,
    onStored: (stored) => set(stored),
  });
  const upload = uploads[0];
  const problems = problem ? [problem] : refusals;

  function choose([file]: File[]) {
    if (!file) return;
    const refused = imageProblem(file);
    setProblem(refused);
    if (!refused) setCropping(file);
  }

  return (
    <section aria-label={title} className="space-y-3">
      <h3 className="font-medium text-sm">{title}</h3>
      <div
        className={cn(
          "flex gap-4",
          target.purpose === "banner" ? "flex-col" : "flex-wrap items-center",
        )}
      >
        {upload ? (
          <UploadTile upload={upload} controls={controls} className={tile} />
        ) : shown ? (
          <Picture
            src={shown.url}
            blur={shown.blur_data_url}
            alt={alt}
            ratio={ratio}
            sizes={sizes}
            className={cn(shape, "border border-line")}
          />
        ) : (
          empty
        )}
        {upload ? null : (
          <DropZone
            purpose={target.purpose}
            label={shown ? `Replace the ${what}` : `Add a ${what}`}
            hint={hint}
            describedBy={problems.length ? problemsId : undefined}
            className="min-w-0 flex-1"
            onFiles={choose}
          />
        )}
      </div>
      {shown && !upload ? (
        <div className="flex flex-wrap gap-2">
          <Button
            variant="secondary"
            size="sm"
            onClick={() => setCropping({ url: shown.url, name: what })}
          >
            <Crop aria-hidden />
            Crop the {what}
          </Button>
          <Button variant="danger-quiet" size="sm" pending={pending} onClick={() => set(null)}>
            <Trash2 aria-hidden />
            Remove the {what}
          </Button>
        </div>
      ) : null}
      <Refusals id={problemsId} refusals={problems} />
      {cropping ? (
        <CropDialog
          source={cropping}
          purpose={target.purpose}
          confirmLabel={`Use as ${what}`}
          onClose={() => setCropping(null)}
          onCropped={(file) => {
            setCropping(null);
            // Nothing was cut off the picture that is shown already.
            if (cropping instanceof File || file.name !== what) add([file], { room: 1 });
          }}
        />
      ) : null}
    </section>
  );
}
