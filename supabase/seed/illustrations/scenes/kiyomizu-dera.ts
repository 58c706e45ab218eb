import { mix, shift } from "../color.ts";
import { disc, type Kit, path, place, poly, rect, times, WIDTH } from "../kit.ts";
import { birds, blossomTree, mist, ridge, sky } from "../nature.ts";
import { curvedRoof, lantern, person, tieredTower, windows } from "../structures.ts";

const MAPLE = ["#9c2a1f", "#cf3f26", "#ee7a35"] as const;

export function kiyomizu(k: Kit): string {
  const wood = mix("#7a4a2c", k.pal.ink, 0.2);
  const beam = shift(wood, 0.22);
  return (
    sky(k, { horizon: 760, sun: { x: 430, y: 300, size: 120, rings: 4 }, clouds: 3 }) +
    ridge(k, 520, 120, k.depth(0.2), { foot: k.pal.haze }) +
    mist(k, 560, 160, 0.6) +
    rect(0, 730, 700, 30, k.depth(0.2)) +
    times(26, (i) => rect(i * 30, 740 - k.rnd(10, 70), 24, 80, k.depth(0.18))) +
    rect(228, 560, 8, 180, k.depth(0.25)) +
    poly(
      [
        [220, 600],
        [232, 520],
        [244, 600],
      ],
      k.depth(0.25),
    ) +
    ridge(k, 800, 80, mix(MAPLE[1], k.pal.haze, 0.55), { foot: k.pal.haze }) +
    mist(k, 830, 130, 0.6) +
    path(
      "M1840 380Q1500 420 1420 620Q1300 900 900 1210H1840Z",
      mix(k.pal.ground, k.pal.ink, 0.35),
    ) +
    times(60, () =>
      disc(
        k.rnd(1200, 1800),
        k.rnd(560, 1180),
        k.rnd(30, 70),
        k.pick([mix(MAPLE[0], k.pal.ink, 0.2), MAPLE[1], mix(MAPLE[2], k.pal.ink, 0.15)]),
      ),
    ) +
    // Trestle of tall pillars locked by beams.
    times(7, (i) => {
      const x = 640 + i * 118;
      const foot = 1130 - i * 52;
      return (
        times(1, () =>
          rect(x, 640, 30, foot - 640, k.fade([beam, wood, mix(wood, k.pal.ink, 0.4)], true)),
        ) + rect(x + 54, 640, 22, foot - 690, mix(wood, k.pal.ink, 0.4))
      );
    }) +
    [720, 810, 900, 990]
      .map(
        (y, j) =>
          rect(620, y, 860 - j * 130, 18, beam) +
          rect(620, y + 16, 860 - j * 130, 8, k.pal.ink, 0.4),
      )
      .join("") +
    [760, 850, 940]
      .map((y, j) => rect(630, y, 800 - j * 130, 11, mix(wood, k.pal.ink, 0.2)))
      .join("") +
    rect(560, 612, 960, 34, k.fade([beam, wood])) +
    rect(560, 600, 960, 14, shift(wood, 0.45)) +
    times(17, (_, t) => rect(566 + 936 * t, 540, 10, 64, wood)) +
    rect(556, 534, 968, 12, beam) +
    rect(556, 566, 968, 8, wood) +
    [640, 720, 900, 980, 1100]
      .map((x, i) =>
        person(k, x, 604, 76, {
          color: i % 2 ? k.pal.ink : k.pal.accent,
          ...(i === 2 ? { umbrella: "#c8432f" } : {}),
        }),
      )
      .join("") +
    // Main hall under its great hipped bark roof.
    rect(760, 400, 740, 202, mix(wood, k.pal.ink, 0.35)) +
    times(11, (_, t) => rect(766 + 712 * t, 400, 18, 200, beam)) +
    windows(780, 430, 700, 120, 10, 1, k.pal.shine, { gap: 0.5 }) +
    times(7, (i) => lantern(k, 820 + i * 104, 450, 15, k.pal.accent)) +
    curvedRoof(k, 1120, 420, 1060, 270, mix("#6a5a4a", k.pal.ink, 0.15), {
      curl: 56,
      ridge: 0.46,
      trim: mix("#a8947a", k.pal.ink, 0.1),
    }) +
    curvedRoof(k, 760, 476, 420, 90, mix("#6a5a4a", k.pal.ink, 0.22), {
      curl: 30,
      ridge: 0.5,
      trim: mix("#a8947a", k.pal.ink, 0.1),
    }) +
    rect(600, 470, 300, 70, mix(wood, k.pal.ink, 0.3)) +
    times(5, (_, t) => rect(604 + 276 * t, 470, 14, 74, beam)) +
    place(
      tieredTower(k, 0, 0, {
        tiers: 3,
        width: 120,
        storey: 70,
        shrink: 0.82,
        overhang: 1.7,
        wallColor: "#d8563a",
        roofColor: mix("#6a5a4a", k.pal.ink, 0.2),
        curl: 0.4,
      }),
      360,
      800,
      0.9,
    ) +
    blossomTree(k, 180, 1200, 520, MAPLE, { lean: 0.2 }) +
    blossomTree(k, 1640, 1200, 660, MAPLE, { lean: -0.25, n: 170 }) +
    times(40, (i) =>
      disc(
        300 + i * 33,
        1130 + Math.sin(i) * 30 + (i < 10 ? 40 : 0),
        k.rnd(40, 80),
        [mix(MAPLE[0], k.pal.ink, 0.15), MAPLE[1], MAPLE[2]][i % 3] ?? MAPLE[1],
      ),
    ) +
    times(24, () =>
      disc(k.rnd(0, WIDTH), k.rnd(300, 1100), k.rnd(4, 8), k.pick([MAPLE[1], MAPLE[2]])),
    ) +
    birds(k, 300, 220, 5, 1, k.depth(0.7))
  );
}
