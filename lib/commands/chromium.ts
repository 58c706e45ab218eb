import { findProgram } from "./find-program.ts";

/** The path of the browser that the tests drive; Playwright's own download is not needed. */
export function findChromium(): Promise<string> {
  return findProgram({
    name: "Chromium",
    variable: "CHROMIUM_PATH",
    places: [
      "/usr/bin/chromium",
      "/usr/bin/chromium-browser",
      "/usr/bin/google-chrome",
      "/usr/bin/google-chrome-stable",
      "/snap/bin/chromium",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    ],
    packages: ["chromium"],
    missing:
      "The browser tests need Chromium. Install it (Debian: apt-get install chromium) or set " +
      "CHROMIUM_PATH to a Chromium or Chrome that is there already.",
  });
}
