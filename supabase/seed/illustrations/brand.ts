import type { Look } from "../accounts.ts";
import type { CompanyKey } from "../types.ts";
import { mix, shift } from "./color.ts";
import { createKit, disc, type Kit, line, oval, path, poly, rect, stroke, times } from "./kit.ts";
import { palettes } from "./palettes.ts";
import { lantern, torii } from "./structures.ts";

const LOGO = 512;

const marks: Readonly<Record<CompanyKey, (k: Kit) => string>> = {
  saigon: (k) =>
    rect(0, 0, LOGO, LOGO, k.fade(["#155e56", "#0e3f44"])) +
    disc(256, 250, 190, "#f0b64a", 0.18) +
    times(3, (i) =>
      stroke(`M40 ${402 + i * 38}q54 -34 108 0t108 0t108 0t108 0`, "#f7e3b5", 12, 0.9 - i * 0.28),
    ) +
    stroke("M256 40V110", "#f7e3b5", 10) +
    lantern(k, 256, 232, 150, "#f08a3a"),
  lisbon: (k) =>
    rect(0, 0, LOGO, LOGO, k.fade(["#fbf1da", "#f3dfb0"])) +
    disc(256, 220, 104, "#e8743b") +
    times(7, (i) => {
      const x = 16 + i * 80;
      const h = [96, 150, 118, 190, 132, 170, 104][i] ?? 120;
      return path(
        `M${x - 70} 512Q${x} ${512 - h * 2} ${x + 70} 512Z`,
        mix("#1f5f8f", "#7cc4cf", i % 2 ? 0.15 : 0.5),
      );
    }) +
    path("M0 430Q128 400 256 430T512 430V512H0Z", "#14456b") +
    stroke("M0 462q64 -22 128 0t128 0t128 0t128 0", "#fbf1da", 9),
  kyoto: (k) =>
    rect(0, 0, LOGO, LOGO, k.fade(["#f7ece4", "#ecd5d0"])) +
    disc(256, 232, 150, "#fbfaf4") +
    torii(k, 256, 400, 330, 250, "#cf3f26") +
    times(3, (i) =>
      stroke(
        `M70 ${418 + i * 32}C170 ${396 + i * 32} 320 ${446 + i * 32} 442 ${412 + i * 32}`,
        "#33304e",
        11,
        1 - i * 0.3,
      ),
    ),
  platform: (k) =>
    rect(0, 0, LOGO, LOGO, k.fade(["#1f4460", "#0b1836"])) +
    `<circle cx="256" cy="256" r="180" fill="none" stroke="#f7ecd0" stroke-width="18"/>` +
    times(12, (i) => {
      const a = (i * Math.PI) / 6;
      return line(
        256 + Math.cos(a) * 138,
        256 + Math.sin(a) * 138,
        256 + Math.cos(a) * 158,
        256 + Math.sin(a) * 158,
        "#f7ecd0",
        8,
      );
    }) +
    poly(
      [
        [330, 132],
        [292, 292],
        [182, 380],
        [220, 220],
      ],
      "#f7ecd0",
    ) +
    poly(
      [
        [330, 132],
        [292, 292],
        [220, 220],
      ],
      "#ff8c32",
    ) +
    disc(256, 256, 18, "#0b1836"),
};

/** Square mark of a company. */
export function logoSvg(company: CompanyKey): string {
  const k = createKit(`logo/${company}`, palettes.night);
  const body = marks[company](k);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${LOGO}" height="${LOGO}" viewBox="0 0 ${LOGO} ${LOGO}">${k.defs()}${body}</svg>`;
}

const SKINS = ["#f3cfae", "#f0c39c", "#e3ab7d", "#cc8f60", "#a86c44", "#6f4430"] as const;

/** A flat portrait without a face: hair, clothes and colours tell people apart. */
export function avatarSvg(key: string, look: Look): string {
  const k = createKit(`avatar/${key}`, palettes.morning);
  const skin = SKINS[look.skin] ?? SKINS[2];
  const dark = mix(skin, "#5a2a1a", 0.28);
  const hair = look.hairColor;
  const back: Record<Look["hair"], string> = {
    short: "",
    bald: "",
    cap: "",
    curly:
      times(9, (i) =>
        disc(
          256 + Math.cos(Math.PI * (1 + i / 8)) * 98,
          200 + Math.sin(Math.PI * (1 + i / 8)) * 92,
          46,
          hair,
        ),
      ) +
      disc(166, 240, 40, hair) +
      disc(346, 240, 40, hair),
    long: path("M150 210C150 90 362 90 362 210V400Q256 440 150 400Z", hair),
    bob: path("M148 214C148 86 364 86 364 214V316Q340 330 320 316H192Q172 330 148 316Z", hair),
    bun: disc(256, 84, 50, hair),
    scarf: path(
      "M138 236C130 70 382 70 374 236C374 330 404 400 420 430H92C108 400 138 330 138 236Z",
      hair,
    ),
  };
  const front: Record<Look["hair"], string> = {
    short: path(
      "M166 206C150 100 230 84 262 92C340 84 362 130 346 206C338 176 322 160 300 158C260 164 214 160 196 156C180 168 172 186 166 206Z",
      hair,
    ),
    bald: "",
    cap:
      path("M160 176C164 90 348 90 352 176Z", hair) +
      path(
        "M156 170H364C400 172 414 190 412 198C360 184 250 182 156 186Z",
        mix(hair, "#0b1020", 0.3),
      ),
    curly: times(6, (i) => disc(182 + i * 30, 138 - (i % 2) * 14, 34, hair)),
    long: path(
      "M156 240C150 96 362 96 356 240C342 176 300 152 262 150C226 156 176 176 156 240Z",
      hair,
    ),
    bob: path(
      "M164 208C160 106 352 106 348 208C344 180 330 172 320 172H192C182 172 168 180 164 208Z",
      hair,
    ),
    bun: path("M166 204C166 96 346 96 346 204C326 158 286 146 256 146S186 158 166 204Z", hair),
    scarf:
      path(
        "M160 220C160 100 352 100 352 220C340 160 300 146 256 146S172 160 160 220Z",
        shift(hair, 0.12),
      ) +
      path(
        "M150 300C190 372 322 372 362 300C380 360 330 412 256 412S132 360 150 300Z",
        shift(hair, 0.08),
      ),
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512">${(() => {
    const body =
      rect(0, 0, 512, 512, k.fade([shift(look.back, 0.25), look.back])) +
      disc(256, 250, 200, "#ffffff", 0.22) +
      back[look.hair] +
      path(
        "M80 520C88 412 168 372 256 372S424 412 432 520Z",
        k.fade([shift(look.top, 0.12), look.top]),
      ) +
      path("M222 300H290V372Q256 410 222 372Z", dark) +
      path("M206 376Q256 428 306 376L296 366Q256 404 216 366Z", shift(look.top, 0.45)) +
      path("M164 200C164 116 348 116 348 200C352 280 312 346 256 346S160 280 164 200Z", skin) +
      path(
        "M256 130C330 132 350 170 348 200C352 280 312 346 256 346C300 310 316 250 300 190C294 160 280 142 256 130Z",
        dark,
        0.22,
      ) +
      oval(164, 232, 15, 24, skin) +
      oval(348, 232, 15, 24, dark) +
      (look.beard
        ? path(
            "M172 250C180 330 220 366 256 366S332 330 340 250C326 292 300 296 256 296S186 292 172 250Z",
            mix(hair, skin, 0.12),
          )
        : "") +
      stroke("M236 304Q256 318 278 304", mix(dark, "#3a1510", 0.5), 7) +
      disc(218, 228, 8, "#2a1a1a") +
      disc(296, 228, 8, "#2a1a1a") +
      stroke(
        "M200 204Q218 194 236 204M278 204Q296 194 314 204",
        mix(look.hair === "scarf" ? "#2a1a1a" : hair, "#2a1a1a", 0.4),
        7,
      ) +
      front[look.hair] +
      (look.glasses
        ? `<g fill="none" stroke="#22303a" stroke-width="7"><circle cx="218" cy="230" r="31"/><circle cx="296" cy="230" r="31"/><path d="M249 226q8 -8 16 0M187 226L166 218M327 226L348 218"/></g>`
        : "");
    return k.defs() + body;
  })()}</svg>`;
}
