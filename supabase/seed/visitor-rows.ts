import { people } from "./accounts.ts";
import { experiences } from "./experiences.ts";
import { companyIds, experienceId, seedId } from "./ids.ts";
import { ageOf, visitRows } from "./rows.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** People who scanned a code and left their address, and have no account. `day`: days ago. */
const passersBy: readonly { email: string; language: string; slug: string; day: number }[] = [
  { email: "anneke.visser@mail.example", language: "nl", slug: "hoi-an-ancient-town", day: 2.4 },
  { email: "anneke.visser@mail.example", language: "nl", slug: "ha-long-bay", day: 6.3 },
  { email: "carlos.prieto@mail.example", language: "es", slug: "portas-do-sol-tram", day: 3.6 },
  { email: "choi.minseo@mail.example", language: "ko", slug: "ben-thanh-market", day: 1.5 },
  { email: "choi.minseo@mail.example", language: "ko", slug: "hoi-an-ancient-town", day: 4.7 },
  { email: "elif.kaya@mail.example", language: "tr", slug: "fushimi-inari", day: 8.5 },
  { email: "giulia.moretti@mail.example", language: "it", slug: "ha-long-bay", day: 12.4 },
  { email: "hannah.lee@mail.example", language: "en", slug: "ben-thanh-market", day: 15.6 },
  { email: "hannah.lee@mail.example", language: "en", slug: "fushimi-inari", day: 40.5 },
  { email: "joao.teixeira@mail.example", language: "pt", slug: "portas-do-sol-tram", day: 19.4 },
  { email: "marie.lefevre@mail.example", language: "fr", slug: "hoi-an-ancient-town", day: 27.6 },
  { email: "olu.adeyemi@mail.example", language: "en", slug: "portas-do-sol-tram", day: 33.5 },
  { email: "trang.vo@mail.example", language: "vi", slug: "ben-thanh-market", day: 51.4 },
  { email: "zofia.nowak@mail.example", language: "pl", slug: "ha-long-bay", day: 66.6 },
];

const companyOf = new Map(experiences.map((e) => [experienceId(e.slug), companyIds[e.company]]));

/** Landing registrations: every third visit began with one, and some passers-by left theirs. */
export function visitorRows(anchor: Date) {
  const byId = new Map(people.map((one) => [one.id, one]));
  const travellers = visitRows(anchor).flatMap((visit, i) => {
    const one = byId.get(visit.user_id);
    if (!one || i % 3 !== 0) return [];
    return [
      {
        email: one.email,
        language: one.language,
        experience_id: visit.experience_id,
        created_at: new Date(visit.created_at.getTime() - (1 + (i % 5)) * HOUR),
      },
    ];
  });
  const others = passersBy.map(({ email, language, slug, day }) => ({
    email,
    language,
    experience_id: experienceId(slug),
    created_at: new Date(anchor.getTime() - Math.min(day, ageOf(slug) - 1) * DAY),
  }));
  return [...travellers, ...others].map((row) => ({
    id: seedId("visitor", `${row.email}/${row.experience_id}`),
    ...row,
    company_id: companyOf.get(row.experience_id),
  }));
}
