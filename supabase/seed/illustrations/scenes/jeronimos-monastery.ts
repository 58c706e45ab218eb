import { mix, shift } from "../color.ts";
import { disc, type Kit, oval, path, poly, r, rect, stroke, times, WIDTH } from "../kit.ts";
import { bush, sky } from "../nature.ts";
import { archPath, person, windows } from "../structures.ts";

export function jeronimos(k: Kit): string {
  const stone = mix("#f0d6a0", k.pal.paper, 0.35);
  const dark = mix(stone, k.pal.ink, 0.5);
  const bay = (x: number, y: number, w: number, h: number) =>
    path(archPath(x, y, w, h), mix(k.pal.ink, k.pal.shade, 0.25)) +
    path(
      archPath(x + w * 0.1, y + h * 0.16, w * 0.8, h * 0.84),
      mix(k.pal.ink, k.pal.shade, 0.42),
    ) +
    `<path d="${archPath(x, y, w, h)}" fill="none" stroke="${shift(stone, 0.2)}" stroke-width="16"/>` +
    [0.34, 0.66]
      .map(
        (f) =>
          rect(x + w * f - 5, y + h * 0.36, 10, h * 0.64, shift(stone, 0.1)) +
          times(6, (i) => rect(x + w * f - 8, y + h * (0.42 + i * 0.1), 16, 4, dark, 0.6)),
      )
      .join("") +
    `<circle cx="${r(x + w / 2)}" cy="${r(y + h * 0.22)}" r="${r(w * 0.14)}" fill="none" stroke="${shift(stone, 0.1)}" stroke-width="9"/>` +
    [0.17, 0.5, 0.83]
      .map(
        (f) =>
          `<path d="M${r(x + w * (f - 0.16))} ${r(y + h * 0.46)}Q${r(x + w * f)} ${r(y + h * 0.26)} ${r(x + w * (f + 0.16))} ${r(y + h * 0.46)}" fill="none" stroke="${shift(stone, 0.1)}" stroke-width="8"/>`,
      )
      .join("");
  const pinnacle = (x: number, y: number, h: number) =>
    rect(x - 17, y - h * 0.5, 34, h * 0.5, k.fade([shift(stone, 0.2), dark], true)) +
    poly(
      [
        [x - 21, y - h * 0.5],
        [x, y - h],
        [x + 21, y - h * 0.5],
      ],
      stone,
    ) +
    disc(x, y - h, 7, k.pal.accent);
  return (
    sky(k, { horizon: 700, sun: { x: 1390, y: 210, size: 96, rings: 3, rays: true }, clouds: 4 }) +
    rect(1090, 130, 160, 330, k.fade([stone, dark], true)) +
    path("M1080 140Q1090 40 1170 20Q1250 40 1260 140Z", shift(stone, 0.15)) +
    rect(1164, -40, 10, 64, dark) +
    windows(1110, 170, 120, 120, 2, 1, dark, { arch: true }) +
    rect(
      -20,
      400,
      WIDTH + 40,
      560,
      k.fade([shift(stone, 0.2), stone, mix(stone, k.pal.shade, 0.45)]),
    ) +
    rect(-20, 384, WIDTH + 40, 28, shift(stone, 0.3)) +
    times(62, (_, t) => rect(-10 + 1810 * t, 352, 17, 34, shift(stone, 0.2))) +
    rect(-20, 346, WIDTH + 40, 12, shift(stone, 0.35)) +
    times(6, (i) => bay(50 + i * 290, 430, 240, 226)) +
    times(6, (i) => bay(50 + i * 290, 690, 240, 266)) +
    rect(-20, 660, WIDTH + 40, 24, shift(stone, 0.3)) +
    times(90, (i) => disc(i * 20 + 10, 672, 6, mix(stone, k.pal.ink, 0.25))) +
    times(
      7,
      (i) =>
        rect(
          8 + i * 290 - 4,
          420,
          32,
          540,
          k.fade([shift(stone, 0.28), mix(stone, k.pal.ink, 0.3)], true),
        ) +
        times(9, (j) =>
          poly(
            [
              [8 + i * 290 - 4, 470 + j * 54],
              [8 + i * 290 + 28, 452 + j * 54],
              [8 + i * 290 + 28, 462 + j * 54],
              [8 + i * 290 - 4, 480 + j * 54],
            ],
            dark,
            0.35,
          ),
        ) +
        pinnacle(20 + i * 290, 352, 150),
    ) +
    rect(-20, 950, WIDTH + 40, 30, shift(stone, 0.2)) +
    rect(
      0,
      978,
      WIDTH,
      230,
      k.fade([mix(k.pal.ground, k.pal.paper, 0.5), mix(k.pal.ground, k.pal.shade, 0.3)]),
    ) +
    poly(
      [
        [100, 1030],
        [640, 1030],
        [560, 1200],
        [-60, 1200],
      ],
      mix(k.pal.leaf, k.pal.glow, 0.15),
    ) +
    poly(
      [
        [1160, 1030],
        [1700, 1030],
        [1860, 1200],
        [1240, 1200],
      ],
      mix(k.pal.leaf, k.pal.glow, 0.15),
    ) +
    bush(k, 370, 1060, 480, 50, mix(k.pal.leaf, k.pal.ink, 0.2)) +
    bush(k, 1430, 1060, 480, 50, mix(k.pal.leaf, k.pal.ink, 0.2)) +
    oval(900, 1110, 190, 46, stone) +
    oval(900, 1104, 170, 36, k.pal.water[1]) +
    rect(886, 1020, 28, 84, stone) +
    oval(900, 1020, 60, 14, shift(stone, 0.2)) +
    times(5, (i) =>
      stroke(`M900 1012Q${860 + i * 20} 960 ${830 + i * 35} 1094`, "#ffffff", 4, 0.6),
    ) +
    person(k, 640, 1090, 120, { color: k.pal.accent }) +
    person(k, 1170, 1060, 104, { umbrella: "#fff6e0", color: "#3f5f86" })
  );
}
