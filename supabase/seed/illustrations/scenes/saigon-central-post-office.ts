import { mix, shift } from "../color.ts";
import {
  disc,
  type Kit,
  line,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
  turn,
  WIDTH,
} from "../kit.ts";
import { hedge, palm, sky } from "../nature.ts";
import { archRect, cyclo, flag, person } from "../structures.ts";

export function postOffice(k: Kit): string {
  const yellow = "#f0b950";
  const trim = "#fff4dd";
  const green = mix("#2f7560", k.pal.ink, 0.1);
  const wing = (x: number) =>
    rect(x, 470, 540, 430, k.fade([shift(yellow, 0.12), mix(yellow, k.pal.shade, 0.25)])) +
    [520, 710]
      .map((y) =>
        times(
          5,
          (i) =>
            archRect(x + 26 + i * 102, y - 8, 78, 146, trim) +
            archRect(x + 34 + i * 102, y, 62, 138, green) +
            line(
              x + 65 + i * 102,
              y + 20,
              x + 65 + i * 102,
              y + 138,
              mix(green, k.pal.ink, 0.5),
              4,
            ) +
            times(7, (j) =>
              line(
                x + 38 + i * 102,
                y + 40 + j * 14,
                x + 92 + i * 102,
                y + 40 + j * 14,
                mix(green, k.pal.ink, 0.4),
                2,
                0.6,
              ),
            ),
        ),
      )
      .join("") +
    rect(x, 462, 540, 18, trim) +
    rect(x, 676, 540, 14, trim) +
    times(6, (i) => rect(x + 2 + i * 104, 480, 16, 420, shift(yellow, 0.35))) +
    poly(
      [
        [x - 10, 466],
        [x + 50, 380],
        [x + 490, 380],
        [x + 550, 466],
      ],
      k.fade([shift(k.pal.roof, 0.1), k.pal.roof]),
    );
  return (
    sky(k, { horizon: 800, sun: { x: 330, y: 260, size: 96, rings: 3 }, clouds: 5 }) +
    hedge(k, 640, 240, mix(k.pal.leaf, k.pal.haze, 0.35)) +
    wing(90) +
    wing(1170) +
    // Centre: big arch with fan window and the clock.
    rect(620, 380, 560, 520, k.fade([shift(yellow, 0.2), mix(yellow, k.pal.shade, 0.18)])) +
    rect(600, 366, 600, 24, trim) +
    path("M640 380A260 220 0 0 1 1160 380Z", k.fade([shift(yellow, 0.25), yellow])) +
    stroke("M640 378A260 220 0 0 1 1160 378", trim, 22) +
    archRect(690, 440, 420, 460, trim) +
    archRect(714, 464, 372, 436, mix(green, k.pal.ink, 0.35)) +
    times(9, (i) =>
      line(
        900,
        650,
        900 + 180 * Math.cos(Math.PI + (i * Math.PI) / 8),
        650 + 180 * Math.sin(Math.PI + (i * Math.PI) / 8),
        trim,
        6,
      ),
    ) +
    `<path d="M800 650A100 100 0 0 1 1000 650" fill="none" stroke="${trim}" stroke-width="8"/>` +
    rect(714, 644, 372, 18, trim) +
    [740, 850, 960]
      .map(
        (x) =>
          rect(x, 690, 98, 210, mix(k.pal.ink, "#f5c76a", 0.55)) + rect(x + 46, 690, 6, 210, trim),
      )
      .join("") +
    disc(900, 290, 74, trim) +
    disc(900, 290, 60, "#fffaf0") +
    times(12, (i) =>
      rect(898, 236, 4, 12, k.pal.ink).replace(
        "<rect",
        `<rect transform="rotate(${i * 30} 900 290)"`,
      ),
    ) +
    line(900, 290, 900, 248, k.pal.ink, 7) +
    line(900, 290, 928, 306, k.pal.ink, 7) +
    flag(900, 190, 110, 80, "#c8372c", k.pal.ink) +
    [640, 1140].map((x) => rect(x - 20, 330, 60, 50, trim) + disc(x + 10, 318, 22, trim)).join("") +
    rect(0, 896, WIDTH, 20, trim) +
    times(4, (i) =>
      rect(560 - i * 26, 900 + i * 16, 680 + i * 52, 17, mix(trim, k.pal.shade, 0.2 + i * 0.12)),
    ) +
    rect(
      0,
      964,
      WIDTH,
      240,
      k.fade([mix(k.pal.ground, k.pal.paper, 0.3), mix(k.pal.ground, k.pal.shade, 0.5)]),
    ) +
    // A red pillar box, a postman on his bicycle, letters in the wind.
    rect(1380, 900, 90, 160, "#c8372c", 1, 14) +
    rect(1372, 890, 106, 26, mix("#c8372c", k.pal.ink, 0.3), 1, 12) +
    rect(1398, 940, 54, 9, k.pal.ink) +
    rect(1392, 974, 66, 44, "#f5d9a0") +
    rect(1372, 1054, 106, 16, k.pal.ink) +
    times(9, (i) =>
      place(
        turn(
          rect(-34, -22, 68, 44, "#fffaf0") +
            stroke("M-34 -22L0 6L34 -22", mix(k.pal.shade, k.pal.ink, 0.2), 3) +
            rect(18, -16, 12, 12, k.pal.accent),
          k.rnd(-32, 32),
        ),
        1290 - i * 120 + k.rnd(-20, 20),
        800 - Math.sin(i * 0.62) * 260 - i * 40,
        0.7 + (i % 3) * 0.14,
      ),
    ) +
    person(k, 760, 985, 120, { hat: true, color: "#f6ecd8" }) +
    person(k, 1050, 992, 124, { color: green }) +
    cyclo(k, 420, 1130, 1.8, green) +
    palm(k, 60, 985, 520, 0.06, mix(k.pal.leaf, k.pal.ink, 0.3)) +
    palm(k, 1750, 985, 560, -0.05, mix(k.pal.leaf, k.pal.ink, 0.3))
  );
}
