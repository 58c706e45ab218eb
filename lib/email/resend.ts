/** Mail through Resend. */
import "server-only";
import { createHash } from "node:crypto";
import { type ErrorResponse, Resend } from "resend";
import {
  type Delivery,
  type Mail,
  notNow,
  refused,
  type Transport,
  timeLeft,
} from "@/lib/email/transport";

/** What Resend takes in one request. */
const BATCH = 100;
const ATTEMPTS = 3;

export type ResendOptions = {
  apiKey: string;
  baseUrl?: string | undefined;
  from: string;
  /** How long to wait before attempt 2, 3 …; `Retry-After` is honoured up to `longest`. */
  wait?: { first: number; longest: number };
  timeout?: number;
};

/**
 * Resend. A busy or broken service (429, 5xx, no answer) is asked again, under the same idempotency
 * key, so that nobody gets a mail twice. One bad address does not hold up the others.
 */
export function createResendTransport({
  apiKey,
  baseUrl,
  from,
  wait = { first: 500, longest: 5_000 },
  timeout = 10_000,
}: ResendOptions): Transport {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});

  async function deliver(mails: readonly Mail[], deadline?: number): Promise<Delivery[]> {
    const idempotencyKey = keyOf(mails);
    for (let attempt = 1; ; attempt += 1) {
      const { data, error, headers } = await resend.batch.send(
        mails.map(({ to, subject, html, text, headers }) => ({
          from,
          to,
          subject,
          html,
          text,
          ...(headers ? { headers } : {}),
        })),
        {
          idempotencyKey,
          batchValidation: "permissive",
          signal: AbortSignal.timeout(timeLeft(timeout, deadline)),
        },
      );
      if (!error) return accepted(mails, data);
      // An earlier attempt arrived although we did not hear of it, and the mail was written anew
      // since (a release in between): they have it.
      if (error.name === "invalid_idempotent_request") {
        return mails.map(({ id }) => ({ id, status: "sent" }));
      }
      if (isRefusal(error)) {
        const [first] = mails;
        if (mails.length === 1 && first) return [refused(first.id, reasonOf(error))];
        // One of them spoils the request: each for itself.
        const single = [];
        for (const mail of mails) single.push(...(await deliver([mail], deadline)));
        return single;
      }
      const pause = Math.min(retryAfter(headers) ?? wait.first * 2 ** (attempt - 1), wait.longest);
      const hopeless = attempt === ATTEMPTS || !isPassing(error);
      if (hopeless || Date.now() + pause >= (deadline ?? Number.POSITIVE_INFINITY)) {
        return mails.map(({ id }) => notNow(id, reasonOf(error)));
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  return async (mails, deadline) => {
    const deliveries: Delivery[] = [];
    for (let start = 0; start < mails.length; start += BATCH) {
      const batch = mails.slice(start, start + BATCH);
      const outcome = await deliver(batch, deadline).catch((error: unknown) =>
        batch.map(({ id }) => notNow(id, String(error))),
      );
      deliveries.push(...outcome);
    }
    return deliveries;
  };
}

/** The same for the same mails, in whichever order. */
const keyOf = (mails: readonly Mail[]) =>
  createHash("sha256")
    .update(
      mails
        .map(({ id }) => id)
        .sort()
        .join(),
    )
    .digest("hex");

/** The ids come without gaps, the refused ones by their place in the batch. */
function accepted(
  mails: readonly Mail[],
  answer: { data: { id: string }[]; errors?: { index: number; message: string }[] },
): Delivery[] {
  const errors = new Map(answer.errors?.map(({ index, message }) => [index, message]));
  const ids = answer.data.values();
  return mails.map(({ id }, index) => {
    const error = errors.get(index);
    if (error !== undefined) return refused(id, error);
    return { id, status: "sent", providerId: ids.next().value?.id ?? "" };
  });
}

/** Something is wrong with a mail, not with the service or our account there. */
const isRefusal = ({ statusCode }: ErrorResponse) => statusCode === 400 || statusCode === 422;

/** Whether trying again at once can help: no answer at all, too many requests, trouble on their side. */
function isPassing({ statusCode, name }: ErrorResponse): boolean {
  // The client takes the status from the answer's body, where a proxy may not have put one.
  if (!statusCode || statusCode >= 500) return true;
  if (statusCode === 429) return name !== "daily_quota_exceeded";
  return name === "concurrent_idempotent_requests";
}

const reasonOf = ({ statusCode, name, message }: ErrorResponse) =>
  `${statusCode ?? "no answer"} ${name}: ${message}`;

function retryAfter(headers: Record<string, string> | null): number | undefined {
  const seconds = Number(headers?.["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : undefined;
}
