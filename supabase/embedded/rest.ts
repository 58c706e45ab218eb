/**
 * `/rest/v1`: the official @supabase/lite speaks PostgREST's language; this file decides on which
 * connection, as whom and in how many statements its queries run, and what its errors look like.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type AnyAST,
  App,
  type ConnectionContextOptions,
  type IntrospectResult,
} from "@supabase/lite";
import { PostgresConnection } from "@supabase/lite/postgres";
import { Hono } from "hono";
import type { Kysely } from "kysely";
import postgres, { type Sql } from "postgres";
import type { Embedded, GatewayEnv } from "./context.ts";
import { errorResponse } from "./rest-errors.ts";
import { queriesOn, type RestRequest, Session } from "./rest-session.ts";
import { restValueTypes } from "./values.ts";

const currentRequest = new AsyncLocalStorage<RestRequest>();

/** A connection of lite whose requests run on our own pool, under our own transaction. */
class RestConnection extends PostgresConnection {
  readonly #requests: Sql;
  readonly #schemas: Set<string>;
  #catalogue: Promise<IntrospectResult> | null = null;

  constructor(databaseUrl: string, requests: Sql, schemas: string[]) {
    // lite's own pool reads the catalogue, nothing else.
    super({ url: databaseUrl, postgresOptions: { max: 1, onnotice: () => {} } });
    this.#requests = requests;
    this.#schemas = new Set(schemas);
  }

  /** Read once until the schema changes; requests that come together share the reading. */
  override async introspect(): Promise<IntrospectResult> {
    this.#catalogue ??= this.#readCatalogue();
    const catalogue = await this.#catalogue;
    this.introspection = catalogue;
    const address = currentRequest.getStore()?.address;
    return address ? withRealJunctions(catalogue, address) : catalogue;
  }

  override async clearSchemaCache(): Promise<void> {
    this.#catalogue = null;
  }

  override async close(): Promise<void> {
    // A reading that is cut off never settles, nor does one whose server is gone.
    await Promise.race([this.#catalogue?.catch(() => {}), sleep(2_000, undefined, { ref: false })]);
    await this.driver.end({ timeout: 1 });
  }

  /** Only what the API exposes: less to search on every request, and no embedding of auth.users. */
  async #readCatalogue(): Promise<IntrospectResult> {
    const all = await super.introspect();
    if (!all.functions) {
      // lite answers a failure with an empty catalogue; nothing would be found until the next DDL.
      this.#catalogue = null;
      throw new Error("The catalogue of the database could not be read.");
    }
    const exposed = <T extends { schema: string }>(items: T[] = []) =>
      items.filter((item) => this.#schemas.has(item.schema));
    return {
      ...all,
      tables: exposed(all.tables),
      columns: exposed(all.columns),
      indexes: exposed(all.indexes),
      views: exposed(all.views),
      primary_keys: exposed(all.primary_keys),
      check_constraints: exposed(all.check_constraints),
      unique_constraints: exposed(all.unique_constraints),
      comments: exposed(all.comments),
      triggers: exposed(all.triggers),
      functions: exposed(all.functions),
      partitions: exposed(all.partitions),
      foreign_keys: exposed(all.foreign_keys).filter(
        ({ ref_schema }) => ref_schema === undefined || this.#schemas.has(ref_schema),
      ),
    };
  }

  /** lite takes text for a json column or argument as JSON already, were it "123" or "true". */
  override async onPostgrestAST(ast: AnyAST): Promise<AnyAST> {
    const checked = await super.onPostgrestAST(ast);
    const isJson = (type?: string) => type === "json" || type === "jsonb";
    if (checked.values) {
      const columns = this.introspection?.columns.filter(
        (column) => column.table === checked.from && isJson(column.type),
      );
      quoteText(
        [checked.values].flat(),
        columns?.map((column) => column.name),
      );
    } else if (checked.args && checked.httpMethod === "POST" && !Array.isArray(checked.args)) {
      const called = this.introspection?.functions?.filter(({ name }) => name === checked.function);
      const names = called?.flatMap((f) => f.arg_names.filter((_, i) => isJson(f.arg_types[i])));
      quoteText([checked.args], names);
    }
    return checked;
  }

  /** As PostgREST: a function that is stable or immutable runs in a read-only transaction. */
  #onlyReads(rpc: ConnectionContextOptions["rpc"]): boolean {
    const name = rpc?.path.slice("/rpc/".length);
    const called = this.introspection?.functions?.filter((f) => f.name === name) ?? [];
    return called.length > 0 && called.every(({ volatility }) => volatility !== "v");
  }

  /**
   * One request of lite: what it asks of the database happens as the caller, or not at all. (lite's
   * own way spends eleven statements, and first of all grants every table to anon.)
   */
  override async withContext<T>(
    _vars: unknown,
    work: (db: Kysely<unknown>) => Promise<T>,
    options?: ConnectionContextOptions,
  ): Promise<T> {
    const asked = requireRequest();
    const request = { ...asked, readOnly: asked.readOnly || this.#onlyReads(options?.rpc) };
    const session = new Session(this.#requests, request, options?.rpc);
    try {
      const result = await work(queriesOn(session));
      await session.end(isRefusal(result, options?.rpc !== undefined) ? "rollback" : "commit");
      return result;
    } catch (error) {
      await session.end("rollback");
      return refuse(error, request) as T;
    }
  }
}

/**
 * A table joins two others only when its primary key holds both references: PostgREST's rule. lite
 * takes any table that refers to both for a junction, so that embedding a company in an experience
 * would become ambiguous with the second table that names an experience and a company. Left out are
 * references outside of primary keys, of tables that the request does not name.
 */
function withRealJunctions(catalogue: IntrospectResult, address: string): IntrospectResult {
  if (!address.includes("(") || address.startsWith("/rest/v1/rpc/")) return catalogue;
  const keys = new Map(catalogue.primary_keys?.map(({ table, columns }) => [table, columns]));
  return {
    ...catalogue,
    foreign_keys: catalogue.foreign_keys.filter(
      ({ table, column }) => keys.get(table)?.includes(column) || address.includes(table),
    ),
  };
}

/** An error of the database as a response; anything else is for lite to explain. */
function refuse(error: unknown, { caller, path }: RestRequest): Response {
  // raise … using errcode = 'PGRST' composes its own response, which lite can read.
  if (!(error instanceof postgres.PostgresError) || error.code === "PGRST") throw error;
  const table = /^\/rest\/v1\/([^/]+)$/.exec(path)?.[1] ?? null;
  return errorResponse(error, table, caller.role === "anon");
}

/** Clients may escape the brackets of a select list. */
function decoded(search: string): string {
  try {
    return decodeURIComponent(search);
  } catch {
    return search;
  }
}

/** Turns text into JSON text, in place, under the given names. */
function quoteText(rows: object[], names: string[] = []) {
  for (const row of rows as Record<string, unknown>[]) {
    for (const name of names) {
      if (typeof row[name] === "string") row[name] = JSON.stringify(row[name]);
    }
  }
}

/**
 * Whether lite turned the rows down after they were written, such as two where `single()` allows
 * one. (A function may answer with any status of its own and still commit.)
 */
const isRefusal = (response: unknown, isRpc: boolean) =>
  response instanceof Response && response.status >= 400 && (!isRpc || response.status === 406);

function requireRequest(): RestRequest {
  const request = currentRequest.getStore();
  if (!request) throw new Error("A REST query ran outside of a request.");
  return request;
}

/** Lets the `authenticator` role log in, and says how: it can become an API role, nothing else. */
async function authenticatorUrl({ sql, keys }: Embedded, databaseUrl: string): Promise<string> {
  const password = keys.databasePassword;
  await sql.unsafe(`alter role authenticator login password '${password}'`);
  const url = new URL(databaseUrl);
  url.username = "authenticator";
  url.password = password;
  return url.href;
}

/** Builds the REST service. */
export async function createRest(
  embedded: Embedded,
  databaseUrl: string,
  onStop: (cleanup: () => Promise<unknown>) => void,
): Promise<Hono<GatewayEnv>> {
  const { api } = embedded.config;
  const requests = postgres(await authenticatorUrl(embedded, databaseUrl), {
    max: 20,
    types: restValueTypes,
    onnotice: () => {},
    connection: { TimeZone: "UTC" },
  });
  onStop(() => requests.end({ timeout: 5 }));
  const connection = new RestConnection(databaseUrl, requests, api.schemas);
  onStop(() => connection.close());

  const lite = new App({
    connection,
    api: { enabled: true, schemas: api.schemas, max_rows: api.max_rows },
    auth: { enabled: false },
    storage: { enabled: false },
    studio: { enabled: false },
    options: {
      server: {
        admin: false,
        disableStudio: true,
        // The gateway has checked key and token; lite need not know the secrets.
        apiKeys: false,
        middlewares: [
          async (c, next) => {
            const { caller } = requireRequest();
            c.set("ignoreAuthorization", true);
            c.set("apiKeyType", caller.role === "service_role" ? "secret" : "publishable");
            c.set("jwt", { role: caller.role });
            await next();
          },
        ],
      },
    },
  });
  await lite.init();
  // Not awaited: the first request is, if it comes that early.
  connection.introspect().catch(() => {});
  // As PostgREST: `notify pgrst, 'reload schema'`, which an event trigger sends after every DDL.
  await embedded.sql.listen("pgrst", () => connection.clearSchemaCache());

  return new Hono<GatewayEnv>().all("*", async (c) => {
    const { method, path } = c.req;
    const request = {
      caller: c.get("caller"),
      path,
      address: path + decoded(new URL(c.req.url).search),
      readOnly: method === "GET" || method === "HEAD",
    };
    // lite reads the arguments of a function from the address only for GET.
    const headOfRpc = method === "HEAD" && path.startsWith("/rest/v1/rpc/");
    const raw = headOfRpc ? new Request(c.req.raw, { method: "GET" }) : c.req.raw;
    const response = await currentRequest.run(request, () => lite.server.fetch(raw));
    // It repeats the address, and clients refuse answers with more than 16 KB of headers.
    if (c.req.url.length > 4_000) response.headers.delete("Content-Location");
    return headOfRpc ? new Response(null, response) : response;
  });
}
