import { mix, shift } from "../color.ts";
import { disc, type Kit, line, path, place, poly, rect, times, WIDTH } from "../kit.ts";
import { conifer, mist, ridge, sky } from "../nature.ts";
import { archRect, person } from "../structures.ts";

export function daLat(k: Kit): string {
  const yellow = mix("#f0b448", k.pal.paper, 0.15);
  const roofC = mix("#a8432f", k.pal.roof, 0.4);
  const gable = (cx: number, w: number, h: number) =>
    poly(
      [
        [cx - w / 2, 700],
        [cx - w * 0.36, 700 - h * 0.42],
        [cx, 700 - h],
        [cx + w * 0.36, 700 - h * 0.42],
        [cx + w / 2, 700],
      ],
      k.fade([shift(roofC, 0.12), roofC]),
    ) +
    times(9, (i) =>
      line(
        cx - w * 0.42 + i * 4,
        700 - h * 0.08 - i * h * 0.095,
        cx + w * 0.42 - i * 4,
        700 - h * 0.08 - i * h * 0.095,
        mix(roofC, k.pal.ink, 0.4),
        2.5,
        0.35,
      ),
    ) +
    poly(
      [
        [cx - w * 0.3, 720],
        [cx - w * 0.22, 700 - h * 0.4],
        [cx, 700 - h * 0.82],
        [cx + w * 0.22, 700 - h * 0.4],
        [cx + w * 0.3, 720],
      ],
      yellow,
    ) +
    poly(
      [
        [cx - w * 0.2, 720],
        [cx - w * 0.14, 700 - h * 0.36],
        [cx, 700 - h * 0.64],
        [cx + w * 0.14, 700 - h * 0.36],
        [cx + w * 0.2, 720],
      ],
      mix("#2f4a55", k.pal.ink, 0.2),
    ) +
    times(4, (row) =>
      times(5, (col) => {
        const y = 690 - row * h * 0.13;
        const half = w * (0.18 - row * 0.03);
        return poly(
          [
            [cx - half + (2 * half * col) / 5 + 3, y],
            [cx - half + (2 * half * (col + 1)) / 5 - 3, y],
            [cx - half + (2 * half * (col + 1)) / 5 - 3, y - h * 0.1],
            [cx - half + (2 * half * col) / 5 + 3, y - h * 0.1],
          ],
          ["#e8432f", "#f2c14e", "#3fa08f", "#5f8fd0", "#f08a3a"][(row + col) % 5] ?? "#f2c14e",
          0.92,
        );
      }),
    ) +
    poly(
      [
        [cx - 8, 700 - h + 10],
        [cx, 700 - h - 50],
        [cx + 8, 700 - h + 10],
      ],
      k.pal.ink,
    );
  return (
    sky(k, { horizon: 760, sun: { x: 360, y: 260, size: 92, rings: 3 }, clouds: 4 }) +
    ridge(k, 520, 120, k.depth(0.2), {
      foot: k.pal.haze,
      peaks: [
        [1250, 0.9],
        [1450, 0.8],
      ],
    }) +
    mist(k, 580, 200, 0.7) +
    times(24, (i) =>
      conifer(k, i * 80 + k.rnd(-20, 20), 800, k.rnd(260, 470), mix(k.pal.leaf, k.pal.haze, 0.35)),
    ) +
    rect(190, 690, 1420, 210, k.fade([shift(yellow, 0.12), mix(yellow, k.pal.shade, 0.3)])) +
    poly(
      [
        [150, 700],
        [230, 590],
        [1570, 590],
        [1650, 700],
      ],
      k.fade([shift(roofC, 0.06), mix(roofC, k.pal.ink, 0.25)]),
    ) +
    gable(520, 360, 330) +
    gable(1280, 360, 330) +
    gable(900, 470, 430) +
    rect(180, 716, 1440, 16, k.pal.paper) +
    times(17, (_, t) =>
      archRect(214 + 1310 * t, 760, 62, 140, mix("#3f5a55", k.pal.ink, 0.25), false),
    ) +
    times(18, (_, t) => rect(196 + 1400 * t, 736, 14, 164, k.pal.paper)) +
    disc(900, 646, 40, k.pal.paper) +
    line(900, 646, 900, 620, k.pal.ink, 6) +
    line(900, 646, 918, 656, k.pal.ink, 6) +
    rect(0, 896, WIDTH, 60, mix(k.pal.paper, k.pal.ground, 0.45)) +
    rect(
      0,
      950,
      WIDTH,
      260,
      k.fade([mix(k.pal.ground, k.pal.shade, 0.45), mix(k.pal.ground, k.pal.ink, 0.5)]),
    ) +
    times(32, (i) => rect(i * 60 - 10, 1078, 34, 44, mix("#5a3b26", k.pal.ink, 0.3))) +
    rect(0, 1080, WIDTH, 9, k.pal.shine, 0.7) +
    rect(0, 1108, WIDTH, 11, mix(k.pal.shine, k.pal.ink, 0.35)) +
    place(
      rect(-330, -120, 430, 110, k.pal.ink, 1, 52) +
        rect(-330, -110, 420, 26, shift(k.pal.ink, 0.3), 1, 13) +
        rect(90, -210, 170, 200, mix("#1f5a4a", k.pal.ink, 0.2)) +
        rect(116, -180, 60, 70, k.pal.shine) +
        rect(196, -180, 44, 70, k.pal.shine) +
        rect(76, -224, 200, 20, k.pal.ink, 1, 6) +
        rect(-280, -200, 54, 84, k.pal.ink) +
        poly(
          [
            [-296, -200],
            [-210, -200],
            [-222, -222],
            [-284, -222],
          ],
          k.pal.ink,
        ) +
        path("M-160 -120Q-160 -160 -130 -160T-100 -120Z", mix("#c89a3a", k.pal.ink, 0.1)) +
        path("M-30 -120Q-30 -150 -6 -150T18 -120Z", mix("#c89a3a", k.pal.ink, 0.1)) +
        poly(
          [
            [-340, -10],
            [-400, 40],
            [-330, 40],
          ],
          mix("#b8342a", k.pal.ink, 0.1),
        ) +
        rect(-340, -20, 620, 22, mix("#b8342a", k.pal.ink, 0.05)) +
        disc(-334, -66, 22, k.pal.shine) +
        [-270, -170, -70, 30]
          .map(
            (x) =>
              `<circle cx="${x}" cy="14" r="40" fill="${mix(k.pal.ink, "#b8342a", 0.35)}" stroke="${k.pal.ink}" stroke-width="11"/>` +
              disc(x, 14, 11, k.pal.shine),
          )
          .join("") +
        [150, 230].map((x) => disc(x, 24, 30, k.pal.ink) + disc(x, 24, 9, k.pal.shine)).join("") +
        rect(-280, 8, 330, 11, k.pal.shine) +
        rect(300, -190, 560, 200, mix("#8a3b2c", k.pal.ink, 0.15), 1, 8) +
        rect(290, -206, 580, 24, k.pal.ink, 1, 10) +
        times(7, (i) => rect(326 + i * 74, -156, 52, 70, k.pal.shine, 1, 5)) +
        rect(300, -60, 560, 10, "#f2c14e") +
        [380, 470, 690, 780]
          .map((x) => disc(x, 26, 30, k.pal.ink) + disc(x, 26, 9, k.pal.shine))
          .join(""),
      610,
      1042,
      1,
    ) +
    times(7, (i) =>
      disc(350 + i * 46 + k.rnd(-12, 12), 800 - i * 74, 36 + i * 15, k.pal.sun, 0.6 - i * 0.06),
    ) +
    times(5, (i) => conifer(k, 30 + i * 50, 1210, 560 - i * 70, mix(k.pal.leaf, k.pal.ink, 0.5))) +
    times(5, (i) =>
      conifer(k, 1780 - i * 48, 1215, 520 - i * 66, mix(k.pal.leaf, k.pal.ink, 0.5)),
    ) +
    person(k, 1480, 948, 96, { color: k.pal.accent }) +
    person(k, 1530, 950, 100, { color: "#3f5f86" })
  );
}
