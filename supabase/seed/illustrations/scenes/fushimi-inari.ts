import { mix, shift } from "../color.ts";
import { disc, type Kit, path, place, poly, rect, times, WIDTH } from "../kit.ts";
import { bush, conifer, hedge, mist, sky } from "../nature.ts";
import { person, torii } from "../structures.ts";

export function fushimiInari(k: Kit): string {
  const red = "#dc4a28";
  const n = 11;
  const fox = (x: number, y: number, s: number, mirror: boolean) => {
    const stone = mix("#cfc9b8", k.pal.ink, 0.12);
    const dark = mix(stone, k.pal.ink, 0.4);
    return place(
      rect(-80, 0, 160, 150, k.fade([stone, dark], true)) +
        rect(-96, -14, 192, 26, shift(stone, 0.15)) +
        rect(-96, 130, 192, 30, dark) +
        path(
          "M-50 -14C-60 -90 -40 -150 10 -180L0 -244L34 -212L64 -250L66 -196C96 -180 104 -160 100 -144L60 -132C70 -80 64 -50 60 -14Z",
          k.fade([shift(stone, 0.25), stone, dark], true),
        ) +
        path("M-48 -20C-110 -40 -120 -140 -80 -196C-70 -140 -50 -110 -40 -60Z", shift(stone, 0.1)) +
        path("M-6 -132C20 -110 56 -112 66 -130L72 -84C44 -66 10 -70 -10 -92Z", red) +
        disc(60, -176, 6, k.pal.ink) +
        rect(92, -152, 34, 9, "#e9b13c"),
      x,
      y,
      s,
      mirror,
    );
  };
  return (
    sky(k, { horizon: 700, sun: { x: 900, y: 330, size: 120, rings: 3, rays: true } }) +
    hedge(k, 560, 260, mix(k.pal.leaf, k.pal.haze, 0.45)) +
    rect(0, 540, WIDTH, 700, mix(k.pal.leaf, k.pal.ink, 0.35)) +
    times(26, (i) =>
      conifer(
        k,
        i * 74 + k.rnd(-20, 20),
        800 + Math.abs(i - 13) * 14,
        k.rnd(420, 620),
        mix(k.pal.leaf, k.pal.ink, k.rnd(0.1, 0.4)),
      ),
    ) +
    mist(k, 620, 300, 0.5, k.pal.glow) +
    poly(
      [
        [860, 560],
        [940, 560],
        [1420, 1200],
        [380, 1200],
      ],
      k.fade([mix(k.pal.paper, k.pal.ground, 0.3), mix(k.pal.ground, k.pal.shade, 0.5)]),
    ) +
    times(16, (i) => {
      const t = (i / 16) ** 1.7;
      return rect(900 - 44 - 470 * t, 572 + 620 * t, 88 + 940 * t, 3 + 6 * t, k.pal.ink, 0.18);
    }) +
    times(n, (i) => {
      const t = (i + 0.35) / n;
      const s = t ** 2.1;
      const base = 580 + 640 * s;
      const w = 110 + 1560 * s;
      const h = 130 + 1090 * s;
      const c = mix(mix(red, k.pal.haze, 0.5 * (1 - t)), k.pal.ink, 0.12 * (i % 2));
      const person1 =
        i === 5
          ? person(k, 930, base + 8, 92, {
              umbrella: "#fff6e0",
              color: mix("#3f4a86", k.pal.ink, 0.2),
            })
          : "";
      return (
        torii(k, 900 + Math.sin(i * 0.5) * 8, base, w, h * 0.92, c) +
        (i > 6
          ? times(4, (j) =>
              rect(
                900 + w * 0.335 + 4,
                base - h * 0.62 + j * h * 0.08,
                w * 0.02,
                h * 0.055,
                k.pal.ink,
                0.6,
              ),
            )
          : "") +
        person1
      );
    }) +
    fox(240, 1030, 1.05, false) +
    fox(1560, 1030, 1.05, true) +
    times(
      5,
      (i) =>
        bush(k, 60 + i * 70, 1230, 160, 70, mix(k.pal.leaf, k.pal.ink, 0.35 + (i % 2) * 0.15)) +
        bush(k, 1740 - i * 70, 1230, 160, 70, mix(k.pal.leaf, k.pal.ink, 0.35 + (i % 2) * 0.15)),
    )
  );
}
