/** Codes for whoever has lost their authenticator app; what one does, the migration says. */
import "server-only";
import { randomInt } from "node:crypto";
import { RECOVERY_CODE } from "@/lib/accounts/recovery-code";
import { fromPostgrest } from "@/lib/api/errors";
import { endSessions } from "@/lib/api/identity";
import { deliverSoon } from "@/lib/email/deliver";
import { createAdminClient } from "@/lib/supabase/admin";
import { createBearerDb } from "@/lib/supabase/bearer";
import { oneOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

const HOW_MANY = 10;
/** Without i, l, o and u, which are read as others or make words. Five bits each. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** "k3x9-8mpq-…": 80 bits. */
const newCode = () =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""),
  ).join("-");

export const isRecoveryCode = (code: string) => RECOVERY_CODE.test(code);

/**
 * Ten new codes in place of the former ones. Nobody sees them again.
 *
 * The admin client: the caller must have made sure that the person has just shown a code of their
 * app, which the database cannot see.
 */
export async function replaceRecoveryCodes(userId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  oneOf(
    await createAdminClient().rpc("replace_recovery_codes", { p_user_id: userId, p_codes: codes }),
  );
  return codes;
}

/** How many the caller has left. */
export async function countRecoveryCodes(db: Db): Promise<number> {
  const { data, error } = await db.rpc("count_my_recovery_codes");
  if (error) throw fromPostgrest(error);
  return data;
}

/**
 * Uses a code up: the person's apps are taken off their account and every other session ends, its
 * access tokens included. False: the code is none of theirs, or was used before.
 */
export async function spendRecoveryCode(accessToken: string, code: string): Promise<boolean> {
  const { data, error } = await createBearerDb(accessToken).rpc("use_recovery_code", {
    p_code: code,
  });
  if (error) throw fromPostgrest(error);
  if (!data) return false;
  await endSessions(data);
  deliverSoon();
  return true;
}
