import { describe, expect, it } from "vitest";
import { globToRegExp, isAllowed, withParams } from "./redirects.ts";

const list = {
  site_url: "https://travelbuddy.example",
  additional_redirect_urls: [
    "https://*.preview.example/**",
    "http://localhost:3000/*",
    "https://docs.example/{en,vi}/?[a-c]",
    "travelbuddy://**",
  ],
};

describe("redirect allow-list", () => {
  it.each([
    "https://travelbuddy.example/any/page?x=1#y",
    "https://branch-1.preview.example/a/b",
    "http://localhost:3000/callback",
    "https://docs.example/vi/xb",
    "travelbuddy://auth/callback",
  ])("admits %s", (url) => expect(isAllowed(url, list)).toBe(true));

  it.each([
    "",
    "/relative",
    "//travelbuddy.example",
    "https://travelbuddy.example.evil.example/",
    "https://travelbuddy.example@evil.example/",
    "https://user@travelbuddy.example/",
    "javascript://travelbuddy.example/%0Aalert(1)",
    "https://a.b.preview.example/",
    "https://evil.example\\.preview.example/x",
    "https://evil.example/#https://a.preview.example/",
    "https://evil@a.preview.example/",
    "http://localhost:3000/callback/deeper",
    "http://localhost:3001/callback",
    "https://docs.example/fr/xb",
    "https://docs.example/vi/xd",
    "data:text/html,hello",
  ])("refuses %s", (url) => expect(isAllowed(url, list)).toBe(false));
});

describe("globs", () => {
  it.each([
    ["a*c", "abbbc", true],
    ["a*c", "ab.c", false],
    ["a**c", "a./.c", true],
    ["a?c", "a.c", false],
    ["[!a]b", "ab", false],
    ["[!a]b", "cb", true],
    ["a\\*c", "abc", false],
    ["a\\*c", "a*c", true],
    ["a+(b)|c", "a+(b)|c", true],
    ["{a,b/c}d", "b/cd", true],
    ["https://x.example", "https://xyexample", false],
  ])("%s and %s: %s", (glob, text, matches) => expect(globToRegExp(glob).test(text)).toBe(matches));
});

describe("withParams", () => {
  it("keeps what the address carries", () => {
    expect(withParams("https://a.example/p?x=1", { code: "a b" }, "query")).toBe(
      "https://a.example/p?x=1&code=a+b",
    );
    expect(withParams("travelbuddy://auth", { code: "c" }, "query")).toBe(
      "travelbuddy://auth?code=c",
    );
    expect(withParams("https://a.example/p#old", { e: "1" }, "both")).toBe(
      "https://a.example/p?e=1#e=1",
    );
  });
});
