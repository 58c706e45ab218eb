import { describe, expect, test, vi } from "vitest";

vi.mock("@/lib/env", () => ({ env: { appUrl: "https://buddy.test", corsOrigins: [] } }));
const { isOwnLink } = await import("./own-link.ts");

const ours = ["https://buddy.test", "http://localhost:3000"];

describe("defect 6: links chosen by the caller lead to our own pages only", () => {
  test.each([
    "https://buddy.test",
    "https://buddy.test/welcome?experience=1#top",
    "https://BUDDY.test/welcome",
    "http://localhost:3000/welcome",
  ])("%s", (link) => expect(isOwnLink(link, ours)).toBe(true));

  test.each([
    "",
    "/welcome",
    "//buddy.test/welcome",
    "http://buddy.test/welcome",
    "https://buddy.test.evil.test/welcome",
    "https://buddy.test@evil.test/welcome",
    "https://evil.test/?https://buddy.test",
    "https://buddy.test:8443/welcome",
    "javascript:alert(1)//https://buddy.test",
    "data:text/html,https://buddy.test",
  ])("not %s", (link) => expect(isOwnLink(link, ours)).toBe(false));
});
