/** What the database says about an experience's pictures, blocks and stops, in checked types. */
import { z } from "zod";
import {
  contentScore,
  type ReadyGap,
  readyGaps,
  type ScoredBlock,
  type ScoredPicture,
  type ScoredStop,
} from "@/lib/experiences/content-score";

export const storedPicture = z.object({
  id: z.string(),
  url: z.string(),
  alt: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  blur_data_url: z.string().nullable(),
});

/** Tips come from clients of every age; what is no tip is left out. */
const tips = z
  .array(z.unknown())
  .nullable()
  .transform((list) =>
    (list ?? []).flatMap((tip) => {
      const parsed = z.object({ type: z.string(), text: z.string().default("") }).safeParse(tip);
      return parsed.success ? [parsed.data] : [];
    }),
  );

export type Tip = { type: string; text: string };

export const parseTips = (value: unknown): Tip[] => tips.catch([]).parse(value);

export const experienceContents = z.object({
  id: z.string(),
  description: z.string().nullable(),
  photos: z.array(z.string()).nullable(),
  cover: storedPicture.nullable(),
  gallery: z.array(storedPicture),
  blocks: z.array(z.object({ type: z.string().nullable(), tips })),
  stops: z.array(z.object({ description: z.string().nullable(), photo: z.string().nullable() })),
});
export type ExperienceContents = z.output<typeof experienceContents>;

/** A picture in order; one that came as a bare link has no record and no id. */
export type OrderedPicture = Omit<z.output<typeof storedPicture>, "id"> & { id: string | null };

/** Cover first, then the gallery: recorded pictures, then bare links, none of them twice. */
export function orderedPictures(
  primaryPhoto: string | null,
  { cover, gallery, photos }: Pick<ExperienceContents, "cover" | "gallery" | "photos">,
): OrderedPicture[] {
  const bare = (url: string): OrderedPicture => ({
    id: null,
    url,
    alt: null,
    width: null,
    height: null,
    blur_data_url: null,
  });
  // The link on the experience is what clients show, whatever the record beside it says.
  const first = cover ? { ...cover, url: primaryPhoto || cover.url } : null;
  const all: OrderedPicture[] = [
    ...(first ? [first] : primaryPhoto ? [bare(primaryPhoto)] : []),
    ...gallery,
    ...(photos ?? []).filter(Boolean).map(bare),
  ];
  const ids = new Set<string>();
  const urls = new Set<string>();
  return all.filter(({ id, url }) => {
    if (urls.has(url) || (id !== null && ids.has(id))) return false;
    urls.add(url);
    if (id !== null) ids.add(id);
    return true;
  });
}

type Texts = {
  name: string;
  shortText: string;
  description: string;
  address: string;
  latitude: number | null;
  longitude: number | null;
};

/** The score of an experience whose pictures are in order. */
export function scoreOf(
  texts: Texts,
  pictures: readonly OrderedPicture[],
  blocks: readonly ScoredBlock[],
  stops: readonly ScoredStop[],
) {
  const scored = pictures.map(
    ({ id, url, alt, width, height }): ScoredPicture => ({ id: id ?? url, alt, width, height }),
  );
  return contentScore({
    ...texts,
    cover: scored[0] ?? null,
    photos: scored.slice(1),
    blocks,
    stops,
  });
}

/** What keeps an experience from being published. */
export function publishGaps(
  texts: Pick<Texts, "name" | "shortText" | "description" | "address">,
  hasCover: boolean,
): ReadyGap[] {
  return readyGaps({ ...texts, hasCover });
}
