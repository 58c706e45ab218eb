import { mix, shift } from "../color.ts";
import {
  curvePath,
  disc,
  type Kit,
  line,
  type Point,
  path,
  place,
  poly,
  r,
  rect,
  stroke,
  times,
} from "../kit.ts";
import { sky } from "../nature.ts";
import { curvedRoof, person } from "../structures.ts";

export function thienHau(k: Kit): string {
  const roof = mix("#6a7d64", k.pal.roof, 0.3);
  const red = "#a5342a";
  const coil = (x: number, y: number, s: number) => {
    const pts: Point[] = Array.from({ length: 96 }, (_, i) => {
      const t = i / 95;
      const a = t * Math.PI * 12;
      const rad = s * (0.1 + 0.9 * t);
      return [x + Math.cos(a) * rad, y + t * s * 1.15 + Math.sin(a) * rad * 0.24];
    });
    const c = mix("#a8522c", k.pal.ink, 0.18);
    return (
      line(x, -20, x, y, k.pal.ink, 3) +
      stroke(curvePath(pts), mix(c, k.pal.ink, 0.45), s * 0.1) +
      stroke(curvePath(pts.map(([a, b]) => [a, b - s * 0.02] as Point)), c, s * 0.066) +
      rect(x - s * 0.1, y + s * 0.5, s * 0.2, s * 0.62, "#f2a0a8") +
      rect(x - s * 0.05, y + s * 0.56, s * 0.1, s * 0.48, "#b8323a", 0.8) +
      disc(x + s, y + s * 1.15, s * 0.05, "#ffd27a") +
      disc(
        x + s,
        y + s * 1.15,
        s * 0.3,
        k.halo([
          ["#ff9a3d", 0.7],
          ["#ff9a3d", 0],
        ]),
      ) +
      stroke(
        `M${r(x + s)} ${r(y + s * 1.1)}c${r(-s * 0.3)} ${r(-s * 0.6)} ${r(s * 0.3)} ${r(-s * 0.9)} ${r(-s * 0.1)} ${r(-s * 1.7)}`,
        k.pal.sun,
        s * 0.07,
        0.25,
      )
    );
  };
  return (
    sky(k, { horizon: 700, sun: { x: 900, y: 200, size: 120, rings: 3, rays: true } }) +
    // Back hall seen across the court, side walls in perspective.
    rect(330, 520, 1140, 400, k.fade([mix(red, k.pal.ink, 0.25), mix(red, k.pal.ink, 0.55)])) +
    times(
      7,
      (_, t) =>
        rect(345 + 1080 * t, 520, 34, 400, shift(red, 0.1)) +
        rect(345 + 1080 * t, 560, 34, 60, "#e9b13c"),
    ) +
    rect(720, 580, 360, 340, mix(k.pal.ink, "#4a120c", 0.5)) +
    disc(
      900,
      760,
      250,
      k.halo([
        ["#ffb84a", 0.75],
        ["#ffb84a", 0],
      ]),
    ) +
    path("M850 880C850 800 866 740 900 716C934 740 950 800 950 880Z", "#e9b13c") +
    disc(900, 704, 26, "#f6d28a") +
    path("M862 690Q900 630 938 690L926 676H874Z", "#e9b13c") +
    rect(800, 880, 200, 40, "#7a1f1c") +
    times(5, (i) => rect(818 + i * 38, 850, 8, 30, "#ffe3a0")) +
    curvedRoof(k, 900, 530, 1300, 120, roof, { curl: 60, ridge: 0.8 }) +
    rect(390, 392, 1020, 22, shift(roof, 0.2)) +
    times(34, (i) => {
      const x = 400 + i * 30;
      const c = ["#3f8f86", "#e0a32e", "#c8432f", "#f3e3c0", "#5f7fb0"][i % 5] ?? "#3f8f86";
      return (
        rect(x, 362, 20, 34, c, 1, 6) +
        disc(x + 10, 352, 9, "#f6dcb0") +
        (i % 4 === 0
          ? poly(
              [
                [x - 6, 350],
                [x + 10, 318],
                [x + 26, 350],
              ],
              c,
            )
          : "")
      );
    }) +
    [-1, 1]
      .map((f) =>
        place(
          stroke("M0 0C40 -60 90 -40 120 -90C136 -116 170 -104 160 -80", "#3f8f86", 20) +
            times(4, (i) =>
              poly(
                [
                  [20 + i * 34, -24 - i * 16],
                  [32 + i * 34, -62 - i * 16],
                  [48 + i * 34, -30 - i * 16],
                ],
                "#e0a32e",
              ),
            ),
          900 + f * 120,
          320,
          1,
          f > 0,
        ),
      )
      .join("") +
    disc(900, 300, 34, "#e8432f") +
    disc(900, 300, 20, "#ffd27a") +
    poly(
      [
        [0, 250],
        [330, 460],
        [330, 930],
        [0, 1130],
      ],
      k.fade([mix(k.pal.ink, red, 0.35), mix(k.pal.ink, red, 0.55)], true),
    ) +
    poly(
      [
        [1800, 250],
        [1470, 460],
        [1470, 930],
        [1800, 1130],
      ],
      k.fade([mix(k.pal.ink, red, 0.55), mix(k.pal.ink, red, 0.35)], true),
    ) +
    [
      [60, 330],
      [200, 420],
      [1560, 420],
      [1690, 330],
    ]
      .map(([x = 0, y = 0]) => rect(x, y, 50, 620, shift(red, 0.05)))
      .join("") +
    poly(
      [
        [0, 180],
        [350, 430],
        [350, 480],
        [0, 280],
      ],
      roof,
    ) +
    poly(
      [
        [1800, 180],
        [1450, 430],
        [1450, 480],
        [1800, 280],
      ],
      roof,
    ) +
    poly(
      [
        [330, 920],
        [1470, 920],
        [1800, 1130],
        [1800, 1200],
        [0, 1200],
        [0, 1130],
      ],
      k.fade([mix(k.pal.ground, k.pal.shade, 0.2), mix(k.pal.ground, k.pal.ink, 0.5)]),
    ) +
    times(7, (i) => line(900 + (i - 3) * 150, 920, 900 + (i - 3) * 330, 1200, k.pal.ink, 3, 0.2)) +
    coil(480, 230, 100) +
    coil(720, 150, 120) +
    coil(1120, 130, 125) +
    coil(1350, 240, 96) +
    coil(920, 290, 78) +
    coil(250, 60, 165) +
    coil(1580, 40, 170) +
    path(
      "M770 1100C756 1040 762 1010 790 990H1010C1038 1010 1044 1040 1030 1100L1000 1140H800Z",
      mix("#8a6a35", k.pal.ink, 0.25),
    ) +
    rect(760, 984, 280, 18, "#b8924a") +
    times(
      11,
      (i) =>
        line(800 + i * 20, 986, 796 + i * 21, 900 - (i % 3) * 20, "#c8432f", 5) +
        disc(796 + i * 21, 900 - (i % 3) * 20, 5, "#ffd27a"),
    ) +
    person(k, 560, 1130, 210, { color: mix(k.pal.ink, "#6b3f7a", 0.4) }) +
    person(k, 1260, 1140, 220, { color: mix(k.pal.ink, k.pal.accent, 0.3) })
  );
}
