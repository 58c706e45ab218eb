import { expect, test } from "vitest";
import {
  formatAgo,
  formatDate,
  formatDay,
  formatNumber,
  localHour,
  preferredLocale,
} from "@/lib/format/format";

test.each([
  ["de-AT,de;q=0.9,en;q=0.8", "de-AT"],
  ["en;q=0.4, vi;q=0.9", "vi"],
  ["xx-YY, fr", "fr"],
  ["*", "en-GB"],
  ["de;q=0", "en-GB"],
  ["<script>", "en-GB"],
  [null, "en-GB"],
])("%j asks for %s", (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});

test("numbers and dates follow the locale", () => {
  expect(formatNumber("de-DE", 12345)).toBe("12.345");
  expect(formatDate("en-GB", "2026-03-12T20:00:00Z", "Asia/Ho_Chi_Minh")).toBe("13 Mar 2026");
});

test("a calendar day stays itself in every time zone", () => {
  expect(formatDay("en-GB", "2026-03-12")).toBe("12 Mar");
});

test("time passed is told in the largest whole unit", () => {
  const now = new Date("2026-03-12T12:00:00Z");
  expect(formatAgo("en-GB", "2026-03-12T11:59:40Z", now)).toBe("now");
  expect(formatAgo("en-GB", "2026-03-12T09:00:00Z", now)).toBe("3 hours ago");
  expect(formatAgo("en-GB", "2026-03-11T11:00:00Z", now)).toBe("yesterday");
});

test("the hour is the hour of the place", () => {
  expect(localHour(new Date("2026-03-12T17:30:00Z"), "Asia/Ho_Chi_Minh")).toBe(0);
});
