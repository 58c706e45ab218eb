import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConfig } from "./config.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "travel-buddy-config-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(text: string, env: Record<string, string> = {}) {
  const file = join(folder, "config.toml");
  await writeFile(file, text);
  return loadConfig(file, env);
}

test("the project's own file is understood", async () => {
  const config = await loadConfig(join(import.meta.dirname, "..", "config.toml"), {});
  expect(config.api.max_rows).toBe(1000);
  expect(config.storage.file_size_limit).toBe(50 * 1024 ** 2);
  expect(config.auth.email).toMatchObject({ enable_confirmations: false, otp_length: 6 });
});

test("what is missing has the CLI's default", async () => {
  const config = await load('project_id = "x"');
  expect(config.auth.jwt_expiry).toBe(3600);
  expect(config.auth.rate_limit.sign_in_sign_ups).toBe(30);
  expect(config.auth.hook.send_email.enabled).toBe(false);
});

test("durations and sizes become seconds and bytes", async () => {
  const config = await load(
    '[auth.email]\nmax_frequency = "1h1m30s"\n[storage]\nfile_size_limit = "1MB"',
  );
  expect(config.auth.email.max_frequency).toBe(3690);
  expect(config.storage.file_size_limit).toBe(1024 ** 2);
});

test("the environment fills env() and overrides any setting", async () => {
  const text = '[auth.hook.send_email]\nenabled = true\nuri = "u"\nsecrets = "env(HOOK_SECRET)"';
  const config = await load(text, {
    HOOK_SECRET: "v1,whsec_x",
    SUPABASE_AUTH_SITE_URL: "http://site",
    SUPABASE_AUTH_EMAIL_ENABLE_CONFIRMATIONS: "true",
    SUPABASE_AUTH_RATE_LIMIT_TOKEN_REFRESH: "7",
    SUPABASE_AUTH_ADDITIONAL_REDIRECT_URLS: "http://a,http://b",
  });
  expect(config.auth).toMatchObject({
    site_url: "http://site",
    additional_redirect_urls: ["http://a", "http://b"],
    email: { enable_confirmations: true },
    rate_limit: { token_refresh: 7 },
    hook: { send_email: { secrets: "v1,whsec_x" } },
  });
});

test.each([
  ["[auth]\njwt_expiry = 'soon'", /auth\.jwt_expiry/],
  ["[auth.email]\nmax_frequency = 'often'", /"often" is not a duration/],
  ["[storage]\nfile_size_limit = 'big'", /"big" is not a size/],
  ["[auth", /Cannot use/],
])("%j is refused with its place", async (text, message) => {
  await expect(load(text)).rejects.toThrow(message);
});
