import "server-only";
import { AppError } from "@/lib/api/errors";
import { findChallenge, findReward } from "@/lib/challenges/queries";
import {
  type ChallengePatch,
  type NewChallenge,
  type NewReward,
  REWARD_COLUMNS,
  type RewardPatch,
  type RewardRow,
} from "@/lib/challenges/schemas";
import { firstOf, oneOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

type Row = { id: string };
type Archived = { id: string; status: string };

/** What is given, without the keys that say "leave it". */
function given<T extends object>(input: T) {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}

/**
 * A new challenge of the caller's, PASSIVE. Without `company_id` it belongs to the one company they
 * edit for; when there is none, or several, to their business profile alone.
 *
 * @throws {AppError} `forbidden` without a business profile, or unless the caller edits there
 */
export async function createChallenge(db: Db, input: NewChallenge): Promise<Row> {
  return oneOf(await db.from("challenges").insert(given(input)).select("id").single()) as Row;
}

/** Null: it does not exist, is not visible, or the caller may not edit it. */
export async function updateChallenge(
  db: Db,
  id: string,
  patch: ChallengePatch,
): Promise<Row | null> {
  return firstOf(await db.from("challenges").update(given(patch)).eq("id", id).select("id"));
}

/**
 * Puts a challenge away. Null: there is none that the caller may see.
 *
 * @throws {AppError} `forbidden` when the caller sees it but is no admin of its company
 */
export async function archiveChallenge(db: Db, id: string): Promise<Archived | null> {
  return firstOf(await db.rpc("archive_challenge", { p_challenge_id: id }));
}

/**
 * A new reward of a challenge.
 *
 * @throws {AppError} `not_found` for a challenge the caller cannot see, `forbidden` for one they may
 * not edit
 */
export async function createReward(db: Db, input: NewReward): Promise<Row> {
  const result = await db.from("rewards").insert(given(input)).select("id").single();
  // Refused by the policy: whether the caller may know why depends on what they see.
  if (result.error?.code === "42501" && !(await findChallenge(db, input.challenge_id)).length) {
    throw new AppError("not_found", "There is no such challenge.");
  }
  return oneOf(result) as Row;
}

/**
 * Changes a reward. Null: there is none that the caller may see.
 *
 * @throws {AppError} `forbidden` when the caller sees it but may not edit it
 */
export async function updateReward(
  db: Db,
  id: string,
  patch: RewardPatch,
): Promise<RewardRow | null> {
  const updated = firstOf<RewardRow>(
    await db.from("rewards").update(given(patch)).eq("id", id).select(REWARD_COLUMNS),
  );
  if (!updated) await refuseIfVisible(db, id);
  return updated;
}

/** Takes a reward out of the challenge; what was granted stays granted. Otherwise as above. */
export async function archiveReward(db: Db, id: string): Promise<Archived | null> {
  const archived = firstOf<Archived>(
    await db.from("rewards").update({ status: "ARCHIVED" }).eq("id", id).select("id,status"),
  );
  if (!archived) await refuseIfVisible(db, id);
  return archived;
}

/** Row security filters silently: look whether there was something to refuse. */
async function refuseIfVisible(db: Db, rewardId: string): Promise<void> {
  if ((await findReward(db, rewardId)).length) {
    throw new AppError("forbidden", "Only an editor of the company may change this reward.");
  }
}
