"use client";

import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export type Segment<Value extends string> = {
  value: Value;
  label: string;
  icon?: ReactNode;
};

/** One of two to four views, all in sight. Radio buttons underneath: arrow keys choose. */
export function SegmentedControl<Value extends string>({
  label,
  value,
  onValueChange,
  segments,
  iconsOnly = false,
  className,
}: {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  segments: readonly Segment<Value>[];
  /** Labels are read, not shown. */
  iconsOnly?: boolean;
  className?: string;
}) {
  const name = useId();
  return (
    <fieldset
      className={cn(
        "inline-flex h-11 items-stretch gap-0.5 rounded-md border border-line bg-sunken p-0.75 md:h-10",
        className,
      )}
    >
      <legend className="sr-only">{label}</legend>
      {segments.map((segment) => (
        <label
          key={segment.value}
          title={iconsOnly ? segment.label : undefined}
          className={cn(
            "relative flex cursor-pointer items-center justify-center gap-2 rounded-sm px-3 font-medium text-ink-muted text-sm transition-colors [&_svg]:size-4.5",
            "hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-xs",
            "has-focus-visible:outline-2 has-focus-visible:outline-focus",
          )}
        >
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onValueChange(segment.value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {segment.icon}
          <span className={cn(iconsOnly && "sr-only")}>{segment.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
