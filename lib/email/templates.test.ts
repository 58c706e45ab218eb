import { describe, expect, test, vi } from "vitest";

vi.mock("@/lib/env", () => ({ env: { appUrl: "https://travelbuddy.example" } }));

import { plainText, renderMail } from "./render.ts";
import { type TemplateName, templates } from "./templates/index.ts";

const names = Object.keys(templates) as TemplateName[];
const preview = (name: TemplateName) => templates[name].Component.PreviewProps;

describe.each(names)("%s", (name) => {
  test("has a subject, absolute links, a text of its own and no password", async () => {
    const { subject, html, text } = await renderMail(name, preview(name));
    expect(subject.length).toBeGreaterThan(5);
    expect(html.length).toBeLessThan(100_000);
    for (const [, link] of html.matchAll(/href="([^"]*)"/g)) expect(link).toMatch(/^https:\/\//);
    for (const [picture] of html.matchAll(/<img[^>]*>/g)) expect(picture).toMatch(/ alt="/);
    expect(text).not.toMatch(/<[a-z]/i);
    expect(text.length).toBeGreaterThan(50);
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).not.toMatch(/your password is/i);
  });
});

test("an invitation speaks differently to people with an account", async () => {
  const props = templates.invitation.Component.PreviewProps;
  const fresh = await renderMail("invitation", props);
  const known = await renderMail("invitation", { ...props, known: true });
  // The contract's seed says so.
  expect(fresh.subject).toBe("Welcome to the Business Management Platform");
  expect(fresh.text).toContain("choose a password");
  expect(known.subject).toBe("Lối Nhỏ Journeys invites you to the Business Management Platform");
  expect(known.text).toContain("Sign in");
  for (const { text, html } of [fresh, known]) {
    expect(text).toContain("https://travelbuddy.example/invitation#token=example");
    expect(html).toContain("Mai Nguyễn");
    expect(text).toContain("Looking forward to your alley walks!");
  }
});

test("what people wrote stays text, in the subject one line", async () => {
  const { subject, html } = await renderMail("message", {
    subject: "Hi\r\nBcc: everybody@test.example",
    body: '<img src=x onerror="alert(1)"> & <b>bold</b>',
    reason: "<script>alert(1)</script>",
  });
  expect(subject).toBe("Hi Bcc: everybody@test.example");
  expect(html).not.toMatch(/<img|<b>|<script/);
  expect(html).toContain("&lt;img");
});

test("foreign HTML becomes text, however it is nested", () => {
  expect(plainText("<p>We open at <b>9:00</b>.</p><script>alert(1)</script>")).toBe(
    "We open at 9:00.",
  );
  expect(plainText("<p> </p><!-- nothing -->")).toBe("");
  for (const tag of ["b", "div", "table", "ul"]) {
    expect(() => plainText(`<${tag}>`.repeat(6_000))).not.toThrow();
  }
});
