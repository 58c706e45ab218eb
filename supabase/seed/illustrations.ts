import { createKit, HEIGHT, type Kit, WIDTH } from "./illustrations/kit.ts";
import { type PaletteName, palettes } from "./illustrations/palettes.ts";
import { arashiyama } from "./illustrations/scenes/arashiyama-bamboo-grove.ts";
import { baiSao } from "./illustrations/scenes/bai-sao-phu-quoc.ts";
import { belemTower } from "./illustrations/scenes/belem-tower.ts";
import { benThanh } from "./illustrations/scenes/ben-thanh-market.ts";
import { bitexco } from "./illustrations/scenes/bitexco-skydeck.ts";
import { bomJesus } from "./illustrations/scenes/bom-jesus-do-monte.ts";
import { buiVien } from "./illustrations/scenes/bui-vien-street.ts";
import { caboDaRoca } from "./illustrations/scenes/cabo-da-roca.ts";
import { caiRang } from "./illustrations/scenes/cai-rang-floating-market.ts";
import { cuChi } from "./illustrations/scenes/cu-chi-tunnels.ts";
import { daLat } from "./illustrations/scenes/da-lat-railway-station.ts";
import { domLuis } from "./illustrations/scenes/dom-luis-bridge.ts";
import { dragonBridge } from "./illustrations/scenes/dragon-bridge.ts";
import { fansipan } from "./illustrations/scenes/fansipan.ts";
import { fushimiInari } from "./illustrations/scenes/fushimi-inari.ts";
import { goldenBridge } from "./illustrations/scenes/golden-bridge.ts";
import { haLongBay } from "./illustrations/scenes/ha-long-bay.ts";
import { oldQuarter } from "./illustrations/scenes/hanoi-old-quarter.ts";
import { hoanKiem } from "./illustrations/scenes/hoan-kiem-lake.ts";
import { hoiAn } from "./illustrations/scenes/hoi-an-ancient-town.ts";
import { hue } from "./illustrations/scenes/hue-imperial-city.ts";
import { independencePalace } from "./illustrations/scenes/independence-palace.ts";
import { jadeEmperor } from "./illustrations/scenes/jade-emperor-pagoda.ts";
import { japaneseBridge } from "./illustrations/scenes/japanese-bridge.ts";
import { jeronimos } from "./illustrations/scenes/jeronimos-monastery.ts";
import { khaiDinh } from "./illustrations/scenes/khai-dinh-tomb.ts";
import { kinkakuJi } from "./illustrations/scenes/kinkaku-ji.ts";
import { kiyomizu } from "./illustrations/scenes/kiyomizu-dera.ts";
import { marbleMountains } from "./illustrations/scenes/marble-mountains.ts";
import { dunes } from "./illustrations/scenes/mui-ne-dunes.ts";
import { terraces } from "./illustrations/scenes/muong-hoa-terraces.ts";
import { mySon } from "./illustrations/scenes/my-son-sanctuary.ts";
import { nijo } from "./illustrations/scenes/nijo-castle.ts";
import { nishiki } from "./illustrations/scenes/nishiki-market.ts";
import { notreDame } from "./illustrations/scenes/notre-dame-saigon.ts";
import { onePillar } from "./illustrations/scenes/one-pillar-pagoda.ts";
import { penaPalace } from "./illustrations/scenes/pena-palace.ts";
import { philosophersPath } from "./illustrations/scenes/philosophers-path.ts";
import { phongNha } from "./illustrations/scenes/phong-nha-cave.ts";
import { portasDoSol } from "./illustrations/scenes/portas-do-sol-tram.ts";
import { postOffice } from "./illustrations/scenes/saigon-central-post-office.ts";
import { santaJusta } from "./illustrations/scenes/santa-justa-lift.ts";
import { saoJorge } from "./illustrations/scenes/sao-jorge-castle.ts";
import { templeOfLiterature } from "./illustrations/scenes/temple-of-literature.ts";
import { thienHau } from "./illustrations/scenes/thien-hau-temple.ts";
import { thienMu } from "./illustrations/scenes/thien-mu-pagoda.ts";
import { toJi } from "./illustrations/scenes/to-ji-pagoda.ts";
import { trangAn } from "./illustrations/scenes/trang-an.ts";
import { warRemnants } from "./illustrations/scenes/war-remnants-museum.ts";
import type { CompanyKey } from "./types.ts";

type Scene = readonly [draw: (k: Kit) => string, palette: PaletteName];

/** What is drawn for each place, and in which light. */
export const scenes: Readonly<Record<string, Scene>> = {
  "ben-thanh-market": [benThanh, "morning"],
  "cu-chi-tunnels": [cuChi, "jungle"],
  "notre-dame-saigon": [notreDame, "dawn"],
  "saigon-central-post-office": [postOffice, "noon"],
  "war-remnants-museum": [warRemnants, "mist"],
  "independence-palace": [independencePalace, "noon"],
  "jade-emperor-pagoda": [jadeEmperor, "jungle"],
  "bitexco-skydeck": [bitexco, "dusk"],
  "bui-vien-street": [buiVien, "night"],
  "thien-hau-temple": [thienHau, "golden"],
  "cai-rang-floating-market": [caiRang, "golden"],
  "mui-ne-dunes": [dunes, "dawn"],
  "da-lat-railway-station": [daLat, "morning"],
  "bai-sao-phu-quoc": [baiSao, "noon"],
  "belem-tower": [belemTower, "sunset"],
  "jeronimos-monastery": [jeronimos, "noon"],
  "sao-jorge-castle": [saoJorge, "golden"],
  "portas-do-sol-tram": [portasDoSol, "golden"],
  "santa-justa-lift": [santaJusta, "dusk"],
  "pena-palace": [penaPalace, "mist"],
  "cabo-da-roca": [caboDaRoca, "sunset"],
  "dom-luis-bridge": [domLuis, "ember"],
  "bom-jesus-do-monte": [bomJesus, "morning"],
  "fushimi-inari": [fushimiInari, "jungle"],
  "kinkaku-ji": [kinkakuJi, "morning"],
  "kiyomizu-dera": [kiyomizu, "autumn"],
  "arashiyama-bamboo-grove": [arashiyama, "jungle"],
  "nijo-castle": [nijo, "blossom"],
  "nishiki-market": [nishiki, "golden"],
  "to-ji-pagoda": [toJi, "dusk"],
  "philosophers-path": [philosophersPath, "blossom"],
  "my-son-sanctuary": [mySon, "jungle"],
  "hoi-an-ancient-town": [hoiAn, "dusk"],
  "japanese-bridge": [japaneseBridge, "golden"],
  "marble-mountains": [marbleMountains, "noon"],
  "dragon-bridge": [dragonBridge, "night"],
  "golden-bridge": [goldenBridge, "dawn"],
  "hue-imperial-city": [hue, "morning"],
  "thien-mu-pagoda": [thienMu, "sunset"],
  "khai-dinh-tomb": [khaiDinh, "mist"],
  "phong-nha-cave": [phongNha, "morning"],
  "ha-long-bay": [haLongBay, "sunset"],
  "trang-an": [trangAn, "jungle"],
  "hoan-kiem-lake": [hoanKiem, "dawn"],
  "temple-of-literature": [templeOfLiterature, "morning"],
  "one-pillar-pagoda": [onePillar, "mist"],
  "hanoi-old-quarter": [oldQuarter, "golden"],
  "muong-hoa-terraces": [terraces, "noon"],
  fansipan: [fansipan, "dawn"],
};

const svg = (k: Kit, body: string, viewBox: string, width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}">${k.defs()}${body}</svg>`;

/** The illustration as SVG. The same slug always gives the same bytes. */
export function illustrationSvg(slug: string, palette?: PaletteName): string {
  const scene = scenes[slug];
  if (!scene) throw new Error(`No illustration is defined for "${slug}".`);
  const k = createKit(slug, palettes[palette ?? scene[1]]);
  return svg(k, scene[0](k), `0 0 ${WIDTH} ${HEIGHT}`, WIDTH, HEIGHT);
}

/** What each company shows at the head of its page: a strip of one of its scenes, in other light. */
const banners: Readonly<Record<CompanyKey, readonly [slug: string, PaletteName, top: number]>> = {
  saigon: ["bitexco-skydeck", "sunset", 345],
  lisbon: ["portas-do-sol-tram", "morning", 250],
  kyoto: ["to-ji-pagoda", "blossom", 300],
  platform: ["ha-long-bay", "noon", 330],
};

/** A banner of 8:3 as SVG. */
export function bannerSvg(company: CompanyKey): string {
  const [slug, palette, top] = banners[company];
  const scene = scenes[slug];
  if (!scene) throw new Error(`No illustration is defined for "${slug}".`);
  const k = createKit(`banner/${company}`, palettes[palette]);
  return svg(k, scene[0](k), `0 ${top} ${WIDTH} ${(WIDTH * 3) / 8}`, 2400, 900);
}
