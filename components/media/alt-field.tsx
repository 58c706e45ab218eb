"use client";

import { useId } from "react";
import { CheckboxBox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/text-field";
import { MAX_ALT_LENGTH } from "@/lib/media/limits";

type AltFieldProps = {
  name: string;
  label: string;
  /** "picture 2": names the box. */
  of: string;
  labelHidden?: boolean;
  /** Null: nobody has said yet; empty: it is decoration. */
  alt: string | null;
  readOnly?: boolean;
  onChange: (alt: string | null) => void;
};

/** Asks what a picture shows, and goes on asking until it is said or the picture is decoration. */
export function AltField({
  name,
  label,
  of,
  labelHidden = false,
  alt,
  readOnly = false,
  onChange,
}: AltFieldProps) {
  const boxId = useId();
  const decorative = alt === "";
  return (
    <div className="space-y-2">
      <TextField
        name={name}
        label={label}
        labelHidden={labelHidden}
        optional
        placeholder={
          decorative ? "Decoration: screen readers pass it by" : "What can be seen, in a sentence"
        }
        maxLength={MAX_ALT_LENGTH}
        readOnly={readOnly}
        disabled={decorative}
        value={alt ?? ""}
        data-alt={alt === null ? "missing" : undefined}
        onChange={(event) => onChange(event.target.value || null)}
      />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-xs">
        {readOnly ? null : (
          <span className="flex items-center gap-2">
            <CheckboxBox
              id={boxId}
              checked={decorative}
              aria-label={`Only decoration: ${of}`}
              onChange={(event) => onChange(event.target.checked ? "" : null)}
            />
            <label htmlFor={boxId} aria-hidden className="py-1 text-ink-muted">
              Only decoration
            </label>
          </span>
        )}
        {alt === null ? <span className="text-lantern-ink">Not described yet</span> : null}
      </div>
    </div>
  );
}
