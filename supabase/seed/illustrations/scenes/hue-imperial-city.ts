import { mix, shift } from "../color.ts";
import { type Kit, poly, rect, times, WIDTH } from "../kit.ts";
import { hedge, lotus, sky, tree, water } from "../nature.ts";
import { archRect, curvedRoof, flag, person, windows } from "../structures.ts";

export function hue(k: Kit): string {
  const brick = mix("#a5533f", k.pal.shade, 0.3);
  const yellow = "#f0b23c";
  const red = "#b23a2c";
  return (
    sky(k, { horizon: 720, sun: { x: 900, y: 330, size: 170, rings: 3 }, clouds: 4 }) +
    hedge(k, 680, 120, mix(k.pal.leaf, k.pal.haze, 0.5)) +
    flag(310, 740, 520, 150, "#c8372c", k.pal.ink) +
    rect(200, 640, 220, 110, mix(brick, k.pal.haze, 0.25)) +
    rect(240, 570, 140, 76, mix(brick, k.pal.haze, 0.15)) +
    // The U-shaped base with its passages, then the Pavilion of Five Phoenixes.
    rect(340, 640, 1120, 200, k.fade([shift(brick, 0.15), mix(brick, k.pal.ink, 0.25)])) +
    rect(330, 630, 1140, 22, k.pal.paper) +
    times(46, (_, t) => rect(340 + 1110 * t, 604, 12, 30, k.pal.paper)) +
    [680, 840, 1010]
      .map(
        (x, i) =>
          rect(x, i === 1 ? 680 : 700, i === 1 ? 120 : 110, 160, mix(k.pal.ink, brick, 0.15)) +
          (i === 1 ? rect(x - 10, 672, 140, 12, yellow) : ""),
      )
      .join("") +
    [430, 1290].map((x) => archRect(x, 720, 90, 120, mix(k.pal.ink, brick, 0.15))).join("") +
    rect(250, 660, 230, 190, k.fade([brick, mix(brick, k.pal.ink, 0.35)])) +
    rect(1320, 660, 230, 190, k.fade([brick, mix(brick, k.pal.ink, 0.35)])) +
    [365, 1435]
      .map(
        (x) =>
          times(5, (_, t) => rect(x - 90 + 180 * t - 5, 580, 10, 80, red)) +
          curvedRoof(k, x, 590, 270, 66, mix(k.pal.leaf, "#3f8f5f", 0.5), { curl: 36 }) +
          rect(x - 46, 520, 92, 20, red) +
          curvedRoof(k, x, 530, 160, 50, mix(k.pal.leaf, "#3f8f5f", 0.5), { curl: 28 }),
      )
      .join("") +
    rect(560, 520, 680, 112, mix(red, k.pal.ink, 0.55)) +
    times(15, (_, t) => rect(560 + 668 * t, 510, 14, 124, red)) +
    curvedRoof(k, 900, 528, 860, 96, yellow, { curl: 46, ridge: 0.72 }) +
    rect(650, 400, 500, 60, mix(red, k.pal.ink, 0.3)) +
    windows(660, 404, 480, 52, 12, 1, k.pal.shine, { gap: 0.4 }) +
    curvedRoof(k, 900, 420, 640, 96, yellow, { curl: 50, ridge: 0.6, finial: true }) +
    curvedRoof(k, 620, 470, 260, 60, mix(k.pal.leaf, "#3f8f5f", 0.5), { curl: 32 }) +
    curvedRoof(k, 1180, 470, 260, 60, mix(k.pal.leaf, "#3f8f5f", 0.5), { curl: 32 }) +
    rect(0, 838, WIDTH, 40, mix(k.pal.paper, k.pal.ground, 0.4)) +
    poly(
      [
        [780, 838],
        [1020, 838],
        [1120, 1200],
        [680, 1200],
      ],
      mix(k.pal.paper, k.pal.ground, 0.35),
    ) +
    k.clip(
      "M0 878H788L690 1200H0ZM1012 878H1800V1200H1110Z",
      water(k, 878, { ripples: 20 }) + lotus(k, 920, 1190, 30),
    ) +
    times(
      7,
      (_, t) =>
        rect(770 - 80 * t - 6, 850 + 300 * t - 40, 14 + 8 * t, 50 + 20 * t, k.pal.paper) +
        rect(1020 + 80 * t - 6, 850 + 300 * t - 40, 14 + 8 * t, 50 + 20 * t, k.pal.paper),
    ) +
    person(k, 860, 960, 110, { umbrella: k.pal.accent, color: "#f7efe2" }) +
    person(k, 960, 1030, 136, { hat: true, color: "#6b3f86" }) +
    tree(k, 80, 880, 420, mix(k.pal.leaf, k.pal.ink, 0.1)) +
    tree(k, 1730, 880, 440, mix(k.pal.leaf, k.pal.ink, 0.1))
  );
}
