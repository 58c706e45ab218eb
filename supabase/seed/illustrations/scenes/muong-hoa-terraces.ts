import { mix, shift } from "../color.ts";
import { curvePath, type Kit, type Point, path, place, poly, rect, stroke, times } from "../kit.ts";
import { bush, leaves, mist, ridge, sky, tree } from "../nature.ts";
import { person, windows } from "../structures.ts";

/** One flank of the valley: walls along the contour, water or rice between them. */
function slope(
  k: Kit,
  o: { from: number; to: number; bands: number; tilt: number; far: number },
): string {
  let out = "";
  const phase = k.rnd(0, 6);
  for (let i = 0; i < o.bands; i++) {
    const t = i / (o.bands - 1);
    const near = (1 - o.far) * (0.35 + 0.65 * t);
    const amp = 26 + 62 * near;
    const pts: Point[] = Array.from({ length: 47 }, (_, j) => {
      const x = -40 + j * 40;
      const bulge = Math.abs(Math.sin(x / 330 + phase + i * 0.16)) * amp;
      const dent = Math.sin(x / 120 + phase * 2 + i * 0.31) * amp * 0.16;
      return [x, o.from + (o.to - o.from) * t ** 1.15 + bulge + dent + (x - 900) * o.tilt];
    });
    const wet = i % 4 === 1 || i % 7 === 5;
    const rice = mix("#c9cf4a", k.pal.leaf, k.pick([0.1, 0.35, 0.6] as const) + 0.15 * t);
    const tone = mix(wet ? mix(k.pal.water[0], k.pal.sky[1], 0.35) : rice, k.pal.haze, o.far * 0.5);
    const earth = mix(mix(k.pal.leaf, k.pal.ink, 0.5), k.pal.haze, o.far * 0.45);
    out +=
      path(`${curvePath(pts)}L1860 1240L-60 1240Z`, k.fade([shift(tone, 0.22), tone])) +
      stroke(curvePath(pts), shift(tone, 0.55), 3 + near * 4, 0.85) +
      stroke(
        curvePath(pts.map(([x, y]) => [x, y + 7 + 9 * near] as Point)),
        earth,
        6 + 13 * near,
        0.8,
      );
    if (wet)
      out += times(7, () => {
        const [x, y] = pts[Math.floor(k.rnd(2, 44))] ?? [0, 0];
        return rect(x, y + 26 + 20 * near, k.rnd(40, 150), 4, k.pal.shine, 0.7, 2);
      });
  }
  return out;
}

export function terraces(k: Kit): string {
  const fields =
    slope(k, { from: 600, to: 900, bands: 10, tilt: -0.3, far: 0.55 }) +
    mist(k, 800, 160, 0.35) +
    slope(k, { from: 800, to: 1330, bands: 12, tilt: 0.26, far: 0 });
  const hut =
    rect(-120, -110, 240, 110, mix("#8a5a38", k.pal.ink, 0.25)) +
    windows(-110, -100, 220, 90, 4, 1, k.pal.ink, { gap: 0.5, arch: false }) +
    poly(
      [
        [-170, -96],
        [-96, -210],
        [96, -210],
        [170, -96],
      ],
      mix("#c79a5b", k.pal.ink, 0.15),
    ) +
    poly(
      [
        [20, -210],
        [96, -210],
        [170, -96],
        [60, -96],
      ],
      mix("#c79a5b", k.pal.ink, 0.42),
    ) +
    rect(-132, -4, 264, 14, k.pal.ink, 0.5);
  return (
    sky(k, { horizon: 640, sun: { x: 430, y: 300, size: 100, rings: 3 }, clouds: 4 }) +
    ridge(k, 470, 130, k.depth(0.18), {
      foot: k.pal.haze,
      peaks: [
        [1250, 1.3],
        [900, 0.5],
      ],
    }) +
    ridge(k, 570, 110, k.depth(0.34), {
      foot: k.pal.haze,
      peaks: [
        [250, 0.8],
        [1600, 0.9],
      ],
    }) +
    mist(k, 600, 170, 0.75) +
    ridge(k, 650, 70, mix(k.depth(0.5), k.pal.leaf, 0.5), {
      foot: mix(k.pal.leaf, k.pal.haze, 0.4),
    }) +
    fields +
    place(hut, 1240, 850, 0.95) +
    bush(k, 1420, 862, 130, 90, mix(k.pal.leaf, k.pal.ink, 0.3)) +
    tree(k, 1090, 850, 210, mix(k.pal.leaf, k.pal.ink, 0.2)) +
    person(k, 560, 960, 92, { hat: true, color: "#3b3f8c" }) +
    person(k, 640, 966, 84, { hat: true, color: k.pal.accent }) +
    leaves(k, 0, 1200, 360, -85, -5, 7)
  );
}
