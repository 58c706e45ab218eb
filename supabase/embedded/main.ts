/**
 * The embedded Supabase: `node supabase/embedded/main.ts [--data DIR] [--port N] [--migrations DIR]
 * [--no-seed] [--app-url URL]`. Reports to its parent over IPC, or as lines of JSON on stdout.
 */
import { once } from "node:events";
import { enableCompileCache } from "node:module";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { StartError } from "./context.ts";

// Compiled once, not at every start; hence the import below instead of above.
enableCompileCache();

const report = (message: object) => {
  if (process.send && process.connected) process.send(message);
  else if (!process.send) process.stdout.write(`${JSON.stringify(message)}\n`);
};

const root = resolve(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    data: { type: "string", default: join(root, ".temp", "embedded") },
    port: { type: "string", default: process.env.SUPABASE_PORT },
    migrations: { type: "string", default: join(root, "migrations") },
    "no-seed": { type: "boolean", default: false },
    "app-url": { type: "string" },
  },
});

// Asked to stop, or the parent is gone: leave nothing behind, whatever has been started so far.
const stopping = new AbortController();
for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const) {
  process.on(event, () => stopping.abort());
}

try {
  const { startBackend } = await import("./backend.ts");
  const databaseLost = Promise.withResolvers<void>();
  const backend = await startBackend({
    dataDir: resolve(values.data),
    port: values.port === undefined ? undefined : Number(values.port),
    migrations: values.migrations === "" ? null : resolve(values.migrations),
    seed: !values["no-seed"],
    appUrl: values["app-url"],
    signal: stopping.signal,
    progress: (message) => report({ type: "progress", message }),
    onDatabaseLost: databaseLost.resolve,
  });
  report(backend.ready);
  await Promise.race([stopRequested(), databaseLost.promise]);
  await backend.stop();
  if (!stopping.signal.aborted) {
    throw new StartError("database_failed", "PostgreSQL ended unexpectedly; see postgres.log.");
  }
  process.exit(0);
} catch (error) {
  if (stopping.signal.aborted) process.exit(0);
  const code = error instanceof StartError ? error.code : "failed";
  const message = error instanceof StartError ? error.message : String((error as Error).stack);
  report({ type: "error", code, message });
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}

async function stopRequested() {
  if (!stopping.signal.aborted) await once(stopping.signal, "abort");
}
