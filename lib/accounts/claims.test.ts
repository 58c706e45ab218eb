import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { claimsOf, hasFreshMailProof, RESET_MINUTES } from "./claims";

const token = (claims: Record<string, unknown>) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode("x".repeat(32)));

const now = Date.UTC(2026, 10, 23, 9);
const ago = (minutes: number) => now / 1000 - minutes * 60;

describe("hasFreshMailProof", () => {
  it.each([
    ["a code from a mail", [{ method: "otp", timestamp: ago(1) }], true],
    ["a recovery by PKCE", [{ method: "recovery", timestamp: ago(1) }], true],
    [
      "the second factor after it",
      [
        { method: "totp", timestamp: ago(0) },
        { method: "otp", timestamp: ago(2) },
      ],
      true,
    ],
    ["a mail of long ago", [{ method: "otp", timestamp: ago(RESET_MINUTES + 1) }], false],
    ["a password", [{ method: "password", timestamp: ago(0) }], false],
    ["Google", [{ method: "oauth", timestamp: ago(0) }], false],
    ["an authenticator app alone", [{ method: "totp", timestamp: ago(0) }], false],
    ["nothing", undefined, false],
    ["something else", "otp", false],
  ])("%s", async (_, amr, expected) => {
    expect(hasFreshMailProof({ token: await token({ amr }) }, now)).toBe(expected);
  });
});

it("reads the level of the session", async () => {
  expect(claimsOf({ token: await token({ aal: "aal2" }) }).aal).toBe("aal2");
  expect(claimsOf({ token: await token({}) }).aal).toBeUndefined();
});
