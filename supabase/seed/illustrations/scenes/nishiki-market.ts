import { mix } from "../color.ts";
import { disc, HEIGHT, type Kit, line, type Point, poly, rect, times, WIDTH } from "../kit.ts";
import { mist } from "../nature.ts";
import { lantern, person } from "../structures.ts";

export function nishiki(k: Kit): string {
  const colors = ["#d8432f", "#f2c23c", "#2f8f6a"] as const;
  const vx = 900;
  const vy = 560;
  const near = (x: number, y: number, t: number): Point => [vx + (x - vx) * t, vy + (y - vy) * t];
  const quad = (a: Point, b: Point, t1: number, t2: number, fill: string, o = 1) =>
    poly([near(...a, t1), near(...b, t1), near(...b, t2), near(...a, t2)], fill, o);
  const depths = [0.1, 0.16, 0.24, 0.34, 0.48, 0.66, 0.9, 1.25];
  return (
    rect(0, 0, WIDTH, HEIGHT, k.depth(0.7)) +
    rect(vx - 110, vy - 90, 220, 200, k.fade([k.pal.sun, k.pal.glow])) +
    // Roof of coloured glass, floor, shop fronts, all running to one point.
    depths
      .slice(0, -1)
      .map((t, i) => {
        const t2 = depths[i + 1] ?? 1.3;
        return (
          times(6, (j) => {
            const x1 = -100 + j * 333;
            return quad(
              [x1, -140 + Math.abs(j - 2.5) * 70],
              [x1 + 333, -140 + Math.abs(j + 1 - 2.5) * 70],
              t,
              t2,
              mix(colors[(i + j) % 3] ?? colors[0], k.pal.sun, 0.25 + 0.3 * (1 - t)),
            );
          }) +
          line(...near(-100, 40, t2), ...near(vx, -140, t2), k.pal.ink, 4 + 9 * t2) +
          line(...near(1900, 40, t2), ...near(vx, -140, t2), k.pal.ink, 4 + 9 * t2)
        );
      })
      .join("") +
    times(7, (j) =>
      line(
        ...near(-100 + j * 333, -140 + Math.abs(j - 3) * 60, 0.1),
        ...near(-100 + j * 333, -140 + Math.abs(j - 3) * 60, 1.3),
        k.pal.ink,
        5,
      ),
    ) +
    depths
      .slice(0, -1)
      .map((t, i) => {
        const t2 = depths[i + 1] ?? 1.3;
        return quad(
          [200, 1240],
          [1600, 1240],
          t,
          t2,
          mix(i % 2 ? mix(k.pal.paper, k.pal.shade, 0.4) : k.pal.shade, k.pal.ink, 0.12),
        );
      })
      .join("") +
    [-1, 1]
      .map((f) =>
        depths
          .slice(0, -1)
          .map((t, i) => {
            const t2 = depths[i + 1] ?? 1.3;
            const X = vx + f * 760;
            const wallC = mix(i % 2 ? "#8a4a2c" : "#5f3a2a", k.pal.ink, 0.15 + (f > 0 ? 0.1 : 0));
            const col = colors[(i + (f > 0 ? 1 : 0)) % 3] ?? colors[0];
            const stallX = vx + f * 560;
            const goods = times(9, (j) =>
              times(3, (row) => {
                const tt = t + (t2 - t) * ((j + 0.5) / 9);
                const [gx, gy] = near(vx + f * (580 + row * 50), 900 - row * 40, tt);
                return disc(
                  gx,
                  gy,
                  26 * tt,
                  ["#e8743b", "#f2c14e", "#d8432f", "#7fae5f", "#f7e6cf", "#c9627a"][
                    (i + row * 2 + (f > 0 ? 3 : 0)) % 6
                  ] ?? "#e8743b",
                );
              }),
            );
            return (
              quad([X, 60], [X, 1240], t, t2, wallC) +
              quad(
                [X, 420],
                [X, 900],
                t + (t2 - t) * 0.08,
                t + (t2 - t) * 0.92,
                mix(k.pal.shine, k.pal.accent, 0.15),
                0.85,
              ) +
              quad([X, 300], [X, 410], t + (t2 - t) * 0.05, t + (t2 - t) * 0.95, col) +
              poly(
                [
                  near(X, 400, t + (t2 - t) * 0.04),
                  near(X, 400, t + (t2 - t) * 0.96),
                  near(vx + f * 620, 480, t + (t2 - t) * 0.96),
                  near(vx + f * 620, 480, t + (t2 - t) * 0.04),
                ],
                mix(col, k.pal.paper, i % 2 ? 0.65 : 0.05),
              ) +
              quad(
                [stallX, 940],
                [stallX, 1180],
                t + (t2 - t) * 0.04,
                t + (t2 - t) * 0.96,
                mix("#b98a52", k.pal.ink, 0.12),
              ) +
              poly(
                [near(stallX, 940, t), near(stallX, 940, t2), near(X, 860, t2), near(X, 860, t)],
                mix("#e6cfa0", k.pal.ink, 0.08),
              ) +
              goods
            );
          })
          .join(""),
      )
      .join("") +
    depths
      .slice(2)
      .flatMap((t, i) =>
        [-1, 1].map((f) => {
          const [x, y] = near(vx + f * 520, 250, t * 0.95);
          return (
            line(x, y - 120 * t, x, y, k.pal.ink, 3) +
            lantern(k, x, y, 54 * t, (i + (f > 0 ? 1 : 0)) % 2 ? "#f7e3b5" : "#e8432f", true)
          );
        }),
      )
      .join("") +
    times(3, (i) => {
      const [x, y] = near(vx, 150, [0.42, 0.66, 0.98][i] ?? 1);
      const s = [0.42, 0.66, 0.98][i] ?? 1;
      return times(
        5,
        (j) =>
          poly(
            [
              [x - 150 * s + j * 60 * s, y],
              [x - 94 * s + j * 60 * s, y],
              [x - 96 * s + j * 60 * s, y + 90 * s],
              [x - 148 * s + j * 60 * s, y + 90 * s],
            ],
            j % 2 ? "#fff6e4" : mix("#2f4a86", k.pal.ink, 0.1),
          ) + disc(x - 122 * s + j * 60 * s, y + 44 * s, 14 * s, j % 2 ? "#d8432f" : "#fff6e4"),
      );
    }) +
    [
      [790, 690, 90],
      [860, 640, 54],
      [950, 650, 60],
      [1020, 720, 110],
      [730, 840, 190],
      [1120, 900, 230],
      [930, 790, 150],
    ]
      .map(([x = 0, b = 0, h = 0], i) =>
        person(k, x, b, h, {
          color: mix(
            [k.pal.ink, "#5a3b6e", "#3f5f86", "#a8432f"][i % 4] ?? k.pal.ink,
            k.pal.ink,
            0.2,
          ),
        }),
      )
      .join("") +
    mist(k, 600, 200, 0.25, k.pal.glow)
  );
}
