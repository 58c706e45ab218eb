import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { getRequestListener } from "@hono/node-server";
import postgres from "postgres";
import { loadConfig } from "./config.ts";
import { type Embedded, type Ready, StartError } from "./context.ts";
import { createTokens, loadKeys } from "./keys.ts";
import { applyBootstrap, applySeed, migrate, readMigrations } from "./migrate.ts";
import { startPostgres } from "./postgres.ts";
import { lockFolder } from "./processes.ts";
import { valueTypes } from "./values.ts";

const HOST = "127.0.0.1";
const SUPABASE = resolve(import.meta.dirname, "..");

export type BackendOptions = {
  dataDir: string;
  /** 0: any free port; undefined: the one in config.toml. */
  port?: number;
  /** Null: no migrations. */
  migrations: string | null;
  seed: boolean;
  /** Where the app is served: mails link there, and its hooks are called there. */
  appUrl?: string;
  /** Aborted: stop as soon as possible, even while starting. */
  signal: AbortSignal;
  progress(message: string): void;
  /** The database server ended, asked to or not. */
  onDatabaseLost(): void;
};

/** What one complete start leaves in DATA/ready.json; without it the data is not trusted. */
type Marker = { url: string };

/** Brings up database, migrations, services and demo data; undoes all of it when a step fails. */
export async function startBackend(
  options: BackendOptions,
): Promise<{ ready: Ready; stop(): Promise<void> }> {
  const cleanups: (() => Promise<unknown> | unknown)[] = [];
  const stop = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    const ready = await start(options, (cleanup) => cleanups.push(cleanup));
    return { ready, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: BackendOptions,
  onStop: (cleanup: () => Promise<unknown> | unknown) => void,
): Promise<Ready> {
  const { dataDir, signal, progress } = options;
  const services = import("./services.ts");
  services.catch(() => {}); // awaited below; until then a failure is not unhandled
  await mkdir(dataDir, { recursive: true });
  onStop(await lockFolder(dataDir));

  const config = await loadConfig(join(SUPABASE, "config.toml"));
  if (options.appUrl) {
    // Wherever the app is served this time, mails may lead back to it.
    config.auth.site_url = options.appUrl;
    config.auth.additional_redirect_urls.push(`${options.appUrl}/**`);
  }
  const keys = await loadKeys(dataDir, config.auth.jwt_secret);
  const { server, publicUrl, close } = await listen(options.port ?? config.api.port);
  onStop(close);

  const marker = await readMarker(dataDir);
  // A first start needs all of them: read while the database is being created.
  const migrations = options.migrations && !marker ? readMigrations(options.migrations) : undefined;
  migrations?.catch(() => {}); // awaited below
  let databaseUrl = process.env.DATABASE_URL ?? "";
  if (!databaseUrl) {
    progress(marker ? "Starting the database" : "Creating the database");
    if (!marker) await rm(join(dataDir, "storage"), { recursive: true, force: true });
    const database = await startPostgres({
      dataDir,
      password: keys.databasePassword,
      preferredPort: options.port === 0 ? 0 : config.db.port,
      anew: !marker,
    });
    onStop(database.stop);
    database.ended.then(options.onDatabaseLost);
    databaseUrl = database.url;
  }
  signal.throwIfAborted();

  await applyBootstrap(databaseUrl, join(import.meta.dirname, "bootstrap"));
  if (options.migrations) {
    const applied = await migrate(databaseUrl, options.migrations, migrations);
    if (applied.length > 0) progress(`Applied ${applied.length} migrations`);
  }
  signal.throwIfAborted();

  const sql = postgres(databaseUrl, { max: 10, types: valueTypes, onnotice: () => {} });
  onStop(() => sql.end({ timeout: 5 }));
  if (marker && marker.url !== publicUrl) await moveLinks(sql, marker.url, publicUrl);

  const tokens = await createTokens(keys, `${publicUrl}/auth/v1`, config.auth.jwt_expiry);
  const log = process.env.SUPABASE_REQUEST_LOG
    ? (entry: object) => process.stderr.write(`${JSON.stringify(entry)}\n`)
    : () => {};
  const embedded: Embedded = { sql, publicUrl, config, keys, dataDir, tokens, log };
  const { createServices } = await services;
  const gateway = await createServices(embedded, databaseUrl, onStop);
  server.off("request", notYet);
  server.on("request", getRequestListener(gateway.fetch));
  onStop(close); // before what the services need is taken away from them

  const ready: Ready = {
    type: "ready",
    url: publicUrl,
    publishableKey: keys.publishable,
    secretKey: keys.secret,
    jwksUrl: `${publicUrl}/auth/v1/.well-known/jwks.json`,
    jwtSecret: keys.jwtSecret,
    hookSecret: keys.hookSecret,
    databaseUrl,
    fresh: !marker,
  };
  if (ready.fresh && options.seed) await seed(ready, options);
  signal.throwIfAborted();
  await writeMarker(dataDir, { url: publicUrl });
  return ready;
}

/** The port is taken early, the services come later. */
const notYet: RequestListener = (_request, response) => {
  response.writeHead(503, { "Content-Type": "application/json", "Retry-After": "1" });
  response.end(JSON.stringify({ message: "The backend is starting." }));
};

/** Takes the port before anything else is done, so that a taken one costs nothing. */
async function listen(port: number) {
  // Filters travel in the address: PostgREST takes far more than Node's 16 KB.
  const server = createServer({ maxHeaderSize: 256 * 1024, keepAliveTimeout: 65_000 }, notYet);
  try {
    server.listen(port, HOST);
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new StartError(
      "port_in_use",
      `Port ${port} is taken by another program. Stop it, or choose another port with SUPABASE_PORT.`,
    );
  }
  const { port: taken } = server.address() as AddressInfo;
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeIdleConnections();
    const impatient = setTimeout(() => server.closeAllConnections(), 3_000);
    await closed;
    clearTimeout(impatient);
  };
  return { server, close, publicUrl: `http://${HOST}:${taken}` };
}

/** The CLI's seed.sql, then the loader that needs the running services (files, accounts). */
async function seed(ready: Ready, { signal, progress }: BackendOptions) {
  const sqlFile = join(SUPABASE, "seed.sql");
  const loader = join(SUPABASE, "seed", "load.ts");
  progress("Loading the demo data");
  if (existsSync(sqlFile)) await applySeed(ready.databaseUrl, sqlFile);
  if (!existsSync(loader)) return;

  const child = spawn(process.execPath, [loader], {
    env: {
      ...process.env,
      SUPABASE_URL: ready.url,
      SUPABASE_SECRET_KEY: ready.secretKey,
      DATABASE_URL: ready.databaseUrl,
    },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  createInterface({ input: child.stdout }).on("line", progress);
  const [code] = await once(child, "close");
  if (code !== 0) {
    throw new StartError("seed_failed", `Loading the demo data failed: ${complaint.trim()}`);
  }
}

/** Signed and public links are stored whole; on another port they would lead nowhere. */
async function moveLinks(sql: postgres.Sql, from: string, to: string) {
  const columns = await sql<{ table_name: string; column_name: string; type: string }[]>`
    select c.table_name, c.column_name, format_type(a.atttypid, a.atttypmod) as type
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    join pg_attribute a on a.attrelid = format('%I.%I', table_schema, table_name)::regclass
      and a.attname = c.column_name
    where table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and format_type(a.atttypid, a.atttypmod) ~ '^(text|character varying.*|jsonb)(\\[\\])?$'`;
  await sql.begin(async (transaction) => {
    // The rows mean what they meant: no trigger, no new updated_at, no audit entry.
    await transaction`set local session_replication_role = replica`;
    for (const { table_name, column_name, type } of columns) {
      const column = transaction(column_name);
      await transaction`
        update public.${transaction(table_name)}
        set ${column} = replace(${column}::text, ${from}, ${to})::${transaction.unsafe(type)}
        where strpos(${column}::text, ${from}) > 0`;
    }
  });
}

const markerFile = (dataDir: string) => join(dataDir, "ready.json");

async function readMarker(dataDir: string): Promise<Marker | null> {
  const text = await readFile(markerFile(dataDir), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as Marker);
}

async function writeMarker(dataDir: string, marker: Marker) {
  const file = markerFile(dataDir);
  await writeFile(`${file}.new`, JSON.stringify(marker));
  await rename(`${file}.new`, file);
}
