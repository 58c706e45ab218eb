import type { ConnectionContextOptions } from "@supabase/lite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type postgres from "postgres";
import type { ReservedSql, Row, RowList, Sql } from "postgres";
import { BECOME, becomeParameters } from "./caller.ts";
import type { Caller } from "./context.ts";
import { JsonText } from "./values.ts";

/** What a query needs to know of the request it belongs to. */
export type RestRequest = {
  caller: Caller;
  readOnly: boolean;
  path: string;
  /** The path with its query. */
  address: string;
};

/**
 * A transaction that opens with its first query: begin, become the caller and the query travel
 * together, so that a read costs four statements and one round trip. What a function says about its
 * response is asked for along with its result: lite wants to know it afterwards.
 */
export class Session implements DatabaseConnection {
  readonly #pool: Sql;
  readonly #request: RestRequest;
  readonly #rpc: ConnectionContextOptions["rpc"];
  #reserved: ReservedSql | null = null;
  #response: Row[] | null = null;

  constructor(pool: Sql, request: RestRequest, rpc: ConnectionContextOptions["rpc"]) {
    this.#pool = pool;
    this.#request = request;
    this.#rpc = rpc;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#response && ASKS_FOR_RESPONSE.test(sql)) {
      return { rows: this.#response as unknown[] as R[] };
    }
    const values = (this.#rpc ? jsonTexts(sql, parameters) : parameters).map(untyped);
    // At read committed every statement sees the database afresh, so the queries of a plain read
    // (rows, then their count) need no transaction in common, and commit need not wait for us.
    const isAlone = this.#request.readOnly;
    const session = this.#reserved ?? (await this.#pool.reserve());
    const before = this.#reserved ? [] : this.#opening();
    if (!isAlone) this.#reserved = session;
    try {
      const after: Statement[] = this.#rpc ? [[RESPONSE, []]] : [];
      if (isAlone) after.push(["commit", []]);
      const statement = sql.replace(NO_COLUMNS, "default values");
      const results = await pipeline(session, [...before, [statement, values], ...after]);
      const rows = results[before.length] as RowList<Row[]>;
      if (this.#rpc) this.#response = results[before.length + 1] as RowList<Row[]>;
      return { rows: rows as unknown[] as R[], numAffectedRows: affected(rows) };
    } finally {
      if (isAlone) session.release();
    }
  }

  #opening(): Statement[] {
    const { caller, readOnly } = this.#request;
    const become = becomeParameters(caller);
    return [
      [readOnly ? "begin read only" : "begin", []],
      this.#rpc
        ? [BECOME_AND_DESCRIBE, [...become, ...describeRequest(this.#rpc)]]
        : [BECOME, become],
    ];
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error("Not supported.");
  }

  async end(how: "commit" | "rollback"): Promise<void> {
    const session = this.#reserved;
    if (!session) return;
    this.#reserved = null;
    try {
      await pipeline(session, [[how, []]]);
    } finally {
      session.release();
    }
  }
}

/** What lite makes of `insert({})`: columns and values, without one. */
const NO_COLUMNS = /(?<=^insert into [\w".]+ )\(\) values \(\)/i;

type Statement = [sql: string, values: readonly unknown[]];

/** Sends statements without waiting in between; the first to fail speaks for those behind it. */
async function pipeline(session: ReservedSql, statements: Statement[]) {
  const outcomes = await Promise.allSettled(
    statements.map(([sql, values]) =>
      session.unsafe(sql, values as postgres.ParameterOrJSON<never>[], {
        // Not for long lists: every length is a text of its own, and would be kept for ever.
        prepare: values.length < 50,
      }),
    ),
  );
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

/**
 * For a function, which may ask about the request and answer with a status and headers of its own.
 */
const BECOME_AND_DESCRIBE = `${BECOME},
  set_config('request.method', $4, true),
  set_config('request.path', $5, true),
  set_config('request.headers', $6, true),
  set_config('response.status', '', true),
  set_config('response.headers', '', true)`;

/** What the function answered there, under the names lite reads. */
const RESPONSE = `select current_setting('response.status', true) as status,
  current_setting('response.headers', true) as headers`;

/** lite's own question for the same. */
const ASKS_FOR_RESPONSE = /current_setting\('response\.status'/i;

const describeRequest = (rpc: NonNullable<ConnectionContextOptions["rpc"]>) => [
  rpc.method,
  rpc.path,
  JSON.stringify(rpc.requestHeaders ?? {}),
];

/** A query builder on one session; begin and commit are the session's business. */
export function queriesOn(session: Session): Kysely<unknown> {
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => session,
    beginTransaction: async () => {},
    commitTransaction: async () => {},
    rollbackTransaction: async () => {},
    releaseConnection: async () => {},
    destroy: async () => {},
  };
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

/** Arguments of functions arrive as JSON text, which must not be encoded once more. */
const jsonTexts = (sql: string, parameters: readonly unknown[]) =>
  parameters.map((value, index) =>
    typeof value === "string" && new RegExp(`\\$${index + 1}::jsonb?\\b`).test(sql)
      ? new JsonText(value)
      : value,
  );

/**
 * postgres.js announces true and false as boolean, also where they go into a jsonb column. Boxed,
 * their type is the column's to say.
 */
function untyped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untyped);
  return typeof value === "boolean" ? Object(value) : value;
}

function affected({ command, count }: RowList<Row[]>) {
  return command === "SELECT" || count == null ? undefined : BigInt(count);
}
