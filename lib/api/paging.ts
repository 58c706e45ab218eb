/** Keyset paging on `(created_at, id)`, newest first. */
import { z } from "zod";

/** What a list answers at most in one go. */
export const PAGE_CAP = 1000;

export type Position = {
  createdAt: string;
  id: string;
  /** Where a list goes by its owner's order first. */
  order?: number | null;
};

const moment = z.iso.datetime({ offset: true });
const position = z.union([
  z.tuple([moment, z.uuid()]),
  z.tuple([moment, z.uuid(), z.int32().nullable()]),
]);

/** Opaque to clients; holds where the page ended, so inserts and deletes do not shift pages. */
export function encodeCursor({ createdAt, id, order }: Position): string {
  const parts = order === undefined ? [createdAt, id] : [createdAt, id, order];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

export function decodeCursor(cursor: string): Position | null {
  try {
    const parsed = position.safeParse(
      JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")),
    );
    if (!parsed.success) return null;
    const [createdAt, id, order] = parsed.data;
    return order === undefined ? { createdAt, id } : { createdAt, id, order };
  } catch {
    return null;
  }
}

const cursor = z
  .string()
  .max(200)
  .transform((text, context) => {
    const decoded = decodeCursor(text);
    if (decoded) return decoded;
    context.issues.push({ code: "custom", message: "Not a cursor of this list.", input: text });
    return z.NEVER;
  });

/** Query parameters of every list; spread into the operation's own. */
export const pagingQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(PAGE_CAP)
    .optional()
    .describe(`Rows to answer, at most ${PAGE_CAP}; all of them (capped) without it.`),
  cursor: cursor.optional().describe("`next_cursor` of the page before."),
};

export type Paging = { limit?: number | undefined; cursor?: Position | undefined };

export type Page<Row> = { data: Row[]; next_cursor?: string | null };

/** Rows to ask the database for: one more than shown tells whether there is a next page. */
export function rowsToFetch({ limit }: KeyPaging<unknown>): number {
  return (limit ?? PAGE_CAP) + 1;
}

const newestFirst = (row: { created_at: string; id: string }): Position => ({
  createdAt: row.created_at,
  id: row.id,
});

/**
 * The answer of a list. `next_cursor` appears when paging was asked for or the cap cut the list
 * off; a client that knows nothing of paging sees what it always saw.
 */
export function page<Row extends { created_at: string; id: string }>(
  rows: readonly Row[],
  paging: Paging,
): Page<Row>;
export function page<Row>(
  rows: readonly Row[],
  paging: Paging,
  positionOf: (row: Row) => Position,
): Page<Row>;
export function page<Row>(
  rows: readonly Row[],
  paging: Paging,
  positionOf = newestFirst as unknown as (row: Row) => Position,
): Page<Row> {
  return cut(rows, paging, (row) => encodeCursor(positionOf(row)));
}

function cut<Row>(
  rows: readonly Row[],
  paging: KeyPaging<unknown>,
  cursorOf: (row: Row) => string,
): Page<Row> {
  const limit = paging.limit ?? PAGE_CAP;
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit && last !== undefined;
  if (!more && paging.limit === undefined && paging.cursor === undefined) return { data };
  return { data, next_cursor: more ? cursorOf(last) : null };
}

/** Longest cursor of a list that is sorted by texts. */
const KEY_LENGTH = 8192;

export type KeyPaging<K> = { limit?: number | undefined; cursor?: K | undefined };

/**
 * Query parameters of a list in an order of its own. The cursor holds the sort key of the last row
 * shown, as `key` describes it.
 */
export function keyPagingQuery<K extends z.ZodType>(key: K) {
  const keyCursor = z
    .string()
    .max(KEY_LENGTH)
    .transform((text, context): z.output<K> => {
      try {
        const parsed = key.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
        if (parsed.success) return parsed.data;
      } catch {
        // Not even JSON.
      }
      context.issues.push({ code: "custom", message: "Not a cursor of this list.", input: text });
      return z.NEVER;
    });
  return {
    limit: pagingQuery.limit,
    cursor: keyCursor.optional().describe("`next_cursor` of the page before."),
  };
}

/** As `page`, for lists in an order of their own. */
export function keyPage<Row>(
  rows: readonly Row[],
  paging: KeyPaging<unknown>,
  keyOf: (row: Row) => unknown,
): Page<Row> {
  return cut(rows, paging, (row) => Buffer.from(JSON.stringify(keyOf(row))).toString("base64url"));
}

/** Arguments of our list functions in SQL that answer the newest first. */
export function pageArguments(paging: Paging) {
  return {
    p_limit: rowsToFetch(paging),
    ...(paging.cursor
      ? { p_before_created_at: paging.cursor.createdAt, p_before_id: paging.cursor.id }
      : {}),
  };
}

/** Arguments of our list functions in SQL that answer the oldest first. */
export function pageArgumentsOldestFirst(paging: Paging) {
  return {
    p_limit: rowsToFetch(paging),
    ...(paging.cursor
      ? { p_after_created_at: paging.cursor.createdAt, p_after_id: paging.cursor.id }
      : {}),
  };
}

/** Schema of such an answer. */
export function pageOf<S extends z.ZodType>(row: S) {
  return z.object({
    data: z.array(row),
    next_cursor: z
      .string()
      .nullable()
      .optional()
      .describe("Send it as `cursor` for the next page; null at the end."),
  });
}
