import { describe, expect, test } from "vitest";
import { corsHeaders, isSameOrigin, preflightHeaders } from "@/lib/api/cors";

const allowed = ["https://travel.example", "https://www.travel.example"];

describe("corsHeaders", () => {
  test("names the origin, never a star, and allows credentials", () => {
    expect(corsHeaders("https://www.travel.example", allowed)).toMatchObject({
      "access-control-allow-origin": "https://www.travel.example",
      "access-control-allow-credentials": "true",
    });
  });

  test.each([
    null,
    "null",
    "https://evil.example",
    "http://travel.example",
    "https://travel.example.evil.example",
    "https://travel.example:8443",
    "*",
  ])("gives %s nothing", (origin) => {
    expect(corsHeaders(origin, allowed)).toEqual({});
    expect(preflightHeaders(origin, allowed)).toEqual({});
  });
});

describe("isSameOrigin", () => {
  const from = (headers: Record<string, string>) =>
    isSameOrigin(new Headers({ host: "app.internal:3000", ...headers }), "https://travel.example");

  test("our own pages, by configured address or by host", () => {
    expect(from({ origin: "https://travel.example" })).toBe(true);
    expect(from({ origin: "http://app.internal:3000" })).toBe(true);
    expect(from({ "sec-fetch-site": "same-origin" })).toBe(true);
  });

  test("nobody else's, allowed by CORS or not", () => {
    expect(from({ origin: "https://www.travel.example" })).toBe(false);
    expect(from({ origin: "https://evil.example" })).toBe(false);
    expect(from({ origin: "null" })).toBe(false);
    expect(from({ "sec-fetch-site": "cross-site" })).toBe(false);
    expect(from({ "sec-fetch-site": "same-site" })).toBe(false);
    expect(from({})).toBe(false);
  });
});
