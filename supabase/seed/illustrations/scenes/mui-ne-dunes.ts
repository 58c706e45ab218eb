import { mix, shift } from "../color.ts";
import {
  curvePath,
  type Kit,
  oval,
  type Point,
  path,
  poly,
  r,
  rect,
  stroke,
  times,
  WIDTH,
} from "../kit.ts";
import { birds, sky } from "../nature.ts";
import { person } from "../structures.ts";

export function dunes(k: Kit): string {
  const sand = mix("#d9683c", k.pal.ground, 0.35);
  const dune = (pts: readonly Point[], crest: readonly Point[], t: number) => {
    const lit = mix(shift(sand, 0.22), k.pal.haze, 0.5 * (1 - t));
    const dark = mix(mix(sand, k.pal.ink, 0.42), k.pal.haze, 0.5 * (1 - t));
    return (
      path(`${curvePath(pts)}L1840 1240L-40 1240Z`, k.fade([lit, mix(lit, sand, 0.7)])) +
      path(
        `${curvePath(crest)}L${r((crest[crest.length - 1]?.[0] ?? 0) + 30)} 1240L${r((crest[0]?.[0] ?? 0) + 640)} 1240Z`,
        k.fade([dark, mix(dark, sand, 0.6)]),
        0.85,
      )
    );
  };
  return (
    sky(k, { horizon: 620, sun: { x: 1290, y: 330, size: 140, rings: 4 }, clouds: 2 }) +
    rect(
      0,
      560,
      WIDTH,
      70,
      k.fade([mix("#3f8fa0", k.pal.haze, 0.35), mix("#3f8fa0", k.pal.haze, 0.1)]),
    ) +
    times(16, () => oval(k.rnd(200, 1700), k.rnd(575, 620), k.rnd(8, 16), 4, k.pal.ink, 0.7)) +
    times(5, (i) =>
      poly(
        [
          [900 + i * 150, 600],
          [914 + i * 150, 566],
          [930 + i * 150, 600],
        ],
        k.pal.paper,
      ),
    ) +
    dune(
      [
        [-40, 640],
        [250, 600],
        [520, 650],
        [800, 615],
        [1100, 660],
        [1450, 610],
        [1840, 650],
      ],
      [
        [250, 600],
        [330, 640],
        [520, 650],
        [700, 700],
      ],
      0.2,
    ) +
    dune(
      [
        [-40, 760],
        [200, 740],
        [620, 640],
        [900, 700],
        [1200, 790],
        [1500, 760],
        [1840, 700],
      ],
      [
        [620, 640],
        [690, 700],
        [820, 740],
        [1000, 860],
        [1250, 1000],
      ],
      0.55,
    ) +
    dune(
      [
        [-40, 1040],
        [240, 990],
        [620, 880],
        [980, 740],
        [1180, 700],
        [1380, 790],
        [1620, 900],
        [1840, 930],
      ],
      [
        [1180, 700],
        [1140, 790],
        [1190, 880],
        [1090, 980],
        [1130, 1090],
        [1000, 1240],
      ],
      1,
    ) +
    times(24, (i) =>
      stroke(
        `M${r(60 + k.rnd(-30, 30))} ${r(1010 + i * 9)}Q${r(400 + i * 8)} ${r(940 + i * 12)} ${r(760 + i * 10)} ${r(900 + i * 14)}`,
        mix(sand, k.pal.ink, 0.35),
        3,
        0.28,
      ),
    ) +
    times(18, (_, t) =>
      oval(
        520 + 560 * t,
        1000 - 245 * t - Math.sin(t * 3) * 12,
        9 * (1.2 - t * 0.6),
        4,
        mix(sand, k.pal.ink, 0.55),
        0.8,
      ),
    ) +
    person(k, 1090, 745, 120, { hat: true, pole: true, walk: true, color: "#4a2f55" }) +
    person(k, 1178, 702, 74, { color: k.pal.accent }) +
    path("M-20 1210Q240 1080 520 1130T1000 1210Z", mix(sand, k.pal.ink, 0.5)) +
    times(22, (i) =>
      stroke(
        `M${r(70 + i * 18)} ${r(1170 - Math.sin(i / 6) * 50)}q${r(k.rnd(-30, 30))} -60 ${r(k.rnd(-50, 60))} ${r(k.rnd(-130, -70))}`,
        mix(k.pal.leaf, k.pal.ink, 0.4),
        5,
      ),
    ) +
    birds(k, 560, 330, 4, 1, k.depth(0.7))
  );
}
