import { expect, test } from "vitest";
import { AppError } from "@/lib/api/errors";
import { createRateLimits, limits } from "@/lib/api/rate-limit";

const { points } = limits.auth;

test("what is over the budget is refused, with the time to wait", async () => {
  const budgets = createRateLimits();
  for (let i = 0; i < points; i += 1) await budgets.consume("auth", "a");
  const refused = await budgets.consume("auth", "a").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AppError);
  expect((refused as AppError).headers?.["retry-after"]).toMatch(/^\d+$/);
  expect((await budgets.consume("auth", "b")).left).toBe(points - 1);
});

test("where limits are only reported, nobody is refused and everybody is told", async () => {
  const budgets = createRateLimits(null, false);
  for (let i = 0; i < points; i += 1) await budgets.consume("auth", "a");
  expect(await budgets.consume("auth", "a")).toMatchObject({ limit: points, left: 0 });
});
