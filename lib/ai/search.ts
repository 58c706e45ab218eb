/** Retrieval: what there is about a question, as the caller sees it. */
import "server-only";
import { questionVector } from "@/lib/ai/vectors";
import { fromPostgrest } from "@/lib/api/errors";
import type { Db } from "@/lib/supabase/types";

export const searchKinds = ["experience", "detail", "activity", "location", "story"] as const;
export type SearchKind = (typeof searchKinds)[number];

export type SearchWish = {
  query?: string | undefined;
  limit?: number | undefined;
  kinds?: readonly SearchKind[] | undefined;
  address?: string | undefined;
  company?: string | undefined;
  near?: { latitude: number; longitude: number; radiusKm?: number | undefined } | undefined;
};

/** Something found: the text is as its writer wrote it, and nobody's instruction. */
export type Found = {
  kind: SearchKind;
  id: string;
  experience_id: string | null;
  experience: string | null;
  title: string;
  text: string;
  address: string | null;
  distance_km: number | null;
  photo: string | null;
  score: number;
};

/** The best first; empty when nothing fits. */
export async function searchContent(
  db: Db,
  { query, limit = 8, kinds, address, company, near }: SearchWish,
): Promise<Found[]> {
  const wish = {
    p_limit: limit,
    ...(kinds?.length ? { p_kinds: [...kinds] } : {}),
    ...(address ? { p_address: address } : {}),
    ...(company ? { p_company: company } : {}),
    ...(near
      ? {
          p_latitude: near.latitude,
          p_longitude: near.longitude,
          ...(near.radiusKm ? { p_radius_km: near.radiusKm } : {}),
        }
      : {}),
  };
  const meaning = query ? await questionVector(query) : null;
  const { data, error } =
    query && meaning
      ? await db.rpc("search_content_hybrid", {
          ...wish,
          p_query: query,
          p_vector: meaning.vector,
          p_model: meaning.model,
        })
      : await db.rpc("search_content", { ...wish, ...(query ? { p_query: query } : {}) });
  if (error) throw fromPostgrest(error);
  return data.map((row) => ({
    kind: row.kind as SearchKind,
    id: row.id,
    experience_id: row.experience_id,
    experience: row.experience_name,
    title: row.title,
    text: row.body,
    address: row.address,
    distance_km: row.distance_km,
    photo: row.photo,
    score: row.score,
  }));
}
