/** Who holds a key, for how long, and what becomes of it. */
import { expect, it } from "vitest";
import { refusal, rolledBack, rowsAs, type Tx } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world } = await openWorld();

const hash = (letter: string) => letter.repeat(64);

type Claim = { outcome: string; attempt: string; status: number | null; body: string | null };

/** Kept, not undone as other attempts are: the tests are about what the next call finds. */
async function claim(tx: Tx, who: "traveller" | "member", key = "k", request = hash("a")) {
  const claims = JSON.stringify({ sub: world.people[who], role: "authenticated" });
  await tx`select set_config('request.jwt.claims', ${claims}, true)`;
  const [row] = await tx<Claim[]>`
    select * from public.claim_idempotency_key('companies.create', ${key}, ${request})`;
  if (!row) throw new Error("a claim always answers");
  return row;
}

const store = (tx: Tx, attempt: string, body = "{}") =>
  tx`select public.store_idempotent_answer('companies.create', 'k', ${attempt}, 201, ${body})`;

it("belongs to one run, then to its answer, for each person apart", () =>
  rolledBack(sql, async (tx) => {
    const first = await claim(tx, "traveller");
    expect(first.outcome).toBe("run");
    expect((await claim(tx, "traveller")).outcome).toBe("running");
    expect((await claim(tx, "traveller", "k", hash("b"))).outcome).toBe("different");
    expect((await claim(tx, "member", "k", hash("b"))).outcome).toBe("run");

    await claim(tx, "traveller");
    await store(tx, first.attempt, '{"a":1}');
    expect(await claim(tx, "traveller")).toMatchObject({
      outcome: "replay",
      status: 201,
      body: '{"a":1}',
    });
    expect((await claim(tx, "traveller", "k", hash("b"))).outcome).toBe("different");
  }));

it("goes to the next after a run that died, which may then say nothing more", () =>
  rolledBack(sql, async (tx) => {
    const dead = await claim(tx, "traveller");
    await tx`update public.idempotency_keys set held_until = now() - interval '1 second'`;
    const next = await claim(tx, "traveller");
    expect(next.outcome).toBe("run");
    await store(tx, dead.attempt, '"late"');
    expect((await claim(tx, "traveller")).outcome).toBe("running");
    await tx`select public.release_idempotency_key('companies.create', 'k', ${dead.attempt})`;
    expect((await claim(tx, "traveller")).outcome).toBe("running");
    await tx`select public.release_idempotency_key('companies.create', 'k', ${next.attempt})`;
    expect((await claim(tx, "traveller")).outcome).toBe("run");
  }));

it("is free again after a day, and the old ones are carried away by the way", () =>
  rolledBack(sql, async (tx) => {
    const first = await claim(tx, "traveller");
    await store(tx, first.attempt);
    await tx`update public.idempotency_keys set expires_at = now() - interval '1 second'`;
    expect((await claim(tx, "traveller", "k", hash("b"))).outcome).toBe("run");
    await tx`insert into public.idempotency_keys (user_id, operation, key, request_hash, expires_at)
      select ${world.people.traveller}, 'x', 'k' || n, ${hash("a")}, now() - interval '1 hour'
      from generate_series(1, 15) as n`;
    await claim(tx, "member", "other");
    const [{ count } = { count: -1 }] = await tx`
      select count(*)::int from public.idempotency_keys where expires_at < now()`;
    expect(count).toBe(0);
  }));

it("is for signed-in people, and made of visible ASCII", () =>
  rolledBack(sql, async (tx) => {
    const call = "select * from public.claim_idempotency_key('o', $1, $2)";
    expect(await refusal(tx, null, call, ["k", hash("a")])).toBe("42501");
    for (const key of ["", " ", "a b", "é", "a\n", "x".repeat(256)]) {
      expect(await refusal(tx, world.people.traveller, call, [key, hash("a")]), key).toBe("23514");
    }
    expect(
      await rowsAs(tx, world.people.traveller, call, ["x".repeat(255), hash("a")]),
    ).toHaveLength(1);
  }));
