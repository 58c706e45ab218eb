import { mix, shift } from "../color.ts";
import {
  curvePath,
  disc,
  HEIGHT,
  type Kit,
  type Point,
  path,
  place,
  rect,
  stroke,
  times,
  turn,
  WIDTH,
} from "../kit.ts";
import { birds, cloud, conifer, mist, ridge, sky } from "../nature.ts";
import { person } from "../structures.ts";

export function goldenBridge(k: Kit): string {
  const gold = "#e9b13c";
  const stone = mix(k.pal.shade, k.pal.leaf, 0.25);
  const deck: Point[] = [
    [-40, 700],
    [220, 655],
    [520, 640],
    [880, 655],
    [1220, 640],
    [1520, 590],
    [1840, 500],
  ];
  const d = curvePath(deck);
  const hand = (mirror: boolean) => {
    const lit = shift(stone, 0.25);
    const dark = mix(stone, k.pal.ink, 0.4);
    const finger = (x: number, y: number, len: number, w: number, a: number) =>
      place(
        turn(
          path(
            `M${-w / 2} 0C${-w * 0.62} ${-len * 0.4} ${-w * 0.5} ${-len * 0.85} ${-w * 0.1} ${-len}C${w * 0.35} ${-len * 1.02} ${w * 0.5} ${-len * 0.7} ${w / 2} 0Z`,
            k.fade([lit, stone, dark], true),
          ) +
            stroke(
              `M${-w * 0.3} ${-len * 0.45}Q0 ${-len * 0.41} ${w * 0.32} ${-len * 0.46}M${-w * 0.26} ${-len * 0.72}Q0 ${-len * 0.69} ${w * 0.24} ${-len * 0.73}`,
              dark,
              5,
              0.7,
            ),
          a,
        ),
        x,
        y,
      );
    const back =
      path(
        "M-170 640C-190 420 -210 260 -190 120C-176 20 -120 -60 -20 -70C90 -78 150 -20 160 90C170 220 150 420 190 640Z",
        k.fade([lit, stone, dark], true),
      ) +
      stroke(
        "M-90 0C-100 150 -110 300 -100 560M0 -10C10 150 0 320 20 560M96 20C104 160 90 330 120 560",
        dark,
        7,
        0.35,
      ) +
      times(16, () =>
        disc(
          k.rnd(-150, 140),
          k.rnd(120, 560),
          k.rnd(8, 26),
          mix(k.pal.leaf, k.pal.ink, 0.15),
          0.55,
        ),
      );
    return `<g${mirror ? ' transform="scale(-1 1)"' : ""}>${back}${finger(-138, 40, 250, 84, -16)}${finger(-60, -20, 330, 88, -5)}${finger(26, -24, 345, 90, 3)}${finger(108, 20, 280, 82, 12)}</g>`;
  };
  const thumb = (x: number, y: number, mirror: boolean) =>
    place(
      path(
        "M-40 200C-70 90 -60 -10 0 -150C26 -200 76 -180 74 -130C70 -30 60 80 70 210Z",
        k.fade([shift(stone, 0.25), stone, mix(stone, k.pal.ink, 0.35)], true),
      ) + path("M6 -150C24 -186 62 -178 62 -140C50 -120 24 -120 6 -150Z", shift(stone, 0.4), 0.7),
      x,
      y,
      1,
      mirror,
    );
  return (
    sky(k, { horizon: 760, sun: { x: 980, y: 300, size: 110, rings: 4, rays: true } }) +
    ridge(k, 560, 120, k.depth(0.16), {
      foot: k.pal.haze,
      peaks: [
        [300, 0.9],
        [1480, 1.1],
      ],
    }) +
    ridge(k, 640, 90, k.depth(0.3), { foot: k.pal.haze }) +
    mist(k, 660, 220, 0.85) +
    place(hand(false), 470, 570) +
    place(hand(true), 1330, 520) +
    stroke(d, k.pal.ink, 40, 0.3) +
    stroke(d, mix(gold, k.pal.ink, 0.35), 34) +
    stroke(curvePath(deck.map(([x, y]) => [x, y - 12] as Point)), gold, 16) +
    times(64, (_, t) => {
      const i = Math.min(deck.length - 2, Math.floor(t * (deck.length - 1)));
      const f = t * (deck.length - 1) - i;
      const [x1, y1] = deck[i] ?? [0, 0];
      const [x2, y2] = deck[i + 1] ?? [0, 0];
      const x = x1 + (x2 - x1) * f;
      const y = y1 + (y2 - y1) * f;
      return rect(x - 2, y - 74, 4, 64, gold);
    }) +
    stroke(curvePath(deck.map(([x, y]) => [x, y - 76] as Point)), shift(gold, 0.25), 9) +
    stroke(curvePath(deck.map(([x, y]) => [x, y - 46] as Point)), gold, 4) +
    [180, 640, 730, 1010, 1130, 1600]
      .map((x, i) =>
        person(k, x, 640 - (x > 1400 ? 70 : 0), 78, {
          hat: i % 2 === 0,
          color: i % 3 ? k.pal.ink : k.pal.accent,
        }),
      )
      .join("") +
    thumb(640, 690, false) +
    thumb(1160, 660, true) +
    // The sea of cloud, row before row, each a little deeper in the shade.
    times(5, (row) => {
      const color = mix(k.pal.sun, mix(k.pal.haze, k.pal.mid, 0.45), row * 0.2);
      const y = 900 + row * 66;
      return (
        times(7, (i) =>
          cloud(
            k,
            i * 290 - 60 + row * 70 + k.rnd(-50, 50),
            y + k.rnd(-14, 14),
            k.rnd(0.9, 1.5),
            color,
            1,
          ),
        ) + rect(0, y - 4, WIDTH, HEIGHT - y + 4, color)
      );
    }) +
    times(9, (i) =>
      conifer(
        k,
        40 + i * 30 + k.rnd(-10, 10),
        1210,
        k.rnd(160, 260),
        mix(k.pal.ink, k.pal.leaf, 0.4),
      ),
    ) +
    times(9, (i) =>
      conifer(
        k,
        1540 + i * 30 + k.rnd(-10, 10),
        1210,
        k.rnd(140, 250),
        mix(k.pal.ink, k.pal.leaf, 0.4),
      ),
    ) +
    birds(k, 820, 330, 5, 1, k.depth(0.6))
  );
}
