import { mix } from "../color.ts";
import { disc, HEIGHT, type Kit, oval, rect, stroke, times, WIDTH } from "../kit.ts";
import { hedge, ripples, sky, tree, water } from "../nature.ts";
import { houses, lantern, person, sampan } from "../structures.ts";

export function hoiAn(k: Kit): string {
  const c = [k.pal.paper, "#f0b64a", "#e79a3c", "#d9853f", "#efc873"] as const;
  const lamps = ["#e8432f", "#f5a623", "#e85d8a", "#7fb069", "#f2c14e", "#4fa3b0"];
  const string1 = times(15, (i, t) =>
    lantern(
      k,
      40 + 1720 * t,
      300 + Math.sin(t * Math.PI) * 120 + (i % 2) * 10,
      34 + (i % 3) * 7,
      mix(lamps[i % 6] ?? "#e8432f", k.pal.glow, 0.1),
      i % 3 === 0,
    ),
  );
  return (
    sky(k, { horizon: 700, stars: 50, sun: { x: 1360, y: 230, size: 70, rings: 2 } }) +
    hedge(k, 640, 90, k.depth(0.55)) +
    houses(k, -30, 760, 1880, [...c] as [string, ...string[]], {
      min: 180,
      max: 265,
      minW: 150,
      maxW: 230,
      lit: 0.5,
      arches: true,
      shutters: "#3c5a4a",
    }) +
    tree(k, 330, 770, 330, mix(k.pal.leaf, k.pal.ink, 0.1)) +
    tree(k, 1500, 770, 290, mix(k.pal.leaf, k.pal.ink, 0.1)) +
    times(22, (i) =>
      lantern(k, 30 + i * 83, 640 + (i % 3) * 14, 17, lamps[(i * 5) % 6] ?? "#e8432f"),
    ) +
    rect(0, 758, WIDTH, 34, mix(k.pal.shade, k.pal.ink, 0.45)) +
    times(9, (i) =>
      person(k, 90 + i * 205 + k.rnd(-40, 40), 766, k.rnd(64, 78), {
        hat: i % 3 !== 1,
        color: i % 2 ? k.pal.ink : mix(k.pal.roof, k.pal.ink, 0.3),
      }),
    ) +
    water(k, 790, { ripples: 60 }) +
    times(26, (i) =>
      oval(20 + i * 72, 830 + (i % 4) * 46, 10 + (i % 3) * 5, 70, lamps[i % 6] ?? "#f5a623", 0.22),
    ) +
    times(60, () =>
      rect(
        k.rnd(0, WIDTH),
        k.rnd(800, 1180),
        k.rnd(30, 120),
        4,
        lamps[Math.floor(k.rnd(0, 6))] ?? "#f5a623",
        0.4,
        2,
      ),
    ) +
    sampan(k, 620, 960, 140, { people: 2, lamp: true }) +
    sampan(k, 1340, 1070, 175, { people: 3, lamp: true, mirror: true }) +
    sampan(k, 1110, 850, 70, { people: 1, lamp: true }) +
    times(
      12,
      (i) =>
        oval(180 + i * 140 + k.rnd(-50, 50), 1000 + k.rnd(-90, 150), 15, 6, "#f8e2b0") +
        disc(180 + i * 140, 990 + k.rnd(-80, 140), 5, k.pal.shine),
    ) +
    stroke(`M-20 250Q900 470 1820 250`, k.pal.ink, 4) +
    string1 +
    ripples(k, 900, HEIGHT, 20)
  );
}
