import { expect, test } from "vitest";
import { filterQuery, filtersFrom } from "@/lib/experiences/list-params";

test("an empty address asks for everything, newest first", () => {
  expect(filtersFrom(new URLSearchParams())).toEqual({
    q: "",
    status: null,
    sort: "newest",
    page: 1,
  });
});

test("nonsense in the address is put right", () => {
  const filters = filtersFrom(
    new URLSearchParams({ q: `  ${"tower ".repeat(60)}`, status: "secret", sort: "1", page: "-3" }),
  );
  expect(filters).toMatchObject({ status: null, sort: "newest", page: 1 });
  expect(filters.q.length).toBeLessThanOrEqual(100);
  expect(filters.q.startsWith("tower tower")).toBe(true);
});

test("what goes into the address comes out of it", () => {
  const filters = { q: "chợ & bến", status: "internal", sort: "name", page: 3 } as const;
  expect(filtersFrom(new URLSearchParams(filterQuery(filters)))).toEqual(filters);
  expect(filterQuery({ q: "", status: null, sort: "newest", page: 1 })).toBe("");
});
