/** Who translates: one of many, wherever they ask, and nobody again at once after a failure. */
import { expect, it } from "vitest";
import { attempt, refusal } from "./harness.ts";
import { openWorld } from "./world.ts";

const { sql, world, inside } = await openWorld();
const lists = "array[$1, $1]::uuid[], array[null, $2]::uuid[]";

it("of fifty at once one gets each text", async () => {
  const experience = world.id("acme active");
  const claimed = await Promise.all(
    Array.from(
      { length: 50 },
      () =>
        sql<{ state: string }[]>`
        select state from public.claim_translations('vi', array[${experience}::uuid], array[null::uuid], 60)`,
    ),
  );
  const states = claimed.flatMap((rows) => rows.map(({ state }) => state));
  expect(states.filter((state) => state === "mine")).toHaveLength(1);
  expect(states.filter((state) => state === "running")).toHaveLength(49);
  await sql`select public.end_translations('vi', array[${experience}::uuid], array[null::uuid])`;
});

inside(
  "a failure is left alone, a dead claim is taken over, unknown places are nothing",
  async (tx) => {
    const experience = world.id("acme active");
    const activity = world.id("activity of acme active");
    const claim = async (seconds = 60) =>
      (
        await tx.unsafe<{ activity_id: string | null; state: string }[]>(
          `select activity_id, state from public.claim_translations('vi', ${lists}, ${seconds}) order by 1`,
          [experience, activity],
        )
      ).map(({ activity_id, state }) => `${activity_id === null ? "whole" : "part"} ${state}`);
    expect(await claim(-1)).toEqual(["part mine", "whole mine"]);
    // Their time was over at once, so they are free again.
    expect(await claim()).toEqual(["part mine", "whole mine"]);
    expect(await claim()).toEqual(["part running", "whole running"]);
    await tx`select public.end_translations('vi', array[${experience}::uuid], array[null::uuid], 600)`;
    expect(await claim()).toEqual(["part running", "whole failed"]);
    await tx`select public.end_translations('vi', array[${experience}::uuid], array[${activity}::uuid])`;
    expect(await claim()).toEqual(["part mine", "whole failed"]);
    expect(
      await tx`select * from public.claim_translations('vi', array[gen_random_uuid()], array[null::uuid], 9)`,
    ).toEqual([]);
  },
);

inside("nobody but the server claims, and everybody reads what they may", async (tx) => {
  const place = `array['${world.id("acme active")}'::uuid]`;
  for (const actor of ["signedOut", "traveller", "admin"] as const) {
    const caller = world.caller(actor);
    for (const name of [
      "claim_translations('vi', '{}', '{}', 60)",
      "end_translations('vi', '{}', '{}')",
    ]) {
      expect(await refusal(tx, caller, `select public.${name}`)).toBe("42501");
    }
    const read = await attempt(tx, caller, `select * from public.translations_of('vi', ${place})`);
    expect("rows" in read, actor).toBe(true);
  }
});
