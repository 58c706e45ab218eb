import { describe, expect, it } from "vitest";
import { passwordStrength } from "./password";

describe("passwordStrength", () => {
  it("says nothing about nothing, and counts down to the minimum", () => {
    expect(passwordStrength("").level).toBe(0);
    expect(passwordStrength("abcdefg").hint).toBe("One more character.");
    expect(passwordStrength("abcde").hint).toBe("3 more characters.");
  });

  it("prefers length to decoration", () => {
    expect(passwordStrength("bình minh trên vịnh nước").level).toBe(4);
    expect(passwordStrength("Xy7!kdQp").level).toBeGreaterThan(passwordStrength("xykdqpwm").level);
  });

  it.each([
    ["Password2026!", []],
    ["aaaaaaaaaaaaaaaa", []],
    ["linh.nguyen.2026", ["Linh Nguyen"]],
    ["mekongtours-99", ["hello@mekongtours.example"]],
  ])("is not fooled by %s", (password, personal) => {
    expect(passwordStrength(password, personal).level).toBe(2);
  });

  it("ignores short words of the name, which are in everything", () => {
    expect(passwordStrength("dragonfruit-ananas", ["An"]).level).toBe(4);
  });
});
