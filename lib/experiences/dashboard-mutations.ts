import "server-only";
import { AppError, fromPostgrest } from "@/lib/api/errors";
import { revalidatePublic } from "@/lib/api/public-cache";
import type { ExperienceInput } from "@/lib/experiences/editor";
import { createExperience, updateExperience } from "@/lib/experiences/mutations";
import type { ExperienceStatus } from "@/lib/experiences/schemas";
import { withdrawLinks } from "@/lib/media/withdrawn-links";
import { oneOf, rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

type Picture = ExperienceInput["pictures"][number];

const orNull = (text: string) => text.trim() || null;

/**
 * The links behind the pictures of a form. Those on record get the record's link; a bare link must
 * already be the experience's own, so that a form cannot bring in links from elsewhere.
 */
async function resolvePictures(db: Db, pictures: readonly Picture[], known: ReadonlySet<string>) {
  const ids = pictures.flatMap(({ id }) => (id ? [id] : []));
  const records = new Map(
    ids.length === 0
      ? []
      : rowsOf<{ id: string; url: string; alt: string | null }>(
          await db.from("media_assets").select("id,url,alt").in("id", ids),
        ).map((record) => [record.id, record]),
  );
  return pictures.map((picture) => {
    const record = picture.id ? records.get(picture.id) : undefined;
    if (picture.id && !record) {
      throw new AppError("bad_request", "A picture is no longer there. Remove it and try again.");
    }
    if (!record && !known.has(picture.url)) {
      throw new AppError("bad_request", "A picture came from an unknown place.");
    }
    return {
      id: picture.id,
      url: record?.url ?? picture.url,
      // Undefined: as it was.
      newAlt: record && record.alt !== picture.alt ? picture.alt : undefined,
    };
  });
}

/** The same for the film. */
async function resolveFilm(db: Db, film: ExperienceInput["film"], known: ReadonlySet<string>) {
  if (!film) return { primary_video: null, primary_video_id: null };
  if (!film.id) {
    if (!known.has(film.url)) {
      throw new AppError("bad_request", "The film came from an unknown place.");
    }
    return { primary_video: film.url, primary_video_id: null };
  }
  const record = oneOf(
    await db.from("media_assets").select("id,url,mime_type").eq("id", film.id).maybeSingle(),
  );
  if (!record) {
    throw new AppError("bad_request", "The film is no longer there. Remove it and try again.");
  }
  // One that was linked by an app may have no type; a new one has its own.
  if (!known.has(record.url) && !record.mime_type?.startsWith("video/")) {
    throw new AppError("bad_request", "This file is not a film.");
  }
  return { primary_video: record.url, primary_video_id: record.id };
}

async function knownLinks(db: Db, companyId: string, id: string): Promise<Set<string> | null> {
  const row = oneOf(
    await db
      .from("experiences")
      .select("primary_photo,photos,primary_video")
      .eq("id", id)
      .eq("owned_by", companyId)
      .maybeSingle(),
  );
  if (!row) return null;
  const links = [row.primary_photo, row.primary_video, ...(row.photos ?? [])];
  return new Set(links.filter((url) => url !== null));
}

/**
 * Writes what the editor's form holds. Null: there is no such experience in this company, or the
 * caller may not edit it.
 */
export async function saveEditedExperience(
  db: Db,
  input: ExperienceInput,
): Promise<{ id: string } | null> {
  const known = input.id ? await knownLinks(db, input.companyId, input.id) : new Set<string>();
  if (!known) return null;
  const [pictures, film] = await Promise.all([
    resolvePictures(db, input.pictures, known),
    resolveFilm(db, input.film, known),
  ]);
  const [cover, ...gallery] = pictures;

  const values = {
    name: input.name,
    thumbnail_description: orNull(input.shortText),
    description: orNull(input.description),
    address: orNull(input.address),
    latitude: input.latitude,
    longitude: input.longitude,
    primary_keyword: orNull(input.keyword),
    url_slug: orNull(input.slug),
    default_questions: input.questions.length ? input.questions : null,
    primary_photo: cover?.url ?? null,
    primary_photo_id: cover?.id ?? null,
    photos: gallery.length ? gallery.map(({ url }) => url) : null,
    ...film,
    photos_id: gallery.length ? gallery.flatMap(({ id }) => (id ? [id] : [])) : null,
  };
  const saved = input.id
    ? await updateExperience(db, input.id, values)
    : await createExperience(db, { ...values, owned_by: input.companyId });
  if (!saved) return null;

  // After the experience: linking is what makes an upload the company's.
  await Promise.all(
    pictures.map(async ({ id, newAlt }) => {
      if (!id || newAlt === undefined) return;
      const { error } = await db.from("media_assets").update({ alt: newAlt }).eq("id", id);
      if (error) throw fromPostgrest(error);
    }),
  );
  return { id: saved.id };
}

export type StatusChange = { id: string; status: ExperienceStatus };

/** Sets the status of experiences of one company; answers those that were there to be changed. */
export async function changeStatuses(
  db: Db,
  companyId: string,
  changes: readonly StatusChange[],
): Promise<StatusChange[]> {
  const byStatus = Map.groupBy(changes, ({ status }) => status);
  const changed: StatusChange[] = [];
  for (const [status, group] of byStatus) {
    const rows = rowsOf<{ id: string }>(
      await db
        .from("experiences")
        .update({ status })
        .eq("owned_by", companyId)
        .in(
          "id",
          group.map(({ id }) => id),
        )
        .select("id"),
    );
    changed.push(...rows.map(({ id }) => ({ id, status })));
  }
  if (changed.length) {
    if (changed.some(({ status }) => status !== "active")) await withdrawLinks();
    revalidatePublic("experiences");
  }
  return changed;
}

/** A copy as a draft; null when the original is gone. */
export async function copyExperience(
  db: Db,
  companyId: string,
  id: string,
): Promise<{ id: string; name: string } | null> {
  const original = oneOf(
    await db
      .from("experiences")
      .select("name")
      .eq("id", id)
      .eq("owned_by", companyId)
      .maybeSingle(),
  );
  if (!original) return null;
  const name = `${original.name.slice(0, 240)} (copy)`;
  const { data, error } = await db.rpc("duplicate_experience", {
    p_experience_id: id,
    p_name: name,
  });
  if (error) throw fromPostgrest(error);
  return data ? { id: data, name } : null;
}
