import { mix } from "../color.ts";
import { disc, HEIGHT, type Kit, oval, path, place, rect, times, WIDTH } from "../kit.ts";
import { blossomTree, hedge, mist, pine, ridge, ripples, sky, water } from "../nature.ts";
import { person, tieredTower } from "../structures.ts";

const BLOSSOM = ["#e59aa8", "#f3bcc4", "#fbe0e2"] as const;

export function toJi(k: Kit): string {
  const pagoda = tieredTower(k, 0, 0, {
    tiers: 5,
    width: 260,
    storey: 118,
    shrink: 0.9,
    overhang: 1.95,
    wallColor: mix("#8a4a32", k.pal.ink, 0.25),
    roofColor: mix("#4a5060", k.pal.ink, 0.15),
    curl: 0.32,
    roofHeight: 0.42,
    spire: 150,
    door: k.pal.ink,
  });
  return (
    sky(k, { horizon: 780, stars: 50, sun: { x: 1180, y: 330, size: 200, rings: 3 }, clouds: 3 }) +
    ridge(k, 700, 80, k.depth(0.3), { foot: k.pal.haze }) +
    mist(k, 740, 150, 0.6) +
    hedge(k, 780, 130, mix(k.pal.leaf, k.depth(0.5), 0.4)) +
    times(9, (i) => blossomTree(k, 60 + i * 220, 830, 230, BLOSSOM, { n: 60 })) +
    rect(0, 810, WIDTH, 40, mix(k.pal.ground, k.pal.ink, 0.35)) +
    rect(560, 790, 420, 34, mix(k.pal.paper, k.pal.ink, 0.35)) +
    place(pagoda, 770, 796, 0.92) +
    water(k, 848, { sunX: 1180, spread: 170, ripples: 40 }) +
    `<g opacity="0.36">${place(`<g transform="scale(1 -0.5)">${pagoda}</g>`, 770, 862, 0.92)}</g>` +
    ripples(k, 860, HEIGHT, 50) +
    blossomTree(k, 1560, 1010, 900, BLOSSOM, { lean: -0.2, weeping: true, n: 190 }) +
    path("M1240 1210Q1340 960 1840 940V1210Z", mix(k.pal.leaf, k.pal.ink, 0.4)) +
    times(7, () =>
      oval(
        k.rnd(1360, 1760),
        k.rnd(1010, 1150),
        k.rnd(30, 70),
        k.rnd(16, 30),
        mix(k.pal.shade, k.pal.ink, k.rnd(0.4, 0.6)),
      ),
    ) +
    path("M-20 1210Q60 1010 340 1040T560 1210Z", mix(k.pal.leaf, k.pal.ink, 0.5)) +
    pine(k, 150, 1130, 620, mix(k.pal.leaf, k.pal.ink, 0.4), false) +
    times(46, () =>
      oval(
        k.rnd(300, 1500),
        k.rnd(880, 1180),
        8,
        4,
        k.pick([...BLOSSOM] as [string, ...string[]]),
        0.9,
      ),
    ) +
    times(30, () => disc(k.rnd(500, WIDTH), k.rnd(200, 900), 5, BLOSSOM[2])) +
    person(k, 1120, 846, 74, { umbrella: "#d9432f", color: "#3a3f6e" }) +
    person(k, 1160, 846, 70, {})
  );
}
