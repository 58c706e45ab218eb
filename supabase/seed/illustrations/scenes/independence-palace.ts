import { mix } from "../color.ts";
import { disc, type Kit, oval, path, place, r, rect, stroke, times, WIDTH } from "../kit.ts";
import { hedge, leaves, palm, sky, tree } from "../nature.ts";
import { flag, person, windows } from "../structures.ts";

export function independencePalace(k: Kit): string {
  const white = mix(k.pal.paper, "#ffffff", 0.4);
  const shade = mix(white, k.pal.mid, 0.38);
  return (
    sky(k, { horizon: 760, sun: { x: 1400, y: 240, size: 100, rings: 3 }, clouds: 5 }) +
    hedge(k, 760, 200, mix(k.pal.leaf, k.pal.haze, 0.35)) +
    tree(k, 120, 800, 560, mix(k.pal.leaf, k.pal.haze, 0.1)) +
    tree(k, 1690, 800, 540, mix(k.pal.leaf, k.pal.haze, 0.1)) +
    rect(270, 440, 1260, 360, k.fade([mix(shade, k.pal.ink, 0.3), shade])) +
    rect(240, 420, 1320, 30, white) +
    rect(240, 612, 1320, 22, white) +
    rect(240, 776, 1320, 26, white) +
    rect(250, 450, 1300, 8, k.pal.ink, 0.25) +
    // Bamboo-joint screen on the upper floor.
    times(34, (_, t) => {
      const x = 290 + 1200 * t;
      return times(4, (i) =>
        path(
          `M${r(x)} ${460 + i * 38}Q${r(x + 13)} ${468 + i * 38} ${r(x + 13)} ${479 + i * 38}T${r(x)} ${498 + i * 38}Q${r(x - 13)} ${490 + i * 38} ${r(x - 13)} ${479 + i * 38}T${r(x)} ${460 + i * 38}Z`,
          white,
        ),
      );
    }) +
    times(15, (_, t) => rect(282 + 1210 * t, 634, 22, 144, white)) +
    windows(310, 650, 1180, 120, 14, 1, mix("#3f6a72", k.pal.ink, 0.3), { gap: 0.35 }) +
    // Middle block, roof pavilion, flag.
    rect(690, 360, 420, 440, k.fade([white, shade])) +
    times(7, (_, t) => rect(712 + 352 * t, 460, 18, 320, mix(shade, k.pal.ink, 0.3))) +
    windows(726, 466, 350, 140, 6, 1, mix("#3f6a72", k.pal.ink, 0.35), { gap: 0.25 }) +
    windows(726, 646, 350, 130, 6, 1, mix("#3f6a72", k.pal.ink, 0.45), { gap: 0.25 }) +
    rect(670, 350, 460, 26, white) +
    rect(770, 290, 260, 62, shade) +
    windows(780, 296, 240, 54, 8, 1, mix("#3f6a72", k.pal.ink, 0.3), { gap: 0.3 }) +
    rect(740, 270, 320, 26, white) +
    flag(900, 272, 170, 120, "#d2362c", k.pal.ink) +
    rect(0, 796, WIDTH, 30, mix(k.pal.leaf, k.pal.ink, 0.25)) +
    hedge(k, 812, 36, mix(k.pal.leaf, k.pal.ink, 0.12)) +
    rect(
      0,
      820,
      WIDTH,
      400,
      k.fade([mix(k.pal.ground, k.pal.paper, 0.3), mix(k.pal.ground, k.pal.shade, 0.3)]),
    ) +
    oval(900, 990, 680, 138, mix(k.pal.leaf, k.pal.glow, 0.2)) +
    oval(
      900,
      984,
      660,
      128,
      k.fade([mix(k.pal.leaf, k.pal.glow, 0.35), mix(k.pal.leaf, k.pal.ink, 0.05)]),
    ) +
    oval(900, 985, 210, 44, white) +
    oval(900, 982, 194, 37, k.pal.water[1]) +
    times(23, (i) => {
      const f = (i - 11) / 11;
      return stroke(
        `M${r(900 + f * 40)} 975Q${r(900 + f * 110)} ${r(770 + Math.abs(f) * 60)} ${r(900 + f * 170)} 984`,
        "#ffffff",
        4,
        0.6,
      );
    }) +
    stroke("M900 978V790", "#ffffff", 9, 0.8) +
    place(
      rect(-100, -34, 200, 34, "#55603f", 1, 8) +
        rect(-50, -70, 100, 40, "#606b47", 1, 10) +
        rect(46, -58, 130, 10, "#4a5436") +
        rect(-110, -14, 220, 26, k.pal.ink, 1, 13) +
        times(6, (i) => disc(-82 + i * 33, 0, 10, "#6f7a52")),
      1450,
      930,
      0.9,
    ) +
    person(k, 420, 1080, 128, { color: "#fbf4e6" }) +
    person(k, 480, 1090, 132, { umbrella: k.pal.accent }) +
    person(k, 1330, 1110, 140, { hat: true, color: "#6b3f7a" }) +
    palm(k, 250, 1130, 640, -0.04, mix(k.pal.leaf, k.pal.ink, 0.4)) +
    palm(k, 1600, 1150, 690, 0.05, mix(k.pal.leaf, k.pal.ink, 0.4)) +
    leaves(k, 0, 1200, 260, -85, -5)
  );
}
