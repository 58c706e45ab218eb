/** The log of what happened: who gets into it, how, and that nobody gets at it. */
import { beforeAll, describe, expect, it } from "vitest";
import { actAs, refusal, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world, inside } = await openWorld();

const record = (tx: Tx, ...events: object[]) =>
  tx`select public.record_events(${sql.json(events as never)}) as written`;
const partitionOf = (tx: Tx, at: string) =>
  tx`select tableoid::regclass::text as partition from public.events where created_at = ${at}`;

describe("openings", () => {
  inside("know the company and whether it was one of its own people", async (tx) => {
    const experience_id = world.id("acme active");
    const at = new Date().toISOString();
    const [answer] = await record(
      tx,
      { kind: "open", experience_id, person: world.people.traveller, at, source: "qr" },
      { kind: "open", experience_id, person: world.people.member, at, language: "vi" },
      { kind: "open", experience_id, fingerprint: "one", at, bot: true },
      { kind: "open", experience_id: world.id("acme"), person: world.people.traveller, at },
      { kind: "story_open", story_id: world.id("story of traveller"), fingerprint: "one", at },
    );
    expect(answer?.written).toBe(4);
    const rows =
      await tx`select kind, company_id, experience_id, story_id, person, source, language,
        own_member, bot, octet_length(anonymous) as hash
      from public.events where kind in ('open', 'story_open')
      order by kind, bot, own_member`;
    const shared = { company_id: world.id("acme"), experience_id, story_id: null };
    const none = { source: null, language: null, own_member: false, bot: false, hash: null };
    expect([...rows]).toEqual([
      { ...none, kind: "open", ...shared, person: world.people.traveller, source: "qr" },
      {
        ...none,
        kind: "open",
        ...shared,
        person: world.people.member,
        language: "vi",
        own_member: true,
      },
      { ...none, kind: "open", ...shared, person: null, bot: true, hash: 16 },
      {
        ...none,
        ...shared,
        kind: "story_open",
        story_id: world.id("story of traveller"),
        person: null,
        hash: 16,
      },
    ]);
  });

  inside("without an account are one person for a day and a company, not longer", async (tx) => {
    const open = (name: string, fingerprint: string, at = new Date()) => ({
      kind: "open",
      experience_id: world.id(name),
      fingerprint,
      at: at.toISOString(),
    });
    const hashes = async () =>
      (await tx`select anonymous from public.events where kind = 'open' order by id`).map((row) =>
        String(row.anonymous?.toString("hex")),
      );
    // One by one: within one call nobody promises an order.
    for (const [name, fingerprint] of [
      ["acme active", "one"],
      ["acme internal", "one"],
      ["acme active", "two"],
      ["other active", "one"],
    ] as const) {
      await record(tx, open(name, fingerprint));
    }
    const [first, again, second, elsewhere] = await hashes();
    expect(again).toBe(first);
    expect(new Set([first, second, elsewhere]).size).toBe(3);

    // The next day of the company: as if it lay a day ahead.
    await tx`update private.day_salts set salt = sha256(salt)`;
    await record(tx, open("acme active", "one"));
    expect((await hashes()).at(-1)).not.toBe(first);
  });

  inside("keep the salt of no day that is over everywhere", async (tx) => {
    await tx`insert into private.day_salts (day) values (current_date - 3), (current_date - 40)`;
    await tx`delete from private.day_salts where day = current_date`;
    await record(tx, {
      kind: "open",
      experience_id: world.id("acme active"),
      fingerprint: "one",
      at: new Date().toISOString(),
    });
    const [left] = await tx`select count(*)::int as old from private.day_salts
      where day < current_date - 1`;
    expect(left?.old).toBe(0);
  });

  inside("are dated by a clock that cannot run far off", async (tx) => {
    await record(
      tx,
      {
        kind: "open",
        experience_id: world.id("acme active"),
        fingerprint: "x",
        at: "2020-01-01T00:00:00Z",
      },
      {
        kind: "open",
        experience_id: world.id("acme active"),
        fingerprint: "x",
        at: "2100-01-01T00:00:00Z",
      },
    );
    const [dates] =
      await tx`select max(created_at) <= now() and min(created_at) >= now() - interval '1 hour'
      as sane from public.events where kind = 'open'`;
    expect(dates?.sane).toBe(true);
  });

  inside("are reported by the server only", async (tx) => {
    for (const who of [null, world.people.member, world.people.superAdmin]) {
      expect(await refusal(tx, who, "select public.record_events('[]')")).toBe("42501");
    }
    await tx`set local role service_role`;
    expect((await tx`select public.record_events('[]') as written`)[0]?.written).toBe(0);
  });
});

describe("writes", () => {
  let before = "0";
  beforeAll(async () => {
    const [last] = await sql`select max(id)::text as id from public.events`;
    before = last?.id;
  });
  const kinds = async (tx: Tx, who: string) =>
    (
      await tx`select kind, own_member from public.events
        where person = ${who} and id > ${before} order by id`
    ).map(({ kind, own_member }) => (own_member ? `own ${kind}` : kind));

  inside("leave one event for a visit: when it is first marked", async (tx) => {
    const { stranger } = world.people;
    await actAs(tx, stranger);
    await tx`insert into public.visits (experience_id) values (${world.id("acme active")})`;
    await tx`update public.visits set is_visited = false`;
    await tx`update public.visits set is_visited = true`;
    await tx`update public.visits set is_visited = true`;
    await tx`reset role`;
    expect(await kinds(tx, stranger)).toEqual(["visit"]);
    await tx`insert into public.visits (user_id, experience_id)
      values (${world.people.member}, ${world.id("acme active")})`;
    expect(await kinds(tx, world.people.member)).toEqual(["own visit"]);
  });

  inside("leave one event for a story: when it is first published", async (tx) => {
    const { stranger } = world.people;
    await tx`insert into public.userprofiles (userid, email)
      values (${stranger}, 'stranger@test.example') on conflict do nothing`;
    await actAs(tx, stranger);
    const [story] = await tx`insert into public.stories (experience_id, status, title)
      values (${world.id("acme active")}, 'DRAFT', 'x') returning id`;
    for (const status of ["PUBLISHED", "ARCHIVED", "PUBLISHED"]) {
      await tx`update public.stories set status = ${status} where id = ${story?.id}`;
    }
    await tx`reset role`;
    expect(await kinds(tx, stranger)).toEqual(["story"]);
  });
});

describe("people who delete their account", () => {
  inside("stay one and the same number in the log, under nobody's id", async (tx) => {
    const { traveller } = world.people;
    const [before] = await tx`select count(*)::int as rows, min(id)::text as first
      from public.events where person = ${traveller}`;
    expect(before?.rows).toBeGreaterThan(1);
    await tx`delete from auth.users where id = ${traveller}`;
    const left = await tx`select from public.events where person = ${traveller}`;
    expect(left).toHaveLength(0);
    const [after] = await tx`select count(*)::int as rows from public.events
      where person = (select person from public.events where id = ${before?.first})`;
    expect(after?.rows).toBe(before?.rows);
  });
});

describe("partitions", () => {
  inside("are there for the next three months, one for each", async (tx) => {
    const names = async () =>
      (
        await tx`select inhrelid::regclass::text as name from pg_inherits
          where inhparent = 'public.events'::regclass order by 1`
      ).map((row) => row.name);
    const before = await names();
    const [ahead] = await tx`select 'private.events_' ||
      to_char(current_date + interval '3 months', 'YYYY_MM') as name`;
    expect(before).toContain(ahead?.name);
    await tx`select private.make_event_partitions()`;
    expect(await names()).toEqual(before);
  });

  inside("never make a write fail: what fits none waits in the default one", async (tx) => {
    const at = "2031-05-31T23:59:59.999Z";
    const next = "2031-06-01T00:00:00Z";
    await tx`insert into public.events (kind, created_at) values ('open', ${at}), ('open', ${next})`;
    expect((await partitionOf(tx, at))[0]?.partition).toBe("private.events_default");
    await tx`select private.make_event_partitions('2031-05-10', '2031-06-01')`;
    expect((await partitionOf(tx, at))[0]?.partition).toBe("private.events_2031_05");
    expect((await partitionOf(tx, next))[0]?.partition).toBe("private.events_2031_06");
  });

  it("are made once, by however many ask", async () => {
    await Promise.all(
      Array.from(
        { length: 8 },
        () => sql`select private.make_event_partitions('2040-01-01', '2040-03-01')`,
      ),
    );
    const [made] = await sql`select count(*)::int as partitions from pg_inherits
      where inhparent = 'public.events'::regclass and inhrelid::regclass::text like '%events_2040%'`;
    expect(made?.partitions).toBe(3);
  });
});
