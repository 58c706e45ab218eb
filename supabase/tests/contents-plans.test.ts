/**
 * How lists of contents are planned, policies on: a page costs what is on it, not what there is.
 * The statements are what lib/supabase/keyset.ts makes the REST server ask.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { actAs, rolledBack } from "./harness.ts";
import { planOf, touched } from "./plan.ts";
import { openWorld } from "./world.ts";

const ROWS = 5000;

const { sql, world } = await openWorld();

beforeAll(async () => {
  const parent = world.id("acme active");
  await sql.begin(async (tx) => {
    await tx`alter table public.experiences disable trigger user`;
    await tx`insert into public.experiences
        (owned_by, created_by, name, status, created_at, parent_experience)
      select ${world.id("other")}, ${world.people.editor}, 'Place ' || n,
        case when n % 3 = 0 then 'inactive' else 'active' end,
        now() - n * interval '1 minute', case when n % 100 = 0 then ${parent}::uuid end
      from generate_series(1, ${ROWS}::int) as n`;
    await tx`alter table public.experiences enable trigger user`;
    for (const table of ["activities", "locations"]) {
      await tx`insert into public.${tx(table)} (experience_id, title, status, created_at)
        select id, name, 'active', created_at from public.experiences`;
    }
    await tx`insert into public.experience_details (experience_id, name)
      select id, name from public.experiences`;
    await tx`insert into public.experience_location_links (experience_id, location_id)
      select experience_id, id from public.locations where experience_id is not null`;
  });
  await sql`analyze`;
}, 60_000);

const middle = new Date(Date.now() - (ROWS / 2) * 60_000).toISOString();
const someId = "0b0f7f4e-3c4e-4c5b-9d3a-1f5e7a9b2c3d";
const behind = `created_at <= '${middle}' and (created_at < '${middle}'
  or (created_at = '${middle}' and id < '${someId}'))`;
const newest = "order by created_at desc, id desc limit 21";
const appearance = "order by order_of_appearance nulls last, created_at, id limit 21";

const lists = (experience: string): [string, string][] => [
  ["experiences", `select id, name from public.experiences ${newest}`],
  ["experiences, deep", `select id, name from public.experiences where ${behind} ${newest}`],
  [
    "children",
    `select id from public.experiences where parent_experience = '${experience}' ${newest}`,
  ],
  ["locations", `select id from public.locations where status <> 'deleted' ${newest}`],
  [
    "locations, deep",
    `select id from public.locations where status <> 'deleted' and ${behind} ${newest}`,
  ],
  [
    "activities of an experience",
    `select id from public.activities where status <> 'deleted'
      and experience_id = '${experience}' ${appearance}`,
  ],
  [
    "locations of an experience",
    `select id from public.locations where status <> 'deleted'
      and experience_id = '${experience}' ${appearance}`,
  ],
  [
    "linked locations",
    `select locations.id from public.locations
      join public.experience_location_links k on k.location_id = locations.id
      where status <> 'deleted' and k.experience_id = '${experience}'
      order by order_of_appearance nulls last, locations.created_at, locations.id limit 21`,
  ],
  ["blocks", `select * from public.list_experience_details('${experience}')`],
];

describe("a page", () => {
  for (const who of ["traveller", "member", "superAdmin"] as const) {
    for (const [name, ,] of lists("")) {
      it(`of ${name}, for ${who}`, async () => {
        await rolledBack(sql, async (tx) => {
          await actAs(tx, world.people[who]);
          const [, statement] = lists(world.id("acme active")).find(([one]) => one === name) ?? [];
          const plan = await planOf(tx, statement ?? "");
          const rows = Object.fromEntries(
            plan.flatMap(({ "Relation Name": table }) =>
              table ? [[table, touched(plan, table)]] : [],
            ),
          );
          // A function that is not part of the plan would hide what it reads.
          expect(rows).not.toEqual({});
          for (const [table, count] of Object.entries(rows)) {
            expect(count, `${table} in ${JSON.stringify(rows)}`).toBeLessThan(250);
          }
        });
      });
    }
  }
});
