import { mix, shift } from "../color.ts";
import {
  curvePath,
  disc,
  HEIGHT,
  type Kit,
  oval,
  type Point,
  place,
  r,
  rect,
  stroke,
  times,
} from "../kit.ts";
import { bush, hedge, mist, ripples, sky, water } from "../nature.ts";
import { curvedRoof, person, windows } from "../structures.ts";

export function hoanKiem(k: Kit): string {
  const red = "#c8402f";
  const stone = mix(k.pal.paper, k.pal.shade, 0.35);
  return (
    sky(k, { horizon: 690, sun: { x: 900, y: 400, size: 150, rings: 3 } }) +
    hedge(k, 640, 120, mix(k.pal.haze, k.pal.mid, 0.35)) +
    hedge(k, 690, 80, mix(k.pal.haze, k.pal.mid, 0.6)) +
    mist(k, 680, 160, 0.85) +
    water(k, 700, { sunX: 900, spread: 130 }) +
    // Turtle Tower on its islet: three arcaded storeys, each smaller than the last.
    oval(900, 742, 230, 26, mix(k.pal.leaf, k.pal.ink, 0.35)) +
    bush(k, 740, 745, 110, 50, k.pal.leaf) +
    bush(k, 1060, 745, 120, 46, k.pal.leaf) +
    (
      [
        [260, 130, 0],
        [190, 95, 130],
        [116, 84, 225],
      ] as const
    )
      .map(
        ([w, h, up], i) =>
          rect(900 - w / 2, 735 - up - h, w, h, k.fade([stone, mix(stone, k.pal.ink, 0.3)], true)) +
          windows(
            900 - w / 2 + 10,
            735 - up - h + 12,
            w - 20,
            h - 12,
            3 - Math.min(2, i ? i : 0),
            1,
            mix(k.pal.ink, stone, 0.12),
            { arch: true, gap: 0.42 },
          ) +
          rect(900 - w / 2 - 12, 735 - up - h - 8, w + 24, 14, mix(stone, k.pal.ink, 0.4)),
      )
      .join("") +
    curvedRoof(k, 900, 424, 150, 46, mix(k.pal.roof, k.pal.ink, 0.3), { curl: 28, ridge: 0.35 }) +
    place(
      rect(
        -115,
        0,
        230,
        250,
        k.fade([
          [stone, 0.4],
          [stone, 0],
        ]),
      ),
      900,
      765,
    ) +
    // The red Thê Húc bridge, near, in front of the water.
    (() => {
      const at = (t: number): Point => [1010 + 830 * t, 985 - Math.sin(t * 2.3) * 120];
      const deck = Array.from({ length: 13 }, (_, i) => at(i / 12));
      return (
        times(9, (_, t) => {
          const [x, y] = at(t);
          return rect(x - 7, y, 14, 190, mix(red, k.pal.ink, 0.45));
        }) +
        stroke(curvePath(deck), red, 26) +
        stroke(curvePath(deck.map(([x, y]) => [x, y + 13] as Point)), mix(red, k.pal.ink, 0.5), 8) +
        stroke(curvePath(deck.map(([x, y]) => [x, y - 62] as Point)), red, 11) +
        stroke(curvePath(deck.map(([x, y]) => [x, y - 34] as Point)), red, 5) +
        times(17, (_, t) => {
          const [x, y] = at(t);
          return rect(x - 5, y - 72, 10, 72, red) + disc(x, y - 74, 8, shift(red, 0.2));
        }) +
        person(k, at(0.35)[0], at(0.35)[1] - 10, 104, { hat: true }) +
        person(k, at(0.52)[0], at(0.52)[1] - 10, 96, { umbrella: k.pal.paper })
      );
    })() +
    // Willow curtain from the upper left.
    times(34, (i) => {
      const x = -20 + i * 17 + k.rnd(-8, 8);
      const len = 560 - i * 13 + k.rnd(-110, 90);
      return stroke(
        `M${r(x)} -10Q${r(x + 16)} ${r(len / 2)} ${r(x + k.rnd(-12, 30))} ${r(len)}`,
        mix(k.pal.leaf, k.pal.ink, k.rnd(0.1, 0.5)),
        k.rnd(5, 10),
        0.9,
      );
    }) +
    stroke("M-30 60C160 10 360 0 620 -30", mix(k.pal.ink, "#4a3020", 0.3), 26) +
    ripples(k, 860, HEIGHT, 24)
  );
}
