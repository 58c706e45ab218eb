import { fromPostgrest } from "@/lib/api/errors";

type Result = { data: unknown; error: { code: string; message: string } | null };

/**
 * The rows of a list or a set-returning function. The generated types know neither the nulls nor
 * the JSON inside a function's rows, so the caller names the row; the API checks it again on the
 * way out.
 *
 * @throws {AppError} when the database refused
 */
export function rowsOf<Row>({ data, error }: Result): Row[] {
  if (error) throw fromPostgrest(error);
  return (data ?? []) as Row[];
}

/** The first row, or null. */
export function firstOf<Row>(result: Result): Row | null {
  return rowsOf<Row>(result)[0] ?? null;
}

/** What `.single()` and `.maybeSingle()` found. */
export function oneOf<Row>({ data, error }: { data: Row; error: Result["error"] }): Row {
  if (error) throw fromPostgrest(error);
  return data;
}
