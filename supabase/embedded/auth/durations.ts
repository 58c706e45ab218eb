import { validationFailed } from "./errors.ts";

const SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** Go's durations ("24h", "1h30m", "300ms"), as `ban_duration` is written; "none" is zero. */
export function readDuration(text: string): number {
  if (text === "none") return 0;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) {
    throw validationFailed(`invalid format for ban duration: time: invalid duration "${text}"`);
  }
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit ?? ""] ?? 0),
    0,
  );
}
