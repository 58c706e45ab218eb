import { mix, shift } from "./color.ts";
import {
  curvePath,
  disc,
  type Kit,
  line,
  oval,
  type Point,
  path,
  place,
  poly,
  r,
  rect,
  stroke,
  times,
} from "./kit.ts";

/** A wall with a lit front and, to the right, a shaded strip that gives it depth. */
export function wall(
  k: Kit,
  x: number,
  y: number,
  w: number,
  h: number,
  color: string,
  side = 0,
): string {
  const lit = k.fade([shift(color, 0.12), color]);
  return rect(x, y, w, h, lit) + (side ? rect(x + w, y, side, h, mix(color, k.pal.ink, 0.42)) : "");
}

/** A grid of windows; `arch` rounds their heads. */
export function windows(
  x: number,
  y: number,
  w: number,
  h: number,
  cols: number,
  rows: number,
  fill: string,
  o: { arch?: boolean; gap?: number; frame?: string; lit?: (i: number) => string | undefined } = {},
): string {
  const gap = o.gap ?? 0.45;
  const cw = w / cols;
  const ch = h / rows;
  const ww = cw * (1 - gap);
  const wh = ch * (1 - gap * 0.8);
  let out = "";
  for (let row = 0; row < rows; row++)
    for (let col = 0; col < cols; col++) {
      const wx = x + col * cw + (cw - ww) / 2;
      const wy = y + row * ch + (ch - wh) / 2;
      const color = o.lit?.(row * cols + col) ?? fill;
      if (o.frame) out += archRect(wx - 4, wy - 4, ww + 8, wh + 8, o.frame, o.arch);
      out += archRect(wx, wy, ww, wh, color, o.arch);
    }
  return out;
}

export function archRect(x: number, y: number, w: number, h: number, fill: string, arch = true) {
  if (!arch) return rect(x, y, w, h, fill);
  return path(archPath(x, y, w, h), fill);
}

export const archPath = (x: number, y: number, w: number, h: number): string =>
  `M${r(x)} ${r(y + h)}L${r(x)} ${r(y + w / 2)}A${r(w / 2)} ${r(w / 2)} 0 0 1 ${r(x + w)} ${r(
    y + w / 2,
  )}L${r(x + w)} ${r(y + h)}Z`;

/**
 * An East Asian roof seen from the front. `y` is the eave line, `curl` how far the corners rise,
 * `ridge` the share of the width the ridge takes.
 */
export function curvedRoof(
  k: Kit,
  cx: number,
  y: number,
  w: number,
  h: number,
  color: string,
  o: { curl?: number; ridge?: number; finial?: boolean; trim?: string } = {},
): string {
  const curl = o.curl ?? h * 0.35;
  const half = w / 2;
  const top = (o.ridge ?? 0.5) * half;
  const d =
    `M${r(cx - half)} ${r(y - curl)}` +
    `C${r(cx - half * 0.86)} ${r(y - curl * 0.75)} ${r(cx - top - (half - top) * 0.34)} ${r(
      y - h * 0.42,
    )} ${r(cx - top)} ${r(y - h)}` +
    `L${r(cx + top)} ${r(y - h)}` +
    `C${r(cx + top + (half - top) * 0.34)} ${r(y - h * 0.42)} ${r(cx + half * 0.86)} ${r(
      y - curl * 0.75,
    )} ${r(cx + half)} ${r(y - curl)}` +
    `C${r(cx + half * 0.84)} ${r(y + 2)} ${r(cx + half * 0.6)} ${r(y)} ${r(cx)} ${r(y)}` +
    `C${r(cx - half * 0.6)} ${r(y)} ${r(cx - half * 0.84)} ${r(y + 2)} ${r(cx - half)} ${r(
      y - curl,
    )}Z`;
  const n = Math.max(6, Math.round(w / 26));
  const tiles = times(n, (_, t) => {
    const bx = cx - half * 0.9 + half * 1.8 * t;
    const ax = cx - top + top * 2 * t;
    return stroke(
      `M${r(ax)} ${r(y - h)}Q${r((ax + bx) / 2 + (ax - bx) * 0.12)} ${r(y - h * 0.45)} ${r(bx)} ${r(y)}`,
      mix(color, k.pal.ink, 0.5),
      Math.max(1.5, w / 260),
      0.4,
    );
  });
  const trim = o.trim ?? shift(color, 0.35);
  const lw = Math.max(4, h * 0.07);
  const ridgeLine =
    stroke(
      `M${r(cx - top - lw)} ${r(y - h - lw * 1.6)}Q${r(cx - top)} ${r(y - h)} ${r(cx - top * 0.7)} ${r(
        y - h,
      )}L${r(cx + top * 0.7)} ${r(y - h)}Q${r(cx + top)} ${r(y - h)} ${r(cx + top + lw)} ${r(
        y - h - lw * 1.6,
      )}`,
      trim,
      lw,
    ) +
    stroke(
      `M${r(cx - half)} ${r(y - curl)}C${r(cx - half * 0.84)} ${r(y + 2)} ${r(cx - half * 0.6)} ${r(
        y,
      )} ${r(cx)} ${r(y)}C${r(cx + half * 0.6)} ${r(y)} ${r(cx + half * 0.84)} ${r(y + 2)} ${r(
        cx + half,
      )} ${r(y - curl)}`,
      trim,
      lw * 0.7,
      0.8,
    );
  const finial = o.finial ? disc(cx, y - h - lw * 1.6, lw * 1.3, k.pal.accent) : "";
  return (
    k.clip(d, path(d, k.fade([shift(color, 0.14), color, mix(color, k.pal.ink, 0.3)])) + tiles) +
    ridgeLine +
    finial
  );
}

/** Storeys of wall and roof, narrowing upwards; a pagoda in any proportion. */
export function tieredTower(
  k: Kit,
  cx: number,
  base: number,
  o: {
    tiers: number;
    width: number;
    storey: number;
    shrink: number;
    overhang: number;
    wallColor: string;
    roofColor: string;
    curl?: number;
    door?: string;
    roofHeight?: number;
    spire?: number;
  },
): string {
  let y = base;
  let w = o.width;
  let out = "";
  const layers: string[] = [];
  for (let i = 0; i < o.tiers; i++) {
    const h = o.storey * (1 - i * 0.035);
    let tier = rect(
      cx - w / 2,
      y - h,
      w,
      h,
      k.fade([shift(o.wallColor, 0.14), o.wallColor, mix(o.wallColor, k.pal.ink, 0.35)], true),
    );
    tier += rect(cx - w / 2, y - h, w, h * 0.25, k.pal.ink, 0.25);
    tier += archRect(cx - w * 0.09, y - h * 0.72, w * 0.18, h * 0.72, o.door ?? k.pal.ink);
    if (w > 110) {
      tier += archRect(
        cx - w * 0.36,
        y - h * 0.62,
        w * 0.1,
        h * 0.4,
        mix(o.wallColor, k.pal.ink, 0.55),
      );
      tier += archRect(
        cx + w * 0.26,
        y - h * 0.62,
        w * 0.1,
        h * 0.4,
        mix(o.wallColor, k.pal.ink, 0.55),
      );
    }
    const rh = (o.roofHeight ?? 0.42) * o.storey;
    tier += curvedRoof(k, cx, y - h + rh * 0.22, w * o.overhang, rh, o.roofColor, {
      curl: rh * (o.curl ?? 0.45),
      ridge: (w * o.shrink) / (w * o.overhang),
    });
    layers.push(tier);
    y -= h + rh * 0.55;
    w *= o.shrink;
  }
  out += layers.join("");
  const s = o.spire ?? o.storey * 0.8;
  out += rect(cx - 4, y - s, 8, s + 20, k.pal.ink);
  out += times(5, (_, t) =>
    oval(cx, y - s * (0.2 + t * 0.6), 15 * (1.2 - t * 0.8), 4.5, k.pal.accent),
  );
  return out + disc(cx, y - s, 8, k.pal.accent);
}

/** A tile-roofed hall with columns; `tiers` stacks smaller roofs. */
export function hall(
  k: Kit,
  cx: number,
  base: number,
  w: number,
  h: number,
  o: {
    wallColor?: string;
    roofColor?: string;
    columns?: number;
    columnColor?: string;
    tiers?: number;
    curl?: number;
    podium?: number;
  } = {},
): string {
  const wallColor = o.wallColor ?? k.pal.shade;
  const roofColor = o.roofColor ?? k.pal.roof;
  const columns = o.columns ?? 6;
  const podium = o.podium ?? h * 0.12;
  const roof = h * 0.5;
  const body = h * 0.5 - podium;
  let out = rect(cx - w * 0.54, base - podium, w * 1.08, podium, mix(k.pal.paper, k.pal.ink, 0.25));
  out += rect(cx - w * 0.54, base - podium, w * 1.08, podium * 0.3, k.pal.paper, 0.7);
  out += rect(
    cx - w * 0.46,
    base - podium - body,
    w * 0.92,
    body,
    k.fade([mix(wallColor, k.pal.ink, 0.6), wallColor]),
  );
  out += windows(
    cx - w * 0.44,
    base - podium - body * 0.86,
    w * 0.88,
    body * 0.86,
    columns - 1,
    1,
    mix(wallColor, k.pal.ink, 0.72),
    { gap: 0.4, arch: false },
  );
  out += times(columns, (_, t) =>
    rect(
      cx - w * 0.46 + w * 0.92 * t - w * 0.012,
      base - podium - body,
      w * 0.024,
      body,
      o.columnColor ?? k.pal.roof,
    ),
  );
  out += curvedRoof(k, cx, base - podium - body + 8, w * 1.22, roof * 0.72, roofColor, {
    curl: roof * (o.curl ?? 0.26),
    ridge: 0.62,
  });
  for (let i = 1; i < (o.tiers ?? 1); i++) {
    const s = 0.66 ** i;
    const y = base - podium - body - roof * 0.6 * i - roof * 0.12 * (i - 1);
    out += rect(
      cx - w * 0.42 * s,
      y - roof * 0.28,
      w * 0.84 * s,
      roof * 0.4,
      mix(wallColor, k.pal.ink, 0.3),
    );
    out += windows(
      cx - w * 0.4 * s,
      y - roof * 0.24,
      w * 0.8 * s,
      roof * 0.26,
      columns + 1,
      1,
      mix(k.pal.paper, wallColor, 0.3),
      { gap: 0.5, arch: false },
    );
    out += curvedRoof(k, cx, y - roof * 0.22, w * 1.12 * s, roof * 0.62, roofColor, {
      curl: roof * (o.curl ?? 0.26),
      ridge: 0.6,
    });
  }
  return out;
}

export function torii(
  k: Kit,
  cx: number,
  base: number,
  w: number,
  h: number,
  color: string,
): string {
  const dark = mix(color, k.pal.ink, 0.45);
  const p = w * 0.085;
  return (
    poly(
      [
        [cx - w * 0.36, base],
        [cx - w * 0.33, base - h],
        [cx - w * 0.33 + p, base - h],
        [cx - w * 0.36 + p * 1.1, base],
      ],
      color,
    ) +
    poly(
      [
        [cx + w * 0.36, base],
        [cx + w * 0.33, base - h],
        [cx + w * 0.33 - p, base - h],
        [cx + w * 0.36 - p * 1.1, base],
      ],
      dark,
    ) +
    rect(cx - w * 0.42, base - h * 0.78, w * 0.84, h * 0.065, color) +
    rect(cx - w * 0.04, base - h * 0.92, w * 0.08, h * 0.16, dark) +
    path(
      `M${r(cx - w * 0.56)} ${r(base - h * 1.06)}Q${r(cx)} ${r(base - h * 0.95)} ${r(cx + w * 0.56)} ${r(base - h * 1.06)}L${r(cx + w * 0.52)} ${r(base - h * 0.93)}Q${r(cx)} ${r(base - h * 0.87)} ${r(cx - w * 0.52)} ${r(base - h * 0.93)}Z`,
      color,
    ) +
    path(
      `M${r(cx - w * 0.58)} ${r(base - h * 1.09)}Q${r(cx)} ${r(base - h * 0.98)} ${r(cx + w * 0.58)} ${r(base - h * 1.09)}L${r(cx + w * 0.56)} ${r(base - h * 1.03)}Q${r(cx)} ${r(base - h * 0.93)} ${r(cx - w * 0.56)} ${r(base - h * 1.03)}Z`,
      k.pal.ink,
    ) +
    rect(cx - w * 0.375, base - h * 0.06, p * 1.3, h * 0.06, k.pal.ink) +
    rect(cx + w * 0.375 - p * 1.3, base - h * 0.06, p * 1.3, h * 0.06, k.pal.ink)
  );
}

/** A silk lantern with its own light. */
export function lantern(
  k: Kit,
  x: number,
  y: number,
  s: number,
  color: string,
  tall = false,
): string {
  const h = tall ? s * 1.5 : s * 1.05;
  const glow = disc(
    x,
    y,
    s * 2.6,
    k.halo([
      [color, 0.55],
      [color, 0.14],
      [color, 0],
    ]),
  );
  const body = oval(
    x,
    y,
    s * 0.72,
    h * 0.62,
    k.halo([shift(color, 0.75), color, mix(color, k.pal.ink, 0.15)]),
  );
  const ribs =
    stroke(
      `M${r(x)} ${r(y - h * 0.62)}V${r(y + h * 0.62)}`,
      mix(color, k.pal.ink, 0.3),
      s * 0.04,
      0.6,
    ) +
    [-1, 1]
      .map((f) =>
        stroke(
          `M${r(x)} ${r(y - h * 0.62)}Q${r(x + f * s * 0.62)} ${r(y)} ${r(x)} ${r(y + h * 0.62)}`,
          mix(color, k.pal.ink, 0.3),
          s * 0.04,
          0.6,
        ),
      )
      .join("");
  return (
    glow +
    body +
    ribs +
    rect(x - s * 0.24, y - h * 0.68, s * 0.48, s * 0.12, k.pal.ink) +
    rect(x - s * 0.24, y + h * 0.56, s * 0.48, s * 0.12, k.pal.ink) +
    line(x, y + h * 0.62, x, y + h * 0.62 + s * 0.6, k.pal.accent, s * 0.09)
  );
}

/** A small standing figure; `hat` gives the conical nón lá. */
export function person(
  k: Kit,
  x: number,
  base: number,
  h: number,
  o: { hat?: boolean; color?: string; pole?: boolean; umbrella?: string; walk?: boolean } = {},
): string {
  const c = o.color ?? k.pal.ink;
  const w = h * 0.24;
  let out = path(
    `M${r(x - w * 0.5)} ${r(base - h * 0.72)}Q${r(x)} ${r(base - h * 0.86)} ${r(x + w * 0.5)} ${r(base - h * 0.72)}L${r(x + w * 0.62)} ${r(base - h * 0.3)}L${r(x + w * (o.walk ? 0.75 : 0.4))} ${r(base)}L${r(x + w * (o.walk ? 0.45 : 0.08))} ${r(base)}L${r(x)} ${r(base - h * 0.3)}L${r(x - w * 0.16)} ${r(base)}L${r(x - w * 0.5)} ${r(base)}L${r(x - w * 0.6)} ${r(base - h * 0.35)}Z`,
    c,
  );
  out += disc(x, base - h * 0.87, h * 0.085, mix(c, "#8a5a3c", 0.35));
  if (o.hat) {
    const s = mix("#f0dca6", k.pal.ink, 0.08);
    out += poly(
      [
        [x - h * 0.2, base - h * 0.85],
        [x, base - h * 1.03],
        [x + h * 0.2, base - h * 0.85],
      ],
      s,
    );
    out += poly(
      [
        [x + h * 0.02, base - h * 0.85],
        [x, base - h * 1.03],
        [x + h * 0.2, base - h * 0.85],
      ],
      mix(s, k.pal.ink, 0.3),
    );
  }
  if (o.pole) {
    out += stroke(
      `M${r(x - h * 0.75)} ${r(base - h * 0.7)}Q${r(x)} ${r(base - h * 0.84)} ${r(x + h * 0.75)} ${r(base - h * 0.7)}`,
      c,
      h * 0.035,
    );
    for (const f of [-1, 1]) {
      const bx = x + f * h * 0.72;
      out +=
        line(bx, base - h * 0.7, bx - h * 0.13, base - h * 0.25, c, 2) +
        line(bx, base - h * 0.7, bx + h * 0.13, base - h * 0.25, c, 2);
      out += path(
        `M${r(bx - h * 0.2)} ${r(base - h * 0.26)}H${r(bx + h * 0.2)}L${r(bx + h * 0.13)} ${r(base - h * 0.1)}H${r(bx - h * 0.13)}Z`,
        mix("#b98545", k.pal.ink, 0.2),
      );
      out += times(4, (i) =>
        disc(
          bx - h * 0.13 + i * h * 0.087,
          base - h * 0.29,
          h * 0.06,
          i % 2 ? k.pal.accent : mix("#e8b23a", k.pal.leaf, 0.2),
        ),
      );
    }
  }
  if (o.umbrella) {
    out += line(x + w * 0.5, base - h * 0.5, x + w * 0.5, base - h * 1.15, c, 3);
    out += path(
      `M${r(x - h * 0.28)} ${r(base - h * 1.05)}Q${r(x + w * 0.5)} ${r(base - h * 1.45)} ${r(x + h * 0.52)} ${r(base - h * 1.05)}Z`,
      o.umbrella,
    );
  }
  return out;
}

/** A rowing boat with a standing or sitting rower in a conical hat. Length is about 2 × s. */
export function sampan(
  k: Kit,
  x: number,
  y: number,
  s: number,
  o: {
    color?: string;
    mirror?: boolean;
    people?: number;
    cargo?: boolean;
    lamp?: boolean;
    stand?: boolean;
  } = {},
): string {
  const c = o.color ?? mix(k.pal.ink, "#5a3422", 0.35);
  let b = oval(0, 16, 104, 9, k.pal.ink, 0.28);
  for (let i = 0; i < (o.people ?? 0); i++)
    b += person(k, -30 + i * 34, 6, 42, {
      hat: true,
      color: mix(k.pal.roof, k.pal.ink, 0.2 + i * 0.25),
    });
  if (o.cargo)
    b += times(9, (i) =>
      disc(
        -46 + i * 11,
        -10 - (i % 3) * 8,
        10,
        [k.pal.accent, "#e6b33c", mix(k.pal.leaf, "#9ac04a", 0.5)][i % 3] ?? k.pal.accent,
      ),
    );
  b += o.stand
    ? person(k, 66, 2, 86, { hat: true, color: mix(k.pal.ink, k.pal.accent, 0.15) }) +
      line(52, -44, 112, 26, k.pal.ink, 4)
    : person(k, 62, 8, 58, { hat: true }) + line(56, -22, 104, 24, k.pal.ink, 4);
  if (o.lamp) b += lantern(k, -74, -34, 15, k.pal.accent) + line(-74, -50, -74, -4, k.pal.ink, 3);
  b += path(
    "M-112 -16C-92 4 -60 6 0 6S92 4 114 -20C104 10 84 20 60 20H-62C-84 20 -100 10 -112 -16Z",
    k.fade([shift(c, 0.2), c]),
  );
  b += stroke("M-110 -14C-90 5 -60 8 0 8S92 5 112 -18", shift(c, 0.35), 3);
  return place(b, x, y, s / 100, o.mirror);
}

/** A Hạ Long junk: high stern and two fan-shaped, battened sails. */
export function junk(
  k: Kit,
  x: number,
  y: number,
  s: number,
  sail: string,
  mirror = false,
): string {
  const hull = mix(k.pal.ink, "#5a3020", 0.4);
  const fan = (mx: number, my: number, h: number, w: number) => {
    const pts: Point[] = [
      [mx, my],
      [mx - w * 0.22, my - h * 0.35],
      [mx - w * 0.1, my - h],
    ];
    const edge: Point[] = [
      [mx - w * 0.1, my - h],
      [mx + w * 0.45, my - h * 0.86],
      [mx + w * 0.82, my - h * 0.5],
      [mx + w * 0.86, my - h * 0.02],
    ];
    const d = `M${r(mx)} ${r(my)}Q${r(mx - w * 0.3)} ${r(my - h * 0.5)} ${r(mx - w * 0.1)} ${r(my - h)}${curvePath(edge).slice(curvePath(edge).indexOf("C"))}Q${r(mx + w * 0.4)} ${r(my + h * 0.06)} ${r(mx)} ${r(my)}Z`;
    const battens = times(6, (_, t) => {
      const [ax, ay] = [mx - w * 0.14 * Math.sin(t * 3), my - h * t * 0.95];
      const e = edge[Math.min(3, Math.round((1 - t) * 3))] ?? pts[0] ?? [0, 0];
      return line(ax, ay, e[0], e[1] + ((t * 6) % 2) * 12, mix(sail, k.pal.ink, 0.5), 3, 0.75);
    });
    return (
      k.clip(
        d,
        path(d, k.fade([shift(sail, 0.22), sail, mix(sail, k.pal.ink, 0.3)], true)) + battens,
      ) + line(mx, my + 40, mx - w * 0.1, my - h - 14, k.pal.ink, 6)
    );
  };
  let b = fan(-40, -42, 270, 200) + fan(-190, -40, 190, 140) + fan(120, -64, 150, 100);
  b += path(
    "M-240 -60C-210 -36 -120 -26 0 -26S150 -30 180 -78H262C250 -20 232 22 200 34H-168C-206 24 -228 -10 -240 -60Z",
    k.fade([shift(hull, 0.25), hull]),
  );
  b +=
    rect(40, -62, 130, 34, mix(k.pal.paper, hull, 0.35)) +
    windows(44, -58, 122, 28, 6, 1, k.pal.shine, { gap: 0.45 }) +
    rect(34, -72, 142, 12, k.pal.roof);
  b += stroke("M-236 -56C-206 -30 -120 -20 0 -20S158 -24 188 -72", shift(hull, 0.4), 4);
  b += rect(-190, 34, 400, 5, k.pal.shine, 0.5);
  return place(b, x, y, s, mirror);
}

/** A strip of terraced town houses with pitched roofs, seen from the front. */
export function houses(
  k: Kit,
  x: number,
  base: number,
  total: number,
  colors: readonly [string, ...string[]],
  o: {
    min?: number;
    max?: number;
    minW?: number;
    maxW?: number;
    roof?: string;
    lit?: number;
    arches?: boolean;
    flat?: boolean;
    shutters?: string;
  } = {},
): string {
  let at = x;
  let out = "";
  while (at < x + total) {
    const w = Math.min(k.rnd(o.minW ?? 90, o.maxW ?? 150), x + total - at);
    if (w < 34) break;
    const h = k.rnd(o.min ?? 180, o.max ?? 300);
    const c = k.pick(colors);
    const roof = o.roof ?? k.pal.roof;
    out += rect(at, base - h, w, h, k.fade([shift(c, 0.12), mix(c, k.pal.shade, 0.3)]));
    out += rect(at + w - 8, base - h, 8, h, k.pal.ink, 0.18);
    const floors = Math.max(1, Math.round(h / 82));
    const glow = k.pal.shine;
    const dark = mix(o.shutters ?? k.pal.ink, c, 0.25);
    out += windows(
      at + w * 0.08,
      base - h + 12,
      w * 0.84,
      h - (o.arches ? 84 : 26),
      w > 110 ? 3 : 2,
      floors,
      dark,
      {
        gap: 0.46,
        arch: o.arches ?? false,
        frame: shift(c, 0.4),
        lit: () => (k.rnd() < (o.lit ?? 0) ? glow : undefined),
      },
    );
    if (o.arches)
      out += windows(at + 4, base - 76, w - 8, 76, w > 110 ? 2 : 1, 1, mix(k.pal.ink, c, 0.15), {
        gap: 0.28,
        arch: true,
      });
    if (o.flat) out += rect(at - 4, base - h - 10, w + 8, 16, mix(c, k.pal.ink, 0.25));
    else {
      const rh = k.rnd(24, 42);
      out += poly(
        [
          [at - 6, base - h + 4],
          [at + w * 0.1, base - h - rh],
          [at + w * 0.9, base - h - rh],
          [at + w + 6, base - h + 4],
        ],
        k.fade([shift(roof, 0.18), roof]),
      );
      out += rect(at - 6, base - h, w + 12, 6, mix(roof, k.pal.ink, 0.4));
    }
    at += w;
  }
  return out;
}

/** Stairs in perspective from a wide foot to a narrow head. */
export function stairs(
  k: Kit,
  cx: number,
  top: number,
  base: number,
  wTop: number,
  wBase: number,
  n: number,
  color: string,
): string {
  return times(n, (i) => {
    const t0 = (i / n) ** 1.25;
    const t1 = ((i + 1) / n) ** 1.25;
    const y0 = top + (base - top) * t0;
    const y1 = top + (base - top) * t1;
    const w = wTop + (wBase - wTop) * t1;
    return (
      rect(cx - w / 2, y0, w, (y1 - y0) * 0.45, shift(color, 0.22)) +
      rect(cx - w / 2, y0 + (y1 - y0) * 0.45, w, (y1 - y0) * 0.58, mix(color, k.pal.ink, 0.35))
    );
  });
}

/** A square castle tower or wall with crenels. */
export function battlement(
  k: Kit,
  x: number,
  y: number,
  w: number,
  h: number,
  color: string,
  o: { merlon?: number; side?: number } = {},
): string {
  const m = o.merlon ?? 26;
  const n = Math.max(2, Math.round(w / (m * 2)));
  const step = w / (n - 0.5);
  return (
    wall(k, x, y, w, h, color, 0) +
    times(n, (i) => rect(x + i * step, y - m, step / 2, m + 1, shift(color, 0.12))) +
    (o.side ? rect(x + w - o.side, y - m, o.side, h + m, k.pal.ink, 0.28) : "") +
    times(Math.round((w * h) / 9000), () =>
      rect(
        x + k.rnd(0, w - 24),
        y + k.rnd(8, h - 8),
        k.rnd(12, 26),
        6,
        mix(color, k.pal.ink, 0.35),
        0.45,
      ),
    )
  );
}

/** Flag on a pole; a plain colour field, no emblem. */
export function flag(
  x: number,
  base: number,
  h: number,
  w: number,
  color: string,
  pole: string,
): string {
  return (
    rect(x - 3, base - h, 6, h, pole) +
    path(
      `M${r(x + 3)} ${r(base - h + 4)}Q${r(x + w * 0.35)} ${r(base - h - 10)} ${r(x + w * 0.6)} ${r(base - h + 8)}T${r(x + w)} ${r(base - h + 6)}L${r(x + w)} ${r(base - h + w * 0.6)}Q${r(x + w * 0.7)} ${r(base - h + w * 0.72)} ${r(x + w * 0.5)} ${r(base - h + w * 0.6)}T${r(x + 3)} ${r(base - h + w * 0.58)}Z`,
      color,
    )
  );
}

/** A wheeled cyclo or bicycle silhouette facing right. */
export function cyclo(k: Kit, x: number, base: number, s: number, seat: string): string {
  const c = k.pal.ink;
  const wheel = (cx: number) =>
    `<circle cx="${cx}" cy="-26" r="25" fill="none" stroke="${c}" stroke-width="5"/>` +
    times(4, (i) =>
      line(
        cx - 24 * Math.cos((i * Math.PI) / 4),
        -26 - 24 * Math.sin((i * Math.PI) / 4),
        cx + 24 * Math.cos((i * Math.PI) / 4),
        -26 + 24 * Math.sin((i * Math.PI) / 4),
        c,
        1.5,
      ),
    );
  return place(
    wheel(-70) +
      wheel(48) +
      wheel(66) +
      stroke("M-70 -26L-30 -70L20 -40L48 -26M-30 -70L-40 -92", c, 6) +
      path(
        "M4 -52Q6 -20 30 -20H92Q100 -20 100 -34H60Q40 -36 34 -84Q30 -94 22 -90Q6 -80 4 -52Z",
        seat,
      ) +
      path("M20 -90Q34 -132 84 -126Q74 -100 60 -88Z", mix(seat, c, 0.3)) +
      person(k, -38, -62, 74, { hat: true }),
    x,
    base,
    s,
  );
}
