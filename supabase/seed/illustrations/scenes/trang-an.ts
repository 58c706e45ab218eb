import { mix } from "../color.ts";
import { curvePath, HEIGHT, type Kit, type Point, path, rect, WIDTH } from "../kit.ts";
import { birds, bush, hedge, karst, leaves, mist, ripples, sky } from "../nature.ts";
import { curvedRoof, sampan } from "../structures.ts";

export function trangAn(k: Kit): string {
  const river: Point[] = [
    [760, 700],
    [860, 740],
    [620, 800],
    [520, 880],
    [1050, 960],
    [1500, 1200],
  ];
  const left: Point[] = [
    [700, 698],
    [740, 735],
    [430, 795],
    [150, 890],
    [330, 1000],
    [260, 1210],
  ];
  return (
    sky(k, { horizon: 720, sun: { x: 560, y: 330, size: 90, rings: 2 }, clouds: 4 }) +
    [420, 620, 800, 1010]
      .map((x) => karst(k, x, 700, k.rnd(170, 250), k.rnd(200, 330), 0.2, { green: true }))
      .join("") +
    mist(k, 690, 150, 0.75) +
    [120, 330]
      .map((x, i) => karst(k, x, 760, 330, 520 - i * 130, 0.45, { green: true, sunRight: true }))
      .join("") +
    [1250, 1480, 1730]
      .map((x, i) => karst(k, x, 770, 340, 400 + i * 120, 0.45 + i * 0.08, { green: true }))
      .join("") +
    mist(k, 760, 80, 0.5) +
    rect(0, 740, WIDTH, 460, mix(k.pal.leaf, k.pal.ink, 0.15)) +
    hedge(k, 770, 60, mix(k.pal.leaf, k.pal.haze, 0.2)) +
    path(
      `${curvePath(left)}L1800 1210${curvePath([...river].reverse()).replace("M", "L")}Z`,
      k.fade([...k.pal.water]),
    ) +
    k.clip(
      `${curvePath(left)}L1800 1210${curvePath([...river].reverse()).replace("M", "L")}Z`,
      ripples(k, 720, HEIGHT, 70),
    ) +
    // The pavilion on its terrace in the water.
    rect(860, 856, 250, 26, k.pal.paper) +
    rect(876, 880, 220, 16, mix(k.pal.paper, k.pal.ink, 0.5)) +
    [890, 960, 1010, 1080]
      .map((x) => rect(x - 6, 770, 12, 90, mix(k.pal.roof, k.pal.ink, 0.2)))
      .join("") +
    curvedRoof(k, 985, 782, 300, 62, k.pal.roof, { curl: 34 }) +
    rect(925, 700, 120, 30, k.pal.paper) +
    curvedRoof(k, 985, 712, 190, 52, k.pal.roof, { curl: 30 }) +
    sampan(k, 640, 905, 66, { people: 2 }) +
    sampan(k, 800, 1050, 118, { people: 2, mirror: true }) +
    sampan(k, 700, 800, 34, { people: 1 }) +
    bush(k, 60, 1200, 420, 190, mix(k.pal.leaf, k.pal.ink, 0.45)) +
    bush(k, 1740, 1210, 380, 260, mix(k.pal.leaf, k.pal.ink, 0.5)) +
    leaves(k, 1800, 1200, 330, 190, 265) +
    birds(k, 1120, 300, 5, 1, k.depth(0.6))
  );
}
