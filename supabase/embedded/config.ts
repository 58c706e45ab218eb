import { readFile } from "node:fs/promises";
import { parse } from "smol-toml";
import { z } from "zod";
import { StartError } from "./context.ts";

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** A Go duration such as "1h30m" as seconds, the way the CLI writes durations. */
const duration = z.string().transform((text, context) => {
  const parts = [...text.matchAll(/([\d.]+)(s|m|h)/g)];
  if (parts.map(([part]) => part).join("") !== text) {
    context.addIssue(`"${text}" is not a duration such as "60s" or "1h30m"`);
  }
  return parts.reduce((sum, [, value, unit]) => sum + Number(value) * (UNITS[unit ?? ""] ?? 0), 0);
});

/** A size such as "50MiB" as bytes; like the CLI, MB and MiB both count 1024. */
const bytes = z.union([z.number(), z.string()]).transform((size, context) => {
  const match = /^([\d.]+)\s*(?:([kmgt])i?)?b?$/i.exec(String(size));
  if (!match) {
    context.addIssue(`"${size}" is not a size such as "50MiB"`);
    return z.NEVER;
  }
  const power = " kmgt".indexOf((match[2] ?? " ").toLowerCase());
  return Math.floor(Number(match[1]) * 1024 ** power);
});

const hook = z
  .object({
    enabled: z.boolean().default(false),
    uri: z.string().default(""),
    secrets: z.string().default(""),
  })
  .prefault({});

const provider = z.object({
  enabled: z.boolean().default(false),
  client_id: z.string().default(""),
  secret: z.string().default(""),
  url: z.string().default(""),
  redirect_uri: z.string().default(""),
  skip_nonce_check: z.boolean().default(false),
  email_optional: z.boolean().default(false),
});

/** Per five minutes and address, except e-mails, which count per hour (as hosted). */
const rateLimit = z.object({
  email_sent: z.number().default(30),
  anonymous_users: z.number().default(30),
  token_refresh: z.number().default(150),
  sign_in_sign_ups: z.number().default(30),
  token_verifications: z.number().default(30),
});

const email = z.object({
  enable_signup: z.boolean().default(true),
  double_confirm_changes: z.boolean().default(true),
  enable_confirmations: z.boolean().default(false),
  secure_password_change: z.boolean().default(false),
  max_frequency: duration.prefault("1s"),
  otp_length: z.number().default(6),
  otp_expiry: z.number().default(3600),
});

/** Second factors by authenticator app, on unless switched off, as hosted. */
const mfa = z.object({
  max_enrolled_factors: z.number().default(10),
  totp: z
    .object({
      enroll_enabled: z.boolean().default(true),
      verify_enabled: z.boolean().default(true),
    })
    .prefault({}),
});

/** The part of `supabase/config.toml` that this backend honours; names and defaults are the CLI's. */
const configSchema = z.object({
  project_id: z.string().default("embedded"),
  api: z
    .object({
      port: z.number().default(54321),
      schemas: z.array(z.string()).default(["public", "graphql_public"]),
      max_rows: z.number().default(1000),
    })
    .prefault({}),
  db: z.object({ port: z.number().default(54322) }).prefault({}),
  storage: z.object({ file_size_limit: bytes.prefault("50MiB") }).prefault({}),
  auth: z
    .object({
      site_url: z.string().default("http://127.0.0.1:3000"),
      additional_redirect_urls: z.array(z.string()).default([]),
      jwt_expiry: z.number().default(3600),
      // Set: tokens are signed with it (HS256) instead of the generated private key.
      jwt_secret: z.string().default(""),
      enable_refresh_token_rotation: z.boolean().default(true),
      refresh_token_reuse_interval: z.number().default(10),
      enable_signup: z.boolean().default(true),
      enable_anonymous_sign_ins: z.boolean().default(false),
      enable_manual_linking: z.boolean().default(false),
      minimum_password_length: z.number().default(6),
      password_requirements: z.string().default(""),
      rate_limit: rateLimit.prefault({}),
      email: email.prefault({}),
      mfa: mfa.prefault({}),
      hook: z.object({ custom_access_token: hook, send_email: hook }).prefault({}),
      external: z.record(z.string(), provider).default({}),
    })
    .prefault({}),
});

export type EmbeddedConfig = z.output<typeof configSchema>;

type Env = Record<string, string | undefined>;
type Table = { [key: string]: unknown };
const isTable = (value: unknown): value is Table =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The CLI lets `SUPABASE_AUTH_SITE_URL` override `auth.site_url`, and so on for every setting;
 * tests and `npm start` use the same door.
 */
function overrideFromEnv(target: Table, shape: Table, env: Env, prefix: string) {
  for (const [key, fallback] of Object.entries(shape)) {
    const name = `${prefix}_${key.toUpperCase()}`;
    if (isTable(fallback)) {
      const child = isTable(target[key]) ? target[key] : {};
      target[key] = child;
      overrideFromEnv(child, fallback, env, name);
      continue;
    }
    const value = env[name];
    if (value === undefined) continue;
    if (Array.isArray(fallback)) target[key] = value.split(",");
    else if (typeof fallback === "boolean") target[key] = value === "true";
    else if (typeof fallback === "number" && /^\d+$/.test(value)) target[key] = Number(value);
    else target[key] = value;
  }
}

/** Puts the environment in place of every `"env(NAME)"`; an unset name stays empty. */
function substitute(value: unknown, env: Env): unknown {
  if (Array.isArray(value)) return value.map((item) => substitute(item, env));
  if (isTable(value)) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, substitute(v, env)]));
  }
  const name = typeof value === "string" && /^env\((\w+)\)$/.exec(value)?.[1];
  return name ? (env[name] ?? "") : value;
}

/** Reads `supabase/config.toml`, the same file the official CLI reads. */
export async function loadConfig(file: string, env: Env = process.env): Promise<EmbeddedConfig> {
  try {
    const raw = substitute(parse(await readFile(file, "utf8")), env) as Table;
    overrideFromEnv(raw, configSchema.parse(raw), env, "SUPABASE");
    return configSchema.parse(raw);
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new StartError("config_invalid", `Cannot use ${file}: ${reason}`, { cause: error });
  }
}
