import { mix, shift } from "../color.ts";
import { disc, type Kit, path, place, poly, r, rect, stroke, times } from "../kit.ts";
import { sky } from "../nature.ts";
import { person, windows } from "../structures.ts";

export function buiVien(k: Kit): string {
  const neon = ["#ff4f7b", "#ffb238", "#3fd6c6", "#8a6bff", "#ff7a2f", "#5fc8ff"] as const;
  const sign = (x: number, y: number, w: number, h: number, i: number) => {
    const c = neon[i % 6] ?? neon[0];
    return (
      disc(
        x + w / 2,
        y + h / 2,
        Math.max(w, h) * 0.95,
        k.halo([
          [c, 0.5],
          [c, 0],
        ]),
      ) +
      rect(x, y, w, h, mix(c, k.pal.ink, 0.72), 1, 10) +
      `<rect x="${r(x + 6)}" y="${r(y + 6)}" width="${r(w - 12)}" height="${r(h - 12)}" rx="8" fill="none" stroke="${c}" stroke-width="6"/>` +
      [
        () =>
          stroke(
            `M${r(x + w * 0.3)} ${r(y + h * 0.3)}H${r(x + w * 0.7)}L${r(x + w / 2)} ${r(y + h * 0.56)}ZM${r(x + w / 2)} ${r(y + h * 0.56)}V${r(y + h * 0.74)}M${r(x + w * 0.38)} ${r(y + h * 0.76)}H${r(x + w * 0.62)}`,
            shift(c, 0.5),
            6,
          ),
        () =>
          disc(x + w / 2, y + h / 2, Math.min(w, h) * 0.24, shift(c, 0.4)) +
          disc(x + w * 0.58, y + h * 0.46, Math.min(w, h) * 0.2, mix(c, k.pal.ink, 0.72)),
        () =>
          times(3, (j) =>
            rect(
              x + w * 0.26,
              y + h * (0.3 + j * 0.18),
              w * (0.5 - j * 0.1),
              8,
              shift(c, 0.5),
              1,
              4,
            ),
          ),
        () =>
          stroke(
            `M${r(x + w * 0.35)} ${r(y + h * 0.7)}V${r(y + h * 0.34)}L${r(x + w * 0.68)} ${r(y + h * 0.28)}V${r(y + h * 0.62)}`,
            shift(c, 0.5),
            6,
          ) +
          disc(x + w * 0.3, y + h * 0.7, 11, shift(c, 0.5)) +
          disc(x + w * 0.62, y + h * 0.64, 11, shift(c, 0.5)),
      ][i % 4]?.()
    );
  };
  const side = (f: number) =>
    times(5, (i) => {
      const t = i / 5;
      const x0 = 900 + f * (900 * (1 - t) ** 1.25 + 70);
      const x1 = 900 + f * (900 * (1 - (i + 1) / 5) ** 1.25 + 70);
      const top = (tt: number) => 520 - 560 * (1 - tt) ** 1.3 + (i % 2) * 40;
      const bot = (tt: number) => 760 + 420 * (1 - tt) ** 1.4;
      const c = mix(
        [k.depth(0.62), k.depth(0.72), mix(k.depth(0.66), "#a0416a", 0.25)][i % 3] ?? k.pal.mid,
        k.pal.haze,
        t * 0.3,
      );
      const t2 = (i + 1) / 5;
      return (
        poly(
          [
            [x0, top(t)],
            [x1, top(t2)],
            [x1, bot(t2)],
            [x0, bot(t)],
          ],
          c,
        ) +
        times(4, (row) =>
          times(3, (col) => {
            const u = (col + 0.25) / 3;
            const u2 = (col + 0.8) / 3;
            const xx = x0 + (x1 - x0) * u;
            const xx2 = x0 + (x1 - x0) * u2;
            const ya = (s: number, q: number) =>
              top(t) +
              (top(t2) - top(t)) * s +
              (bot(t) + (bot(t2) - bot(t)) * s - (top(t) + (top(t2) - top(t)) * s)) * q;
            const q = 0.08 + row * 0.2;
            return poly(
              [
                [xx, ya(u, q)],
                [xx2, ya(u2, q)],
                [xx2, ya(u2, q + 0.12)],
                [xx, ya(u, q + 0.12)],
              ],
              k.rnd() < 0.55 ? k.pal.shine : mix(c, k.pal.ink, 0.4),
              0.9,
            );
          }),
        )
      );
    });
  return (
    sky(k, { horizon: 760, stars: 40, sun: { x: 900, y: 330, size: 90, rings: 3 } }) +
    rect(760, 520, 280, 260, k.depth(0.42)) +
    windows(770, 530, 260, 220, 7, 6, k.depth(0.5), {
      lit: () => (k.rnd() < 0.6 ? k.pal.shine : undefined),
    }) +
    side(-1) +
    side(1) +
    poly(
      [
        [830, 770],
        [970, 770],
        [1800, 1200],
        [0, 1200],
      ],
      k.fade([mix(k.pal.ground, "#ff8a5a", 0.35), mix(k.pal.ground, k.pal.ink, 0.45)]),
    ) +
    times(50, () => {
      const t = k.rnd();
      return rect(
        900 + k.rnd(-1, 1) * (80 + 700 * t),
        790 + 400 * t,
        20 + 120 * t,
        3 + 5 * t,
        k.pick(neon),
        0.3,
        3,
      );
    }) +
    times(5, (i) =>
      stroke(
        `M${-20 + i * 70} ${120 + i * 60}Q900 ${330 + i * 46} ${1820 - i * 60} ${90 + i * 70}`,
        k.pal.ink,
        4,
        0.7,
      ),
    ) +
    times(
      34,
      (_, t) =>
        disc(1800 * t, 180 + Math.sin(t * Math.PI) * 200, 8, k.pal.shine) +
        disc(
          1800 * t,
          180 + Math.sin(t * Math.PI) * 200,
          24,
          k.halo([
            [k.pal.shine, 0.5],
            [k.pal.shine, 0],
          ]),
        ),
    ) +
    sign(40, 330, 150, 300, 0) +
    sign(260, 250, 120, 220, 1) +
    sign(430, 420, 120, 160, 2) +
    sign(590, 470, 84, 150, 3) +
    sign(1600, 300, 160, 260, 4) +
    sign(1410, 360, 120, 230, 5) +
    sign(1270, 450, 110, 120, 6) +
    sign(1130, 500, 80, 140, 7) +
    sign(210, 560, 170, 90, 8) +
    sign(1480, 660, 200, 90, 9) +
    sign(400, 640, 110, 80, 10) +
    sign(1290, 630, 110, 84, 11) +
    times(34, (i) => {
      const t = (i % 17) / 17;
      const f = i < 17 ? -1 : 1;
      const x = 900 + f * k.rnd(20, 70 + 330 * t);
      return person(k, x, 800 + 200 * t, 60 + 120 * t, {
        color: mix(k.pal.ink, neon[i % 6] ?? neon[0], 0.2),
        ...(i % 9 === 4 ? { umbrella: k.pal.accent } : {}),
      });
    }) +
    [180, 420, 1380, 1640]
      .map(
        (x, i) =>
          disc(
            x,
            1080,
            150,
            k.halo([
              [k.pal.shine, 0.35],
              [k.pal.shine, 0],
            ]),
          ) +
          rect(x - 70, 1060, 140, 14, mix("#2f6fd0", k.pal.ink, 0.1), 1, 5) +
          rect(x - 60, 1074, 10, 70, k.pal.ink) +
          rect(x + 50, 1074, 10, 70, k.pal.ink) +
          times(3, (j) =>
            rect(
              x - 48 + j * 40,
              1034,
              16,
              28,
              ["#ffc04a", "#7fd6a0", "#ffe3a0"][j] ?? "#ffc04a",
              1,
              3,
            ),
          ) +
          [-112, 112]
            .map((d, j) =>
              place(
                path(
                  "M-34 0C-36 -50 -20 -84 0 -84S36 -50 34 0Z",
                  mix(k.pal.ink, neon[(i + j) % 6] ?? neon[0], 0.28),
                ) +
                  disc(0, -104, 24, mix("#8a5a3c", k.pal.ink, 0.2)) +
                  rect(-34, 0, 68, 40, mix("#d9432f", k.pal.ink, 0.15), 1, 8),
                x + d,
                1110,
              ),
            )
            .join(""),
      )
      .join("")
  );
}
