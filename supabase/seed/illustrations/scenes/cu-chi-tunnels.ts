import { mix } from "../color.ts";
import { disc, type Kit, oval, path, place, poly, r, rect, stroke, times, WIDTH } from "../kit.ts";
import { bush, mist, sky, tree } from "../nature.ts";
import { person } from "../structures.ts";

export function cuChi(k: Kit): string {
  const soil = mix("#b5623a", k.pal.shade, 0.15);
  const deep = mix(soil, "#2a1420", 0.62);
  const room = (x: number, y: number, w: number, h: number, inside: string) =>
    path(
      `M${x} ${y + h}V${y + h * 0.5}Q${x} ${y} ${x + w / 2} ${y}Q${x + w} ${y} ${x + w} ${y + h * 0.5}V${y + h}Z`,
      k.fade([mix("#ffd98a", deep, 0.12), mix("#f0a040", deep, 0.3)]),
    ) +
    disc(
      x + w * 0.5,
      y + h * 0.35,
      h * 0.9,
      k.halo([
        ["#ffd27a", 0.5],
        ["#ffd27a", 0],
      ]),
    ) +
    disc(x + w * 0.5, y + h * 0.2, 7, "#fff0b8") +
    rect(x, y + h - 8, w, 8, mix(deep, k.pal.ink, 0.4)) +
    inside;
  const crouch = (x: number, y: number, s: number, c: string) =>
    place(
      path("M-26 0C-30 -30 -10 -44 14 -40L34 -14L24 0H12L16 -14L-4 -4L-2 0Z", c) +
        disc(24, -50, 11, mix(c, "#8a5a3c", 0.4)) +
        poly(
          [
            [4, -54],
            [24, -74],
            [46, -54],
          ],
          "#ecd79c",
        ),
      x,
      y,
      s,
    );
  const tube = (d: string) =>
    stroke(d, mix(deep, k.pal.ink, 0.45), 52) + stroke(d, mix("#f0b060", deep, 0.4), 36);
  return (
    sky(k, { horizon: 560, sun: { x: 1320, y: 230, size: 90, rings: 2 } }) +
    times(22, (i) =>
      tree(k, i * 86 + k.rnd(-20, 20), 520, k.rnd(300, 420), mix(k.pal.leaf, k.pal.haze, 0.55), {
        width: 0.5,
      }),
    ) +
    mist(k, 470, 200, 0.5) +
    times(11, (i) =>
      tree(k, i * 178 + k.rnd(-30, 30), 540, k.rnd(330, 480), mix(k.pal.leaf, k.pal.haze, 0.12), {
        width: 0.5,
        trunk: mix(k.pal.shade, k.pal.ink, 0.4),
      }),
    ) +
    path(
      "M-20 540Q300 500 620 530T1240 520T1820 535V1220H-20Z",
      k.fade([soil, mix(soil, deep, 0.6), deep]),
    ) +
    path(
      "M-20 540Q300 500 620 530T1240 520T1820 535V570Q1500 560 1240 556T620 566T-20 576Z",
      mix(k.pal.leaf, k.pal.ink, 0.25),
    ) +
    times(70, () =>
      disc(
        k.rnd(0, WIDTH),
        k.rnd(600, 1190),
        k.rnd(3, 12),
        mix(soil, k.pal.ink, k.rnd(0.15, 0.5)),
        0.6,
      ),
    ) +
    times(3, (i) =>
      stroke(
        `M-20 ${690 + i * 170}Q500 ${660 + i * 170} 900 ${700 + i * 165}T1820 ${680 + i * 170}`,
        mix(soil, k.pal.ink, 0.35),
        5,
        0.35,
      ),
    ) +
    tube("M330 545C330 640 380 680 460 700H900C1000 700 1010 740 1110 745H1480") +
    tube("M1480 745C1560 760 1580 650 1590 545") +
    tube("M620 700C620 800 560 860 470 880H260") +
    tube("M900 700C930 860 960 900 1060 920H1560") +
    tube("M470 880C560 960 640 1060 760 1070H1180") +
    tube("M1060 920C1080 990 1130 1060 1180 1070") +
    room(
      390,
      630,
      300,
      120,
      rect(470, 718, 90, 10, mix(soil, k.pal.ink, 0.6)) +
        crouch(440, 744, 1, "#3c4f45") +
        crouch(620, 744, 1, "#4a3b2f"),
    ) +
    room(
      1010,
      655,
      280,
      130,
      rect(1080, 740, 140, 12, "#6b3f22") +
        rect(1090, 752, 8, 28, "#6b3f22") +
        rect(1200, 752, 8, 28, "#6b3f22") +
        rect(1110, 730, 70, 10, "#fbf1da") +
        crouch(1050, 780, 1.1, "#2f4a55") +
        crouch(1250, 780, 1.1, "#4a3b2f"),
    ) +
    room(
      150,
      815,
      260,
      120,
      rect(190, 884, 60, 44, mix("#6b3f22", k.pal.ink, 0.3)) +
        disc(220, 880, 18, "#ff9a3d") +
        crouch(310, 930, 1, "#5a3b4a"),
    ) +
    room(
      1390,
      850,
      290,
      125,
      rect(1440, 930, 180, 14, "#d8c49a") +
        oval(1470, 924, 30, 9, "#fbf1da") +
        crouch(1620, 972, 1, "#3c4f45"),
    ) +
    room(
      830,
      1000,
      330,
      130,
      times(5, (i) => rect(860 + i * 44, 1076, 34, 44, mix("#c89a55", k.pal.ink, 0.2), 1, 6)) +
        crouch(1110, 1126, 1.1, "#4a3b2f"),
    ) +
    place(
      path("M-70 0Q-60 -70 0 -90Q60 -70 70 0Z", mix(soil, k.pal.glow, 0.15)) +
        disc(10, -40, 7, k.pal.ink) +
        disc(-20, -24, 6, k.pal.ink),
      760,
      545,
    ) +
    rect(290, 536, 80, 14, "#6b4a2a") +
    poly(
      [
        [290, 540],
        [330, 470],
        [346, 478],
        [312, 548],
      ],
      "#7a5632",
    ) +
    person(k, 1580, 545, 110, { color: "#39493f" }) +
    person(k, 1110, 530, 120, { hat: true, color: "#5a3b2f" }) +
    bush(k, 560, 545, 160, 60, mix(k.pal.leaf, k.pal.ink, 0.2)) +
    bush(k, 1400, 540, 200, 70, mix(k.pal.leaf, k.pal.ink, 0.2)) +
    times(14, (i) =>
      stroke(
        `M${r(60 + i * 128)} 560q${r(k.rnd(-30, 30))} 50 ${r(k.rnd(-20, 20))} ${r(k.rnd(60, 120))}`,
        mix(soil, k.pal.ink, 0.6),
        4,
        0.5,
      ),
    )
  );
}
