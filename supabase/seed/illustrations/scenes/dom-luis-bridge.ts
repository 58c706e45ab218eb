import { mix, shift } from "../color.ts";
import {
  curvePath,
  HEIGHT,
  type Kit,
  line,
  oval,
  type Point,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
  WIDTH,
} from "../kit.ts";
import { birds, ripples, sky, water } from "../nature.ts";
import { archRect, houses, person, windows } from "../structures.ts";

const STUCCO = ["#f6e3bd", "#f0c08a", "#e8d9c0", "#d9a6a0", "#bcd3cf", "#f3cf7a"] as const;

/** A hillside of small houses, rows behind rows. */
const hillside = (
  k: Kit,
  x0: number,
  x1: number,
  top: number,
  base: number,
  rows: number,
): string =>
  times(rows, (i, t) =>
    houses(
      k,
      x0 + i * 8,
      top + (base - top) * t + 40,
      x1 - x0,
      [...STUCCO] as [string, ...string[]],
      {
        min: 50 + 20 * t,
        max: 100 + 36 * t,
        minW: 54 + 16 * t,
        maxW: 96 + 20 * t,
        roof: mix("#c9603c", k.pal.roof, 0.4),
      },
    ),
  );

export function domLuis(k: Kit): string {
  const iron = mix("#5a6a78", k.pal.ink, 0.35);
  const lit = shift(iron, 0.3);
  const at = (t: number, top: number, span: number): Point => [
    900 + (t - 0.5) * span,
    860 - Math.sin(t * Math.PI) * top,
  ];
  const arc = (top: number, span: number) =>
    Array.from({ length: 25 }, (_, i) => at(i / 24, top, span));
  return (
    sky(k, { horizon: 700, sun: { x: 900, y: 560, size: 150, rings: 4 }, clouds: 4 }) +
    path("M-40 700Q200 470 560 520L700 700Z", k.depth(0.3)) +
    path("M1840 640Q1560 400 1260 480L1100 700Z", k.depth(0.34)) +
    hillside(k, -40, 640, 430, 760, 4) +
    hillside(k, 1190, 1860, 470, 760, 4) +
    rect(1560, 250, 150, 190, k.pal.paper) +
    path("M1546 256Q1560 170 1635 150Q1710 170 1724 256Z", k.fade(["#fffaf0", k.pal.shade], true)) +
    windows(1572, 290, 126, 120, 3, 1, k.pal.shade, { arch: true }) +
    rect(110, 200, 90, 230, k.fade([k.pal.paper, k.pal.shade], true)) +
    poly(
      [
        [100, 204],
        [155, 110],
        [210, 204],
      ],
      mix(k.pal.roof, k.pal.ink, 0.2),
    ) +
    water(k, 800, { sunX: 900, spread: 300, ripples: 60 }) +
    rect(-20, 770, 420, 60, mix(k.pal.shade, k.pal.ink, 0.3)) +
    rect(1400, 770, 420, 60, mix(k.pal.shade, k.pal.ink, 0.3)) +
    times(7, (i) => archRect(10 + i * 54, 786, 36, 44, k.pal.ink)) +
    times(7, (i) => archRect(1416 + i * 54, 786, 36, 44, k.pal.ink)) +
    // Masonry piers, the trussed arch, two decks.
    [
      [330, 110],
      [1360, 110],
    ]
      .map(
        ([x = 0, w = 0]) =>
          rect(
            x,
            330,
            w,
            510,
            k.fade([mix(k.pal.paper, k.pal.shade, 0.3), mix(k.pal.shade, k.pal.ink, 0.3)], true),
          ) + times(9, (i) => rect(x, 350 + i * 54, w, 4, k.pal.ink, 0.3)),
      )
      .join("") +
    stroke(curvePath(arc(500, 940)), iron, 26) +
    stroke(curvePath(arc(420, 880)), iron, 22) +
    times(24, (i) => {
      const a = at(i / 24, 500, 940);
      const b = at((i + 0.5) / 24, 420, 880);
      const c = at((i + 1) / 24, 500, 940);
      return line(a[0], a[1], b[0], b[1], lit, 7) + line(b[0], b[1], c[0], c[1], lit, 7);
    }) +
    stroke(curvePath(arc(500, 940).map(([x, y]) => [x, y - 9] as Point)), lit, 6) +
    times(9, (_, t) => {
      const x = 480 + 840 * t;
      const y = 860 - Math.sin(((x - 430) / 940) * Math.PI) * 500;
      return rect(x - 8, 344, 16, Math.max(0, y - 344), iron);
    }) +
    rect(-20, 318, WIDTH + 40, 34, k.fade([lit, iron])) +
    times(60, (_, t) => line(WIDTH * t, 318, WIDTH * t, 284, iron, 4)) +
    rect(-20, 280, WIDTH + 40, 7, lit) +
    times(50, (i) => stroke(`M${i * 36} 352l18 26l18 -26`, iron, 4)) +
    rect(-20, 376, WIDTH + 40, 8, iron) +
    times(9, (_, t) => {
      const x = 480 + 840 * t;
      const y = 860 - Math.sin(((x - 430) / 940) * Math.PI) * 420;
      return line(x, Math.min(y, 740), x, 740, iron, 6);
    }) +
    rect(-20, 738, WIDTH + 40, 24, k.fade([lit, iron])) +
    times(60, (_, t) => line(WIDTH * t, 738, WIDTH * t, 712, iron, 3)) +
    rect(-20, 708, WIDTH + 40, 6, lit) +
    place(
      rect(-130, -66, 260, 60, k.pal.accent, 1, 12) +
        windows(-124, -58, 248, 34, 8, 1, k.pal.shine, { gap: 0.25 }) +
        rect(-130, -16, 260, 8, k.pal.paper),
      1010,
      318,
    ) +
    times(8, (i) =>
      person(k, 120 + i * 90 + (i > 3 ? 700 : 0), 318, 56, {
        color: i % 2 ? k.pal.ink : k.pal.accent,
      }),
    ) +
    place(
      path(
        "M-260 -30C-200 30 180 30 280 -60C270 10 230 50 190 56H-190C-230 46 -250 10 -260 -30Z",
        mix("#6a3f24", k.pal.ink, 0.3),
      ) +
        stroke("M-254 -22C-200 34 180 34 274 -52", "#f2c14e", 6) +
        line(-20, 10, -20, -330, k.pal.ink, 9) +
        path(
          "M-170 -310H140Q110 -180 140 -60Q0 -30 -160 -60Q-130 -190 -170 -310Z",
          k.fade(["#fff6e0", mix(k.pal.shade, k.pal.paper, 0.4)]),
        ) +
        line(-176, -312, 146, -312, k.pal.ink, 7) +
        times(
          7,
          (i) =>
            oval(-140 + i * 44, 0, 25, 22, mix("#8a5a2f", k.pal.ink, 0.2)) +
            stroke(`M${-150 + i * 44} -18V18M${-130 + i * 44} -18V18`, k.pal.ink, 3),
        ) +
        line(220, -50, 340, 30, k.pal.ink, 8) +
        person(k, 210, -30, 84, { hat: false }),
      560,
      1030,
      1,
    ) +
    place(
      path(
        "M-200 -20C-150 20 140 20 210 -44C200 10 170 34 140 38H-140C-180 30 -196 10 -200 -20Z",
        mix("#6a3f24", k.pal.ink, 0.4),
      ) +
        line(0, 8, 0, -220, k.pal.ink, 7) +
        path("M-100 -210H90V-60Q0 -40 -100 -60Z", mix(k.pal.accent, k.pal.paper, 0.15)),
      1330,
      990,
      0.8,
    ) +
    birds(k, 620, 200, 7, 1, k.depth(0.8)) +
    ripples(k, 900, HEIGHT, 30)
  );
}
