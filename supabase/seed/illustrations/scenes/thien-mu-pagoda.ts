import { mix } from "../color.ts";
import { disc, HEIGHT, type Kit, path, place, poly, rect, stroke, times } from "../kit.ts";
import {
  birds,
  bush,
  conifer,
  hedge,
  leaves,
  mist,
  ridge,
  ripples,
  sky,
  water,
} from "../nature.ts";
import { curvedRoof, sampan, stairs, tieredTower, windows } from "../structures.ts";

export function thienMu(k: Kit): string {
  const dragon = "#d98a2b";
  return (
    sky(k, { horizon: 760, sun: { x: 560, y: 500, size: 130, rings: 4 }, clouds: 3 }) +
    ridge(k, 640, 110, k.depth(0.2), {
      foot: k.pal.haze,
      peaks: [
        [200, 0.8],
        [700, 0.6],
      ],
    }) +
    ridge(k, 700, 70, k.depth(0.34), { foot: k.pal.haze }) +
    mist(k, 730, 110, 0.7) +
    path("M760 850C900 700 1060 640 1250 640H1800V860H740Z", mix(k.pal.leaf, k.depth(0.6), 0.35)) +
    hedge(k, 690, 90, mix(k.pal.leaf, k.pal.ink, 0.15), 1330, 1860) +
    times(5, (i) =>
      conifer(k, 1500 + i * 74, 690, k.rnd(240, 330), mix(k.pal.leaf, k.pal.ink, 0.3)),
    ) +
    tieredTower(k, 1240, 660, {
      tiers: 7,
      width: 190,
      storey: 74,
      shrink: 0.885,
      overhang: 1.22,
      wallColor: mix("#e6a873", k.pal.shade, 0.15),
      roofColor: mix(k.pal.roof, k.pal.shade, 0.2),
      curl: 0.25,
      roofHeight: 0.24,
      spire: 60,
    }) +
    rect(1070, 640, 360, 24, k.pal.paper) +
    stairs(k, 1180, 664, 850, 80, 170, 13, k.pal.paper) +
    [1050, 1330]
      .map((x) => rect(x, 560, 20, 100, k.pal.paper) + disc(x + 10, 556, 14, k.pal.accent))
      .join("") +
    bush(k, 960, 790, 190, 90, mix(k.pal.leaf, k.pal.ink, 0.2)) +
    bush(k, 1480, 800, 320, 110, mix(k.pal.leaf, k.pal.ink, 0.25)) +
    water(k, 846, { sunX: 560, spread: 250, ripples: 50 }) +
    place(
      rect(
        -90,
        0,
        180,
        300,
        k.fade([
          [mix("#e6a873", k.pal.shade, 0.3), 0.45],
          ["#e6a873", 0],
        ]),
      ),
      1240,
      850,
    ) +
    // Dragon boat: curled prow and tail, tiled cabin.
    place(
      path(
        "M-260 -20C-220 40 -160 52 0 52S230 46 290 -10C250 4 180 10 0 10S-200 8 -260 -20Z",
        mix("#a33a2a", k.pal.ink, 0.2),
      ) +
        rect(-170, -70, 320, 84, mix(k.pal.paper, "#d9a24a", 0.3)) +
        windows(-164, -62, 308, 64, 7, 1, k.pal.ink, { gap: 0.4 }) +
        curvedRoof(k, -10, -62, 410, 56, k.pal.leaf, { curl: 20, ridge: 0.8 }) +
        stroke("M270 0C320 -20 300 -90 336 -120C356 -136 380 -120 372 -100", dragon, 26) +
        path("M330 -150L410 -128L372 -100L330 -112Z", dragon) +
        disc(366, -128, 6, k.pal.ink) +
        stroke("M342 -146L318 -180M356 -144L344 -182", dragon, 7) +
        stroke("M-256 -16C-310 -40 -300 -110 -270 -120", dragon, 18) +
        times(5, (i) =>
          poly(
            [
              [292 + i * 9, -30 - i * 22],
              [274 + i * 9, -44 - i * 22],
              [296 + i * 10, -52 - i * 22],
            ],
            k.pal.accent,
          ),
        ),
      600,
      1010,
      1.08,
    ) +
    sampan(k, 1330, 1010, 84, { people: 1 }) +
    leaves(k, 0, 1200, 300, -80, 0, 7) +
    birds(k, 860, 330, 6, 1, k.depth(0.7)) +
    ripples(k, 1040, HEIGHT, 18)
  );
}
