/** Taking part in a challenge, from the start to the counter, also by fifty at the same moment. */
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actAs, attempt, refusal, type Sql, type Tx } from "./harness.ts";
import { planOf } from "./plan.ts";
import { openWorld, type Person } from "./world.ts";

const { sql, world, inside } = await openWorld();

type Row = postgres.Row;

/** Calls a function as somebody, for good, and answers its rows. */
async function call(tx: Tx, who: string, name: string, ...args: unknown[]): Promise<Row[]> {
  await actAs(tx, who);
  const rows = await tx.unsafe(statement(name, args), args as never[]);
  await tx`select set_config('role', 'none', true), set_config('request.jwt.claims', '', true),
    set_config('request.jwt.claim.sub', '', true)`;
  return [...rows];
}
const statement = (name: string, args: readonly unknown[]) =>
  `select * from public.${name}(${args.map((_, i) => `$${i + 1}`).join(", ")})`;

/** Why a call is refused: the hint of a rule, or the SQLSTATE. */
async function refused(tx: Tx, who: string, name: string, ...args: unknown[]): Promise<string> {
  const outcome = await attempt(tx, who, statement(name, args), args);
  if (!("code" in outcome)) return `not refused: ${outcome.count} rows`;
  return outcome.code === "PT409" ? (outcome.error.hint ?? "no hint") : outcome.code;
}

const me = (who: Person) => world.people[who];

type Made = { challenge: string; steps: string[]; rewards: string[] };

/** A running challenge of acme with one step for each proof given, and its rewards. */
async function make(
  tx: Sql | Tx,
  proofs: readonly string[] = ["self", "self", "self"],
  rewards: readonly Record<string, unknown>[] = [{ name: "Coffee" }],
): Promise<Made> {
  const made: Made = { challenge: randomUUID(), steps: [], rewards: [] };
  await tx`insert into public.challenges (id, company_id, businessid, title, status)
    values (${made.challenge}, ${world.id("acme")}, ${me("editor")}, 'Walk', 'ACTIVE')`;
  for (const [i, proof] of proofs.entries()) {
    const id = randomUUID();
    made.steps.push(id);
    await tx`insert into public.challenge_steps
        (id, challenge_id, position, title, proof, latitude, longitude, question)
      values (${id}, ${made.challenge}, ${i + 1}, 'Step', ${proof}, 10.7725, 106.698, 'Which port?')`;
    await tx`update public.challenge_step_keys set pin = '4711', answer = 'Hải Phòng'
      where step_id = ${id}`;
  }
  for (const reward of rewards) {
    const id = randomUUID();
    made.rewards.push(id);
    await tx`insert into public.rewards ${tx({ id, challenge_id: made.challenge, ...reward })}`;
  }
  return made;
}

const step = (made: Made, index: number): string => made.steps[index] ?? "";

/** Everything done, by somebody: their participation and what they were granted. */
async function walk(tx: Tx, made: Made, who = me("traveller")) {
  const [started] = await call(tx, who, "start_challenge", made.challenge);
  for (const id of made.steps) await call(tx, who, "check_in", id);
  const grants = await tx`select * from public.reward_grants
    where participation_id = ${started?.id} order by id`;
  return { participation: started?.id as string, grants };
}

describe("a start", () => {
  inside("happens once per person", async (tx) => {
    const made = await make(tx);
    const [first] = await call(tx, me("traveller"), "start_challenge", made.challenge);
    expect(first).toMatchObject({ user_id: me("traveller"), is_test: false, finished_at: null });
    expect(await call(tx, me("traveller"), "start_challenge", made.challenge)).toEqual([first]);
    expect(await call(tx, me("stranger"), "start_challenge", made.challenge)).toHaveLength(1);
    expect(await refused(tx, me("traveller"), "start_challenge", randomUUID())).toBe(
      "not refused: 0 rows",
    );
    expect(
      await refusal(tx, null, `select * from public.start_challenge('${made.challenge}')`),
    ).toBe("42501");
  });

  inside("of somebody in the team is a test, begins anew, and works on drafts", async (tx) => {
    const made = await make(tx);
    const { participation, grants } = await walk(tx, made, me("member"));
    const [done] = await tx`select is_test, finished_at from public.challenge_participations
      where id = ${participation}`;
    expect(done?.is_test).toBe(true);
    expect(done?.finished_at).not.toBeNull();
    expect(grants).toHaveLength(0);
    await tx`update public.challenges set status = 'PASSIVE' where id = ${made.challenge}`;
    const [again] = await call(tx, me("member"), "start_challenge", made.challenge);
    expect(again).toMatchObject({ id: participation, finished_at: null });
    expect(
      await tx`select from public.check_ins where participation_id = ${participation}`,
    ).toEqual([]);
    expect(await call(tx, me("traveller"), "start_challenge", made.challenge)).toEqual([]);
    // Once out of the team it counts.
    await tx`update public.challenges set status = 'ACTIVE' where id = ${made.challenge}`;
    await tx`update public.company_members set is_deleted = true
      where id = ${world.id("acme member")}`;
    const [real] = await call(tx, me("member"), "start_challenge", made.challenge);
    expect(real).toMatchObject({ id: participation, is_test: false });
  });

  inside("waits for the beginning, ends with the end, and needs three steps", async (tx) => {
    const made = await make(tx);
    const start = () => refused(tx, me("traveller"), "start_challenge", made.challenge);
    await tx`update public.challenges set starts_at = now() + interval '1 hour'
      where id = ${made.challenge}`;
    expect(await start()).toBe("not_yet");
    await tx`update public.challenges set starts_at = null, ends_at = now()
      where id = ${made.challenge}`;
    expect(await start()).toBe("over");
    const short = await make(tx, ["self", "self"]);
    expect(await refused(tx, me("traveller"), "start_challenge", short.challenge)).toBe("steps");
  });
});

describe("a check-in", () => {
  inside("by code, PIN, answer or place is rejected until it fits, and then stays", async (tx) => {
    const made = await make(tx, ["qr", "pin", "quiz", "geo"]);
    const who = me("traveller");
    expect(await refused(tx, who, "check_in", step(made, 0), "x")).toBe("not_started");
    await call(tx, who, "start_challenge", made.challenge);
    const [key] = await tx`select qr_token from public.challenge_step_keys
      where step_id = ${step(made, 0)}`;
    // 300 metres north, then 30.
    for (const [index, wrong, right] of [
      [0, ["x"], [key?.qr_token]],
      [1, ["4712"], [" 4711 "]],
      [2, ["Huế"], ["HAI PHONG "]],
      [3, [null, 10.7752, 106.698], [null, 10.77277, 106.698]],
    ] as const) {
      const [no] = await call(tx, who, "check_in", step(made, index), ...wrong);
      expect(no).toMatchObject({ status: "rejected", accepted_at: null, attempts: 1 });
      const [yes] = await call(tx, who, "check_in", step(made, index), ...right);
      expect(yes).toMatchObject({ id: no?.id, status: "accepted", attempts: 2 });
      // Already accepted: nothing that comes later changes it.
      expect(await call(tx, who, "check_in", step(made, index), ...wrong)).toEqual([yes]);
      expect(await refused(tx, who, "check_in", step(made, index))).not.toBe("22023");
    }
    const [place] = await tx`select distance_m from public.check_ins
      where step_id = ${step(made, 3)}`;
    expect(place?.distance_m).toBe(30);
  });

  inside("says what is missing, and nothing about what one may not see", async (tx) => {
    const made = await make(tx, ["qr", "pin", "quiz", "geo", "photo"]);
    await call(tx, me("traveller"), "start_challenge", made.challenge);
    for (const id of made.steps) {
      expect(await refused(tx, me("traveller"), "check_in", id)).toBe("22023");
    }
    const hidden = world.id("step 1 of other draft challenge");
    expect(await refused(tx, me("traveller"), "check_in", hidden)).toBe("not refused: 0 rows");
    expect(await refused(tx, me("traveller"), "check_in", randomUUID())).toBe(
      "not refused: 0 rows",
    );
  });

  inside("cannot be guessed: five attempts, then a quarter of an hour", async (tx) => {
    const made = await make(tx, ["pin", "self", "self"]);
    const who = me("traveller");
    await call(tx, who, "start_challenge", made.challenge);
    for (let n = 0; n < 5; n++) await call(tx, who, "check_in", step(made, 0), "0000");
    expect(await refused(tx, who, "check_in", step(made, 0), "4711")).toBe("too_many");
    await tx`update public.check_ins set tried_at = now() - interval '16 minutes'
      where step_id = ${step(made, 0)}`;
    const [right] = await call(tx, who, "check_in", step(made, 0), "4711");
    expect(right).toMatchObject({ status: "accepted", attempts: 6 });
  });

  inside("by photo waits for an editor, who may turn it down", async (tx) => {
    const made = await make(tx, ["photo", "self", "self"]);
    const who = me("traveller");
    await call(tx, who, "start_challenge", made.challenge);
    const foreign = [step(made, 0), null, null, null, world.id("editor picture")];
    expect(await refused(tx, who, "check_in", ...foreign)).toBe("23503");
    const own = [step(made, 0), null, null, null, world.id("traveller picture")];
    const [sent] = await call(tx, who, "check_in", ...own);
    expect(sent).toMatchObject({ status: "pending", media_id: world.id("traveller picture") });

    expect(await refused(tx, me("member"), "decide_check_in", sent?.id, true)).toBe("42501");
    for (const stranger of ["stranger", "traveller", "former"] as const) {
      expect(await refused(tx, me(stranger), "decide_check_in", sent?.id, true)).toBe(
        "not refused: 0 rows",
      );
    }
    const [no] = await call(tx, me("editor"), "decide_check_in", sent?.id, false, "Too dark.");
    expect(no).toMatchObject({ status: "rejected", reason: "Too dark.", decided_by: me("editor") });
    const [resent] = await call(tx, who, "check_in", ...own);
    expect(resent).toMatchObject({ status: "pending", reason: null, decided_by: null });
    await call(tx, who, "check_in", step(made, 1));
    await call(tx, who, "check_in", step(made, 2));
    const finished = () =>
      tx`select finished_at is not null as yes from public.challenge_participations
        where id = ${sent?.participation_id}`;
    expect(await finished()).toMatchObject([{ yes: false }]);
    const [yes] = await call(tx, me("editor"), "decide_check_in", sent?.id, true);
    expect(yes?.status).toBe("accepted");
    expect(await finished()).toMatchObject([{ yes: true }]);
    expect(await call(tx, me("editor"), "decide_check_in", sent?.id, true)).toEqual([yes]);
    expect(await refused(tx, me("editor"), "decide_check_in", sent?.id, false)).toBe("decided");
  });

  inside("by story takes a published one about the place", async (tx) => {
    const made = await make(tx, ["story", "self", "self"]);
    const who = me("traveller");
    await tx`update public.challenge_steps set experience_id = ${world.id("acme internal")}
      where id = ${step(made, 0)}`;
    await call(tx, who, "start_challenge", made.challenge);
    const tell = async () => (await call(tx, who, "check_in", step(made, 0)))[0]?.status;
    // There is one, about another place.
    expect(await tell()).toBe("rejected");
    const story = randomUUID();
    await tx`insert into public.stories (id, user_id, experience_id, status, title)
      values (${story}, ${who}, ${world.id("acme internal")}, 'DRAFT', 'A day')`;
    expect(await tell()).toBe("rejected");
    await tx`update public.stories set status = 'PUBLISHED' where id = ${story}`;
    expect(await tell()).toBe("accepted");
    const [row] = await tx`select story_id from public.check_ins where step_id = ${step(made, 0)}`;
    expect(row?.story_id).toBe(story);
  });

  inside("rests while the challenge is paused, and ends with it", async (tx) => {
    const made = await make(tx);
    const who = me("traveller");
    await call(tx, who, "start_challenge", made.challenge);
    await tx`update public.challenges set status = 'PASSIVE' where id = ${made.challenge}`;
    expect(await refused(tx, who, "check_in", step(made, 0))).toBe("paused");
    await tx`update public.challenges set status = 'ACTIVE', ends_at = now()
      where id = ${made.challenge}`;
    expect(await refused(tx, who, "check_in", step(made, 0))).toBe("over");
  });

  inside("may be confirmed by the front desk, and by nobody outside", async (tx) => {
    const made = await make(tx, ["qr", "self", "self"]);
    const [started] = await call(tx, me("traveller"), "start_challenge", made.challenge);
    for (const who of ["traveller", "stranger", "former"] as const) {
      expect(await refused(tx, me(who), "confirm_check_in", started?.id, step(made, 0))).toBe(
        "not refused: 0 rows",
      );
    }
    const [seen] = await call(tx, me("member"), "confirm_check_in", started?.id, step(made, 0));
    expect(seen).toMatchObject({ proof: "staff", status: "accepted", decided_by: me("member") });
    expect(await call(tx, me("admin"), "confirm_check_in", started?.id, step(made, 0))).toEqual([
      seen,
    ]);
    const elsewhere = world.id("step 1 of acme challenge");
    expect(await refused(tx, me("member"), "confirm_check_in", started?.id, elsewhere)).toBe(
      "not refused: 0 rows",
    );
    const [entry] = await tx`select actor_id, company_id from public.audit_log
      where entity = 'check_ins' and entity_id = ${seen?.id}`;
    expect(entry).toEqual({ actor_id: me("member"), company_id: world.id("acme") });
  });
});

describe("finishing", () => {
  inside("rewards nobody who has joined the team since the start", async (tx) => {
    const made = await make(tx, ["qr", "self", "self"]);
    const who = me("traveller");
    const [started] = await call(tx, who, "start_challenge", made.challenge);
    expect(started?.is_test).toBe(false);
    await tx`insert into public.businessprofiles (businessid, email, businessname)
      values (${who}, 'joined@test.example', 'Joined') on conflict do nothing`;
    await tx`insert into public.company_members (company_id, member_id, role)
      values (${world.id("acme")}, ${who}, 'member')`;
    await call(tx, who, "confirm_check_in", started?.id, step(made, 0));
    await call(tx, who, "check_in", step(made, 1));
    await call(tx, who, "check_in", step(made, 2));
    expect(
      await tx`select is_test, finished_at is not null as finished,
          (select count(*)::int from public.reward_grants g where g.participation_id = p.id) as grants
        from public.challenge_participations p where id = ${started?.id}`,
    ).toMatchObject([{ is_test: true, finished: true, grants: 0 }]);
  });

  inside("grants what is there to grant, until the earlier of two ends", async (tx) => {
    const soon = new Date(Date.now() + 3 * 86_400_000);
    const made = await make(tx, undefined, [
      { name: "Coffee" },
      { name: "Print", valid_days: 30, expired_at: soon },
      { name: "Week", valid_days: 7 },
      { name: "Paused", status: "PASSIVE" },
      { name: "Gone", stock: 0 },
      { name: "Past", expired_at: new Date(0) },
      { name: "Future", effective_from: soon },
    ]);
    const { grants } = await walk(tx, made);
    const names = await tx`select r.name, g.expires_at, g.code from public.reward_grants g
      join public.rewards r on r.id = g.reward_id where g.id in ${tx(grants.map((g) => g.id))}
      order by r.name`;
    expect(names.map((row) => row.name)).toEqual(["Coffee", "Print", "Week"]);
    expect(names.map((row) => row.expires_at?.getTime() ?? null)).toEqual([
      null,
      soon.getTime(),
      expect.closeTo(Date.now() + 7 * 86_400_000, -5),
    ]);
    for (const { code } of names) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    const counted = await tx`select granted from public.rewards
      where challenge_id = ${made.challenge} order by granted desc`;
    expect(counted.map((row) => row.granted)).toEqual([1, 1, 1, 0, 0, 0, 0]);
  });

  inside("stays counted when the traveller's account goes", async (tx) => {
    const made = await make(tx, undefined, [{ name: "Coffee", stock: 1 }]);
    await walk(tx, made);
    await tx`delete from auth.users where id = ${me("traveller")}`;
    expect(
      await tx`select from public.reward_grants where reward_id = ${made.rewards[0] ?? ""}`,
    ).toHaveLength(0);
    expect((await walk(tx, made, me("stranger"))).grants).toHaveLength(0);
  });
});

describe("at the counter", () => {
  inside("a code is good for once, and a slip can be taken back for two minutes", async (tx) => {
    const made = await make(tx);
    const { grants } = await walk(tx, made);
    const [grant] = grants;
    const spoken = `${grant?.code.slice(0, 4)} ${grant?.code.slice(4)}`.toLowerCase();
    for (const who of ["traveller", "stranger", "former"] as const) {
      for (const [name, value] of [
        ["redeem_reward", spoken],
        ["undo_redemption", grant?.id],
        ["void_grant", grant?.id],
      ] as const) {
        expect(await refused(tx, me(who), name, value), `${who} ${name}`).toBe(
          "not refused: 0 rows",
        );
      }
    }
    expect(await refused(tx, me("member"), "undo_redemption", grant?.id)).toBe("not_redeemed");
    const [handed] = await call(tx, me("member"), "redeem_reward", spoken);
    expect(handed).toMatchObject({ id: grant?.id, redeemed_by: me("member") });
    expect(await refused(tx, me("member"), "redeem_reward", spoken)).toBe("redeemed");
    expect(await refused(tx, me("editor"), "void_grant", grant?.id)).toBe("redeemed");

    const [undone] = await call(tx, me("member"), "undo_redemption", grant?.id);
    expect(undone).toMatchObject({ redeemed_at: null, redeemed_by: null });
    await call(tx, me("admin"), "redeem_reward", spoken);
    await tx`update public.reward_grants set redeemed_at = now() - interval '121 seconds'
      where id = ${grant?.id}`;
    expect(await refused(tx, me("member"), "undo_redemption", grant?.id)).toBe("too_late");
    const log = await tx`select actor_id from public.audit_log
      where entity = 'reward_grants' and entity_id = ${grant?.id} and actor_id is not null
      order by id`;
    expect(log.map((row) => row.actor_id)).toEqual([me("member"), me("member"), me("admin")]);
    expect(await refused(tx, me("member"), "redeem_reward", "NOSUCHCD")).toBe(
      "not refused: 0 rows",
    );
  });

  inside("expired and withdrawn ones are refused; withdrawing gives the stock back", async (tx) => {
    const made = await make(tx, undefined, [{ name: "Coffee", stock: 1 }]);
    const { grants } = await walk(tx, made);
    const [grant] = grants;
    await tx`update public.reward_grants set expires_at = now() where id = ${grant?.id}`;
    expect(await refused(tx, me("member"), "redeem_reward", grant?.code)).toBe("expired");
    expect(await refused(tx, me("member"), "void_grant", grant?.id)).toBe("42501");
    const [voided] = await call(tx, me("editor"), "void_grant", grant?.id, "Twice");
    expect(voided).toMatchObject({ voided_by: me("editor"), void_reason: "Twice" });
    expect(await call(tx, me("admin"), "void_grant", grant?.id)).toEqual([voided]);
    expect(await refused(tx, me("member"), "redeem_reward", grant?.code)).toBe("voided");
    const [reward] = await tx`select granted from public.rewards where id = ${grant?.reward_id}`;
    expect(reward?.granted).toBe(0);
    expect((await walk(tx, made, me("stranger"))).grants).toHaveLength(1);
  });
});

describe("what was promised", () => {
  inside("steps are fixed while it runs and once somebody started", async (tx) => {
    const made = await make(tx);
    const editor = me("editor");
    const tries = [
      `insert into public.challenge_steps (challenge_id, position, title, proof)
        values ('${made.challenge}', 4, 'x', 'self')`,
      `update public.challenge_steps set proof = 'qr' where id = '${step(made, 0)}'`,
      `delete from public.challenge_steps where id = '${step(made, 0)}'`,
    ];
    const hints = async () =>
      Promise.all(
        tries.map(async (statement) => {
          const outcome = await attempt(tx, editor, statement);
          return "code" in outcome ? (outcome.error.hint ?? outcome.code) : "done";
        }),
      );
    expect(await hints()).toEqual(["running", "running", "running"]);
    const words = `update public.challenge_steps set title = 'y' where id = '${step(made, 0)}'`;
    expect(await attempt(tx, editor, words)).toMatchObject({ count: 1 });
    await tx`update public.challenges set status = 'PASSIVE' where id = ${made.challenge}`;
    expect(await hints()).toEqual(["done", "done", "done"]);
    // Two steps change places in one statement.
    const swap = `update public.challenge_steps set position = 3 - position
      where challenge_id = '${made.challenge}' and position in (1, 2)`;
    expect(await attempt(tx, editor, swap)).toMatchObject({ count: 2 });
    await tx`insert into public.challenge_participations (challenge_id, user_id)
      values (${made.challenge}, ${me("traveller")})`;
    expect(await hints()).toEqual(["started", "started", "started"]);
    // Gone with its challenge all the same.
    await actAs(tx, editor);
    await tx`select set_config('role', 'none', true)`;
    await tx`delete from public.challenges where id = ${made.challenge}`;
  });

  inside("half a challenge, or a quiz without an answer, is not published", async (tx) => {
    const made = await make(tx, ["quiz", "self"]);
    const publish = async () => {
      const outcome = await attempt(
        tx,
        me("editor"),
        `update public.challenges set status = 'ACTIVE' where id = '${made.challenge}'`,
      );
      return "code" in outcome ? (outcome.error.hint ?? outcome.code) : "done";
    };
    await tx`update public.challenges set status = 'PASSIVE' where id = ${made.challenge}`;
    expect(await publish()).toBe("steps");
    await tx`insert into public.challenge_steps (challenge_id, position, title, proof)
      values (${made.challenge}, 3, 'x', 'self')`;
    await tx`update public.challenge_step_keys set answer = null where step_id = ${step(made, 0)}`;
    expect(await publish()).toBe("answer");
    await tx`update public.challenge_step_keys set answer = 'x' where step_id = ${step(made, 0)}`;
    expect(await publish()).toBe("done");
  });

  inside("a step stands at an experience of its own company", async (tx) => {
    const made = await make(tx);
    const place = (experience: string) =>
      refusal(
        tx,
        me("editor"),
        `update public.challenge_steps set experience_id = '${world.id(experience)}'
          where id = '${step(made, 0)}'`,
      );
    expect(await place("other active")).toBe("23514");
    expect(await place("acme internal")).toBe("not refused: 1 rows");
  });

  inside("a reward that was granted stays with its challenge and above its stock", async (tx) => {
    const [made, other] = [await make(tx), await make(tx)];
    const update = (change: string) =>
      refusal(
        tx,
        me("editor"),
        `update public.rewards set ${change} where id = '${made.rewards[0]}'`,
      );
    const move = `challenge_id = '${other.challenge}'`;
    expect(await update(move)).toBe("not refused: 1 rows");
    await walk(tx, made);
    expect(await update(move)).toBe("PT409");
    expect(await update("stock = 0")).toBe("23514");
    expect(await update("stock = 1")).toBe("not refused: 1 rows");
    expect(await update("granted = 0")).toBe("42501");
  });

  inside("ends with the company, and with the account where there is none", async (tx) => {
    const made = await make(tx);
    await tx`update public.challenges set status = 'ACTIVE'
      where id = ${world.id("own challenge")}`;
    await tx`update public.company_accounts set is_deleted = true where id = ${world.id("acme")}`;
    await tx`delete from auth.users where id = ${me("former")}`;
    const rows = await tx`select status from public.challenges
      where id in (${made.challenge}, ${world.id("own challenge")})`;
    expect(rows).toMatchObject([{ status: "ARCHIVED" }, { status: "ARCHIVED" }]);
    const [draft] = await tx`select businessid, company_id from public.challenges
      where id = ${world.id("acme draft challenge")}`;
    expect(draft).toEqual({ businessid: null, company_id: world.id("acme") });
    expect(
      await refusal(
        tx,
        me("superAdmin"),
        `update public.challenges set status = 'ACTIVE' where id = '${made.challenge}'`,
      ),
    ).toBe("23514");
  });

  inside(
    "a challenge without a company named goes to the only one its maker edits for",
    async (tx) => {
      const add = async (who: Person) => {
        await actAs(tx, me(who));
        const [row] = await tx`insert into public.challenges (title) values ('x')
        returning company_id`;
        await tx`select set_config('role', 'none', true)`;
        return row?.company_id;
      };
      expect(await add("editor")).toBe(world.id("acme"));
      expect(await add("member")).toBeNull();
      await tx`insert into public.company_members (company_id, member_id, role)
      values (${world.id("other")}, ${me("editor")}, 'editor')`;
      expect(await add("editor")).toBeNull();
    },
  );
});

describe("a page of twenty", () => {
  const firstScan = async (tx: Tx, query: string, table: string) =>
    (await planOf(tx, query)).find((node) => node["Relation Name"] === table);

  inside("starts at the index that gives the newest first", async (tx) => {
    await tx`insert into public.challenges (company_id, businessid, title, status, created)
      select case when n % 50 = 0 then ${world.id("acme")}::uuid else ${world.id("other")}::uuid end,
        ${me("editor")}, 'Walk ' || n, case when n % 3 = 0 then 'PASSIVE' else 'ACTIVE' end,
        now() - n * interval '1 minute'
      from generate_series(1, 5000) as n`;
    await tx`insert into public.rewards (challenge_id, name, created_at)
      select id, 'Coffee', created from public.challenges`;
    await tx`analyze public.challenges`;
    await tx`analyze public.rewards`;
    const [one] = await tx`select id from public.challenges where status = 'ACTIVE' limit 1`;
    await actAs(tx, me("traveller"));
    for (const [query, table, index] of [
      ["list_challenges(20)", "challenges", "challenges_active_newest_idx"],
      ["list_rewards(null, 20)", "rewards", "rewards_newest_idx"],
      [`list_rewards('${one?.id}', 20)`, "rewards", "rewards_challenge_id_newest_idx"],
    ] as const) {
      const scan = await firstScan(tx, `select * from public.${query}`, table);
      // A bitmap names its index one node further down.
      expect(scan?.["Index Name"] ?? scan?.Plans?.[0]?.["Index Name"], query).toBe(index);
    }
  });
});

describe("fifty at the same moment", () => {
  const FIFTY = 50;
  let many: Sql;
  let crowd: string[];

  beforeAll(async () => {
    // As many connections as a busy installation has.
    const { host, port, user, database, pass } = sql.options;
    many = postgres({
      host: host[0] ?? "127.0.0.1",
      port: port[0] ?? 5432,
      username: user,
      database,
      ...(typeof pass === "string" ? { password: pass } : {}),
      max: 25,
      onnotice: () => {},
    });
    crowd = Array.from({ length: FIFTY }, () => randomUUID());
    await sql`insert into auth.users (id, email)
      select id, id || '@crowd.example' from unnest(${crowd}::uuid[]) as id`;
  });
  afterAll(() => many?.end({ timeout: 5 }));

  /** One committed call; the hint or the SQLSTATE when it is refused. */
  const once = (who: string, name: string, ...args: unknown[]) =>
    many
      .begin((tx) => call(tx, who, name, ...args))
      .then(
        (rows) => `${rows.length}`,
        (error) => (error.hint as string) ?? (error.code as string),
      );

  it("start as one person: one participation", async () => {
    const made = await make(sql);
    const [who = ""] = crowd;
    const results = await Promise.all(
      Array.from({ length: FIFTY }, () => once(who, "start_challenge", made.challenge)),
    );
    expect(new Set(results)).toEqual(new Set(["1"]));
    expect(
      await sql`select from public.challenge_participations where challenge_id = ${made.challenge}`,
    ).toHaveLength(1);
  });

  it("check in the last step as one person: one check-in, one grant of each reward", async () => {
    const made = await make(sql, undefined, [{ name: "Coffee", stock: 9 }, { name: "Print" }]);
    const [who = ""] = crowd;
    await once(who, "start_challenge", made.challenge);
    await once(who, "check_in", step(made, 0));
    await once(who, "check_in", step(made, 1));
    const results = await Promise.all(
      Array.from({ length: FIFTY }, () => once(who, "check_in", step(made, 2))),
    );
    expect(new Set(results)).toEqual(new Set(["1"]));
    const [counts] = await sql`select
      (select count(*)::int from public.check_ins where step_id = ${step(made, 2)}) as check_ins,
      (select count(*)::int from public.reward_grants
        where reward_id in ${sql(made.rewards)}) as grants,
      (select sum(granted)::int from public.rewards
        where challenge_id = ${made.challenge}) as granted`;
    expect(counts).toEqual({ check_ins: 1, grants: 2, granted: 2 });
  });

  it("finish for ten cups: ten are granted, never more, and nobody waits for ever", async () => {
    // Two rewards, so that finishers meet at both.
    const made = await make(sql, undefined, [
      { name: "Coffee", stock: 10 },
      { name: "Print", stock: 7 },
    ]);
    await sql`insert into public.challenge_participations (challenge_id, user_id)
      select ${made.challenge}, id from unnest(${crowd}::uuid[]) as id`;
    await sql`insert into public.check_ins (participation_id, step_id, proof, status, accepted_at)
      select p.id, s.id, 'self', 'accepted', now()
      from public.challenge_participations p
      join public.challenge_steps s on s.challenge_id = p.challenge_id and s.position < 3
      where p.challenge_id = ${made.challenge}`;
    const results = await Promise.all(crowd.map((who) => once(who, "check_in", step(made, 2))));
    expect(new Set(results)).toEqual(new Set(["1"]));
    const rows = await sql`select r.stock, r.granted, count(g.id)::int as grants
      from public.rewards r left join public.reward_grants g on g.reward_id = r.id
      where r.challenge_id = ${made.challenge} group by r.id order by r.stock desc`;
    expect(rows).toMatchObject([
      { stock: 10, granted: 10, grants: 10 },
      { stock: 7, granted: 7, grants: 7 },
    ]);
    const [done] = await sql`select count(*)::int as count from public.challenge_participations
      where challenge_id = ${made.challenge} and finished_at is not null`;
    expect(done?.count).toBe(FIFTY);
  });

  it("redeem one code: one succeeds", async () => {
    const made = await make(sql);
    const [who = ""] = crowd;
    await once(who, "start_challenge", made.challenge);
    for (const id of made.steps) await once(who, "check_in", id);
    const [grant] = await sql`select code from public.reward_grants
      where reward_id = ${made.rewards[0] ?? ""}`;
    const results = await Promise.all(
      Array.from({ length: FIFTY }, () => once(me("member"), "redeem_reward", grant?.code)),
    );
    expect(results.filter((result) => result === "1")).toHaveLength(1);
    expect(results.filter((result) => result === "redeemed")).toHaveLength(FIFTY - 1);
  });

  it("withdraw and grant at once: the stock adds up", async () => {
    const made = await make(sql, undefined, [{ name: "Coffee", stock: 25 }]);
    await sql`insert into public.challenge_participations (challenge_id, user_id)
      select ${made.challenge}, id from unnest(${crowd}::uuid[]) as id`;
    const finish = (who: string) =>
      made.steps.reduce(
        (before, id) => before.then(() => once(who, "check_in", id)),
        Promise.resolve(""),
      );
    await Promise.all(crowd.slice(0, 25).map(finish));
    const given = await sql`select id from public.reward_grants
      where reward_id = ${made.rewards[0] ?? ""}`;
    expect(given).toHaveLength(25);
    await Promise.all([
      ...given.map(({ id }) => once(me("editor"), "void_grant", id)),
      ...crowd.slice(25).map(finish),
    ]);
    const [row] = await sql`select r.granted, count(g.id)::int as live
      from public.rewards r left join public.reward_grants g
        on g.reward_id = r.id and g.voided_at is null
      where r.id = ${made.rewards[0] ?? ""} group by r.id`;
    expect(row?.granted).toBe(row?.live);
    expect(row?.granted).toBeLessThanOrEqual(25);
  });
});
