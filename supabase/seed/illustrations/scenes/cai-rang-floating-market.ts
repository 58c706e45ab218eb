import { mix, shift } from "../color.ts";
import {
  disc,
  HEIGHT,
  type Kit,
  line,
  oval,
  path,
  place,
  poly,
  rect,
  stroke,
  times,
} from "../kit.ts";
import { birds, hedge, mist, palm, ripples, sky, water } from "../nature.ts";
import { person, sampan } from "../structures.ts";

export function caiRang(k: Kit): string {
  const fruit = (kind: number, x: number, y: number, s: number) =>
    kind === 0
      ? oval(x, y, s * 0.7, s, "#e8a52e") +
        times(5, (i) =>
          poly(
            [
              [x - s * 0.5 + i * s * 0.25, y - s * 0.8],
              [x - s * 0.7 + i * s * 0.36, y - s * 1.8],
              [x - s * 0.3 + i * s * 0.25, y - s * 0.8],
            ],
            "#3f7f4a",
          ),
        )
      : kind === 1
        ? oval(x, y, s * 1.1, s * 0.85, "#e2762b") +
          stroke(`M${x} ${y - s * 0.85}V${y + s * 0.85}`, "#a84c1c", s * 0.1)
        : kind === 2
          ? disc(x, y, s, "#5f9a4a") + disc(x - s * 0.25, y - s * 0.25, s * 0.5, "#93c26a")
          : oval(x, y, s * 1.2, s * 0.9, "#3f7a45") +
            stroke(`M${x - s} ${y}H${x + s}`, "#1f4a30", s * 0.16);
  const barge = (x: number, y: number, s: number, kind: number, c: string, mirror = false) =>
    place(
      line(-150, -60, -172, -420, "#6a4a2a", 9) +
        times(
          3,
          (i) =>
            line(-170, -400 + i * 60, -140 + (i % 2) * 20, -372 + i * 60, "#6a4a2a", 4) +
            fruit(kind, -136 + (i % 2) * 20, -340 + i * 60, 22),
        ) +
        rect(20, -150, 190, 120, mix(k.pal.paper, c, 0.25)) +
        rect(20, -150, 190, 16, k.pal.accent) +
        rect(44, -118, 56, 50, k.pal.ink) +
        rect(126, -118, 56, 50, k.pal.ink) +
        path("M4 -150Q116 -200 228 -150Z", mix(c, k.pal.ink, 0.35)) +
        times(26, (i) =>
          fruit(
            kind,
            -120 + (i % 9) * 17 + Math.floor(i / 9) * 6,
            -34 - Math.floor(i / 9) * 20,
            15,
          ),
        ) +
        person(k, -180, -30, 104, { hat: true, color: mix(k.pal.roof, k.pal.ink, 0.3) }) +
        path(
          "M-260 -70C-220 -30 -120 -16 0 -16H180C220 -20 250 -40 270 -70C264 -10 236 40 200 50H-180C-230 40 -256 -10 -260 -70Z",
          k.fade([shift(c, 0.2), c, mix(c, k.pal.ink, 0.4)]),
        ) +
        stroke("M-254 -54C-210 -18 -120 -4 0 -4H184C224 -8 250 -30 264 -54", k.pal.paper, 6) +
        disc(-214, -14, 13, k.pal.paper) +
        disc(-211, -14, 6, k.pal.ink) +
        path(
          "M-252 -46C-236 -30 -214 -22 -190 -16L-200 20C-230 10 -246 -14 -252 -46Z",
          k.pal.accent,
          0.9,
        ),
      x,
      y,
      s,
      mirror,
    );
  return (
    sky(k, { horizon: 640, sun: { x: 950, y: 540, size: 150, rings: 4, rays: true }, clouds: 3 }) +
    hedge(k, 640, 70, k.depth(0.4)) +
    times(14, (i) =>
      palm(k, i * 140 + k.rnd(-40, 40), 650, k.rnd(100, 190), k.rnd(-0.1, 0.1), k.depth(0.48)),
    ) +
    mist(k, 640, 110, 0.6) +
    water(k, 648, { sunX: 950, spread: 300, ripples: 60 }) +
    barge(250, 720, 0.42, 3, k.depth(0.55)) +
    barge(620, 700, 0.34, 1, k.depth(0.5), true) +
    barge(1260, 712, 0.4, 2, k.depth(0.55)) +
    barge(1560, 740, 0.5, 0, k.depth(0.6), true) +
    sampan(k, 880, 790, 60, { cargo: true, stand: true }) +
    barge(420, 960, 1.05, 0, mix("#2f6f7a", k.pal.ink, 0.2)) +
    barge(1390, 990, 1.15, 1, mix("#7a3f2c", k.pal.ink, 0.2), true) +
    sampan(k, 900, 1080, 170, { cargo: true, stand: true, color: mix("#4a6f4a", k.pal.ink, 0.3) }) +
    ripples(k, 860, HEIGHT, 40) +
    birds(k, 560, 300, 7, 1, k.depth(0.7))
  );
}
