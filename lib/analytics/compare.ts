/** How figures are compared, by the rules that every screen and mail follows. */

/** Under this an amount says too little for a percentage of it. */
const FEW = 10;
/** Under this a share says too little for a trend: it is written as "3 of 11". */
export const FEW_TO_SHARE = 20;
/** A group of fewer could be recognised. */
export const SMALL_GROUP = 5;

export type Change =
  | { kind: "new" }
  | { kind: "difference"; by: number }
  | { kind: "percent"; by: number };

/** From nothing: new. Few on either side: the difference. Else whole percent. */
export function compare(now: number, before: number): Change {
  if (before === 0 && now > 0) return { kind: "new" };
  if (now < FEW || before < FEW) return { kind: "difference", by: now - before };
  return { kind: "percent", by: Math.round(((now - before) / before) * 100) };
}

/** A part of a whole: none when there is no whole, a share when it is large enough. */
export type Share = { kind: "none" } | { kind: "few" } | { kind: "share"; value: number };

export function share(part: number, whole: number): Share {
  if (whole <= 0) return { kind: "none" };
  return whole < FEW_TO_SHARE ? { kind: "few" } : { kind: "share", value: part / whole };
}
