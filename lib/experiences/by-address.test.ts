import { describe, expect, test } from "vitest";
import { groupByAddress } from "./by-address.ts";

const row = (name: string, address: string | null) => ({
  id: name,
  name,
  address,
  primary_photo: null,
  description: null,
  thumbnail_description: null,
  default_questions: null,
  owned_by: "x",
});

describe("groupByAddress", () => {
  test("puts neighbours together and takes no address and an empty one for the same", () => {
    const rows = [
      row("a", ""),
      row("b", null),
      row("c", "Huế"),
      row("d", "Huế"),
      row("e", "Sa Pa"),
    ];
    const groups = groupByAddress(rows);
    expect(groups.map(({ address }) => address)).toEqual([null, "Huế", "Sa Pa"]);
    expect(groups.map(({ experience_data }) => experience_data.map(({ id }) => id))).toEqual([
      ["a", "b"],
      ["c", "d"],
      ["e"],
    ]);
    expect(groupByAddress([])).toEqual([]);
  });
});
