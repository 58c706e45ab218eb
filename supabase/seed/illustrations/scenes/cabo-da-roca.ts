import { mix, shift } from "../color.ts";
import { disc, type Kit, oval, type Point, path, poly, r, rect, stroke, times } from "../kit.ts";
import { birds, bush, sky, water } from "../nature.ts";
import { person, windows } from "../structures.ts";

export function caboDaRoca(k: Kit): string {
  const rock = mix("#9a6a4f", k.pal.mid, 0.3);
  const cliff = (pts: readonly Point[], t: number) => {
    const c = mix(rock, k.pal.haze, 0.55 * (1 - t));
    return poly(
      [...pts, [pts[pts.length - 1]?.[0] ?? 0, 1240], [pts[0]?.[0] ?? 0, 1240]],
      k.fade([shift(c, 0.18), c, mix(c, k.pal.ink, 0.35)]),
    );
  };
  return (
    sky(k, { horizon: 640, sun: { x: 520, y: 520, size: 170, rings: 5 }, clouds: 4 }) +
    water(k, 640, { sunX: 520, spread: 330, ripples: 80 }) +
    cliff(
      [
        [1840, 470],
        [1560, 480],
        [1440, 520],
        [1390, 620],
        [1340, 700],
        [1290, 800],
      ],
      0.35,
    ) +
    cliff(
      [
        [1840, 600],
        [1500, 560],
        [1330, 590],
        [1240, 660],
        [1190, 800],
        [1120, 940],
      ],
      0.6,
    ) +
    [
      [980, 900, 90, 200],
      [820, 980, 60, 120],
    ]
      .map(
        ([x = 0, y = 0, w = 0, h = 0]) =>
          poly(
            [
              [x - w, y],
              [x - w * 0.4, y - h * 0.7],
              [x, y - h],
              [x + w * 0.5, y - h * 0.5],
              [x + w, y],
            ],
            mix(rock, k.pal.ink, 0.25),
          ) +
          poly(
            [
              [x, y - h],
              [x + w * 0.5, y - h * 0.5],
              [x + w, y],
              [x + w * 0.1, y],
            ],
            mix(rock, k.pal.ink, 0.5),
          ) +
          oval(x, y + 4, w * 1.4, 12, "#ffffff", 0.7),
      )
      .join("") +
    poly(
      [
        [1840, 520],
        [1640, 500],
        [1360, 500],
        [1240, 520],
        [1180, 600],
        [1210, 700],
        [1120, 800],
        [1140, 920],
        [1030, 1030],
        [1010, 1240],
        [1840, 1240],
      ],
      k.fade([shift(rock, 0.14), rock, mix(rock, k.pal.ink, 0.45)]),
    ) +
    poly(
      [
        [1240, 520],
        [1180, 600],
        [1210, 700],
        [1120, 800],
        [1140, 920],
        [1030, 1030],
        [1010, 1240],
        [1190, 1240],
        [1230, 1010],
        [1290, 880],
        [1280, 740],
        [1340, 620],
        [1300, 540],
      ],
      mix(rock, k.pal.glow, 0.38),
      0.85,
    ) +
    times(40, () => {
      const x = k.rnd(1160, 1780);
      const y = k.rnd(600, 1180);
      return stroke(
        `M${r(x)} ${r(y)}l${r(k.rnd(10, 50))} ${r(k.rnd(30, 110))}`,
        mix(rock, k.pal.ink, 0.55),
        k.rnd(3, 8),
        0.4,
      );
    }) +
    path(
      "M1180 560Q1240 500 1400 486T1840 490V560Q1500 540 1340 560T1180 600Z",
      mix(k.pal.leaf, k.pal.glow, 0.12),
    ) +
    times(60, () =>
      disc(
        k.rnd(1220, 1790),
        k.rnd(500, 555),
        k.rnd(3, 8),
        k.pick(["#e2566e", "#f2c14e", "#f7ecd0"]),
      ),
    ) +
    // Lighthouse with its houses, stone cross on a plinth.
    rect(1500, 420, 240, 84, k.pal.paper) +
    poly(
      [
        [1490, 424],
        [1520, 386],
        [1720, 386],
        [1750, 424],
      ],
      mix("#c9603c", k.pal.roof, 0.3),
    ) +
    windows(1510, 440, 220, 50, 6, 1, mix(k.pal.ink, k.pal.shade, 0.3), { gap: 0.6 }) +
    poly(
      [
        [1590, 420],
        [1602, 210],
        [1668, 210],
        [1680, 420],
      ],
      k.fade(["#fffaf0", mix(k.pal.shade, k.pal.paper, 0.3)], true),
    ) +
    rect(1588, 196, 94, 18, k.pal.ink) +
    rect(1606, 140, 58, 58, k.pal.shine) +
    path("M1596 142Q1600 96 1635 88Q1670 96 1674 142Z", "#c8372c") +
    disc(
      1635,
      168,
      140,
      k.halo([
        [k.pal.shine, 0.7],
        [k.pal.shine, 0],
      ]),
    ) +
    poly(
      [
        [1610, 160],
        [900, 60],
        [900, 190],
        [1610, 180],
      ],
      k.pal.shine,
      0.22,
    ) +
    poly(
      [
        [1300, 500],
        [1310, 400],
        [1370, 400],
        [1380, 500],
      ],
      k.fade([mix(rock, k.pal.paper, 0.4), mix(rock, k.pal.ink, 0.2)]),
    ) +
    rect(1333, 290, 14, 112, mix(k.pal.paper, k.pal.ink, 0.3)) +
    rect(1306, 318, 68, 13, mix(k.pal.paper, k.pal.ink, 0.3)) +
    person(k, 1250, 522, 76, { color: k.pal.accent }) +
    person(k, 1425, 494, 72, {}) +
    person(k, 1452, 494, 68, { color: "#3f5f86" }) +
    times(13, () =>
      oval(k.rnd(880, 1130), k.rnd(1000, 1190), k.rnd(40, 120), k.rnd(5, 10), "#ffffff", 0.6),
    ) +
    birds(k, 760, 420, 12, 1.4, k.depth(0.8)) +
    bush(k, 120, 1230, 420, 110, mix(k.pal.leaf, k.pal.ink, 0.55))
  );
}
