import { expect, test, vi } from "vitest";

vi.mock("@/lib/env", () => ({ env: { appUrl: "https://buddy.test", corsOrigins: [] } }));
const { travelerInfo } = await import("./operations.ts");
const { blankProfile, registered } = await import("./schemas.ts");

test("defect 5: registrations draw on the stricter budget of sign-in", () => {
  expect(travelerInfo.post?.limits).toContain("auth");
});

test("defect 5: no answer can carry a session or somebody's profile", () => {
  const good = {
    visitor_id: "1",
    experience_id: null,
    language: null,
    company_id: null,
    profile: blankProfile({ email: "a@b.test", language: null }),
    access_token: null,
    refresh_token: null,
    expires_at: null,
  };
  expect(registered.parse(good)).toEqual(good);
  for (const bad of [
    { access_token: "x" },
    { refresh_token: "x" },
    { expires_at: 1 },
    { profile: { ...good.profile, userid: "1" } },
    { profile: { ...good.profile, phone: "1" } },
  ]) {
    expect(registered.safeParse({ ...good, ...bad }).success, JSON.stringify(bad)).toBe(false);
  }
});
