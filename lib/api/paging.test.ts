import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  decodeCursor,
  encodeCursor,
  keyPage,
  keyPagingQuery,
  PAGE_CAP,
  page,
  pagingQuery,
} from "@/lib/api/paging";

const row = (n: number) => ({
  created_at: `2026-01-01T00:00:00.${String(n).padStart(6, "0")}+00:00`,
  id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
});
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(n));

describe("cursor", () => {
  test("keeps microseconds and zone", () => {
    const position = { createdAt: "2026-01-01T00:00:00.123456+00:00", id: row(1).id };
    expect(decodeCursor(encodeCursor(position))).toEqual(position);
  });

  test("is refused when it is not one of ours", () => {
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const text of [
      "",
      "abc",
      forged({}),
      forged(["now", row(1).id]),
      forged([row(1).created_at, "1 or 1=1"]),
      forged([row(1).created_at, row(1).id, "more"]),
    ]) {
      expect(decodeCursor(text), text).toBeNull();
    }
  });

  test("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => decodeCursor(text) === null));
  });
});

describe("page", () => {
  test("knows nothing of paging unless asked", () => {
    expect(page(rows(3), {})).toEqual({ data: rows(3) });
  });

  test("says where the next one starts, and where there is none", () => {
    const first = page(rows(3), { limit: 2 });
    expect(first.data).toEqual(rows(2));
    expect(decodeCursor(first.next_cursor ?? "")).toEqual({
      createdAt: row(1).created_at,
      id: row(1).id,
    });
    expect(page(rows(2), { limit: 2 })).toEqual({ data: rows(2), next_cursor: null });
    expect(page([], { limit: 2 })).toEqual({ data: [], next_cursor: null });
  });

  test("says so when the cap cut the list off", () => {
    const capped = page(rows(PAGE_CAP + 1), {});
    expect(capped.data).toHaveLength(PAGE_CAP);
    expect(capped.next_cursor).toEqual(expect.any(String));
  });
});

test("parameters are numbers in range and our own cursors", () => {
  const query = z.object(pagingQuery);
  expect(query.parse({ limit: "20" })).toEqual({ limit: 20 });
  for (const limit of ["0", "-1", "1001", "1.5", "x", "1e9", "NaN"]) {
    expect(query.safeParse({ limit }).success, limit).toBe(false);
  }
  expect(query.safeParse({ cursor: "x" }).success).toBe(false);
});

describe("paging in an order of its own", () => {
  const query = z.object(keyPagingQuery(z.tuple([z.string().max(20), z.uuid()])));
  const places = ["Đà Lạt", "Hội An", "Huế"].map((name, n) => ({ name, id: row(n).id }));
  const keyOf = ({ name, id }: { name: string; id: string }) => [name, id];

  test("the cursor holds the key of the last row shown", () => {
    const { data, next_cursor } = keyPage(places, { limit: 2 }, keyOf);
    expect(data).toEqual(places.slice(0, 2));
    expect(query.parse({ cursor: next_cursor })).toEqual({ cursor: ["Hội An", row(1).id] });
    expect(keyPage(places, { limit: 3 }, keyOf).next_cursor).toBeNull();
    expect(keyPage(places, {}, keyOf)).toEqual({ data: places });
  });

  test("is refused when it is not one of this list", () => {
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const cursor of [
      "abc",
      forged(["a"]),
      forged(["a", "b"]),
      forged(["a".repeat(21), row(1).id]),
      encodeCursor({ createdAt: row(1).created_at, id: row(1).id }),
    ]) {
      expect(query.safeParse({ cursor }).success, cursor).toBe(false);
    }
    fc.assert(fc.property(fc.string(), (cursor) => !query.safeParse({ cursor }).success));
  });
});
