/** The ways out of the house: a mail service, a mail server, or the mailbox of this machine. */
import "server-only";
import type { RenderedMail } from "@/lib/email/render";

/** A finished mail. The id is its row in the outbox, the same for every attempt. */
export type Mail = RenderedMail & { id: string; to: string };

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

/**
 * Delivers a batch; one answer for each mail, in their order. Never throws. A batch that is handed
 * over again consists of the same mails. `deadline` (milliseconds since 1970): somebody waits, and
 * what is not out by then has failed.
 */
export type Transport = (mails: readonly Mail[], deadline?: number) => Promise<Delivery[]>;

/** Nothing leaves: the outbox itself is the mailbox. */
export const mailbox: Transport = async (mails) =>
  mails.map(({ id }) => ({ id, status: "stored" }));

/** The service could not take it now; it may later. */
export const notNow = (id: string, error: string): Delivery => ({
  id,
  status: "failed",
  failure: "service",
  error,
});

/** This mail will never be taken. */
export const refused = (id: string, error: string): Delivery => ({
  id,
  status: "failed",
  failure: "address",
  final: true,
  error,
});

/** How long one request may take, with a deadline to meet. */
export const timeLeft = (longest: number, deadline = Number.POSITIVE_INFINITY): number =>
  Math.max(1, Math.min(longest, deadline - Date.now()));
