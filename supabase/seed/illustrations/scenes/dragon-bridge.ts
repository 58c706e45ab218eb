import { mix, shift } from "../color.ts";
import {
  curvePath,
  disc,
  HEIGHT,
  type Kit,
  line,
  type Point,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
  turn,
  WIDTH,
} from "../kit.ts";
import { ripples, sky, water } from "../nature.ts";
import { sampan, windows } from "../structures.ts";

export function dragonBridge(k: Kit): string {
  const gold = "#f6b637";
  const spine: Point[] = [
    [-40, 760],
    [60, 640],
    [230, 500],
    [420, 470],
    [600, 600],
    [740, 640],
    [900, 540],
    [1060, 450],
    [1200, 520],
    [1290, 590],
    [1366, 520],
    [1392, 430],
  ];
  const d = curvePath(spine, 0.9);
  return (
    sky(k, { horizon: 760, stars: 90, sun: { x: 330, y: 220, size: 66, rings: 2 } }) +
    times(26, (i) => {
      const h = k.rnd(70, 300) * (1 - Math.abs(i - 13) / 26);
      const x = i * 72 - 20;
      return (
        rect(x, 760 - h, 62, h, k.depth(0.42)) +
        windows(x + 4, 764 - h, 54, h, 4, Math.max(1, Math.round(h / 22)), k.depth(0.34), {
          gap: 0.5,
          lit: () => (k.rnd() < 0.4 ? k.pal.shine : undefined),
        })
      );
    }) +
    water(k, 758, { ripples: 50 }) +
    times(80, () =>
      rect(
        k.rnd(0, WIDTH),
        k.rnd(790, 1190),
        k.rnd(30, 150),
        4,
        k.pick([gold, k.pal.accent, "#ffd98a"]),
        0.35,
        2,
      ),
    ) +
    // Deck and piers.
    [180, 660, 1150, 1600]
      .map((x) =>
        poly(
          [
            [x - 26, 760],
            [x + 26, 760],
            [x + 44, 900],
            [x - 44, 900],
          ],
          k.depth(0.8),
        ),
      )
      .join("") +
    rect(-10, 722, WIDTH + 20, 40, k.fade([mix(k.pal.paper, k.pal.ink, 0.45), k.pal.ink])) +
    rect(-10, 718, WIDTH + 20, 8, k.pal.shine) +
    times(
      40,
      (_, t) => rect(WIDTH * t - 2, 690, 4, 32, k.pal.ink) + disc(WIDTH * t, 688, 5, k.pal.shine),
    ) +
    times(24, (_, t) => {
      const x = 60 + 1180 * t;
      return line(x, 722, x + 6, 560, mix(gold, k.pal.ink, 0.45), 3, 0.7);
    }) +
    // The dragon: glowing body, scales, fins, head.
    stroke(d, gold, 150, 0.12) +
    stroke(d, mix(gold, k.pal.ink, 0.5), 78) +
    stroke(d, gold, 64) +
    stroke(d, shift(gold, 0.45), 22) +
    `<path d="${d}" fill="none" stroke="${mix(gold, "#a8431f", 0.55)}" stroke-width="64" stroke-dasharray="5 21" opacity="0.75"/>` +
    spine
      .slice(1, -1)
      .map(([x, y], i) =>
        poly(
          [
            [x - 26, y - 30],
            [x - 4 - (i % 2) * 8, y - 92],
            [x + 30, y - 30],
          ],
          mix(gold, k.pal.accent, 0.4),
        ),
      )
      .join("") +
    place(
      // Mane, skull with an open jaw, horns, whiskers, beard.
      times(9, (_, t) =>
        place(
          turn(
            path("M0 -16L-120 -8L-20 22Z", mix(gold, k.pal.accent, t % 0.5 < 0.25 ? 0.7 : 0.35)),
            -46 + t * 118,
          ),
          -20,
          10,
        ),
      ) +
        path(
          "M-60 66C-86 -10 -50 -86 30 -96C70 -100 92 -84 120 -74C168 -70 214 -74 236 -58C252 -44 246 -26 226 -20L130 0L214 34C226 44 214 60 196 58L110 62C70 96 10 110 -60 66Z",
          k.fade([shift(gold, 0.3), gold, mix(gold, "#a8431f", 0.5)]),
        ) +
        path("M226 -20L130 0L214 34L120 26L96 0L130 -14Z", "#7a1f1c") +
        [150, 176, 202]
          .map((x) =>
            poly(
              [
                [x, -14 - (x - 150) * 0.05],
                [x + 8, 6],
                [x + 17, -18],
              ],
              k.pal.sun,
            ),
          )
          .join("") +
        [150, 178]
          .map((x) =>
            poly(
              [
                [x, 30],
                [x + 8, 12],
                [x + 16, 32],
              ],
              k.pal.sun,
            ),
          )
          .join("") +
        stroke(
          "M10 -88C-20 -140 -80 -150 -130 -130M44 -92C30 -160 -30 -190 -90 -186",
          mix(gold, k.pal.paper, 0.45),
          17,
        ) +
        stroke(
          "M222 -56C262 -80 280 -120 262 -150M206 -64C236 -100 236 -130 214 -150",
          mix(gold, k.pal.paper, 0.3),
          7,
        ) +
        stroke(
          "M40 84C50 120 30 150 0 160M86 70C100 110 90 140 66 160",
          mix(gold, k.pal.accent, 0.4),
          10,
        ) +
        path("M52 -58C60 -84 88 -84 92 -62C98 -40 72 -26 72 -26C72 -26 46 -36 52 -58Z", k.pal.sun) +
        disc(74, -54, 9, k.pal.ink) +
        stroke("M36 -84C56 -100 90 -96 108 -76", mix(gold, "#a8431f", 0.6), 10) +
        disc(226, -48, 6, k.pal.ink),
      1415,
      400,
      1.02,
    ) +
    // Fire.
    disc(
      1800,
      400,
      330,
      k.halo([
        ["#ff8a32", 0.7],
        ["#ff8a32", 0.2],
        ["#ff8a32", 0],
      ]),
    ) +
    path("M1640 385C1700 340 1740 300 1830 250V560C1750 500 1700 430 1640 385Z", "#ff7a22") +
    path("M1640 388C1700 360 1750 340 1830 310V500C1760 460 1700 420 1640 388Z", "#ffc04a") +
    path("M1650 390C1720 374 1770 370 1830 360V450C1770 430 1710 410 1650 390Z", "#fff0b8") +
    place(`<g transform="scale(1 -0.5)" opacity="0.28">${stroke(d, gold, 60)}</g>`, 0, 1140) +
    sampan(k, 560, 1060, 150, { people: 2, lamp: true }) +
    ripples(k, 800, HEIGHT, 20)
  );
}
