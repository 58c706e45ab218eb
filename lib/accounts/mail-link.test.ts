import { describe, expect, it } from "vitest";
import { parseMailLink, withSession } from "./mail-link";

const hash = "pkce_0f3a9c1d5e7b2a4c6d8e0f1a2b3c4d5e6f708192a3b4c5d6e7f80910";

describe("parseMailLink", () => {
  it("reads what the mail put into the fragment", () => {
    expect(parseMailLink(`#token_hash=${hash}&type=recovery&next=%2Freset-password`)).toEqual({
      token_hash: hash,
      type: "recovery",
      next: "/reset-password",
    });
    const address = "https://app.example/welcome?from=mail";
    const given = new URLSearchParams({ token_hash: hash, type: "signup", redirect_to: address });
    expect(parseMailLink(`#${given}`)?.redirect_to).toBe(address);
  });

  it.each([
    "",
    "#",
    "#token_hash=abc&type=email",
    `#token_hash=${hash}`,
    `#token_hash=${hash}&type=phone_change`,
    `#token_hash=${hash}%20and&type=email`,
    `#token_hash=${hash}&type=email&next=${"x".repeat(3_000)}`,
    "#error=access_denied&error_code=otp_expired",
  ])("finds nothing in %j", (fragment) => {
    expect(parseMailLink(fragment)).toBeNull();
  });
});

it("hands the session over in the fragment, in place of what stood there", () => {
  const session = {
    access_token: "a.b.c",
    refresh_token: "r+1",
    expires_in: 3600,
    expires_at: 1_800_000_000,
    token_type: "bearer",
  };
  const url = new URL(withSession("https://app.example/in?x=1#old", session, "magiclink"));
  expect(url.origin + url.pathname + url.search).toBe("https://app.example/in?x=1");
  expect(Object.fromEntries(new URLSearchParams(url.hash.slice(1)))).toEqual({
    access_token: "a.b.c",
    refresh_token: "r+1",
    expires_in: "3600",
    expires_at: "1800000000",
    token_type: "bearer",
    type: "magiclink",
  });
});
