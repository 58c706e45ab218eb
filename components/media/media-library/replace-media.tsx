"use client";

import { ArrowRight, Crop, Replace } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useId, useState, useTransition } from "react";
import { CropDialog } from "@/components/media/crop-dialog";
import { DropZone } from "@/components/media/drop-zone";
import { Refusals } from "@/components/media/refusals";
import { UploadTile } from "@/components/media/upload-tile";
import { useUploads } from "@/components/media/use-uploads";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Picture } from "@/components/ui/picture";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast-store";
import { idle } from "@/lib/api/action-state";
import { callAction } from "@/lib/api/call-action";
import type { LibraryFile } from "@/lib/media/library";
import { listReplacements, replaceMedia } from "@/lib/media/library-actions";
import { inPlaces, PlaceList } from "./place-list";

type Replacement = { id: string; url: string; blur: string | null; uses: number };

type ReplaceMediaProps = {
  companyId: string;
  file: LibraryFile;
  name: string;
  /** Where it is shown, in words. */
  uses: string[];
};

/** Puts another picture in the place of one, wherever that is shown: a new one, or one of the library. */
export function ReplaceMedia({ companyId, file, name, uses }: ReplaceMediaProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="lg"
      title={uses.length ? "Replace everywhere" : "Crop or replace"}
      description={
        uses.length
          ? `The picture is shown in ${inPlaces(uses.length)}. Choose what is shown there instead.`
          : "The picture is not shown anywhere."
      }
      trigger={
        <IconButton label={`Replace ${name} everywhere`} title="Crop or replace" size="sm" quiet>
          <Replace aria-hidden className="size-4.5" />
        </IconButton>
      }
    >
      <ReplaceBody companyId={companyId} file={file} uses={uses} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function ReplaceBody({
  companyId,
  file,
  uses,
  onDone,
}: Omit<ReplaceMediaProps, "name"> & { onDone: () => void }) {
  const problemsId = useId();
  const [chosen, setChosen] = useState<Replacement | null>(null);
  const [cropping, setCropping] = useState(false);
  const [pending, start] = useTransition();
  const [, refresh] = useTransition();
  const router = useRouter();
  const [error, setError] = useState<string>();
  const isFilm = file.mime_type?.startsWith("video/") ?? false;
  const purpose = isFilm ? "video" : "gallery";
  const { uploads, refusals, add, controls } = useUploads({
    target: { purpose, companyId, title: "library" },
    onStored: ({ id, url, blur_data_url }) => {
      setChosen({ id, url, blur: blur_data_url, uses: 0 });
      // It is in the library now, whatever comes of it here.
      refresh(() => router.refresh());
    },
  });
  const upload = uploads[0];

  function replace() {
    if (!chosen) return;
    setError(undefined);
    start(async () => {
      const swap = { companyId, mediaId: file.id, byId: chosen.id };
      const result = await callAction(() => replaceMedia(idle, swap));
      if (result.status !== "success") {
        setError(result.message ?? "Please try again.");
        return;
      }
      onDone();
      const said = `Replaced in ${inPlaces(result.data.places)}`;
      // Where the new one was shown before, nobody could tell the two apart any more.
      if (chosen.uses > 0) toast.success(said);
      else toast.undo(said, () => void takeBack(swap));
    });
  }

  if (chosen) {
    return (
      <div className="space-y-4">
        {isFilm ? null : (
          <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-3">
            <Thumb url={file.url} blur={file.blur} label="Now" />
            <ArrowRight aria-hidden className="size-5 text-ink-subtle" />
            <Thumb url={chosen.url} blur={chosen.blur} label="Then" />
          </div>
        )}
        {uses.length ? (
          <div className="text-sm">
            <p>
              The new {isFilm ? "film" : "picture"} will be shown in {inPlaces(uses.length)}:
            </p>
            <PlaceList places={uses} />
            <p className="mt-2 text-ink-muted">
              The old one stays in the library.
              {chosen.uses > 0
                ? " The new one is shown elsewhere already, so this cannot be taken back."
                : null}
            </p>
          </div>
        ) : (
          <p className="text-sm">The old one is not shown anywhere. Both are in the library now.</p>
        )}
        {error ? (
          <p role="alert" className="text-danger-ink text-sm">
            {error}
          </p>
        ) : null}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          {uses.length ? (
            <>
              <Button variant="secondary" onClick={() => setChosen(null)}>
                Choose another
              </Button>
              <Button pending={pending} onClick={replace}>
                Replace in {inPlaces(uses.length)}
              </Button>
            </>
          ) : (
            <DialogClose asChild>
              <Button>Done</Button>
            </DialogClose>
          )}
        </div>
      </div>
    );
  }

  return (
    <div className="space-y-5">
      {upload ? (
        <UploadTile upload={upload} controls={controls} className="aspect-video" />
      ) : (
        <div className="grid gap-3 sm:grid-cols-[1fr_auto]">
          <DropZone
            purpose={purpose}
            label={isFilm ? "Upload another film" : "Upload another picture"}
            hint={isFilm ? "MP4, MOV or WebM." : "JPEG, PNG or WebP, up to 4.5 MB."}
            describedBy={refusals.length ? problemsId : undefined}
            onFiles={(files) => add(files, { room: 1 })}
          />
          {isFilm ? null : (
            <Button
              variant="secondary"
              className="h-auto min-h-11"
              onClick={() => setCropping(true)}
            >
              <Crop aria-hidden />
              Crop this one
            </Button>
          )}
        </div>
      )}
      <Refusals id={problemsId} refusals={refusals} />
      {uses.length && !isFilm ? (
        <Choices companyId={companyId} without={file.id} onChoose={setChosen} />
      ) : null}
      {cropping ? (
        <CropDialog
          source={{ url: file.url, name: "cropped" }}
          purpose="gallery"
          confirmLabel="Save as a new picture"
          onClose={() => setCropping(false)}
          onCropped={(cut) => {
            setCropping(false);
            // Nothing was cut: it would be the same picture twice.
            if (cut.name !== "cropped") add([cut], { room: 1 });
          }}
        />
      ) : null}
    </div>
  );
}

type Swap = { companyId: string; mediaId: string; byId: string };

/** Puts the old picture back; the new one was shown nowhere else. */
async function takeBack({ companyId, mediaId, byId }: Swap) {
  const back = { companyId, mediaId: byId, byId: mediaId };
  const result = await callAction(() => replaceMedia(idle, back));
  if (result.status === "success") toast.success("The old picture is back");
  else toast.error(result.message ?? "It could not be taken back.");
}

function Thumb({ url, blur, label }: { url: string; blur: string | null; label: string }) {
  return (
    <figure className="min-w-0 space-y-1.5">
      <Picture
        src={url}
        blur={blur}
        alt=""
        ratio="4/3"
        sizes="260px"
        seed={url}
        className="rounded-lg border border-line"
      />
      <figcaption className="text-ink-muted text-xs">{label}</figcaption>
    </figure>
  );
}

type Found = { id: string; url: string; alt: string | null; blur: string | null; uses: number };

/** The company's other pictures. */
function Choices({
  companyId,
  without,
  onChoose,
}: {
  companyId: string;
  without: string;
  onChoose: (file: Found) => void;
}) {
  const [found, setFound] = useState<Found[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    void callAction(() => listReplacements(idle, { companyId })).then((answer) => {
      if (gone) return;
      setFailed(answer.status === "failure");
      setFound((answer.data ?? []).filter(({ id }) => id !== without));
    });
    return () => {
      gone = true;
    };
  }, [companyId, without]);

  if (failed) return <p className="text-ink-muted text-sm">The library could not be read.</p>;
  if (found?.length === 0) return null;
  const tile = "w-full rounded-md";
  return (
    <section className="space-y-2.5">
      <h3 className="font-medium text-sm">Or take one of the library</h3>
      {found ? (
        <ul className="grid grid-cols-3 gap-2.5 p-0.5 sm:grid-cols-4">
          {found.map((one, index) => (
            <li key={one.id}>
              <button
                type="button"
                aria-label={`Take ${one.alt || `picture ${index + 1}`}`}
                className="block w-full rounded-md outline-offset-2 transition-opacity hover:opacity-80 focus-visible:outline-2 focus-visible:outline-focus"
                onClick={() => onChoose(one)}
              >
                <Picture
                  src={one.url}
                  blur={one.blur}
                  alt=""
                  ratio="1/1"
                  sizes="150px"
                  seed={one.id}
                  className={tile}
                />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <Loading label="Reading the library" className="grid grid-cols-3 gap-2.5 sm:grid-cols-4">
          {["a", "b", "c", "d"].map((key) => (
            <Skeleton key={key} className={cn("aspect-square", tile)} />
          ))}
        </Loading>
      )}
    </section>
  );
}
