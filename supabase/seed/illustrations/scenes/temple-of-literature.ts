import { mix, shift } from "../color.ts";
import { disc, HEIGHT, type Kit, line, place, rect, times, WIDTH } from "../kit.ts";
import { hedge, leaves, lotus, ripples, sky, tree, water } from "../nature.ts";
import { archRect, curvedRoof, person } from "../structures.ts";

export function templeOfLiterature(k: Kit): string {
  const red = "#b83a2a";
  const brick = mix(k.pal.paper, k.pal.shade, 0.3);
  const pavilion =
    // Brick piers, wooden loft with the four round windows, two roofs.
    rect(-250, -70, 500, 70, mix(brick, k.pal.ink, 0.25)) +
    rect(-260, -80, 520, 16, brick) +
    [-190, 110]
      .map(
        (x) =>
          rect(x, -330, 80, 250, k.fade([brick, mix(brick, k.pal.ink, 0.3)], true)) +
          archRect(x + 24, -220, 32, 60, mix(brick, k.pal.ink, 0.5)),
      )
      .join("") +
    rect(-110, -330, 220, 250, mix(red, k.pal.ink, 0.72)) +
    rect(-215, -346, 430, 22, red) +
    rect(-170, -490, 340, 146, k.fade([red, mix(red, k.pal.ink, 0.35)], true)) +
    `<circle cx="0" cy="-414" r="58" fill="${k.pal.paper}"/><circle cx="0" cy="-414" r="44" fill="${mix(red, k.pal.ink, 0.65)}"/>` +
    times(12, (i) =>
      line(
        0,
        -414,
        Math.cos((i * Math.PI) / 6) * 46,
        -414 + Math.sin((i * Math.PI) / 6) * 46,
        k.pal.paper,
        6,
      ),
    ) +
    disc(0, -414, 14, k.pal.paper) +
    [-178, -120, 108, 166].map((x) => rect(x, -490, 12, 146, shift(red, 0.15))).join("") +
    curvedRoof(k, 0, -486, 520, 96, k.pal.roof, { curl: 62, ridge: 0.5 }) +
    rect(-96, -606, 192, 40, red) +
    curvedRoof(k, 0, -590, 340, 92, k.pal.roof, { curl: 54, ridge: 0.4, finial: true });
  return (
    sky(k, { horizon: 800, sun: { x: 1330, y: 300, size: 92, rings: 3 }, clouds: 3 }) +
    hedge(k, 760, 150, mix(k.pal.leaf, k.pal.haze, 0.55)) +
    tree(k, 240, 800, 620, mix(k.pal.leaf, k.pal.haze, 0.15)) +
    tree(k, 1600, 800, 560, mix(k.pal.leaf, k.pal.haze, 0.1)) +
    rect(0, 720, WIDTH, 90, k.fade([brick, mix(brick, k.pal.ink, 0.25)])) +
    rect(0, 708, WIDTH, 18, mix(k.pal.roof, k.pal.ink, 0.2)) +
    place(pavilion, 900, 812) +
    rect(0, 808, WIDTH, 40, mix(k.pal.ground, k.pal.ink, 0.15)) +
    water(k, 846, { ripples: 26 }) +
    `<g opacity="0.42">${place(`<g transform="scale(1 -0.62)">${pavilion}</g>`, 900, 852)}</g>` +
    ripples(k, 860, HEIGHT, 40) +
    lotus(k, 960, 1170, 15) +
    person(k, 560, 842, 96, { color: "#f6efe0" }) +
    person(k, 596, 842, 100, { color: k.pal.accent, hat: true }) +
    leaves(k, 0, 0, 340, 5, 80, 8)
  );
}
