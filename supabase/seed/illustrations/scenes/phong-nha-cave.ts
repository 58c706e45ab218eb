import { mix } from "../color.ts";
import { disc, HEIGHT, type Kit, path, place, r, rect, times, WIDTH } from "../kit.ts";
import { birds, hedge, karst, mist, sky, water } from "../nature.ts";
import { sampan } from "../structures.ts";

export function phongNha(k: Kit): string {
  const mouth =
    "M330 1010C260 760 330 470 560 360C700 270 900 300 1040 280C1290 260 1480 420 1500 640C1540 800 1470 930 1500 1010Z";
  const rock = mix(k.pal.ink, k.pal.mid, 0.12);
  const tooth = (x: number, y: number, w: number, h: number, c: string) =>
    path(
      `M${r(x - w / 2)} ${r(y)}Q${r(x - w * 0.18)} ${r(y + h * 0.4)} ${r(x)} ${r(y + h)}Q${r(x + w * 0.2)} ${r(y + h * 0.4)} ${r(x + w / 2)} ${r(y)}Z`,
      c,
    );
  return (
    rect(0, 0, WIDTH, HEIGHT, k.fade([mix(rock, "#000010", 0.35), rock])) +
    k.clip(
      mouth,
      sky(k, { horizon: 760, sun: { x: 1120, y: 470, size: 84, rings: 3 } }) +
        karst(k, 500, 770, 330, 330, 0.2, { green: true }) +
        karst(k, 1380, 770, 300, 360, 0.22, { green: true }) +
        karst(k, 820, 770, 260, 230, 0.14, { green: true }) +
        mist(k, 740, 150, 0.8) +
        hedge(k, 770, 50, mix(k.pal.leaf, k.pal.haze, 0.25)) +
        birds(k, 880, 470, 7, 0.9, k.depth(0.75)),
    ) +
    [0, 1, 2]
      .map(
        (i) =>
          `<path d="${mouth}" fill="none" stroke="${mix(rock, k.pal.glow, 0.42 - i * 0.13)}" stroke-width="${26 + i * 74}" opacity="${0.5 - i * 0.12}"/>`,
      )
      .join("") +
    water(k, 770, { sunX: 1080, spread: 260, ripples: 50 }) +
    path(
      `M0 770H300C330 840 250 920 320 1010C200 1050 60 1060 0 1090Z`,
      mix(rock, k.pal.mid, 0.12),
    ) +
    path(
      `M1800 770H1510C1470 850 1560 900 1500 990C1620 1040 1720 1050 1800 1080Z`,
      mix(rock, k.pal.mid, 0.08),
    ) +
    rect(
      0,
      770,
      WIDTH,
      430,
      k.fade([
        [k.pal.ink, 0],
        [k.pal.ink, 0.6],
      ]),
    ) +
    times(40, (i) => {
      const x = 20 + i * 46 + k.rnd(-14, 14);
      const edge = Math.abs(x - 900) / 900;
      return tooth(
        x,
        -10,
        k.rnd(50, 110),
        k.rnd(120, 300) + edge * 330,
        mix(rock, k.pal.mid, k.rnd(0, 0.3)),
      );
    }) +
    times(24, (i) => {
      const x = 380 + i * 46 + k.rnd(-14, 14);
      return tooth(x, 230, k.rnd(26, 56), k.rnd(60, 210), mix(rock, k.pal.glow, k.rnd(0.1, 0.28)));
    }) +
    path(
      "M300 -10H1540L1500 260C1300 200 1000 260 860 250S480 280 330 330Z",
      k.fade([mix(rock, "#000010", 0.3), mix(rock, k.pal.mid, 0.12)]),
    ) +
    [
      [90, 300, 130],
      [230, 170, 90],
      [1700, 330, 150],
      [1570, 200, 90],
    ]
      .map(([x = 0, h = 0, w = 0]) =>
        place(
          `<g transform="scale(1 -1)">${tooth(0, 0, w, h, mix(rock, k.pal.mid, 0.32))}</g>`,
          x,
          1100,
        ),
      )
      .join("") +
    sampan(k, 880, 930, 150, { people: 3 }) +
    sampan(k, 1210, 830, 60, { people: 2, mirror: true }) +
    times(60, () => disc(k.rnd(0, WIDTH), k.rnd(760, 1180), k.rnd(1, 3), k.pal.shine, 0.5))
  );
}
