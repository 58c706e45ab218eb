import { mix, shift } from "../color.ts";
import { disc, type Kit, line, oval, path, poly, rect, times, WIDTH } from "../kit.ts";
import { birds, hedge, sky, tree } from "../nature.ts";
import { archRect, person, windows } from "../structures.ts";

export function notreDame(k: Kit): string {
  const brick = mix("#c4643f", k.pal.shade, 0.12);
  const dark = mix(brick, k.pal.ink, 0.38);
  const trim = k.pal.paper;
  const tower = (x: number) =>
    rect(x - 105, 430, 210, 520, k.fade([shift(brick, 0.18), brick, dark], true)) +
    [480, 640, 800].map((y) => rect(x - 112, y - 26, 224, 13, mix(trim, brick, 0.35))).join("") +
    [0, 1]
      .map((i) => archRect(x - 70 + i * 78, 490, 62, 120, mix(k.pal.ink, brick, 0.2)))
      .join("") +
    archRect(x - 46, 660, 92, 126, mix(k.pal.ink, brick, 0.2)) +
    archRect(x - 58, 820, 116, 132, mix(k.pal.ink, brick, 0.25)) +
    rect(x - 118, 418, 236, 22, mix(trim, brick, 0.25)) +
    poly(
      [
        [x - 106, 420],
        [x, 90],
        [x + 106, 420],
      ],
      k.fade([mix("#59727a", k.pal.haze, 0.2), mix("#59727a", k.pal.ink, 0.35)], true),
    ) +
    poly(
      [
        [x, 90],
        [x + 106, 420],
        [x + 26, 420],
      ],
      k.pal.ink,
      0.25,
    ) +
    times(5, (_, t) =>
      line(x - 90 + 60 * t, 380 - 200 * t, x + 90 - 60 * t, 380 - 200 * t, k.pal.ink, 3, 0.35),
    ) +
    line(x, 96, x, 42, k.pal.ink, 6) +
    line(x - 14, 58, x + 14, 58, k.pal.ink, 6) +
    [-96, 72]
      .map((d) =>
        poly(
          [
            [x + d, 420],
            [x + d + 12, 360],
            [x + d + 24, 420],
          ],
          dark,
        ),
      )
      .join("");
  return (
    sky(k, { horizon: 860, sun: { x: 900, y: 420, size: 230, rings: 3 }, clouds: 4 }) +
    times(10, (i) => {
      const h = k.rnd(120, 420);
      return rect(i * 190 - 30, 880 - h, 140, h, k.depth(0.14));
    }) +
    hedge(k, 880, 130, mix(k.pal.leaf, k.pal.haze, 0.45)) +
    rect(360, 640, 1080, 320, k.fade([brick, dark])) +
    windows(380, 700, 230, 180, 3, 1, mix(k.pal.ink, brick, 0.25), { arch: true, gap: 0.5 }) +
    windows(1190, 700, 230, 180, 3, 1, mix(k.pal.ink, brick, 0.25), { arch: true, gap: 0.5 }) +
    poly(
      [
        [340, 650],
        [420, 560],
        [1380, 560],
        [1460, 650],
      ],
      mix(k.pal.roof, k.pal.ink, 0.2),
    ) +
    rect(760, 520, 280, 430, k.fade([shift(brick, 0.12), dark])) +
    poly(
      [
        [750, 524],
        [900, 400],
        [1050, 524],
      ],
      brick,
    ) +
    disc(900, 600, 76, mix(trim, brick, 0.2)) +
    disc(900, 600, 62, mix("#35506b", k.pal.ink, 0.2)) +
    times(8, (i) =>
      line(
        900,
        600,
        900 + 62 * Math.cos((i * Math.PI) / 4),
        600 + 62 * Math.sin((i * Math.PI) / 4),
        mix(trim, brick, 0.2),
        5,
      ),
    ) +
    times(8, (i) =>
      disc(
        900 + 40 * Math.cos((i * Math.PI) / 4 + 0.4),
        600 + 40 * Math.sin((i * Math.PI) / 4 + 0.4),
        12,
        i % 2 ? k.pal.accent : "#8fd0d6",
      ),
    ) +
    archRect(836, 740, 128, 210, mix(k.pal.ink, "#5a2f1c", 0.4)) +
    rect(750, 700, 300, 16, trim) +
    tower(650) +
    tower(1150) +
    rect(
      0,
      945,
      WIDTH,
      260,
      k.fade([mix(k.pal.leaf, k.pal.glow, 0.3), mix(k.pal.leaf, k.pal.ink, 0.15)]),
    ) +
    poly(
      [
        [760, 945],
        [1040, 945],
        [1300, 1200],
        [500, 1200],
      ],
      k.fade([k.pal.paper, mix(k.pal.ground, k.pal.shade, 0.3)]),
    ) +
    // Our Lady on her column, people on sheets of newspaper.
    rect(868, 960, 64, 120, mix(k.pal.paper, k.pal.shade, 0.2)) +
    rect(850, 1076, 100, 18, mix(k.pal.shade, k.pal.ink, 0.2)) +
    path("M880 960C872 910 876 870 900 850C924 870 928 910 920 960Z", "#fffdf4") +
    disc(900, 842, 13, "#fffdf4") +
    path("M880 960C876 920 878 890 890 870L900 960Z", mix("#fffdf4", k.pal.shade, 0.35)) +
    tree(k, 180, 1000, 720, mix(k.pal.leaf, k.pal.ink, 0.1), { width: 0.65 }) +
    tree(k, 1640, 1000, 680, mix(k.pal.leaf, k.pal.ink, 0.15), { width: 0.65 }) +
    person(k, 560, 1100, 110, { hat: true }) +
    person(k, 1240, 1090, 108, { color: k.pal.accent }) +
    person(k, 1290, 1096, 112, { color: "#fbf3e4" }) +
    times(12, () => {
      const x = k.rnd(560, 1250);
      const y = k.rnd(1110, 1180);
      return (
        oval(x, y, 11, 7, mix(k.pal.shade, k.pal.ink, 0.35)) +
        disc(x + 9, y - 7, 5, mix(k.pal.shade, k.pal.ink, 0.35))
      );
    }) +
    birds(k, 900, 250, 7, 1, k.depth(0.6))
  );
}
