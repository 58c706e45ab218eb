import { mix } from "../color.ts";
import { HEIGHT, type Kit, place, rect } from "../kit.ts";
import { birds, karst, mist, ripples, sky, water } from "../nature.ts";
import { junk, sampan } from "../structures.ts";

export function haLongBay(k: Kit): string {
  const sail = mix(k.pal.accent, "#8a3b24", 0.35);
  return (
    sky(k, { horizon: 720, sun: { x: 1150, y: 520, size: 120, rings: 3 }, clouds: 3 }) +
    [130, 330, 520, 760, 990, 1240, 1420, 1690]
      .map((x) => karst(k, x, 715, k.rnd(120, 200), k.rnd(90, 190), 0.12))
      .join("") +
    mist(k, 705, 120, 0.7) +
    [60, 300, 1480, 1740]
      .map((x) => karst(k, x, 730, k.rnd(190, 260), k.rnd(230, 330), 0.38))
      .join("") +
    mist(k, 730, 90, 0.5) +
    water(k, 722, { sunX: 1150, spread: 240 }) +
    karst(k, 1610, 830, 330, 560, 0.62, { green: true }) +
    karst(k, 1400, 838, 150, 200, 0.6, { green: true }) +
    karst(k, 150, 860, 380, 640, 0.74, { green: true, sunRight: true }) +
    rect(0, 856, 360, 10, k.pal.ink, 0.35, 5) +
    rect(1300, 830, 460, 8, k.pal.ink, 0.3, 4) +
    place(
      rect(
        -180,
        0,
        380,
        130,
        k.fade([
          [sail, 0.4],
          [sail, 0],
        ]),
      ),
      800,
      960,
    ) +
    junk(k, 800, 930, 1.08, sail) +
    sampan(k, 1180, 1040, 74, { people: 1 }) +
    birds(k, 930, 330, 7, 1.1, k.depth(0.75)) +
    ripples(k, 960, HEIGHT, 26)
  );
}
