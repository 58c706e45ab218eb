import { createHash, randomInt, randomUUID } from "node:crypto";
import type { Db, Tx } from "./service.ts";

/** Marks the hash of a code whose link must come back with `?code=` (PKCE). */
export const PKCE_PREFIX = "pkce_";

export type TokenType =
  | "confirmation_token"
  | "recovery_token"
  | "email_change_token_new"
  | "email_change_token_current"
  | "reauthentication_token";

/** A mailed code and the hash under which it is known. */
export type Code = { otp: string; hash: string };

/** A fresh numeric code for `email`; the link carries the hash, the mail both. */
export function createCode(email: string, length: number, usesPkce = false): Code {
  const otp = Array.from({ length }, () => randomInt(10)).join("");
  return { otp, hash: (usesPkce ? PKCE_PREFIX : "") + hashCode(email, otp) };
}

/** Upstream's hash, so that rows move between the two. */
const hashCode = (email: string, otp: string) =>
  createHash("sha224")
    .update(email + otp)
    .digest("hex");

/** What a typed code may be stored under: the person may type it whichever flow began. */
export const codeHashes = (email: string, otp: string) => {
  const hash = hashCode(email, otp);
  return [hash, PKCE_PREFIX + hash];
};

/** One live code per user and kind: a new one replaces the old. */
export async function storeCode(
  tx: Tx,
  userId: string,
  type: TokenType,
  email: string,
  hash: string,
): Promise<void> {
  await tx`
    insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to)
    values (${randomUUID()}, ${userId}, ${type}, ${hash}, ${email})
    on conflict (user_id, token_type) do update
      set token_hash = excluded.token_hash, relates_to = excluded.relates_to,
          created_at = now(), updated_at = now()`;
}

/** Whose code this is; it stays where it is. */
export async function codeOwner(
  db: Db,
  hashes: string[],
  types: TokenType[],
): Promise<string | null> {
  const [found] = await db`
    select user_id from auth.one_time_tokens
     where token_hash in ${db(hashes)} and token_type::text in ${db(types)} limit 1`;
  return found?.user_id ?? null;
}

type TakenCode = { userId: string; type: TokenType; expired: boolean };

/**
 * Takes the code out of the table, so that of two requests with the same code one finds it.
 * Null when nothing matches.
 */
export async function takeCode(
  db: Db,
  hashes: string[],
  types: TokenType[],
  lifetimeSeconds: number,
): Promise<TakenCode | null> {
  const [used] = await db<TakenCode[]>`
    delete from auth.one_time_tokens
     where token_hash in ${db(hashes)} and token_type::text in ${db(types)}
    returning user_id as "userId", token_type as type,
      created_at < localtimestamp - make_interval(secs => ${lifetimeSeconds}) as expired`;
  return used ?? null;
}
