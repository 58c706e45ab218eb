/** `experiences/challenge`, with its rewards, as installed clients know it. */
import "server-only";
import { z } from "zod";
import { getBusinessRank } from "@/lib/accounts/queries";
import { AppError } from "@/lib/api/errors";
import { exampleIds } from "@/lib/api/examples";
import type { Identity } from "@/lib/api/identity";
import { operation } from "@/lib/api/operation";
import { pageOf, pagingQuery } from "@/lib/api/paging";
import type { Resource } from "@/lib/api/resource";
import { uuid } from "@/lib/api/schemas";
import {
  archiveChallenge,
  archiveReward,
  createChallenge,
  createReward,
  updateChallenge,
  updateReward,
} from "@/lib/challenges/mutations";
import {
  findChallenge,
  findReward,
  listBusinessChallenges,
  listBusinessRewards,
  listChallenges,
  listRewards,
} from "@/lib/challenges/queries";
import {
  challengePatch,
  challengeRow,
  newChallenge,
  newReward,
  rewardPatch,
  rewardRow,
} from "@/lib/challenges/schemas";
import type { Db } from "@/lib/supabase/types";

const challengeId = { challenge_id: uuid };
const rewardId = { "reward-id": uuid };
const ofChallenge = { "challenge-id": uuid.optional().describe("Only rewards of this challenge.") };
const success = z.literal(true);
const created = z.object({ id: z.string() });

const noSuchReward = () => new AppError("not_found", "There is no such reward.");

/** Lists for businesses answer business people only. */
async function forBusiness<T>(db: Db, user: Identity, answer: Promise<T>): Promise<T> {
  const [rank, list] = await Promise.all([getBusinessRank(db, user.userId), answer]);
  if (rank === "none") throw new AppError("forbidden", "This needs a business profile.");
  return list;
}

// Challenges: businesses --------------------------------------------------------------------------

const create = operation({
  id: "experiences.challenge.business.create",
  summary: "Create a challenge.",
  description:
    "It begins PASSIVE. It belongs to the company in `company_id`; without it to the one company " +
    "the caller edits for, or, when there are none or several, to the caller's business alone.",
  access: "user",
  role: "business user; editor where it belongs to a company",
  body: newChallenge,
  failures: ["forbidden"],
  success: { status: 200, schema: z.object({ data: created, success }) },
  example: {
    as: "editor",
    body: {
      title: "Follow the lanterns",
      description: "Five stops through the old town, the last one on the water.",
      tourSchedule: "Full moon nights, from 18:00",
    },
  },
  async handle({ db, body }) {
    return { data: await createChallenge(db, body), success: true as const };
  },
});

const businessList = operation({
  id: "experiences.challenge.business.get-all",
  summary: "Challenges of one's companies and one's own, in any state, newest first.",
  access: "user",
  role: "business user; SUPER_ADMIN for all",
  query: pagingQuery,
  failures: ["forbidden"],
  success: { status: 200, schema: pageOf(challengeRow) },
  example: { as: "member" },
  handle: ({ db, user, query }) => forBusiness(db, user, listBusinessChallenges(db, query)),
});

const update = operation({
  id: "experiences.challenge.business.update",
  summary: "Change a challenge.",
  description:
    "The status ACTIVE publishes it, PASSIVE pauses it, ARCHIVED ends it. An unknown id answers 403.",
  access: "user",
  role: "editor of its company, its own business, or SUPER_ADMIN",
  query: challengeId,
  body: challengePatch,
  failures: ["forbidden", "conflict"],
  success: {
    status: 200,
    schema: z.object({ success, message: z.string(), data: z.array(created) }),
  },
  example: {
    as: "editor",
    query: { challenge_id: exampleIds.challenge },
    body: { title: "Follow the lanterns home", status: "ACTIVE" },
  },
  async handle({ db, query, body }) {
    const updated = await updateChallenge(db, query.challenge_id, body);
    // Same answer for foreign drafts and unknown ids, so ids cannot be probed.
    if (!updated) throw new AppError("forbidden", "You may not change this challenge.");
    return { success: true as const, message: "The challenge is saved.", data: [updated] };
  },
});

const remove = operation({
  id: "experiences.challenge.business.delete",
  summary: "Put a challenge away.",
  description:
    "Sets its status to ARCHIVED; may be repeated. Empty when there was nothing to put away.",
  access: "user",
  role: "admin of its company, its own business, or SUPER_ADMIN",
  query: challengeId,
  failures: ["forbidden"],
  success: {
    status: 200,
    schema: z.object({ data: z.array(z.object({ id: z.string(), status: z.string() })) }),
  },
  example: { as: "admin", query: { challenge_id: exampleIds.spareChallenge } },
  async handle({ db, query }) {
    const archived = await archiveChallenge(db, query.challenge_id);
    return { data: archived ? [archived] : [] };
  },
});

// Challenges: travellers --------------------------------------------------------------------------

const list = operation({
  id: "experiences.challenge.user.get-all",
  summary: "Challenges that run, newest first.",
  access: "user",
  role: "any user",
  query: pagingQuery,
  success: { status: 200, schema: pageOf(challengeRow) },
  example: { as: "traveller" },
  handle: ({ db, query }) => listChallenges(db, query),
});

const get = operation({
  id: "experiences.challenge.user.get",
  summary: "One challenge, as a list of one or none.",
  description: "One that runs, or in any state one of the caller's companies or their own.",
  access: "user",
  role: "any user",
  query: challengeId,
  success: { status: 200, schema: z.object({ data: z.array(challengeRow) }) },
  example: { as: "traveller", query: { challenge_id: exampleIds.challenge } },
  async handle({ db, query }) {
    return { data: await findChallenge(db, query.challenge_id) };
  },
});

// Rewards -----------------------------------------------------------------------------------------

const createOne = operation({
  id: "experiences.challenge.business.reward.create",
  summary: "Add a reward to a challenge.",
  access: "user",
  role: "editor of the challenge's company, its own business, or SUPER_ADMIN",
  body: newReward,
  failures: ["forbidden", "not_found"],
  success: { status: 200, schema: z.object({ success, data: created }) },
  example: {
    as: "editor",
    body: {
      challenge_id: exampleIds.challenge,
      name: "Lotus tea",
      description: "At the workshop by the bridge.",
      reward_type: "drink",
      amount: "1 cup",
    },
  },
  async handle({ db, body }) {
    return { success: true as const, data: await createReward(db, body) };
  },
});

const businessRewardPage = pageOf(rewardRow).extend({ success });

const businessRewardList = operation({
  id: "experiences.challenge.business.reward.get-all",
  summary: "Rewards of one's challenges, in any state, newest first.",
  access: "user",
  role: "business user; SUPER_ADMIN for all",
  query: { ...ofChallenge, ...pagingQuery },
  failures: ["forbidden"],
  success: { status: 200, schema: businessRewardPage },
  example: { as: "member", query: { "challenge-id": exampleIds.challenge } },
  async handle({ db, user, query: { "challenge-id": challenge, ...paging } }) {
    const answer = await forBusiness(db, user, listBusinessRewards(db, challenge, paging));
    return { success: true as const, ...answer };
  },
});

const updateOne = operation({
  id: "experiences.challenge.business.reward.update",
  summary: "Change a reward.",
  description: "One that was granted already stays with its challenge.",
  access: "user",
  role: "editor of the challenge's company, its own business, or SUPER_ADMIN",
  query: rewardId,
  body: rewardPatch,
  failures: ["forbidden", "not_found", "conflict"],
  success: { status: 200, schema: z.object({ data: rewardRow }) },
  example: {
    as: "editor",
    query: { "reward-id": exampleIds.reward },
    body: { amount: "2 cups" },
  },
  async handle({ db, query, body }) {
    const data = await updateReward(db, query["reward-id"], body);
    if (!data) throw noSuchReward();
    return { data };
  },
});

const removeOne = operation({
  id: "experiences.challenge.business.reward.delete",
  summary: "Take a reward out of its challenge.",
  description: "Sets its status to ARCHIVED; what was granted stays granted. May be repeated.",
  access: "user",
  role: "editor of the challenge's company, its own business, or SUPER_ADMIN",
  query: rewardId,
  failures: ["forbidden", "not_found"],
  success: {
    status: 200,
    schema: z.object({ data: z.object({ id: z.string(), status: z.string() }) }),
  },
  example: { as: "editor", query: { "reward-id": exampleIds.spareReward } },
  async handle({ db, query }) {
    const data = await archiveReward(db, query["reward-id"]);
    if (!data) throw noSuchReward();
    return { data };
  },
});

const rewardList = operation({
  id: "experiences.challenge.user.reward.get-all",
  summary: "What running challenges give, newest first.",
  access: "user",
  role: "any user",
  query: { ...ofChallenge, ...pagingQuery },
  success: { status: 200, schema: pageOf(rewardRow) },
  example: { as: "traveller", query: { "challenge-id": exampleIds.challenge } },
  handle: ({ db, query: { "challenge-id": challenge, ...paging } }) =>
    listRewards(db, challenge, paging),
});

const rewardGet = operation({
  id: "experiences.challenge.user.reward.get",
  summary: "One reward, as a list of one or none.",
  description: "Asked without an id, it answers the list, as its address always could be.",
  access: "user",
  role: "any user",
  query: { "reward-id": uuid.optional() },
  success: { status: 200, schema: z.object({ data: z.array(rewardRow) }) },
  example: { as: "traveller", query: { "reward-id": exampleIds.reward } },
  async handle({ db, query: { "reward-id": id } }) {
    return { data: id ? await findReward(db, id) : (await listRewards(db, undefined)).data };
  },
});

// `challenge/…` and `destination/challenge/…` are the same resources: see the table of spellings.

export const businessChallenges: Resource = {
  address: "experiences/challenge/business",
  list: businessList,
  post: create,
  put: update,
  delete: remove,
};
export const challenges: Resource = {
  address: "experiences/challenge/user",
  list,
  one: get,
  selectedBy: ["challenge-id"],
};
export const businessRewards: Resource = {
  address: "experiences/challenge/business/reward",
  list: businessRewardList,
  post: createOne,
  put: updateOne,
  delete: removeOne,
};
export const rewards: Resource = {
  address: "experiences/challenge/user/reward",
  list: rewardList,
  one: rewardGet,
  selectedBy: ["reward-id"],
};
