import type { Context } from "hono";
import postgres, { type ISql, type TransactionSql } from "postgres";
import type { Embedded, GatewayEnv } from "../context.ts";
import { AuthError } from "./errors.ts";
import type { Limits } from "./limits.ts";

/** What every handler of the auth service closes over. */
export type AuthService = Embedded & { limits: Limits };
export type AuthContext = Context<GatewayEnv>;

/** Either a pool or a transaction; for single statements. */
export type Db = ISql;
export type Tx = TransactionSql;
type Json = Parameters<Tx["json"]>[0];

/**
 * Runs all steps or none, as the role hosted auth works under, so that a trigger or hook that
 * lacks a grant fails here as it would there. `failure` is what the client is told when the
 * database refuses (a trigger's exception, say).
 */
export async function transact<T>(
  auth: AuthService,
  failure: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    // postgres.js unwraps arrays in the type; nothing here returns one of promises.
    return (await auth.sql.begin(async (tx) => {
      await tx`set local role supabase_auth_admin`;
      return work(tx);
    })) as T;
  } catch (error) {
    if (error instanceof postgres.PostgresError && !isTaken(error) && !isTaken(error, "phone")) {
      throw new AuthError(500, "unexpected_failure", failure, { cause: error });
    }
    throw error;
  }
}

const UNIQUE = { email: "users_email_partial_key", phone: "users_phone_key" };

/** True when the address (or number) belongs to another account, perhaps only just saved. */
export function isTaken(error: unknown, what: keyof typeof UNIQUE = "email"): boolean {
  return (
    error instanceof postgres.PostgresError &&
    error.code === "23505" &&
    error.constraint_name === UNIQUE[what]
  );
}

/** jsonb as an object: a plain string parameter would be stored as a JSON string (trap 6). */
export const json = (db: Db, value: unknown) => db.json(value as Json);

/** RFC 3339 in UTC from whatever the driver's parsers make of a timestamp. */
export function iso(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return new Date(value as string | Date).toISOString();
}
