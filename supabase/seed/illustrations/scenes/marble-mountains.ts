import { mix } from "../color.ts";
import { type Kit, path, rect, WIDTH } from "../kit.ts";
import { birds, bush, hedge, karst, mist, palm, sky } from "../nature.ts";
import { archRect, curvedRoof, houses, person, stairs, tieredTower } from "../structures.ts";

export function marbleMountains(k: Kit): string {
  return (
    sky(k, { horizon: 720, sun: { x: 1420, y: 270, size: 96, rings: 3 }, clouds: 4 }) +
    rect(0, 690, WIDTH, 80, k.fade([mix(k.pal.water[1], k.pal.haze, 0.4), k.pal.water[0]])) +
    karst(k, 180, 770, 330, 260, 0.3, { green: true }) +
    karst(k, 1640, 770, 300, 300, 0.3, { green: true }) +
    karst(k, 1390, 780, 220, 190, 0.38, { green: true }) +
    karst(k, 420, 790, 250, 190, 0.4, { green: true }) +
    mist(k, 770, 90, 0.6) +
    karst(k, 760, 880, 620, 560, 0.5, { green: true }) +
    karst(k, 1070, 890, 430, 400, 0.56, { green: true }) +
    // Pagoda on the summit, cave mouth in the flank, stair up to it.
    tieredTower(k, 840, 372, {
      tiers: 5,
      width: 84,
      storey: 44,
      shrink: 0.86,
      overhang: 1.6,
      wallColor: k.pal.paper,
      roofColor: k.pal.roof,
      curl: 0.6,
    }) +
    archRect(640, 640, 110, 150, mix(k.pal.ink, k.pal.mid, 0.1)) +
    path("M660 790L676 660L700 660L730 790Z", k.pal.shine, 0.5) +
    stairs(k, 900, 520, 880, 26, 120, 26, k.pal.paper) +
    rect(840, 470, 130, 56, k.pal.paper) +
    curvedRoof(k, 905, 486, 210, 54, k.pal.roof) +
    archRect(886, 486, 38, 40, k.pal.ink) +
    rect(
      0,
      870,
      WIDTH,
      340,
      k.fade([mix(k.pal.ground, k.pal.glow, 0.3), mix(k.pal.ground, k.pal.shade, 0.35)]),
    ) +
    hedge(k, 880, 66, mix(k.pal.leaf, k.pal.ink, 0.12)) +
    houses(k, 120, 960, 420, [k.pal.paper, "#e7b978"], { min: 60, max: 90, minW: 80 }) +
    houses(k, 1180, 960, 470, [k.pal.paper, "#e7b978"], { min: 60, max: 96, minW: 80 }) +
    path(
      "M830 1200Q850 1000 872 886H935Q960 1010 1060 1200Z",
      mix(k.pal.paper, k.pal.ground, 0.4),
    ) +
    person(k, 905, 1060, 92, { hat: true }) +
    person(k, 960, 1080, 96, { color: k.pal.accent }) +
    palm(k, 210, 1180, 560, 0.16, mix(k.pal.ink, k.pal.leaf, 0.35)) +
    palm(k, 1620, 1190, 660, -0.14, mix(k.pal.ink, k.pal.leaf, 0.3)) +
    bush(k, 60, 1210, 420, 130, mix(k.pal.leaf, k.pal.ink, 0.35)) +
    bush(k, 1760, 1210, 360, 120, mix(k.pal.leaf, k.pal.ink, 0.35)) +
    birds(k, 470, 280, 6, 1, k.depth(0.7))
  );
}
