import { expect, test } from "vitest";
import { largestBox, pixelsOf, turnedSize } from "@/lib/media/crop";

const photo = { width: 1601, height: 1000 };

test.each([
  [1, { left: 301, top: 0, width: 1000, height: 1000 }],
  [21 / 9, { left: 0, top: 157, width: 1601, height: 686 }],
  [undefined, { left: 0, top: 0, width: 1601, height: 1000 }],
])("the largest box of shape %s lies in the middle", (aspect, pixels) => {
  expect(pixelsOf(largestBox(photo, aspect), photo)).toEqual(pixels);
});

test("a box never reaches out of the picture, and never is empty", () => {
  expect(pixelsOf({ x: 99.99, y: 50, width: 50, height: 0 }, photo)).toEqual({
    left: 1600,
    top: 500,
    width: 1,
    height: 1,
  });
});

test("a quarter turn changes the sides", () => {
  expect(turnedSize(photo, 1)).toEqual({ width: 1000, height: 1601 });
  expect(turnedSize(photo, 2)).toEqual(photo);
});
