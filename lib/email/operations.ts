/** `email/send-email` and `companies/members/send-email`, as installed clients know them. */
import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/api/errors";
import { exampleEmails } from "@/lib/api/examples";
import { operation } from "@/lib/api/operation";
import type { Resource } from "@/lib/api/resource";
import { email, link, requiredText } from "@/lib/api/schemas";
import { requireRecipients } from "@/lib/email/recipients";
import { sendMails } from "@/lib/email/send";

const MAX_RECIPIENTS = 50;
const recipients = z.array(email).min(1, "Required.").max(MAX_RECIPIENTS);
const subject = requiredText(255);
const text = requiredText(20_000);

const answer = z.object({ message: z.string() });

async function send(
  to: readonly string[],
  mail: { subject: string; body: string },
  from: { userId: string; email: string | null },
) {
  const outcomes = await sendMails(
    to.map((address) => ({
      to: address,
      template: "message",
      props: { ...mail, sender: from.email },
      createdBy: from.userId,
    })),
  );
  const failed = outcomes.filter((outcome) => outcome === "failed").length;
  if (failed === to.length) {
    throw new AppError("internal", "The mail could not be sent yet. We keep trying.");
  }
  const sent = to.length - failed;
  const many = sent === 1 ? "The mail is on its way." : `${sent} mails are on their way.`;
  return { message: failed ? `${many} ${failed} could not be sent yet; we keep trying.` : many };
}

const sendToMembers = operation({
  id: "companies.members.send-email",
  summary: "Write to members of one's companies.",
  description: "`body` is plain text. Each gets a mail of their own; nobody sees the others.",
  access: "user",
  role: "company admin or SUPER_ADMIN",
  body: z.strictObject({ emails: recipients, subject, body: text }),
  limits: ["mail", "mail-day"],
  failures: ["forbidden"],
  example: {
    body: {
      emails: [exampleEmails.member],
      subject: "Tomorrow at the ferry pier",
      body: "We meet at 7:30, in front of the ticket window.",
    },
  },
  success: { status: 200, schema: answer },
  async handle({ db, user, body: { emails, ...mail } }) {
    return send(await requireRecipients(db, user, emails, "emails"), mail, user);
  },
});

/** Accepted for old clients: we are the sender. */
const dropped = z.string().max(255).optional().describe("Accepted and not used.");

const message = z
  .strictObject({
    to: z.union([email.transform((one) => [one]), recipients]),
    mediaUrl: link
      .optional()
      .describe("Asks for the itinerary mail of the former web, which did not use it either."),
    subject: subject.optional(),
    html: text.optional().describe("Taken as text: markup is removed."),
    sender: dropped,
    senderName: dropped,
    sender_name: dropped,
    reply_to: dropped,
    bcc: z.array(email).max(0, "There are no blind copies.").optional(),
  })
  .refine(({ mediaUrl, subject, html }) => mediaUrl !== undefined || (subject && html), {
    error: "Send subject and html, or mediaUrl.",
    when: ({ issues }) => issues.length === 0,
  });

const itinerary = {
  subject: "Your travel itinerary",
  body: "Your itinerary is ready. Open Travel Buddy to see where it takes you.",
};

const sendEmail = operation({
  id: "email.send-email",
  summary: "Send a mail.",
  description:
    "To members of companies one runs, or to oneself; a SUPER_ADMIN writes to anybody. There are " +
    "no blind copies. With only `mediaUrl` it is the itinerary mail of the former web.",
  access: "user",
  role: "company admin or SUPER_ADMIN",
  body: message,
  limits: ["mail", "mail-day"],
  failures: ["forbidden"],
  example: {
    body: {
      to: [exampleEmails.member],
      subject: "New opening hours",
      html: "<p>We open at <b>9:00</b> from Monday.</p>",
    },
  },
  success: { status: 200, schema: answer },
  async handle({ db, user, body: { to, subject: title, html } }) {
    const addresses = await requireRecipients(db, user, to, "to");
    if (!title || !html) return send(addresses, itinerary, user);
    const { plainText } = await import("@/lib/email/render");
    const body = plainText(html);
    if (!body) {
      throw new AppError("bad_request", "Check the html.", { fields: { html: ["Says nothing."] } });
    }
    return send(addresses, { subject: title, body }, user);
  },
});

export const membersEmail: Resource = {
  address: "companies/members/send-email",
  literal: true,
  post: sendToMembers,
};
export const emailSending: Resource = {
  address: "email/send-email",
  literal: true,
  post: sendEmail,
};
