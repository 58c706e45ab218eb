import { mix, shift } from "../color.ts";
import { HEIGHT, type Kit, path, place, rect, times } from "../kit.ts";
import { blossomTree, hedge, leaves, ripples, sky, water } from "../nature.ts";
import { archRect, curvedRoof, houses, lantern, sampan, windows } from "../structures.ts";

export function japaneseBridge(k: Kit): string {
  const wood = mix("#7b3f2c", k.pal.ink, 0.15);
  const red = mix("#a94435", k.pal.shade, 0.15);
  const bridge =
    // Stone piers and the arched deck.
    [-430, -150, 130, 390]
      .map((x) =>
        rect(x, 40, 74, 180, k.fade([k.pal.paper, mix(k.pal.shade, k.pal.ink, 0.35)], true)),
      )
      .join("") +
    path(
      "M-640 60Q0 -60 640 60V110Q0 -5 -640 110Z",
      k.fade([shift(k.pal.paper, 0), mix(k.pal.shade, k.pal.ink, 0.25)]),
    ) +
    path("M-600 52Q0 -64 600 52V-92Q0 -190 -600 -92Z", k.fade([red, mix(red, k.pal.ink, 0.3)])) +
    times(13, (_, t) => {
      const x = -580 + 1160 * t;
      const y = -4 - (1 - (x / 600) ** 2) * 50;
      return rect(x - 9, y - 134, 18, 186, wood);
    }) +
    times(12, (_, t) => {
      const x = -555 + 1012 * t;
      const y = -10 - (1 - ((x + 40) / 600) ** 2) * 50;
      return archRect(
        x,
        y - 92,
        72,
        84,
        mix(k.pal.ink, k.pal.shine, 0.12 + ((t * 7) % 1) * 0.4),
        false,
      );
    }) +
    times(30, (_, t) => {
      const x = -590 + 1180 * t;
      const y = 2 - (1 - (x / 600) ** 2) * 54;
      return rect(x, y, 8, 46, wood);
    }) +
    path("M-600 2Q0 -112 600 2V14Q0 -100 -600 14Z", shift(wood, 0.2)) +
    // Roofs: two end pavilions and the raised middle with the shrine.
    curvedRoof(k, -440, -96, 440, 84, k.pal.roof, { curl: 34, ridge: 0.66 }) +
    curvedRoof(k, 440, -96, 440, 84, k.pal.roof, { curl: 34, ridge: 0.66 }) +
    rect(-200, -190, 400, 70, red) +
    windows(-190, -186, 380, 62, 9, 1, k.pal.ink, { gap: 0.4 }) +
    curvedRoof(k, 0, -166, 620, 118, k.pal.roof, { curl: 54, ridge: 0.6, finial: true }) +
    lantern(k, -300, -60, 22, k.pal.accent) +
    lantern(k, 300, -60, 22, k.pal.accent) +
    lantern(k, -100, -84, 22, k.pal.accent) +
    lantern(k, 100, -84, 22, k.pal.accent);
  return (
    sky(k, { horizon: 760, sun: { x: 300, y: 270, size: 90, rings: 3 }, clouds: 3 }) +
    hedge(k, 660, 130, mix(k.pal.leaf, k.pal.haze, 0.4)) +
    houses(k, -40, 800, 380, ["#efb24c", "#e59b40"], {
      min: 270,
      max: 360,
      lit: 0.25,
      arches: true,
    }) +
    houses(k, 1470, 800, 380, ["#efb24c", "#d9853f"], {
      min: 290,
      max: 390,
      lit: 0.25,
      arches: true,
    }) +
    rect(0, 796, 300, 60, mix(k.pal.shade, k.pal.ink, 0.3)) +
    rect(1500, 796, 300, 60, mix(k.pal.shade, k.pal.ink, 0.3)) +
    water(k, 850, { ripples: 34 }) +
    `<g opacity="0.4">${place(`<g transform="scale(1 -0.8)">${bridge}</g>`, 900, 1010)}</g>` +
    place(bridge, 900, 770) +
    rect(0, 846, 262, 354, mix(k.pal.shade, k.pal.ink, 0.5)) +
    rect(0, 840, 270, 14, k.pal.paper) +
    rect(1540, 846, 262, 354, mix(k.pal.shade, k.pal.ink, 0.55)) +
    rect(1530, 840, 280, 14, k.pal.paper) +
    ripples(k, 900, HEIGHT, 50) +
    sampan(k, 900, 1060, 120, { people: 1, color: wood }) +
    leaves(k, 0, 0, 360, 0, 88, 8) +
    blossomTree(k, 1650, 850, 520, ["#c43a6b", "#e05286", "#f08bb0"], { lean: -0.5, n: 90 })
  );
}
