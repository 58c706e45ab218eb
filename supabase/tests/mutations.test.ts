/**
 * The tests of the tests: every policy is loosened, then shut, inside a transaction, and the matrix
 * of its table must change each time. A policy whose change nobody notices is a policy no test holds.
 */
import { describe, expect, it } from "vitest";
import { rolledBack, type Tx } from "./harness.ts";
import { differs } from "./measure.ts";
import { rules } from "./rules.ts";
import { openWorld } from "./world.ts";

type Policy = { table: string; name: string; using: boolean; check: boolean };

const { sql, world } = await openWorld();

async function policiesOf(table: string): Promise<Policy[]> {
  return sql<Policy[]>`
    select schemaname || '.' || tablename as table, policyname as name,
      qual is not null as using, with_check is not null as check
    from pg_policies where schemaname || '.' || tablename = ${table} order by policyname`;
}

async function alter(tx: Tx, { table, name, using, check }: Policy, to: "true" | "false") {
  const parts = [using && `using (${to})`, check && `with check (${to})`].filter(Boolean).join(" ");
  await tx.unsafe(`alter policy "${name}" on ${table} ${parts}`);
}

/** Tables that admit nobody have neither grants nor policies, which the catalogue test sees to. */
const open = Object.keys(rules).filter((table) => {
  const { read = {}, write = {} } = rules[table] ?? {};
  return [...Object.values(read), ...Object.values(write).map(({ admits }) => admits)].some(
    (admitted) => admitted.length > 0,
  );
});

describe.each(open)("%s", (table) => {
  it("every policy matters", async () => {
    const tableRules = rules[table];
    if (!tableRules) throw new Error(table);
    const policies = await policiesOf(table);
    expect(policies).not.toEqual([]);
    // Nothing altered, nothing noticed: otherwise the rest would prove nothing.
    expect(await rolledBack(sql, (tx) => differs(tx, world, table, tableRules))).toBe(false);
    const unnoticed: string[] = [];
    for (const policy of policies) {
      for (const to of ["true", "false"] as const) {
        const noticed = await rolledBack(sql, async (tx) => {
          await alter(tx, policy, to);
          return differs(tx, world, table, tableRules);
        });
        if (!noticed) unnoticed.push(`${policy.name} → ${to}`);
      }
    }
    expect(unnoticed).toEqual([]);
  });

  it("notices when row-level security is switched off", async () => {
    const tableRules = rules[table];
    if (!tableRules) throw new Error(table);
    const noticed = await rolledBack(sql, async (tx) => {
      await tx.unsafe(`alter table ${table} disable row level security`);
      return differs(tx, world, table, tableRules);
    });
    expect(noticed).toBe(true);
  });
});
