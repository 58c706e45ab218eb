/**
 * How complete an experience is, by weights anybody may read. A pure function, so that the editor
 * scores every keystroke with the very code that scores the lists.
 */

/** What the score looks at. Widths and heights are null while a picture's size is unknown. */
export type ScoredPicture = {
  id: string;
  width: number | null;
  height: number | null;
  alt: string | null;
};

export type ScoredBlock = { type: string | null; tips: readonly { type: string }[] };

/** An activity or a place. */
export type ScoredStop = { description: string | null; photo: string | null };

export type ScoreInput = {
  name: string;
  shortText: string;
  description: string;
  address: string;
  latitude: number | null;
  longitude: number | null;
  cover: ScoredPicture | null;
  photos: readonly ScoredPicture[];
  blocks: readonly ScoredBlock[];
  stops: readonly ScoredStop[];
};

/** The part of the editor a gap leads to. */
export type ScoreField =
  | "name"
  | "short-text"
  | "description"
  | "cover"
  | "gallery"
  | "address"
  | "pin"
  | "blocks"
  | "places";

export type ScorePart = {
  id: string;
  label: string;
  field: ScoreField;
  /** Points to be had, and points had. */
  weight: number;
  points: number;
  /** What is missing, as something to do; null when all points are there. */
  gap: string | null;
};

export type ContentScore = {
  /** 0 to 100: points had as a share of the points that can be had today. */
  score: number;
  level: "started" | "good" | "excellent";
  points: number;
  possible: number;
  parts: ScorePart[];
};

export const GOOD_SCORE = 70;
export const EXCELLENT_SCORE = 90;

const COVER_WIDTH = 1600;
const PHOTO_WIDTH = 1280;
const PHOTOS_WANTED = 5;
const POINTS_PER_PHOTO = 3;
const BLOCK_KINDS_WANTED = 3;
const TIP_KINDS = ["dos", "don'ts", "best_time"] as const;

const length = (text: string) => [...text.trim()].length;

/** Whether a title shouts: it has letters with a lower case, and none of them is in it. */
function inCapitals(text: string): boolean {
  return text !== text.toLowerCase() && text === text.toUpperCase() && /\p{Lu}{2}/u.test(text);
}

type Verdict = { points: number; gap: string | null };

function rated(weight: number, gap: string | null): Verdict {
  return { points: gap === null ? weight : 0, gap };
}

function titleGap(name: string): string | null {
  const letters = length(name);
  if (letters < 10) return "Give it a title of at least 10 characters";
  if (letters > 70) return "Shorten the title to 70 characters";
  return inCapitals(name.trim()) ? "Write the title without all capitals" : null;
}

function shortTextGap(text: string): string | null {
  const letters = length(text);
  if (letters === 0) return "Add a short text";
  if (letters < 60) return "Make the short text at least 60 characters long";
  return letters > 160 ? "Shorten the short text to 160 characters" : null;
}

function descriptionGap(text: string): string | null {
  const letters = length(text);
  if (letters === 0) return "Write a description";
  return letters < 300 ? "Write at least 300 characters of description" : null;
}

function coverGap(cover: ScoredPicture | null): string | null {
  if (!cover) return "Add a cover picture";
  // A picture that came by link has no size on record; it is not held against its owner.
  if (cover.width === null || cover.height === null) return null;
  if (cover.width <= cover.height) return "Choose a landscape cover";
  return cover.width < COVER_WIDTH ? `Choose a cover at least ${COVER_WIDTH} pixels wide` : null;
}

function photosVerdict({ cover, photos }: ScoreInput): Verdict {
  const large = new Set<string>();
  for (const photo of cover ? [cover, ...photos] : photos) {
    if (photo.width === null || Math.max(photo.width, photo.height ?? 0) >= PHOTO_WIDTH) {
      large.add(photo.id);
    }
  }
  const counted = Math.min(large.size, PHOTOS_WANTED);
  const missing = PHOTOS_WANTED - counted;
  return {
    points: counted * POINTS_PER_PHOTO,
    gap:
      missing === 0
        ? null
        : `Add ${missing} more ${missing === 1 ? "photo" : "photos"} of at least ${PHOTO_WIDTH} pixels`,
  };
}

function altGap({ cover, photos }: ScoreInput): string | null {
  const all = cover ? [cover, ...photos] : photos;
  if (all.length === 0) return "Describe your pictures for people who cannot see them";
  // An empty description was given on purpose: the picture is decoration.
  const isSilent = ({ alt }: ScoredPicture) => alt === null || (alt !== "" && !alt.trim());
  const silent = new Set(all.filter(isSilent).map(({ id }) => id)).size;
  if (silent === 0) return null;
  return silent === 1 ? "Describe one more picture" : `Describe ${silent} more pictures`;
}

function pinGap({ address, latitude, longitude }: ScoreInput): string | null {
  if (length(address) === 0) return "Enter the address";
  return latitude === null || longitude === null ? "Set the pin beside the address" : null;
}

function blocksGap(blocks: readonly ScoredBlock[]): string | null {
  const kinds = new Set(blocks.map(({ type }) => type).filter(Boolean)).size;
  const missing = BLOCK_KINDS_WANTED - kinds;
  if (missing <= 0) return null;
  return missing === 1 ? "Add one more kind of block" : `Add ${missing} more kinds of blocks`;
}

function stopsGap(stops: readonly ScoredStop[]): string | null {
  const complete = stops.some(({ description, photo }) => description?.trim() && photo?.trim());
  return complete ? null : "Add an activity or a place with a text and a photo";
}

function tipsGap(blocks: readonly ScoredBlock[]): string | null {
  const told = new Set(blocks.flatMap(({ tips }) => tips.map(({ type }) => type)));
  return TIP_KINDS.every((kind) => told.has(kind))
    ? null
    : "Say what to do, what not to do and the best time to come";
}

/**
 * Scores an experience. Two parts of the plan, answered questions and further languages, count as
 * soon as there is something to count; until then they are left out of the points to be had.
 */
export function contentScore(input: ScoreInput): ContentScore {
  const part = (
    id: string,
    label: string,
    field: ScoreField,
    weight: number,
    verdict: Verdict,
  ): ScorePart => ({ id, label, field, weight, ...verdict });

  const pin = pinGap(input);
  const parts = [
    part("title", "Title", "name", 5, rated(5, titleGap(input.name))),
    part("short-text", "Short text", "short-text", 8, rated(8, shortTextGap(input.shortText))),
    part(
      "description",
      "Description",
      "description",
      12,
      rated(12, descriptionGap(input.description)),
    ),
    part("cover", "Cover picture", "cover", 15, rated(15, coverGap(input.cover))),
    part(
      "photos",
      "Five large photos",
      "gallery",
      PHOTOS_WANTED * POINTS_PER_PHOTO,
      photosVerdict(input),
    ),
    part("alt", "Pictures described", "gallery", 5, rated(5, altGap(input))),
    part(
      "address",
      "Address with pin",
      length(input.address) === 0 ? "address" : "pin",
      10,
      rated(10, pin),
    ),
    part("blocks", "Three kinds of block", "blocks", 8, rated(8, blocksGap(input.blocks))),
    part("stops", "An activity or place", "places", 8, rated(8, stopsGap(input.stops))),
    part("tips", "Tips for the visit", "blocks", 4, rated(4, tipsGap(input.blocks))),
  ];

  const points = parts.reduce((sum, { points }) => sum + points, 0);
  const possible = parts.reduce((sum, { weight }) => sum + weight, 0);
  const score = Math.round((points / possible) * 100);
  const level = score >= EXCELLENT_SCORE ? "excellent" : score >= GOOD_SCORE ? "good" : "started";
  return { score, level, points, possible, parts };
}

/** What must be there before an experience is shown to travellers. */
export type ReadyInput = {
  name: string;
  shortText: string;
  description: string;
  address: string;
  hasCover: boolean;
};

export const READY_DESCRIPTION = 100;

export type ReadyGap = { field: ScoreField; label: string };

/**
 * What keeps an experience from being published by the dashboard's button; empty when it is ready.
 * The API does not ask: installed clients publish what they like.
 */
export function readyGaps(input: ReadyInput): ReadyGap[] {
  const gaps: ReadyGap[] = [];
  if (length(input.name) === 0) gaps.push({ field: "name", label: "a title" });
  if (length(input.shortText) === 0) gaps.push({ field: "short-text", label: "a short text" });
  if (length(input.description) < READY_DESCRIPTION) {
    gaps.push({
      field: "description",
      label: `a description of at least ${READY_DESCRIPTION} characters`,
    });
  }
  if (!input.hasCover) gaps.push({ field: "cover", label: "a cover picture" });
  if (length(input.address) === 0) gaps.push({ field: "address", label: "an address" });
  return gaps;
}

/** "a cover picture and an address", for a sentence. */
export function gapList(gaps: readonly ReadyGap[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(gaps.map(({ label }) => label));
}
