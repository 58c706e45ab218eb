"use client";

import { Pause, Play, RotateCw, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import type { Upload, UploadControls } from "./use-uploads";

type UploadTileProps = {
  upload: Upload;
  controls: UploadControls;
  className?: string;
};

const states = { paused: "Paused", lost: "Waiting for the connection" } as const;

/** A picture on its way: its preview, how far it is, and the way out. */
export function UploadTile({ upload, controls, className }: UploadTileProps) {
  const { file, preview, progress, error, waiting } = upload;
  const percent = Math.round(progress * 100);
  return (
    <div
      className={cn(
        "relative isolate overflow-hidden rounded-lg border border-line bg-sunken",
        className,
      )}
    >
      {/* biome-ignore lint/performance/noImgElement: the file is still in this browser */}
      <img src={preview} alt="" className="absolute inset-0 size-full object-cover opacity-40" />
      <div className="absolute inset-0 flex flex-col justify-end gap-2 bg-surface/55 p-3">
        {error ? (
          <>
            <p role="alert" className="rounded-sm bg-surface px-2.5 py-1.5 text-danger-ink text-xs">
              {error}
            </p>
            <Button size="sm" variant="secondary" onClick={() => controls.retry(upload)}>
              <RotateCw aria-hidden />
              Try again
            </Button>
          </>
        ) : (
          <div className="rounded-sm bg-surface px-2.5 py-2 shadow-xs">
            <p className="flex justify-between gap-2 text-xs">
              <span className="truncate">{waiting ? states[waiting] : file.name}</span>
              <span className="tabular-nums">{percent} %</span>
            </p>
            <Progress label={`Uploading ${file.name}`} value={percent} className="mt-1.5" />
          </div>
        )}
      </div>
      {error ? null : (
        <IconButton
          label={waiting ? `Go on uploading ${file.name}` : `Pause uploading ${file.name}`}
          size="sm"
          variant="secondary"
          quiet
          className="absolute top-2 right-12"
          onClick={() => (waiting ? controls.retry(upload) : controls.pause(upload))}
        >
          {waiting ? <Play aria-hidden /> : <Pause aria-hidden />}
        </IconButton>
      )}
      <IconButton
        label={error ? `Put away ${file.name}` : `Stop uploading ${file.name}`}
        size="sm"
        variant="secondary"
        quiet
        className="absolute top-2 right-2"
        onClick={() => controls.cancel(upload)}
      >
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
