/** Probes. */
import "server-only";
import { z } from "zod";
import { operation } from "@/lib/api/operation";
import { processWide } from "@/lib/api/process-wide";
import type { Resource } from "@/lib/api/resource";
import { env } from "@/lib/env";
import { createAnonClient } from "@/lib/supabase/anon";

const DATABASE_TIMEOUT_MS = 2_000;
/** The probe is open to everybody and not limited, so its answer is kept this long. */
const CHECK_EVERY_MS = 1_000;

type Reachability = { reachable: boolean; latency_ms: number };

const lastCheck = processWide("database-check", () => ({
  until: 0,
  result: Promise.resolve<Reachability>({ reachable: false, latency_ms: 0 }),
}));

function databaseReachability(): Promise<Reachability> {
  if (Date.now() > lastCheck.until) {
    lastCheck.until = Date.now() + CHECK_EVERY_MS;
    lastCheck.result = checkDatabase();
  }
  return lastCheck.result;
}

async function checkDatabase(): Promise<Reachability> {
  const started = performance.now();
  const { error } = await createAnonClient()
    .from("experiences")
    .select("id")
    .limit(1)
    .retry(false)
    .abortSignal(AbortSignal.timeout(DATABASE_TIMEOUT_MS));
  return { reachable: !error, latency_ms: Math.round(performance.now() - started) };
}

const processProbe = operation({
  id: "health.process",
  summary: "Whether the server process answers.",
  access: "public",
  role: "public",
  unlimited: true,
  success: {
    status: 200,
    schema: z.object({
      status: z.literal("ok"),
      version: z.string(),
      uptime_seconds: z.int(),
    }),
  },
  example: {},
  handle: async () => ({
    status: "ok" as const,
    version: env.release,
    uptime_seconds: Math.floor(process.uptime()),
  }),
});

const probe = operation({
  id: "health",
  summary: "Whether the server and its database answer.",
  description: "503 with the same body when the database is away.",
  access: "public",
  role: "public",
  unlimited: true,
  success: {
    status: 200,
    schema: z.object({
      status: z.enum(["ok", "unavailable"]),
      version: z.string(),
      database: z.object({ reachable: z.boolean(), latency_ms: z.int() }),
    }),
    statusOf: ({ database }) => (database.reachable ? 200 : 503),
  },
  example: {},
  async handle() {
    const database = await databaseReachability();
    return {
      status: database.reachable ? ("ok" as const) : ("unavailable" as const),
      version: env.release,
      database,
    };
  },
});

export const health: Resource = { address: "health", root: true, literal: true, one: probe };
/** The same one, under the API's prefix. */
export const versionedHealth: Resource = {
  address: "health",
  literal: true,
  one: { ...probe, id: "health.v1" },
};
export const processHealth: Resource = {
  address: "api/health",
  root: true,
  literal: true,
  one: processProbe,
};
