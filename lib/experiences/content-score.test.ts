import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contentScore,
  gapList,
  readyGaps,
  type ScoredPicture,
  type ScoreInput,
} from "@/lib/experiences/content-score";

const picture = (id: string, over: Partial<ScoredPicture> = {}): ScoredPicture => ({
  id,
  width: 1920,
  height: 1280,
  alt: "The tower at dusk",
  ...over,
});

const complete: ScoreInput = {
  name: "Saigon Central Post Office",
  shortText: "A Gothic hall of 1891, still selling stamps under its painted maps of old Indochina.",
  description: "x".repeat(300),
  address: "2 Công xã Paris, Bến Nghé, Quận 1",
  latitude: 10.7798,
  longitude: 106.6999,
  cover: picture("cover"),
  photos: ["a", "b", "c", "d"].map((id) => picture(id)),
  blocks: [
    { type: "iconic_photos", tips: [] },
    { type: "historical_context", tips: [] },
    {
      type: "photography_tips",
      tips: [{ type: "dos" }, { type: "don'ts" }, { type: "best_time" }],
    },
  ],
  stops: [{ description: "The hall", photo: "https://example.test/hall.jpg" }],
};

const empty: ScoreInput = {
  name: "",
  shortText: "",
  description: "",
  address: "",
  latitude: null,
  longitude: null,
  cover: null,
  photos: [],
  blocks: [],
  stops: [],
};

const pointsOf = (input: ScoreInput, id: string) =>
  contentScore(input).parts.find((part) => part.id === id)?.points;

describe("content score", () => {
  test("a complete experience has every point, an empty one none", () => {
    const full = contentScore(complete);
    expect(full).toMatchObject({ score: 100, level: "excellent", points: 90, possible: 90 });
    expect(full.parts.every(({ gap }) => gap === null)).toBe(true);

    const none = contentScore(empty);
    expect(none).toMatchObject({ score: 0, level: "started", points: 0 });
    expect(none.parts.every(({ gap }) => gap !== null)).toBe(true);
  });

  test.each([
    ["title", { name: "Too short" }],
    ["title", { name: "x".repeat(71) }],
    ["title", { name: "SAIGON CENTRAL POST OFFICE" }],
    ["short-text", { shortText: "x".repeat(59) }],
    ["short-text", { shortText: "x".repeat(161) }],
    ["description", { description: "x".repeat(299) }],
    ["cover", { cover: picture("cover", { width: 1599, height: 900 }) }],
    ["cover", { cover: picture("cover", { width: 1600, height: 1600 }) }],
    ["alt", { cover: picture("cover", { alt: "  " }) }],
    ["address", { latitude: null }],
    ["address", { address: " " }],
    ["blocks", { blocks: complete.blocks.slice(1) }],
    ["stops", { stops: [{ description: "No photo", photo: null }] }],
    ["tips", { blocks: [{ type: "iconic_photos", tips: [{ type: "dos" }] }] }],
  ] satisfies [string, Partial<ScoreInput>][])("%s is not given for %j", (id, change) => {
    expect(pointsOf({ ...complete, ...change }, id)).toBe(0);
  });

  test("a picture that is said to be decoration needs no description", () => {
    expect(pointsOf({ ...complete, cover: picture("cover", { alt: "" }) }, "alt")).toBe(5);
    expect(pointsOf({ ...complete, cover: picture("cover", { alt: null }) }, "alt")).toBe(0);
  });

  test("each distinct large photo brings three points, the cover among them", () => {
    const photos = [picture("a"), picture("a"), picture("small", { width: 1279, height: 800 })];
    expect(pointsOf({ ...complete, photos }, "photos")).toBe(6);
    expect(pointsOf({ ...complete, photos: [] }, "photos")).toBe(3);
  });

  test("scripts without capitals are not taken for shouting", () => {
    expect(pointsOf({ ...complete, name: "京都の静かな竹林の小径を歩く" }, "title")).toBe(5);
  });

  test("characters are counted as people count them", () => {
    expect(pointsOf({ ...complete, shortText: "🏮".repeat(60) }, "short-text")).toBe(8);
  });

  test("the level follows the share of points", () => {
    expect(contentScore({ ...complete, photos: [] }).level).toBe("good");
    expect(contentScore({ ...complete, cover: null, photos: [] }).level).toBe("started");
  });

  test("no input makes the score leave 0 to 100, and more text never lowers the description", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(600), (name, shortText, letters) => {
        const input = { ...empty, name, shortText, description: "x".repeat(letters) };
        const { score, points } = contentScore(input);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        const longer = contentScore({ ...input, description: "x".repeat(letters + 1) });
        expect(longer.points).toBeGreaterThanOrEqual(points);
      }),
    );
  });
});

describe("ready to publish", () => {
  const ready = {
    name: "Post office",
    shortText: "Stamps",
    description: "x".repeat(100),
    address: "2 Công xã Paris",
    hasCover: true,
  };

  test("asks for title, short text, description, cover and address, and for no more", () => {
    expect(readyGaps(ready)).toEqual([]);
    expect(
      readyGaps({
        name: " ",
        shortText: "",
        description: "x".repeat(99),
        address: "",
        hasCover: false,
      }),
    ).toHaveLength(5);
  });

  test("speaks a sentence", () => {
    const gaps = readyGaps({ ...ready, hasCover: false, address: "" });
    expect(gapList(gaps)).toBe("a cover picture and an address");
  });
});
