import { attempt, type Tx, undone } from "./harness.ts";
import type { TableRules } from "./rules.ts";
import { type Actor, actors, type World } from "./world.ts";

/** Who a rule admits, by rule: `read acme active` → everybody, `write publish` → editors … */
export type Matrix = Record<string, readonly string[]>;

/** What the rules demand, in the shape `measure` reports. */
export function expected(rules: TableRules): Matrix {
  const matrix: Matrix = {};
  for (const [name, admits] of Object.entries(rules.read)) matrix[`read ${name}`] = sorted(admits);
  for (const [name, { admits }] of Object.entries(rules.write)) {
    matrix[`write ${name}`] = sorted(admits);
  }
  return matrix;
}

/** What the database really admits: every read and every statement, tried as everybody. */
export async function measure(
  tx: Tx,
  world: World,
  table: string,
  rules: TableRules,
): Promise<Matrix> {
  const matrix: Record<string, string[]> = {};
  for (const name of Object.keys(expected(rules))) matrix[name] = [];
  for (const actor of actors) {
    for (const [name, result] of Object.entries(await tryAll(tx, world, table, rules, actor))) {
      if (result === true) matrix[name]?.push(actor);
      // Refused, but not by a right: shows up as a difference instead of passing as a refusal.
      else if (result !== false) matrix[name]?.push(`${actor}: ${result}`);
    }
  }
  return matrix;
}

/** Whether the database admits anybody else than the rules say; stops at the first it finds. */
export async function differs(
  tx: Tx,
  world: World,
  table: string,
  rules: TableRules,
): Promise<boolean> {
  const wanted = expected(rules);
  for (const actor of actors) {
    for (const [name, result] of Object.entries(await tryAll(tx, world, table, rules, actor))) {
      if (result !== wanted[name]?.includes(actor)) return true;
    }
  }
  return false;
}

/** By rule: admitted, refused by a right, or what else went wrong. */
async function tryAll(
  tx: Tx,
  world: World,
  table: string,
  rules: TableRules,
  actor: Actor,
): Promise<Record<string, boolean | string>> {
  const results: Record<string, boolean | string> = {};
  const names = Object.keys(rules.read);
  const row = rules.row ?? ((w: World, name: string) => `id = '${w.id(name)}'`);
  const probe = names
    .map((name, index) => `exists (select from ${table} where ${row(world, name)}) as "${index}"`)
    .join(", ");
  const seen = await attempt(tx, world.caller(actor), `select ${probe}`);
  if ("code" in seen && seen.code !== "42501") throw new Error(`${table}: ${seen.error.message}`);
  names.forEach((name, index) => {
    results[`read ${name}`] = "rows" in seen && seen.rows[0]?.[index] === true;
  });
  for (const [name, { statement }] of Object.entries(rules.write)) {
    const outcome = await attempt(tx, world.caller(actor), statement(world));
    if (!("code" in outcome)) results[`write ${name}`] = outcome.count > 0;
    else if (outcome.code === "42501") results[`write ${name}`] = false;
    else results[`write ${name}`] = `${outcome.code} ${outcome.error.message}`;
  }
  return results;
}

/**
 * A refusal with no row to refuse proves nothing: every named row must exist, and every statement
 * touch a row when rights are out of the way (the server's role, a super admin's claims).
 */
export async function withoutRights(
  tx: Tx,
  world: World,
  table: string,
  rules: TableRules,
): Promise<string[]> {
  const idle: string[] = [];
  const row = rules.row ?? ((w: World, name: string) => `id = '${w.id(name)}'`);
  for (const name of Object.keys(rules.read)) {
    const [found] = await tx.unsafe(`select from ${table} where ${row(world, name)}`);
    if (!found) idle.push(`read ${name}`);
  }
  for (const [name, { statement }] of Object.entries(rules.write)) {
    const count = await undone(tx, async (inner) => {
      const claims = JSON.stringify({ sub: world.people.superAdmin, role: "authenticated" });
      await inner`select set_config('request.jwt.claims', ${claims}, true)`;
      return (await inner.unsafe(statement(world))).count;
    });
    if (count === 0) idle.push(`write ${name}`);
  }
  return idle;
}

function sorted(admits: readonly Actor[]): Actor[] {
  return actors.filter((actor) => admits.includes(actor));
}
