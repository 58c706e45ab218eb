import { mix } from "../color.ts";
import { disc, type Kit, line, oval, path, poly, rect, stroke, times } from "../kit.ts";
import { birds, bush, mist, ridge, sky, tree } from "../nature.ts";
import { archRect, person, stairs } from "../structures.ts";

export function bomJesus(k: Kit): string {
  const white = "#fffaf0";
  const granite = mix("#8a8578", k.pal.ink, 0.2);
  return (
    sky(k, { horizon: 620, sun: { x: 900, y: 260, size: 190, rings: 3 }, clouds: 3 }) +
    ridge(k, 560, 90, k.depth(0.2), { foot: k.pal.haze }) +
    mist(k, 580, 180, 0.6) +
    times(30, (i) =>
      tree(
        k,
        i * 66 - 40,
        620 + Math.abs(i - 15) * 14,
        k.rnd(210, 320),
        mix(k.pal.leaf, k.pal.haze, 0.15),
        { width: 0.7 },
      ),
    ) +
    // Church.
    rect(720, 210, 360, 240, k.fade([white, mix(white, k.pal.shade, 0.35)])) +
    rect(706, 200, 388, 16, granite) +
    poly(
      [
        [790, 204],
        [900, 130],
        [1010, 204],
      ],
      white,
    ) +
    stroke("M790 204L900 130L1010 204", granite, 11) +
    [700, 1010]
      .map(
        (x) =>
          rect(x, 60, 90, 390, k.fade([white, mix(white, k.pal.shade, 0.4)], true)) +
          rect(x - 6, 190, 102, 14, granite) +
          archRect(x + 25, 90, 40, 80, granite) +
          path(`M${x - 4} 64Q${x + 6} 10 ${x + 45} -6Q${x + 84} 10 ${x + 94} 64Z`, granite) +
          rect(x + 41, -46, 8, 44, k.pal.ink) +
          archRect(x + 28, 240, 34, 70, mix(granite, k.pal.ink, 0.4)),
      )
      .join("") +
    archRect(850, 320, 100, 130, mix(granite, k.pal.ink, 0.45)) +
    archRect(866, 230, 68, 70, mix("#5f8fb0", k.pal.ink, 0.2)) +
    rect(640, 446, 520, 26, granite) +
    // Zigzag of white ramps with fountains on the axis.
    path(
      "M-20 760Q300 560 640 470H1160Q1500 560 1820 760V1210H-20Z",
      mix(k.pal.leaf, k.pal.ink, 0.22),
    ) +
    path("M640 470H1160L1420 1210H380Z", mix(k.pal.leaf, k.pal.ink, 0.1)) +
    times(6, (i) => {
      const y = 480 + i * 116;
      const w = 230 + i * 50;
      const h = 92;
      return (
        poly(
          [
            [900 - w, y + h + 16],
            [900 - w, y + h - 30],
            [900 - 34, y - 6],
            [900 - 34, y + 44],
          ],
          k.fade([white, mix(white, k.pal.shade, 0.35)]),
        ) +
        poly(
          [
            [900 + w, y + h + 16],
            [900 + w, y + h - 30],
            [900 + 34, y - 6],
            [900 + 34, y + 44],
          ],
          k.fade([mix(white, k.pal.shade, 0.15), mix(white, k.pal.shade, 0.5)]),
        ) +
        stroke(
          `M${900 - w} ${y + h - 34}L${900 - 34} ${y - 8}H${900 + 34}L${900 + w} ${y + h - 34}`,
          granite,
          11,
        ) +
        times(
          6,
          (j) =>
            line(
              900 - w + ((w - 34) * j) / 6,
              y + h - 30 - ((h - 24) * j) / 6,
              900 - w + ((w - 34) * j) / 6,
              y + h + 16 - ((h - 26) * j) / 6,
              granite,
              6,
              0.5,
            ) +
            line(
              900 + w - ((w - 34) * j) / 6,
              y + h - 30 - ((h - 24) * j) / 6,
              900 + w - ((w - 34) * j) / 6,
              y + h + 16 - ((h - 26) * j) / 6,
              granite,
              6,
              0.5,
            ),
        ) +
        rect(900 - w - 12, y + h - 64, 24, 80, white) +
        disc(900 - w, y + h - 74, 15, granite) +
        rect(900 + w - 12, y + h - 64, 24, 80, mix(white, k.pal.shade, 0.3)) +
        disc(900 + w, y + h - 74, 15, granite) +
        archRect(872, y + 14, 56, 90, mix(white, k.pal.shade, 0.4)) +
        archRect(882, y + 30, 36, 60, granite) +
        stroke(`M900 ${y + 48}V${y + 96}`, "#bfe6ee", 7) +
        oval(900, y + 100, 42, 11, k.pal.water[1]) +
        bush(k, 900 - w * 0.62, y + h + 14, 90, 34, mix(k.pal.leaf, k.pal.ink, 0.2)) +
        bush(k, 900 + w * 0.62, y + h + 14, 90, 34, mix(k.pal.leaf, k.pal.ink, 0.25))
      );
    }) +
    stairs(k, 900, 1176, 1210, 260, 420, 4, white) +
    times(
      10,
      (i) =>
        tree(k, 60 + i * 34, 760 + i * 50, 300, mix(k.pal.leaf, k.pal.ink, 0.2 + (i % 3) * 0.1), {
          width: 0.7,
        }) +
        tree(k, 1740 - i * 34, 760 + i * 50, 300, mix(k.pal.leaf, k.pal.ink, 0.2 + (i % 3) * 0.1), {
          width: 0.7,
        }),
    ) +
    person(k, 790, 1176, 110, { color: k.pal.accent }) +
    person(k, 1030, 1066, 84, { color: "#3f5f86" }) +
    birds(k, 480, 190, 6, 1, k.depth(0.6))
  );
}
