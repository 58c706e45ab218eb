"use client";

import { useDropzone } from "@uploadthing/react";
import { Clapperboard, ImagePlus } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { acceptOf, type UploadPurpose } from "@/lib/media/limits";

type DropZoneProps = {
  label: string;
  hint?: ReactNode;
  /** What the files are for; decides what the file dialog offers. */
  purpose: UploadPurpose;
  multiple?: boolean;
  describedBy?: string | undefined;
  className?: string;
  onFiles: (files: File[]) => void;
};

/**
 * Takes files by drop, by click and by keyboard: a file input that fills its frame. One for several
 * files also takes what is pasted anywhere on its page.
 */
export function DropZone({
  label,
  hint,
  purpose,
  multiple = false,
  describedBy,
  className,
  onFiles,
}: DropZoneProps) {
  const id = useId();
  const take = (files: readonly File[]) => {
    if (files.length) onFiles(multiple ? [...files] : files.slice(0, 1));
  };
  // Without `accept`: what it would leave out silently shall be refused by name.
  const { getRootProps, getInputProps, isDragActive } = useDropzone({ onDrop: take });
  // The label opens the file dialog; the rest of the root's click and key handlers would do it twice.
  const { ref, onDragEnter, onDragOver, onDragLeave, onDrop } = getRootProps();
  const { style: _, ...inputProps } = getInputProps();

  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    if (!multiple) return;
    function paste(event: ClipboardEvent) {
      const files = event.clipboardData?.files;
      if (!files?.length) return;
      event.preventDefault();
      latest.current([...files]);
    }
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [multiple]);

  const Icon = purpose === "video" ? Clapperboard : ImagePlus;
  return (
    <div ref={ref} {...{ onDragEnter, onDragOver, onDragLeave, onDrop }} className={className}>
      <label
        htmlFor={id}
        className={cn(
          "relative flex size-full flex-col items-center justify-center gap-1.5 rounded-lg border border-line-strong border-dashed bg-surface px-4 py-6 text-center transition-colors",
          "hover:border-jade hover:bg-jade-soft/40 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
          isDragActive && "border-jade bg-jade-soft",
        )}
      >
        <Icon aria-hidden className="size-6 text-jade-ink" />
        <span className="font-medium text-sm">{label}</span>
        {hint ? <span className="text-ink-subtle text-xs">{hint}</span> : null}
        <input
          {...inputProps}
          id={id}
          type="file"
          tabIndex={0}
          accept={acceptOf(purpose)}
          multiple={multiple}
          aria-describedby={describedBy}
          className="sr-only"
          onClick={(event) => {
            // The same file chosen again must count as a change.
            event.currentTarget.value = "";
          }}
        />
      </label>
    </div>
  );
}
