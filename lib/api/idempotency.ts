/**
 * Repeated calls. A POST with an `Idempotency-Key` runs once; whoever sends it again within a day
 * gets the answer of the first one. Who holds a key is decided in the database, so it holds for
 * several instances of the app alike.
 */
import { createHash } from "node:crypto";
import { AppError } from "@/lib/api/errors";
import { describeError, log } from "@/lib/api/log";
import type { Operation } from "@/lib/api/operation";
import { firstOf, oneOf } from "@/lib/supabase/results";
import type { Db } from "@/lib/supabase/types";

const HEADER = "Idempotency-Key";
/** Visible ASCII. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** How long a second call waits for the first before it is told to come back. */
const WAITS_MS = [100, 200, 400];

export type StoredAnswer = { status: number; body: string };

/**
 * The key of a request; undefined where none was given or the operation heeds none.
 *
 * @throws {AppError} `bad_request` when it is too long or holds anything but visible ASCII
 */
export function idempotencyKey(
  { method, headers }: Pick<Request, "method" | "headers">,
  { access, idempotency }: Pick<Operation, "access" | "idempotency">,
): string | undefined {
  if (method !== "POST" || access !== "user" || !idempotency) return undefined;
  const key = headers.get(HEADER);
  if (key === null) return undefined;
  if (!KEY.test(key)) {
    throw refused("1 to 255 visible ASCII characters.");
  }
  return key;
}

function refused(problem: string): AppError {
  return new AppError("bad_request", `Check the ${HEADER}.`, { fields: { [HEADER]: [problem] } });
}

/** What makes two requests the same: parameters and body as they were understood. */
export function requestHash(query: unknown, body: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([query, body ?? null]))
    .digest("hex");
}

type Claim = {
  outcome: "run" | "replay" | "running" | "different";
  attempt: string | null;
  status: number | null;
  body: string | null;
};

/** Either the answer of an earlier call, or a run whose answer is to be kept or given up. */
export type Turn =
  | { replay: StoredAnswer }
  | { replay: null; keep(answer: StoredAnswer): Promise<void> };

/**
 * Takes the key for this call, or finds what an earlier one answered.
 *
 * @throws {AppError} `conflict` with `Retry-After` while another call with the key is under way;
 *   `bad_request` when the key belongs to another request
 */
export async function takeTurn(
  db: Db,
  operation: string,
  key: string,
  hash: string,
): Promise<Turn> {
  const name = { p_operation: operation, p_key: key };
  for (let tries = 0; ; tries += 1) {
    const claim = firstOf<Claim>(
      await db.rpc("claim_idempotency_key", { ...name, p_request_hash: hash }),
    );
    if (claim?.outcome === "run" && claim.attempt) {
      const attempt = claim.attempt;
      return { replay: null, keep: (answer) => keep(db, { ...name, p_attempt: attempt }, answer) };
    }
    if (claim?.outcome === "replay" && claim.status !== null && claim.body !== null) {
      return { replay: { status: claim.status, body: claim.body } };
    }
    if (claim?.outcome === "different") {
      throw refused("This key was used for another request.");
    }
    const wait = WAITS_MS[tries];
    if (wait === undefined) {
      throw new AppError("conflict", "The first request with this Idempotency-Key still runs.", {
        headers: { "retry-after": "1" },
      });
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Failures a repeat may cure are not kept: ours, and "not now". */
const isFinal = (status: number) => status < 500 && status !== 401 && status !== 429;

type Run = { p_operation: string; p_key: string; p_attempt: string };

/** Never throws: the work is done, and its answer matters more than the note about it. */
async function keep(db: Db, run: Run, { status, body }: StoredAnswer): Promise<void> {
  try {
    oneOf(
      isFinal(status)
        ? await db.rpc("store_idempotent_answer", { ...run, p_status: status, p_body: body })
        : await db.rpc("release_idempotency_key", run),
    );
  } catch (error) {
    log.error({ operation: run.p_operation, error: describeError(error) }, "idempotency key");
  }
}
