/**
 * The environment, parsed once. Everything the app may be configured with is named here and in
 * `.env.example`; nothing else in `app/`, `components/` or `lib/` reads `process.env`.
 *
 * Values are read when they are first asked for, never while building: one build serves any
 * Supabase project. (`process.env` is passed on as an object because the bundler replaces the
 * literal text `process.env.NEXT_PUBLIC_…` by what the build saw.)
 */
import { z } from "zod";

/** Prefixes of the keys the embedded backend generates; no other Supabase issues them. */
export const EMBEDDED_PUBLISHABLE_PREFIX = "sb_publishable_embedded_";
export const EMBEDDED_SECRET_PREFIX = "sb_secret_embedded_";

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http(s) address" });
const withoutTrailingSlash = (url: string) => url.replace(/\/+$/, "");

const byteCount = z.coerce.number().int().min(1_000, "must be a number of bytes");

/** The bucket of unfinished uploads takes no larger part. */
const MAX_CHUNK_BYTES = 16_777_216;

const originList = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(z.array(httpUrl.transform((url) => new URL(url).origin)));

/** `v1,whsec_…`, several separated by "|" while they are exchanged, as Supabase has them. */
const hookSecrets = z
  .string()
  .transform((text) => text.split("|").map((secret) => secret.trim().replace(/^v1,/, "")))
  .pipe(
    z.array(
      z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "must hold secrets like v1,whsec_…"),
    ),
  );

/** Base64 of what UploadThing's own library reads from it. */
const uploadthingToken = z.string().refine((token) => ingestHostOf(token) !== null, {
  error: "must be a token of UploadThing's",
});

function ingestHostOf(token: string): string | null {
  const content = z
    .object({
      apiKey: z.string().startsWith("sk_"),
      appId: z.string(),
      regions: z.array(z.string()).min(1),
      ingestHost: z.string().default("ingest.uploadthing.com"),
    })
    .safeParse(parseJson(Buffer.from(token, "base64").toString("utf8")));
  return content.success ? content.data.ingestHost : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const variables = z.object({
  NEXT_PUBLIC_SUPABASE_URL: httpUrl.transform(withoutTrailingSlash),
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: z.string().min(1, "must not be empty"),
  SUPABASE_SECRET_KEY: optional(z.string()),
  SUPABASE_JWT_SECRET: optional(z.string().min(32, "must have at least 32 characters")),
  EMBEDDED_SUPABASE_URL: optional(httpUrl.transform(withoutTrailingSlash)),
  APP_URL: optional(httpUrl.transform(withoutTrailingSlash)),
  APP_ORIGINS: optional(originList),
  CORS_ORIGINS: optional(originList),
  TRUSTED_PROXY_HOPS: optional(z.coerce.number().int().min(0).max(10)),
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/, error: "must be a redis(s) address" })),
  RATE_LIMITS: z.preprocess((value) => value || "on", z.enum(["on", "report", "off"])),
  RESEND_API_KEY: optional(z.string()),
  RESEND_BASE_URL: optional(httpUrl.transform(withoutTrailingSlash)),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: "must be an smtp(s) address" })),
  SEND_EMAIL_HOOK_SECRET: optional(hookSecrets),
  CRON_SECRET: optional(z.string().min(16, "must have at least 16 characters")),
  MAIL_FROM: optional(z.string().regex(/@/, "must hold an e-mail address")),
  UPLOAD_MAX_IMAGE_BYTES: optional(byteCount),
  UPLOAD_MAX_VIDEO_BYTES: optional(byteCount),
  UPLOAD_CHUNK_BYTES: optional(byteCount.max(MAX_CHUNK_BYTES, "must be at most 16777216")),
  UPLOADTHING_TOKEN: optional(uploadthingToken),
  UPLOADTHING_INGEST_URL: optional(httpUrl.transform(withoutTrailingSlash)),
  OPENAI_API_KEY: optional(z.string()),
  OPENAI_BASE_URL: optional(httpUrl.transform(withoutTrailingSlash)),
  OPENAI_MODEL: optional(z.string()),
  OPENAI_EMBEDDING_MODEL: optional(z.string()),
  AI_WEB_SEARCH: z.preprocess((value) => value || "off", z.enum(["off", "on", "force"])),
  AI_DAILY_TOKENS_PER_USER: optional(z.coerce.number().int().min(0)),
  AI_DAILY_TOKENS_PER_COMPANY: optional(z.coerce.number().int().min(0)),
  AI_TIMEOUT_SECONDS: optional(z.coerce.number().min(1).max(600)),
  LOG_LEVEL: z.preprocess(
    (value) => value || "info",
    z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]),
  ),
  PORT: optional(z.coerce.number().int().min(0).max(65535)),
  NODE_ENV: optional(z.string()),
  VERCEL: optional(z.string()),
  VERCEL_ENV: optional(z.string()),
  VERCEL_URL: optional(z.string()),
  VERCEL_BRANCH_URL: optional(z.string()),
  VERCEL_PROJECT_PRODUCTION_URL: optional(z.string()),
  VERCEL_GIT_COMMIT_SHA: optional(z.string()),
});

/** What `env` offers. Addresses carry no trailing slash. */
export type Env = {
  supabaseUrl: string;
  supabasePublishableKey: string;
  /** Bypasses row-level security: only `lib/supabase/admin` may read it. Throws when not set. */
  readonly supabaseSecretKey: string;
  /** Set when the project signs access tokens with a shared secret (HS256). */
  supabaseJwtSecret: string | undefined;
  /** Whether the Supabase is the embedded one, which demos and developers run. */
  embedded: boolean;
  /** Where people reach this app; base of links in mails and of the redirect allow-list. */
  appUrl: string;
  /** Every origin our pages may be opened under, that of `appUrl` first. */
  appOrigins: readonly string[];
  /** Origins whose pages may call the API with credentials. */
  corsOrigins: readonly string[];
  /** How many proxies in front of us append to `x-forwarded-for`. */
  trustedProxyHops: number;
  /** Where the country of an address stands; null where the caller could write it. */
  countryHeader: string | null;
  /** How large an uploaded file, and a part of one, may be. */
  uploads: { imageBytes: number; videoBytes: number; chunkBytes: number };
  /**
   * Where files of the dashboard go: to UploadThing's cloud with a token of theirs, else to our own
   * ingest, at the address the page was opened under or the one given. `origin` is where their bytes
   * are sent besides our own pages' origin.
   */
  uploadthing: { token: string | undefined; ingestUrl: string | undefined; origin: string };
  rateLimits: "on" | "report" | "off";
  /** The sender of our mails. */
  mailFrom: string;
  /** The mail service; without it mails stay in the outbox. */
  resend: { apiKey: string; baseUrl: string | undefined; from: string } | undefined;
  /** The mail server, where there is no mail service. */
  smtp: { url: string; from: string } | undefined;
  /** What the auth server signs with when it asks for a mail, without "v1,"; none: no such hook. */
  sendEmailHookSecrets: readonly string[];
  /** The bearer that a scheduler outside shows. */
  cronSecret: string | undefined;
  /** What several instances share: rate limits, ended sessions. Absent: each for itself. */
  redisUrl: string | undefined;
  /** The model provider; without it the built-in model answers. */
  openai:
    | {
        apiKey: string;
        baseUrl: string | undefined;
        model: string;
        /** Makes vectors of texts for the search; none: words alone. */
        embeddingModel: string | undefined;
        /** Whether the assistant may ask the provider's web search. */
        webSearch: boolean;
      }
    | undefined;
  /** What one person and one company may use of it in a day, and how long an answer may take. */
  ai: { tokensPerUser: number; tokensPerCompany: number; timeoutMs: number };
  logLevel: z.output<typeof variables>["LOG_LEVEL"];
  production: boolean;
  /** The deployed commit, or the package version's stand-in "local". */
  release: string;
};

/** Thrown with one line for each variable that is missing or wrong. */
export class EnvError extends Error {
  override name = "EnvError";
}

/**
 * Parses a set of environment variables.
 *
 * @throws {EnvError} naming every variable that is missing or wrong, and when keys that the
 *   embedded backend generated are used against any other Supabase.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = variables.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const problem = source[name] ? issue.message : "is not set";
      return `  ${name} ${problem}`;
    });
    throw new EnvError(
      `The environment is incomplete (see .env.example):\n${[...new Set(lines)].join("\n")}`,
    );
  }
  const values = parsed.data;
  refuseForeignEmbeddedKeys(values);

  const appUrl = values.APP_URL ?? vercelUrl(values) ?? `http://localhost:${values.PORT ?? 3000}`;
  const from = values.MAIL_FROM ?? `Travel Buddy 8 <no-reply@${new URL(appUrl).hostname}>`;
  return {
    supabaseUrl: values.NEXT_PUBLIC_SUPABASE_URL,
    supabasePublishableKey: values.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
    embedded: values.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY.startsWith(EMBEDDED_PUBLISHABLE_PREFIX),
    get supabaseSecretKey() {
      if (!values.SUPABASE_SECRET_KEY) {
        throw new EnvError("SUPABASE_SECRET_KEY is not set (see .env.example)");
      }
      return values.SUPABASE_SECRET_KEY;
    },
    supabaseJwtSecret: values.SUPABASE_JWT_SECRET,
    appUrl,
    appOrigins: [
      ...new Set([
        new URL(appUrl).origin,
        ...loopbackTwins(appUrl),
        ...(values.APP_ORIGINS ?? []),
        // Previews are opened under the deployment's name and the branch's.
        ...[values.VERCEL_URL, values.VERCEL_BRANCH_URL].flatMap((host) =>
          host ? [`https://${host}`] : [],
        ),
      ]),
    ],
    corsOrigins: values.CORS_ORIGINS ?? defaultOrigins(appUrl),
    // Vercel's edge overwrites x-forwarded-for, so exactly one hop there can be trusted.
    trustedProxyHops: values.TRUSTED_PROXY_HOPS ?? (values.VERCEL ? 1 : 0),
    countryHeader: values.VERCEL ? "x-vercel-ip-country" : null,
    mailFrom: from,
    resend: values.RESEND_API_KEY
      ? { apiKey: values.RESEND_API_KEY, baseUrl: values.RESEND_BASE_URL, from }
      : undefined,
    smtp: values.SMTP_URL ? { url: values.SMTP_URL, from } : undefined,
    sendEmailHookSecrets: values.SEND_EMAIL_HOOK_SECRET ?? [],
    cronSecret: values.CRON_SECRET,
    uploads: {
      imageBytes: values.UPLOAD_MAX_IMAGE_BYTES ?? 4_500_000,
      videoBytes: values.UPLOAD_MAX_VIDEO_BYTES ?? 50_000_000,
      chunkBytes: values.UPLOAD_CHUNK_BYTES ?? 5_242_880,
    },
    uploadthing: {
      token: values.UPLOADTHING_TOKEN,
      ingestUrl: values.UPLOADTHING_INGEST_URL,
      origin: values.UPLOADTHING_INGEST_URL
        ? new URL(values.UPLOADTHING_INGEST_URL).origin
        : values.UPLOADTHING_TOKEN
          ? `https://*.${ingestHostOf(values.UPLOADTHING_TOKEN)}`
          : new URL(appUrl).origin,
    },
    rateLimits: values.RATE_LIMITS,
    redisUrl: values.REDIS_URL,
    openai: values.OPENAI_API_KEY
      ? {
          apiKey: values.OPENAI_API_KEY,
          baseUrl: values.OPENAI_BASE_URL,
          model: values.OPENAI_MODEL ?? "gpt-4.1-mini",
          embeddingModel: values.OPENAI_EMBEDDING_MODEL,
          webSearch: offersWebSearch(values),
        }
      : undefined,
    ai: {
      tokensPerUser: values.AI_DAILY_TOKENS_PER_USER ?? 200_000,
      tokensPerCompany: values.AI_DAILY_TOKENS_PER_COMPANY ?? 2_000_000,
      timeoutMs: (values.AI_TIMEOUT_SECONDS ?? 60) * 1000,
    },
    logLevel: values.LOG_LEVEL,
    production: values.NODE_ENV === "production",
    release: values.VERCEL_GIT_COMMIT_SHA ?? "local",
  };
}

type Variables = z.output<typeof variables>;

function refuseForeignEmbeddedKeys(values: Variables) {
  const embedded =
    values.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY.startsWith(EMBEDDED_PUBLISHABLE_PREFIX) ||
    values.SUPABASE_SECRET_KEY?.startsWith(EMBEDDED_SECRET_PREFIX);
  if (embedded && values.NEXT_PUBLIC_SUPABASE_URL !== values.EMBEDDED_SUPABASE_URL) {
    throw new EnvError(
      "The Supabase keys were generated by the embedded backend, but NEXT_PUBLIC_SUPABASE_URL " +
        `is ${values.NEXT_PUBLIC_SUPABASE_URL}. Use the keys of that project instead.`,
    );
  }
}

/** OpenAI's own server has a web search; of others only the operator knows. */
function offersWebSearch({ AI_WEB_SEARCH, OPENAI_BASE_URL }: Variables): boolean {
  if (AI_WEB_SEARCH === "force") return true;
  const host = OPENAI_BASE_URL ? new URL(OPENAI_BASE_URL).hostname : OPENAI_HOST;
  return AI_WEB_SEARCH === "on" && host === OPENAI_HOST;
}

const OPENAI_HOST = "api.openai.com";

function vercelUrl(values: Variables) {
  const host =
    values.VERCEL_ENV === "production" ? values.VERCEL_PROJECT_PRODUCTION_URL : values.VERCEL_URL;
  return host ? `https://${host}` : undefined;
}

/** One machine has several names for itself. */
function loopbackTwins(appUrl: string): string[] {
  const { protocol, hostname, port } = new URL(appUrl);
  const names = ["localhost", "127.0.0.1", "[::1]"];
  if (!names.includes(hostname)) return [];
  return names.map((name) => new URL(`${protocol}//${name}:${port}`).origin);
}

/** The site, its www twin and local development, as the contract's seed demands. */
function defaultOrigins(appUrl: string) {
  const site = new URL(appUrl);
  const twin = new URL(appUrl);
  twin.hostname = site.hostname.startsWith("www.")
    ? site.hostname.slice(4)
    : `www.${site.hostname}`;
  const origins = [site.origin, "http://localhost:3000", "http://127.0.0.1:3000"];
  if (site.hostname.includes(".") && !/^[\d.]+$/.test(site.hostname)) origins.push(twin.origin);
  return [...new Set(origins)];
}

let parsed: Env | undefined;

/** The process's environment; parsed on first use. */
export const env: Env = new Proxy({} as Env, {
  get: (_, name) => {
    parsed ??= parseEnv(process.env);
    return Reflect.get(parsed, name);
  },
});
