/** Where a page of a list begins, as it stands in an address: the moment and the id of a row. */

export type Cursor = { at: string; id: string };

/** Null: there is none, or it is not one of ours. */
export function readCursor(value: string | string[] | undefined): Cursor | null {
  if (typeof value !== "string" || value.length > 100) return null;
  const parts = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+))_([\da-f-]+)$/.exec(value);
  const [, at, id] = parts ?? [];
  return at && id && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
}

export function writeCursor(at: string, id: string): string {
  return encodeURIComponent(`${at}_${id}`);
}
