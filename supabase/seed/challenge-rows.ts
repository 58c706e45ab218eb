/** Rows of the challenges, and of what travellers did in them. */
import { type ChallengeSeed, challenges, type WalkSeed } from "./data/challenges.ts";
import { experiences } from "./experiences.ts";
import { companyIds, experienceId, personId, seedId } from "./ids.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;

const before = (anchor: Date, days: number): Date => new Date(anchor.getTime() - days * DAY);
const challengeId = (c: ChallengeSeed) => seedId("challenge", c.key);
const stepId = (c: ChallengeSeed, index: number) => seedId("step", `${c.key}/${index}`);
const walkId = (c: ChallengeSeed, w: WalkSeed) => seedId("walk", `${c.key}/${w.by}`);

/** Digits of an id: as good as chance, and the same on every machine. */
const digits = (id: string, count: number) =>
  (Number.parseInt(id.slice(0, 8), 16) % 10 ** count).toString().padStart(count, "0");

const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const code = (id: string) =>
  id
    .replaceAll("-", "")
    .slice(0, 16)
    .replaceAll(/../g, (pair) => ALPHABET.charAt(Number.parseInt(pair, 16) & 31));

export const challengeRows = (anchor: Date) =>
  challenges.map((c) => ({
    id: challengeId(c),
    businessid: personId(c.by),
    company_id: companyIds[c.company],
    title: c.title,
    description: c.description,
    theme: c.theme,
    tourSchedule: c.schedule,
    status: c.status,
    starts_at: c.walks.length ? before(anchor, c.age - 1) : null,
    ends_at: c.ended === undefined ? null : before(anchor, c.ended),
    created: before(anchor, c.age),
    /** Key of the picture; replaced by its link. */
    cover: c.cover,
  }));

export const stepRows = (anchor: Date) =>
  challenges.flatMap((c) =>
    c.steps.map((s, i) => {
      const place = experiences.find((e) => e.slug === s.slug);
      return {
        id: stepId(c, i),
        challenge_id: challengeId(c),
        position: i + 1,
        title: s.title,
        instructions: s.instructions,
        proof: s.proof,
        experience_id: s.slug ? experienceId(s.slug) : null,
        latitude: place?.latitude ?? null,
        longitude: place?.longitude ?? null,
        radius_m: s.radius ?? 100,
        question: s.question ?? null,
        choices: s.choices ?? null,
        created_at: before(anchor, c.age),
      };
    }),
  );

/** Made by a trigger with chance in them; these are the demo's. */
export const stepKeys = () =>
  challenges.flatMap((c) =>
    c.steps.map((s, i) => ({
      step_id: stepId(c, i),
      qr_token: seedId("qr", `${c.key}/${i}`).replaceAll("-", ""),
      pin: digits(seedId("pin", `${c.key}/${i}`), 4),
      answer: s.answer ?? null,
    })),
  );

const finished = (c: ChallengeSeed, w: WalkSeed) => w.steps === c.steps.length && !w.pending;

/** When a walk begins and when each of its steps is done: mornings, half an hour between stops. */
function times(anchor: Date, w: WalkSeed) {
  const start = before(anchor, w.day - 0.1).getTime();
  return {
    start: new Date(start),
    step: (index: number) => new Date(start + (12 + index * 33 + ((index * 7) % 5)) * MINUTE),
  };
}

/** Who got what, in the order of finishing, while there was some. */
function grants(c: ChallengeSeed) {
  const done = c.walks.filter((w) => finished(c, w)).sort((a, b) => b.day - a.day);
  return c.rewards.flatMap((reward, nth) =>
    done.slice(0, reward.stock).map((walk) => ({ reward, walk, nth })),
  );
}

export const rewardRows = (anchor: Date) =>
  challenges.flatMap((c) =>
    c.rewards.map((r) => ({
      id: seedId("reward", `${c.key}/${r.key}`),
      challenge_id: challengeId(c),
      created_by: personId(c.by),
      name: r.name,
      description: r.description,
      effective_from: null,
      expired_at: c.ended === undefined ? null : before(anchor, c.ended),
      valid_days: r.validDays ?? null,
      status: c.status === "ARCHIVED" ? "ARCHIVED" : "ACTIVE",
      reward_type: r.type,
      amount: r.amount,
      stock: r.stock ?? null,
      granted: grants(c).filter(({ reward, walk }) => reward === r && !walk.voided).length,
      created_at: before(anchor, c.age),
    })),
  );

export const walkRows = (anchor: Date) => [
  ...challenges.flatMap((c) =>
    c.walks.map((w) => ({
      id: walkId(c, w),
      challenge_id: challengeId(c),
      user_id: personId(w.by),
      is_test: false,
      started_at: times(anchor, w).start,
      finished_at: finished(c, w) ? times(anchor, w).step(c.steps.length - 1) : null,
    })),
  ),
  // Somebody of the team tried the first one out the day before it began; counts nowhere.
  ...challenges.slice(0, 1).map((c) => ({
    id: seedId("walk", `${c.key}/test`),
    challenge_id: challengeId(c),
    user_id: personId("saigon-member"),
    is_test: true,
    started_at: before(anchor, c.age - 0.5),
    finished_at: null,
  })),
];

export const checkInRows = (anchor: Date) =>
  challenges.flatMap((c) =>
    c.walks.flatMap((w, n) =>
      c.steps.slice(0, w.steps).map((s, i) => {
        const tried = times(anchor, w).step(i);
        const open = w.pending === true && s.proof === "photo";
        const judged = s.proof === "photo" && !open;
        const decided = judged ? new Date(tried.getTime() + (4 + (n % 5)) * MINUTE) : null;
        return {
          id: seedId("check-in", `${c.key}/${w.by}/${i}`),
          participation_id: walkId(c, w),
          step_id: stepId(c, i),
          proof: s.proof,
          status: open ? "pending" : "accepted",
          attempts: s.proof === "quiz" ? 1 + (n % 3) : 1,
          tried_at: tried,
          distance_m: s.proof === "geo" ? 8 + ((n * 17) % 60) : null,
          // In the demo, the place's own picture stands in for the traveller's.
          media_id: s.proof === "photo" && s.slug ? seedId("media", s.slug) : null,
          accepted_at: open ? null : (decided ?? tried),
          decided_by: judged ? personId(c.by) : null,
          decided_at: decided,
          created_at: tried,
        };
      }),
    ),
  );

export const grantRows = (anchor: Date) =>
  challenges.flatMap((c) =>
    grants(c).map(({ reward, walk, nth }) => {
      const id = seedId("grant", `${c.key}/${reward.key}/${walk.by}`);
      const granted = times(anchor, walk).step(c.steps.length - 1);
      const end = granted.getTime() + (reward.validDays ?? 0) * DAY;
      const ended = c.ended === undefined ? end : Math.min(end, before(anchor, c.ended).getTime());
      // The second reward is fetched later, or not at all.
      const fetched = walk.redeemed === undefined ? null : walk.redeemed + nth * 5;
      const redeemed = fetched === null ? null : new Date(granted.getTime() + fetched * DAY);
      const taken = redeemed && redeemed < anchor ? redeemed : null;
      return {
        id,
        reward_id: seedId("reward", `${c.key}/${reward.key}`),
        participation_id: walkId(c, walk),
        code: code(id),
        granted_at: granted,
        expires_at: reward.validDays ? new Date(ended) : null,
        redeemed_at: taken,
        redeemed_by: taken ? personId(`${c.company}-member`) : null,
        voided_at: walk.voided ? new Date(granted.getTime() + 3 * 60 * MINUTE) : null,
        voided_by: walk.voided ? personId(c.by) : null,
        void_reason: walk.voided ?? null,
      };
    }),
  );
