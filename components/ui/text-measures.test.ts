import { describe, expect, it } from "vitest";
import { initials } from "./avatar";
import { countCharacters } from "./character-counter";
import { cn } from "./cn";
import { sceneFor } from "./scene";

describe("countCharacters", () => {
  it("counts what a reader sees, not code units", () => {
    expect(countCharacters("Huế")).toBe(3);
    expect(countCharacters("Huế".normalize("NFD"))).toBe(3);
    expect(countCharacters("👩‍👩‍👧 🇻🇳")).toBe(3);
    expect(countCharacters("")).toBe(0);
  });
});

describe("initials", () => {
  it.each([
    ["Nguyễn Văn An", "NA"],
    ["đặng", "Đ"],
    ["  ana  maria ", "AM"],
    ["", "?"],
  ])("%j → %s", (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

it("gives the same seed the same scene, and different seeds different ones", () => {
  expect(sceneFor("a")).toBe(sceneFor("a"));
  expect(new Set(["a", "b", "c", "d", "e"].map(sceneFor)).size).toBe(5);
});

it("knows our own sizes as sizes, so that a later one replaces an earlier one", () => {
  expect(cn("text-sm text-ink", "text-2xs")).toBe("text-ink text-2xs");
  expect(cn("rounded-md", "rounded-2xl")).toBe("rounded-2xl");
});
