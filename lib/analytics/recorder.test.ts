/** Openings: which are noted, how they travel to the database, and that they disturb nobody. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

type Sent = Record<string, unknown>;
const groups: Sent[][] = [];
let answer: () => Promise<{ error: unknown }> = async () => ({ error: null });

vi.mock("@/lib/supabase/admin", () => ({
  createAdminClient: () => ({
    rpc: (_name: string, { p_events }: { p_events: Sent[] }) => {
      groups.push(p_events);
      return answer();
    },
  }),
}));
const failures: string[] = [];
vi.mock("@/lib/api/log", () => ({
  describeError: String,
  log: { error: (line: object, message: string) => failures.push(message + JSON.stringify(line)) },
}));
vi.mock("@/lib/env", () => ({ env: { trustedProxyHops: 1 } }));

const { flushOpenings, GROUP_AGE, GROUP_SIZE, languageTag, recordOpening } = await import(
  "./recorder.ts"
);

const BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15";
let address = 0;

function open(
  experience_id: string,
  { headers = {}, user, method = "GET" }: { headers?: object; user?: string; method?: string } = {},
) {
  const request = new Request("http://app.internal/api/x", {
    method,
    headers: { "x-forwarded-for": "198.51.100.7", "user-agent": BROWSER, ...headers },
  });
  recordOpening(request, user, () => ({ kind: "open", experience_id }));
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-23T10:00:00Z") });
  groups.length = 0;
  failures.length = 0;
  answer = async () => ({ error: null });
});
afterEach(async () => {
  await flushOpenings();
  vi.useRealTimers();
});
const newcomer = () => ({ "x-forwarded-for": `203.0.113.${++address}` });

describe("openings", () => {
  test("are written together, a moment later", async () => {
    open("a", { headers: { ...newcomer(), "accept-language": "pt-BR,pt;q=0.9,en;q=0.5" } });
    open("b", { user: "11111111-1111-4111-8111-111111111111" });
    expect(groups).toEqual([]);
    await vi.advanceTimersByTimeAsync(GROUP_AGE);
    expect(groups).toEqual([
      [
        expect.objectContaining({ experience_id: "a", language: "pt-br", bot: false }),
        expect.objectContaining({ person: "11111111-1111-4111-8111-111111111111" }),
      ],
    ]);
    // Neither the address nor the browser leaves as it is.
    expect(JSON.stringify(groups)).not.toMatch(/203\.0\.113|iPhone/);
    expect(groups[0]?.[1]).not.toHaveProperty("fingerprint");
  });

  test("in a rush are written at once, in groups", async () => {
    for (let i = 0; i < GROUP_SIZE + 5; i += 1) open(`rush ${i}`);
    await flushOpenings();
    expect(groups.map((group) => group.length)).toEqual([GROUP_SIZE, 5]);
  });

  test("again within a quarter of an hour are the same one, over midnight they are not", async () => {
    vi.setSystemTime(new Date("2026-11-23T16:59:59Z")); // 23:59 in Ho Chi Minh City
    const headers = newcomer();
    open("again", { headers });
    open("again", { headers });
    vi.setSystemTime(new Date("2026-11-23T17:00:00Z"));
    open("again", { headers });
    await flushOpenings();
    expect(groups.flat()).toHaveLength(2);
  });

  test("by machines are marked, by those who look ahead not noted", async () => {
    open("bot", { headers: { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" } });
    open("script", { headers: { "user-agent": "" } });
    open("prefetch", { headers: { "sec-purpose": "prefetch;prerender" } });
    open("head", { method: "HEAD" });
    await flushOpenings();
    expect(groups.flat().map(({ experience_id, bot }) => [experience_id, bot])).toEqual([
      ["bot", true],
      ["script", true],
    ]);
  });

  test("never make their request fail", async () => {
    expect(() =>
      recordOpening(new Request("http://x"), undefined, () => {
        throw new Error("no");
      }),
    ).not.toThrow();
    expect(failures.join()).toContain("event not recorded");

    answer = async () => {
      throw new Error("down");
    };
    open("lost");
    await flushOpenings();
    expect(failures.join()).toContain("events not recorded");
    answer = async () => ({ error: null });
    open("next");
    await flushOpenings();
    expect(groups.at(-1)).toEqual([expect.objectContaining({ experience_id: "next" })]);
  });
});

test("a language is a tag or nothing", () => {
  expect(languageTag("vi")).toBe("vi");
  expect(languageTag(" de-AT , de;q=0.8")).toBe("de-at");
  for (const nothing of [null, "", "*", "<b>", "a".repeat(40)]) {
    expect(languageTag(nothing)).toBeUndefined();
  }
});
