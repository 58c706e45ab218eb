import { mix, shift } from "../color.ts";
import { disc, type Kit, oval, path, place, rect, stroke, times, WIDTH } from "../kit.ts";
import { hedge, mist, sky, water } from "../nature.ts";
import { sampan, windows } from "../structures.ts";

export function bitexco(k: Kit): string {
  const glass = mix("#5f9db8", k.pal.sky[1], 0.35);
  const block = (x: number, w: number, h: number, t: number, lit = 0.35) =>
    rect(x, 800 - h, w, h, k.depth(t)) +
    rect(x + w * 0.72, 800 - h, w * 0.28, h, k.pal.ink, 0.16) +
    windows(
      x + 6,
      806 - h,
      w - 12,
      h - 8,
      Math.max(3, Math.round(w / 22)),
      Math.max(2, Math.round(h / 26)),
      mix(k.depth(t), k.pal.ink, 0.3),
      { gap: 0.5, lit: () => (k.rnd() < lit ? k.pal.shine : undefined) },
    );
  return (
    sky(k, { horizon: 800, stars: 36, sun: { x: 1240, y: 560, size: 120, rings: 3 }, clouds: 3 }) +
    times(22, (i) => block(i * 84 - 10, 76, k.rnd(90, 260), 0.24, 0.15)) +
    mist(k, 780, 130, 0.45) +
    [
      [40, 120, 330],
      [180, 100, 420],
      [300, 140, 270],
      [460, 110, 500],
      [580, 90, 360],
      [1080, 120, 400],
      [1220, 100, 300],
      [1330, 130, 470],
      [1480, 110, 350],
      [1610, 150, 420],
    ]
      .map(([x = 0, w = 0, h = 0], i) => block(x, w, h, 0.5 + (i % 3) * 0.06))
      .join("") +
    // The lotus-bud tower with its helipad.
    path(
      "M690 800C660 560 700 260 860 70C884 50 904 60 912 90C980 280 1000 560 970 800Z",
      k.fade([shift(glass, 0.4), glass, mix(glass, k.pal.ink, 0.55)], true),
    ) +
    path(
      "M860 70C884 50 904 60 912 90C980 280 1000 560 970 800H880C900 520 900 260 860 70Z",
      k.pal.ink,
      0.3,
    ) +
    times(30, (i) => {
      const t = i / 30;
      const y = 140 + 650 * t;
      const half = 34 + 118 * Math.sin(Math.min(1, t * 1.25 + 0.12) * 1.5);
      return (
        rect(842 - half + 30 * (1 - t), y, half * 1.9, 4, k.pal.ink, 0.22) +
        times(5, () =>
          k.rnd() < 0.5
            ? rect(842 - half * 0.7 + k.rnd() * half * 1.4, y + 7, 12, 9, k.pal.shine, 0.95)
            : "",
        )
      );
    }) +
    stroke("M862 74C720 270 690 540 706 800", shift(glass, 0.6), 5, 0.6) +
    rect(878, 10, 6, 60, k.pal.ink) +
    path(
      "M930 300C1010 286 1090 296 1096 318C1090 340 1010 350 944 340Z",
      k.fade([mix(k.pal.paper, glass, 0.3), mix(glass, k.pal.ink, 0.5)]),
    ) +
    oval(1016, 306, 82, 13, mix(k.pal.paper, glass, 0.35)) +
    rect(998, 303, 36, 5, k.pal.accent) +
    place(
      path("M-22 0C-22 -14 -6 -18 10 -16L40 -20L42 -14L14 0C6 6 -20 8 -22 0Z", k.pal.ink) +
        stroke("M-34 -22L30 -24", k.pal.ink, 4),
      1180,
      226,
    ) +
    hedge(k, 800, 44, mix(k.pal.leaf, k.pal.ink, 0.35)) +
    rect(0, 796, WIDTH, 26, mix(k.pal.shade, k.pal.ink, 0.5)) +
    times(34, (_, t) => disc(WIDTH * t, 792, 5, k.pal.shine)) +
    water(k, 820, { sunX: 1240, spread: 240, ripples: 60 }) +
    times(120, () =>
      rect(
        k.rnd(0, WIDTH),
        k.rnd(830, 1180),
        k.rnd(14, 80),
        4,
        k.pick([k.pal.shine, k.pal.accent, glass]),
        0.35,
        2,
      ),
    ) +
    place(path("M-60 0C-110 120 -90 260 -40 330H60C100 240 110 120 90 0Z", glass, 0.3), 860, 824) +
    place(
      path("M-190 -10C-150 26 130 30 210 -16L190 30H-160Z", k.pal.ink) +
        rect(-110, -60, 230, 52, mix(k.pal.paper, k.pal.ink, 0.35)) +
        windows(-104, -54, 218, 40, 8, 1, k.pal.shine, { gap: 0.35 }) +
        rect(-80, -92, 150, 34, mix(k.pal.paper, k.pal.ink, 0.45)) +
        windows(-74, -86, 138, 24, 5, 1, k.pal.shine, { gap: 0.35 }) +
        rect(-120, -66, 250, 8, k.pal.accent),
      520,
      1010,
      1.1,
    ) +
    sampan(k, 1320, 1080, 96, { people: 1, lamp: true })
  );
}
