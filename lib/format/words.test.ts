import { readdirSync, readFileSync } from "node:fs";
import { createElement, Fragment } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { said, translator, vietnamese } from "./words";

const names = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();
const sentences = Object.entries(vietnamese);

describe("the words of pages", () => {
  it("put in what the English puts in", () => {
    for (const [english, translated] of sentences) {
      expect(names(translated), english).toEqual(names(english));
    }
  });

  it("are all said somewhere: what a page no longer says has no translation to go stale", () => {
    const sources = ["app", "components", "lib"]
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: "utf8" }).map(
          (file) => `${folder}/${file}`,
        ),
      )
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("lib/format/words"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n")
      // What is put together out of a constant.
      .replaceAll(/\$\{MIN_PASSWORD_LENGTH\}/g, "8");
    const unsaid = sentences
      .map(([english]) => english)
      .filter((english) => !['"', "`"].some((mark) => sources.includes(mark + english + mark)));
    expect(unsaid).toEqual([]);
  });

  it("take elements among the words, in the order of the language", () => {
    const render = (language: "en" | "vi") =>
      renderToStaticMarkup(
        createElement(
          Fragment,
          null,
          translator(language)("New here? {signUp}", { signUp: createElement("a", null, "x") }),
        ),
      );
    expect(render("en")).toBe("New here? <a>x</a>");
    expect(render("vi")).toBe("Bạn mới đến đây? <a>x</a>");
    expect(translator("vi")("Join {company}", { company: "Lối Nhỏ" })).toBe("Tham gia Lối Nhỏ");
  });

  it("leave alone what they do not know", () => {
    expect(said("vi", "Nobody has translated this.")).toBe("Nobody has translated this.");
    expect(said("en", "Sign in")).toBe("Sign in");
    expect(said("vi", "constructor")).toBe("constructor");
  });
});
