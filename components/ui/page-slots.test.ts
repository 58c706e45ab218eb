import { describe, expect, it } from "vitest";
import { pageSlots } from "./page-slots";

describe("pageSlots", () => {
  it("lists a few pages in full", () => {
    expect(pageSlots(1, 1)).toEqual([1]);
    expect(pageSlots(2, 3)).toEqual([1, 2, 3]);
  });

  it("keeps first, last and neighbours, with gaps between", () => {
    expect(pageSlots(10, 20)).toEqual([1, "gap", 9, 10, 11, "gap", 20]);
    expect(pageSlots(1, 20)).toEqual([1, 2, "gap", 20]);
    expect(pageSlots(20, 20)).toEqual([1, "gap", 19, 20]);
  });

  it("shows a page rather than a gap that hides only it", () => {
    expect(pageSlots(4, 20)).toEqual([1, 2, 3, 4, 5, "gap", 20]);
  });

  it("survives a page that is out of range", () => {
    expect(pageSlots(9, 3)).toEqual([1, 2, 3]);
  });
});
