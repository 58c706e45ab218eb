import { mix } from "./color.ts";
import type { Palette } from "./palettes.ts";

export const WIDTH = 1800;
export const HEIGHT = 1200;

export type Point = readonly [number, number];

/** What a scene draws with: seeded chance, the palette and a place for gradient definitions. */
export type Kit = {
  readonly pal: Palette;
  /** Next pseudo-random number in [0, 1), or in [min, max). */
  rnd(min?: number, max?: number): number;
  /** One of the given values. */
  pick<T>(values: readonly [T, ...T[]]): T;
  /** Atmospheric colour: 0 is the far haze, 1 the nearest silhouette. */
  depth(t: number): string;
  /** Linear gradient top to bottom (or left to right); stops are colours with optional opacity. */
  fade(stops: readonly Stop[], horizontal?: boolean): string;
  /** Radial gradient, centre to rim. */
  halo(stops: readonly Stop[]): string;
  /** Clips `body` to a path. */
  clip(d: string, body: string): string;
  defs(): string;
};

export type Stop = string | readonly [color: string, opacity: number];

function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
}

/** mulberry32: small, good enough for placing leaves, and the same on every machine. */
export function random(seed: string): () => number {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function createKit(seed: string, pal: Palette): Kit {
  const next = random(seed);
  const defs: string[] = [];
  const add = (make: (id: string) => string) => {
    const id = `d${defs.length}`;
    defs.push(make(id));
    return `url(#${id})`;
  };
  const stops = (list: readonly Stop[]) =>
    list
      .map((stop, i) => {
        const [color, opacity] = typeof stop === "string" ? [stop, 1] : stop;
        const offset = r(i / Math.max(1, list.length - 1));
        return `<stop offset="${offset}" stop-color="${color}" stop-opacity="${opacity}"/>`;
      })
      .join("");
  return {
    pal,
    rnd: (min = 0, max = 1) => min + next() * (max - min),
    pick: (values) => values[Math.floor(next() * values.length)] ?? values[0],
    depth: (t) => (t < 0.5 ? mix(pal.haze, pal.mid, t * 2) : mix(pal.mid, pal.ink, t * 2 - 1)),
    fade: (list, horizontal = false) =>
      add(
        (id) =>
          `<linearGradient id="${id}" x1="0" y1="0" x2="${horizontal ? 1 : 0}" y2="${
            horizontal ? 0 : 1
          }">${stops(list)}</linearGradient>`,
      ),
    halo: (list) => add((id) => `<radialGradient id="${id}">${stops(list)}</radialGradient>`),
    clip: (d, body) => {
      const url = add((id) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`);
      return `<g clip-path="${url}">${body}</g>`;
    },
    defs: () => `<defs>${defs.join("")}</defs>`,
  };
}

// Shapes are thinned by fill-opacity and stroke-opacity: plain opacity makes the renderer open a
// layer as large as the picture for each of them, which tripled the time.

/** One decimal is plenty at 1800 px and keeps the markup small; adding 0 turns -0 into 0. */
export const r = (n: number): number => Math.round(n * 10) / 10 + 0;

const points = (list: readonly Point[]) => list.map(([x, y]) => `${r(x)} ${r(y)}`).join("L");

export const polyPath = (list: readonly Point[]): string => `M${points(list)}Z`;

/** A smooth curve through the points (Catmull-Rom as Béziers), open. */
export function curvePath(list: readonly Point[], tension = 0.5): string {
  const first = list[0];
  if (!first) return "";
  let d = `M${r(first[0])} ${r(first[1])}`;
  for (let i = 0; i < list.length - 1; i++) {
    const p1 = list[i] ?? first;
    const p0 = list[i - 1] ?? p1;
    const p2 = list[i + 1] ?? p1;
    const p3 = list[i + 2] ?? p2;
    const k = tension / 3;
    d += `C${r(p1[0] + (p2[0] - p0[0]) * k)} ${r(p1[1] + (p2[1] - p0[1]) * k)} ${r(
      p2[0] - (p3[0] - p1[0]) * k,
    )} ${r(p2[1] - (p3[1] - p1[1]) * k)} ${r(p2[0])} ${r(p2[1])}`;
  }
  return d;
}

export const path = (d: string, fill: string, opacity = 1): string =>
  `<path d="${d}" fill="${fill}"${opacity < 1 ? ` fill-opacity="${r(opacity * 10) / 10}"` : ""}/>`;

export const poly = (list: readonly Point[], fill: string, opacity = 1): string =>
  path(polyPath(list), fill, opacity);

export const rect = (
  x: number,
  y: number,
  w: number,
  h: number,
  fill: string,
  opacity = 1,
  radius = 0,
): string =>
  `<rect x="${r(x)}" y="${r(y)}" width="${r(Math.max(0, w))}" height="${r(Math.max(0, h))}" fill="${fill}"${
    radius ? ` rx="${r(radius)}"` : ""
  }${opacity < 1 ? ` fill-opacity="${Math.round(opacity * 100) / 100}"` : ""}/>`;

export const disc = (x: number, y: number, radius: number, fill: string, opacity = 1): string =>
  `<circle cx="${r(x)}" cy="${r(y)}" r="${r(radius)}" fill="${fill}"${
    opacity < 1 ? ` fill-opacity="${Math.round(opacity * 100) / 100}"` : ""
  }/>`;

export const oval = (
  x: number,
  y: number,
  rx: number,
  ry: number,
  fill: string,
  opacity = 1,
): string =>
  `<ellipse cx="${r(x)}" cy="${r(y)}" rx="${r(rx)}" ry="${r(ry)}" fill="${fill}"${
    opacity < 1 ? ` fill-opacity="${Math.round(opacity * 100) / 100}"` : ""
  }/>`;

export const stroke = (d: string, color: string, width: number, opacity = 1): string =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${r(width)}" stroke-linecap="round" stroke-linejoin="round"${
    opacity < 1 ? ` stroke-opacity="${Math.round(opacity * 100) / 100}"` : ""
  }/>`;

export const line = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  color: string,
  width: number,
  opacity = 1,
): string => stroke(`M${r(x1)} ${r(y1)}L${r(x2)} ${r(y2)}`, color, width, opacity);

/** Moves, scales and optionally mirrors a drawing made around its own origin. */
export const place = (body: string, x: number, y: number, scale = 1, mirror = false): string =>
  `<g transform="translate(${r(x)} ${r(y)}) scale(${mirror ? -scale : scale} ${scale})">${body}</g>`;

export const turn = (body: string, degrees: number, x = 0, y = 0): string =>
  `<g transform="rotate(${r(degrees)} ${r(x)} ${r(y)})">${body}</g>`;

export const times = (n: number, make: (i: number, t: number) => string): string =>
  Array.from({ length: n }, (_, i) => make(i, n > 1 ? i / (n - 1) : 0)).join("");
