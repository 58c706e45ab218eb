/** The media library of a company. */
import "server-only";
import { AppError } from "@/lib/api/errors";
import { describeError, log } from "@/lib/api/log";
import { revalidatePublic } from "@/lib/api/public-cache";
import type { LibraryFilter, MediaKind, MediaUse } from "@/lib/media/library-filter";
import { picturesOf } from "@/lib/media/placeholders";
import { createAdminClient } from "@/lib/supabase/admin";
import { firstOf, oneOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

/** Where a file is shown; `experience_id` leads to the page that shows it. */
export type MediaPlace = {
  kind: "company" | "experience" | "block" | "activity" | "place";
  name: string | null;
  experience_id: string | null;
};

export type LibraryFile = {
  id: string;
  url: string;
  usage: MediaUse | null;
  mime_type: string | null;
  size_bytes: number | null;
  width: number | null;
  height: number | null;
  alt: string | null;
  created_at: string;
  uses: MediaPlace[];
  /** What stands in until the picture is there. */
  blur: string | null;
};

export type MediaTotal = {
  usage: MediaUse | null;
  kind: MediaKind;
  files: number;
  bytes: number;
};

/** Files on one page of the library. */
export const LIBRARY_PAGE = 60;

export type LibraryPage = { files: LibraryFile[]; next: string | null };

/** A page of a company's files, the newest first. `after` is an earlier page's `next`. */
export async function listCompanyMedia(
  db: Db,
  companyId: string,
  { use, kind, after }: LibraryFilter,
): Promise<LibraryPage> {
  const [at, id] = after?.split("~") ?? [];
  const files = rowsOf<Omit<LibraryFile, "blur">>(
    await db.rpc("list_company_media", {
      p_company_id: companyId,
      p_limit: LIBRARY_PAGE + 1,
      ...(use ? { p_usage: use } : {}),
      ...(kind ? { p_kind: kind } : {}),
      ...(at && id ? { p_before_created_at: at, p_before_id: id } : {}),
    }),
  );
  const page = files.slice(0, LIBRARY_PAGE);
  const last = page.at(-1);
  const pictureOf = await picturesOf(
    db,
    page.map(({ url }) => url),
  );
  return {
    files: page.map((file) => ({ ...file, blur: pictureOf(file.url)?.blur ?? null })),
    next: files.length > LIBRARY_PAGE && last ? `${last.created_at}~${last.id}` : null,
  };
}

/** How many files of each use and kind there are, and how much room they take. */
export async function companyMediaTotals(db: Db, companyId: string): Promise<MediaTotal[]> {
  return rowsOf<MediaTotal>(await db.rpc("company_media_totals", { p_company_id: companyId }));
}

/**
 * Takes a file away: from wherever it is shown, from the records, from the storage.
 *
 * @throws {AppError} `not_found` when there is none, or none the caller may delete
 */
export async function deleteCompanyMedia(db: Db, companyId: string, mediaId: string) {
  const place = firstOf<{ bucket: string | null; path: string | null }>(
    await db.rpc("delete_company_media", { p_company_id: companyId, p_media_id: mediaId }),
  );
  if (!place) throw new AppError("not_found", "You can no longer delete this file.");
  revalidatePublic("experiences", "stories");
  if (!place.bucket || !place.path) return;
  // The admin client: the record, by which the policies knew a colleague's right, is gone; that it
  // went proves the right. What fails here, the command for orphans finds.
  const { error } = await createAdminClient().storage.from(place.bucket).remove([place.path]);
  if (error) log.error({ error: describeError(error) }, "file left behind");
}

/**
 * Shows one file wherever another is shown, all of it or nothing; the other stays in the library.
 * The new one is of the same company, or the caller's own: then it becomes the company's.
 *
 * @returns in how many places
 * @throws {AppError} `not_found` when either is none of theirs, `conflict` in words for the caller
 */
export async function replaceMediaEverywhere(
  db: Db,
  oldId: string,
  newId: string,
): Promise<number> {
  const places = oneOf(
    await db.rpc("replace_media_everywhere", { p_old_id: oldId, p_new_id: newId }),
  );
  revalidatePublic("experiences", "stories");
  return places ?? 0;
}
