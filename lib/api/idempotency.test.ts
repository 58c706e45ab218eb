import { describe, expect, test, vi } from "vitest";
import { idempotencyKey, requestHash, takeTurn } from "@/lib/api/idempotency";
import type { Db } from "@/lib/supabase/types";

const post = (key?: string, method = "POST") => ({
  method,
  headers: new Headers(key === undefined ? {} : { "idempotency-key": key }),
});
const creating = { access: "user", idempotency: true } as const;

/** A database that answers the claims in turn and remembers what else it was asked. */
function database(...outcomes: { outcome: string; status?: number; body?: string }[]) {
  const calls: [string, Record<string, unknown>][] = [];
  const rpc = async (name: string, input: Record<string, unknown>) => {
    calls.push([name, input]);
    if (name !== "claim_idempotency_key") return { data: null, error: null };
    const { outcome, status = null, body = null } = outcomes.shift() ?? { outcome: "running" };
    return { data: [{ outcome, attempt: "attempt", status, body }], error: null };
  };
  return { db: { rpc } as unknown as Db, calls };
}

describe("the key", () => {
  test("counts on POST of signed-in callers, unless the operation opts out", () => {
    expect(idempotencyKey(post("k"), creating)).toBe("k");
    expect(idempotencyKey(post(), creating)).toBeUndefined();
    expect(idempotencyKey(post("k", "PUT"), creating)).toBeUndefined();
    expect(idempotencyKey(post("k"), { ...creating, access: "public" })).toBeUndefined();
    expect(idempotencyKey(post("k"), { ...creating, idempotency: false })).toBeUndefined();
  });

  test("is 1 to 255 visible ASCII characters", () => {
    expect(idempotencyKey(post("x".repeat(255)), creating)).toHaveLength(255);
    for (const bad of ["", "a b", "x".repeat(256), "\u00e9"]) {
      expect(() => idempotencyKey(post(bad), creating), bad).toThrow("Idempotency-Key");
    }
  });
});

test("the hash tells requests apart", () => {
  expect(requestHash({}, { a: 1 })).toBe(requestHash({}, { a: 1 }));
  expect(requestHash({}, { a: 1 })).not.toBe(requestHash({}, { a: "1" }));
  expect(requestHash({ a: 1 }, {})).not.toBe(requestHash({}, { a: 1 }));
});

describe("a turn", () => {
  test.each([
    [201, "store_idempotent_answer"],
    [409, "store_idempotent_answer"],
    [429, "release_idempotency_key"],
    [500, "release_idempotency_key"],
    [503, "release_idempotency_key"],
  ])("that ends with %i calls %s", async (status, expected) => {
    const { db, calls } = database({ outcome: "run" });
    const turn = await takeTurn(db, "o", "k", "h");
    if (turn.replay) throw new Error("nothing was stored");
    await turn.keep({ status, body: "{}" });
    expect(calls.at(-1)?.[0]).toBe(expected);
    expect(calls.at(-1)?.[1]).toMatchObject({ p_attempt: "attempt" });
  });

  test("waits for the first one and gets its answer", async () => {
    const stored = { outcome: "replay", status: 201, body: "{}" };
    const { db } = database({ outcome: "running" }, { outcome: "running" }, stored);
    expect(await takeTurn(db, "o", "k", "h")).toEqual({ replay: { status: 201, body: "{}" } });
  });

  test("does not wait for ever", async () => {
    vi.useFakeTimers();
    const turn = takeTurn(database().db, "o", "k", "h");
    const refused = expect(turn).rejects.toMatchObject({
      code: "conflict",
      headers: { "retry-after": "1" },
    });
    await vi.runAllTimersAsync();
    await refused;
    vi.useRealTimers();
  });

  test("belongs to one request", async () => {
    await expect(
      takeTurn(database({ outcome: "different" }).db, "o", "k", "h"),
    ).rejects.toMatchObject({
      code: "bad_request",
      fields: { "Idempotency-Key": [expect.any(String)] },
    });
  });
});
