import { mix, shift } from "../color.ts";
import { type Kit, line, path, poly, rect, stroke, times } from "../kit.ts";
import { birds, sky } from "../nature.ts";
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

export function santaJusta(k: Kit): string {
  const iron = mix("#5f7a78", k.pal.ink, 0.25);
  const lit = shift(iron, 0.35);
  const tower = times(4, (i) => {
    const y = 1010 - i * 170;
    return (
      rect(790, y - 170, 220, 170, k.fade([lit, iron, mix(iron, k.pal.ink, 0.4)], true)) +
      rect(776, y - 178, 248, 18, lit) +
      [0, 1]
        .map(
          (c) =>
            path(
              `M${806 + c * 98} ${y - 6}V${y - 90}Q${808 + c * 98} ${y - 130} ${850 + c * 98} ${y - 152}Q${892 + c * 98} ${y - 130} ${894 + c * 98} ${y - 90}V${y - 6}Z`,
              mix(k.pal.ink, k.pal.shine, i % 2 ? 0.25 : 0.1),
            ) +
            line(850 + c * 98, y - 150, 850 + c * 98, y - 6, lit, 6) +
            `<circle cx="${850 + c * 98}" cy="${y - 92}" r="20" fill="none" stroke="${lit}" stroke-width="7"/>` +
            stroke(
              `M${812 + c * 98} ${y - 40}L${888 + c * 98} ${y - 10}M${888 + c * 98} ${y - 40}L${812 + c * 98} ${y - 10}`,
              lit,
              4,
            ),
        )
        .join("")
    );
  });
  return (
    sky(k, { horizon: 900, sun: { x: 1290, y: 330, size: 130, rings: 4 }, clouds: 4 }) +
    path("M-40 760Q500 600 900 660T1840 620V1210H-40Z", k.depth(0.2)) +
    hillside(k, -40, 1860, 560, 700, 2) +
    // Carmo: Gothic arches under the open sky.
    rect(1270, 300, 470, 300, k.fade([mix(k.pal.paper, k.pal.shade, 0.25), k.pal.shade])) +
    times(4, (i) =>
      path(
        `M${1300 + i * 108} 600V440Q${1302 + i * 108} 380 ${1345 + i * 108} 340Q${1388 + i * 108} 380 ${1390 + i * 108} 440V600Z`,
        k.pal.sky[1],
      ),
    ) +
    times(4, (i) =>
      stroke(
        `M${1290 + i * 112} 306Q${1340 + i * 112} ${180} ${1400 + i * 112} 300`,
        mix(k.pal.paper, k.pal.shade, 0.4),
        16,
      ),
    ) +
    rect(1250, 590, 560, 60, k.pal.shade) +
    rect(990, 270, 560, 34, k.fade([lit, iron])) +
    times(15, (i) => line(1000 + i * 38, 270, 1000 + i * 38, 220, iron, 5)) +
    rect(990, 214, 560, 9, lit) +
    times(11, (i) =>
      stroke(`M${1000 + i * 50} 304L${1025 + i * 50} 350L${1050 + i * 50} 304`, iron, 6),
    ) +
    rect(1240, 300, 34, 320, iron) +
    person(k, 1130, 270, 70, { color: k.pal.accent }) +
    person(k, 1330, 270, 70, {}) +
    tower +
    rect(740, 262, 320, 74, k.fade([lit, mix(iron, k.pal.ink, 0.2)])) +
    windows(750, 270, 300, 58, 9, 1, mix(k.pal.ink, k.pal.shine, 0.3), { arch: true, gap: 0.3 }) +
    rect(726, 250, 348, 16, lit) +
    times(12, (i) => line(730 + i * 31, 250, 730 + i * 31, 206, iron, 5)) +
    rect(726, 200, 348, 8, lit) +
    rect(810, 130, 180, 74, iron) +
    windows(818, 136, 164, 62, 6, 1, k.pal.shine, { arch: true, gap: 0.35 }) +
    rect(790, 118, 220, 14, lit) +
    rect(894, 40, 10, 80, k.pal.ink) +
    person(k, 770, 250, 60, {}) +
    person(k, 1040, 250, 62, { color: "#f6ecd8" }) +
    houses(k, -60, 1010, 760, [...STUCCO] as [string, ...string[]], {
      min: 360,
      max: 500,
      minW: 130,
      maxW: 190,
      lit: 0.3,
      arches: true,
      roof: mix("#c9603c", k.pal.roof, 0.4),
    }) +
    houses(k, 1090, 1010, 780, [...STUCCO] as [string, ...string[]], {
      min: 280,
      max: 400,
      minW: 130,
      maxW: 190,
      lit: 0.3,
      arches: true,
      roof: mix("#c9603c", k.pal.roof, 0.4),
    }) +
    poly(
      [
        [560, 1010],
        [1240, 1010],
        [1500, 1200],
        [300, 1200],
      ],
      k.fade([mix(k.pal.paper, k.pal.shade, 0.3), mix(k.pal.shade, k.pal.ink, 0.3)]),
    ) +
    rect(0, 1006, 560, 200, mix(k.pal.shade, k.pal.ink, 0.25)) +
    rect(1240, 1006, 600, 200, mix(k.pal.shade, k.pal.ink, 0.25)) +
    poly(
      [
        [560, 1006],
        [300, 1200],
        [0, 1200],
        [0, 1006],
      ],
      mix(k.pal.shade, k.pal.ink, 0.2),
    ) +
    times(9, (i) =>
      stroke(
        `M${560 - i * 29} ${1012 + i * 21}q${90 + i * 20} ${14 + i} ${170 + i * 14} 0t${170 + i * 14} 0t${170 + i * 14} 0t${170 + i * 14} 0`,
        k.pal.ink,
        5,
        0.25,
      ),
    ) +
    archRect(850, 900, 100, 110, k.pal.shine) +
    [480, 640, 1170, 1330]
      .map((x, i) =>
        person(k, x, 1110 + (i % 2) * 30, 130, {
          color: i % 2 ? k.pal.accent : mix(k.pal.ink, "#3f5f86", 0.4),
          ...(i === 2 ? { umbrella: "#f2c14e" } : {}),
        }),
      )
      .join("") +
    birds(k, 420, 240, 6, 1, k.depth(0.7))
  );
}
