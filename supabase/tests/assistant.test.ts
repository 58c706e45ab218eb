/** Conversations that are deleted and brought back, why an answer did not help, what a day has used. */
import { describe, expect } from "vitest";
import { actAs, refusal, type Tx } from "./harness.ts";
import { openWorld, type Person } from "./world.ts";

const { world, inside } = await openWorld();
const THREAD = "thread of traveller";

/** A statement of somebody's that stays done. */
async function done(tx: Tx, who: Person, statement: string) {
  await actAs(tx, world.people[who]);
  const rows = await tx.unsafe(statement);
  await tx`reset role`;
  return [...rows];
}

const deleting = (tx: Tx, who: Person, thread: string, restore = false) =>
  done(tx, who, `select public.delete_chat_thread('${world.id(thread)}', ${restore}) as id`);

describe("delete_chat_thread", () => {
  inside("takes a conversation and what was said out of sight, and back", async (tx) => {
    const seen = () =>
      done(
        tx,
        "traveller",
        `select (select array_agg(id) from public.chat_threads) as threads,
          (select array_agg(id) from public.chat_messages) as messages,
          (select array_agg(id) from public.list_chat_threads()) as listed`,
      );
    const whole = await seen();
    expect(whole).toEqual([
      {
        threads: [world.id(THREAD)],
        messages: [world.id("message of traveller")],
        listed: [world.id(THREAD)],
      },
    ]);
    // Nobody else's, whatever their role.
    expect(await deleting(tx, "superAdmin", THREAD)).toEqual([{ id: null }]);
    expect(await deleting(tx, "traveller", THREAD)).toEqual([{ id: world.id(THREAD) }]);
    expect(await seen()).toEqual([{ threads: null, messages: null, listed: null }]);
    expect(await deleting(tx, "traveller", THREAD)).toEqual([{ id: null }]);
    expect(await deleting(tx, "superAdmin", THREAD, true)).toEqual([{ id: null }]);
    expect(await deleting(tx, "traveller", THREAD, true)).toEqual([{ id: world.id(THREAD) }]);
    expect(await seen()).toEqual(whole);
  });

  inside("lets what has been deleted for a day go", async (tx) => {
    await tx`update public.chat_threads set deleted_at = now() - interval '25 hours'
      where id = ${world.id(THREAD)}`;
    await deleting(tx, "member", "thread of member");
    const left = await tx`select id from public.chat_threads where user_id in
      (${world.id("traveller")}, ${world.id("member")})`;
    const ids = left.map(({ id }) => id);
    expect(ids).not.toContain(world.id(THREAD));
    // The one of just now can still come back.
    expect(ids).toContain(world.id("thread of member"));
  });
});

inside("a reason belongs to a thumb down", async (tx) => {
  const rate = (helpful: boolean | null, reason: string) =>
    refusal(
      tx,
      world.people.traveller,
      `update public.ai_uses set helpful = ${helpful}, reason = ${reason}, remark = ${reason}
        where id = '${world.id("question of traveller")}'`,
    );
  expect(await rate(true, "'wrong'")).toBe("23514");
  expect(await rate(null, "'wrong'")).toBe("23514");
  expect(await rate(false, "'boring'")).toBe("23514");
  await done(
    tx,
    "traveller",
    `update public.ai_uses set helpful = false, reason = 'source', remark = 'Look again'
      where id = '${world.id("question of traveller")}' returning id`,
  );
  expect(await rate(true, "reason")).toBe("23514");
});

inside("a day counts one's own, and the company's for its members only", async (tx) => {
  const day = (who: Person, company: string | null) =>
    done(
      tx,
      who,
      `select user_tokens::int, company_tokens::int
        from public.ai_day(${company ? `'${company}'` : null})`,
    );
  const acme = world.id("acme");
  await tx`delete from public.ai_uses`;
  await tx`insert into public.ai_uses
      (user_id, company_id, purpose, model, state, input_tokens, output_tokens, created_at)
    values (${world.id("member")}, ${acme}, 'assistant', 'x', 'answered', 30, 12, now()),
      (${world.id("editor")}, ${acme}, 'assistant', 'x', 'running', 0, 0, now()),
      (${world.id("member")}, null, 'story', 'x', 'answered', 5, 0, now()),
      (${world.id("member")}, ${acme}, 'assistant', 'x', 'answered', 900, 0,
        now() - interval '25 hours')`;
  expect(await day("member", acme)).toEqual([{ user_tokens: 47, company_tokens: 1042 }]);
  expect(await day("member", null)).toEqual([{ user_tokens: 47, company_tokens: 0 }]);
  expect(await day("traveller", acme)).toEqual([{ user_tokens: 0, company_tokens: 0 }]);
});

describe("company_answers", () => {
  inside("counts whole days of the company's place; gaps are alike ones together", async (tx) => {
    const acme = world.id("acme");
    await tx`delete from public.ai_uses`;
    await tx`update public.company_accounts set time_zone = 'Asia/Ho_Chi_Minh' where id = ${acme}`;
    const ask = (question: string, at: string, citations: number, more: object = {}) =>
      tx`insert into public.ai_uses ${tx({
        user_id: world.id("member"),
        company_id: acme,
        purpose: "assistant",
        model: "x",
        state: "answered",
        question,
        citations,
        ...more,
      })} returning id`.then(
        ([row]) => tx`update public.ai_uses set created_at = (date_trunc('day',
          now() at time zone 'Asia/Ho_Chi_Minh') + ${at}::interval)
          at time zone 'Asia/Ho_Chi_Minh' where id = ${row?.id}`,
      );
    await ask("Where are lanterns?", "-1 second", 2);
    await ask("Do dogs come along?", "-1 day", 0);
    await ask("Do dogs come along?", "-7 days", 0);
    await ask("When is the last boat?", "-2 days", 1, { helpful: false });
    // Not within: today, the days before, what was stopped, another company's.
    await ask("Today?", "0 seconds", 0);
    await ask("Before?", "-7 days -1 second", 1);
    await ask("Stopped?", "-1 day", 0, { state: "stopped" });
    await ask("Elsewhere?", "-1 day", 0, { company_id: world.id("other") });
    const read = (who: Person) =>
      done(tx, who, `select * from public.company_answers('${acme}', 7)`);
    expect(await read("member")).toEqual([
      {
        questions: 4,
        with_source: 2,
        gaps: [
          { question: "Do dogs come along?", times: 2 },
          { question: "When is the last boat?", times: 1 },
        ],
        questions_before: 1,
        with_source_before: 1,
      },
    ]);
    // A stranger's view of the same company is empty.
    const [row] = await read("traveller");
    expect(row ?? { questions: 0 }).toMatchObject({ questions: 0 });
  });
});
