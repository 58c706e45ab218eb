import { mix, shift } from "../color.ts";
import {
  disc,
  type Kit,
  line,
  oval,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
  WIDTH,
} from "../kit.ts";
import { hedge, leaves, sky } from "../nature.ts";
import { curvedRoof, lantern, person, windows } from "../structures.ts";

export function jadeEmperor(k: Kit): string {
  const red = mix("#b8402f", k.pal.shade, 0.05);
  const roof = mix("#5f7d5a", k.pal.roof, 0.25);
  return (
    sky(k, { horizon: 760, sun: { x: 900, y: 300, size: 180, rings: 3 } }) +
    hedge(k, 760, 260, mix(k.pal.leaf, k.pal.haze, 0.5)) +
    hedge(k, 790, 140, mix(k.pal.leaf, k.pal.haze, 0.2)) +
    [430, 1370]
      .map(
        (x) =>
          rect(
            x - 190,
            560,
            380,
            260,
            k.fade([mix(red, k.pal.paper, 0.25), mix(red, k.pal.ink, 0.3)]),
          ) +
          `<circle cx="${x}" cy="690" r="72" fill="${k.pal.paper}"/><circle cx="${x}" cy="690" r="58" fill="${mix(k.pal.ink, red, 0.25)}"/>` +
          times(5, (_, t) => line(x - 48 + 96 * t, 640, x - 48 + 96 * t, 740, k.pal.paper, 5)) +
          curvedRoof(k, x, 572, 460, 84, roof, { curl: 44 }),
      )
      .join("") +
    rect(620, 500, 560, 320, k.fade([shift(red, 0.12), mix(red, k.pal.ink, 0.35)])) +
    times(
      6,
      (_, t) =>
        rect(626 + 528 * t, 500, 22, 320, "#7a1f1c") + rect(626 + 528 * t, 540, 22, 30, "#f2c14e"),
    ) +
    rect(830, 600, 140, 220, mix(k.pal.ink, "#5a1a12", 0.5)) +
    rect(836, 606, 60, 214, "#8f2a1f") +
    rect(904, 606, 60, 214, "#8f2a1f") +
    disc(884, 716, 7, "#f2c14e") +
    disc(916, 716, 7, "#f2c14e") +
    rect(800, 548, 200, 44, "#20261f") +
    rect(812, 556, 176, 28, "#d9a93a") +
    windows(660, 620, 150, 150, 2, 1, mix(k.pal.ink, red, 0.2), { gap: 0.35 }) +
    windows(990, 620, 150, 150, 2, 1, mix(k.pal.ink, red, 0.2), { gap: 0.35 }) +
    curvedRoof(k, 900, 512, 720, 116, roof, { curl: 66 }) +
    rect(730, 384, 340, 40, red) +
    curvedRoof(k, 900, 402, 500, 106, roof, { curl: 64, finial: true }) +
    [-1, 1]
      .map((f) =>
        place(
          stroke("M0 0C20 -40 60 -30 80 -60C96 -84 130 -80 126 -54", "#e0a32e", 15) +
            times(4, (i) =>
              poly(
                [
                  [10 + i * 26, -14 - i * 12],
                  [20 + i * 26, -46 - i * 12],
                  [34 + i * 26, -20 - i * 12],
                ],
                k.pal.accent,
              ),
            ),
          900 + f * 40,
          290,
          1,
          f < 0,
        ),
      )
      .join("") +
    lantern(k, 700, 590, 34, "#e8432f") +
    lantern(k, 1100, 590, 34, "#e8432f") +
    lantern(k, 430, 596, 26, "#e8432f") +
    lantern(k, 1370, 596, 26, "#e8432f") +
    rect(
      0,
      812,
      WIDTH,
      400,
      k.fade([mix(k.pal.ground, k.pal.paper, 0.25), mix(k.pal.ground, k.pal.shade, 0.4)]),
    ) +
    times(4, (i) =>
      rect(
        740 - i * 24,
        812 + i * 14,
        320 + i * 48,
        15,
        mix(k.pal.paper, k.pal.shade, 0.15 + i * 0.12),
      ),
    ) +
    // Turtle pond.
    oval(560, 1060, 470, 116, mix(k.pal.paper, k.pal.shade, 0.35)) +
    oval(560, 1054, 440, 98, k.fade([...k.pal.water])) +
    times(9, (i) => {
      const x = 240 + i * 78;
      const y = 1030 + (i % 3) * 34;
      return (
        oval(x, y + 7, 34, 9, k.pal.ink, 0.25) +
        oval(x - 36, y - 2, 11, 8, mix(k.pal.leaf, k.pal.sun, 0.2)) +
        path(
          `M${x - 30} ${y + 4}Q${x - 24} ${y - 26} ${x} ${y - 26}T${x + 30} ${y + 4}Z`,
          mix(k.pal.leaf, k.pal.ink, 0.35 + (i % 2) * 0.2),
        ) +
        stroke(
          `M${x - 10} ${y - 20}L${x - 4} ${y}M${x + 10} ${y - 20}L${x + 6} ${y}`,
          mix(k.pal.leaf, k.pal.glow, 0.3),
          3,
        )
      );
    }) +
    // Incense urn with smoke, visitors, banyan.
    path(
      "M1010 1000C1000 960 1004 930 1020 916H1180C1196 930 1200 960 1190 1000L1170 1030H1030Z",
      mix("#7c6a3a", k.pal.ink, 0.25),
    ) +
    rect(1030, 1028, 24, 34, k.pal.ink) +
    rect(1146, 1028, 24, 34, k.pal.ink) +
    times(9, (i) => line(1040 + i * 15, 920, 1036 + i * 16, 840 - (i % 3) * 16, "#a33a2a", 4)) +
    times(5, (i) =>
      stroke(
        `M${1060 + i * 20} 830C${1030 + i * 30} 740 ${1130 + i * 10} 680 ${1080 + i * 24} 580S${1140 + i * 10} 440 ${1090 + i * 20} 330`,
        k.pal.sun,
        14 - i,
        0.22,
      ),
    ) +
    person(k, 1290, 1060, 170, { color: "#6b3f5a" }) +
    person(k, 1360, 1076, 160, { color: k.pal.ink, hat: true }) +
    times(7, (i) =>
      stroke(
        `M${1600 + i * 34} 400C${1590 + i * 30} 700 ${1610 + i * 28} 900 ${1580 + i * 40} 1190`,
        mix("#6a4a32", k.pal.ink, 0.3 + (i % 3) * 0.12),
        22,
      ),
    ) +
    times(16, (i) =>
      disc(
        1500 + (i % 6) * 70,
        120 + Math.floor(i / 6) * 110 + k.rnd(-30, 30),
        k.rnd(90, 150),
        mix(k.pal.leaf, k.pal.ink, k.rnd(0.05, 0.35)),
      ),
    ) +
    leaves(k, 0, 0, 330, 5, 82, 8)
  );
}
