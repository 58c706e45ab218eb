import { expect, test } from "vitest";
import { countryChoices, knownTimeZone, timeZoneChoices } from "@/lib/companies/countries";

test("every country has a name of its own", () => {
  const choices = countryChoices("en");
  expect(choices.find(({ value }) => value === "VN")?.label).toBe("Vietnam");
  expect(new Set(choices.map(({ label }) => label)).size).toBe(choices.length);
  expect(choices.every(({ value, label }) => value !== label)).toBe(true);
});

test("time zones go by the names on the map, each once", () => {
  const zones = timeZoneChoices();
  expect(zones.map(({ value }) => value)).toContain("Asia/Ho_Chi_Minh");
  expect(zones.map(({ value }) => value)).not.toContain("Asia/Saigon");
  expect(new Set(zones.map(({ value }) => value)).size).toBe(zones.length);
});

test.each([
  ["Asia/Saigon", "Asia/Ho_Chi_Minh"],
  ["Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"],
  ["Europe/Lisbon", "Europe/Lisbon"],
  ["Moon/Tranquility", null],
])("%s is known as %s", (zone, known) => {
  expect(knownTimeZone(zone, timeZoneChoices())).toBe(known);
});
