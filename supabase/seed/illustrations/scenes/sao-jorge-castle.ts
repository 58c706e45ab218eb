import { mix, shift } from "../color.ts";
import { disc, type Kit, oval, path, place, poly, rect, stroke, times } from "../kit.ts";
import { birds, hedge, ridge, sky } from "../nature.ts";
import { archRect, battlement, flag, houses } from "../structures.ts";

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

export function saoJorge(k: Kit): string {
  const stone = mix("#d9b98a", k.pal.shade, 0.25);
  return (
    sky(k, { horizon: 760, sun: { x: 1400, y: 330, size: 130, rings: 4 }, clouds: 4 }) +
    rect(1040, 560, 800, 120, mix(k.pal.water[0], k.pal.haze, 0.3)) +
    ridge(k, 580, 30, k.depth(0.18), { bottom: 640 }) +
    path(
      "M-40 760Q300 420 640 400T1240 470Q1500 560 1840 800V1210H-40Z",
      k.fade([mix(k.pal.leaf, k.pal.ink, 0.1), mix(k.pal.leaf, k.pal.ink, 0.35)]),
    ) +
    battlement(k, 330, 300, 640, 150, stone, { merlon: 20 }) +
    (
      [
        [300, 210, 120, 240],
        [470, 240, 90, 200],
        [620, 170, 130, 280],
        [820, 230, 100, 220],
        [950, 190, 130, 280],
        [1130, 290, 110, 180],
      ] as const
    )
      .map(
        ([x, y, w, h]) =>
          battlement(k, x, y, w, h, shift(stone, 0.06), { merlon: 20, side: w * 0.3 }) +
          archRect(x + w * 0.3, y + 40, 18, 44, mix(stone, k.pal.ink, 0.6)),
      )
      .join("") +
    battlement(k, 1050, 350, 330, 130, stone, { merlon: 18 }) +
    battlement(k, 120, 380, 240, 120, stone, { merlon: 18 }) +
    flag(685, 150, 130, 90, "#c8372c", k.pal.ink) +
    hedge(k, 500, 90, mix(k.pal.leaf, k.pal.ink, 0.2), 40, 1500) +
    times(11, (i) => {
      const x = 160 + i * 120 + k.rnd(-20, 20);
      const y = 520 + Math.abs(i - 5) * 18;
      return (
        rect(x - 6, y - 110, 12, 120, mix("#5a3b2a", k.pal.ink, 0.2)) +
        oval(x, y - 124, 80, 36, mix(k.pal.leaf, k.pal.ink, 0.28)) +
        oval(x - 12, y - 134, 60, 22, mix(k.pal.leaf, k.pal.glow, 0.15))
      );
    }) +
    hillside(k, -40, 1860, 640, 1150, 6) +
    place(
      path(
        "M0 0C-40 -10 -60 -50 -40 -90C-30 -110 -6 -110 0 -92L10 -60C60 -50 120 -20 190 60C130 50 50 40 10 10Z",
        "#1f6f7a",
      ) +
        disc(-24, -96, 15, "#1f6f7a") +
        poly(
          [
            [-38, -98],
            [-56, -92],
            [-36, -88],
          ],
          "#f2c14e",
        ) +
        times(7, (i) =>
          disc(
            50 + i * 19,
            -2 + i * 9 + (i % 2) * 12,
            8,
            ["#f2c14e", "#3fd6c6"][i % 2] ?? "#f2c14e",
          ),
        ) +
        stroke("M-24 -110L-34 -134M-20 -112L-20 -138M-16 -110L-6 -132", "#1f6f7a", 4),
      1330,
      1080,
      1.5,
    ) +
    rect(1160, 1130, 700, 80, mix(stone, k.pal.ink, 0.3)) +
    rect(1150, 1118, 720, 20, stone) +
    times(8, (i) => rect(1160 + i * 90, 1076, 46, 44, stone)) +
    birds(k, 1180, 200, 6, 1, k.depth(0.7))
  );
}
