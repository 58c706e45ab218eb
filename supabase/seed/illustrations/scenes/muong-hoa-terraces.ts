import { mix, shift } from "../color.ts";
import { curvePath, type Kit, type Point, path, place, poly, rect, stroke, times } from "../kit.ts";
import { bush, leaves, mist, ridge, sky, tree } from "../nature.ts";
import { person, windows } from "../structures.ts";

export function terraces(k: Kit): string {
  const bands = 15;
  let fields = "";
  for (let i = 0; i < bands; i++) {
    const t = i / (bands - 1);
    const y = 640 + 560 * t ** 1.25;
    const amp = 26 + 80 * t;
    const ph = i * 0.42;
    const pts: Point[] = Array.from({ length: 25 }, (_, j) => {
      const x = -40 + j * 80;
      return [
        x,
        y +
          Math.sin(x / 300 + ph) * amp * 0.6 +
          Math.sin(x / 137 + ph * 2.1) * amp * 0.22 -
          (x - 900) * 0.05 * (1 - t),
      ];
    });
    const wet = i % 3 === 1;
    const tone = wet
      ? mix(k.pal.water[0], k.pal.sky[1], 0.4)
      : mix(mix("#b7c94a", k.pal.leaf, 0.25 + 0.5 * t), k.pal.haze, 0.35 * (1 - t));
    const d = `${curvePath(pts)}L1860 1240L-60 1240Z`;
    fields +=
      path(d, k.fade([shift(tone, 0.18), tone])) +
      stroke(curvePath(pts), shift(tone, 0.5), 3 + t * 3, 0.8) +
      stroke(
        curvePath(pts.map(([x, yy]) => [x, yy + 9 + 9 * t] as Point)),
        mix(k.pal.leaf, k.pal.ink, 0.55),
        7 + 12 * t,
        0.75,
      );
    if (wet)
      fields += times(6, () => {
        const p = pts[Math.floor(k.rnd(2, 22))] ?? [0, 0];
        return rect(p[0], p[1] + 30 + 22 * t, k.rnd(60, 170), 4, k.pal.shine, 0.6, 2);
      });
  }
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
