/** Mail through a mail server of one's own. */
import "server-only";
import { createTransport } from "nodemailer";
import {
  type Delivery,
  type Mail,
  notNow,
  refused,
  type Transport,
  timeLeft,
} from "@/lib/email/transport";

export type SmtpOptions = {
  /** `smtp://user:password@host:port`, `smtps://…`; nodemailer's options as a query. */
  url: string;
  from: string;
  timeout?: number;
};

/** How many connections one batch opens. */
const CONNECTIONS = 3;

/**
 * SMTP. Each mail is one attempt: the outbox tries again. The message id is the row's, so that
 * mailboxes which look at it show a mail once that was sent twice.
 */
export function createSmtpTransport({ url, from, timeout = 10_000 }: SmtpOptions): Transport {
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? "localhost";
  return async (mails, deadline) => {
    const limit = timeLeft(timeout, deadline);
    // One pool for a batch: nothing stays open while there is nothing to send.
    const server = createTransport({
      pool: true,
      maxConnections: CONNECTIONS,
      url,
      connectionTimeout: limit,
      greetingTimeout: limit,
      socketTimeout: limit,
      dnsTimeout: limit,
    });
    const send = async ({ id, to, subject, html, text, headers }: Mail): Promise<Delivery> => {
      try {
        const message = { from, to, subject, html, text, messageId: `<${id}@${domain}>` };
        const { messageId } = await server.sendMail({
          ...message,
          ...(headers ? { headers } : {}),
        });
        return { id, status: "sent", providerId: messageId };
      } catch (error) {
        return failureOf(id, error);
      }
    };
    try {
      return await Promise.all(mails.map((mail) => inTime(mail.id, send(mail), deadline)));
    } finally {
      server.close();
    }
  };
}

/** 5xx about the recipient or the content is an answer for good; everything else may pass. */
function failureOf(id: string, error: unknown): Delivery {
  const { responseCode = 0, code } = error as { responseCode?: number; code?: string };
  const aboutTheMail = code === "EENVELOPE" || code === "EMESSAGE";
  return aboutTheMail && responseCode >= 500
    ? refused(id, String(error))
    : notNow(id, String(error));
}

/** The server may answer slowly, line by line: no timeout of a socket ends that. */
function inTime(id: string, sending: Promise<Delivery>, deadline?: number): Promise<Delivery> {
  if (deadline === undefined) return sending;
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => resolve(notNow(id, "The mail server took too long.")),
      timeLeft(60_000, deadline),
    );
    sending.then((delivery) => {
      clearTimeout(timer);
      resolve(delivery);
    });
  });
}
