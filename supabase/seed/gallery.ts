import type { PaletteName } from "./illustrations/palettes.ts";

/** Further pictures of some places: the same scene at another hour. */
export const gallery: Readonly<Record<string, readonly { palette: PaletteName; light: string }[]>> =
  {
    "hoi-an-ancient-town": [
      { palette: "morning", light: "in the morning" },
      { palette: "golden", light: "in the late afternoon" },
      { palette: "sunset", light: "at sunset" },
      { palette: "night", light: "at night" },
    ],
    "ha-long-bay": [
      { palette: "dawn", light: "at dawn" },
      { palette: "morning", light: "in the morning" },
      { palette: "golden", light: "in the late afternoon" },
      { palette: "night", light: "by moonlight" },
    ],
    "ben-thanh-market": [
      { palette: "golden", light: "in the late afternoon" },
      { palette: "dusk", light: "at dusk" },
    ],
    "portas-do-sol-tram": [
      { palette: "morning", light: "in the morning" },
      { palette: "dusk", light: "at dusk" },
    ],
    "fushimi-inari": [
      { palette: "dawn", light: "at dawn" },
      { palette: "night", light: "at night" },
    ],
  };
