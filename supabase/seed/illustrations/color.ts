type Lab = readonly [number, number, number];

const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const toGamma = (c: number) => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

const labs = new Map<string, Lab>();

/** A scene mixes the same few colours thousands of times. */
function toOklab(hex: string): Lab {
  const known = labs.get(hex);
  if (known) return known;
  const lab = convert(hex);
  labs.set(hex, lab);
  return lab;
}

function convert(hex: string): Lab {
  const v = Number.parseInt(hex.slice(1), 16);
  const r = toLinear((v >> 16) / 255);
  const g = toLinear(((v >> 8) & 255) / 255);
  const b = toLinear((v & 255) / 255);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toHex([L, a, b]: Lab): string {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${channels
    .map((c) => Math.round(Math.min(1, Math.max(0, toGamma(Math.max(0, c)))) * 255))
    .map((c) => c.toString(16).padStart(2, "0"))
    .join("")}`;
}

/** Mixes two `#rrggbb` colours perceptually (OKLab), so that blends keep their chroma. */
export function mix(from: string, to: string, t: number): string {
  const a = toOklab(from);
  const b = toOklab(to);
  return toHex([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]);
}

/** Lightens (positive) or darkens (negative) by a share of the way to warm white or near-black. */
export const shift = (hex: string, amount: number): string =>
  amount >= 0 ? mix(hex, "#fff6e4", amount) : mix(hex, "#0b1020", -amount);
