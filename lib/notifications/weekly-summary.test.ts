import { beforeEach, expect, test, vi } from "vitest";

const settings = vi.hoisted(() => ({
  env: { logLevel: "silent", release: "test", supabaseSecretKey: "secret" },
}));
const rpc = vi.hoisted(() => vi.fn());
vi.mock("@/lib/env", () => settings);
vi.mock("@/lib/supabase/admin", () => ({ createAdminClient: () => ({ rpc }) }));

import { unsubscribeToken } from "@/lib/email/unsubscribe-token";
import { queueWeeklySummaries, weeklySummaryByLink } from "./weekly-summary.ts";

const done = (is_more: boolean) => ({
  data: [{ mails: 3, companies: 2, failures: 0, is_more }],
  error: null,
});

beforeEach(() => rpc.mockReset());

test("goes on while there are more, and not for ever", async () => {
  rpc.mockResolvedValueOnce(done(true)).mockResolvedValueOnce(done(false));
  await queueWeeklySummaries();
  expect(rpc.mock.calls).toEqual([["queue_weekly_summaries"], ["queue_weekly_summaries"]]);
  rpc.mockReset().mockResolvedValue(done(true));
  await queueWeeklySummaries();
  expect(rpc).toHaveBeenCalledTimes(10);
});

test("does not stand in the way of other mail", async () => {
  rpc.mockResolvedValueOnce({ data: null, error: { code: "57014", message: "Timeout." } });
  await expect(queueWeeklySummaries()).resolves.toBeUndefined();
  rpc.mockRejectedValueOnce(new Error("No network."));
  await expect(queueWeeklySummaries()).resolves.toBeUndefined();
  expect(rpc).toHaveBeenCalledTimes(2);
});

test("a link asks, or says what is wished; a wrong one asks nobody", async () => {
  const [companyId, memberId] = [crypto.randomUUID(), crypto.randomUUID()];
  const token = unsubscribeToken({ companyId, memberId });
  rpc.mockResolvedValue({ data: [{ company_name: "Acme", is_on: false }], error: null });
  expect(await weeklySummaryByLink(token)).toEqual({ company: "Acme", on: false });
  await weeklySummaryByLink(token, false);
  const whose = { p_company_id: companyId, p_member_id: memberId };
  expect(rpc.mock.calls.map(([, given]) => given)).toEqual([whose, { ...whose, p_on: false }]);
  rpc.mockReset().mockResolvedValue({ data: [], error: null });
  expect(await weeklySummaryByLink(token)).toBeNull();
  expect(await weeklySummaryByLink("A".repeat(80), false)).toBeNull();
  expect(rpc).toHaveBeenCalledTimes(1);
});
