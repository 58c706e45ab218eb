import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, inject, it } from "vitest";
import { startTestBackend, type TestBackend } from "../embedded/testing.ts";

/** What tests do inside a transaction or a savepoint. */
export type Tx = postgres.TransactionSql;
export type Sql = postgres.Sql;

/** Whom a statement runs as: nobody signed in, or the account with this id. */
export type Caller = null | string;

/** Declares a test that runs in a transaction which is always rolled back. */
export type Inside = (name: string, work: (tx: Tx) => Promise<void>) => void;

/**
 * Starts a backend on a copy of the migrated folder (`migrated.ts`): a third of the time that
 * migrating anew takes. `stop` removes the copy.
 */
export async function startMigrated(): Promise<TestBackend> {
  const dataDir = await mkdtemp(join(tmpdir(), "travel-buddy-"));
  // As is, with its owner: PostgreSQL refuses a folder that is somebody else's.
  await promisify(execFile)("cp", ["-a", `${inject("migrated")}/.`, dataDir]);
  const backend = await startTestBackend({ dataDir });
  const stop = async () => {
    await backend.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...backend, stop };
}

/** A database with all migrations for the test file that awaits it at its top; it ends with it. */
export async function openDatabase(): Promise<{ sql: Sql; inside: Inside }> {
  const backend = await startMigrated();
  const sql = postgres(backend.databaseUrl, { max: 4, onnotice: () => {} });
  afterAll(async () => {
    await sql.end({ timeout: 5 });
    await backend.stop();
  });
  return { sql, inside: (name, work) => it(name, () => rolledBack(sql, work)) };
}

class Undo<T> {
  readonly result: T;
  constructor(result: T) {
    this.result = result;
  }
}

/** Runs `work` in a transaction that is always rolled back. */
export async function rolledBack<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    await sql.begin(async (tx) => {
      // As the Storage API does; its tables refuse a plain DELETE otherwise.
      await tx`select set_config('storage.allow_delete_query', 'true', true)`;
      throw new Undo(await work(tx));
    });
  } catch (thrown) {
    if (thrown instanceof Undo) return thrown.result;
    throw thrown;
  }
  throw new Error("unreachable: the transaction always throws");
}

/** Runs `work` in a savepoint and undoes it, so that the next one starts from the same rows. */
export async function undone<T>(tx: Tx, work: (inner: Tx) => Promise<T>): Promise<T> {
  try {
    await tx.savepoint(async (inner) => {
      throw new Undo(await work(inner));
    });
  } catch (thrown) {
    if (thrown instanceof Undo) return thrown.result;
    throw thrown;
  }
  throw new Error("unreachable: the savepoint always throws");
}

/** What the gateway does for every request: the role and the claims of the caller. */
export async function actAs(tx: Tx, caller: Caller): Promise<void> {
  await tx.unsafe(become(caller));
}

function become(caller: Caller): string {
  const role = caller === null ? "anon" : "authenticated";
  const claims = JSON.stringify(caller === null ? { role } : { role, sub: caller });
  return `select set_config('role', '${role}', true),
    set_config('request.jwt.claims', '${claims}', true),
    set_config('request.jwt.claim.sub', '${caller ?? ""}', true)`;
}

/** Rows touched, or the SQLSTATE the database refused with. */
export type Outcome = { rows: postgres.Row[]; count: number } | { code: string; error: Refusal };
export type Refusal = { message: string; hint?: string; constraint?: string };

/** Tries one statement as somebody and undoes it. */
export async function attempt(
  tx: Tx,
  caller: Caller | "server",
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Outcome> {
  // Sent together, without waiting for each other: the matrix is thousands of attempts.
  const [, , tried, ...undoing] = await Promise.allSettled([
    tx.unsafe("savepoint attempt"),
    tx.unsafe(caller === "server" ? "select" : become(caller)),
    tx.unsafe(statement, [...parameters] as never[]),
    tx.unsafe("rollback to attempt"),
    tx.unsafe("release attempt"),
  ]);
  for (const undo of undoing) if (undo.status === "rejected") throw undo.reason;
  if (tried.status === "fulfilled") return { rows: [...tried.value], count: tried.value.count };
  if (!(tried.reason instanceof postgres.PostgresError)) throw tried.reason;
  const { code, message, hint, constraint_name } = tried.reason;
  return { code, error: { message, hint, constraint: constraint_name } };
}

/** The SQLSTATE of a refused statement; fails when it was not refused. */
export async function refusal(
  tx: Tx,
  caller: Caller | "server",
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<string> {
  const outcome = await attempt(tx, caller, statement, parameters);
  return "code" in outcome ? outcome.code : `not refused: ${outcome.count} rows`;
}

/** The rows of a statement run as somebody; fails when it is refused. */
export async function rowsAs<T extends object = postgres.Row>(
  tx: Tx,
  caller: Caller | "server",
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<T[]> {
  const outcome = await attempt(tx, caller, statement, parameters);
  if ("code" in outcome) throw new Error(`${outcome.code}: ${outcome.error.message}`);
  return outcome.rows as T[];
}
