import { mix, shift } from "../color.ts";
import { disc, type Kit, line, oval, path, rect, times } from "../kit.ts";
import { birds, cloud, conifer, mist, ridge, sky, tree } from "../nature.ts";
import { archRect, battlement, flag, windows } from "../structures.ts";

export function penaPalace(k: Kit): string {
  const red = "#c8452f";
  const yellow = "#f2b632";
  const dome = (x: number, y: number, s: number, c: string) =>
    path(
      `M${x - s} ${y}Q${x - s * 1.15} ${y - s * 1.1} ${x} ${y - s * 1.75}Q${x + s * 1.15} ${y - s * 1.1} ${x + s} ${y}Z`,
      k.fade([shift(c, 0.3), mix(c, k.pal.ink, 0.3)], true),
    ) +
    rect(x - 4, y - s * 2.15, 8, s * 0.5, k.pal.ink) +
    disc(x, y - s * 2.2, 7, "#f7e3b5");
  const drum = (x: number, y: number, w: number, h: number, c: string) =>
    battlement(k, x - w / 2, y - h, w, h, c, { merlon: 15, side: w * 0.3 }) +
    archRect(x - 15, y - h + 40, 30, 60, mix(c, k.pal.ink, 0.6));
  return (
    sky(k, { horizon: 860, sun: { x: 430, y: 330, size: 110, rings: 4 }, clouds: 3 }) +
    ridge(k, 700, 100, k.depth(0.16), { foot: k.pal.haze, peaks: [[1550, 1]] }) +
    mist(k, 740, 220, 0.8) +
    ridge(k, 820, 80, mix(k.depth(0.35), k.pal.leaf, 0.4), { foot: k.pal.haze }) +
    mist(k, 860, 160, 0.6) +
    path(
      "M240 1210Q420 900 560 830Q620 740 760 720H1300Q1420 760 1480 880Q1560 980 1640 1210Z",
      k.fade([mix(k.pal.shade, k.pal.mid, 0.4), mix(k.pal.leaf, k.pal.ink, 0.3)]),
    ) +
    times(24, () =>
      oval(
        k.rnd(520, 1450),
        k.rnd(760, 900),
        k.rnd(30, 70),
        k.rnd(20, 44),
        mix(k.pal.shade, k.pal.ink, k.rnd(0.1, 0.45)),
      ),
    ) +
    battlement(k, 520, 640, 900, 130, mix(yellow, k.pal.shade, 0.25), { merlon: 20 }) +
    times(9, (i) => archRect(550 + i * 96, 674, 56, 96, mix(k.pal.ink, yellow, 0.2))) +
    // Red monastery with the clock tower on the left, yellow new palace on the right.
    rect(600, 440, 260, 210, k.fade([shift(red, 0.15), mix(red, k.pal.ink, 0.3)], true)) +
    windows(620, 470, 220, 150, 4, 2, k.pal.paper, { arch: true, gap: 0.5 }) +
    battlement(k, 596, 430, 268, 20, red, { merlon: 15 }) +
    rect(640, 200, 130, 260, k.fade([shift(red, 0.2), mix(red, k.pal.ink, 0.35)], true)) +
    disc(705, 270, 36, k.pal.paper) +
    line(705, 270, 705, 246, k.pal.ink, 5) +
    line(705, 270, 720, 278, k.pal.ink, 5) +
    archRect(680, 340, 50, 80, mix(red, k.pal.ink, 0.6)) +
    battlement(k, 630, 192, 150, 16, red, { merlon: 15 }) +
    rect(674, 116, 62, 70, red) +
    dome(705, 120, 36, red) +
    [640, 772].map((x) => rect(x - 9, 140, 18, 56, red) + dome(x, 142, 13, red)).join("") +
    drum(1260, 660, 210, 330, yellow) +
    dome(1260, 320, 84, mix("#e8a42a", k.pal.shade, 0.1)) +
    drum(1030, 650, 150, 260, mix(yellow, k.pal.paper, 0.2)) +
    dome(1030, 380, 52, mix("#e8a42a", k.pal.shade, 0.1)) +
    drum(1400, 700, 110, 240, mix(yellow, k.pal.shade, 0.1)) +
    rect(860, 470, 300, 180, k.fade([shift("#8fb0c9", 0.2), "#6f94b5"])) +
    windows(880, 490, 250, 130, 5, 2, k.pal.paper, { arch: true, gap: 0.5 }) +
    battlement(k, 856, 462, 300, 14, "#8fb0c9", { merlon: 14 }) +
    drum(900, 660, 100, 250, mix(yellow, "#fff3d6", 0.3)) +
    dome(900, 400, 34, "#c8452f") +
    flag(1260, 180, 90, 70, "#3f7f5a", k.pal.ink) +
    archRect(740, 560, 110, 210, mix(yellow, k.pal.ink, 0.15)) +
    archRect(764, 620, 62, 150, k.pal.ink) +
    times(30, (i) => {
      const t = i / 30;
      return conifer(
        k,
        120 + t * 1580 + k.rnd(-30, 30),
        1000 + Math.abs(t - 0.5) * 260 + k.rnd(-20, 40),
        k.rnd(170, 300),
        mix(k.pal.leaf, k.pal.ink, k.rnd(0.1, 0.45)),
      );
    }) +
    times(9, (i) =>
      cloud(k, i * 230 - 20, 1010 + (i % 3) * 50, 1.1, mix(k.pal.sun, k.pal.haze, 0.3), 0.5),
    ) +
    times(16, (i) =>
      tree(
        k,
        i * 128 - 40,
        1230,
        k.rnd(200, 280),
        mix(k.pal.leaf, k.pal.ink, 0.35 + (i % 3) * 0.1),
      ),
    ) +
    birds(k, 1000, 170, 6, 1, k.depth(0.7))
  );
}
