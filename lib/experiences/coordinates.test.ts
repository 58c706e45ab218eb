import { expect, test } from "vitest";
import {
  formatCoordinates,
  openStreetMapLink,
  parseCoordinates,
} from "@/lib/experiences/coordinates";

const saigon = { latitude: 10.7798, longitude: 106.6999 };

test.each([
  ["10.7798, 106.6999"],
  ["10.7798 106.6999"],
  ["(10.7798; 106.6999)"],
  ["https://www.google.com/maps/@10.7798,106.6999,17z"],
  ["https://maps.apple.com/?ll=10.7798,106.6999"],
  ["https://www.openstreetmap.org/#map=17/10.7798/106.6999"],
])("reads %s", (text) => {
  expect(parseCoordinates(text)).toEqual(saigon);
});

test.each(["", "10.7798", "91, 0", "0, 181", "District 1, 2", "1,2,3"])("refuses %j", (text) => {
  expect(parseCoordinates(text)).toBeNull();
});

test("writes degrees with their quarter of the world", () => {
  expect(formatCoordinates(saigon)).toBe("10° 46′ 47″ N, 106° 42′ 0″ E");
  expect(formatCoordinates({ latitude: -33.8568, longitude: -70.5 })).toBe(
    "33° 51′ 24″ S, 70° 30′ 0″ W",
  );
});

test("links to the pin", () => {
  expect(openStreetMapLink(saigon)).toContain("mlat=10.7798&mlon=106.6999");
});
