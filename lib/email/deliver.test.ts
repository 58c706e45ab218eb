import { afterEach, beforeEach, expect, test, vi } from "vitest";

const calls = vi.hoisted(() => ({ names: [] as string[], fails: false }));

vi.mock("@/lib/env", () => ({ env: { logLevel: "silent", release: "test" } }));
vi.mock("@/lib/supabase/admin", () => ({
  createAdminClient: () => {
    if (calls.fails) throw new Error("No database.");
    return {
      rpc: async (name: string) => {
        calls.names.push(name);
        return { data: [], error: null };
      },
    };
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  calls.names.length = 0;
  calls.fails = false;
});
afterEach(() => vi.useRealTimers());

const count = (name: string) => calls.names.filter((called) => called === name).length;

test("the timer looks every minute and tidies up every hour, however often it is started", async () => {
  const { startMailTimer } = await import("./deliver.ts");
  startMailTimer();
  startMailTimer();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(calls.names).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(count("claim_mails")).toBe(1);
  expect(count("tidy_mails")).toBe(1);
  await vi.advanceTimersByTimeAsync(61 * 60_000);
  expect(count("claim_mails")).toBe(62);
  expect(count("tidy_mails")).toBe(2);

  // A database that is away for a while does not stop it.
  calls.fails = true;
  await vi.advanceTimersByTimeAsync(120_000);
  calls.fails = false;
  calls.names.length = 0;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls.names).toContain("claim_mails");
});

test("what waits is left to the timer where no request is", async () => {
  const { deliverSoon } = await import("./deliver.ts");
  expect(deliverSoon).not.toThrow();
});
