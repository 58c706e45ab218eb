"use client";

import { RotateCcw, RotateCw } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { ReactCrop } from "react-image-crop";
import "react-image-crop/dist/ReactCrop.css";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Spinner } from "@/components/ui/spinner";
import {
  type CropBox,
  cropFile,
  largestBox,
  pixelsOf,
  type Turns,
  turnedBlob,
  turnedSize,
} from "@/lib/media/crop";
import type { UploadPurpose } from "@/lib/media/limits";

const free = { value: "free", label: "Free", aspect: undefined };
const square = { value: "square", label: "Square", aspect: 1 };
const photo = [
  free,
  { value: "16:9", label: "16 : 9", aspect: 16 / 9 },
  { value: "3:2", label: "3 : 2", aspect: 3 / 2 },
  square,
];

/** The shapes a picture is asked for; the first is chosen at the start. */
const shapes = {
  experiencePhoto: photo,
  gallery: photo,
  video: photo,
  logo: [square, free],
  banner: [
    { value: "21:9", label: "21 : 9", aspect: 21 / 9 },
    { value: "3:1", label: "3 : 1", aspect: 3 },
    free,
  ],
  avatar: [square],
} as const satisfies Record<UploadPurpose, readonly unknown[]>;

type CropDialogProps = {
  /** A file that is about to be uploaded, or a stored picture. */
  source: File | { url: string; name: string };
  purpose: UploadPurpose;
  /** "Use picture", "Save as a new picture". */
  confirmLabel: string;
  onClose: () => void;
  /** The cut picture in its full resolution; the file itself when nothing was cut. */
  onCropped: (file: File) => void;
};

/** Cuts and turns a picture: with the mouse, by touch, with the arrow keys. */
export function CropDialog({ source, purpose, confirmLabel, onClose, onCropped }: CropDialogProps) {
  const [file, setFile] = useState<File | null>(source instanceof File ? source : null);
  const [image, setImage] = useState<HTMLImageElement | null>(null);
  const [turns, setTurns] = useState<Turns>(0);
  const [shown, setShown] = useState<string>();
  const choices = shapes[purpose];
  const [shape, setShape] = useState<string>(choices[0].value);
  const [box, setBox] = useState<CropBox>();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const aspect = choices.find(({ value }) => value === shape)?.aspect;

  useStoredFile(source, setFile, setProblem);
  useImage(file, setImage, setProblem);

  const size =
    image && turnedSize({ width: image.naturalWidth, height: image.naturalHeight }, turns);

  // The whole picture as it lies now, with the largest box of the shape.
  useEffect(() => {
    if (!image) return;
    let gone = false;
    let address: string | undefined;
    const natural = { width: image.naturalWidth, height: image.naturalHeight };
    void (turns === 0 ? Promise.resolve(null) : turnedBlob(image, turns)).then((blob) => {
      if (gone) return;
      address = blob ? URL.createObjectURL(blob) : undefined;
      setShown(address ?? image.src);
      setBox(largestBox(turnedSize(natural, turns), aspect));
    });
    return () => {
      gone = true;
      if (address) URL.revokeObjectURL(address);
    };
  }, [image, turns, aspect]);

  const turn = (by: 1 | 3) => setTurns((before) => ((before + by) % 4) as Turns);

  async function confirm() {
    if (!file || !image || !box) return;
    setWorking(true);
    try {
      onCropped(await cropFile(file, image, box, turns));
    } catch {
      setProblem("The picture could not be cut. Try a smaller one.");
      setWorking(false);
    }
  }

  const pixels = size && box && pixelsOf(box, size);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="lg"
      title="Crop picture"
      description="Drag the frame, or move and size it with the arrow keys."
      footer={
        <>
          <DialogClose asChild>
            <Button variant="secondary">Cancel</Button>
          </DialogClose>
          <Button pending={working} disabled={!pixels} onClick={confirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <div className="flex flex-wrap items-center gap-2">
          {choices.length > 1 ? (
            <SegmentedControl
              label="Shape"
              value={shape}
              onValueChange={setShape}
              segments={choices.map(({ value, label }) => ({ value, label }))}
            />
          ) : null}
          <div className="ml-auto flex gap-1">
            <IconButton label="Turn left" onClick={() => turn(3)}>
              <RotateCcw aria-hidden />
            </IconButton>
            <IconButton label="Turn right" onClick={() => turn(1)}>
              <RotateCw aria-hidden />
            </IconButton>
          </div>
        </div>
        <div className="grid min-h-48 place-items-center overflow-hidden rounded-lg bg-sunken p-3">
          {problem ? (
            <p role="alert" className="p-4 text-danger-ink text-sm">
              {problem}
            </p>
          ) : shown && box ? (
            <ReactCrop
              crop={{ unit: "%", ...box }}
              {...(aspect ? { aspect } : {})}
              keepSelection
              ruleOfThirds
              circularCrop={purpose === "avatar"}
              minWidth={24}
              minHeight={24}
              onChange={(_, { x, y, width, height }) => setBox({ x, y, width, height })}
              className="max-h-[50dvh]"
            >
              {/* biome-ignore lint/performance/noImgElement: the file is in this browser */}
              <img src={shown} alt="To be cropped" className="max-h-[50dvh]" />
            </ReactCrop>
          ) : (
            <p className="flex items-center gap-2 text-ink-muted text-sm">
              <Spinner />
              Opening the picture
            </p>
          )}
        </div>
        <p aria-live="polite" className="text-ink-muted text-sm tabular-nums">
          {pixels ? `${pixels.width} × ${pixels.height} pixels` : " "}
        </p>
      </div>
    </Dialog>
  );
}

/** Fetches a stored picture: only its bytes may be drawn and read back. */
function useStoredFile(
  source: CropDialogProps["source"],
  onFile: (file: File) => void,
  onProblem: (problem: string) => void,
) {
  const stored = source instanceof File ? null : source;
  const { url, name } = stored ?? {};
  useEffect(() => {
    if (!url || name === undefined) return;
    const controller = new AbortController();
    fetch(url, { signal: controller.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        const blob = await answer.blob();
        onFile(new File([blob], name, { type: blob.type }));
      })
      .catch(() => {
        if (!controller.signal.aborted) onProblem("The picture could not be opened.");
      });
    return () => controller.abort();
  }, [url, name, onFile, onProblem]);
}

function useImage(
  file: File | null,
  onImage: (image: HTMLImageElement) => void,
  onProblem: (problem: string) => void,
) {
  const latest = useRef({ onImage, onProblem });
  const ready = useCallback((image: HTMLImageElement) => latest.current.onImage(image), []);
  useEffect(() => {
    if (!file) return;
    const address = URL.createObjectURL(file);
    const image = new Image();
    image.onload = () => ready(image);
    image.onerror = () => latest.current.onProblem("The picture could not be opened.");
    image.src = address;
    return () => {
      image.onload = null;
      image.onerror = null;
      URL.revokeObjectURL(address);
    };
  }, [file, ready]);
}
