/** Visits and landing registrations: what the database promises about them. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { refusal, rowsAs, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world, inside } = await openWorld();

describe("the first visit", () => {
  const first = async (tx: Tx, who: string, place: string) =>
    (
      await tx`select first_visited_at as at from public.visits
        where user_id = ${who} and experience_id = ${place}`
    )[0]?.at as Date | null | undefined;

  inside("is when the mark was first set, and stays", async (tx) => {
    const who = world.people.stranger;
    const place = world.id("acme active");
    await tx`insert into public.visits (user_id, experience_id, is_visited)
      values (${who}, ${place}, false)`;
    expect(await first(tx, who, place)).toBeNull();
    await tx`update public.visits set is_visited = true where user_id = ${who}`;
    const at = await first(tx, who, place);
    expect(at).toBeInstanceOf(Date);
    await tx`update public.visits set is_visited = false where user_id = ${who}`;
    await tx`update public.visits set is_visited = true, first_visited_at = now() - interval '1 day'
      where user_id = ${who}`;
    expect(await first(tx, who, place)).toEqual(at);
  });

  inside("of a row that begins as marked is the row's beginning", async (tx) => {
    const who = world.people.stranger;
    const place = world.id("acme active");
    await tx`insert into public.visits (user_id, experience_id, created_at)
      values (${who}, ${place}, '2026-01-05T08:00:00Z')`;
    expect(await first(tx, who, place)).toEqual(new Date("2026-01-05T08:00:00Z"));
  });
});

describe("the toggle", () => {
  it("flips once for each of fifty at once", async () => {
    const who = world.people.former;
    const place = world.id("other active");
    const toggle = () =>
      sql.begin(async (tx) => {
        await tx`select set_config('role', 'authenticated', true),
          set_config('request.jwt.claims', ${JSON.stringify({ role: "authenticated", sub: who })}, true)`;
        const [row] = await tx`select * from public.toggle_visit(${place})`;
        return row?.is_visited as boolean;
      });
    const answers = await Promise.all(Array.from({ length: 50 }, toggle));
    expect(answers.filter(Boolean)).toHaveLength(25);
    const rows = await sql`delete from public.visits
      where user_id = ${who} and experience_id = ${place} returning is_visited`;
    expect(rows.map((row) => row.is_visited)).toEqual([false]);
  });

  inside("is nobody's to use signed out", async (tx) => {
    const place = world.id("acme active");
    for (const call of [
      `toggle_visit('${place}')`,
      `visit_state('${place}')`,
      "list_told_visits()",
      "are_visits_told()",
    ]) {
      expect(await refusal(tx, null, `select * from public.${call}`), call).toBe("42501");
    }
  });
});

describe("a landing registration", () => {
  const register = (tx: Tx, email: string, place: string | null, company: string | null = null) =>
    rowsAs<{ visitor_id: string; company_id: string; greet: boolean }>(
      tx,
      "server",
      "select * from public.register_visitor($1, 'vi', $2, $3)",
      [email, place, company],
    );

  inside("is for the server only", async (tx) => {
    for (const who of [null, world.people.superAdmin]) {
      expect(await refusal(tx, who, "select * from public.register_visitor('a@b.test')")).toBe(
        "42501",
      );
    }
  });

  inside("needs a published experience or a live company", async (tx) => {
    const email = `${randomUUID()}@x.test`;
    const acme = world.id("acme");
    const active = world.id("acme active");
    expect(await register(tx, email, active)).toMatchObject([{ company_id: acme, greet: true }]);
    expect(await register(tx, email, active, acme)).toHaveLength(1);
    expect(await register(tx, email, null, acme)).toHaveLength(1);
    expect(await register(tx, email, active, world.id("gone"))).toEqual([]);
    expect(await register(tx, email, world.id("acme inactive"))).toEqual([]);
    expect(await register(tx, email, world.id("acme internal"))).toEqual([]);
    expect(await register(tx, email, null, world.id("gone"))).toEqual([]);
    expect(await register(tx, email, randomUUID())).toEqual([]);
  });

  inside("on another company's page counts for both", async (tx) => {
    const email = `${randomUUID()}@x.test`;
    const [made] = await tx`select * from public.register_visitor(${email}, null,
      ${world.id("acme active")}, ${world.id("other")})`;
    expect(made).toMatchObject({ company_id: world.id("acme"), greet: true });
    const kept = await tx`
      select experience_id, company_id from public.visitors where email = ${email}`;
    expect(kept).toHaveLength(2);
    expect(kept).toEqual(
      expect.arrayContaining([
        { experience_id: world.id("acme active"), company_id: world.id("acme") },
        { experience_id: null, company_id: world.id("other") },
      ]),
    );
  });

  inside("is kept once; one mail a day, and none to who has an account", async (tx) => {
    const email = `${randomUUID()}@x.test`;
    const place = world.id("acme active");
    const insert = () =>
      tx`select * from public.register_visitor(${` ${email.toUpperCase()}`}, 'vi', ${place})`;
    const [made] = await insert();
    const [again] = await insert();
    expect(made).toMatchObject({ greet: true });
    expect(again).toEqual({ ...made, greet: false });
    const [elsewhere] = await tx`
      select * from public.register_visitor(${email}, null, ${world.id("other active")})`;
    expect(elsewhere).toMatchObject({ greet: false });
    await tx`update public.visitors set created_at = now() - interval '2 days'
      where email = ${email}`;
    const [later] = await tx`
      select * from public.register_visitor(${email}, null, null, ${world.id("acme")})`;
    expect(later).toMatchObject({ greet: true });

    const [{ email: known } = { email: "" }] = await tx`
      select email from public.userprofiles where userid = ${world.people.member}`;
    const [greeted] = await tx`
      select * from public.register_visitor(${known}, null, ${world.id("other active")})`;
    expect(greeted).toMatchObject({ greet: false });
  });

  it("defect 5: two at once are one mail", async () => {
    const email = `${randomUUID()}@x.test`;
    const greeted = await Promise.all(
      ["acme active", "other active"].map((place) =>
        sql.begin(async (tx) => {
          const [row] = await tx`
            select * from public.register_visitor(${email}, null, ${world.id(place)})`;
          await new Promise((resolve) => setTimeout(resolve, 300));
          return row?.greet as boolean;
        }),
      ),
    );
    await sql`delete from public.visitors where email = ${email}`;
    expect(greeted.sort()).toEqual([false, true]);
  });

  inside("goes with the account of its address, the experience and the company", async (tx) => {
    const left = async () =>
      (
        await tx`select count(*)::int as n from public.visitors
          where experience_id = ${world.id("acme active")}`
      )[0]?.n;
    expect(await left()).toBe(2);
    await tx`delete from auth.users where id = ${world.people.traveller}`;
    expect(await left()).toBe(1);
    await tx`delete from public.experiences where id = ${world.id("acme active")}`;
    expect(await left()).toBe(0);
  });
});
