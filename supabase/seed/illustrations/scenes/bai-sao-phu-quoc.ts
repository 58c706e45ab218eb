import { mix, shift } from "../color.ts";
import {
  disc,
  type Kit,
  line,
  oval,
  type Point,
  path,
  place,
  poly,
  r,
  rect,
  stroke,
  times,
  WIDTH,
} from "../kit.ts";
import { birds, bush, palm, ridge, ripples, sky } from "../nature.ts";
import { person } from "../structures.ts";

export function baiSao(k: Kit): string {
  const sand = mix("#fff3d6", k.pal.ground, 0.15);
  return (
    sky(k, { horizon: 600, sun: { x: 620, y: 260, size: 92, rings: 4 }, clouds: 5 }) +
    ridge(k, 590, 70, k.depth(0.3), {
      peaks: [
        [1500, 1.4],
        [1750, 1.2],
      ],
      foot: k.depth(0.2),
      bottom: 640,
    }) +
    rect(
      0,
      604,
      WIDTH,
      600,
      k.fade([
        mix(k.pal.water[1], k.pal.ink, 0.1),
        k.pal.water[1],
        mix(k.pal.water[0], "#5fe0d0", 0.3),
        mix(k.pal.water[0], "#ffffff", 0.4),
      ]),
    ) +
    ripples(k, 620, 900, 70) +
    times(4, (i) =>
      stroke(
        `M-20 ${r(820 + i * 44)}Q${r(420 + i * 30)} ${r(790 + i * 40)} ${r(900 + i * 20)} ${r(850 + i * 52)}T1840 ${r(800 + i * 66)}`,
        "#ffffff",
        7 - i,
        0.55,
      ),
    ) +
    path("M-20 1010Q500 900 900 960T1500 900T1840 780V1220H-20Z", "#ffffff", 0.85) +
    path(
      "M-20 1034Q500 926 900 986T1500 926T1840 806V1220H-20Z",
      k.fade([shift(sand, 0.3), sand, mix(sand, k.pal.shade, 0.35)]),
    ) +
    times(80, () =>
      disc(k.rnd(0, WIDTH), k.rnd(1030, 1190), k.rnd(1.5, 4), mix(sand, k.pal.shade, 0.6), 0.6),
    ) +
    place(
      path("M-150 -10C-100 20 100 20 150 -14L120 34H-110Z", "#2f7fa0") +
        stroke("M-146 -8C-100 18 100 18 146 -12", "#fff6e0", 8) +
        line(10, 4, 10, -190, k.pal.ink, 7) +
        poly(
          [
            [18, -186],
            [130, -30],
            [18, -20],
          ],
          "#fff6e0",
        ) +
        poly(
          [
            [2, -170],
            [-80, -24],
            [2, -20],
          ],
          k.pal.accent,
        ),
      430,
      760,
      0.9,
    ) +
    oval(1200, 700, 46, 12, "#8a5a32") +
    oval(1200, 695, 40, 9, "#b9824a") +
    person(k, 1206, 694, 56, { hat: true }) +
    palm(k, 1560, 1150, 820, -0.62, mix("#5a3b26", k.pal.leaf, 0.35)) +
    palm(k, 1700, 1180, 900, -0.2, mix("#4a3324", k.pal.leaf, 0.45)) +
    palm(k, 1790, 1120, 640, -0.36, mix("#4a3324", k.pal.leaf, 0.4)) +
    line(1190, 590, 1190, 960, k.pal.ink, 4) +
    line(1290, 560, 1290, 960, k.pal.ink, 4) +
    rect(1178, 956, 124, 14, "#8a5a32", 1, 6) +
    person(k, 1240, 960, 96, { color: k.pal.accent }) +
    [
      [260, 1120, 34, "#e8743b"],
      [420, 1165, 24, "#f2a23c"],
    ]
      .map(([x, y, s, c]) => {
        const [px, py, ps] = [Number(x), Number(y), Number(s)];
        return poly(
          Array.from({ length: 10 }, (_, i) => {
            const a = (i * Math.PI) / 5 - 1.57;
            const q = i % 2 ? ps * 0.42 : ps;
            return [px + Math.cos(a) * q, py + Math.sin(a) * q * 0.7] as Point;
          }),
          String(c),
        );
      })
      .join("") +
    oval(700, 1130, 120, 20, k.pal.accent) +
    stroke("M590 1124H810M600 1136H800", "#fff6e0", 5) +
    line(900, 1140, 900, 960, "#8a5a32", 9) +
    path("M760 980Q900 850 1040 980Q970 950 900 980Q830 950 760 980Z", k.pal.accent) +
    path("M840 964Q870 900 900 894Q930 900 960 964Q930 950 900 976Q870 950 840 964Z", "#fff6e0") +
    bush(k, 1760, 1225, 300, 110, mix(k.pal.leaf, k.pal.ink, 0.3)) +
    birds(k, 1000, 300, 5, 1, k.depth(0.6))
  );
}
