/** The ways out of the house: a mail service, or the mailbox of a development machine. */
import "server-only";
import { createHash } from "node:crypto";
import { Resend } from "resend";

/** A finished mail. The id is its row in the outbox, the same for every attempt. */
export type Mail = { id: string; to: string; subject: string; html: string; text: string };

export type Delivery = {
  id: string;
  /** `stored`: kept in the outbox on purpose, there is no mail service. */
  status: "sent" | "stored" | "failed";
  providerId?: string;
  error?: string;
  /** Failed: trying again cannot help. */
  final?: boolean;
  /** Failed: what to tell people. */
  failure?: "address" | "service";
};

/** Delivers a batch; one answer for each mail, in their order. Never throws. */
export type Transport = (mails: readonly Mail[]) => Promise<Delivery[]>;

/** Nothing leaves: the outbox itself is the mailbox. */
export const mailbox: Transport = async (mails) =>
  mails.map(({ id }) => ({ id, status: "stored" }));

/** What Resend takes in one request. */
const BATCH = 100;
const ATTEMPTS = 3;
const TIMEOUT_MS = 10_000;

export type ResendOptions = {
  apiKey: string;
  baseUrl?: string | undefined;
  from: string;
  /** How long to wait before attempt 2, 3 …; `Retry-After` is honoured up to `longest`. */
  wait?: { first: number; longest: number };
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
}: ResendOptions): Transport {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});

  async function deliver(mails: readonly Mail[]): Promise<Delivery[]> {
    const idempotencyKey = createHash("sha256")
      .update(mails.map(({ id }) => id).join())
      .digest("hex");
    for (let attempts = 1; ; attempts += 1) {
      const { data, error, headers } = await resend.batch.send(
        mails.map(({ to, subject, html, text }) => ({ from, to, subject, html, text })),
        {
          idempotencyKey,
          batchValidation: "permissive",
          signal: AbortSignal.timeout(TIMEOUT_MS),
        },
      );
      if (!error) return accepted(mails, data);
      // The client takes the status from the answer's body, where a proxy may not have put one.
      if (attempts === ATTEMPTS || !isPassing(error.statusCode ?? null)) {
        const reason = `${error.statusCode ?? "no answer"} ${error.name}: ${error.message}`;
        return mails.map(({ id }) => ({ id, status: "failed", failure: "service", error: reason }));
      }
      await pause(Math.min(retryAfter(headers) ?? wait.first * 2 ** (attempts - 1), wait.longest));
    }
  }

  return async (mails) => {
    const deliveries: Delivery[] = [];
    for (let start = 0; start < mails.length; start += BATCH) {
      const batch = mails.slice(start, start + BATCH);
      const outcome = await deliver(batch).catch((error: unknown) =>
        batch.map(
          ({ id }): Delivery => ({
            id,
            status: "failed",
            failure: "service",
            error: String(error),
          }),
        ),
      );
      deliveries.push(...outcome);
    }
    return deliveries;
  };
}

/** The ids come without gaps, the refused ones by their place in the batch. */
function accepted(
  mails: readonly Mail[],
  answer: { data: { id: string }[]; errors?: { index: number; message: string }[] },
): Delivery[] {
  const refused = new Map(answer.errors?.map(({ index, message }) => [index, message]));
  const ids = answer.data.values();
  return mails.map(({ id }, index) => {
    const error = refused.get(index);
    if (error !== undefined) return refusal(id, error);
    return { id, status: "sent", providerId: ids.next().value?.id ?? "" };
  });
}

const refusal = (id: string, error: string): Delivery => ({
  id,
  status: "failed",
  final: true,
  failure: "address",
  error,
});

/** Whether trying again can help: no answer at all, too many requests, trouble on their side. */
function isPassing(status: number | null): boolean {
  return status === null || status === 429 || status >= 500;
}

function retryAfter(headers: Record<string, string> | null): number | undefined {
  const seconds = Number(headers?.["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : undefined;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
