import { expect, test } from "vitest";
import { escapeHtml, unescapeHtml } from "@/lib/text/escape-html";

test("markup becomes text", () => {
  expect(escapeHtml(`<img src=x onerror="alert('1')"> & more`)).toBe(
    "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more",
  );
});

test("there and back, however often it was escaped", () => {
  for (const text of [`a < b && "c" > 'd'`, "&lt;b&gt;", "&nbsp; Chợ Bến Thành 🛶", ""]) {
    expect(unescapeHtml(escapeHtml(text))).toBe(text);
    expect(unescapeHtml(escapeHtml(escapeHtml(text)))).toBe(escapeHtml(text));
  }
});
