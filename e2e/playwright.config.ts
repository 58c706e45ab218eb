import { defineConfig } from "playwright/test";

const { TEST_BASE_URL, CHROMIUM_PATH, CI } = process.env;

/** Runs against the app that `npm test` (or whoever sets TEST_BASE_URL) has started. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(CI),
  // A busy machine may starve the browser once; the report names what needed the second try.
  retries: 1,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: TEST_BASE_URL,
    locale: "en-GB",
    timezoneId: "Europe/Lisbon",
    screenshot: "only-on-failure",
    // Recording every test costs a good part of its time; the second try is recorded.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
