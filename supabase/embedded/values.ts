import type { PostgresType } from "postgres";

/** "2026-01-31 08:00:00.5+00" as ISO 8601, to the microsecond, the way PostgREST prints it. */
const isoTimestamp = (text: string) => text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");

const toText = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));

/** How values leave PostgreSQL: as PostgREST's JSON shows them. */
export const valueTypes: Record<string, PostgresType> = {
  timestamp: { to: 1184, from: [1114, 1184], serialize: toText, parse: isoTimestamp },
  date: { to: 1082, from: [1082], serialize: toText, parse: (text: string) => text },
  number: { to: 1700, from: [20, 21, 23, 26, 700, 701, 1700], serialize: String, parse: toNumber },
};

/** NaN and infinities have no JSON number; they stay text. */
function toNumber(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
