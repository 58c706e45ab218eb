import { mix, shift } from "../color.ts";
import {
  curvePath,
  disc,
  type Kit,
  type Point,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
} from "../kit.ts";
import { birds, conifer, mist, ridge, sky } from "../nature.ts";
import { archRect, curvedRoof, person, stairs } from "../structures.ts";

export function khaiDinh(k: Kit): string {
  const stone = mix(k.pal.mid, "#5c6270", 0.55);
  const dragon = (f: number) => {
    const pts: Point[] = Array.from({ length: 9 }, (_, i) => {
      const t = i / 8;
      return [900 + f * (110 + 330 * t), 660 + 500 * t + Math.sin(t * 16) * 22];
    });
    return (
      stroke(curvePath(pts), mix(stone, k.pal.ink, 0.55), 64) +
      stroke(curvePath(pts.map(([x, y]) => [x - f * 6, y - 12] as Point)), shift(stone, 0.25), 30) +
      pts
        .slice(1)
        .map(([x, y], i) =>
          poly(
            [
              [x - 18, y - 26],
              [x, y - 60 - i * 4],
              [x + 20, y - 24],
            ],
            shift(stone, 0.12),
          ),
        )
        .join("") +
      place(
        path("M-50 40C-70 -20 -30 -80 30 -76C70 -70 90 -40 80 0L50 40Z", shift(stone, 0.3)) +
          disc(20, -30, 10, k.pal.ink) +
          stroke(
            "M-10 -70C-20 -110 -50 -120 -70 -110M30 -76C40 -110 20 -136 0 -140",
            shift(stone, 0.4),
            11,
          ) +
          path("M30 10L84 -2L60 40Z", k.pal.ink),
        900 + f * 445,
        1130,
        1.15,
        f < 0,
      )
    );
  };
  const mandarin = (x: number, b: number, h: number) =>
    path(
      `M${x - h * 0.17} ${b}L${x - h * 0.13} ${b - h * 0.62}Q${x} ${b - h * 0.78} ${x + h * 0.13} ${b - h * 0.62}L${x + h * 0.17} ${b}Z`,
      k.fade([shift(stone, 0.35), mix(stone, k.pal.ink, 0.35)], true),
    ) +
    disc(x, b - h * 0.8, h * 0.085, shift(stone, 0.3)) +
    rect(x - h * 0.12, b - h * 0.93, h * 0.24, h * 0.09, mix(stone, k.pal.ink, 0.3)) +
    rect(x - h * 0.03, b - h * 0.98, h * 0.06, h * 0.07, mix(stone, k.pal.ink, 0.3)) +
    rect(x - h * 0.2, b, h * 0.4, h * 0.08, mix(stone, k.pal.ink, 0.45));
  const obelisk = (x: number) =>
    poly(
      [
        [x - 30, 640],
        [x - 18, 300],
        [x, 250],
        [x + 18, 300],
        [x + 30, 640],
      ],
      k.fade([shift(stone, 0.35), mix(stone, k.pal.ink, 0.3)], true),
    ) +
    times(5, (_, t) =>
      rect(x - 34 + 4 * (1 - t), 330 + 300 * t, 68 - 8 * (1 - t), 9, mix(stone, k.pal.ink, 0.4)),
    );
  return (
    sky(k, { horizon: 700, sun: { x: 900, y: 300, size: 190, rings: 3 }, clouds: 3 }) +
    ridge(k, 560, 110, k.depth(0.26), {
      foot: k.pal.haze,
      peaks: [
        [250, 0.9],
        [1600, 0.8],
      ],
    }) +
    mist(k, 600, 160, 0.7) +
    times(16, (i) =>
      conifer(k, 30 + i * 32, 700, k.rnd(170, 280), mix(k.pal.leaf, k.pal.ink, k.rnd(0.1, 0.4))),
    ) +
    times(16, (i) =>
      conifer(k, 1290 + i * 33, 700, k.rnd(170, 280), mix(k.pal.leaf, k.pal.ink, k.rnd(0.1, 0.4))),
    ) +
    // The palace on the top terrace.
    rect(610, 420, 580, 190, k.fade([shift(stone, 0.3), mix(stone, k.pal.ink, 0.2)])) +
    times(6, (_, t) => rect(622 + 536 * t, 410, 22, 200, shift(stone, 0.4))) +
    [664, 772, 872, 976, 1080]
      .map((x, i) =>
        archRect(x, i === 2 ? 450 : 470, 62, i === 2 ? 160 : 140, i === 2 ? "#f2b23a" : k.pal.ink),
      )
      .join("") +
    curvedRoof(k, 900, 424, 740, 64, mix(stone, k.pal.ink, 0.3), { curl: 30, ridge: 0.7 }) +
    rect(730, 318, 340, 56, stone) +
    curvedRoof(k, 900, 338, 470, 60, mix(stone, k.pal.ink, 0.3), { curl: 32, finial: true }) +
    obelisk(520) +
    obelisk(1280) +
    rect(380, 606, 1040, 60, k.fade([shift(stone, 0.3), mix(stone, k.pal.ink, 0.3)])) +
    times(30, (_, t) => rect(384 + 1020 * t, 584, 12, 26, shift(stone, 0.3))) +
    poly(
      [
        [380, 664],
        [1420, 664],
        [1800, 1000],
        [1800, 1200],
        [0, 1200],
        [0, 1000],
      ],
      k.fade([mix(stone, k.pal.haze, 0.15), mix(stone, k.pal.ink, 0.45)]),
    ) +
    stairs(k, 900, 660, 1200, 200, 860, 22, mix(stone, k.pal.haze, 0.25)) +
    dragon(-1) +
    dragon(1) +
    [
      [330, 830, 190],
      [190, 930, 240],
      [30, 1060, 300],
    ]
      .map(([x = 0, b = 0, h = 0]) => mandarin(x, b, h) + mandarin(1800 - x, b, h))
      .join("") +
    person(k, 870, 880, 96, { umbrella: k.pal.accent }) +
    birds(k, 470, 230, 5, 1, k.depth(0.7))
  );
}
