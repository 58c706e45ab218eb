import { describe, expect, it } from "vitest";
import { paths } from "@/lib/paths";
import { activeSection, creations, sections } from "./navigation";

const id = "11111111-1111-4111-8111-111111111111";

describe("activeSection", () => {
  it("prefers the most specific section, since Home's address begins all others", () => {
    expect(activeSection(paths.experience(id, "x"), id)?.label).toBe("Experiences");
    expect(activeSection(paths.company(id), id)?.label).toBe("Home");
  });

  it("does not take a longer name for a sub-page", () => {
    expect(activeSection(`${paths.team(id)}work`, id)?.label).toBe("Home");
  });

  it("knows no section outside the company", () => {
    expect(activeSection(paths.companies(), id)).toBeUndefined();
    expect(activeSection(paths.company("other"), id)).toBeUndefined();
  });
});

it("gives every shortcut to one thing only", () => {
  const gone = sections.map(({ key }) => key);
  expect(new Set(gone).size).toBe(gone.length);
  const made = creations.map(({ key }) => key);
  expect(new Set([...made, "g", "?", "/", "["]).size).toBe(made.length + 4);
});
