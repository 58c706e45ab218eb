import { describe, expect, it } from "vitest";
import { judgeLength, judgePassword } from "./password";

describe("judgeLength", () => {
  it("says nothing about nothing, and counts down to the minimum", () => {
    expect(judgeLength("")?.level).toBe(0);
    expect(judgeLength("abcdefg")?.hint).toBe("One more character.");
    expect(judgeLength("abcde")?.hint).toBe("3 more characters.");
    expect(judgeLength("abcdefgh")).toBeNull();
  });

  it("counts bytes at the upper end, where bcrypt stops reading", () => {
    expect(judgeLength("a".repeat(72))).toBeNull();
    expect(judgeLength("ế".repeat(25))?.label).toBe("Too long");
  });
});

describe("judgePassword", () => {
  it("prefers length to decoration", async () => {
    expect((await judgePassword("bình minh trên vịnh nước")).level).toBe(4);
    expect((await judgePassword("lantern-river-dune-42")).level).toBe(4);
    expect((await judgePassword("Xy7!kdQp")).level).toBeLessThan(4);
  });

  it.each([
    ["password"],
    ["Password2026!"],
    ["12345678"],
    ["qwertyuiop"],
    ["iloveyou1"],
    ["P@ssw0rd"],
    ["matkhau123"],
    ["Mật khẩu"],
    ["anhyêuem!!"],
    ["hochiminh1969"],
    ["saigon2026"],
    ["Vietnam@123"],
    ["travelbuddy"],
    ["nightingale"],
    ["aaaaaaaaaaaaaaaa"],
    ["abcdefgh"],
  ])("refuses %s", async (password) => {
    const verdict = await judgePassword(password);
    expect(verdict.level).toBe(1);
    expect(verdict.refusal).toMatch(/\.$/);
  });

  it.each([
    ["pass-3a2f1b8c-1111-4c2d-9999-aaaabbbb"],
    ["correct horse"],
    ["correct horse battery"],
    ["kept-between-starts-1"],
    ["dragonfruit-ananas"],
    ["password-lantern-river-42"],
    ["thuyền nan câu mực đêm"],
  ])("lets %s pass", async (password) => {
    expect((await judgePassword(password)).refusal).toBeNull();
  });

  it.each([
    ["mekongtours-99", ["hello@mekongtours.example"]],
    ["tranthimai-1", ["Trần Thị Mai"]],
  ])("refuses %s to whom it names", async (password, personal) => {
    expect((await judgePassword(password, personal)).refusal).not.toBeNull();
  });

  it("ignores short words of the name, which are in everything", async () => {
    expect((await judgePassword("dragonfruit-ananas", ["An"])).refusal).toBeNull();
  });

  it("judges the longest and oddest in little time", async () => {
    await judgePassword("warm-up-of-the-lists");
    const begun = performance.now();
    for (const text of ["@4$5!1|0()3+7 ".repeat(5), "a1b2c3".repeat(12), "4".repeat(72)]) {
      await judgePassword(text);
    }
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
