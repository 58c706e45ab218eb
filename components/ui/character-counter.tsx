import { cn } from "./cn";

/** Length as readers count it: an emoji or a composed Vietnamese vowel is one. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) count++;
  return count;
}

type CharacterCounterProps = {
  id: string;
  value: string;
  max: number;
  /** Below it the text is too short to be useful; shown, never enforced. */
  recommended?: [from: number, to: number];
};

/** "38 of 70", in words for screen readers. Turns orange near the end, red beyond it. */
export function CharacterCounter({ id, value, max, recommended }: CharacterCounterProps) {
  const length = countCharacters(value);
  const good = recommended && length >= recommended[0] && length <= recommended[1];
  return (
    <span
      id={id}
      className={cn(
        "shrink-0 text-xs tabular-nums",
        length > max
          ? "font-medium text-danger-ink"
          : length > max * 0.9
            ? "text-lantern-ink"
            : good
              ? "text-jade-ink"
              : "text-ink-subtle",
      )}
    >
      {length}
      <span aria-hidden>/</span>
      <span className="sr-only"> of </span>
      {max}
      <span className="sr-only"> characters</span>
    </span>
  );
}
