/** What of the media library is shown, as the address says it. Safe in client components. */
import { z } from "zod";

export const mediaUses = {
  gallery: "Galleries",
  logo: "Logos",
  banner: "Banners",
  thumbnail: "Thumbnails",
  iconic_photo: "Iconic photos",
  primary_video: "Films of experiences",
  profile: "Profiles",
  avatar: "Portraits",
  story: "Stories",
  comment: "Comments",
} as const;
export type MediaUse = keyof typeof mediaUses;

/** What one file is. */
export const mediaUseNames: Record<MediaUse, string> = {
  gallery: "Gallery",
  logo: "Logo",
  banner: "Banner",
  thumbnail: "Thumbnail",
  iconic_photo: "Iconic photo",
  primary_video: "Film of an experience",
  profile: "Profile",
  avatar: "Portrait",
  story: "Story",
  comment: "Comment",
};

export const mediaKinds = { image: "Pictures", video: "Films" } as const;
export type MediaKind = keyof typeof mediaKinds;

export type LibraryFilter = { use: MediaUse | null; kind: MediaKind | null; after: string | null };

const among = <Name extends string>(names: Record<Name, string>, given: unknown) =>
  (Object.keys(names) as Name[]).find((name) => name === given) ?? null;

const mark = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

type Given = Record<string, string | string[] | undefined>;

/** What cannot be understood is left out: an address is nobody's form. */
export function libraryFilter({ use, kind, after }: Given): LibraryFilter {
  const known = typeof after === "string" && mark.safeParse(after.split("~")).success;
  return {
    use: among(mediaUses, use),
    kind: among(mediaKinds, kind),
    after: known ? after : null,
  };
}

/** "2.4 MB", "310 KB". */
export function formatBytes(locale: string, bytes: number): string {
  const [value, unit] =
    bytes >= 1_000_000_000
      ? [bytes / 1_000_000_000, "gigabyte"]
      : bytes >= 1_000_000
        ? [bytes / 1_000_000, "megabyte"]
        : [bytes / 1_000, "kilobyte"];
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: unit as string,
    maximumFractionDigits: unit === "kilobyte" ? 0 : 1,
  }).format(value as number);
}
