import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import type { Look } from "./accounts.ts";
import { avatarSvg, logoSvg } from "./illustrations/brand.ts";
import { random } from "./illustrations/kit.ts";
import type { PaletteName } from "./illustrations/palettes.ts";
import { bannerSvg, illustrationSvg } from "./illustrations.ts";
import type { CompanyKey } from "./types.ts";

export type Picture = { bytes: Buffer; width: number; height: number; hash: string };

/** Rendered files of earlier starts; `db:reset` need not draw everything again. */
const CACHE = fileURLToPath(new URL("../.temp/illustrations/", import.meta.url));

/** Part of every cache key: raise it when encoding or grain change. */
const ENCODER = "jpeg-80-grain-3";

const GRAIN = 2 ** 18;
let grain: Int8Array | undefined;

/** Paper grain: triangular noise of at most ±3, which also hides the steps of the gradients. */
function makeGrain(): Int8Array {
  const next = random("grain");
  return Int8Array.from({ length: GRAIN }, () => Math.round((next() + next() - 1) * 3));
}

const vignettes = new Map<string, Uint16Array>();

/** How much of its light a pixel keeps, in 256ths: all in the middle, four fifths in the corners. */
function vignette(width: number, height: number): Uint16Array {
  const key = `${width}x${height}`;
  const known = vignettes.get(key);
  if (known) return known;
  const table = Uint16Array.from({ length: width * height }, (_, i) => {
    const x = ((i % width) / width) * 2 - 1;
    const y = (Math.floor(i / width) / height) * 2 - 1;
    const out = Math.max(0, (x * x + y * y) / 2 - 0.3);
    return 256 - Math.round(out * out * 108);
  });
  vignettes.set(key, table);
  return table;
}

/**
 * Darkens the corners and adds grain. Done here because the renderer takes three times as long for
 * it. Every row starts elsewhere in the table of grain, so that no pattern shows.
 */
function finish(buffer: Buffer, width: number, height: number): void {
  grain ??= makeGrain();
  const keep = vignette(width, height);
  const pixels = new Uint8ClampedArray(buffer.buffer, buffer.byteOffset, buffer.length);
  for (let y = 0, i = 0, p = 0; y < height; y++) {
    let at = (y * 57_037) % GRAIN;
    for (let x = 0; x < width; x++, p++) {
      const k = keep[p] ?? 256;
      const d = grain[at] ?? 0;
      at = at + 1 === GRAIN ? 0 : at + 1;
      for (const end = i + 3; i < end; i++) pixels[i] = (((pixels[i] ?? 0) * k) >> 8) + d;
    }
  }
}

// Each picture keeps to one thread; several are drawn at once.
sharp.concurrency(1);

async function rasterise(svg: string, width: number, height: number, grained: boolean) {
  const pixels = await sharp(Buffer.from(svg)).resize(width, height).removeAlpha().raw().toBuffer();
  if (grained) finish(pixels, width, height);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80, chromaSubsampling: "4:2:0" })
    .toBuffer();
}

async function render(
  svg: string,
  width: number,
  height: number,
  o: { grained?: boolean; cache?: boolean } = {},
): Promise<Picture> {
  const { grained = true, cache = true } = o;
  const key = createHash("sha256")
    .update(`${ENCODER} ${sharp.versions.vips} ${width}x${height} ${grained} ${svg}`)
    .digest("hex");
  const file = `${CACHE}${key}.jpg`;
  const known = cache ? await readFile(file).catch(() => null) : null;
  const bytes = known ?? (await rasterise(svg, width, height, grained));
  if (cache && !known) {
    await mkdir(CACHE, { recursive: true });
    // Renamed into place, so that an interrupted write is never taken for a picture.
    await writeFile(`${file}.${process.pid}`, bytes);
    await rename(`${file}.${process.pid}`, file);
  }
  return { bytes, width, height, hash: createHash("md5").update(bytes).digest("hex") };
}

/** The picture of a place, 1800 × 1200; another palette gives another hour of the day. */
export const renderExperience = (
  slug: string,
  o: { palette?: PaletteName; width?: number; cache?: boolean } = {},
): Promise<Picture> => {
  const width = o.width ?? 1800;
  const cache = o.cache === undefined ? {} : { cache: o.cache };
  return render(illustrationSvg(slug, o.palette), width, Math.round((width * 2) / 3), cache);
};

export const renderLogo = (company: CompanyKey): Promise<Picture> =>
  render(logoSvg(company), 512, 512, { grained: false });

export const renderBanner = (company: CompanyKey): Promise<Picture> =>
  render(bannerSvg(company), 2400, 900);

export const renderAvatar = (key: string, look: Look): Promise<Picture> =>
  render(avatarSvg(key, look), 400, 400, { grained: false });
