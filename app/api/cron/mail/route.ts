import { answerMailCron } from "@/lib/email/cron";

/** Vercel's scheduler and others send a GET. */
export const GET = answerMailCron;
