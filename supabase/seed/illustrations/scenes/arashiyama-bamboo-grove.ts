import { mix } from "../color.ts";
import {
  curvePath,
  disc,
  HEIGHT,
  type Kit,
  line,
  oval,
  type Point,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
  turn,
  WIDTH,
} from "../kit.ts";
import { bamboo, mist } from "../nature.ts";
import { person } from "../structures.ts";

export function arashiyama(k: Kit): string {
  const green = mix("#5f9a4a", k.pal.leaf, 0.35);
  const rows = [0.28, 0.5, 0.72, 1];
  return (
    rect(
      0,
      0,
      WIDTH,
      HEIGHT,
      k.fade([mix(k.pal.leaf, k.pal.glow, 0.35), k.pal.glow, mix(k.pal.glow, k.pal.leaf, 0.3)]),
    ) +
    disc(
      900,
      430,
      620,
      k.halo([
        [k.pal.sun, 0.95],
        [k.pal.glow, 0.4],
        [k.pal.glow, 0],
      ]),
    ) +
    times(26, (i) =>
      bamboo(
        k,
        420 + i * 38 + k.rnd(-12, 12),
        720,
        780,
        k.rnd(9, 14),
        mix(green, k.pal.glow, 0.55),
      ),
    ) +
    mist(k, 640, 300, 0.6, k.pal.glow) +
    poly(
      [
        [868, 660],
        [932, 660],
        [1340, 1210],
        [460, 1210],
      ],
      k.fade([mix(k.pal.paper, k.pal.ground, 0.2), mix(k.pal.ground, k.pal.shade, 0.4)]),
    ) +
    poly(
      [
        [868, 660],
        [460, 1210],
        [-40, 1210],
        [-40, 760],
      ],
      mix(k.pal.leaf, k.pal.ink, 0.3),
    ) +
    poly(
      [
        [932, 660],
        [1340, 1210],
        [1840, 1210],
        [1840, 760],
      ],
      mix(k.pal.leaf, k.pal.ink, 0.36),
    ) +
    rows
      .map((t, ri) => {
        const c = mix(
          green,
          t < 0.6 ? k.pal.glow : k.pal.ink,
          t < 0.6 ? 0.4 - t * 0.5 : (t - 0.6) * 0.55,
        );
        const count = 15 - ri * 3;
        return (
          times(count, (i) => {
            const f = (i + k.rnd(0.1, 0.9)) / count;
            const inner = 70 + 330 * t * t;
            const x = 900 - inner - f * (900 - inner * 0.4);
            const xr = 900 + inner + f * (900 - inner * 0.4);
            const base = 690 + 470 * t * t + f * 40;
            return (
              bamboo(k, x, base, base + 60, 12 + 34 * t * t, mix(c, k.pal.ink, f * 0.15)) +
              bamboo(k, xr, base, base + 60, 12 + 34 * t * t, mix(c, k.pal.ink, 0.08 + f * 0.2))
            );
          }) + (ri < 3 ? mist(k, 660 + ri * 90, 160, 0.18, k.pal.glow) : "")
        );
      })
      .join("") +
    times(2, (s) => {
      const f = s ? 1 : -1;
      return (
        times(44, (i) => {
          const t = i / 44;
          const x = 900 + f * (46 + 420 * t * t + 30 * t);
          const y = 690 + 520 * t * t;
          return line(
            x,
            y,
            x + f * 8,
            y - 34 - 100 * t * t,
            mix("#8a6a3a", k.pal.ink, 0.25 + (i % 3) * 0.1),
            3 + 7 * t,
          );
        }) +
        stroke(
          curvePath(
            Array.from({ length: 9 }, (_, i) => {
              const t = i / 8;
              return [900 + f * (48 + 420 * t * t + 30 * t), 674 + 400 * t * t] as Point;
            }),
          ),
          mix("#6a4a2a", k.pal.ink, 0.3),
          7,
        )
      );
    }) +
    times(9, (i) =>
      poly(
        [
          [500 + i * 110, -20],
          [560 + i * 110, -20],
          [820 + i * 30, 900],
          [700 + i * 26, 900],
        ],
        k.pal.sun,
        0.06,
      ),
    ) +
    times(130, () => {
      const x = k.rnd(-20, WIDTH);
      const y = k.rnd(-20, 260) * (Math.abs(x - 900) / 900 + 0.35);
      return place(
        turn(
          path("M0 0Q24 -9 56 0Q24 9 0 0Z", mix(k.pal.leaf, k.pal.ink, k.rnd(0, 0.4))),
          k.rnd(20, 160),
        ),
        x,
        y,
        k.rnd(0.8, 1.6),
      );
    }) +
    oval(905, 914, 44, 8, k.pal.ink, 0.25) +
    person(k, 905, 912, 150, { umbrella: "#d9432f", color: mix("#3a3f6e", k.pal.ink, 0.15) }) +
    person(k, 888, 742, 60, { color: mix(k.pal.ink, k.pal.glow, 0.25) })
  );
}
