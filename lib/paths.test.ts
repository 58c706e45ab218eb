import { describe, expect, test } from "vitest";
import { isPublicPage, paths, safeNext } from "@/lib/paths";

describe("safeNext", () => {
  test.each([
    "/companies",
    "/companies/7/experiences?status=active&page=2",
    "/companies#team",
    "/",
    "/invitation",
    // After the second factor, which a reset asks for, too.
    "/reset-password",
  ])("keeps %s", (next) => {
    expect(safeNext(next)).toBe(next);
  });

  test.each([
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "companies",
    "",
    null,
    undefined,
    "/sign-in",
    "/sign-in?next=/sign-in",
    "/sign-up/step",
    "/sign-in/second-factor",
    "/check-your-mail",
    "/auth/confirm",
    "/auth/callback?code=x",
    "/api/v1/auth/logout",
    `/${"x".repeat(3000)}`,
  ])("refuses %j", (next) => {
    expect(safeNext(next, "/fallback")).toBe("/fallback");
  });

  test("comes back from the address the sign-in page gets", () => {
    const next = "/companies/a/experiences?q=a&b=ế";
    const url = new URL(paths.signIn(next), "http://x");
    expect(decodeURI(safeNext(url.searchParams.get("next")))).toBe(next);
  });
});

test("only the sign-in pages and the invitation are public", () => {
  expect(isPublicPage("/sign-in")).toBe(true);
  expect(isPublicPage("/invitation")).toBe(true);
  expect(isPublicPage("/sign-in/help")).toBe(true);
  expect(isPublicPage("/sign-inn")).toBe(false);
  expect(isPublicPage("/companies/sign-in")).toBe(false);
});

test("ids are encoded", () => {
  expect(paths.experience("a/b", "../c")).toBe("/companies/a%2Fb/experiences/..%2Fc");
});
