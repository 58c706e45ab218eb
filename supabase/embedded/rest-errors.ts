import type { PostgresError } from "postgres";

/** SQLSTATE (whole, or its class) to HTTP status, as PostgREST documents it; the rest is 400. */
const STATUS: Record<string, number> = {
  "08": 503, // connection
  "09": 500, // triggered action
  "0L": 403, // invalid grantor
  "0P": 403, // invalid role specification
  "21000": 500, // cardinality, such as a subquery with two rows
  "23503": 409, // foreign key
  "23505": 409, // unique
  "25": 500, // transaction state
  "25006": 405, // write in a read-only transaction: a GET that changes something
  "28": 403, // authorization
  "2D": 500, // transaction termination
  "38": 500, // external routine
  "39": 500, // external routine invocation
  "3B": 500, // savepoint
  "40": 500, // rolled back: serialization, deadlock
  "42883": 404, // no such function
  "42P01": 404, // no such table
  "42P17": 500, // recursion in a policy
  "53": 503, // resources
  "53400": 500, // configuration limit
  "54": 500, // too complex
  "55": 500, // object state
  "57": 500, // cancelled, such as a statement timeout
  "57P01": 503, // shutting down
  "58": 500, // system
  F0: 500, // configuration file
  HV: 500, // foreign data
  P0: 500, // PL/pgSQL
  P0001: 400, // raise exception
  XX: 500, // internal
};

/** What PostgREST answers to an error of the database. */
export function errorResponse(
  error: PostgresError,
  table: string | null,
  isAnonymous: boolean,
): Response {
  const body = {
    code: error.code,
    details: error.detail ?? null,
    hint: error.hint ?? null,
    message:
      // PostgREST qualifies columns, lite does not.
      error.code === "42703" && table
        ? error.message.replace(/^column "(\w+)" does not/, `column ${table}.$1 does not`)
        : error.message,
  };
  const status = statusOf(error.code, isAnonymous);
  const headers = status === 401 ? { "WWW-Authenticate": "Bearer" } : undefined;
  return Response.json(body, { status, headers });
}

function statusOf(code: string, isAnonymous: boolean): number {
  // Lacking rights: whoever has not signed in may try that first.
  if (code === "42501") return isAnonymous ? 401 : 403;
  // raise … using errcode = 'PT402' names the status itself.
  const chosen = /^PT([2-5]\d\d)$/.exec(code)?.[1];
  if (chosen) return Number(chosen);
  return STATUS[code] ?? STATUS[code.slice(0, 2)] ?? 400;
}
