import { expect, test } from "vitest";
import { readCursor, writeCursor } from "@/lib/members/cursor";

const id = "6f1c1f0a-6f0e-4c7a-9d3c-0a4d4f9f5b11";

test.each(["2026-11-23T10:00:00.123456+00:00", "2026-11-23T10:00:00Z"])("%s comes back", (at) => {
  expect(readCursor(decodeURIComponent(writeCursor(at, id)))).toEqual({ at, id });
});

test.each([
  undefined,
  "",
  id,
  ["a", "b"],
  `2026-11-23T10:00:00Z_${id}),id.gt.0`,
  `2026-99-23T10:00:00Z_${id}`,
  `2026-11-23T10:00:00Z",id.gt.0_${id}`,
])("%j is none of ours", (value) => {
  expect(readCursor(value)).toBeNull();
});
