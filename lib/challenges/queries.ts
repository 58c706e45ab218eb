import "server-only";
import { type Page, type Paging, page, pageArguments } from "@/lib/api/paging";
import {
  CHALLENGE_COLUMNS,
  type ChallengeRow,
  REWARD_COLUMNS,
  type RewardRow,
} from "@/lib/challenges/schemas";
import { rowsOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

const newestFirst = ({ created, id }: ChallengeRow) => ({ createdAt: created, id });

/** Challenges that run, of everybody, newest first. */
export async function listChallenges(db: Db, paging: Paging = {}): Promise<Page<ChallengeRow>> {
  const rows = rowsOf<ChallengeRow>(await db.rpc("list_challenges", pageArguments(paging)));
  return page(rows, paging, newestFirst);
}

/** Challenges of the caller's companies and their own, in any state; all for a SUPER_ADMIN. */
export async function listBusinessChallenges(
  db: Db,
  paging: Paging = {},
): Promise<Page<ChallengeRow>> {
  const rows = rowsOf<ChallengeRow>(
    await db.rpc("list_business_challenges", pageArguments(paging)),
  );
  return page(rows, paging, newestFirst);
}

/** One challenge in any state the caller may see; none otherwise. */
export async function findChallenge(db: Db, id: string): Promise<ChallengeRow[]> {
  return rowsOf(await db.from("challenges").select(CHALLENGE_COLUMNS).eq("id", id).limit(1));
}

/** Rewards that running challenges give, newest first; of one of them, or of all. */
export async function listRewards(
  db: Db,
  challengeId: string | undefined,
  paging: Paging = {},
): Promise<Page<RewardRow>> {
  const rows = rowsOf<RewardRow>(
    await db.rpc("list_rewards", rewardArguments(challengeId, paging)),
  );
  return page(rows, paging);
}

/** Rewards of challenges the caller works for, in any state. */
export async function listBusinessRewards(
  db: Db,
  challengeId: string | undefined,
  paging: Paging = {},
): Promise<Page<RewardRow>> {
  const rows = rowsOf<RewardRow>(
    await db.rpc("list_business_rewards", rewardArguments(challengeId, paging)),
  );
  return page(rows, paging);
}

/** One reward in any state the caller may see; none otherwise. */
export async function findReward(db: Db, id: string): Promise<RewardRow[]> {
  return rowsOf(await db.from("rewards").select(REWARD_COLUMNS).eq("id", id).limit(1));
}

function rewardArguments(challengeId: string | undefined, paging: Paging) {
  return { ...(challengeId ? { p_challenge_id: challengeId } : {}), ...pageArguments(paging) };
}
