/** Challenges and rewards as they travel. Safe in client components. */
import { z } from "zod";
import { link, text, timestamp, uuid } from "@/lib/api/schemas";

export const challengeStatuses = ["PASSIVE", "ACTIVE", "ARCHIVED"] as const;
export type ChallengeStatus = (typeof challengeStatuses)[number];

const status = z.enum(challengeStatuses);

/** The columns the contract knows as `challenges.*`; the table has more, for us. */
export const challengeRow = z
  .object({
    id: z.string(),
    businessid: z.string().nullable().describe("Whoever made it."),
    title: z.string().nullable(),
    description: z.string().nullable(),
    thumbnailUrl: z.string().nullable(),
    backgroundUrl: z.string().nullable(),
    tourSchedule: z.string().nullable(),
    status,
    qrurl: z.string().nullable(),
    price: z.number().nullable(),
    created: timestamp,
  })
  .meta({ id: "Challenge" });
export type ChallengeRow = z.output<typeof challengeRow>;

/** The select list of `challenges.*`. */
export const CHALLENGE_COLUMNS = Object.keys(challengeRow.shape).join(
  ",",
) as "id,businessid,title,description,thumbnailUrl,backgroundUrl,tourSchedule,status,qrurl,price,created";

export const rewardRow = z
  .object({
    id: z.string(),
    challenge_id: z.string(),
    created_by: z.string().nullable(),
    name: z.string().nullable(),
    description: z.string().nullable(),
    created_at: timestamp,
    effective_from: timestamp.nullable(),
    expired_at: timestamp.nullable(),
    status: z.string(),
    reward_type: z.string().nullable(),
    amount: z.string().nullable(),
  })
  .meta({ id: "Reward" });
export type RewardRow = z.output<typeof rewardRow>;

/** The select list of a reward. */
export const REWARD_COLUMNS = Object.keys(rewardRow.shape).join(
  ",",
) as "id,challenge_id,created_by,name,description,created_at,effective_from,expired_at,status,reward_type,amount";

const nullable = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

/** Fields clients send that have no effect: accepted, so that nothing they do breaks, and dropped. */
function ignored<Name extends string>(...names: Name[]) {
  const field = z.unknown().optional().describe("Older clients send it; it changes nothing.");
  return Object.fromEntries(names.map((name) => [name, field])) as Record<Name, typeof field>;
}

/** The input without those fields. */
function without<T extends object, Name extends keyof T>(
  input: T,
  names: Record<Name, unknown>,
): Omit<T, Name> {
  return Object.fromEntries(
    Object.entries(input).filter(([name]) => !Object.hasOwn(names, name)),
  ) as Omit<T, Name>;
}

const saysSomething = {
  error: "Nothing to change.",
  when: ({ issues }: { issues: readonly unknown[] }) => issues.length === 0,
};

const challengeTexts = {
  title: nullable(text(255)),
  description: nullable(text(50_000)),
  thumbnailUrl: nullable(link),
  backgroundUrl: nullable(link),
  tourSchedule: nullable(text(5_000)),
};

// The documented body is a mock: the code stored the five fields above and read no other. The
// creator is whoever asks, and everything begins PASSIVE.
const mockFields = ignored(
  "name",
  "reward_description",
  "max_rewards",
  "media",
  "start_date",
  "end_date",
  "status",
  "businessid",
);

/** What somebody may say about a new challenge. */
export const newChallenge = z
  .strictObject({
    ...challengeTexts,
    company_id: uuid
      .optional()
      .describe("The company whose editors manage it; without it the one the caller edits for."),
    ...mockFields,
  })
  .transform((input) => without(input, mockFields));
export type NewChallenge = z.output<typeof newChallenge>;

// Clients may send a whole row back ("any challenges column"); these stay what they are.
const fixedFields = ignored("id", "businessid", "created");

/** What somebody may change: never whose it is. */
export const challengePatch = z
  .strictObject({
    ...challengeTexts,
    status: status.optional(),
    qrurl: nullable(link),
    price: nullable(z.number().min(0).max(9_999_999_999.99)),
    ...fixedFields,
  })
  .transform((input) => without(input, fixedFields))
  .refine((patch) => Object.keys(patch).length > 0, saysSomething);
export type ChallengePatch = z.output<typeof challengePatch>;

const moment = z.union(
  [z.iso.datetime({ offset: true, local: true }), z.iso.date()],
  "Not a date and time.",
);

const rewardFields = {
  name: nullable(text(255)),
  description: nullable(text(5_000)),
  effective_from: nullable(moment),
  expired_at: nullable(moment),
  status: z
    .string()
    .toUpperCase()
    .pipe(status)
    .optional()
    .describe(`${challengeStatuses.join(", ")}, in whatever case; ACTIVE without it.`),
  reward_type: nullable(text(100)),
  amount: nullable(text(100)),
};

const inOrder = ({
  effective_from: from,
  expired_at: until,
}: {
  effective_from?: string | null | undefined;
  expired_at?: string | null | undefined;
}) => !from || !until || Date.parse(from) < Date.parse(until);
const order = {
  error: "Must be later than effective_from.",
  path: ["expired_at"],
  when: saysSomething.when,
};

export const newReward = z
  .strictObject({ challenge_id: uuid, ...rewardFields })
  .refine(inOrder, order);
export type NewReward = z.output<typeof newReward>;

const fixedRewardFields = ignored("id", "created_by", "created_at");

export const rewardPatch = z
  .strictObject({ challenge_id: uuid.optional(), ...rewardFields, ...fixedRewardFields })
  .transform((input) => without(input, fixedRewardFields))
  .refine((patch) => Object.keys(patch).length > 0, saysSomething)
  .refine(inOrder, order);
export type RewardPatch = z.output<typeof rewardPatch>;
