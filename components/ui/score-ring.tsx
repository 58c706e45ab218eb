import { cn } from "./cn";

type ScoreRingProps = {
  /** 0 to 100. */
  value: number;
  /** What it scores: "Content score". */
  label: string;
  /** From here on it is good, and excellent. */
  good?: number;
  excellent?: number;
  size?: "sm" | "md" | "lg";
  className?: string;
};

const sizes = { sm: "size-9 text-2xs", md: "size-13 text-sm", lg: "size-24 text-2xl" } as const;
const RADIUS = 16;
const LENGTH = 2 * Math.PI * RADIUS;

/** A score as a ring with its number inside. */
export function ScoreRing({
  value,
  label,
  good = 70,
  excellent = 90,
  size = "md",
  className,
}: ScoreRingProps) {
  const score = Math.round(Math.min(Math.max(value, 0), 100));
  const tone =
    score >= good ? "stroke-jade" : score >= good / 2 ? "stroke-lantern" : "stroke-danger";
  const word = score >= excellent ? "excellent" : score >= good ? "good" : "can be better";
  return (
    <span className={cn("relative inline-grid place-items-center", sizes[size], className)}>
      <svg aria-hidden="true" viewBox="0 0 38 38" className="absolute inset-0 size-full -rotate-90">
        <circle cx="19" cy="19" r={RADIUS} className="fill-none stroke-line" strokeWidth="3.5" />
        <circle
          cx="19"
          cy="19"
          r={RADIUS}
          className={cn("fill-none", tone)}
          strokeWidth="3.5"
          strokeLinecap="round"
          strokeDasharray={`${(score / 100) * LENGTH} ${LENGTH}`}
        />
      </svg>
      <span className="sr-only">{label}: </span>
      <span className="relative font-semibold tabular-nums">{score}</span>
      <span className="sr-only"> of 100, {word}</span>
    </span>
  );
}
