import type { Sql } from "postgres";
import type { Caller, Claims, Transaction } from "./context.ts";

/**
 * Becomes somebody for the rest of a transaction. Transaction-local, so a pooled connection never
 * carries one caller's rights to the next; one statement, because every round trip counts.
 */
export const BECOME = `select set_config('role', $1, true),
  set_config('request.jwt.claims', $2, true),
  set_config('request.jwt.claim.sub', $3, true),
  set_config('request.jwt.claim.role', $1, true)`;

/** The parameters of `BECOME`. */
export function becomeParameters(caller: Caller): string[] {
  const claims: Claims = caller.claims ?? { role: caller.role };
  return [caller.role, JSON.stringify(claims), claims.sub ?? ""];
}

/** Runs `work` in a transaction as the caller, under row-level security. */
export async function withCaller<T>(
  sql: Sql,
  caller: Caller,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return (await sql.begin(async (transaction) => {
    await transaction.unsafe(BECOME, becomeParameters(caller), { prepare: true });
    return work(transaction);
  })) as T;
}
