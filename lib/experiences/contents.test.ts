import { expect, test } from "vitest";
import { orderedPictures, parseTips } from "@/lib/experiences/contents";

const picture = (id: string) => ({
  id,
  url: `https://storage.test/${id}`,
  alt: null,
  width: 1600,
  height: 900,
  blur_data_url: null,
});

test("the cover comes first, links without a record last, nothing twice", () => {
  const pictures = orderedPictures("https://storage.test/a", {
    cover: picture("a"),
    gallery: [picture("b"), picture("a"), picture("c")],
    photos: ["https://storage.test/b", "https://elsewhere.test/x", "", "https://elsewhere.test/x"],
  });
  expect(pictures.map(({ id, url }) => id ?? url)).toEqual([
    "a",
    "b",
    "c",
    "https://elsewhere.test/x",
  ]);
});

test("a cover that is only a link counts as a picture", () => {
  const [first] = orderedPictures("https://elsewhere.test/x", {
    cover: null,
    gallery: [],
    photos: null,
  });
  expect(first).toMatchObject({ id: null, url: "https://elsewhere.test/x" });
  expect(orderedPictures("", { cover: null, gallery: [], photos: null })).toEqual([]);
});

test("tips of any age are read, and what is none is left out", () => {
  expect(parseTips([{ type: "dos", text: "Come early" }, "noise", { type: 3 }, null])).toEqual([
    { type: "dos", text: "Come early" },
  ]);
  expect(parseTips("nothing")).toEqual([]);
  expect(parseTips(null)).toEqual([]);
});
