/** Search: what it finds, for whom, and what it costs. */
import { describe, expect, it } from "vitest";
import { actAs, rolledBack, rowsAs, type Tx } from "./harness.ts";
import { actors, openWorld } from "./world.ts";

const { sql, world, inside } = await openWorld();
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** What somebody finds, as `kind title`, the best first. */
async function found(
  tx: Tx,
  caller: string | null | "server",
  question: string | null,
  more = "",
): Promise<string[]> {
  const rows = await rowsAs<{ kind: string; title: string }>(
    tx,
    caller,
    `select kind, title from public.search_content(${question === null ? "null" : literal(question)},
      p_limit => 50${more && `, ${more}`})`,
  );
  return rows.map(({ kind, title }) => `${kind} ${title}`);
}

describe("who finds what", () => {
  const kinds = {
    experience: "public.experiences r where true",
    detail: "public.experience_details r where true",
    activity: `public.activities r where r.status <> 'deleted' and (r.status = 'active'
      or exists (select from public.experiences e where e.id = r.experience_id
        and (private.is_super_admin() or e.owned_by in (select private.my_company_ids()))))`,
    location: `public.locations r where r.status <> 'deleted'
      and (r.experience_id is not null or exists (
        select from public.experience_location_links k where k.location_id = r.id))
      and (r.status = 'active' or exists (select from public.experiences e
        where e.id = r.experience_id
          and (private.is_super_admin() or e.owned_by in (select private.my_company_ids()))))`,
    story: "public.stories r where r.status = 'PUBLISHED' and r.title is not null",
  };

  for (const actor of actors) {
    inside(`is what the policies show: ${actor}`, async (tx) => {
      for (const [table, column] of [
        ["experiences", "name"],
        ["experience_details", "name"],
        ["activities", "title"],
        ["locations", "title"],
        ["stories", "title"],
      ] as const) {
        await tx.unsafe(`update public.${table} set ${column} = ${column} || ' quokka'`);
      }
      // As many of one experience as there are: the test is about rights, not about order.
      for (const [kind, source] of Object.entries(kinds)) {
        const caller = world.caller(actor);
        // A signed-out person may not execute the helpers of roles.
        const wanted =
          actor === "signedOut"
            ? source.replaceAll(
                /private\.is_super_admin\(\) or e\.owned_by in \(select private\.my_company_ids\(\)\)/g,
                "false",
              )
            : source;
        const seen = await rowsAs(tx, caller, `select r.id from ${wanted}`);
        const hits = await rowsAs(
          tx,
          caller,
          `select id from public.search_content('quokka', p_limit => 50, p_kinds => '{${kind}}')`,
        );
        const ids = (rows: readonly object[]) =>
          rows.map((row) => (row as { id: string }).id).sort();
        expect(ids(hits), kind).toEqual(ids(seen));
        if (kind === "experience") expect(hits.length).toBeGreaterThan(0);
      }
    });
  }

  inside("drafts of stories are nobody's to find, not even their author's", async (tx) => {
    await tx`update public.stories set title = 'quokka', status = 'DRAFT'`;
    for (const actor of actors) {
      expect(await found(tx, world.caller(actor), "quokka")).toEqual([]);
    }
  });
});

describe("what is found", () => {
  /** One active experience with words of its own. */
  async function place(tx: Tx, name: string, rest: Record<string, unknown> = {}): Promise<string> {
    const values = { owned_by: world.id("acme"), name, status: "active", ...rest };
    const [row] = await tx`insert into public.experiences ${tx(values)} returning id`;
    return row?.id;
  }

  inside("with and without accents, joined and apart, in either language", async (tx) => {
    await place(tx, "Chợ nổi Ngã Bảy", { address: "Phụng Hiệp, Hà Nội" });
    await place(tx, "Cái Bè Floating Market");
    for (const question of [
      "Chợ nổi",
      "cho noi",
      "floating market",
      "Where is a floating market?",
    ]) {
      expect((await found(tx, null, question)).sort(), question).toEqual([
        "experience Chợ nổi Ngã Bảy",
        "experience Cái Bè Floating Market",
      ]);
    }
    for (const question of ["ngabay", "Nga Bay", "chợ ở hanoi", "Hà Nội"]) {
      expect((await found(tx, null, question))[0], question).toBe("experience Chợ nổi Ngã Bảy");
    }
  });

  inside("in spite of typing errors, and only then something similar", async (tx) => {
    await place(tx, "Lantern workshop");
    await place(tx, "Pagoda of the turtles");
    expect(await found(tx, null, "lantren")).toEqual(["experience Lantern workshop"]);
    expect(await found(tx, null, "pagdoa turtels")).toEqual(["experience Pagoda of the turtles"]);
    expect(await found(tx, null, "submarine")).toEqual([]);
  });

  inside("titles before what stands in the text", async (tx) => {
    await place(tx, "Harbour", { description: "A long walk to the lighthouse and back." });
    await place(tx, "Lighthouse");
    expect(await found(tx, null, "lighthouse")).toEqual([
      "experience Lighthouse",
      "experience Harbour",
    ]);
  });

  inside("nothing, for a question without anything in it or made of signs", async (tx) => {
    for (const question of [
      "what is the",
      "?!",
      "'); drop table x; --",
      "%",
      "\\",
      "& | ! <->",
      "là gì ở đâu",
    ]) {
      expect(await found(tx, null, question), question).toEqual([]);
    }
  });

  inside("what was changed, at once, and not what it was before", async (tx) => {
    const id = await place(tx, "Walrus bay");
    await tx`insert into public.activities (experience_id, title, status)
      values (${id}, 'Watching', 'active')`;
    expect((await found(tx, null, "walrus")).sort()).toEqual([
      "activity Watching",
      "experience Walrus bay",
    ]);
    await tx`update public.experiences set name = 'Seal bay' where id = ${id}`;
    expect(await found(tx, null, "walrus")).toEqual([]);
    expect((await found(tx, null, "seal")).sort()).toEqual([
      "activity Watching",
      "experience Seal bay",
    ]);
    await tx`update public.activities set status = 'deleted' where experience_id = ${id}`;
    expect(await found(tx, null, "seal")).toEqual(["experience Seal bay"]);
    await tx`update public.experiences set status = 'inactive' where id = ${id}`;
    expect(await found(tx, null, "seal")).toEqual([]);
    expect(await found(tx, world.people.member, "seal")).toEqual(["experience Seal bay"]);
    await tx`delete from public.experiences where id = ${id}`;
    expect(await found(tx, world.people.member, "seal")).toEqual([]);
  });

  inside("in a translation as well, once for each record", async (tx) => {
    const id = await place(tx, "Wind tower");
    await tx`insert into public.experiences_activities_localizations (experience_id, language, name)
      values (${id}, 'pt', 'Torre do vento tower')`;
    expect(await found(tx, null, "torre")).toEqual(["experience Torre do vento tower"]);
    expect(await found(tx, null, "wind tower")).toEqual(["experience Wind tower"]);
  });

  inside("filtered by address, company and distance", async (tx) => {
    const near = { latitude: 16.06, longitude: 108.22 };
    await place(tx, "Otter one", { ...near, address: "Hải Châu, Đà Nẵng" });
    await place(tx, "Otter two", { latitude: 21.03, longitude: 105.85, address: "Hà Nội" });
    await place(tx, "Otter three", {
      owned_by: world.id("other"),
      latitude: 16.1,
      longitude: 108.25,
    });
    const only = (more: string) => found(tx, null, "otter", more);
    expect(await only("p_address => 'da nang'")).toEqual(["experience Otter one"]);
    expect(await only(`p_company => '${world.id("other")}'`)).toEqual(["experience Otter three"]);
    const point = "p_latitude => 16.06, p_longitude => 108.22";
    expect((await only(`${point}, p_radius_km => 20`)).sort()).toEqual([
      "experience Otter one",
      "experience Otter three",
    ]);
    expect(await only(`${point}, p_radius_km => 2`)).toEqual(["experience Otter one"]);
    expect(await found(tx, null, null, `${point}, p_radius_km => 20`)).toEqual([
      "experience Otter one",
      "experience Otter three",
    ]);
    const [one] = await rowsAs<{ distance_km: number }>(
      tx,
      null,
      `select distance_km from public.search_content('otter three', ${point})`,
    );
    expect(one?.distance_km).toBeCloseTo(5.48, 1);
  });
});

describe("what it costs", () => {
  it("asks the indexes, whoever asks and whatever the words", async () => {
    await rolledBack(sql, async (tx) => {
      await tx`alter table public.experiences disable trigger audit`;
      await tx`insert into public.experiences (owned_by, name, description, status)
        select ${world.id("acme")}, 'Place ' || n, 'A common walk to number ' || n,
          case when n % 5 = 0 then 'inactive' else 'active' end
        from generate_series(1, 4000) as n`;
      await tx`analyze private.search_documents`;
      for (const who of [
        null,
        world.people.traveller,
        world.people.member,
        world.people.superAdmin,
      ]) {
        for (const question of ["number 77", "common walk to number 1234"]) {
          const read = async () => {
            await tx`select set_config('role', 'postgres', true)`;
            const [row] = await tx`select seq_tup_read::int as rows from pg_stat_xact_all_tables
              where relid = 'private.search_documents'::regclass`;
            return row?.rows;
          };
          const before = await read();
          await actAs(tx, who);
          expect(
            (await tx`select id from public.search_content(${question})`).length,
          ).toBeGreaterThan(0);
          expect(await read(), question).toBe(before);
        }
      }
    });
  });
});
