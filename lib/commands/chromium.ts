/** Finds the browser that the tests drive; Playwright's own download is not needed. */
import { access, constants } from "node:fs/promises";
import { CommandError, run } from "./stack.ts";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The path of a Chromium: `CHROMIUM_PATH`, else the usual places, else installed with apt-get when
 * this is a Debian and we are root.
 *
 * @throws {CommandError} saying what to do when there is none.
 */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await executable(named)) return named;
    throw new CommandError(`CHROMIUM_PATH names ${named}, which cannot be run.`);
  }
  const found = await firstExecutable();
  if (found) return found;

  if (process.getuid?.() === 0 && (await executable("/usr/bin/apt-get"))) {
    console.log("Installing Chromium with apt-get …");
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], quiet);
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quiet);
    const installed = await firstExecutable();
    if (installed) return installed;
  }
  throw new CommandError(
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium) or set " +
      "CHROMIUM_PATH to a Chromium or Chrome that is there already.",
  );
}

async function firstExecutable() {
  for (const place of USUAL_PLACES) if (await executable(place)) return place;
  return undefined;
}

async function executable(file: string) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
