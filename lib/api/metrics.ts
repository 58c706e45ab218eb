/** Counters of this process, by operation and status. */
import { processWide } from "@/lib/api/process-wide";

type Counter = { count: number; totalMs: number; maxMs: number };

const counters = processWide("request-counters", () => new Map<string, Counter>());

export function recordRequest(operation: string, method: string, status: number, ms: number): void {
  const key = `${operation} ${method} ${status}`;
  let counter = counters.get(key);
  if (!counter) {
    counter = { count: 0, totalMs: 0, maxMs: 0 };
    counters.set(key, counter);
  }
  counter.count += 1;
  counter.totalMs += ms;
  counter.maxMs = Math.max(counter.maxMs, ms);
}

/** A copy, for a metrics endpoint and for tests. */
export function requestCounters(): Record<string, Counter> {
  return Object.fromEntries([...counters].map(([key, counter]) => [key, { ...counter }]));
}
