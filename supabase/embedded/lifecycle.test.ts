import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clientOf, LIBRARY } from "./fixtures/clients.ts";
import { startTestBackend, type TestBackend, type TestBackendOptions } from "./testing.ts";

let dataDir: string;
const running: TestBackend[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "travel-buddy-life-"));
});
afterEach(async () => {
  for (const backend of running.splice(0)) await backend.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(options: TestBackendOptions = {}): Promise<TestBackend> {
  const backend = await startTestBackend({ dataDir, migrations: LIBRARY, ...options });
  running.push(backend);
  return backend;
}

async function migrations(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(dataDir, "migrations-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const serverPid = () =>
  Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("starting and stopping", { timeout: 60_000 }, () => {
  test("keeps secrets to its owner, data and keys between starts, and leaves no process", async () => {
    const first = await start();
    expect(first.fresh).toBe(true);
    expect((await stat(join(dataDir, "keys.json"))).mode & 0o777).toBe(0o600);
    await clientOf(first, first.secretKey).from("readers").insert({ name: "Kept" });
    const server = serverPid();
    await first.stop();
    expect(first.process.exitCode).toBe(0);
    expect(isAlive(server)).toBe(false);

    const second = await start();
    expect(second).toMatchObject({
      fresh: false,
      publishableKey: first.publishableKey,
      secretKey: first.secretKey,
      hookSecret: first.hookSecret,
    });
    const kept = await clientOf(second, second.secretKey)
      .from("readers")
      .select()
      .eq("name", "Kept");
    expect(kept.data).toHaveLength(1);
  });

  test("stops when its parent goes away", async () => {
    const backend = await start();
    const server = serverPid();
    const gone = once(backend.process, "exit");
    backend.process.disconnect();
    await gone;
    expect(isAlive(server)).toBe(false);
  });

  test("loses no acknowledged write to kill -9, and takes over the server left behind", async () => {
    const backend = await start();
    const client = clientOf(backend, backend.secretKey);
    const acknowledged: string[] = [];
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; ; n++) {
        const name = `${writer}-${n}`;
        const { error } = await client.from("readers").insert({ name }).retry(false);
        if (error) return;
        acknowledged.push(name);
      }
    });
    await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(200);
    const server = serverPid();
    backend.process.kill("SIGKILL");
    await Promise.all(writers);
    expect(isAlive(server)).toBe(true);

    const again = await start();
    expect(serverPid()).not.toBe(server);
    const sql = postgres(again.databaseUrl, { max: 1 });
    const rows = await sql<{ name: string }[]>`select name from readers`;
    await sql.end();
    const found = new Set(rows.map((row) => row.name));
    expect(acknowledged.filter((name) => !found.has(name))).toEqual([]);
  });

  test("survives kill -9 of both processes", async () => {
    const backend = await start();
    await clientOf(backend, backend.secretKey).from("readers").insert({ name: "Kept" });
    const server = serverPid();
    backend.process.kill("SIGKILL");
    process.kill(server, "SIGKILL");
    await once(backend.process, "exit");
    const again = await start();
    const kept = await clientOf(again, again.secretKey).from("readers").select().eq("name", "Kept");
    expect(kept.data).toHaveLength(1);
  });

  test("ends when its database does", async () => {
    const backend = await start();
    const gone = once(backend.process, "exit");
    process.kill(serverPid(), "SIGKILL");
    expect(await gone).toEqual([1, null]);
  });

  test("begins anew when the first start was cut off", async () => {
    const first = await start();
    await first.stop();
    await rm(join(dataDir, "ready.json"));
    await rm(join(dataDir, "postgres", "global"), { recursive: true });
    expect((await start()).fresh).toBe(true);
  });

  test("refuses a second process on the same data", async () => {
    const backend = await start();
    await expect(start()).rejects.toThrow(
      `Another embedded backend (process ${backend.process.pid}) already uses ${dataDir}.`,
    );
    expect((await fetch(`${backend.url}/health`)).status).toBe(200);
  });

  test("says which port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toThrow(`Port ${port} is taken by another program.`);
    other.close();
  });

  test("signs with a shared secret when one is configured", async () => {
    const secret = "a-shared-secret-with-at-least-32-characters";
    const backend = await start({ env: { SUPABASE_AUTH_JWT_SECRET: secret } });
    expect(backend.jwtSecret).toBe(secret);
    const client = clientOf(backend, backend.publishableKey);
    const { data } = await client.auth.signUp({ email: "a@example.com", password: "long-enough" });
    const token = data.session?.access_token ?? "";
    const header = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
    expect(header.alg).toBe("HS256");
    const own = await clientOf(backend, backend.publishableKey, token).rpc("who_am_i");
    expect(own.data.uid).toBe(data.user?.id);
  });

  test("uses a server of yours when DATABASE_URL names one", async () => {
    const server = await start();
    const sql = postgres(server.databaseUrl, { max: 1 });
    await sql`create database yours`;
    await sql.end();
    const url = new URL(server.databaseUrl);
    url.pathname = "/yours";

    const other = await mkdtemp(join(dataDir, "other-"));
    const yours = await start({ dataDir: other, env: { DATABASE_URL: url.href } });
    expect(yours.databaseUrl).toBe(url.href);
    const { data } = await clientOf(yours, yours.publishableKey).from("books").select("id");
    expect(data).toHaveLength(4);
    expect(await readdir(other)).not.toContain("postgres");
    await yours.stop();
    expect(isAlive(serverPid())).toBe(true);
  });

  test("moves stored links along when the port changes", async () => {
    const first = await start();
    const link = "/storage/v1/object/sign/story/a.png?token=t";
    const sql = postgres(first.databaseUrl, { max: 1 });
    await sql`
      update books set title = ${first.url + link}, tags = ${[first.url, "x"]},
        details = ${sql.json({ photos: [first.url + link] })}
      where pages = 341`;
    await sql.end();
    await first.stop();

    const second = await start();
    expect(second.url).not.toBe(first.url);
    const { data } = await clientOf(second, second.secretKey)
      .from("books")
      .select("title, tags, details")
      .eq("pages", 341)
      .single();
    expect(data).toEqual({
      title: second.url + link,
      tags: [second.url, "x"],
      details: { photos: [second.url + link] },
    });
  });
});

describe("migrations", { timeout: 60_000 }, () => {
  test("that fail roll back, and name file and statement", async () => {
    const folder = await migrations({
      "20260101000000_good.sql": "create table public.good (id integer);",
    });
    await (await start({ migrations: folder })).stop();
    await writeFile(
      join(folder, "20260102000000_bad.sql"),
      "create table public.bad (id integer);\n-- why: ';'\ninsert into public.missing values (1);",
    );
    const failure = await start({ migrations: folder }).catch((error: Error) => error.message);
    expect(failure).toContain("20260102000000_bad.sql failed and was rolled back");
    expect(failure).toContain('relation "public.missing" does not exist');
    expect(failure).toContain("insert into public.missing values (1)");
    expect(failure).not.toContain("create table public.bad");

    await rm(join(folder, "20260102000000_bad.sql"));
    const backend = await start({ migrations: folder });
    const sql = postgres(backend.databaseUrl, { max: 1 });
    const tables = await sql`select relname from pg_class where relname in ('good', 'bad')`;
    const history = await sql`select version from supabase_migrations.schema_migrations`;
    await sql.end();
    expect(tables.map((row) => row.relname)).toEqual(["good"]);
    expect(history.map((row) => row.version)).toEqual(["20260101000000"]);
  });

  test("are recorded and read as the official CLI does", async () => {
    const backend = await start({ migrations: undefined });
    const sql = postgres(backend.databaseUrl, { max: 1 });
    const [last] = await sql`
      select version, name, statements from supabase_migrations.schema_migrations
      order by version desc limit 1`;
    await sql.end();
    expect(last?.version).toMatch(/^\d{14}$/);
    expect(last?.name).toMatch(/^[a-z_]+$/);
    expect(last?.statements.length).toBeGreaterThan(0);

    const root = resolve(import.meta.dirname, "../..");
    const database = ["--db-url", `${backend.databaseUrl}?sslmode=disable`];
    const supabase = async (...args: string[]) => {
      const binary = join(root, "node_modules/.bin/supabase");
      const { stdout, stderr } = await promisify(execFile)(binary, [...args, ...database], {
        cwd: root,
        env: { ...process.env, HOME: dataDir, SUPABASE_TELEMETRY_DISABLED: "1" },
      });
      return stdout + stderr;
    };
    // Local and remote agree on every line; nothing is left to push.
    expect(await supabase("migration", "list")).toContain(last?.version);
    expect(await supabase("db", "push", "--dry-run")).toMatch(/up to date/i);
    expect(await readFile(join(root, "supabase/config.toml"), "utf8")).toContain("[auth]");
  });
});
