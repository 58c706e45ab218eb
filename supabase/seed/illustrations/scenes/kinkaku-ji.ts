import { mix, shift } from "../color.ts";
import { HEIGHT, type Kit, oval, path, place, poly, rect, times, WIDTH } from "../kit.ts";
import { bush, hedge, mist, pine, ridge, ripples, sky, tree, water } from "../nature.ts";
import { curvedRoof, windows } from "../structures.ts";

const MAPLE = ["#9c2a1f", "#cf3f26", "#ee7a35"] as const;

export function kinkakuJi(k: Kit): string {
  const gold = "#f0b429";
  const dark = mix("#5a3b26", k.pal.ink, 0.25);
  const storey = (y: number, w: number, h: number, c: string, open: boolean) =>
    rect(-w / 2, y - h, w, h, k.fade([shift(c, 0.3), c, mix(c, "#7a4a12", 0.45)], true)) +
    rect(-w / 2, y - h, w, h * 0.22, k.pal.ink, 0.2) +
    times(open ? 8 : 7, (_, t) =>
      rect(-w / 2 + (w - 14) * t, y - h, 14, h, mix(c, "#7a4a12", 0.5)),
    ) +
    (open
      ? rect(-w / 2 + 20, y - h * 0.72, w - 40, h * 0.72, mix(k.pal.ink, c, 0.3), 0.8)
      : windows(-w / 2 + 16, y - h * 0.85, w - 32, h * 0.7, 6, 1, mix(c, k.pal.ink, 0.45), {
          gap: 0.4,
          arch: true,
        }));
  const rail = (y: number, w: number, c: string) =>
    rect(-w / 2, y - 8, w, 10, c) +
    rect(-w / 2, y - 46, w, 7, c) +
    times(15, (_, t) => rect(-w / 2 + (w - 6) * t, y - 50, 6, 46, c));
  const pavilion =
    rect(-300, -14, 600, 30, mix(k.pal.shade, k.pal.ink, 0.3)) +
    storey(-14, 440, 130, mix("#a8743c", k.pal.paper, 0.25), true) +
    rail(-10, 560, dark) +
    times(6, (_, t) => rect(-250 + 490 * t, -8, 12, 44, dark)) +
    curvedRoof(k, 0, -134, 660, 44, mix(dark, k.pal.shade, 0.2), {
      curl: 20,
      ridge: 0.72,
      trim: gold,
    }) +
    storey(-168, 400, 124, gold, false) +
    rail(-164, 520, gold) +
    curvedRoof(k, 0, -282, 620, 78, mix("#6a4a34", k.pal.ink, 0.25), {
      curl: 42,
      ridge: 0.5,
      trim: gold,
    }) +
    storey(-336, 270, 112, gold, false) +
    rail(-332, 360, gold) +
    curvedRoof(k, 0, -442, 460, 116, mix("#6a4a34", k.pal.ink, 0.2), {
      curl: 46,
      ridge: 0.08,
      trim: gold,
    }) +
    place(
      path(
        "M-6 0C-8 -30 -20 -40 -34 -44L-8 -52C0 -70 10 -70 18 -78L12 -56C30 -60 44 -76 60 -78C50 -50 30 -36 8 -30L6 0Z",
        gold,
      ),
      0,
      -560,
      1.1,
    );
  return (
    sky(k, { horizon: 700, sun: { x: 1350, y: 280, size: 110, rings: 4 }, clouds: 3 }) +
    ridge(k, 520, 120, k.depth(0.22), {
      foot: k.pal.haze,
      peaks: [
        [350, 0.9],
        [1500, 0.6],
      ],
    }) +
    mist(k, 600, 170, 0.7) +
    hedge(k, 690, 190, mix(k.pal.leaf, k.pal.haze, 0.4)) +
    times(9, (i) =>
      tree(
        k,
        i * 220 + k.rnd(-30, 30),
        740,
        k.rnd(260, 360),
        i % 3 === 1 ? mix(MAPLE[1], k.pal.haze, 0.25) : mix(k.pal.leaf, k.pal.haze, 0.15),
      ),
    ) +
    rect(0, 726, WIDTH, 40, mix(k.pal.leaf, k.pal.ink, 0.2)) +
    hedge(k, 750, 46, mix(k.pal.leaf, k.pal.ink, 0.15)) +
    water(k, 768, { ripples: 26 }) +
    `<g opacity="0.5">${place(`<g transform="scale(1 -0.72)">${pavilion}</g>`, 900, 800)}</g>` +
    ripples(k, 780, HEIGHT, 50) +
    place(pavilion, 900, 772, 1.02) +
    oval(1390, 850, 150, 24, mix(k.pal.shade, k.pal.ink, 0.3)) +
    bush(k, 1380, 850, 190, 40, mix(k.pal.leaf, k.pal.ink, 0.15)) +
    pine(k, 1400, 846, 250, mix(k.pal.leaf, k.pal.ink, 0.15)) +
    oval(360, 930, 190, 28, mix(k.pal.shade, k.pal.ink, 0.3)) +
    bush(k, 350, 930, 260, 50, mix(k.pal.leaf, k.pal.ink, 0.2)) +
    pine(k, 330, 926, 400, mix(k.pal.leaf, k.pal.ink, 0.2), true) +
    pine(k, 1740, 1190, 900, mix(k.pal.leaf, k.pal.ink, 0.42), true) +
    times(
      4,
      (i) =>
        oval(640 + i * 150, 1060 + (i % 2) * 50, 32, 9, i % 2 ? "#f6efe0" : k.pal.accent) +
        poly(
          [
            [668 + i * 150, 1060 + (i % 2) * 50],
            [694 + i * 150, 1050 + (i % 2) * 50],
            [694 + i * 150, 1072 + (i % 2) * 50],
          ],
          i % 2 ? "#f6efe0" : k.pal.accent,
        ),
    )
  );
}
