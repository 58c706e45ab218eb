import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import postgres from "postgres";
import { StartError } from "./context.ts";

const MIGRATION = /^(\d{14})_(.+)\.sql$/;

/** Applies every `*.sql` of a folder in name order; the files are idempotent. */
export async function applyBootstrap(databaseUrl: string, folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  await onOneConnection(databaseUrl, async (sql) => {
    for (const file of files) {
      // Sent whole, a file is one transaction.
      const text = await readFile(join(folder, file), "utf8");
      await sql
        .unsafe(text)
        .simple()
        .catch((error) => {
          throw failure(file, null, error);
        });
    }
  });
}

/** A migration as it is applied and recorded. */
type Migration = { path: string; version: string; name: string; statements: string[] };

/** Reads a folder's migrations in their order; those that `skip` names by version are left out. */
export async function readMigrations(
  folder: string,
  skip: ReadonlySet<string> = new Set(),
): Promise<Migration[]> {
  const files = (await readdir(folder).catch(() => [])).sort();
  const found = files.flatMap((file) => {
    const [, version = "", name = ""] = MIGRATION.exec(file) ?? [];
    return version && !skip.has(version) ? [{ path: join(folder, file), version, name }] : [];
  });
  return Promise.all(
    found.map(async (migration) => ({ ...migration, statements: await readSql(migration.path) })),
  );
}

/**
 * Applies what is missing of `supabase/migrations`, each file in one transaction, and records it as
 * the Supabase CLI does. Returns the names of the files applied.
 *
 * @param read all of the folder, when it was read while the database was being created.
 */
export async function migrate(
  databaseUrl: string,
  folder: string,
  read?: Promise<Migration[]>,
): Promise<string[]> {
  return onOneConnection(databaseUrl, async (sql) => {
    const rows = await sql<{ version: string }[]>`
      select version from supabase_migrations.schema_migrations`;
    const applied = new Set(rows.map((row) => row.version));
    const pending = (await (read ?? readMigrations(folder, applied))).filter(
      ({ version }) => !applied.has(version),
    );
    for (const { path, version, name, statements } of pending) {
      await runStatements(
        sql,
        path,
        statements,
        (transaction) => transaction`
        insert into supabase_migrations.schema_migrations (version, statements, name)
        values (${version}, ${statements}, ${name})`,
      );
    }
    return pending.map(({ path }) => basename(path));
  });
}

/** Runs `supabase/seed.sql`, all of it or nothing. */
export async function applySeed(databaseUrl: string, file: string): Promise<void> {
  const statements = await readSql(file);
  await onOneConnection(databaseUrl, (sql) => runStatements(sql, file, statements));
}

/** Schema changes want a session of their own: on the pool a transaction may be cut in two. */
async function onOneConnection<T>(
  databaseUrl: string,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(databaseUrl, {
    max: 1,
    onnotice: () => {},
    // A crash may take the last files back, whole; the next start applies them again.
    connection: { synchronous_commit: "off" },
  });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function runStatements(
  sql: postgres.Sql,
  path: string,
  statements: string[],
  record?: (transaction: postgres.TransactionSql) => Promise<unknown>,
) {
  await sql.begin(async (transaction) => {
    // All on their way at once: waiting for each costs a round trip, a thousand of them in a first
    // start. After a failure the rest fail as well; the first is the one that is told.
    await Promise.all(
      statements.map((statement) =>
        transaction.unsafe(statement).catch((error) => {
          throw failure(path, statement, error);
        }),
      ),
    );
    // A deferred constraint speaks up at the end; it belongs to the file, not to the commit.
    await transaction.unsafe("set constraints all immediate").catch((error) => {
      throw failure(path, null, error);
    });
    await record?.(transaction);
  });
}

/** lite's splitter knows quotes, dollar quotes and comments; in E'…' write '' rather than \'. */
async function readSql(path: string): Promise<string[]> {
  // Imported when there is something to split: most starts apply nothing.
  const { splitSqlStatements } = await import("@supabase/lite");
  return splitSqlStatements(await readFile(path, "utf8"));
}

function failure(path: string, statement: string | null, error: Error & { detail?: string }) {
  const name = basename(path);
  const where = statement === null ? "" : `\nin the statement:\n${excerpt(statement)}`;
  const detail = error.detail ? ` (${error.detail})` : "";
  return new StartError(
    "migration_failed",
    `${name} failed and was rolled back: ${error.message}${detail}${where}`,
    { cause: error },
  );
}

const excerpt = (statement: string) =>
  statement.length > 600 ? `${statement.slice(0, 600)} …` : statement;
