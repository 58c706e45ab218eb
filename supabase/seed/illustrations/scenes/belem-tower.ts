import { mix, shift } from "../color.ts";
import {
  disc,
  HEIGHT,
  type Kit,
  line,
  oval,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
} from "../kit.ts";
import { birds, ridge, ripples, sky, water } from "../nature.ts";
import { archRect, windows } from "../structures.ts";

export function belemTower(k: Kit): string {
  const stone = mix("#f3dfb5", k.pal.paper, 0.4);
  const dark = mix(stone, k.pal.ink, 0.42);
  const dome = (x: number, y: number, s: number) =>
    rect(x - s, y - s * 1.1, s * 2, s * 1.6, k.fade([stone, dark], true)) +
    path(
      `M${x - s * 1.15} ${y - s * 1.1}Q${x - s} ${y - s * 2.2} ${x} ${y - s * 2.4}Q${x + s} ${y - s * 2.2} ${x + s * 1.15} ${y - s * 1.1}Z`,
      k.fade([shift(stone, 0.3), dark], true),
    ) +
    disc(x, y - s * 2.5, s * 0.2, dark) +
    archRect(x - s * 0.25, y - s * 0.8, s * 0.5, s * 0.9, dark) +
    path(`M${x - s} ${y + s * 0.5}H${x + s}L${x} ${y + s * 1.3}Z`, dark);
  const shields = (x: number, y: number, w: number, n: number) =>
    times(n, (i) => {
      const px = x + (w / n) * i;
      return (
        path(`M${px} ${y - 30}H${px + (w / n) * 0.72}V${y}H${px}Z`, shift(stone, 0.15)) +
        rect(px + (w / n) * 0.28, y - 26, (w / n) * 0.14, 22, k.pal.accent, 0.6) +
        rect(px + (w / n) * 0.12, y - 18, (w / n) * 0.46, 6, k.pal.accent, 0.6)
      );
    });
  const tower =
    path("M-420 120L-460 -110H360L300 120Z", k.fade([stone, mix(stone, k.pal.ink, 0.3)], true)) +
    rect(-474, -132, 850, 24, shift(stone, 0.2)) +
    shields(-470, -132, 840, 15) +
    windows(-420, -60, 700, 70, 7, 1, dark, { gap: 0.7, arch: true }) +
    dome(-450, -150, 36) +
    dome(340, -150, 34) +
    dome(-60, -150, 30) +
    rect(-40, -600, 340, 480, k.fade([shift(stone, 0.18), stone, dark], true)) +
    rect(-56, -330, 372, 18, shift(stone, 0.25)) +
    rect(-56, -470, 372, 12, shift(stone, 0.25)) +
    times(5, (i) => archRect(-14 + i * 60, -440, 44, 100, dark)) +
    rect(-30, -350, 320, 22, shift(stone, 0.1)) +
    archRect(30, -260, 60, 100, dark) +
    archRect(170, -260, 60, 100, dark) +
    stroke("M-40 -290Q130 -250 300 -290", mix(stone, k.pal.ink, 0.25), 7) +
    archRect(90, -560, 80, 70, dark) +
    rect(-60, -620, 380, 24, shift(stone, 0.2)) +
    shields(-54, -620, 368, 8) +
    dome(-46, -610, 34) +
    dome(306, -610, 34) +
    rect(40, -760, 180, 140, k.fade([shift(stone, 0.15), dark], true)) +
    rect(30, -772, 200, 18, shift(stone, 0.2)) +
    shields(34, -772, 192, 5) +
    archRect(104, -720, 52, 70, dark) +
    dome(46, -770, 18) +
    dome(214, -770, 18);
  return (
    sky(k, { horizon: 800, sun: { x: 420, y: 560, size: 150, rings: 4 }, clouds: 4 }) +
    ridge(k, 790, 50, k.depth(0.24), { bottom: 830 }) +
    stroke("M-20 700Q130 760 260 640T560 640Q700 760 860 780", k.depth(0.3), 5) +
    rect(252, 600, 14, 210, k.depth(0.32)) +
    rect(552, 600, 14, 210, k.depth(0.32)) +
    line(-20, 742, 900, 790, k.depth(0.32), 7) +
    times(28, (_, t) =>
      line(40 + 760 * t, 720 - Math.abs(Math.sin(t * 7)) * 40, 40 + 760 * t, 770, k.depth(0.3), 2),
    ) +
    water(k, 812, { sunX: 420, spread: 280, ripples: 60 }) +
    `<g opacity="0.28">${place(`<g transform="scale(1 -0.42)">${tower}</g>`, 1130, 1000)}</g>` +
    place(tower, 1130, 880, 0.98) +
    path(
      "M600 1000Q1100 960 1560 985L1800 1010V1060Q1200 1030 560 1040Z",
      mix(k.pal.shade, k.pal.ink, 0.35),
    ) +
    times(20, () =>
      oval(
        k.rnd(640, 1780),
        k.rnd(990, 1040),
        k.rnd(20, 46),
        k.rnd(8, 16),
        mix(k.pal.shade, k.pal.ink, k.rnd(0.25, 0.6)),
      ),
    ) +
    place(
      path("M-120 0C-80 30 80 30 130 -6L100 40H-90Z", mix("#7a3f2c", k.pal.ink, 0.3)) +
        line(0, 6, 0, -230, k.pal.ink, 7) +
        path("M8 -226Q130 -160 110 -20L8 -10Z", k.pal.paper) +
        path("M-8 -190Q-100 -110 -86 -16L-8 -12Z", mix(k.pal.paper, k.pal.shade, 0.35)) +
        poly(
          [
            [40, -140],
            [64, -140],
            [64, -90],
            [40, -90],
          ],
          k.pal.accent,
        ) +
        poly(
          [
            [26, -126],
            [80, -126],
            [80, -104],
            [26, -104],
          ],
          k.pal.accent,
        ),
      360,
      1020,
      1,
    ) +
    birds(k, 800, 330, 7, 1.1, k.depth(0.7)) +
    ripples(k, 1050, HEIGHT, 20)
  );
}
