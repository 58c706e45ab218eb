/** Unsubscribing by the button of a mail program (RFC 8058): no page, no session, one POST. */
import "server-only";
import { AppError } from "@/lib/api/errors";
import { describeError, log } from "@/lib/api/log";
import { drawOn } from "@/lib/api/rate-limit";
import { readUnsubscribeToken } from "@/lib/email/unsubscribe-token";
import { weeklySummaryByLink } from "@/lib/notifications/weekly-summary";
import { paths } from "@/lib/paths";

const headers = { "cache-control": "no-store", "referrer-policy": "no-referrer" };
const unknown = () => say(404, "There is nothing to turn off by this address.");
const say = (status: number, text: string) => new Response(`${text}\n`, { status, headers });

/** Turns the summary off. Its body says only that it is such a request; the address says it all. */
export async function answerOneClick(token: string): Promise<Response> {
  try {
    if (!readUnsubscribeToken(token)) return unknown();
    // Of each link, not of each address: mail services post for all their users from a few.
    await drawOn("auth", `unsubscribe:${token}`);
    const summary = await weeklySummaryByLink(token, false);
    // Who works there no more gets none either.
    return summary ? say(200, "The weekly summary is off.") : unknown();
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return say(error.status, error.message);
    log.error({ error: describeError(error) }, "not unsubscribed");
    return say(500, "That did not work. Please try again.");
  }
}

/** A person who opens the address in a browser decides on the page; a scanner changes nothing. */
export function leadToPage(token: string): Response {
  return new Response(null, {
    status: 303,
    headers: { ...headers, location: `${paths.unsubscribe()}#${encodeURIComponent(token)}` },
  });
}
