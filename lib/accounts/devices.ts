/** What a user agent and an address say about a device, in words people recognise. */
import { isIPv4 } from "node:net";

export type Device = { browser: string | null; system: string | null };

/** In this order: most name others as well, for old reasons. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bCocCoc|coc_coc_browser/i, "Cốc Cốc"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bCriOS\/|\bChrome\/|\bChromium\//, "Chrome"],
  [/\bSafari\//, "Safari"],
  [/\bDart\/|\bFlutter/, "the app"],
  [/\bokhttp\/|\bCFNetwork\/|\bExpo\//, "the app"],
];
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b|\biPod\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bDarwin\b/, "iOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

const find = (list: readonly [RegExp, string][], text: string) =>
  list.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** The browser and the system of a user agent; null for what it does not tell. */
export function deviceOf(userAgent: string | null | undefined): Device {
  const text = (userAgent ?? "").slice(0, 500);
  return { browser: find(browsers, text), system: find(systems, text) };
}

/**
 * The first half of an address: enough to know one's own provider by, too little to find anybody.
 * Null for what is no address.
 */
export function coarseNetwork(address: string): string | null {
  if (isIPv4(address)) return `${address.split(".").slice(0, 2).join(".")}.x.x`;
  if (!address.includes(":")) return null;
  const [first = "0", second = "0"] = address.split(":");
  return `${first || "0"}:${second || "0"}::`;
}
