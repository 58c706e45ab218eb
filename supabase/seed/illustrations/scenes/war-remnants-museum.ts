import { mix, shift } from "../color.ts";
import { type Kit, oval, path, place, poly, rect, stroke, times, WIDTH } from "../kit.ts";
import { hedge, sky, tree } from "../nature.ts";
import { person } from "../structures.ts";

export function warRemnants(k: Kit): string {
  const concrete = mix(k.pal.paper, k.pal.mid, 0.22);
  const green = mix("#4f5d3f", k.pal.ink, 0.15);
  const heli =
    path(
      "M-250 0C-260 -70 -180 -120 -70 -124H90C140 -124 170 -100 200 -84L470 -120L480 -92L220 -10C170 20 90 34 0 34H-140C-210 34 -246 30 -250 0Z",
      k.fade([shift(green, 0.25), green, mix(green, k.pal.ink, 0.4)]),
    ) +
    path("M-240 -14C-236 -70 -180 -104 -110 -108V-20Z", mix("#a9c6c4", k.pal.haze, 0.2)) +
    rect(-84, -96, 92, 96, mix(green, k.pal.ink, 0.65), 1, 8) +
    rect(28, -92, 74, 46, mix("#a9c6c4", k.pal.haze, 0.2), 1, 8) +
    stroke("M-70 -4V-92M-20 -4V-92", mix(green, k.pal.ink, 0.2), 4) +
    poly(
      [
        [430, -112],
        [486, -210],
        [520, -208],
        [486, -90],
      ],
      green,
    ) +
    oval(498, -200, 66, 5, k.pal.ink, 0.8) +
    poly(
      [
        [330, -76],
        [420, -96],
        [430, -84],
        [340, -56],
      ],
      mix(green, k.pal.ink, 0.3),
    ) +
    rect(-34, -158, 90, 36, mix(green, k.pal.ink, 0.25), 1, 10) +
    rect(2, -196, 14, 44, k.pal.ink) +
    stroke("M-480 -178L500 -216", k.pal.ink, 13) +
    stroke("M-190 34L-210 84M40 34L60 84M-270 84H150C166 84 176 74 180 64", k.pal.ink, 11) +
    stroke("M-230 0H230", shift(green, 0.3), 4, 0.5);
  return (
    sky(k, { horizon: 800, sun: { x: 1380, y: 300, size: 120, rings: 2 }, clouds: 5 }) +
    hedge(k, 800, 160, mix(k.pal.leaf, k.pal.haze, 0.5)) +
    // The museum: stacked concrete slabs with deep shade between them.
    rect(
      500,
      240,
      1180,
      700,
      k.fade([mix(concrete, k.pal.ink, 0.25), mix(concrete, k.pal.ink, 0.5)]),
    ) +
    [230, 430, 630]
      .map(
        (y, i) =>
          rect(450 - i * 14, y, 1270 + i * 20, 76, k.fade([shift(concrete, 0.3), concrete])) +
          rect(450 - i * 14, y + 70, 1270 + i * 20, 10, k.pal.ink, 0.3) +
          times(19, (_, t) =>
            rect(476 + 1190 * t, y + 80, 20, 124, mix(concrete, k.pal.ink, 0.14)),
          ),
      )
      .join("") +
    rect(
      990,
      300,
      210,
      640,
      k.fade([shift(concrete, 0.35), mix(concrete, k.pal.ink, 0.15)], true),
    ) +
    rect(440, 834, 1290, 40, shift(concrete, 0.2)) +
    times(8, (_, t) => rect(500 + 1140 * t, 860, 34, 90, mix(concrete, k.pal.ink, 0.2))) +
    // A white dove, large and quiet, on the tower.
    place(
      path(
        "M-70 30C-40 34 -10 24 6 4C-14 -30 -12 -70 16 -96C26 -60 46 -40 66 -24C80 -34 100 -32 108 -20L126 -12L106 -4C104 22 80 48 40 52L20 80L-2 56C-30 58 -54 48 -70 30Z",
        "#fffdf6",
      ),
      1085,
      560,
      1.1,
    ) +
    rect(
      0,
      938,
      WIDTH,
      270,
      k.fade([mix(k.pal.ground, k.pal.paper, 0.3), mix(k.pal.ground, k.pal.ink, 0.35)]),
    ) +
    oval(640, 1098, 430, 26, k.pal.ink, 0.3) +
    place(heli, 620, 1010, 1.12) +
    person(k, 1220, 1060, 130, { color: mix(k.pal.ink, k.pal.mid, 0.3) }) +
    person(k, 1275, 1064, 96, { color: k.pal.accent }) +
    person(k, 1480, 1010, 108, { hat: true }) +
    tree(k, 150, 1000, 780, mix(k.pal.leaf, k.pal.ink, 0.1), { width: 0.75 }) +
    tree(k, 1730, 990, 520, mix(k.pal.leaf, k.pal.ink, 0.1)) +
    rect(1330, 1046, 220, 16, mix("#8a5a38", k.pal.ink, 0.2)) +
    rect(1350, 1060, 12, 40, k.pal.ink) +
    rect(1518, 1060, 12, 40, k.pal.ink)
  );
}
