import { mix, shift } from "../color.ts";
import { disc, type Kit, place, poly, r, rect, stroke, times, WIDTH } from "../kit.ts";
import { sky, tree } from "../nature.ts";
import { archRect, person } from "../structures.ts";

export function oldQuarter(k: Kit): string {
  const tones = ["#e3b04b", "#d98a4a", "#c9c08a", "#7fae9a", "#e8cf9a", "#b76d52"] as const;
  const house = (x: number, w: number, h: number, c: string) => {
    const wallC = mix(c, k.pal.paper, 0.2);
    const floors = Math.round((h - 170) / 150);
    let s =
      rect(x, 1000 - h, w, h, k.fade([shift(wallC, 0.12), mix(wallC, k.pal.shade, 0.4)])) +
      rect(x + w - 12, 1000 - h, 12, h, k.pal.ink, 0.2);
    for (let f = 0; f < floors; f++) {
      const y = 1000 - h + 36 + f * 150;
      const shut = mix(
        [k.pal.leaf, "#3f7f86", "#8a4a34"][(f + Math.round(x / 90)) % 3] ?? k.pal.leaf,
        k.pal.ink,
        0.15,
      );
      s +=
        archRect(x + w * 0.24, y, w * 0.52, 96, mix(k.pal.ink, "#5a3a22", 0.2), f % 2 === 0) +
        rect(x + w * 0.14, y + 10, w * 0.15, 86, shut) +
        rect(x + w * 0.71, y + 10, w * 0.15, 86, shut);
      if (k.rnd() > 0.5) s += archRect(x + w * 0.3, y + 10, w * 0.4, 86, k.pal.shine, f % 2 === 0);
      s +=
        rect(x + 6, y + 96, w - 12, 10, k.pal.ink, 0.5) +
        times(9, (_, t) => rect(x + 10 + (w - 24) * t, y + 62, 4, 36, k.pal.ink)) +
        rect(x + 6, y + 58, w - 12, 6, k.pal.ink);
      s += times(3, (i) => disc(x + 22 + i * 17, y + 56, 15, mix(k.pal.leaf, k.pal.ink, i * 0.15)));
    }
    s +=
      rect(x + 4, 858, w - 8, 142, mix(k.pal.ink, "#6a3f22", 0.25)) +
      rect(x + 18, 872, w - 36, 128, mix(k.pal.shine, k.pal.accent, 0.35), 0.75);
    s += poly(
      [
        [x - 8, 850],
        [x + w + 8, 850],
        [x + w + 22, 894],
        [x - 22, 894],
      ],
      x % 2 ? k.pal.accent : mix(k.pal.roof, k.pal.leaf, x % 3 ? 0 : 0.85),
    );
    return (
      s +
      (k.rnd() > 0.4
        ? poly(
            [
              [x - 4, 1004 - h],
              [x + w / 2, 950 - h],
              [x + w + 4, 1004 - h],
            ],
            k.pal.roof,
          )
        : rect(x - 5, 984 - h, w + 10, 22, mix(wallC, k.pal.ink, 0.3)))
    );
  };
  let row = "";
  let x = -60;
  let i = 0;
  while (x < WIDTH) {
    const w = k.rnd(138, 190);
    row += house(
      Math.round(x),
      w,
      [640, 790, 500, 720, 860, 560, 690][i % 7] ?? 640,
      tones[i % 6] ?? tones[0],
    );
    x += w;
    i++;
  }
  const cables = times(9, (n) =>
    stroke(
      `M-20 ${r(300 + n * 26)}Q${r(k.rnd(600, 1100))} ${r(480 + n * 22 + k.rnd(-40, 60))} 1820 ${r(250 + n * 30)}`,
      k.pal.ink,
      k.rnd(2.5, 5),
      0.75,
    ),
  );
  return (
    sky(k, { horizon: 900, sun: { x: 1290, y: 210, size: 84, rings: 2 }, clouds: 3 }) +
    row +
    rect(0, 1000, WIDTH, 24, mix(k.pal.paper, k.pal.ink, 0.35)) +
    rect(
      0,
      1022,
      WIDTH,
      180,
      k.fade([mix(k.pal.ground, k.pal.ink, 0.35), mix(k.pal.ground, k.pal.ink, 0.6)]),
    ) +
    cables +
    rect(1415, 120, 20, 900, mix(k.pal.ink, k.pal.shade, 0.2)) +
    rect(1360, 250, 130, 12, k.pal.ink) +
    tree(k, 250, 1040, 520, mix(k.pal.leaf, k.pal.ink, 0.2), { width: 0.9 }) +
    person(k, 880, 1140, 250, {
      hat: true,
      pole: true,
      walk: true,
      color: mix("#6b4a7a", k.pal.ink, 0.2),
    }) +
    person(k, 1240, 1060, 150, {}) +
    person(k, 1310, 1064, 140, { hat: true, color: k.pal.roof }) +
    // A bicycle loaded with flowers.
    place(
      `<circle cx="-78" cy="-54" r="52" fill="none" stroke="${k.pal.ink}" stroke-width="8"/><circle cx="88" cy="-54" r="52" fill="none" stroke="${k.pal.ink}" stroke-width="8"/>` +
        stroke("M-78 -54L-20 -130L60 -130L88 -54M-20 -130L8 -54L60 -130L70 -170", k.pal.ink, 9) +
        times(34, () =>
          disc(
            k.rnd(-140, -10),
            k.rnd(-215, -125),
            k.rnd(12, 20),
            k.pick(["#e2566e", "#f4b73f", "#fbf3df", "#d9482f"]),
          ),
        ),
      560,
      1165,
      1.05,
    )
  );
}
