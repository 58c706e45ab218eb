/** The body of `npm start` and `npm run dev`: backend, build, app, one place to stop them all. */
import { EnvError, parseEnv } from "../env/index.ts";
import { buildWhenStale } from "./build.ts";
import {
  assertPortFree,
  backendEnvironment,
  CommandError,
  loadEnvFiles,
  type Service,
  startBackend,
  startNext,
  supabaseIsConfigured,
} from "./stack.ts";

/**
 * Serves until it is told to stop.
 *
 * The demo accounts' password is known to everybody, so with the embedded backend the app listens
 * on this machine only; `HOST=0.0.0.0` opens it on purpose.
 *
 * @returns the exit code: 0 after Ctrl-C or SIGTERM, 1 when a part ended by itself.
 * @throws {CommandError} a port is taken, the data is in use, a migration or the build failed, the
 *   environment is incomplete.
 */
export async function serve(mode: "start" | "dev"): Promise<number> {
  loadEnvFiles(mode === "dev" ? "development" : "production");
  const embedded = !supabaseIsConfigured();
  const port = portNumber("PORT", 3000);
  const host = process.env.HOST || (embedded ? "127.0.0.1" : "0.0.0.0");
  const appUrl = process.env.APP_URL || `http://localhost:${port}`;
  const hookUrl = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
  await assertPortFree(port, host, "PORT");

  const services: Service[] = [];
  const stop = async () => {
    // The app first: it must not answer requests whose database is gone.
    for (const service of services.toReversed()) await service.stop();
  };
  const stopping = Promise.withResolvers<number>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => stopping.resolve(0));
  }
  whenNpmIsGone(() => stopping.resolve(0));

  try {
    const backend = embedded
      ? startBackend({
          port: portNumber("SUPABASE_PORT", 54321),
          appUrl,
          hookUrl,
          progress: (message) => console.log(`  ${message}`),
          ...(process.env.EMBEDDED_DATA_DIR ? { dataDir: process.env.EMBEDDED_DATA_DIR } : {}),
        }).then((started) => {
          services.push(started);
          return started;
        })
      : undefined;
    const built = mode === "start" ? buildWhenStale() : undefined;
    // Both run at once; the first failure is told, and what started is stopped below.
    const ready = Promise.all([backend, built]);
    const outcome = await Promise.race([ready, stopping.promise]);
    if (typeof outcome === "number") {
      await Promise.allSettled([backend, built]);
      return outcome;
    }

    const env = { APP_URL: appUrl, ...(outcome[0] ? backendEnvironment(outcome[0]) : {}) };
    checkEnvironment({ ...process.env, ...env });
    services.push(await startNext(mode, { port, host, env, quiet: mode === "start" }));
    if (mode === "dev" && outcome[0]) compileMailHook(hookUrl);
    await announce(appUrl, outcome[0]?.url);

    const ended = services.map(async (service) => {
      await service.exited;
      console.error("\nA part of Travel Buddy ended by itself; stopping the rest.");
      return 1;
    });
    return await Promise.race([...ended, stopping.promise]);
  } finally {
    await stop();
  }
}

/** The auth server waits five seconds for a mail, and compiling what writes it takes longer. */
function compileMailHook(hookUrl: string) {
  const addresses = [`${hookUrl}/api/hooks/send-email`, `${hookUrl}/dev/mailbox/mails.json`];
  for (const address of addresses) fetch(address).catch(() => {});
}

/** npm runs us in a shell that keeps a SIGTERM to itself; when that shell is gone, we go too. */
function whenNpmIsGone(stop: () => void) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) stop();
  }, 500).unref();
}

function portNumber(name: string, otherwise: number) {
  const port = Number(process.env[name] || otherwise);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new CommandError(`${name} must be a port number, not "${process.env[name]}".`);
  }
  return port;
}

function checkEnvironment(source: Record<string, string | undefined>) {
  try {
    parseEnv(source);
  } catch (error) {
    throw error instanceof EnvError ? new CommandError(error.message) : error;
  }
}

async function announce(appUrl: string, backendUrl: string | undefined) {
  const lines = ["", `  Travel Buddy    ${appUrl}`, `  API             ${appUrl}/api/docs`];
  if (backendUrl) {
    const { DEMO_PASSWORD, demoAccounts } = await import("../../supabase/seed/accounts.ts");
    if (!process.env.RESEND_API_KEY && !process.env.SMTP_URL) {
      lines.push(`  Mailbox         ${appUrl}/dev/mailbox`);
    }
    lines.push(`  Supabase        ${backendUrl} (embedded)`, "", "  Demo accounts, password ");
    lines[lines.length - 1] += DEMO_PASSWORD;
    for (const account of demoAccounts) lines.push(`    ${account.email}   ${account.role}`);
  }
  lines.push("", "  Ctrl-C stops it.", "");
  console.log(lines.join("\n"));
}
