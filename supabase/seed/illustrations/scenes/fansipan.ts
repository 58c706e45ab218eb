import { mix, shift } from "../color.ts";
import { type Kit, line, place, poly, rect, stroke, times, WIDTH } from "../kit.ts";
import { birds, bush, cloud, peak, sky } from "../nature.ts";
import { person } from "../structures.ts";

export function fansipan(k: Kit): string {
  const steel = "#d9dde0";
  return (
    sky(k, { horizon: 760, sun: { x: 1380, y: 430, size: 96, rings: 4, rays: true } }) +
    peak(k, 420, 820, 620, 300, k.depth(0.2), k.depth(0.3)) +
    peak(k, 1560, 830, 700, 260, k.depth(0.2), k.depth(0.3)) +
    peak(k, 1150, 830, 560, 190, k.depth(0.15), k.depth(0.25)) +
    times(26, (i) =>
      cloud(
        k,
        (i * 197) % 1900,
        800 + (i % 5) * 36 + k.rnd(-14, 14),
        k.rnd(0.8, 1.5),
        mix(k.pal.sun, k.pal.haze, (i % 5) * 0.09),
        0.92,
      ),
    ) +
    rect(
      0,
      905,
      WIDTH,
      300,
      k.fade([mix(k.pal.sun, k.pal.haze, 0.3), mix(k.pal.haze, k.pal.mid, 0.3)]),
    ) +
    // Summit rocks and the triangular marker.
    poly(
      [
        [60, 1200],
        [240, 1040],
        [380, 1010],
        [470, 880],
        [600, 830],
        [690, 770],
        [800, 760],
        [900, 830],
        [1010, 880],
        [1100, 1000],
        [1300, 1060],
        [1440, 1200],
      ],
      k.depth(0.82),
    ) +
    poly(
      [
        [690, 770],
        [800, 760],
        [770, 860],
        [650, 1000],
        [560, 1200],
        [240, 1200],
        [380, 1010],
        [470, 880],
        [600, 830],
      ],
      mix(k.depth(0.82), k.pal.glow, 0.3),
    ) +
    poly(
      [
        [800, 760],
        [840, 880],
        [790, 1010],
        [860, 1200],
        [640, 1200],
        [650, 1000],
        [770, 860],
      ],
      k.depth(0.9),
      0.7,
    ) +
    poly(
      [
        [660, 780],
        [762, 470],
        [864, 780],
      ],
      k.fade([shift(steel, 0.4), steel], true),
    ) +
    poly(
      [
        [762, 470],
        [864, 780],
        [790, 800],
      ],
      mix(steel, k.pal.ink, 0.42),
    ) +
    poly(
      [
        [660, 780],
        [864, 780],
        [790, 806],
      ],
      mix(steel, k.pal.ink, 0.6),
    ) +
    poly(
      [
        [748, 560],
        [762, 520],
        [776, 560],
        [762, 578],
      ],
      "#c8402f",
    ) +
    person(k, 600, 842, 96, { color: k.pal.accent }) +
    person(k, 930, 852, 92, { color: mix("#2f6f8f", k.pal.ink, 0.2) }) +
    person(k, 975, 878, 86, { color: "#e3b04b" }) +
    // Cable car crossing above the clouds.
    stroke("M1820 250Q1400 470 1085 930", k.pal.ink, 4) +
    stroke("M1820 280Q1420 500 1110 940", k.pal.ink, 3) +
    [
      [1610, 372, 1],
      [1330, 600, 0.72],
    ]
      .map(([x = 0, y = 0, s = 1]) =>
        place(
          line(0, -34, 0, 0, k.pal.ink, 6) +
            rect(-52, 0, 104, 84, k.pal.accent, 1, 20) +
            rect(-42, 14, 38, 38, k.pal.shine, 1, 8) +
            rect(4, 14, 38, 38, k.pal.shine, 1, 8) +
            rect(-52, 62, 104, 8, k.pal.ink, 0.5),
          x,
          y,
          s,
        ),
      )
      .join("") +
    times(7, (i) =>
      bush(k, 130 + i * 200, 1215, 180, 70 + (i % 3) * 20, mix(k.pal.ink, k.pal.leaf, 0.35)),
    ) +
    birds(k, 420, 330, 4, 1.1, k.depth(0.7))
  );
}
