/**
 * How lists are planned under a caller's rights, policies on. What Postgres may not push below a
 * policy it runs row by row, which shows only in size; the plan shows it at any.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { actAs, rolledBack, type Tx } from "./harness.ts";
import { planOf, touched } from "./plan.ts";
import { openWorld } from "./world.ts";

const ROWS = 5000;

const { sql, world } = await openWorld();

beforeAll(async () => {
  await sql.begin(async (tx) => {
    await tx`alter table public.experiences disable trigger user`;
    await tx`insert into public.experiences (owned_by, created_by, name, status, created_at)
      select case when n % 50 = 0 then ${world.id("acme")}::uuid else ${world.id("other")}::uuid end,
        ${world.people.editor}, 'Place ' || n, case when n % 3 = 0 then 'inactive' else 'active' end,
        now() - n * interval '1 minute'
      from generate_series(1, ${ROWS}::int) as n`;
    await tx`alter table public.experiences enable trigger user`;
    // A traveller who has been everywhere: their visits must not be read for a page of twenty.
    await tx`insert into public.visits (user_id, experience_id)
      select ${world.people.traveller}, id from public.experiences on conflict do nothing`;
    await tx`insert into public.stories (user_id, experience_id)
      select ${world.people.traveller}, id from public.experiences`;
    await tx`insert into public.experience_details (experience_id, type, name, created_at)
      select id, 'iconic_photos', name, created_at from public.experiences`;
  });
  await sql`analyze`;
}, 60_000);

const deep = `'${new Date(Date.now() - (ROWS / 2) * 60_000).toISOString()}',
  '00000000-0000-0000-0000-000000000000'`;

describe("a page of twenty", () => {
  const lists: [string, "traveller" | "member" | null, string, string][] = [
    ["travellers", "traveller", "list_experiences", "experiences_active_newest_idx"],
    ["the public", null, "list_public_experiences", "experiences_active_newest_idx"],
  ];
  for (const [name, who, list, index] of lists) {
    for (const [page, cursor] of [
      ["first", ""],
      ["deep", `, ${deep}`],
    ] as const) {
      for (const mode of ["force_custom_plan", "force_generic_plan"]) {
        it(`for ${name}, ${page} page, ${mode}`, async () => {
          await rolledBack(sql, async (tx) => {
            await actAs(tx, who && world.people[who]);
            await tx`select set_config('plan_cache_mode', ${mode}, true)`;
            const types = cursor ? "(int, timestamptz, uuid)" : "(int)";
            const slots = cursor ? "$1, $2, $3" : "$1";
            await tx.unsafe(`prepare page ${types} as select * from public.${list}(${slots})`);
            const plan = await planOf(tx, `execute page (20${cursor})`);
            await tx`deallocate page`;
            const scan = plan.find((node) => node["Relation Name"] === "experiences");
            expect(scan).toMatchObject({ "Node Type": "Index Scan", "Index Name": index });
            expect(scan?.["Index Cond"]).toContain("created_at");
            expect(touched(plan, "experiences")).toBeLessThan(50);
            expect(touched(plan, "visits")).toBeLessThan(50);
            expect(touched(plan, "stories")).toBeLessThan(50);
          });
        });
      }
    }
  }

  for (const [name, who, list, index] of lists) {
    it(`for ${name}, where one company owns everything`, async () => {
      await rolledBack(sql, async (tx) => {
        await tx`delete from public.experiences where owned_by <> ${world.id("other")}`;
        await tx`analyze public.experiences`;
        await actAs(tx, who && world.people[who]);
        const plan = await planOf(tx, `select * from public.${list}(20)`);
        const scan = plan.find((node) => node["Relation Name"] === "experiences");
        expect(scan?.["Index Name"]).toBe(index);
        expect(touched(plan, "experiences")).toBeLessThan(50);
      });
    });
  }

  it("read from the table itself, as a client of the REST endpoint may", async () => {
    await rolledBack(sql, async (tx) => {
      await actAs(tx, world.people.traveller);
      const plan = await planOf(
        tx,
        `select id, name from public.experiences where status = 'active'
          order by created_at desc limit 20`,
      );
      const scan = plan.find((node) => node["Relation Name"] === "experiences");
      expect(scan?.["Index Name"]).toBe("experiences_active_newest_idx");
      expect(touched(plan, "experiences")).toBeLessThan(50);
    });
  });

  it("of one creator and of one company starts at the index of either", async () => {
    await rolledBack(sql, async (tx) => {
      await actAs(tx, world.people.member);
      for (const [statement, index] of [
        [
          `select * from public.list_business_experiences('${world.people.former}', 20)`,
          "experiences_created_by_newest_idx",
        ],
        [
          `select id from public.experiences where owned_by = '${world.id("acme")}'
            order by created_at desc, id desc limit 20`,
          "experiences_owned_by_newest_idx",
        ],
      ] as const) {
        const plan = await planOf(tx, statement);
        const scan = plan.find((node) => node["Relation Name"] === "experiences");
        expect(scan?.["Index Name"]).toBe(index);
        expect(touched(plan, "experiences")).toBeLessThan(50);
      }
    });
  });

  const byAddress = "experiences_active_by_address_idx";
  const byOwner = "experiences_active_by_owner_and_address_idx";
  const deepAddress = "'Chợ Bến Thành', 'Place 4', '00000000-0000-0000-0000-000000000000'";
  describe.each(["force_custom_plan", "force_generic_plan"])("%s", (mode) => {
    /** The plan of a page of twenty when the call comes prepared, as it does over REST. */
    const pagePlan = async (tx: Tx, list: string, before = "", after = "") => {
      await tx`select set_config('plan_cache_mode', ${mode}, true)`;
      const given = [before, "$1", after].filter(Boolean).join(", ");
      await tx.unsafe(`prepare page (int) as select * from public.${list}(${given})`);
      const plan = await planOf(tx, "execute page (20)");
      await tx`deallocate page`;
      return plan;
    };

    for (const [name, who, after] of [
      ["the public", null, ""],
      ["the public, deep", null, deepAddress],
      ["travellers", "traveller", ""],
    ] as const) {
      it(`by address for ${name} seeks in the index of addresses`, async () => {
        await rolledBack(sql, async (tx) => {
          await actAs(tx, who && world.people[who]);
          const plan = await pagePlan(tx, "list_experiences_by_address", "", after);
          const scan = plan.find((node) => node["Relation Name"] === "experiences");
          expect(scan).toMatchObject({ "Node Type": "Index Scan", "Index Name": byAddress });
          expect(touched(plan, "experiences")).toBeLessThan(50);
        });
      });
    }

    it("by address of two companies takes a page of each", async () => {
      await rolledBack(sql, async (tx) => {
        await actAs(tx, null);
        const owners = `'{${world.id("acme")},${world.id("other")}}'`;
        const plan = await pagePlan(tx, "list_experiences_by_address_and_owners", owners);
        const scan = plan.find((node) => node["Relation Name"] === "experiences");
        expect(scan?.["Index Name"]).toBe(byOwner);
        expect(touched(plan, "experiences")).toBeLessThan(50);
      });
    });

    it("of iconic photos and of told visits reads no more than a page", async () => {
      await rolledBack(sql, async (tx) => {
        await actAs(tx, null);
        const photos = await pagePlan(tx, "list_public_iconic_photos");
        expect(touched(photos, "experience_details")).toBeLessThan(80);
        expect(touched(photos, "experiences")).toBeLessThan(80);
        await actAs(tx, world.people.traveller);
        const told = await pagePlan(tx, "list_told_visits");
        expect(touched(told, "visits")).toBeLessThan(80);
        expect(touched(told, "stories")).toBeLessThan(200);
      });
    });
  });

  it("of a company's experiences, oldest and newest, starts at the company's index", async () => {
    await rolledBack(sql, async (tx) => {
      await actAs(tx, world.people.member);
      for (const list of ["list_company_experiences_oldest", "list_company_experiences_newest"]) {
        const plan = await planOf(tx, `select * from public.${list}('${world.id("acme")}', 20)`);
        const scan = plan.find((node) => node["Relation Name"] === "experiences");
        expect(scan?.["Index Name"], list).toBe("experiences_owned_by_newest_idx");
        expect(touched(plan, "experiences"), list).toBeLessThan(50);
      }
    });
  });

  it("of all one's companies takes a page of each; a super admin's starts with the oldest", async () => {
    await rolledBack(sql, async (tx) => {
      for (const [who, index] of [
        ["member", "experiences_owned_by_newest_idx"],
        ["superAdmin", "experiences_newest_idx"],
      ] as const) {
        await actAs(tx, world.people[who]);
        const plan = await planOf(tx, "select * from public.list_my_companies_experiences(20)");
        const read = plan.filter(
          (node) => node["Relation Name"] === "experiences" && node["Actual Loops"] > 0,
        );
        expect(
          read.map((node) => node["Index Name"]),
          who,
        ).toEqual([index]);
        expect(touched(plan, "experiences"), who).toBeLessThan(80);
      }
    });
  });
});
