/**
 * How lists of stories are planned under a caller's rights, among very many: a page of twenty looks
 * up twenty of everything, whoever asks and however deep it is.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { actAs, rolledBack } from "./harness.ts";
import { planOf, touched } from "./plan.ts";
import { openWorld } from "./world.ts";

const STORIES = 200_000;
const EXPERIENCES = 2_000;
const REACTIONS = 40_000;

const { sql, world } = await openWorld();

beforeAll(async () => {
  await sql.begin(async (tx) => {
    // Neither triggers nor foreign keys: the rows fit, and checking them one by one takes long.
    await tx`set local session_replication_role = replica`;
    await tx`insert into public.experiences (owned_by, created_by, name, status, created_at)
      select ${world.id("other")}, ${world.people.stranger}, 'Place ' || n,
        case when n % 5 = 0 then 'inactive' else 'active' end, now() - n * interval '1 hour'
      from generate_series(1, ${EXPERIENCES}::int) as n`;
    await tx`
      with places as (
        select id, row_number() over () - 1 as place from public.experiences where name like 'Place %')
      insert into public.stories
        (user_id, experience_id, status, title, story_content, created_at, published_at)
      select
        case when n % 4 = 0 then ${world.people.traveller}::uuid
          else ${world.people.member}::uuid end,
        -- One experience everybody writes about.
        case when n % 10 = 7 then ${world.id("other active")}::uuid else p.id end,
        case when n % 10 = 0 then 'DRAFT' else 'PUBLISHED' end, 'Story ' || n,
        'A long way.', now() - n * interval '1 minute',
        now() - n * interval '1 minute'
      from generate_series(1, ${STORIES}::int) as n
      join places p on p.place = n % ${EXPERIENCES}`;
    await tx`insert into public.likes (user_id, story_id)
      select ${world.people.editor}, id from public.stories
      where title like 'Story %' limit ${REACTIONS}`;
    await tx`insert into public.shares (user_id, story_id, platform)
      select ${world.people.editor}, id, 'facebook' from public.stories
      where title like 'Story %' limit ${REACTIONS}`;
    await tx`insert into public.comments (user_id, story_id, content)
      select ${world.people.editor}, id, 'Yes' from public.stories
      where title like 'Story %' limit ${REACTIONS}`;
    // And one older story everybody talks about.
    await tx`update public.stories set created_at = '2020-01-01'
      where id = ${world.id("story of traveller")}`;
    await tx`insert into public.comments (user_id, story_id, content, created_at)
      select ${world.people.editor}, ${world.id("story of traveller")}, 'Yes ' || n,
        now() - n * interval '1 second'
      from generate_series(1, 20000) as n`;
  });
  await sql`vacuum analyze`;
}, 240_000);

const deep = new Date(Date.now() - (STORIES / 2) * 60_000).toISOString();
const cursor = `'${deep}', '00000000-0000-0000-0000-000000000000'`;
const TABLES = ["experiences", "likes", "shares", "comments", "userprofiles", "media_assets"];

const lists: [string, "traveller" | null, (page: string) => string, string][] = [
  ["the public", null, (page) => `list_public_stories(${page})`, "stories_published_newest_idx"],
  [
    "an experience",
    null,
    (page) => `list_experience_stories('${"{place}"}', ${page})`,
    "stories_experience_id_published_newest_idx",
  ],
  ["their author", "traveller", (page) => `list_my_stories(${page})`, "stories_user_id_newest_idx"],
];

describe("twenty of 200,000 stories", () => {
  for (const [name, who, list, index] of lists) {
    for (const [page, from] of [
      ["first", ""],
      ["deep", `, ${cursor}`],
    ] as const) {
      for (const mode of ["force_custom_plan", "force_generic_plan"]) {
        it(`for ${name}, ${page} page, ${mode}`, async () => {
          await rolledBack(sql, async (tx) => {
            await actAs(tx, who && world.people[who]);
            await tx`select set_config('plan_cache_mode', ${mode}, true)`;
            const types = from ? "(int, timestamptz, uuid)" : "(int)";
            const call = list(from ? "$1, $2, $3" : "$1").replace(
              "{place}",
              world.id("other active"),
            );
            await tx.unsafe(`prepare page ${types} as select * from public.${call}`);
            const nodes = await planOf(tx, `execute page (20${from})`);
            await tx`deallocate page`;
            const scan = nodes.find((node) => node["Relation Name"] === "stories");
            expect(scan).toMatchObject({ "Node Type": "Index Scan", "Index Name": index });
            expect(touched(nodes, "stories")).toBeLessThan(60);
            // A world of nine people is read from end to end each time: that is not many either.
            for (const table of TABLES) expect(touched(nodes, table), table).toBeLessThan(300);
          });
        });
      }
    }
  }

  it("read from the table itself, as a client of the REST endpoint may", async () => {
    for (const who of [null, world.people.traveller]) {
      await rolledBack(sql, async (tx) => {
        await actAs(tx, who);
        const nodes = await planOf(
          tx,
          `select id, title from public.stories where status = 'PUBLISHED'
            order by created_at desc limit 20`,
        );
        expect(nodes.find((node) => node["Relation Name"] === "stories")?.["Index Name"]).toBe(
          "stories_published_newest_idx",
        );
        expect(touched(nodes, "stories")).toBeLessThan(60);
        expect(touched(nodes, "experiences")).toBeLessThan(150);
      });
    }
  });

  it("and of 20,000 comments on one of them", async () => {
    await rolledBack(sql, async (tx) => {
      await actAs(tx, world.people.stranger);
      const nodes = await planOf(
        tx,
        `select * from public.list_story_comments('${world.id("story of traveller")}', 20)`,
      );
      expect(nodes.find((node) => node["Relation Name"] === "comments")?.["Index Name"]).toBe(
        "comments_story_id_newest_idx",
      );
      expect(touched(nodes, "comments")).toBeLessThan(60);
      expect(touched(nodes, "stories")).toBeLessThan(60);
    });
  });
});
