/** Rounds of work on demand, for hosts whose processes sleep between requests. */
import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** A round for a scheduler that shows `CRON_SECRET` as its bearer. Vercel's and others send a GET. */
export function cronRoute(round: () => Promise<Record<string, number>>) {
  return async (request: Request): Promise<Response> => {
    const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
    // Hashed, so that lengths are equal and nothing is learned from how long it takes.
    if (!env.cronSecret || !given || !timingSafeEqual(digest(given), digest(env.cronSecret))) {
      return Response.json({ error: "Unauthorized" }, { status: 401 });
    }
    return Response.json(await round(), { headers: { "cache-control": "no-store" } });
  };
}
