/**
 * What a model may do: read, as the person who asks. Every tool closes over that person's client, so
 * whatever a text it reads may say, no tool can act for somebody else or see more than they do.
 */
import "server-only";
import { tool } from "ai";
import { z } from "zod";
import { type Found, searchContent, searchKinds } from "@/lib/ai/search";
import type { Db } from "@/lib/supabase/types";

/** Something the answer may name as its source, by number. */
export type Source = {
  ref: number;
  kind: Found["kind"];
  id: string;
  experience_id: string | null;
  title: string;
  place: string | null;
  address: string | null;
  photo: string | null;
};

const MOST_TEXT = 1500;

/** The sources of one answer; the same thing found twice keeps its number. */
export function createSources() {
  const sources: Source[] = [];
  return {
    sources,
    /** What the model reads of something found. */
    passage(found: Found) {
      let source = sources.find(({ kind, id }) => kind === found.kind && id === found.id);
      if (!source) {
        const { kind, id, experience_id, title, experience: place, address, photo } = found;
        source = { ref: sources.length + 1, kind, id, experience_id, title, place, address, photo };
        sources.push(source);
      }
      return {
        ref: source.ref,
        kind: found.kind,
        id: found.id,
        experience_id: found.experience_id,
        title: found.title,
        place: found.experience,
        address: found.address,
        distance_km: found.distance_km,
        text: found.text.slice(0, MOST_TEXT),
      };
    },
    /** Those an answer names as `[1]`. */
    cited(answer: string): Source[] {
      const named = new Set([...answer.matchAll(/\[(\d{1,2})\]/g)].map(([, ref]) => Number(ref)));
      return sources.filter(({ ref }) => named.has(ref));
    },
  };
}
export type Sources = ReturnType<typeof createSources>;

export function readingTools(db: Db, sources: Sources, companyId?: string) {
  return {
    // The company is the conversation's, not the model's to choose, and the database checks besides.
    ...(companyId
      ? {
          company_figures: tool({
            description: "The asker's company: its headline figures of the last 28 days.",
            inputSchema: z.object({}),
            execute: async () => {
              const { data } = await db.rpc("company_overview", { p_company_id: companyId });
              return { figures: data ?? null };
            },
          }),
        }
      : {}),
    search: tool({
      description:
        "Search experiences, their details, activities, locations and travellers' stories. Use it before answering anything about places. Understands English and Vietnamese.",
      inputSchema: z.object({
        query: z.string().min(1).max(400),
        kinds: z.array(z.enum(searchKinds)).max(5).optional(),
        address: z.string().max(200).optional().describe("A town or street to stay within."),
      }),
      execute: async ({ query, kinds, address }) => ({
        found: (await searchContent(db, { query, kinds, address })).map(sources.passage),
      }),
    }),
    get_experience: tool({
      description: "Everything about one experience that search found.",
      inputSchema: z.object({ experience_id: z.uuid() }),
      execute: async ({ experience_id }) => {
        const { data } = await db
          .from("experiences")
          .select(
            "id,name,description,thumbnail_description,address,default_questions,primary_photo",
          )
          .eq("id", experience_id)
          .maybeSingle();
        if (!data) return { found: [] };
        return {
          found: [
            sources.passage({
              kind: "experience",
              id: data.id,
              experience_id: data.id,
              experience: data.name,
              title: data.name,
              text: [data.thumbnail_description, data.description].filter(Boolean).join("\n"),
              address: data.address,
              distance_km: null,
              photo: data.primary_photo,
              score: 1,
            }),
          ],
        };
      },
    }),
    nearby: tool({
      description: "What is around a point, the nearest first.",
      inputSchema: z.object({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        radius_km: z.number().positive().max(500).optional(),
      }),
      execute: async ({ latitude, longitude, radius_km }) => ({
        found: (
          await searchContent(db, {
            kinds: ["experience", "location"],
            near: { latitude, longitude, radiusKm: radius_km },
          })
        ).map(sources.passage),
      }),
    }),
  };
}
