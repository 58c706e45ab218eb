/** A round of mail on demand, for hosts whose processes sleep between requests. */
import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { mailRound } from "@/lib/email/deliver";
import { env } from "@/lib/env";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Sends what is due, for a scheduler that shows `CRON_SECRET` as its bearer. */
export async function answerMailCron(request: Request): Promise<Response> {
  const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  // Hashed, so that lengths are equal and nothing is learned from how long it takes.
  if (!env.cronSecret || !given || !timingSafeEqual(digest(given), digest(env.cronSecret))) {
    return Response.json({ error: "Unauthorized" }, { status: 401 });
  }
  const tried = await mailRound();
  return Response.json({ tried }, { headers: { "cache-control": "no-store" } });
}
