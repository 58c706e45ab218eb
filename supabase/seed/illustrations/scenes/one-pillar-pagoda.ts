import { mix, shift } from "../color.ts";
import { type Kit, oval, place, rect, stroke, times, WIDTH } from "../kit.ts";
import { hedge, lotus, mist, sky, tree, water } from "../nature.ts";
import { curvedRoof, windows } from "../structures.ts";

export function onePillar(k: Kit): string {
  const wood = mix("#a5522f", k.pal.ink, 0.12);
  const shrine =
    rect(
      -46,
      -250,
      92,
      250,
      k.fade([shift(k.pal.paper, 0), mix(k.pal.shade, k.pal.ink, 0.35)], true),
    ) +
    [-1, 1]
      .map(
        (f) =>
          stroke(`M${f * 40} -140Q${f * 130} -190 ${f * 220} -258`, mix(wood, k.pal.ink, 0.4), 20) +
          stroke(`M${f * 40} -190Q${f * 80} -220 ${f * 130} -256`, mix(wood, k.pal.ink, 0.4), 16),
      )
      .join("") +
    rect(-255, -282, 510, 34, mix(wood, k.pal.ink, 0.35)) +
    rect(-200, -440, 400, 162, k.fade([mix(wood, k.pal.ink, 0.5), wood])) +
    windows(-190, -430, 380, 152, 5, 1, mix(wood, k.pal.ink, 0.62), { gap: 0.3 }) +
    rect(-40, -426, 80, 146, k.pal.shine, 0.85) +
    times(7, (_, t) => rect(-240 + 480 * t - 6, -330, 12, 52, wood)) +
    rect(-250, -336, 500, 12, shift(wood, 0.2)) +
    curvedRoof(k, 0, -428, 640, 150, k.pal.roof, { curl: 92, ridge: 0.42, finial: true });
  return (
    sky(k, { horizon: 720, sun: { x: 900, y: 330, size: 210, rings: 2 } }) +
    hedge(k, 690, 190, mix(k.pal.leaf, k.pal.haze, 0.45)) +
    tree(k, 170, 760, 560, mix(k.pal.leaf, k.pal.ink, 0.1), { width: 1 }) +
    tree(k, 1650, 770, 640, mix(k.pal.leaf, k.pal.ink, 0.15), { width: 0.9 }) +
    mist(k, 720, 150, 0.6) +
    rect(0, 752, WIDTH, 40, mix(k.pal.paper, k.pal.ink, 0.25)) +
    times(30, (i) => rect(i * 62, 716, 14, 44, k.pal.paper)) +
    rect(0, 708, WIDTH, 12, k.pal.paper) +
    water(k, 790, { ripples: 24 }) +
    `<g opacity="0.35">${place(`<g transform="scale(1 -0.5)">${shrine}</g>`, 900, 900)}</g>` +
    place(shrine, 900, 905) +
    oval(900, 908, 90, 14, k.pal.ink, 0.35) +
    lotus(k, 880, 1190, 30)
  );
}
