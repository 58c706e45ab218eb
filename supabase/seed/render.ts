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
const ENCODER = "jpeg-82-grain-1";

const GRAIN = 256;
let grain: Promise<Buffer> | undefined;

/** A tile of paper grain, faint enough to survive compression without costing much. */
function grainTile(): Promise<Buffer> {
  const next = random("grain");
  const pixels = Buffer.alloc(GRAIN * GRAIN * 4);
  for (let i = 0; i < GRAIN * GRAIN; i++) {
    const light = next() > 0.5 ? 255 : 0;
    pixels.fill(light, i * 4, i * 4 + 3);
    pixels[i * 4 + 3] = Math.floor(next() * 11);
  }
  return sharp(pixels, { raw: { width: GRAIN, height: GRAIN, channels: 4 } })
    .png()
    .toBuffer();
}

async function rasterise(svg: string, width: number, height: number, grained: boolean) {
  let image = sharp(Buffer.from(svg)).resize(width, height);
  if (grained) {
    grain ??= grainTile();
    image = image.composite([{ input: await grain, tile: true, blend: "over" }]);
  }
  return image
    .removeAlpha()
    .jpeg({ quality: 82, chromaSubsampling: "4:2:0", optimizeCoding: true })
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
