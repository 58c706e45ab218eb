import { mix, shift } from "../color.ts";
import {
  disc,
  HEIGHT,
  type Kit,
  oval,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
  WIDTH,
} from "../kit.ts";
import { blossomTree, hedge, mist, pine, ridge, ripples, sky, water } from "../nature.ts";
import { curvedRoof, windows } from "../structures.ts";

const BLOSSOM = ["#e59aa8", "#f3bcc4", "#fbe0e2"] as const;

export function nijo(k: Kit): string {
  const white = "#fdf8ec";
  const roofC = mix("#55606c", k.pal.ink, 0.15);
  const stone = mix("#b5a58c", k.pal.shade, 0.2);
  const stones = (x0: number, x1: number, y0: number, y1: number, slope: number) => {
    let out = poly(
      [
        [x0, y0],
        [x1, y0],
        [x1 + slope, y1],
        [x0 - slope, y1],
      ],
      mix(stone, k.pal.ink, 0.35),
    );
    for (let y = y0 + 6; y < y1 - 10; y += 40)
      for (
        let x = x0 - slope * ((y - y0) / (y1 - y0)) + 6;
        x < x1 + slope * ((y - y0) / (y1 - y0)) - 40;
      ) {
        const w = k.rnd(46, 92);
        out += rect(
          x,
          y + k.rnd(-2, 2),
          w - 6,
          35,
          mix(
            stone,
            k.pick([k.pal.paper, k.pal.ink, k.pal.shade, k.pal.shade] as [string, ...string[]]),
            k.rnd(0.05, 0.28),
          ),
          1,
          9,
        );
        x += w;
      }
    return out;
  };
  return (
    sky(k, { horizon: 760, sun: { x: 1290, y: 290, size: 130, rings: 4 }, clouds: 4 }) +
    ridge(k, 560, 90, k.depth(0.18), { foot: k.pal.haze }) +
    mist(k, 600, 170, 0.7) +
    hedge(k, 700, 130, mix(k.pal.leaf, k.pal.haze, 0.35)) +
    times(6, (i) =>
      pine(k, 880 + i * 170, 720, k.rnd(220, 290), mix(k.pal.leaf, k.pal.haze, 0.1), i % 2 === 0),
    ) +
    rect(760, 640, 1100, 60, white) +
    rect(760, 676, 1100, 24, mix(white, k.pal.shade, 0.3)) +
    rect(740, 622, 1120, 28, roofC) +
    times(70, (i) => rect(744 + i * 16, 622, 4, 28, k.pal.ink, 0.3)) +
    stones(780, 1880, 698, 900, 0) +
    stones(230, 800, 660, 910, 50) +
    // Two-storey corner turret.
    rect(290, 470, 450, 194, k.fade([white, mix(white, k.pal.shade, 0.35)], true)) +
    windows(310, 520, 410, 90, 7, 1, mix(k.pal.ink, k.pal.shade, 0.25), { gap: 0.58 }) +
    rect(290, 636, 450, 28, mix(k.pal.shade, k.pal.ink, 0.35)) +
    curvedRoof(k, 515, 490, 610, 96, roofC, { curl: 44, ridge: 0.64, trim: shift(roofC, 0.5) }) +
    poly(
      [
        [420, 470],
        [515, 386],
        [610, 470],
      ],
      white,
    ) +
    stroke("M404 474Q480 420 515 380Q550 420 626 474", roofC, 16) +
    rect(340, 290, 350, 120, k.fade([white, mix(white, k.pal.shade, 0.35)], true)) +
    windows(356, 316, 318, 70, 6, 1, mix(k.pal.ink, k.pal.shade, 0.25), { gap: 0.58 }) +
    curvedRoof(k, 515, 308, 500, 120, roofC, { curl: 52, ridge: 0.5, trim: shift(roofC, 0.5) }) +
    [390, 640]
      .map((x, i) =>
        place(
          path("M0 0C-10 -24 -4 -50 20 -60C14 -44 20 -30 16 0Z", shift(roofC, 0.5)),
          x,
          190,
          1,
          i === 1,
        ),
      )
      .join("") +
    water(k, 900, { ripples: 50 }) +
    `<g opacity="0.3">${rect(230, 912, 570, 180, stone)}${rect(290, 1080, 450, 110, white)}</g>` +
    ripples(k, 910, HEIGHT, 40) +
    place(
      path(
        "M-40 0C-30 -30 10 -30 30 -10C40 -60 20 -80 40 -90C60 -90 56 -70 50 -64C54 -40 60 0 20 12H-20Z",
        "#fffdf6",
      ),
      1020,
      1040,
      1,
    ) +
    place(
      path(
        "M-40 0C-30 -30 10 -30 30 -10C40 -60 20 -80 40 -90C60 -90 56 -70 50 -64C54 -40 60 0 20 12H-20Z",
        "#fffdf6",
      ),
      1180,
      1080,
      0.8,
      true,
    ) +
    blossomTree(k, 1560, 1000, 700, BLOSSOM, { lean: -0.35, n: 200 }) +
    blossomTree(k, 60, 1100, 640, BLOSSOM, { lean: 0.1, n: 150 }) +
    path("M1300 1210Q1420 990 1840 980V1210Z", mix(k.pal.leaf, k.pal.ink, 0.2)) +
    times(40, () =>
      oval(
        k.rnd(0, WIDTH),
        k.rnd(920, 1180),
        8,
        4,
        k.pick(BLOSSOM as unknown as [string, ...string[]]),
      ),
    ) +
    times(24, () => disc(k.rnd(0, WIDTH), k.rnd(100, 900), 5, BLOSSOM[1]))
  );
}
