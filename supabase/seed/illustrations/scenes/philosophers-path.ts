import { mix, shift } from "../color.ts";
import {
  curvePath,
  disc,
  HEIGHT,
  type Kit,
  oval,
  type Point,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
  WIDTH,
} from "../kit.ts";
import { blossomTree, bush, leaves, mist, ridge, ripples, sky } from "../nature.ts";
import { curvedRoof, person, windows } from "../structures.ts";

const BLOSSOM = ["#e59aa8", "#f3bcc4", "#fbe0e2"] as const;

export function philosophersPath(k: Kit): string {
  const stone = mix("#b5aa98", k.pal.shade, 0.3);
  const left: Point[] = [
    [830, 610],
    [770, 700],
    [800, 800],
    [640, 930],
    [520, 1220],
  ];
  const right: Point[] = [
    [880, 610],
    [850, 700],
    [930, 800],
    [960, 930],
    [1180, 1220],
  ];
  const river = `${curvePath(left)}L1180 1220${curvePath([...right].reverse()).replace("M", "L")}Z`;
  return (
    sky(k, { horizon: 640, sun: { x: 860, y: 360, size: 130, rings: 4 }, clouds: 3 }) +
    ridge(k, 500, 110, k.depth(0.2), {
      foot: k.pal.haze,
      peaks: [
        [300, 0.8],
        [1400, 0.9],
      ],
    }) +
    mist(k, 570, 200, 0.75) +
    times(9, (i) =>
      blossomTree(
        k,
        420 + i * 110,
        640,
        200,
        [mix(BLOSSOM[0], k.pal.haze, 0.4), mix(BLOSSOM[1], k.pal.haze, 0.3), BLOSSOM[2]],
        { n: 50 },
      ),
    ) +
    rect(0, 610, WIDTH, 600, mix(k.pal.leaf, k.pal.glow, 0.2)) +
    poly(
      [
        [880, 610],
        [960, 610],
        [1660, 1220],
        [1180, 1220],
        [960, 930],
        [930, 800],
        [850, 700],
      ],
      k.fade([mix(k.pal.ground, k.pal.paper, 0.5), k.pal.ground]),
    ) +
    path(river, k.fade([mix(k.pal.water[0], k.pal.haze, 0.2), k.pal.water[1]])) +
    k.clip(
      river,
      times(70, () =>
        oval(
          k.rnd(500, 1160),
          k.rnd(640, 1200),
          k.rnd(7, 16),
          k.rnd(3, 7),
          k.pick([...BLOSSOM] as [string, ...string[]]),
        ),
      ) + ripples(k, 640, HEIGHT, 40),
    ) +
    stroke(curvePath(left), mix(stone, k.pal.ink, 0.25), 34) +
    stroke(curvePath(left.map(([x, y]) => [x - 8, y - 12] as Point)), stone, 22) +
    stroke(curvePath(right), mix(stone, k.pal.ink, 0.35), 34) +
    stroke(curvePath(right.map(([x, y]) => [x + 8, y - 12] as Point)), shift(stone, 0.1), 22) +
    times(9, (i) =>
      oval(
        1040 + i * 52 - (i % 2) * 20,
        760 + i * 54,
        34 + i * 5,
        12 + i * 2,
        mix(stone, k.pal.paper, 0.35),
      ),
    ) +
    // Small stone bridge.
    path(
      "M640 850Q800 740 1010 850V884Q800 790 640 884Z",
      k.fade([shift(stone, 0.25), mix(stone, k.pal.ink, 0.2)]),
    ) +
    stroke("M640 812Q800 704 1010 812", stone, 14) +
    times(6, (_, t) => rect(644 + 350 * t, 812 - Math.sin(t * Math.PI) * 54, 14, 50, stone)) +
    person(k, 790, 800, 110, { umbrella: "#d9432f", color: mix("#4a3f6e", k.pal.ink, 0.1) }) +
    blossomTree(k, 330, 1010, 760, BLOSSOM, { lean: 0.4, n: 230 }) +
    blossomTree(k, 1490, 1010, 780, BLOSSOM, { lean: -0.4, n: 230 }) +
    blossomTree(k, 1180, 740, 330, BLOSSOM, { lean: -0.3, n: 90 }) +
    blossomTree(k, 560, 740, 330, BLOSSOM, { lean: 0.3, n: 90 }) +
    rect(1560, 900, 240, 230, mix("#7a5a42", k.pal.ink, 0.2)) +
    windows(1570, 940, 220, 130, 4, 1, k.pal.shine, { gap: 0.35 }) +
    curvedRoof(k, 1680, 912, 360, 90, k.pal.roof, { curl: 24 }) +
    rect(1582, 1000, 70, 130, "#3a4a86") +
    disc(1617, 1050, 18, "#fff6e4") +
    bush(k, 130, 1220, 420, 150, mix(k.pal.leaf, k.pal.ink, 0.25)) +
    bush(k, 1420, 1230, 320, 90, mix(k.pal.leaf, k.pal.ink, 0.25)) +
    place(
      path(
        "M-40 0C-46 -30 -30 -50 0 -50C20 -50 30 -40 34 -28L44 -60L54 -44L68 -44L78 -60L80 -26C80 -10 66 -4 54 -6L50 0Z",
        k.pal.ink,
      ) + stroke("M-38 -4C-80 0 -80 -40 -64 -52", k.pal.ink, 9),
      1300,
      1130,
      1.1,
    ) +
    times(40, () => disc(k.rnd(0, WIDTH), k.rnd(260, 1100), k.rnd(4, 7), BLOSSOM[1])) +
    leaves(k, 0, 1200, 240, -80, -5, 6)
  );
}
