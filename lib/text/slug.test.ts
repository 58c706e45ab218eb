import fc from "fast-check";
import { expect, test } from "vitest";
import { SLUG_PATTERN, suggestSlug } from "@/lib/text/slug";

test.each([
  ["Chợ Bến Thành", "cho-ben-thanh"],
  ["Đền Ngọc Sơn & Hồ Hoàn Kiếm", "den-ngoc-son-ho-hoan-kiem"],
  ["  Straße   des 17. Juni ", "strasse-des-17-juni"],
  ["L’Ancienne Église d'Œuvre", "lancienne-eglise-doeuvre"],
  ["京都", ""],
])("%s → %s", (title, slug) => {
  expect(suggestSlug(title)).toBe(slug);
});

test("a long title is cut between words", () => {
  expect(suggestSlug("Sunset boat ride on the Mekong", 20)).toBe("sunset-boat-ride-on");
});

test("whatever the title, the slug is empty or well formed and short enough", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (title) => {
      const slug = suggestSlug(title);
      expect(slug.length).toBeLessThanOrEqual(80);
      if (slug !== "") expect(slug).toMatch(SLUG_PATTERN);
    }),
  );
});
