/** The dashboard's reads and the copy of an experience: for whom, and what they leave out. */
import { describe, expect } from "vitest";
import { refusal, rowsAs, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { world, inside } = await openWorld();

type Day = { day: Date | string; visits: string };

describe("visits per day", () => {
  const days = (tx: Tx, who: string | null, company = world.id("acme"), count = 28) =>
    rowsAs<Day>(tx, who, "select day::text, visits from public.company_visits_per_day($1, $2)", [
      company,
      count,
    ]);

  inside("are the last whole days at the company's place, own people left out", async (tx) => {
    // 23:30 in Ho Chi Minh City is still the day before in UTC; today does not count.
    await tx`update public.company_accounts set time_zone = 'Asia/Ho_Chi_Minh'
      where id = ${world.id("acme")}`;
    const again = async (at: string) => {
      await tx`delete from public.visits`;
      await tx.unsafe(`insert into public.visits (user_id, experience_id, created_at) values
        ('${world.people.traveller}', '${world.id("acme active")}', ${at}),
        ('${world.people.member}', '${world.id("acme internal")}', ${at})`);
    };
    await again(`(((now() at time zone 'Asia/Ho_Chi_Minh')::date - 1)::timestamp
      + interval '23:30') at time zone 'Asia/Ho_Chi_Minh'`);
    const [local] = await tx`select
      ((now() at time zone 'Asia/Ho_Chi_Minh')::date - 1)::text as yesterday`;
    const rows = await days(tx, world.people.member);
    expect(rows).toHaveLength(28);
    expect(rows.at(-1)).toEqual({ day: local?.yesterday, visits: "1" });
    expect(rows.slice(0, -1).every(({ visits }) => visits === "0")).toBe(true);

    await again("now()");
    expect((await days(tx, world.people.member)).every(({ visits }) => visits === "0")).toBe(true);
    await again("now() - interval '2 days'");
    await tx`update public.visits set is_visited = false`;
    expect((await days(tx, world.people.member)).every(({ visits }) => visits === "0")).toBe(true);
  });

  inside("are nobody else's business", async (tx) => {
    expect(await days(tx, world.people.stranger)).toEqual([]);
    expect(await days(tx, world.people.former)).toEqual([]);
    expect(await days(tx, world.people.admin, world.id("gone"))).toEqual([]);
    expect(await days(tx, world.people.superAdmin)).toHaveLength(28);
    expect(
      await refusal(tx, null, "select public.company_visits_per_day($1)", [world.id("acme")]),
    ).toBe("42501");
  });

  inside("number of days has limits", async (tx) => {
    expect(await days(tx, world.people.member, world.id("acme"), 100_000)).toHaveLength(366);
    expect(await days(tx, world.people.member, world.id("acme"), -5)).toHaveLength(1);
  });
});

describe("contents of experiences", () => {
  const contents = (tx: Tx, who: string | null, ...ids: string[]) =>
    rowsAs(tx, who, "select * from public.experience_contents($1)", [ids]);

  inside("are what the caller may see of them", async (tx) => {
    const active = world.id("acme active");
    await tx`update public.experiences set primary_photo_id = ${world.id("acme picture")},
      photos_id = ${[world.id("other picture"), world.id("acme picture")]} where id = ${active}`;
    const [seen] = await contents(tx, world.people.member, active);
    expect(seen).toMatchObject({
      id: active,
      cover: { id: world.id("acme picture") },
      // The other company's record is not the member's to read.
      gallery: [{ id: world.id("acme picture") }],
      blocks: [{ type: "historical_context" }],
    });
    // Two activities, the place and the linked place; the deleted ones are gone.
    expect(seen?.stops).toHaveLength(4);

    const ids = [active, world.id("acme internal"), world.id("other inactive")];
    expect(await contents(tx, world.people.member, ...ids)).toHaveLength(2);
    const [foreign, ...more] = await contents(tx, world.people.traveller, active, ids[1] ?? "");
    expect(more).toEqual([]);
    expect(foreign).toMatchObject({ id: active, cover: null, gallery: [] });
  });
});

describe("a copy of an experience", () => {
  const copy = (tx: Tx, who: string, id: string) =>
    rowsAs<{ id: string | null }>(tx, who, "select public.duplicate_experience($1, 'Copy') as id", [
      id,
    ]);

  inside("is a draft with everything but visits and stories", async (tx) => {
    await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims',
      ${JSON.stringify({ role: "authenticated", sub: world.people.editor })}, true)`;
    const [made] = await tx`select public.duplicate_experience(
      ${world.id("acme active")}, 'Copy') as id`;
    const id = made?.id;
    expect(
      await tx`select name, status, created_by, owned_by, address, url_slug
      from public.experiences where id = ${id}`,
    ).toEqual([
      {
        name: "Copy",
        status: "inactive",
        created_by: world.people.editor,
        owned_by: world.id("acme"),
        address: "Chợ Bến Thành",
        url_slug: null,
      },
    ]);
    const [parts] = await tx`select
      (select count(*)::int from public.experience_details where experience_id = ${id}) as blocks,
      (select count(*)::int from public.activities where experience_id = ${id}) as activities,
      (select count(*)::int from public.locations where experience_id = ${id}) as places,
      (select count(*)::int from public.experience_location_links
        where experience_id = ${id}) as links`;
    expect(parts).toEqual({ blocks: 1, activities: 2, places: 1, links: 1 });
  });

  inside("needs an editor, and is not taken from other companies", async (tx) => {
    expect(
      await refusal(tx, world.people.member, "select public.duplicate_experience($1, 'Copy')", [
        world.id("acme active"),
      ]),
    ).toBe("42501");
    expect(await copy(tx, world.people.editor, world.id("other active"))).toEqual([{ id: null }]);
    expect(await copy(tx, world.people.editor, world.id("other inactive"))).toEqual([{ id: null }]);
    expect(
      await refusal(tx, null, "select public.duplicate_experience($1, 'Copy')", [
        world.id("acme active"),
      ]),
    ).toBe("42501");
  });
});
