import { expect, test } from "vitest";
import { formatBytes, libraryFilter } from "@/lib/media/library-filter";

const mark = "2026-11-23T10:00:00.123456+00:00~0e8a3c1e-5b7d-4c1a-9d2f-000000000001";

test("the address says what is shown", () => {
  expect(libraryFilter({ use: "logo", kind: "image", after: mark })).toEqual({
    use: "logo",
    kind: "image",
    after: mark,
  });
});

test.each([
  {},
  { use: "constructor", kind: "x", after: "y" },
  { use: ["logo", "banner"], after: [mark] },
  { after: "2026-11-23~1" },
  { use: "", kind: "", after: "" },
])("what it does not know, it leaves out: %o", (given) => {
  expect(libraryFilter(given)).toEqual({ use: null, kind: null, after: null });
});

test("sizes are read by people", () => {
  expect(formatBytes("en", 2_430_000)).toBe("2.4 MB");
  expect(formatBytes("en", 310_400)).toBe("310 kB");
  expect(formatBytes("de", 1_500_000_000)).toMatch(/^1,5\sGB$/);
});
