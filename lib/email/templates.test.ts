import { describe, expect, test, vi } from "vitest";

const host = "https://travelbuddy.example";
vi.mock("@/lib/env", () => ({ env: { appUrl: "https://travelbuddy.example" } }));

import { plainText, renderMail } from "./render.ts";
import { absolute, mailLanguage, mailLanguages } from "./templates/context.ts";
import { type TemplateName, type TemplateProps, templates } from "./templates/index.ts";
import type { WeeklySummaryProps } from "./templates/weekly-summary.tsx";

const names = Object.keys(templates) as TemplateName[];
const preview = <Name extends TemplateName>(name: Name) =>
  templates[name].Component.PreviewProps as TemplateProps[Name];

/** Letters that only Vietnamese has among our languages. */
const vietnamese = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;

const attribute = (html: string, name: string) =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map(([, value = ""]) => value);
const addresses = (text: string) => [...text.matchAll(/https?:\/\/[^\s)]+/g)].map(([url]) => url);

describe.each(names.flatMap((name) => mailLanguages.map((language) => [name, language] as const)))(
  "%s in %s",
  (name, language) => {
    const mail = renderMail(name, preview(name), language);

    test("has one line of subject in its language", async () => {
      const { subject, html } = await mail;
      expect(subject).toMatch(/^\S.{4,120}\S$/u);
      // What is between the names comes from us; a message is all its writer's.
      if (name !== "message") {
        const words = subject.replaceAll("Lối Nhỏ Journeys", "").replaceAll("Bảo Trần", "");
        expect(vietnamese.test(words)).toBe(language === "vi");
      }
      expect(html).toMatch(new RegExp(`^<!DOCTYPE[^>]*><html[^>]* lang="${language}"`));
      expect(new Set(attribute(html, "lang"))).toEqual(new Set([language]));
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).toMatch(/<title>[^<]+<\/title>/);
    });

    test("leads to our host only, and loads nothing that says who reads it", async () => {
      const { html, text } = await mail;
      for (const link of [...attribute(html, "href"), ...addresses(text)]) {
        expect(new URL(link).origin).toBe(host);
      }
      // The same picture for everybody; no other ways to load something.
      expect(new Set(attribute(html, "src"))).toEqual(new Set([`${host}/mail/mark.png`]));
      expect(html).not.toMatch(/url\(|@import|@font-face|<link|<script|<iframe|<form| on[a-z]+="/i);
      for (const [picture] of html.matchAll(/<img[^>]*>/g)) expect(picture).toMatch(/ alt="/);
      // What the link opens stands behind the #, out of everybody's logs.
      for (const link of attribute(html, "href")) {
        expect(new URL(link).search).not.toMatch(/token|code/);
      }
    });

    test("is small, knows the dark, and lays out in tables", async () => {
      const { html } = await mail;
      expect(Buffer.byteLength(html)).toBeLessThan(100_000);
      expect(html).toContain("@media (prefers-color-scheme: dark)");
      expect(html).toContain("[data-ogsc] .tb-ink");
      // Every class that is used has a rule for the dark or the phone, and none is misspelt.
      const sheet = html.slice(html.indexOf("<style>"), html.lastIndexOf("</style>"));
      for (const name of new Set(attribute(html, "class").flatMap((list) => list.split(" ")))) {
        expect(sheet).toContain(`.${name} {`);
      }
      expect(html).not.toMatch(/display:\s*(flex|grid)|position:\s*(absolute|fixed)/);
    });

    test("reads well without markup", async () => {
      const { html, text } = await mail;
      expect(text.length).toBeGreaterThan(80);
      expect(text).not.toMatch(/<\/?[a-z]|&[a-z]+;|\n{3}|undefined|null|\bNaN|\[object/);
      // Where the button leads is written out.
      const [, button] = / href="([^"]*)"[^>]*data-action/.exec(html) ?? [];
      if (button) expect(text).toContain(`:\n${button.replaceAll("&amp;", "&")}`);
    });

    test("holds no password and asks for none", async () => {
      const { html } = await mail;
      expect(html).not.toMatch(/(your|new|temporary) password is\b|mật khẩu (của bạn|mới) là\b/i);
      expect(JSON.stringify(preview(name))).not.toMatch(/password/i);
    });

    test("what people wrote stays text", async () => {
      const evil = `<img src=x onerror="alert(1)">\r\nBcc: all@test.example\u2028\u202e\u0007<a href="https://evil.example">x</a>`;
      const { subject, html, text } = await renderMail(
        name,
        hostile(preview(name), evil),
        language,
      );
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
      expect(html).not.toMatch(/<img src=x|<a href="https:\/\/evil/);
      for (const link of attribute(html, "href")) expect(new URL(link).origin).toBe(host);
      expect(text.length).toBeGreaterThan(80);
    });
  },
);

/** Fields that are not people's words: our database, the auth server or the clock wrote them. */
const given = /^(id|companyId|memberId|experienceId|at|from|to|day|role|mailbox|known)$/;

/** The same props with every text of a person replaced, those for links too. */
function hostile<T>(value: T, evil: string): T {
  if (typeof value === "string") return evil as T;
  if (Array.isArray(value)) return value.map((one) => hostile(one, evil)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, given.test(key) ? one : hostile(one, evil)]),
  ) as T;
}

test("an invitation speaks differently to people with an account", async () => {
  const props = preview("invitation");
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
    expect(text).toContain("Looking forward to your alley walks!\nMai");
  }
});

test("a message keeps its lines and paragraphs, and is never cut off for its size", async () => {
  const props = { subject: "Tomorrow", reason: "You asked." };
  const { text } = await renderMail("message", { ...props, body: "One\r\nTwo\n \n\nThree" });
  expect(text).toContain("One\nTwo\n\nThree");
  // The longest that the API takes, in the ways that grow most.
  for (const part of ["a\n\n", "a\n", "<", "ệ"]) {
    const body = part.repeat(Math.floor(20_000 / part.length));
    const { html } = await renderMail("message", { ...props, body });
    expect(Buffer.byteLength(html), part).toBeLessThan(100_000);
  }
});

test("a mail to both mailboxes says to which it goes", async () => {
  const props = preview("email-change");
  const current = await renderMail("email-change", { ...props, mailbox: "current" });
  const fresh = await renderMail("email-change", { ...props, mailbox: "new" });
  expect(current.text).toContain("goes to your present address");
  expect(fresh.text).toContain("goes to the new address");
  for (const { text } of [current, fresh]) {
    expect(text).toContain(`${props.currentEmail} to ${props.newEmail}`);
    expect(text).toContain(props.code);
  }
});

test("moments are told on the reader's clock, an unknown zone is UTC", async () => {
  const props = { at: "2026-11-23T23:30:00Z", timeZone: "Asia/Ho_Chi_Minh" };
  expect((await renderMail("new-sign-in", props)).text).toContain(
    "24 Nov 2026, 06:30 (Asia/Ho Chi Minh)",
  );
  expect((await renderMail("new-sign-in", props, "vi")).text).toContain("06:30 24 thg 11, 2026");
  expect((await renderMail("new-sign-in", { at: props.at, timeZone: "No/Where" })).text).toContain(
    "23 Nov 2026, 23:30 (UTC)",
  );
  expect((await renderMail("new-sign-in", { at: props.at })).text).toContain("Device: Not known");
});

describe("weekly summary", () => {
  const props = preview("weekly-summary");
  const say = async (patch: Partial<WeeklySummaryProps>, language: "en" | "vi" = "en") =>
    renderMail("weekly-summary", { ...props, ...patch }, language);

  test("writes numbers as its reader does", async () => {
    expect((await say({})).text).toContain("1,284");
    expect((await say({}, "vi")).text).toContain("1.284");
  });

  test.each([
    [{ now: 3, before: 0 }, "3\nnone the week before"],
    [{ now: 5, before: 8 }, "5\n3 fewer than the week before"],
    [{ now: 12, before: 8 }, "12\n4 more than the week before"],
    [{ now: 12, before: 12 }, "12\nthe same as the week before"],
    [{ now: 30, before: 40 }, "30\n-25% on the week before"],
  ])("compares %j by the rules of the figures", async (visits, sentence) => {
    expect((await say({ visits })).text).toContain(`Visits\n${sentence}`);
  });

  test.each([
    [{ part: 3, whole: 11, part_before: 9, whole_before: 90 }, "3 of 11\nvisits told as a story"],
    [{ part: 0, whole: 0, part_before: 9, whole_before: 90 }, "–\nnothing to measure"],
    [{ part: 10, whole: 40, part_before: 1, whole_before: 5 }, "25%\nvisits told as a story"],
    [{ part: 10, whole: 40, part_before: 12, whole_before: 40 }, "25%\n5 points down"],
    [{ part: 10, whole: 40, part_before: 10, whole_before: 40 }, "25%\nas in the 28 days before"],
  ])("of %j it says how large the whole is, or the trend", async (story_rate, sentence) => {
    expect((await say({ story_rate })).text).toContain(`Story rate\n${sentence}`);
  });

  test("names no small group, draws no empty week, leaves out what there is not", async () => {
    const best = { id: props.companyId, name: "Alley", visits: 4, stories: 0 };
    expect((await say({ best })).text).toContain("fewer than 5 visits");
    const { html, text, subject } = await say({
      visits: { now: 0, before: 3 },
      days: [0, 0, 0, 0, 0, 0, 0],
      best: null,
      stories: [],
      attention: { check_ins: 0, drafts: 0, expired_invitations: null, ending: [] },
    });
    expect(subject).toBe("Lối Nhỏ Journeys: the week of 16 Nov");
    expect(html).not.toContain("data-bars");
    expect(text).not.toMatch(/Most visited|Latest stories|Needs attention|Visits by day/);
  });
});

test("links that are none of ours lead home", () => {
  for (const link of ["javascript:alert(1)", "//evil.example", "/\\evil.example", "data:,x", "x"]) {
    expect(absolute(host, link)).toBe(`${host}/`);
  }
  expect(absolute(host, "/a?b=c#d")).toBe(`${host}/a?b=c#d`);
  expect(absolute(host, "https://app.example/x")).toBe("https://app.example/x");
});

test.each([
  ["vi", "vi"],
  ["vi-VN", "vi"],
  ["VI_vn", "vi"],
  ["vie", "en"],
  ["en", "en"],
  [null, "en"],
])("who reads %j gets %s", (tag, language) => {
  expect(mailLanguage(tag)).toBe(language);
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
