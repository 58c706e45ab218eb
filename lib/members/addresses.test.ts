import { expect, test } from "vitest";
import { addAddresses, parseAddresses } from "@/lib/members/addresses";

const read = (pasted: string) => parseAddresses(pasted).map(({ text, error }) => error ?? text);

test.each([
  ["ana@hotel.vn", ["ana@hotel.vn"]],
  [
    "ana@hotel.vn, bao@hotel.vn;cam@hotel.vn\n\n dao@hotel.vn",
    ["ana@hotel.vn", "bao@hotel.vn", "cam@hotel.vn", "dao@hotel.vn"],
  ],
  ["ANA@Hotel.vn bao@hotel.vn", ["ana@hotel.vn", "bao@hotel.vn"]],
  ['"Lê, Ana" <ana@hotel.vn>', ["not an address", "ana@hotel.vn"]],
  ["Ana Lê <ana@hotel.vn>", ["ana@hotel.vn"]],
  ["mailto:ana@hotel.vn", ["ana@hotel.vn"]],
  ["ana@hotel, ana", ["not an address", "not an address"]],
  [`${"a".repeat(250)}@hotel.vn`, ["too long"]],
  [" \n,;", []],
])("%j", (pasted, expected) => {
  expect(read(pasted)).toEqual(expected);
});

test("the same address is there once", () => {
  const first = addAddresses([], "ana@hotel.vn");
  expect(addAddresses(first, "Ana@hotel.vn, bao@hotel.vn").map(({ text }) => text)).toEqual([
    "ana@hotel.vn",
    "bao@hotel.vn",
  ]);
});
