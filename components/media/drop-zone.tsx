"use client";

import { ImagePlus } from "lucide-react";
import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { imageAccept } from "@/lib/media/limits";

type DropZoneProps = {
  label: string;
  hint?: ReactNode;
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
  multiple = false,
  describedBy,
  className,
  onFiles,
}: DropZoneProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function take(files: FileList | null) {
    if (files?.length) onFiles(multiple ? [...files] : [...files].slice(0, 1));
    // The same file chosen again must count as a change.
    if (input.current) input.current.value = "";
  }

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

  function dropped(event: DragEvent) {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    <label
      htmlFor={id}
      className={cn(
        "relative flex flex-col items-center justify-center gap-1.5 rounded-lg border border-line-strong border-dashed bg-surface px-4 py-6 text-center transition-colors",
        "hover:border-jade hover:bg-jade-soft/40 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
        over && "border-jade bg-jade-soft",
        className,
      )}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <ImagePlus aria-hidden className="size-6 text-jade-ink" />
      <span className="font-medium text-sm">{label}</span>
      {hint ? <span className="text-ink-subtle text-xs">{hint}</span> : null}
      <input
        ref={input}
        id={id}
        type="file"
        accept={imageAccept}
        multiple={multiple}
        aria-describedby={describedBy}
        className="sr-only"
        onChange={(event) => take(event.target.files)}
      />
    </label>
  );
}
