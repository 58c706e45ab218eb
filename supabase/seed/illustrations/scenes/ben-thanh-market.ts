import { mix, shift } from "../color.ts";
import { disc, HEIGHT, type Kit, line, poly, rect, times, WIDTH } from "../kit.ts";
import { hedge, palm, sky } from "../nature.ts";
import { archRect, cyclo, person, windows } from "../structures.ts";

const street = (k: Kit, y: number) =>
  rect(0, y, WIDTH, 26, mix(k.pal.paper, k.pal.ground, 0.4)) +
  rect(
    0,
    y + 24,
    WIDTH,
    HEIGHT - y,
    k.fade([mix(k.pal.ground, k.pal.shade, 0.4), mix(k.pal.ground, k.pal.ink, 0.5)]),
  ) +
  times(7, (i) => rect(90 + i * 270, y + 130, 130, 9, k.pal.paper, 0.55, 4));

export function benThanh(k: Kit): string {
  const cream = mix(k.pal.paper, "#f0c987", 0.35);
  const clock = (x: number, y: number, s: number) =>
    disc(x, y, s * 1.16, mix(k.pal.shade, k.pal.ink, 0.35)) +
    disc(x, y, s, "#fffaf0") +
    line(x, y, x, y - s * 0.66, k.pal.ink, s * 0.12) +
    line(x, y, x + s * 0.5, y + s * 0.2, k.pal.ink, s * 0.12) +
    times(12, (i) =>
      disc(
        x + Math.cos((i * Math.PI) / 6) * s * 0.82,
        y + Math.sin((i * Math.PI) / 6) * s * 0.82,
        s * 0.05,
        k.pal.ink,
      ),
    );
  return (
    sky(k, { horizon: 800, sun: { x: 900, y: 380, size: 240, rings: 2, rays: true }, clouds: 3 }) +
    times(14, (i) => {
      const h = k.rnd(180, 520) * (Math.abs(i - 6.5) / 8 + 0.3);
      return (
        rect(i * 132 - 10, 840 - h, 112, h, k.depth(0.16)) +
        windows(i * 132 - 4, 846 - h, 100, h, 5, Math.round(h / 34), k.depth(0.08), { gap: 0.5 })
      );
    }) +
    hedge(k, 850, 90, mix(k.pal.leaf, k.pal.haze, 0.3)) +
    // Long market wings with their two-stepped tile roof.
    rect(60, 720, 1680, 220, k.fade([cream, mix(cream, k.pal.shade, 0.4)])) +
    windows(80, 800, 560, 138, 7, 1, mix(k.pal.ink, k.pal.shade, 0.25), { arch: true, gap: 0.28 }) +
    windows(1160, 800, 560, 138, 7, 1, mix(k.pal.ink, k.pal.shade, 0.25), {
      arch: true,
      gap: 0.28,
    }) +
    poly(
      [
        [20, 730],
        [130, 640],
        [1670, 640],
        [1780, 730],
      ],
      k.fade([shift(k.pal.roof, 0.18), k.pal.roof]),
    ) +
    rect(130, 600, 1540, 44, mix(cream, k.pal.shade, 0.3)) +
    windows(140, 604, 1520, 36, 34, 1, mix(k.pal.ink, k.pal.shade, 0.4), { gap: 0.4 }) +
    poly(
      [
        [90, 606],
        [210, 530],
        [1590, 530],
        [1710, 606],
      ],
      k.fade([shift(k.pal.roof, 0.26), k.pal.roof]),
    ) +
    times(50, (_, t) =>
      line(220 + 1360 * t, 534, 96 + 1608 * t, 604, mix(k.pal.roof, k.pal.ink, 0.4), 2, 0.35),
    ) +
    times(13, (i) =>
      poly(
        [
          [74 + i * 44, 786],
          [118 + i * 44, 786],
          [124 + i * 44, 826],
          [68 + i * 44, 826],
        ],
        i % 2 ? k.pal.accent : "#fff4dc",
      ),
    ) +
    times(13, (i) =>
      poly(
        [
          [1158 + i * 44, 786],
          [1202 + i * 44, 786],
          [1208 + i * 44, 826],
          [1152 + i * 44, 826],
        ],
        i % 2 ? k.pal.accent : "#fff4dc",
      ),
    ) +
    // Gate block with three arches and the clock tower.
    rect(660, 640, 480, 302, k.fade([shift(cream, 0.3), mix(cream, k.pal.shade, 0.25)], true)) +
    [690, 830, 1000]
      .map((x, i) => archRect(x, 740, i === 1 ? 140 : 110, 202, mix(k.pal.ink, k.pal.shade, 0.2)))
      .join("") +
    rect(646, 626, 508, 26, mix(cream, k.pal.shade, 0.4)) +
    poly(
      [
        [760, 628],
        [800, 300],
        [1000, 300],
        [1040, 628],
      ],
      k.fade([shift(cream, 0.35), mix(cream, k.pal.shade, 0.3)], true),
    ) +
    poly(
      [
        [950, 300],
        [1000, 300],
        [1040, 628],
        [968, 628],
      ],
      k.pal.ink,
      0.15,
    ) +
    clock(900, 430, 68) +
    rect(780, 296, 240, 22, mix(cream, k.pal.shade, 0.45)) +
    rect(830, 222, 140, 78, cream) +
    windows(834, 226, 132, 72, 4, 1, k.pal.ink, { arch: true, gap: 0.4 }) +
    poly(
      [
        [800, 228],
        [850, 168],
        [950, 168],
        [1000, 228],
      ],
      k.pal.roof,
    ) +
    rect(896, 110, 8, 60, k.pal.ink) +
    times(4, (i) => rect(800 + i * 56, 540, 32, 60, mix(k.pal.shade, k.pal.ink, 0.25))) +
    street(k, 938) +
    cyclo(k, 420, 1100, 1.65, k.pal.accent) +
    cyclo(k, 1330, 1130, 1.9, mix(k.pal.leaf, k.pal.sun, 0.15)) +
    person(k, 780, 1010, 120, { hat: true, pole: true, walk: true, color: "#7a3f6b" }) +
    person(k, 960, 990, 100, {}) +
    person(k, 1030, 996, 104, { umbrella: "#e2566e" }) +
    palm(k, 130, 960, 420, 0.05, mix(k.pal.leaf, k.pal.ink, 0.35)) +
    palm(k, 1690, 960, 470, -0.06, mix(k.pal.leaf, k.pal.ink, 0.35))
  );
}
