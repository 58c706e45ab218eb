/** The mail to somebody who left their address on a landing page and has no account yet. */
import "server-only";
import { sendMails } from "@/lib/email/send";
import { env } from "@/lib/env";

export type Welcome = { email: string; link: string; companyId: string | null };

/** Where it leads unless the page said otherwise. */
export const welcomeLink = (wished: string | null | undefined): string => wished || env.appUrl;

/**
 * Sends it. The words are ours alone: anybody can have it sent to any address, so nothing that a
 * caller or a company wrote may stand in it, and the link was checked to be one of ours.
 */
export async function sendWelcome({ email, link, companyId }: Welcome): Promise<void> {
  await sendMails([
    {
      to: email,
      template: "message",
      props: {
        subject: "Welcome to Travel Buddy",
        body: [
          "Thank you for your interest in a place on Travel Buddy.",
          "With an account of your own you mark where you have been and tell what you saw. You choose a password when you sign up; we never send one by mail.",
        ].join("\n\n"),
        reason:
          "You get this because this address was entered on one of our pages. If it was not you, do nothing: there is no account unless you make one.",
        action: { label: "Continue on Travel Buddy", url: link },
      },
      companyId: companyId ?? undefined,
    },
  ]);
}
