/** A round of mail on demand. */
import "server-only";
import { cronRoute } from "@/lib/api/cron";
import { mailRound } from "@/lib/email/deliver";

/** Sends what is due. */
export const answerMailCron = cronRoute(async () => ({ tried: await mailRound() }));
