/**
 * Openings on their way into the event log. They are gathered and written in groups after the
 * answers are out: a request never waits for its event, and never fails because of it.
 */
import "server-only";
import { createHash } from "node:crypto";
import { isbot } from "isbot";
import { LRUCache } from "lru-cache";
import { after } from "next/server";
import type { Opening } from "@/lib/analytics/opening";
import { clientAddress } from "@/lib/api/client-address";
import { describeError, log } from "@/lib/api/log";
import { processWide } from "@/lib/api/process-wide";
import { env } from "@/lib/env";
import { createAdminClient } from "@/lib/supabase/admin";

/** A group is written when it is this large or this old (ms), whatever comes first. */
export const GROUP_SIZE = 200;
export const GROUP_AGE = 500;
/** What waits at most while the database does not answer; more is dropped. */
const QUEUE_CAP = 10_000;
/**
 * The same person opening the same thing again within such a slot is one opening. Days begin at a
 * multiple of it in every time zone, so no day loses its view.
 */
const SLOT = 15 * 60_000;

type RecordedEvent = Opening & {
  person?: string;
  fingerprint?: string;
  bot: boolean;
  at: string;
};

type State = {
  waiting: RecordedEvent[];
  dropped: number;
  /** Resolves when everything gathered so far is written or given up. */
  writing: Promise<void> | null;
  hurry: (() => void) | null;
  flushing: boolean;
  seen: LRUCache<string, true>;
  bots: LRUCache<string, boolean>;
};

const state = processWide(
  "event-recorder",
  (): State => ({
    waiting: [],
    dropped: 0,
    writing: null,
    hurry: null,
    flushing: false,
    seen: new LRUCache({ max: 20_000 }),
    bots: new LRUCache({ max: 2_000 }),
  }),
);

/** Notes an opening, if it was one. Costs no more than a hash, and throws nothing. */
export function recordOpening(
  request: Request,
  userId: string | undefined,
  describe: () => Opening | null,
): void {
  try {
    if (request.method === "HEAD" || isPrefetch(request.headers)) return;
    const opening = describe();
    if (!opening) return;
    const event = described(request, userId, opening);
    if (isRepeated(event)) return;
    if (state.waiting.length >= QUEUE_CAP) state.dropped += 1;
    else state.waiting.push(event);
    if (state.waiting.length >= GROUP_SIZE) state.hurry?.();
    if (!state.writing) {
      state.writing = writeSoon();
      keepAlive(state.writing);
    }
  } catch (error) {
    log.error({ error: describeError(error) }, "event not recorded");
  }
}

/** For tests and shutdown: everything noted so far is in the log afterwards, or given up. */
export async function flushOpenings(): Promise<void> {
  state.flushing = true;
  state.hurry?.();
  await state.writing;
  state.flushing = false;
}

/** Where functions are frozen after their answer, this keeps them awake until the group is out. */
function keepAlive(work: Promise<void>) {
  try {
    after(() => work);
  } catch {
    // Not within a request of Next (tests): nothing will freeze us.
  }
}

async function writeSoon(): Promise<void> {
  try {
    do {
      if (state.waiting.length < GROUP_SIZE && !state.flushing) await groupFull();
      await write(state.waiting.splice(0, GROUP_SIZE));
    } while (state.waiting.length > 0);
  } finally {
    state.writing = null;
  }
}

function groupFull(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      state.hurry = null;
      resolve();
    };
    const timer = setTimeout(done, GROUP_AGE);
    state.hurry = done;
  });
}

async function write(events: RecordedEvent[]): Promise<void> {
  const dropped = state.dropped;
  state.dropped = 0;
  try {
    // The service key: nobody may write the log as themselves, and most who open have no account.
    const { error } = await createAdminClient().rpc("record_events", { p_events: events });
    if (error) throw error;
    if (dropped) throw new Error("more openings than the database takes");
  } catch (error) {
    log.error(
      { events: events.length, dropped, error: describeError(error) },
      "events not recorded",
    );
  }
}

function described(request: Request, userId: string | undefined, opening: Opening): RecordedEvent {
  const { headers } = request;
  const agent = headers.get("user-agent") ?? "";
  const language = languageTag(opening.language) ?? languageTag(headers.get("accept-language"));
  return {
    ...opening,
    language,
    ...(userId ? { person: userId } : { fingerprint: fingerprint(headers, agent) }),
    bot: isMachine(agent),
    at: new Date().toISOString(),
  };
}

/** Never leaves for the log as it is: the database salts it by company and day. */
function fingerprint(headers: Headers, agent: string): string {
  return createHash("sha256")
    .update(`${clientAddress(headers, env.trustedProxyHops)}\n${agent}`)
    .digest("base64url");
}

function isRepeated(event: RecordedEvent): boolean {
  const { kind, experience_id, story_id, source, placement, person, fingerprint: hash } = event;
  const slot = Math.floor(Date.now() / SLOT);
  const key = [slot, person ?? hash, kind, experience_id, story_id, source, placement].join("|");
  if (state.seen.has(key)) return true;
  state.seen.set(key, true);
  return false;
}

/** Who sends no name at all is a script. */
function isMachine(agent: string): boolean {
  if (!agent) return true;
  const key = agent.slice(0, 500);
  let known = state.bots.get(key);
  if (known === undefined) {
    known = isbot(key);
    state.bots.set(key, known);
  }
  return known;
}

/** The first language of a list, as `vi` or `pt-br`. */
export function languageTag(given: string | null | undefined): string | undefined {
  const tag = given?.split(/[,;]/, 1)[0]?.trim().toLowerCase();
  return tag && /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/.test(tag) ? tag : undefined;
}

/** Browsers and messengers that load ahead of a tap that may never come. */
function isPrefetch(headers: Headers): boolean {
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? "";
  return purpose.includes("prefetch") || purpose.includes("preview");
}
