import { cn } from "./cn";

type ProgressProps = {
  /** Names it for screen readers: "Uploading bay.jpg". */
  label: string;
  /** Between 0 and `max`; left out while nobody knows. */
  value?: number;
  max?: number;
  tone?: "jade" | "lantern" | "danger";
  className?: string;
};

const tones = {
  jade: "[&::-webkit-progress-value]:bg-jade [&::-moz-progress-bar]:bg-jade",
  lantern: "[&::-webkit-progress-value]:bg-lantern [&::-moz-progress-bar]:bg-lantern",
  danger: "[&::-webkit-progress-value]:bg-danger [&::-moz-progress-bar]:bg-danger",
} as const;

/** How far something is. The native element: it needs no style attribute to have a width. */
export function Progress({ label, value, max = 100, tone = "jade", className }: ProgressProps) {
  return (
    <progress
      aria-label={label}
      max={max}
      {...(value === undefined ? {} : { value: Math.min(Math.max(value, 0), max) })}
      className={cn(
        "block h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-line",
        "[&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:transition-[inline-size]",
        "indeterminate:animate-shimmer indeterminate:bg-jade-soft indeterminate:[&::-webkit-progress-bar]:bg-jade/45",
        tones[tone],
        className,
      )}
    />
  );
}
