/** Keyset paging of tables that are read without a function of their own. */
import { type Paging, type Position, rowsToFetch } from "@/lib/api/paging";

type Key = {
  column: string;
  descending?: boolean;
  of: (position: Position) => string | number | null;
};

/** Orders of lists. Each ends with the id, so that no two rows share a place. */
export const orders = {
  newest: [
    { column: "created_at", descending: true, of: ({ createdAt }) => createdAt },
    { column: "id", descending: true, of: ({ id }) => id },
  ],
  /** The order its owner gave, then the order of creation. */
  appearance: [
    { column: "order_of_appearance", of: ({ order }) => order ?? null },
    { column: "created_at", of: ({ createdAt }) => createdAt },
    { column: "id", of: ({ id }) => id },
  ],
} as const satisfies Record<string, readonly Key[]>;

/** Where a row stands in the order `appearance`. */
export const appearanceOf = (row: {
  order_of_appearance: number | null;
  created_at: string;
  id: string;
}): Position => ({ createdAt: row.created_at, id: row.id, order: row.order_of_appearance });

/**
 * The filter for rows behind a position: beyond it by the first key, or level with it and beyond it
 * by the next. Nulls stand at the end.
 */
export function behind([key, ...rest]: readonly Key[], position: Position): string {
  if (!key) return "";
  const { column, descending } = key;
  const value = key.of(position);
  const level = value === null ? `${column}.is.null` : `${column}.eq."${value}"`;
  return [
    ...(value === null ? [] : [`${column}.${descending ? "lt" : "gt"}."${value}"`]),
    ...(value === null || descending ? [] : [`${column}.is.null`]),
    ...(rest.length ? [`and(${level},or(${behind(rest, position)}))`] : []),
  ].join(",");
}

type Query<Self> = {
  order(column: string, options: { ascending: boolean; nullsFirst: boolean }): Self;
  lte(column: string, value: string): Self;
  or(filter: string): Self;
  limit(count: number): Self;
};

/** One page of a table's rows, and one row more that tells whether there is a next. */
export function paged<Self extends Query<Self>>(
  query: Self,
  order: keyof typeof orders,
  paging: Paging,
): Self {
  const keys: readonly Key[] = orders[order];
  let page = query;
  for (const { column, descending = false } of keys) {
    page = page.order(column, { ascending: !descending, nullsFirst: false });
  }
  if (paging.cursor) {
    // A plain bound, which an index can seek to; the rest is a filter.
    if (order === "newest") page = page.lte("created_at", paging.cursor.createdAt);
    page = page.or(behind(keys, paging.cursor));
  }
  return page.limit(rowsToFetch(paging));
}
