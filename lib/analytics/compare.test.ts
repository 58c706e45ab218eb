import { expect, test } from "vitest";
import { compare, share } from "./compare.ts";

test.each([
  [3, 0, { kind: "new" }],
  [0, 0, { kind: "difference", by: 0 }],
  [0, 4, { kind: "difference", by: -4 }],
  [9, 200, { kind: "difference", by: -191 }],
  [200, 9, { kind: "difference", by: 191 }],
  [10, 10, { kind: "percent", by: 0 }],
  [34, 30, { kind: "percent", by: 13 }],
  [10, 40, { kind: "percent", by: -75 }],
])("%i after %i", (now, before, change) => {
  expect(compare(now, before)).toEqual(change);
});

test("a share needs twenty to be one", () => {
  expect(share(0, 0)).toEqual({ kind: "none" });
  expect(share(3, 19)).toEqual({ kind: "few" });
  expect(share(5, 20)).toEqual({ kind: "share", value: 0.25 });
});
