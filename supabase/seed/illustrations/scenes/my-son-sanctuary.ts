import { mix, shift } from "../color.ts";
import { disc, type Kit, path, poly, r, rect, times, WIDTH } from "../kit.ts";
import { birds, bush, hedge, leaves, mist, ridge, sky, tree } from "../nature.ts";
import { archRect, person } from "../structures.ts";

/** A Cham tower: stepped brick body with a blind door and a tapering, overgrown crown. */
function chamTower(k: Kit, x: number, base: number, w: number, h: number): string {
  const brick = mix("#b8613c", k.pal.shade, 0.25);
  const dark = mix(brick, k.pal.ink, 0.5);
  let out = "";
  let y = base;
  let cw = w;
  for (const [share, shrink] of [
    [0.5, 0.78],
    [0.2, 0.76],
    [0.15, 0.72],
    [0.1, 0.6],
  ] as const) {
    const ch = h * share;
    out += rect(x - cw * 0.56, y - ch * 0.08, cw * 1.12, ch * 0.08, shift(brick, 0.1));
    out += rect(x - cw / 2, y - ch, cw, ch, k.fade([shift(brick, 0.16), brick, dark], true));
    out += [-0.5, -0.2, 0.12, 0.4]
      .map((f) =>
        rect(x + f * cw, y - ch * 0.94, cw * 0.09, ch * 0.86, mix(brick, k.pal.ink, 0.22)),
      )
      .join("");
    out +=
      rect(x - cw * 0.56, y - ch, cw * 1.12, ch * 0.1, shift(brick, 0.2)) +
      rect(x - cw * 0.6, y - ch * 1.06, cw * 1.2, ch * 0.07, dark);
    if (share > 0.4)
      out +=
        path(
          `M${r(x - cw * 0.17)} ${r(y)}V${r(y - ch * 0.5)}Q${r(x - cw * 0.15)} ${r(y - ch * 0.66)} ${r(x)} ${r(y - ch * 0.82)}Q${r(x + cw * 0.15)} ${r(y - ch * 0.66)} ${r(x + cw * 0.17)} ${r(y - ch * 0.5)}V${r(y)}Z`,
          shift(brick, 0.12),
        ) +
        path(
          `M${r(x - cw * 0.1)} ${r(y)}V${r(y - ch * 0.45)}Q${r(x)} ${r(y - ch * 0.64)} ${r(x + cw * 0.1)} ${r(y - ch * 0.45)}V${r(y)}Z`,
          k.pal.ink,
        );
    else out += archRect(x - cw * 0.1, y - ch * 0.7, cw * 0.2, ch * 0.62, dark);
    y -= ch * 1.02;
    cw *= shrink;
  }
  out += path(
    `M${r(x - cw * 0.5)} ${r(y + 4)}Q${r(x - cw * 0.3)} ${r(y - h * 0.1)} ${r(x)} ${r(y - h * 0.16)}Q${r(x + cw * 0.3)} ${r(y - h * 0.1)} ${r(x + cw * 0.5)} ${r(y + 4)}Z`,
    brick,
  );
  return (
    out +
    times(16, () => {
      const f = k.rnd();
      return disc(
        x + k.rnd(-0.5, 0.5) * w * (1 - f * 0.6),
        base - h * (0.5 + f * 0.5),
        k.rnd(9, 24),
        mix(k.pal.leaf, k.pal.ink, k.rnd(0, 0.35)),
        0.95,
      );
    })
  );
}

export function mySon(k: Kit): string {
  return (
    sky(k, { horizon: 720, sun: { x: 480, y: 330, size: 110, rings: 3 }, clouds: 2 }) +
    poly(
      [
        [560, 720],
        [860, 500],
        [1010, 330],
        [1085, 230],
        [1150, 320],
        [1240, 420],
        [1460, 560],
        [1800, 700],
        [1800, 760],
        [400, 760],
      ],
      k.depth(0.25),
    ) +
    poly(
      [
        [1085, 230],
        [1110, 380],
        [1070, 520],
        [1140, 700],
        [1800, 760],
        [1800, 700],
        [1460, 560],
        [1240, 420],
        [1150, 320],
      ],
      k.depth(0.36),
    ) +
    ridge(k, 640, 90, k.depth(0.4), { foot: k.pal.haze }) +
    mist(k, 690, 150, 0.8) +
    hedge(k, 740, 120, mix(k.depth(0.5), k.pal.leaf, 0.5)) +
    chamTower(k, 1290, 900, 200, 420) +
    chamTower(k, 360, 900, 170, 330) +
    mist(k, 860, 120, 0.45) +
    rect(
      0,
      885,
      WIDTH,
      320,
      k.fade([mix(k.pal.leaf, k.pal.glow, 0.35), mix(k.pal.leaf, k.pal.ink, 0.2)]),
    ) +
    chamTower(k, 780, 985, 330, 700) +
    chamTower(k, 1110, 960, 150, 260) +
    path(`M700 1200Q760 1060 745 985H830Q860 1080 1010 1200Z`, mix(k.pal.ground, k.pal.glow, 0.2)) +
    rect(560, 980, 440, 14, k.pal.ink, 0.25, 7) +
    tree(k, 1650, 1010, 760, mix(k.pal.leaf, k.pal.ink, 0.25), { width: 0.75 }) +
    tree(k, 90, 1020, 640, mix(k.pal.leaf, k.pal.ink, 0.2), { width: 0.8 }) +
    person(k, 880, 1080, 96, { color: k.pal.accent, hat: true }) +
    bush(k, 250, 1220, 460, 170, mix(k.pal.leaf, k.pal.ink, 0.5)) +
    leaves(k, 1800, 1200, 420, 180, 262, 8) +
    birds(k, 620, 250, 6, 1, k.depth(0.7))
  );
}
