import { createHash } from "node:crypto";
import { people } from "./accounts.ts";
import { experiences } from "./experiences.ts";
import { companyIds, experienceId } from "./ids.ts";
import { random } from "./illustrations/kit.ts";
import { ageOf, visitRows } from "./rows.ts";

const DAY = 86_400_000;

const companyOf = new Map(experiences.map((e) => [experienceId(e.slug), companyIds[e.company]]));
const ageById = new Map(experiences.map((e) => [experienceId(e.slug), ageOf(e.slug)]));
const languages = ["en", "de", "fr", "vi", "ja", "pt-pt", "es", "nl"];
/** How people come: mostly by a link, a good part by the code at the door or by somebody's story. */
const ways = [
  { source: "link" },
  { source: "link" },
  { source: "story" },
  { source: "qr", placement: "front door" },
  { source: "qr", placement: "hotel lobby" },
  { source: "search" },
  { source: null },
] as const;

/** Openings: everybody looked before they went, and for each of them a few looked and did not. */
export function openingRows(anchor: Date) {
  const next = random("openings");
  const byId = new Map(people.map((one) => [one.id, one]));
  return visitRows(anchor).flatMap((visit, i) => {
    const { experience_id } = visit;
    const opening = (daysBefore: number, who: string | Buffer, language: string) => {
      const way = ways[Math.floor(next() * ways.length)] ?? ways[0];
      const oldest = anchor.getTime() - ((ageById.get(experience_id) ?? 1) - 0.5) * DAY;
      return {
        kind: "open",
        company_id: companyOf.get(experience_id),
        experience_id,
        person: typeof who === "string" ? who : null,
        anonymous: typeof who === "string" ? null : who,
        source: way.source,
        placement: "placement" in way ? way.placement : null,
        language,
        created_at: new Date(Math.max(visit.created_at.getTime() - daysBefore * DAY, oldest)),
      };
    };
    const visitor = byId.get(visit.user_id);
    return [
      opening(0.1 + next() * 9, visit.user_id, visitor?.language ?? "en"),
      ...Array.from({ length: 1 + (i % 4) }, (_, n) =>
        opening(
          next() * 6,
          createHash("sha256").update(`${i}/${n}`).digest().subarray(0, 16),
          languages[Math.floor(next() * languages.length)] ?? "en",
        ),
      ),
    ];
  });
}
