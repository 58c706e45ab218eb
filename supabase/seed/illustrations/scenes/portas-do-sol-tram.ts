import { mix, shift } from "../color.ts";
import { disc, type Kit, line, oval, path, place, poly, rect, stroke, times } from "../kit.ts";
import { leaves, ridge, ripples, sky } from "../nature.ts";
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

export function portasDoSol(k: Kit): string {
  const tile = (x: number, y: number, w: number, h: number, c: string) =>
    times(Math.floor(w / 30), (i) =>
      times(
        Math.floor(h / 30),
        (j) =>
          disc(x + 15 + i * 30, y + 15 + j * 30, 8, c, 0.55) +
          ((i + j) % 2 ? rect(x + i * 30 + 11, y + j * 30 + 11, 8, 8, shift(c, 0.5)) : ""),
      ),
    );
  const yellow = "#f4b52c";
  const cream = "#fff4dc";
  const tram =
    rect(-150, -420, 300, 360, yellow, 1, 34) +
    rect(-150, -420, 300, 170, cream, 1, 34) +
    rect(-150, -300, 300, 60, cream) +
    rect(-128, -396, 256, 130, mix("#2f4a55", k.pal.ink, 0.3), 1, 16) +
    rect(-120, -388, 112, 114, mix("#9fd0d6", k.pal.glow, 0.25), 1, 10) +
    rect(8, -388, 112, 114, mix("#9fd0d6", k.pal.glow, 0.25), 1, 10) +
    poly(
      [
        [-120, -290],
        [-60, -388],
        [-30, -388],
        [-100, -274],
      ],
      "#ffffff",
      0.4,
    ) +
    rect(-110, -446, 220, 32, mix("#2f4a55", k.pal.ink, 0.3), 1, 10) +
    rect(-70, -440, 140, 20, "#f7e6a8", 1, 4) +
    rect(-150, -244, 300, 12, mix("#8a4a1a", k.pal.ink, 0.2)) +
    disc(0, -170, 42, cream) +
    disc(0, -170, 32, k.pal.shine) +
    disc(-104, -120, 20, cream) +
    disc(104, -120, 20, cream) +
    rect(-156, -80, 312, 34, mix("#7a2f1f", k.pal.ink, 0.25), 1, 8) +
    rect(-110, -50, 220, 30, k.pal.ink) +
    rect(-60, -40, 120, 34, mix(k.pal.ink, "#5a5a66", 0.4)) +
    line(0, -446, 30, -640, k.pal.ink, 8) +
    rect(-190, -360, 26, 54, k.pal.ink, 1, 6) +
    rect(164, -360, 26, 54, k.pal.ink, 1, 6);
  const side = (x: number, w: number, c: string, y: number) =>
    rect(x, y, w, 1200 - y, k.fade([shift(c, 0.14), mix(c, k.pal.shade, 0.3)])) +
    poly(
      [
        [x - 14, y],
        [x + 20, y - 60],
        [x + w - 20, y - 60],
        [x + w + 14, y],
      ],
      mix("#c9603c", k.pal.roof, 0.4),
    );
  const win = (x: number, y: number, c: string) =>
    rect(x - 8, y - 8, 96, 146, cream) +
    rect(x, y, 80, 130, mix("#2f4a55", k.pal.ink, 0.2)) +
    rect(x - 34, y, 34, 130, c) +
    rect(x + 80, y, 34, 130, c) +
    rect(x - 20, y + 134, 120, 10, k.pal.ink) +
    times(8, (i) => rect(x - 16 + i * 15, y + 88, 4, 48, k.pal.ink)) +
    times(5, (i) =>
      disc(x + i * 20, y + 90, 13, i % 2 ? "#e2566e" : mix(k.pal.leaf, k.pal.ink, 0.1)),
    );
  return (
    sky(k, { horizon: 620, sun: { x: 880, y: 300, size: 110, rings: 4 }, clouds: 3 }) +
    rect(300, 500, 1240, 160, k.fade([mix(k.pal.water[0], k.pal.haze, 0.2), k.pal.water[0]])) +
    ripples(k, 510, 640, 22) +
    ridge(k, 510, 20, k.depth(0.2), { bottom: 530 }) +
    poly(
      [
        [900, 560],
        [940, 520],
        [980, 560],
      ],
      k.pal.paper,
    ) +
    rect(1010, 330, 170, 280, k.fade([k.pal.paper, k.pal.shade], true)) +
    path("M1000 340Q1010 230 1095 210Q1180 230 1190 340Z", k.fade(["#fffaf0", k.pal.shade], true)) +
    rect(1089, 160, 12, 56, k.pal.shade) +
    windows(1030, 380, 130, 160, 3, 1, mix(k.pal.shade, k.pal.ink, 0.35), {
      arch: true,
      gap: 0.5,
    }) +
    hillside(k, 330, 1500, 580, 790, 3) +
    poly(
      [
        [620, 800],
        [1200, 800],
        [1640, 1200],
        [160, 1200],
      ],
      k.fade([mix(k.pal.shade, k.pal.paper, 0.35), mix(k.pal.shade, k.pal.ink, 0.3)]),
    ) +
    times(9, (i) =>
      times(14, (j) =>
        oval(
          900 + (j - 7) * (44 + i * 14) + (i % 2) * 20,
          830 + i * 42,
          15 + i * 2,
          4 + i * 0.6,
          k.pal.ink,
          0.12,
        ),
      ),
    ) +
    stroke("M800 800L600 1200M1000 800L1130 1200", k.pal.ink, 11) +
    stroke("M800 800L600 1200M1000 800L1130 1200", k.pal.shine, 3) +
    side(-40, 470, "#7fb0c9", 210) +
    tile(-30, 240, 450, 560, "#1f5f8f") +
    win(60, 290, "#2f7560") +
    win(250, 290, "#2f7560") +
    win(60, 530, "#2f7560") +
    win(250, 530, "#2f7560") +
    rect(-40, 780, 470, 14, cream) +
    archRect(110, 850, 150, 360, mix("#7a2f1f", k.pal.ink, 0.1)) +
    rect(-40, 200, 486, 16, cream) +
    side(1370, 470, "#f0b98a", 150) +
    win(1450, 240, "#a8432f") +
    win(1640, 240, "#a8432f") +
    win(1450, 480, "#a8432f") +
    win(1640, 480, "#a8432f") +
    archRect(1500, 830, 160, 380, mix("#1f5a6a", k.pal.ink, 0.15)) +
    rect(1356, 140, 490, 16, cream) +
    stroke("M440 330Q900 420 1370 300", k.pal.ink, 3) +
    times(8, (i) => {
      const x = 500 + i * 106;
      const y = 346 + Math.sin(((i + 1) / 9) * Math.PI) * 28;
      return poly(
        [
          [x, y],
          [x + 56, y + 2],
          [x + 52, y + 76],
          [x + 4, y + 74],
        ],
        ["#fffaf0", "#e8743b", "#7fb3b8", "#f2c14e"][i % 4] ?? "#fffaf0",
      );
    }) +
    stroke("M900 -20L930 420M-20 60L1820 20", k.pal.ink, 4, 0.7) +
    oval(870, 1112, 230, 26, k.pal.ink, 0.35) +
    place(tram, 868, 1118, 1.2) +
    person(k, 1320, 1130, 150, { color: "#3f5f86" }) +
    person(k, 480, 1140, 150, { color: k.pal.accent }) +
    leaves(k, 1800, 0, 260, 95, 170, 6)
  );
}
