import type { PostgresType } from "postgres";

/** "2026-01-31 08:00:00.5+00" as ISO 8601, to the microsecond, the way PostgREST prints it. */
const isoTimestamp = (text: string) => text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");

/** NaN, infinities and integers beyond 2^53 have no exact JavaScript number; they stay text. */
function toNumber(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) || (Number.isFinite(number) && !/^-?\d+$/.test(text))
    ? number
    : text;
}

const toText = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));

/** How values leave PostgreSQL: as PostgREST's JSON shows them. */
export const valueTypes: Record<string, PostgresType> = {
  timestamp: { to: 1184, from: [1114, 1184], serialize: toText, parse: isoTimestamp },
  date: { to: 1082, from: [1082], serialize: toText, parse: (text: string) => text },
  number: { to: 1700, from: [20, 21, 23, 26, 700, 701, 1700], serialize: String, parse: toNumber },
};

/** A value for json or jsonb that is encoded already. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const toJson = (value: unknown) => (value instanceof JsonText ? value.text : JSON.stringify(value));

/** What the REST service adds: it writes what clients sent, and shows everything as JSON. */
export const restValueTypes: Record<string, PostgresType> = {
  ...valueTypes,
  json: { to: 114, from: [114], serialize: toJson, parse: JSON.parse },
  jsonb: { to: 3802, from: [3802], serialize: toJson, parse: JSON.parse },
  boolean: { to: 16, from: [16], serialize: String, parse: (text: string) => text === "t" },
  bytea: { to: 17, from: [17], serialize: String, parse: (text: string) => text },
};
