import { mix, shift } from "./color.ts";
import {
  curvePath,
  disc,
  HEIGHT,
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
  turn,
  WIDTH,
} from "./kit.ts";

/** Sky with an optional sun or moon, stylised rings round it, long clouds and stars. */
export function sky(
  k: Kit,
  o: {
    horizon?: number;
    sun?: { x: number; y: number; size: number; rings?: number; rays?: boolean };
    clouds?: number;
    stars?: number;
  } = {},
): string {
  const { pal } = k;
  const horizon = o.horizon ?? 760;
  const base =
    rect(0, 0, WIDTH, horizon, k.fade([...pal.sky])) +
    rect(0, horizon - 1, WIDTH, HEIGHT - horizon + 1, pal.sky[2]);
  const stars = times(o.stars ?? 0, () =>
    disc(k.rnd(0, WIDTH), k.rnd(0, horizon * 0.7) ** 1.02, k.rnd(1, 3.2), pal.sun, k.rnd(0.3, 0.9)),
  );
  let sun = "";
  if (o.sun) {
    const { x, y, size, rings = 3 } = o.sun;
    if (o.sun.rays) {
      const n = 20;
      sun += times(n, (i) => {
        const a = (i / n) * Math.PI * 2;
        const b = a + Math.PI / n;
        return poly(
          [
            [x, y],
            [x + Math.cos(a) * 2200, y + Math.sin(a) * 2200],
            [x + Math.cos(b) * 2200, y + Math.sin(b) * 2200],
          ],
          pal.glow,
          0.13,
        );
      });
    }
    sun += disc(
      x,
      y,
      size * 6,
      k.halo([
        [pal.glow, 0.85],
        [pal.glow, 0.3],
        [pal.glow, 0],
      ]),
    );
    sun += times(rings, (i) => disc(x, y, size * (1 + (rings - i) * 0.42), pal.glow, 0.2));
    sun += disc(x, y, size, k.fade([pal.sun, mix(pal.sun, pal.glow, 0.55)]));
  }
  return base + stars + sun + clouds(k, o.clouds ?? 0, horizon * 0.15, horizon * 0.72);
}

/** Flat-bottomed poster clouds: stacked rounded bars. */
export function clouds(k: Kit, n: number, top: number, bottom: number, opacity = 0.55): string {
  return times(n, (i) => {
    const x = ((i + k.rnd(0.1, 0.9)) / n) * WIDTH;
    const y = k.rnd(top, bottom);
    return cloud(k, x, y, k.rnd(0.6, 1.25), k.pal.sun, opacity);
  });
}

export function cloud(k: Kit, x: number, y: number, s: number, color: string, opacity: number) {
  const puffs = [-0.78, -0.42, 0.02, 0.45, 0.8].map((f, i) => {
    const size = (92 - Math.abs(f) * 58 + k.rnd(-9, 9)) * s;
    return disc(x + f * 150 * s + k.rnd(-10, 10) * s, y - size * (i % 2 ? 0.35 : 0.5), size, color);
  });
  const floor = y + 4 * s;
  return (
    `<g opacity="${r(opacity * 10) / 10}">` +
    k.clip(
      `M${r(x - 320 * s)} ${r(y - 220 * s)}H${r(x + 320 * s)}V${r(floor)}H${r(x - 320 * s)}Z`,
      puffs.join(""),
    ) +
    rect(x - 250 * s, floor - 12 * s, 440 * s, 14 * s, color, 1, 7 * s) +
    rect(x - 60 * s, floor + 16 * s, 280 * s, 7 * s, color, 0.7, 4 * s) +
    "</g>"
  );
}

/** A rolling or rugged skyline filled down to the bottom, dissolving into haze at its foot. */
export function ridge(
  k: Kit,
  y: number,
  amp: number,
  color: string,
  o: { rough?: number; foot?: string; bottom?: number; peaks?: readonly Point[] } = {},
): string {
  const bottom = o.bottom ?? HEIGHT;
  const rough = o.rough ?? 0;
  const phases = [k.rnd(0, 7), k.rnd(0, 7), k.rnd(0, 7), k.rnd(0, 7)] as const;
  const pts: Point[] = [];
  for (let x = -20; x <= WIDTH + 20; x += 20) {
    const t = x / WIDTH;
    let h =
      Math.sin(t * 4.1 + phases[0]) * 0.5 +
      Math.sin(t * 8.7 + phases[1]) * 0.3 +
      Math.sin(t * 19 + phases[2]) * 0.12;
    for (const [px, ph] of o.peaks ?? []) h += ph * Math.exp(-(((x - px) / 190) ** 2));
    h += rough * (Math.sin(t * 61 + phases[3]) * 0.12 + k.rnd(-0.12, 0.12));
    pts.push([x, y - h * amp]);
  }
  const d = `${curvePath(pts, rough ? 0.15 : 0.5)}L${WIDTH + 20} ${bottom}L-20 ${bottom}Z`;
  return path(d, o.foot ? k.fade([color, mix(color, o.foot, 0.25), o.foot]) : color);
}

/** Angular mountains with a lit and a shaded flank. */
export function peak(
  k: Kit,
  x: number,
  base: number,
  w: number,
  h: number,
  lit: string,
  shade: string,
  lean = 0.5,
): string {
  const left: Point[] = [];
  const right: Point[] = [];
  const middle: Point[] = [];
  const n = 7;
  const top: Point = [x + (lean - 0.5) * w * 0.4, base - h];
  for (let i = 1; i < n; i++) {
    const t = i / n;
    const y = top[1] + h * t;
    left.push([top[0] - (top[0] - (x - w / 2)) * t ** 1.12 + k.rnd(-0.03, 0.03) * w, y]);
    right.push([top[0] + (x + w / 2 - top[0]) * t ** 1.12 + k.rnd(-0.03, 0.03) * w, y]);
    middle.push([top[0] + (i % 2 ? 0.06 : -0.035) * w * t * k.rnd(0.6, 1.5) + w * 0.06 * t, y]);
  }
  const lb: Point = [x - w / 2, base];
  const rb: Point = [x + w / 2, base];
  return (
    poly([top, ...left, lb, rb, ...[...right].reverse()], lit) +
    poly([top, ...middle, [x + w * 0.08, base], rb, ...[...right].reverse()], shade)
  );
}

/** A limestone tower: steep sides, rounded top, striped rock, trees on its head. */
export function karst(
  k: Kit,
  x: number,
  base: number,
  w: number,
  h: number,
  t: number,
  o: { green?: boolean; sunRight?: boolean } = {},
): string {
  const rock = k.depth(t);
  const lit = mix(rock, k.pal.glow, 0.3);
  const dark = mix(rock, k.pal.ink, 0.3);
  const wob = () => k.rnd(-0.05, 0.05) * w;
  const lean = k.rnd(-0.12, 0.12) * w;
  const outline: Point[] = [
    [x - w * 0.5, base],
    [x - w * 0.46 + wob(), base - h * 0.25],
    [x - w * 0.42 + wob(), base - h * 0.52],
    [x - w * 0.33 + wob() + lean * 0.5, base - h * 0.78],
    [x - w * 0.14 + lean, base - h * k.rnd(0.94, 1)],
    [x + w * 0.1 + lean, base - h],
    [x + w * 0.3 + lean * 0.6, base - h * k.rnd(0.76, 0.86)],
    [x + w * 0.4 + wob(), base - h * 0.5],
    [x + w * 0.47 + wob(), base - h * 0.22],
    [x + w * 0.52, base],
  ];
  const d = `${curvePath(outline, 0.7)}Z`;
  const flip = o.sunRight ? -1 : 1;
  const shadeSide: Point[] = [
    [x + flip * (w * 0.02) + lean, base - h * 1.05],
    [x + flip * w * 0.12, base - h * 0.7],
    [x + flip * w * 0.02, base - h * 0.4],
    [x + flip * w * 0.14, base],
    [x + flip * w * 0.7, base],
    [x + flip * w * 0.7, base - h * 1.05],
  ];
  const stripes = times(Math.max(3, Math.round(w / 34)), () => {
    const sx = x + k.rnd(-0.42, 0.42) * w;
    const sy = base - h * k.rnd(0.35, 0.8);
    const len = h * k.rnd(0.1, 0.32);
    return stroke(
      `M${r(sx)} ${r(sy)}q${r(k.rnd(-6, 6))} ${r(len / 2)} ${r(k.rnd(-5, 5))} ${r(len)}`,
      lit,
      k.rnd(2, 6) * (w / 160),
      0.5,
    );
  });
  const crown = o.green
    ? times(Math.round(w / 11), (i, f) => {
        const cx = x - w * 0.4 + f * w * 0.78 + lean * 0.6;
        const cy = base - h * (0.99 - Math.abs(f - 0.52) ** 1.7 * 0.95) + k.rnd(0, h * 0.1);
        return disc(cx, cy, k.rnd(0.06, 0.11) * w, mix(k.pal.leaf, rock, i % 2 ? 0.15 : 0.4));
      }) +
      times(Math.round(w / 16), () =>
        oval(
          x + k.rnd(-0.4, 0.4) * w,
          base - h * k.rnd(0.05, 0.6),
          w * k.rnd(0.04, 0.09),
          w * 0.045,
          mix(k.pal.leaf, rock, 0.45),
          0.9,
        ),
      )
    : "";
  return k.clip(
    d,
    path(d, k.fade([lit, rock, mix(rock, k.pal.haze, 0.25)])) +
      poly(shadeSide, dark, 0.55) +
      stripes +
      crown,
  );
}

/** Water from `y` down, with the light of the sky lying on it in lozenges below `sunX`. */
export function water(
  k: Kit,
  y: number,
  o: { bottom?: number; sunX?: number; spread?: number; ripples?: number } = {},
): string {
  const bottom = o.bottom ?? HEIGHT;
  const { pal } = k;
  let out = rect(0, y, WIDTH, bottom - y, k.fade([...pal.water]));
  if (o.sunX !== undefined) {
    const rows = Math.round((bottom - y) / 17);
    for (let i = 0; i < rows; i++) {
      const t = i / rows;
      const w = (40 + (o.spread ?? 190) * t + 60) * k.rnd(0.35, 1.1) * (1 - t * 0.35);
      const cx = o.sunX + k.rnd(-1, 1) * (30 + 90 * t);
      const cy = y + 10 + i * 17;
      out += oval(cx, cy, w, 2.4 + t * 4.5, pal.shine, 0.8 - t * 0.45);
    }
  }
  out += ripples(k, y + 14, bottom, o.ripples ?? 40);
  return out;
}

export function ripples(k: Kit, top: number, bottom: number, n: number, color = k.pal.shine) {
  return times(n, () => {
    const t = k.rnd() ** 0.8;
    const y = top + (bottom - top) * t;
    const w = 30 + 130 * t * k.rnd(0.4, 1.2);
    return rect(k.rnd(-60, WIDTH), y, w, 1.6 + t * 3.4, color, 0.1 + 0.22 * k.rnd(), 3);
  });
}

/** A coconut palm: curved trunk, ten fronds with feathered undersides. */
export function palm(k: Kit, x: number, base: number, h: number, lean: number, color: string) {
  const tx = x + lean * h;
  const ty = base - h;
  const cx = x + lean * h * 0.15;
  const w = h * 0.028;
  const trunk = path(
    `M${r(x - w)} ${r(base)}Q${r(cx - w)} ${r(base - h * 0.5)} ${r(tx - w * 0.4)} ${r(ty)}L${r(
      tx + w * 0.4,
    )} ${r(ty)}Q${r(cx + w * 1.2)} ${r(base - h * 0.5)} ${r(x + w)} ${r(base)}Z`,
    color,
  );
  const fronds = times(11, (i) => {
    const a = -168 + i * 31 + k.rnd(-9, 9);
    const len = h * k.rnd(0.36, 0.46);
    return place(turn(frond(len, i % 2 ? color : shift(color, 0.1)), a), tx, ty);
  });
  return (
    trunk + fronds + disc(tx - 5, ty + 8, h * 0.018, color) + disc(tx + 9, ty + 7, h * 0.018, color)
  );
}

/** One feathered leaf lying along +x and drooping: a rib with leaflets that hang from it. */
function frond(len: number, color: string): string {
  const at = (t: number): Point => [len * t, -Math.sin(t * 2.5) * len * 0.2 + len * 0.24 * t * t];
  const n = 15;
  let rib = "M0 0";
  let blades = "";
  for (let i = 1; i <= n; i++) {
    const t = i / n;
    const [px, py] = at(t);
    const size = len * 0.24 * Math.sin(Math.PI * (0.16 + 0.8 * t));
    rib += `L${r(px)} ${r(py)}`;
    blades += `M${r(px)} ${r(py)}l${r(size * 0.55)} ${r(size * 0.75)}M${r(px)} ${r(py)}l${r(size * 0.75)} ${r(-size * 0.28)}`;
  }
  return stroke(rib, color, len * 0.03) + stroke(blades, color, len * 0.034);
}

/** A broadleaf tree as overlapping discs, lit from one side. */
export function tree(
  k: Kit,
  x: number,
  base: number,
  h: number,
  color: string,
  o: { width?: number; trunk?: string; lit?: string; side?: number } = {},
): string {
  const w = (o.width ?? 0.8) * h;
  const side = o.side ?? -1;
  const lit = o.lit ?? mix(color, k.pal.glow, 0.35);
  const dark = mix(color, k.pal.ink, 0.35);
  const trunk = o.trunk ?? mix(k.pal.ink, k.pal.shade, 0.25);
  const tw = h * 0.035;
  let out = path(
    `M${r(x - tw * 1.6)} ${r(base)}Q${r(x - tw * 0.5)} ${r(base - h * 0.2)} ${r(x - tw * 0.6)} ${r(
      base - h * 0.6,
    )}L${r(x + tw * 0.6)} ${r(base - h * 0.6)}Q${r(x + tw * 0.5)} ${r(base - h * 0.2)} ${r(
      x + tw * 1.6,
    )} ${r(base)}Z`,
    trunk,
  );
  const blobs: [number, number, number][] = [];
  for (let i = 0; i < 11; i++) {
    const a = (i / 11) * Math.PI * 2;
    blobs.push([
      x + Math.cos(a) * w * 0.32 * k.rnd(0.7, 1.1),
      base - h * 0.66 + Math.sin(a) * h * 0.2 * k.rnd(0.7, 1.1),
      w * k.rnd(0.15, 0.21),
    ]);
  }
  blobs.push([x, base - h * 0.68, w * 0.3]);
  out += blobs.map(([bx, by, br]) => disc(bx, by + br * 0.18, br, dark)).join("");
  out += blobs
    .map(([bx, by, br]) => disc(bx + side * br * 0.1, by - br * 0.06, br * 0.88, color))
    .join("");
  out += blobs
    .filter(([bx, by]) => (bx - x) * side > -w * 0.06 && by < base - h * 0.6)
    .map(([bx, by, br]) => disc(bx + side * br * 0.22, by - br * 0.24, br * 0.66, lit, 0.5))
    .join("");
  return out;
}

/** A blossoming or autumn tree: dark branches under a cloud of small discs. */
export function blossomTree(
  k: Kit,
  x: number,
  base: number,
  h: number,
  colors: readonly [string, string, string],
  o: { lean?: number; weeping?: boolean; n?: number } = {},
): string {
  const lean = o.lean ?? 0;
  const trunk = mix(k.pal.ink, "#4a2f2f", 0.4);
  let out = "";
  for (let i = 0; i < 6; i++) {
    const bx = x + lean * h * 0.5 + k.rnd(-0.42, 0.42) * h;
    const by = base - h * k.rnd(0.62, 0.95);
    out += stroke(
      `M${r(x)} ${r(base)}C${r(x + lean * h * 0.1)} ${r(base - h * 0.35)} ${r(
        x + lean * h * 0.3,
      )} ${r(base - h * 0.5)} ${r(bx)} ${r(by)}`,
      trunk,
      h * (i ? 0.018 : 0.045),
    );
  }
  const n = o.n ?? 130;
  const puffs: string[] = [];
  for (let i = 0; i < n; i++) {
    const a = k.rnd(0, Math.PI * 2);
    const m = Math.sqrt(k.rnd());
    const px = x + lean * h * 0.5 + Math.cos(a) * m * h * 0.55;
    const py = base - h * 0.78 + Math.sin(a) * m * h * 0.28;
    const tone = py > base - h * 0.7 ? 0 : k.rnd() > 0.5 ? 2 : 1;
    puffs.push(disc(px, py, h * k.rnd(0.025, 0.06), colors[tone as 0 | 1 | 2]));
    if (o.weeping && i % 3 === 0) {
      const len = h * k.rnd(0.2, 0.5);
      for (let j = 0; j < 7; j++)
        puffs.push(
          disc(
            px + Math.sin(j * 0.8 + i) * 4,
            py + (len * j) / 7,
            h * 0.022 * (1.1 - j / 9),
            colors[(j % 3) as 0 | 1 | 2],
          ),
        );
    }
  }
  return out + puffs.join("");
}

export function conifer(k: Kit, x: number, base: number, h: number, color: string): string {
  const n = 6;
  const lit = mix(color, k.pal.glow, 0.18);
  let left = "";
  let d = `M${r(x)} ${r(base - h)}`;
  for (let i = 1; i <= n; i++) {
    const y = base - h + (h * 0.92 * i) / n;
    const w = h * 0.045 * (i + 0.6);
    d += `L${r(x + w)} ${r(y)}L${r(x + w * 0.55)} ${r(y - 3)}`;
    left = `L${r(x - w * 0.55)} ${r(y - 3)}L${r(x - w)} ${r(y)}${left}`;
  }
  d += `L${r(x + h * 0.014)} ${r(base)}L${r(x - h * 0.014)} ${r(base)}${left}Z`;
  return path(d, k.fade([lit, color], true));
}

/** Cloud-pruned Japanese pine: bent trunk, flat pads. */
export function pine(k: Kit, x: number, base: number, h: number, color: string, mirror = false) {
  const trunk = mix(k.pal.ink, "#5a3b30", 0.45);
  const pad = (px: number, py: number, w: number) =>
    oval(px, py + w * 0.1, w, w * 0.26, mix(color, k.pal.ink, 0.45)) +
    oval(px, py, w, w * 0.24, color) +
    oval(px - w * 0.15, py - w * 0.06, w * 0.72, w * 0.13, mix(color, k.pal.glow, 0.28));
  const body =
    stroke("M0 0C-30 -150 70 -220 30 -340S 10 -480 60 -560", trunk, 34) +
    stroke("M34 -330C90 -360 140 -350 190 -380", trunk, 16) +
    stroke("M20 -240C-40 -270 -80 -270 -130 -300", trunk, 16) +
    pad(-150, -310, 120) +
    pad(210, -395, 130) +
    pad(-60, -450, 130) +
    pad(70, -570, 140);
  return place(body, x, base, h / 640, mirror);
}

export function bamboo(k: Kit, x: number, base: number, h: number, w: number, color: string) {
  const lean = k.rnd(-0.015, 0.015) * h;
  let out = "";
  const joints = Math.round(h / (w * 4.2));
  for (let i = 0; i < joints; i++) {
    const y1 = base - (h * i) / joints;
    const y2 = base - (h * (i + 1)) / joints;
    const x1 = x + (lean * i) / joints;
    out += rect(x1 - w / 2, y2 + 2, w, y1 - y2 - 4, color, 1, w * 0.12);
    out += rect(x1 - w / 2, y1 - 4, w, 4, shift(color, 0.35), 0.8);
  }
  out += rect(x - w * 0.32, base - h, w * 0.2, h, shift(color, 0.4), 0.55);
  out += rect(x + w * 0.22, base - h, w * 0.28, h, shift(color, -0.4), 0.35);
  return out;
}

/** Big dark leaves that frame a corner, as posters do. */
export function leaves(
  k: Kit,
  x: number,
  y: number,
  size: number,
  from: number,
  to: number,
  n = 7,
) {
  return times(n, (i, t) => {
    const a = from + (to - from) * t + k.rnd(-6, 6);
    const len = size * k.rnd(0.75, 1.05);
    const w = len * 0.17;
    const color = mix(k.pal.ink, k.pal.leaf, i % 2 ? 0.15 : 0.4);
    const leaf =
      path(
        `M0 0C${r(len * 0.3)} ${r(-w)} ${r(len * 0.75)} ${r(-w)} ${r(len)} 0C${r(len * 0.75)} ${r(
          w * 0.9,
        )} ${r(len * 0.3)} ${r(w)} 0 0Z`,
        color,
      ) + line(0, 0, len * 0.94, 0, shift(color, 0.22), 3, 0.7);
    return place(turn(leaf, a), x, y);
  });
}

export function bush(k: Kit, x: number, base: number, w: number, h: number, color: string): string {
  return times(9, (_, t) =>
    disc(
      x - w / 2 + w * t,
      base - h * Math.sin(t * Math.PI) * k.rnd(0.5, 0.75),
      h * k.rnd(0.4, 0.6),
      k.rnd() > 0.5 ? color : mix(color, k.pal.ink, 0.16),
    ),
  );
}

/** A row of distant foliage. */
export function hedge(k: Kit, y: number, h: number, color: string, from = -40, to = WIDTH + 40) {
  let out = "";
  for (let x = from; x < to; x += h * 0.5)
    out += disc(
      x,
      y - h * k.rnd(0.05, 0.5),
      h * k.rnd(0.45, 0.75),
      k.rnd() > 0.4 ? color : shift(color, 0.07),
    );
  return out + rect(from, y - 4, to - from, h * 0.6, color);
}

export function birds(k: Kit, x: number, y: number, n: number, s: number, color: string): string {
  return times(n, () => {
    const bx = x + k.rnd(-130, 130) * s;
    const by = y + k.rnd(-60, 60) * s;
    const w = k.rnd(13, 24) * s;
    return stroke(
      `M${r(bx - w)} ${r(by - w * 0.2)}Q${r(bx - w * 0.4)} ${r(by - w * 0.55)} ${r(bx)} ${r(
        by,
      )}Q${r(bx + w * 0.4)} ${r(by - w * 0.55)} ${r(bx + w)} ${r(by - w * 0.2)}`,
      color,
      3.2 * s,
    );
  });
}

/** Lotus pads and a few flowers on still water. */
export function lotus(k: Kit, top: number, bottom: number, n: number): string {
  const items = Array.from({ length: n }, () => ({ x: k.rnd(0, WIDTH), t: k.rnd() })).sort(
    (a, b) => a.t - b.t,
  );
  return items
    .map(({ x, t }, i) => {
      const y = top + (bottom - top) * t;
      const w = 30 + 85 * t;
      const color = mix(k.pal.leaf, k.pal.ink, 0.1 + 0.25 * k.rnd());
      const pad =
        oval(x, y + w * 0.05, w, w * 0.27, mix(color, k.pal.ink, 0.5), 0.6) +
        oval(x, y, w, w * 0.26, color) +
        oval(x - w * 0.12, y - w * 0.04, w * 0.7, w * 0.13, mix(color, k.pal.glow, 0.25));
      return pad + (i % 4 === 1 ? lotusFlower(k, x + w * 0.2, y - w * 0.1, w * 0.62) : "");
    })
    .join("");
}

export function lotusFlower(k: Kit, x: number, y: number, s: number): string {
  const pink = mix("#e88a9a", k.pal.sun, 0.15);
  const petal = (a: number, len: number, color: string) =>
    place(
      turn(
        path(
          `M0 0C${r(-len * 0.34)} ${r(-len * 0.4)} ${r(-len * 0.12)} ${r(-len * 0.9)} 0 ${r(-len)}C${r(len * 0.12)} ${r(-len * 0.9)} ${r(len * 0.34)} ${r(-len * 0.4)} 0 0Z`,
          color,
        ),
        a,
      ),
      x,
      y,
    );
  return (
    [-68, 68, -44, 44].map((a) => petal(a, s * 0.8, mix(pink, k.pal.ink, 0.1))).join("") +
    [-22, 22].map((a) => petal(a, s, pink)).join("") +
    petal(0, s, mix(pink, "#ffffff", 0.45))
  );
}

/** A soft band of mist. */
export const mist = (k: Kit, y: number, h: number, opacity = 0.8, color = k.pal.haze): string =>
  rect(
    0,
    y - h / 2,
    WIDTH,
    h,
    k.fade([
      [color, 0],
      [color, opacity],
      [color, 0],
    ]),
  );
